// SPDX-License-Identifier: Apache-2.0
#include "maps/label_text.h"

#include <QGlyphRun>
#include <QHash>
#include <QRawFont>
#include <QTextLayout>
#include <algorithm>
#include <cmath>
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

/// The outline of a letter and what lies within a reach of it, at the size 1.
struct Shape
{
    QPainterPath outline;
    QPainterPath halo;
};

const Shape &letterShape(const QRawFont &font, const TextRule &rule, quint32 glyph, int haloPercent)
{
    thread_local QHash<QString, Shape> known;
    const QString key = font.familyName() + u'/' + QString::number(rule.weight) +
                        (rule.italic ? u'i' : u'r') + QString::number(glyph) + u'/' +
                        QString::number(haloPercent);
    const auto found = known.constFind(key);
    if (found != known.cend())
        return *found;
    constexpr double kScale = 1.0 / kShapingPixels;
    const auto outline = font.pathForGlyph(glyph);
    QPainterPathStroker stroker;
    stroker.setWidth(2 * haloPercent * 0.01 * kShapingPixels);
    stroker.setJoinStyle(Qt::RoundJoin);
    stroker.setCurveThreshold(1.0); // of 64 pixels to the size: a tenth of a pixel on the map
    const auto toUnit = QTransform::fromScale(kScale, kScale);
    auto halo = outline.isEmpty() ? outline : stroker.createStroke(outline).simplified();
    halo.setFillRule(Qt::WindingFill);
    return *known.insert(key, {toUnit.map(outline), toUnit.map(halo)});
}

ShapedText shapedAnew(const QString &text, const QFont &font, const TextRule &rule, int haloPercent)
{
    QTextLayout layout(text, font);
    layout.beginLayout();
    QTextLine line = layout.createLine();
    line.setLineWidth(std::numeric_limits<float>::max());
    layout.endLayout();

    constexpr double kScale = 1.0 / kShapingPixels;
    ShapedText shaped;
    shaped.width = line.naturalTextWidth() * kScale;
    for (const QGlyphRun &run : layout.glyphRuns()) {
        const auto raw = run.rawFont();
        const auto indexes = run.glyphIndexes();
        const auto positions = run.positions();
        const auto advances = raw.advancesForGlyphIndexes(indexes);
        for (qsizetype i = 0; i < indexes.size(); ++i) {
            const Shape &shape = letterShape(raw, rule, indexes[i], haloPercent);
            shaped.letters.push_back(
                {shape.outline, shape.halo, positions[i].x() * kScale, advances[i].x() * kScale});
        }
    }
    return shaped;
}

} // namespace

std::shared_ptr<const ShapedText> shape(
    std::string_view utf8, const QString &family, const TextRule &rule, double size)
{
    thread_local QHash<QString, std::shared_ptr<const ShapedText>> known;
    auto text = QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size()));
    if (rule.capitals)
        text = text.toUpper();
    // In steps, so that few halos are made: that takes a third of a millisecond a letter.
    const int haloPercent = 4 * static_cast<int>(std::lround(25 * rule.haloWidth / size));
    const QString key = text + QChar(0) + QString::number(rule.weight * 2 + (rule.italic ? 1 : 0)) + u'/' +
                        QString::number(haloPercent) + family;
    if (const auto found = known.constFind(key); found != known.cend())
        return *found;
    if (known.size() >= kMostTexts)
        known.clear();
    auto shaped =
        std::make_shared<const ShapedText>(shapedAnew(text, fontFor(family, rule), rule, haloPercent));
    known.insert(key, shaped);
    return shaped;
}

double widthOf(const ShapedText &text, const TextRule &rule, double size)
{
    const auto gaps = text.letters.empty() ? 0.0 : static_cast<double>(text.letters.size() - 1);
    return text.width * size + gaps * rule.letterSpacing;
}

void writeLine(Writing &into, const std::shared_ptr<const ShapedText> &text, const TextRule &rule,
    double size, QPointF start)
{
    double spaced = 0;
    for (const Letter &letter : text->letters) {
        if (!letter.outline.isEmpty())
            into.letters.push_back(
                {QTransform(size, 0, 0, size, start.x() + letter.x * size + spaced, start.y()), &letter});
        spaced += rule.letterSpacing;
    }
    into.texts.push_back(text);
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
