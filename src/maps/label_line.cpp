// SPDX-License-Identifier: Apache-2.0
#include "maps/label_line.h"

#include <QLineF>
#include <algorithm>
#include <cmath>
#include <numbers>

namespace facteo::maps {
namespace {

/// Between two neighbouring letters, and over the whole text. Beyond it a name is hard to read.
constexpr double kMostTurnPerLetter = 0.28; // radians, 16°
constexpr double kMostTurn = 1.3;           // radians, 75°

/// How far the way turns where a line that ends with `a` goes on with `b`; 0 is straight on.
double turn(const QPolygonF &a, const QPolygonF &b)
{
    const QPointF in = a[a.size() - 1] - a[a.size() - 2];
    const QPointF out = b[1] - b[0];
    const double cross = in.x() * out.y() - in.y() * out.x();
    return std::abs(std::atan2(cross, QPointF::dotProduct(in, out)));
}

QPolygonF reversed(const QPolygonF &line)
{
    return {line.rbegin(), line.rend()};
}

/// Takes the piece that goes on best after the end of `line`, turned the right way.
std::optional<QPolygonF> next(const QPolygonF &line, std::vector<QPolygonF> &pieces)
{
    constexpr double kMostTurnAtJoint = std::numbers::pi / 3;
    double best = kMostTurnAtJoint;
    std::optional<std::size_t> found;
    bool backwards = false;
    for (std::size_t i = 0; i < pieces.size(); ++i) {
        for (const bool back : {false, true}) {
            const QPointF end = back ? pieces[i].back() : pieces[i].front();
            if (end != line.back())
                continue;
            const double angle = turn(line, back ? reversed(pieces[i]) : pieces[i]);
            if (angle < best) {
                best = angle;
                found = i;
                backwards = back;
            }
        }
    }
    if (!found)
        return {};
    auto piece = std::move(pieces[*found]);
    pieces.erase(pieces.begin() + static_cast<std::ptrdiff_t>(*found));
    return backwards ? reversed(piece) : std::move(piece);
}

/// Walks along a line; asked for ascending distances it never goes back.
class Walk
{
public:
    explicit Walk(const QPolygonF &line) : m_line(line) {}

    QPointF at(double distance)
    {
        while (m_next < m_line.size() - 1 && m_start + length() < distance) {
            m_start += length();
            ++m_next;
        }
        const double whole = length();
        return QLineF(m_line[m_next - 1], m_line[m_next])
            .pointAt(whole > 0 ? (distance - m_start) / whole : 0);
    }

private:
    double length() const { return QLineF(m_line[m_next - 1], m_line[m_next]).length(); }

    const QPolygonF &m_line;
    qsizetype m_next = 1;
    double m_start = 0;
};

double wrappedAngle(double radians)
{
    return std::remainder(radians, 2 * std::numbers::pi);
}

/// Directions at each letter, from a little before it to a little after, so that small corners do not shake.
std::vector<double> directions(
    const QPolygonF &line, const std::vector<double> &at, double reach, double length)
{
    std::vector<double> result;
    result.reserve(at.size());
    Walk before(line);
    Walk after(line);
    for (const double distance : at) {
        const QPointF from = before.at(std::max(0.0, distance - reach));
        const QPointF to = after.at(std::min(length, distance + reach));
        result.push_back(std::atan2(to.y() - from.y(), to.x() - from.x()));
    }
    return result;
}

bool readable(const std::vector<double> &angles)
{
    double least = 0;
    double most = 0;
    double sum = 0;
    for (std::size_t i = 1; i < angles.size(); ++i) {
        const double step = wrappedAngle(angles[i] - angles[i - 1]);
        if (std::abs(step) > kMostTurnPerLetter)
            return false;
        sum += step;
        least = std::min(least, sum);
        most = std::max(most, sum);
    }
    return most - least <= kMostTurn;
}

} // namespace

double lengthOf(const QPolygonF &line)
{
    double length = 0;
    for (qsizetype i = 1; i < line.size(); ++i)
        length += QLineF(line[i - 1], line[i]).length();
    return length;
}

QPointF pointAlong(const QPolygonF &line, double at)
{
    return Walk(line).at(at);
}

std::vector<QPolygonF> joined(std::vector<QPolygonF> pieces)
{
    std::erase_if(pieces, [](const QPolygonF &piece) { return piece.size() < 2; });
    std::vector<QPolygonF> lines;
    while (!pieces.empty()) {
        auto line = std::move(pieces.front());
        pieces.erase(pieces.begin());
        for (int direction = 0; direction < 2; ++direction) {
            while (const auto piece = next(line, pieces))
                line.append(piece->mid(1));
            line = reversed(line);
        }
        lines.push_back(std::move(line));
    }
    return lines;
}

std::optional<BentText> bend(const std::shared_ptr<const ShapedText> &text, const TextRule &rule, double size,
    const QPolygonF &line, double at)
{
    const double length = lengthOf(line);
    const double width = widthOf(*text, rule, size);
    if (at - width / 2 < 0 || at + width / 2 > length || text->letters.empty())
        return {};
    Walk ends(line);
    const QPointF first = ends.at(at - width / 2);
    const QPointF last = ends.at(at + width / 2);
    if (last.x() < first.x())
        return bend(text, rule, size, reversed(line), length - at);

    std::vector<double> distances;
    double spaced = at - width / 2;
    for (const Letter &letter : text->letters) {
        distances.push_back(spaced + (letter.x + letter.advance / 2) * size);
        spaced += rule.letterSpacing;
    }
    const auto angles = directions(line, distances, size * 0.7, length);
    if (!readable(angles))
        return {};

    BentText bent;
    bent.writing.texts.push_back(text);
    bent.middle = pointAlong(line, at);
    Walk walk(line);
    for (std::size_t i = 0; i < distances.size(); ++i) {
        const Letter &letter = text->letters[i];
        const QPointF middle = walk.at(distances[i]);
        QTransform place;
        place.translate(middle.x(), middle.y());
        place.rotateRadians(angles[i]);
        place.scale(size, size);
        place.translate(-letter.advance / 2, kCapHeight / 2 - 0.02);
        if (!letter.outline.isEmpty())
            bent.writing.letters.push_back({place, &letter});
        bent.boxes.push_back(place.mapRect(QRectF(0, -0.95, letter.advance, 1.2)));
    }
    return bent;
}

} // namespace facteo::maps
