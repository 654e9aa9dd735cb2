// SPDX-License-Identifier: Apache-2.0
#include "console/map/fleet_picture.h"

#include <QFont>
#include <QFontMetricsF>
#include <QLineF>
#include <QtMath>
#include <algorithm>
#include <array>
#include <cmath>

namespace facteo::console {
namespace {

constexpr double kHitUnits = 22;
constexpr double kAlertBonusUnits = 6;
constexpr std::size_t kCrowd = 3000;
constexpr double kCrowdCell = 4;
constexpr double kEdgeUnits = 40; ///< dots that far outside still reach in
constexpr std::size_t kMostLabels = 120;

/// Which 4-unit cells of the screen already have a dot.
class Cells
{
public:
    explicit Cells(QSizeF size)
        : m_columns(static_cast<std::size_t>((size.width() + 2 * kEdgeUnits) / kCrowdCell) + 1),
          m_taken(m_columns * (static_cast<std::size_t>((size.height() + 2 * kEdgeUnits) / kCrowdCell) + 1))
    {
    }
    /// False when somebody stands there already.
    bool take(QPointF at)
    {
        const auto column = static_cast<std::size_t>((at.x() + kEdgeUnits) / kCrowdCell);
        const auto row = static_cast<std::size_t>((at.y() + kEdgeUnits) / kCrowdCell);
        auto &&taken = m_taken[row * m_columns + column];
        if (taken)
            return false;
        taken = true;
        return true;
    }

private:
    std::size_t m_columns;
    std::vector<bool> m_taken;
};

bool isAlert(DotState state)
{
    return state == DotState::Alert || state == DotState::AlertInHand;
}

/// Drawn later, and so above.
int importance(const FleetPoints &points, std::size_t row, std::optional<std::size_t> selected)
{
    if (row == selected)
        return 3;
    return points.state[row] == DotState::Alert ? 2 : points.state[row] == DotState::AlertInHand ? 1 : 0;
}

geo::UnitPoint between(geo::UnitPoint from, geo::UnitPoint to, double part)
{
    return {std::lerp(from.x, to.x, part), std::lerp(from.y, to.y, part)};
}

/// Everybody whose dot can be seen, the most important last.
std::vector<FleetPicture::Seen> inSight(
    const FleetPoints &points, const FleetLook &look, std::optional<std::size_t> selected)
{
    const QRectF screen = QRectF(QPointF(), look.camera.size)
                              .adjusted(-kEdgeUnits + 1, -kEdgeUnits + 1, kEdgeUnits - 1, kEdgeUnits - 1);
    std::array<std::vector<FleetPicture::Seen>, 4> layers;
    for (std::size_t row = 0; row < points.size(); ++row) {
        if (points.state[row] == DotState::NoPosition)
            continue;
        const auto world = look.glide >= 1 ? points.position[row]
                                           : between(points.previous[row], points.position[row], look.glide);
        const auto at = look.camera.toScreen(world);
        if (at && screen.contains(*at))
            layers[static_cast<std::size_t>(importance(points, row, selected))].push_back({row, *at});
    }
    if (layers[0].size() > kCrowd) {
        Cells cells(look.camera.size);
        std::erase_if(layers[0], [&](const FleetPicture::Seen &seen) { return !cells.take(seen.at); });
    }
    auto all = std::move(layers[0]);
    for (std::size_t layer = 1; layer < layers.size(); ++layer)
        all.insert(all.end(), layers[layer].begin(), layers[layer].end());
    return all;
}

void addDot(FleetPicture &picture, const FleetPoints &points, const FleetPicture::Seen &seen, double bearing,
    bool selected)
{
    const auto row = seen.row;
    const auto state = points.state[row];
    const auto freshness = points.freshness[row];
    FleetPicture::Dot dot{
        static_cast<float>(seen.at.x()), static_cast<float>(seen.at.y()), 0, 1, Sprite::Selected};
    if (selected)
        picture.dots.push_back(dot);
    if (state == DotState::Alert) {
        dot.sprite = Sprite::Halo;
        picture.halos.push_back(dot);
    }
    const float heading = points.headingDegrees[row];
    if (freshness == Freshness::Fresh && !isAlert(state) && !std::isnan(heading)) {
        dot.sprite = Sprite::Heading;
        dot.turn = static_cast<float>(qDegreesToRadians(heading - bearing));
        picture.dots.push_back(dot);
        dot.turn = 0;
    }
    dot.sprite = spriteFor(state, freshness);
    picture.dots.push_back(dot);
    if (points.exercise[row]) {
        dot.sprite = Sprite::Exercise;
        picture.dots.push_back(dot);
    }
}

/// Names right of their dots, the important first; one that would lie over another name is left out.
void addLabels(FleetPicture &picture, const FleetPoints &points, const FleetLook &look,
    std::optional<std::size_t> selected)
{
    QFont font(QStringLiteral("Inter"));
    font.setPixelSize(12);
    font.setWeight(QFont::DemiBold);
    const QFontMetricsF metrics(font);
    std::vector<QRectF> taken;
    for (auto seen = picture.seen.rbegin(); seen != picture.seen.rend() && taken.size() < kMostLabels;
        ++seen) {
        const bool important = seen->row == selected || isAlert(points.state[seen->row]);
        const QString &text = points.label[seen->row];
        if (text.isEmpty() || (!important && (!look.labels || look.camera.zoom < look.labelsFromZoom)))
            continue;
        const QSizeF size(std::ceil(metrics.horizontalAdvance(text)) + 12, 20);
        const double away = seen->row == selected ? 24 : 19;
        const QRectF box(
            QPointF(std::round(seen->at.x() + away), std::round(seen->at.y() - size.height() / 2)), size);
        if (std::ranges::any_of(taken, [&](const QRectF &other) { return other.intersects(box); }))
            continue;
        taken.push_back(box);
        picture.labels.push_back({text, box.topLeft(), points.state[seen->row] == DotState::Alert});
    }
}

QPolygonF accuracyRing(const FleetPoints &points, std::size_t row, const Camera &camera, double glide)
{
    const double metres = points.accuracyMetres[row];
    if (metres <= 0 || points.state[row] == DotState::NoPosition)
        return {};
    const auto middle =
        glide >= 1 ? points.position[row] : between(points.previous[row], points.position[row], glide);
    const double latitude = geo::fromUnit(middle).latDegrees();
    const double radius = metres / geo::metresPerUnit(latitude);
    constexpr int kCorners = 72;
    QPolygonF ring;
    for (int i = 0; i < kCorners; ++i) {
        const double angle = 2 * M_PI * i / kCorners;
        const auto at =
            camera.toScreen({middle.x + radius * std::cos(angle), middle.y + radius * std::sin(angle)});
        if (!at)
            return {};
        ring.append(*at);
    }
    // Smaller than the dot it says nothing.
    return ring.boundingRect().width() < 36 ? QPolygonF() : ring;
}

std::vector<QPolygonF> trailOnScreen(const std::vector<geo::UnitPoint> &trail, const Camera &camera)
{
    std::vector<QPolygonF> lines(1);
    for (const auto point : trail) {
        const auto at = camera.toScreen(point);
        if (!at)
            lines.emplace_back();
        else if (lines.back().isEmpty() || QLineF(lines.back().back(), *at).length() > 1.5)
            lines.back().append(*at);
    }
    std::erase_if(lines, [](const QPolygonF &line) { return line.size() < 2; });
    return lines;
}

} // namespace

std::optional<std::size_t> FleetPicture::hit(QPointF at, const FleetPoints &points) const
{
    double best = kHitUnits;
    std::optional<std::size_t> found;
    // A plain look at all: 85,000 take 0.1 ms, once a click; an index would cost more to keep.
    for (const Seen &one : seen) {
        double distance = QLineF(one.at, at).length();
        if (distance > kHitUnits || one.row >= points.size())
            continue;
        if (isAlert(points.state[one.row]))
            distance -= kAlertBonusUnits;
        if (distance <= best) {
            best = distance;
            found = one.row;
        }
    }
    return found;
}

FleetPicture pictureOf(
    const FleetPoints &points, const std::vector<geo::UnitPoint> &trail, const FleetLook &look)
{
    FleetPicture picture;
    if (look.camera.size.isEmpty())
        return picture;
    std::optional<std::size_t> selected;
    if (!look.selected.isEmpty()) {
        const auto found = std::ranges::find(points.handset, look.selected);
        if (found != points.handset.end())
            selected = static_cast<std::size_t>(found - points.handset.begin());
    }
    picture.seen = inSight(points, look, selected);
    for (const auto &seen : picture.seen)
        addDot(picture, points, seen, look.camera.bearing, seen.row == selected);
    addLabels(picture, points, look, selected);
    if (selected) {
        picture.accuracy = accuracyRing(points, *selected, look.camera, look.glide);
        picture.trail = trailOnScreen(trail, look.camera);
    }
    return picture;
}

} // namespace facteo::console
