// SPDX-License-Identifier: Apache-2.0
#include "maps/label_text.h"

#include <QGlyphRun>
#include <QHash>
#include <QRawFont>
#include <QTextLayout>
#include <algorithm>
#include <limits>

namespace facteo::maps {
namespace {

/// Texts are shaped at this size, where hinting plays no part, and scaled down.
constexpr int kShapingPixels = 64;
/// Names of some blocks around; then the cache starts anew.
constexpr qsizetype kMostTexts = 6000;

QFont fontFor(const QString &family, const TextRule &rule)
{
    QFont font(family);
    font.setFamilies({family, QStringLiteral("DejaVu Sans")});
    font.setPixelSize(kShapingPixels);
    font.setWeight(static_cast<QFont::Weight>(rule.weight));
    font.setItalic(rule.italic);
    font.setHintingPreference(QFont::PreferNoHinting);
    return font;
}

ShapedText shapedAnew(const QString &text, const QFont &font)
{
    QTextLayout layout(text, font);
    layout.beginLayout();
    QTextLine line = layout.createLine();
    line.setLineWidth(std::numeric_limits<float>::max());
    layout.endLayout();

    constexpr double kScale = 1.0 / kShapingPixels;
    const auto toUnit = QTransform::fromScale(kScale, kScale);
    ShapedText shaped;
    shaped.width = line.naturalTextWidth() * kScale;
    for (const QGlyphRun &run : layout.glyphRuns()) {
        const auto raw = run.rawFont();
        const auto indexes = run.glyphIndexes();
        const auto positions = run.positions();
        const auto advances = raw.advancesForGlyphIndexes(indexes);
        for (qsizetype i = 0; i < indexes.size(); ++i) {
            shaped.letters.push_back({toUnit.map(raw.pathForGlyph(indexes[i])), positions[i].x() * kScale,
                advances[i].x() * kScale});
        }
    }
    return shaped;
}

} // namespace

std::shared_ptr<const ShapedText> shape(std::string_view utf8, const QString &family, const TextRule &rule)
{
    thread_local QHash<QString, std::shared_ptr<const ShapedText>> known;
    auto text = QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size()));
    if (rule.capitals)
        text = text.toUpper();
    const QString key = text + QChar(0) + QString::number(rule.weight * 2 + (rule.italic ? 1 : 0)) + family;
    if (const auto found = known.constFind(key); found != known.cend())
        return *found;
    if (known.size() >= kMostTexts)
        known.clear();
    auto shaped = std::make_shared<const ShapedText>(shapedAnew(text, fontFor(family, rule)));
    known.insert(key, shaped);
    return shaped;
}

double widthOf(const ShapedText &text, const TextRule &rule, double size)
{
    const auto gaps = text.letters.empty() ? 0.0 : static_cast<double>(text.letters.size() - 1);
    return text.width * size + gaps * rule.letterSpacing;
}

QPainterPath outlineOf(const ShapedText &text, const TextRule &rule, double size, QPointF start)
{
    QPainterPath path;
    path.setFillRule(Qt::WindingFill);
    double spaced = 0;
    for (const Letter &letter : text.letters) {
        const QTransform place(size, 0, 0, size, start.x() + letter.x * size + spaced, start.y());
        path.addPath(place.map(letter.outline));
        spaced += rule.letterSpacing;
    }
    return path;
}

std::vector<std::string_view> wrapped(std::string_view text, std::size_t most)
{
    const auto lineCount =
        std::min<std::size_t>(3, (text.size() + most - 1) / std::max<std::size_t>(most, 1));
    std::vector<std::string_view> lines;
    while (lines.size() + 1 < lineCount) {
        const std::size_t goal = text.size() / (lineCount - lines.size());
        std::size_t cut = std::string_view::npos;
        for (std::size_t i = 1; i + 1 < text.size(); ++i) {
            const auto distance = [&](std::size_t at) { return at > goal ? at - goal : goal - at; };
            if (text[i] == ' ' && (cut == std::string_view::npos || distance(i) < distance(cut)))
                cut = i;
        }
        if (cut == std::string_view::npos)
            break;
        lines.push_back(text.substr(0, cut));
        text.remove_prefix(cut + 1);
    }
    lines.push_back(text);
    return lines;
}

} // namespace facteo::maps
