// SPDX-License-Identifier: Apache-2.0
#include "maps/label_block.h"

#include <QLineF>
#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>

namespace facteo::maps {
namespace {

constexpr std::size_t kLineCharacters = 15; ///< before a horizontal name is broken
constexpr double kLineHeight = 1.18;        ///< of the size

constexpr double kRepeatUnits = 430;   ///< a long street is named about this often
constexpr double kSameNameUnits = 190; ///< two equal names keep this distance
constexpr double kRepeatPlateUnits = 520;
constexpr double kSamePlateUnits = 330;

/// A road that bears several numbers has them with semicolons between.
std::string_view firstOf(std::string_view refs)
{
    return refs.substr(0, refs.find(';'));
}

} // namespace

QSizeF horizontalExtent(const Sheet &sheet, std::string_view text, const TextRule &rule, double size)
{
    const auto lines = wrapped(text, kLineCharacters);
    double width = 0;
    for (const auto line : lines)
        width = std::max(width, widthOf(*shape(line, sheet.style.fontFamily(), rule, size), rule, size));
    return {width, static_cast<double>(lines.size()) * kLineHeight * size};
}

Writing horizontalWriting(
    const Sheet &sheet, std::string_view text, const TextRule &rule, double size, QPointF middle)
{
    const auto lines = wrapped(text, kLineCharacters);
    const double height = (static_cast<double>(lines.size()) - 1) * kLineHeight * size;
    double baseline = middle.y() - height / 2 + kCapHeight / 2 * size;
    Writing writing;
    for (const auto line : lines) {
        const auto shaped = shape(line, sheet.style.fontFamily(), rule, size);
        const double width = widthOf(*shaped, rule, size);
        writeLine(writing, shaped, rule, size, {std::round(middle.x() - width / 2), std::round(baseline)});
        baseline += kLineHeight * size;
    }
    return writing;
}

void BlockNames::avoid(const QRectF &box)
{
    if (box.intersects(m_block))
        m_space.take(box);
}

void BlockNames::addSymbol(const Feature &feature, QPointF middle, const QRectF &box)
{
    avoid(box);
    const Rule &rule = m_sheet.style.rule(feature.kind);
    if (!m_block.contains(middle) || !rule.name || feature.name.empty() || m_sheet.zoom < rule.name->fromZoom)
        return;
    m_candidates.push_back({Way::Beside, &feature, &*rule.name, {}, 0, middle, rule.symbol->size / 2});
}

void BlockNames::place(std::span<const Feature> ground)
{
    collectLines(ground);
    collectAreas(ground);
    std::ranges::sort(m_candidates, {}, [](const Candidate &c) {
        return std::tuple(-c.rule->priority, -c.length, c.feature->ordinal, c.middle.x(), c.middle.y());
    });
    for (const Candidate &candidate : m_candidates)
        write(candidate);
}

void BlockNames::collectLines(std::span<const Feature> ground)
{
    struct Pieces
    {
        const Feature *feature = nullptr; ///< the most important that bears the name
        const TextRule *rule = nullptr;
        std::vector<QPolygonF> lines;
    };
    // By name: a street is cut at every crossing, and may change its class on the way.
    std::map<std::string_view, Pieces> names;
    std::map<std::string_view, Pieces> refs;
    const auto add = [&](Pieces &pieces, const Feature &feature, const TextRule &rule) {
        if (!pieces.rule || rule.priority > pieces.rule->priority) {
            pieces.rule = &rule;
            pieces.feature = &feature;
        }
        for (const auto part : feature.parts) {
            for (Piece &piece : clipLineExactly(part, m_sheet.projection, m_block))
                pieces.lines.push_back(std::move(piece.points));
        }
    };
    for (const Feature &feature : ground) {
        const Rule &rule = m_sheet.style.rule(feature.kind);
        if (!rule.line || feature.isArea() || feature.isPoint() || m_sheet.zoom < rule.line->fromZoom)
            continue;
        const bool tunnel = feature.flags & kTunnel;
        const bool water = feature.kind == FeatureKind::River || feature.kind == FeatureKind::Stream;
        if (rule.name && !feature.name.empty() && m_sheet.zoom >= rule.name->fromZoom && !(tunnel && water))
            add(names[feature.name], feature, *rule.name);
        if (rule.ref && !feature.ref.empty() && m_sheet.zoom >= rule.ref->fromZoom && !tunnel)
            add(refs[firstOf(feature.ref)], feature, *rule.ref);
    }
    for (const auto way : {Way::Along, Way::Plate}) {
        for (auto &[text, pieces] : way == Way::Along ? names : refs) {
            for (QPolygonF &line : joined(std::move(pieces.lines))) {
                const double length = lengthOf(line);
                const QPointF middle = pointAlong(line, length / 2);
                m_candidates.push_back(
                    {way, pieces.feature, pieces.rule, std::move(line), length, middle, 0});
            }
        }
    }
}

void BlockNames::collectAreas(std::span<const Feature> ground)
{
    for (const Feature &feature : ground) {
        const Rule &rule = m_sheet.style.rule(feature.kind);
        const bool named =
            feature.isArea() && rule.name && !feature.name.empty() && m_sheet.zoom >= rule.name->fromZoom;
        const bool numbered = rule.number && !feature.number.empty() && m_sheet.zoom >= rule.number->fromZoom;
        if (!named && !numbered)
            continue;
        Run run{m_sheet.projection(feature.parts[0][0]), 1000};
        if (!feature.isPoint())
            run = longestRun(feature, m_sheet.projection);
        if (!m_block.contains(run.middle))
            continue;
        if (named)
            m_candidates.push_back({Way::Inside, &feature, &*rule.name, {}, run.length, run.middle, 0});
        if (numbered)
            m_candidates.push_back({Way::Number, &feature, &*rule.number, {}, run.length, run.middle, 0});
    }
}

void BlockNames::write(const Candidate &candidate)
{
    switch (candidate.way) {
    case Way::Along:
        return writeAlong(candidate);
    case Way::Plate:
        return writePlates(candidate);
    case Way::Inside:
        return writeInside(candidate);
    case Way::Beside:
        return writeBeside(candidate);
    case Way::Number:
        return writeNumber(candidate);
    }
}

bool BlockNames::isNear(std::string_view text, QPointF middle, double distance) const
{
    return std::ranges::any_of(m_written, [&](const auto &written) {
        return written.first == text && QLineF(written.second, middle).length() < distance;
    });
}

void BlockNames::writeAlong(const Candidate &candidate)
{
    const double size = candidate.rule->size.at(m_sheet.zoom);
    const auto shaped = shape(candidate.feature->name, m_sheet.style.fontFamily(), *candidate.rule, size);
    const double width = widthOf(*shaped, *candidate.rule, size);
    if (candidate.length < width + 4)
        return;
    const int count = std::max(1, static_cast<int>(candidate.length / kRepeatUnits));
    const double slot = candidate.length / count;
    for (int i = 0; i < count; ++i) {
        // From the middle of the slot outwards: the first place where it fits.
        const double room = std::min(slot, candidate.length - width) / 2;
        for (double away = 0; away <= room; away += 12) {
            const double sign = std::fmod(away, 24) < 6 ? 1 : -1;
            const double at = (i + 0.5) * slot + sign * std::ceil(away / 24) * 24;
            const auto bent = bend(shaped, *candidate.rule, size, candidate.line, at);
            const bool fits =
                bent && !isNear(candidate.feature->name, bent->middle, kSameNameUnits) &&
                std::ranges::all_of(bent->boxes, [&](const QRectF &box) { return m_block.contains(box); }) &&
                m_space.areFree(bent->boxes);
            if (!fits)
                continue;
            for (const QRectF &box : bent->boxes)
                m_space.take(box.adjusted(-2, -1, 2, 1));
            m_written.emplace_back(candidate.feature->name, bent->middle);
            m_into.texts.push_back({bent->writing, candidate.rule});
            break;
        }
    }
}

void BlockNames::writePlates(const Candidate &candidate)
{
    const auto ref = firstOf(candidate.feature->ref);
    const double size = candidate.rule->size.at(m_sheet.zoom);
    const auto shaped = shape(ref, m_sheet.style.fontFamily(), *candidate.rule, size);
    const double width = widthOf(*shaped, *candidate.rule, size);
    const QSizeF extent(std::ceil(width) + 7, std::ceil(size) + 4);
    const int count = std::max(1, static_cast<int>(candidate.length / kRepeatPlateUnits));
    for (int i = 0; i < count; ++i) {
        for (const double shift : {0.0, 0.2, -0.2, 0.35, -0.35}) {
            const QPointF at = pointAlong(candidate.line, (i + 0.5 + shift) * candidate.length / count);
            const QPointF middle(std::round(at.x()) + 0.5, std::round(at.y()) + 0.5);
            QRectF box(QPointF(), extent);
            box.moveCenter(middle);
            const QRectF air = box.adjusted(-3, -3, 3, 3);
            if (!m_block.contains(air) || !m_space.isFree(air) || isNear(ref, middle, kSamePlateUnits))
                continue;
            m_space.take(air);
            m_written.emplace_back(ref, middle);
            const auto &line = *m_sheet.style.rule(candidate.feature->kind).line;
            m_into.plates.push_back({box, candidate.rule, line.casing});
            m_into.texts.push_back(
                {horizontalWriting(m_sheet, ref, *candidate.rule, size, middle), candidate.rule});
            break;
        }
    }
}

bool BlockNames::writeHorizontally(
    std::string_view text, const TextRule &rule, double size, QPointF middle, double air)
{
    QRectF box(QPointF(), horizontalExtent(m_sheet, text, rule, size));
    box.moveCenter({std::round(middle.x()), std::round(middle.y())});
    const QRectF around = box.adjusted(-air, -air, air, air);
    if (!m_block.contains(around) || !m_space.isFree(around))
        return false;
    m_space.take(around);
    m_into.texts.push_back({horizontalWriting(m_sheet, text, rule, size, box.center()), &rule});
    return true;
}

void BlockNames::writeInside(const Candidate &candidate)
{
    const double size = candidate.rule->size.at(m_sheet.zoom);
    const QSizeF extent = horizontalExtent(m_sheet, candidate.feature->name, *candidate.rule, size);
    const bool building = candidate.feature->kind == FeatureKind::Building;
    // A name may look out of its park a little, but not out of its building.
    const double room = candidate.length * (building ? 0.95 : 1.25);
    if (extent.width() > room || isNear(candidate.feature->name, candidate.middle, kSameNameUnits))
        return;
    if (writeHorizontally(candidate.feature->name, *candidate.rule, size, candidate.middle, 4))
        m_written.emplace_back(candidate.feature->name, candidate.middle);
}

void BlockNames::writeBeside(const Candidate &candidate)
{
    const double size = candidate.rule->size.at(m_sheet.zoom);
    const QSizeF extent = horizontalExtent(m_sheet, candidate.feature->name, *candidate.rule, size);
    if (isNear(candidate.feature->name, candidate.middle, kSameNameUnits))
        return;
    const double down = candidate.distance + extent.height() / 2 + 1.5;
    const double aside = candidate.distance + extent.width() / 2 + 4;
    for (const QPointF shift : {QPointF(0, down), QPointF(aside, 0), QPointF(-aside, 0), QPointF(0, -down)}) {
        if (!writeHorizontally(candidate.feature->name, *candidate.rule, size, candidate.middle + shift, 0.5))
            continue;
        m_written.emplace_back(candidate.feature->name, candidate.middle);
        return;
    }
}

void BlockNames::writeNumber(const Candidate &candidate)
{
    const double size = candidate.rule->size.at(m_sheet.zoom);
    writeHorizontally(candidate.feature->number, *candidate.rule, size, candidate.middle, 1);
}

} // namespace facteo::maps
