// SPDX-License-Identifier: Apache-2.0
#include "console/map/fleet_layout.h"

#include <QtMath>
#include <algorithm>
#include <array>
#include <cmath>

namespace facteo::console {
namespace {

constexpr std::uint32_t kThousand = 1'000;
constexpr double kLeastBarUnits = 2.5;

/// Where the number of a cell stands: in the middle of its people, but inside of the cell, so that no two lie
/// over each other, on whole pixels, and on the screen.
QPointF placeOf(const FleetCell &cell, const Camera &camera, double halfWidth)
{
    const QRectF box = FleetCells::onPlane(camera, cell.firstKey, cell.level);
    QPointF plane = camera.toPlane(cell.tally.middle());
    const double scale = std::max(camera.scaleAt(box.center()), 1e-6);
    const double inset = std::min(halfWidth / scale, box.width() / 2);
    plane.setX(std::clamp(plane.x(), box.left() + inset, box.right() - inset));
    plane.setY(std::clamp(plane.y(), box.top() + inset, box.bottom() - inset));
    const auto at = camera.planeToScreen(plane).value_or(QPointF());
    return {std::round(std::clamp(at.x(), 0.0, camera.size.width())),
        std::round(std::clamp(at.y(), 0.0, camera.size.height()))};
}

/// Up to five figures: 1234, then 12k.
void addNumber(FleetPicture &picture, QPointF at, std::uint32_t number, bool faded)
{
    std::array<std::size_t, 8> figures;
    std::size_t count = 0;
    const auto first = faded ? Sprite::FigureFaded : Sprite::Figure;
    if (number >= 10 * kThousand) {
        constexpr std::size_t kThousands = 10;
        figures[count++] = kThousands;
        number = (number + kThousand / 2) / kThousand;
    }
    do {
        figures[count++] = number % 10;
        number /= 10;
    } while (number > 0 && count < figures.size());
    double x = at.x() + (static_cast<double>(count) - 1) * kFigureUnits / 2;
    for (std::size_t i = 0; i < count; ++i, x -= kFigureUnits)
        picture.crowdDots.push_back({.x = static_cast<float>(x),
            .y = static_cast<float>(at.y()),
            .sprite = variant(first, figures[i])});
}

void addBadge(FleetPicture &picture, QPointF at, Standing worst)
{
    if (worst < Standing::AlertInHand)
        return;
    picture.crowdDots.push_back({.x = static_cast<float>(at.x()),
        .y = static_cast<float>(at.y()),
        .sprite = worst == Standing::Alert ? Sprite::BadgeAlert : Sprite::BadgeInHand});
}

bool isFaded(const StandingCounts &counts)
{
    return counts[static_cast<std::size_t>(Standing::OnRound)] == 0 &&
           counts[static_cast<std::size_t>(Standing::OnTask)] == 0;
}

/// The ring is divided as the people are, the worst first, clockwise from the top; nobody's part is too small
/// to be seen.
void addRing(FleetPicture &picture, QPointF at, std::size_t size, const FleetPicture::Crowd &crowd)
{
    const auto most = static_cast<std::size_t>(std::ranges::max_element(crowd.counts) - crowd.counts.begin());
    picture.crowdDots.push_back({.x = static_cast<float>(at.x()),
        .y = static_cast<float>(at.y()),
        .sprite = bySize(Sprite::Bubble, size, static_cast<Standing>(most))});
    int part = 0;
    for (auto i = kStandings; i-- > 0;) {
        if (i == most || crowd.counts[i] == 0)
            continue;
        const double share = static_cast<double>(crowd.counts[i]) / crowd.count;
        const int parts = std::max(1, static_cast<int>(std::lround(share * kRingParts)));
        for (int end = part + parts; part < end; ++part)
            picture.crowdDots.push_back({.x = static_cast<float>(at.x()),
                .y = static_cast<float>(at.y()),
                .turn = static_cast<float>(2 * M_PI * (part + 0.5) / kRingParts),
                .sprite = bySize(Sprite::RingPart, size, static_cast<Standing>(i))});
    }
}

void addBubble(FleetPicture &picture, QPointF at, std::size_t size, const FleetPicture::Crowd &crowd)
{
    const bool faded = isFaded(crowd.counts);
    if (faded)
        picture.crowdDots.push_back({.x = static_cast<float>(at.x()),
            .y = static_cast<float>(at.y()),
            .sprite = variant(Sprite::BubbleFaded, size)});
    else
        addRing(picture, at, size, crowd);
    addNumber(picture, at, crowd.count, faded);
    const double away = kBubbleRadius[size] * M_SQRT1_2 + 2;
    addBadge(picture, at + QPointF(away, -away), crowd.worst);
}

/// Quarters of quarters of the cell, the darker the more people are in them.
void addShading(FleetPicture &picture, const FleetCell &cell, const Camera &camera, const FleetIndex &index)
{
    const int level = std::min(cell.level + 2, FleetIndex::kDeepest);
    const auto keys = FleetIndex::keysIn(level);
    const auto end = cell.firstKey + FleetIndex::keysIn(cell.level);
    auto rest = cell.run;
    for (auto key = cell.firstKey; key < end; key += keys) {
        const auto run = index.cell(rest, key, level);
        rest.first = run.last;
        if (run.size() == 0)
            continue;
        const QRectF box = FleetCells::onPlane(camera, key, level);
        const auto top = camera.planeToScreen(box.topLeft());
        const auto right = camera.planeToScreen(box.topRight());
        const auto bottom = camera.planeToScreen(box.bottomRight());
        const auto left = camera.planeToScreen(box.bottomLeft());
        if (!top || !right || !bottom || !left)
            continue;
        const auto strength = std::min(kShades - 1, static_cast<std::size_t>(std::log2(run.size()) * 0.8));
        picture.patches.push_back(
            {.corners = {*top, *right, *bottom, *left}, .sprite = variant(Sprite::Shade, strength)});
    }
}

/// A number on a plate, and below it a bar that is divided as the people are.
void addPlate(FleetPicture &picture, QPointF at, const FleetPicture::Crowd &crowd)
{
    const bool isLong = crowd.count >= kThousand && crowd.count < 10 * kThousand;
    const bool faded = isFaded(crowd.counts);
    const auto plate = faded ? Sprite::PlateShortFaded : Sprite::PlateShort;
    picture.crowdDots.push_back({.x = static_cast<float>(at.x()),
        .y = static_cast<float>(at.y()),
        .sprite = variant(plate, isLong ? 1 : 0)});
    addNumber(picture, at - QPointF(0, 3), crowd.count, faded);
    double left = at.x() - kPlateBarUnits / 2;
    double room = kPlateBarUnits;
    auto others = crowd.count;
    for (auto i = kStandings; i-- > 0;) {
        const auto count = crowd.counts[i];
        if (count == 0)
            continue;
        const double width = std::min(room, std::max(kLeastBarUnits, room * count / others));
        others -= count;
        picture.crowdDots.push_back({.x = static_cast<float>(left + kPlateBarUnits / 2),
            .y = static_cast<float>(at.y() + 6),
            .sprite = variant(Sprite::Bar, i),
            .part = static_cast<float>(width / kPlateBarUnits)});
        left += width;
        room -= width;
    }
    addBadge(picture, at + QPointF(plateWidth(isLong) / 2, -kPlateHeight / 2), crowd.worst);
}

FleetPicture::Crowd crowdOf(const FleetCell &cell)
{
    return {.run = cell.run,
        .counts = cell.tally.counts,
        .count = cell.tally.total(),
        .worst = cell.worst,
        .crowding = cell.crowding};
}

} // namespace

void addCrowd(FleetPicture &picture, const FleetCell &cell, const Camera &camera, const FleetIndex &index)
{
    auto crowd = crowdOf(cell);
    const bool isShade = cell.crowding == Crowding::Shade;
    const std::size_t size = crowd.count < 10 ? 0 : crowd.count < 100 ? 1 : 2;
    const auto at = placeOf(cell, camera, isShade ? kPlateHeight : kBubbleRadius[size] + 1);
    crowd.x = static_cast<float>(at.x());
    crowd.y = static_cast<float>(at.y());
    picture.crowds.push_back(crowd);
    if (isShade) {
        addShading(picture, cell, camera, index);
        addPlate(picture, at, crowd);
    } else {
        addBubble(picture, at, size, crowd);
    }
}

void addRoundCrowd(FleetPicture &picture, const FleetCell &cell, const Camera &camera)
{
    auto crowd = crowdOf(cell);
    crowd.byRound = true;
    const auto at = placeOf(cell, camera, kPlateHeight);
    crowd.x = static_cast<float>(at.x());
    crowd.y = static_cast<float>(at.y());
    picture.crowds.push_back(crowd);
    picture.crowdDots.push_back({.x = crowd.x,
        .y = crowd.y,
        .sprite = crowd.count < kThousand || crowd.count >= 10 * kThousand ? Sprite::PlateShortFaded
                                                                           : Sprite::PlateLongFaded});
    picture.crowdDots.push_back({.x = crowd.x, .y = crowd.y - 14, .sprite = Sprite::RoundMark});
    addNumber(picture, at, crowd.count, true);
}

} // namespace facteo::console
