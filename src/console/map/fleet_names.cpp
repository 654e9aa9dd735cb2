// SPDX-License-Identifier: Apache-2.0
#include "console/map/fleet_names.h"

#include <QFontMetricsF>
#include <algorithm>
#include <cmath>

namespace facteo::console {
namespace {

constexpr std::size_t kMostNames = 120;
/// In a block of about 256 units with up to so many people everybody may have his name; where names stand
/// already, a few more.
constexpr std::uint32_t kRoomFor = 3;
constexpr std::uint32_t kRoomUntil = 5;
constexpr double kAwayUnits = 19;
constexpr double kAwayFromSelectedUnits = 24;
/// What a name of somebody unimportant keeps clear of: a dot with its rim.
constexpr float kDotUnits = 10;
constexpr float kCrowdUnits = 22;

} // namespace

FleetNames::FleetNames()
{
    const QFontMetricsF metrics(labelFont());
    for (std::size_t i = 0; i < m_advances.size(); ++i)
        m_advances[i] = static_cast<float>(metrics.horizontalAdvance(QChar(static_cast<char16_t>(i))));
}

void FleetNames::forget()
{
    m_named.clear();
}

/// Asking the font for each name would take memory for each.
double FleetNames::widthOf(const QString &name) const
{
    float width = 0;
    for (const QChar c : name)
        width += m_advances[c.unicode() < m_advances.size() ? c.unicode() : u'M'];
    return std::ceil(static_cast<double>(width)) + kLabelPadding;
}

void FleetNames::gatherObstacles(const FleetPicture &picture)
{
    m_obstacles.clear();
    for (const auto &seen : picture.seen)
        m_obstacles.push_back({seen.x, seen.y, kDotUnits});
    for (const auto &crowd : picture.crowds)
        m_obstacles.push_back({crowd.x, crowd.y, kCrowdUnits});
    std::ranges::sort(m_obstacles, {}, &Obstacle::y);
}

bool FleetNames::isFree(const QRectF &box, const FleetPicture::Seen &own) const
{
    const auto top = static_cast<float>(box.top()) - kCrowdUnits;
    const auto bottom = static_cast<float>(box.bottom()) + kCrowdUnits;
    const auto first = std::ranges::lower_bound(m_obstacles, top, {}, &Obstacle::y);
    for (auto one = first; one != m_obstacles.end() && one->y <= bottom; ++one) {
        if (one->x == own.x && one->y == own.y)
            continue;
        const auto reach = static_cast<double>(one->reach);
        if (box.adjusted(-reach, -reach, reach, reach)
                .contains(static_cast<double>(one->x), static_cast<double>(one->y)))
            return false;
    }
    return true;
}

void FleetNames::tryName(FleetPicture &picture, const FleetPoints &points, const FleetPicture::Seen &seen,
    bool isSelected, bool isImportant)
{
    if (m_boxes.size() >= kMostNames || points.label[seen.row].isEmpty())
        return;
    const double away = isSelected ? kAwayFromSelectedUnits : kAwayUnits;
    const QPointF at(static_cast<double>(seen.x) + away, static_cast<double>(seen.y) - kLabelHeight / 2);
    const QRectF box(QPointF(std::round(at.x()), std::round(at.y())),
        QSizeF(widthOf(points.label[seen.row]), kLabelHeight));
    if (std::ranges::any_of(m_boxes, [&](const QRectF &other) { return other.intersects(box); }))
        return;
    if (!isImportant && !isFree(box, seen))
        return;
    m_boxes.push_back(box);
    picture.labels.push_back({seen.row, box.topLeft(), points.state[seen.row] == DotState::Alert});
}

void FleetNames::add(FleetPicture &picture, const FleetPoints &points, std::size_t important,
    std::optional<std::uint32_t> selected, bool everybody)
{
    m_boxes.clear();
    const auto ordinary = picture.seen.size() - std::min(important, picture.seen.size());
    for (auto i = picture.seen.size(); i-- > ordinary;)
        tryName(picture, points, picture.seen[i], picture.seen[i].row == selected, true);
    if (everybody) {
        gatherObstacles(picture);
        const auto hadName = [&](std::uint32_t row) { return std::ranges::binary_search(m_named, row); };
        for (const bool again : {true, false})
            for (std::size_t i = 0; i < ordinary; ++i)
                if (hadName(picture.seen[i].row) == again &&
                    picture.seen[i].around <= (again ? kRoomUntil : kRoomFor))
                    tryName(picture, points, picture.seen[i], false, false);
    }
    m_named.clear();
    for (const auto &label : picture.labels)
        m_named.push_back(label.row);
    std::ranges::sort(m_named);
}

} // namespace facteo::console
