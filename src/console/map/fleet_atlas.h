// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "console/map/fleet_points.h"

#include <QImage>
#include <QRectF>
#include <array>

class QPainter;

namespace facteo::console {

inline constexpr std::size_t kBubbleSizes = 3;
inline constexpr std::size_t kShades = 8;
/// A ring around a bubble is made of so many parts.
inline constexpr int kRingParts = 16;

/// The pictures of which everything is put together, one cell of the atlas each. Those with a number of
/// variants are found by the functions below.
enum class Sprite : std::uint8_t {
    DiscFresh,
    DiscAgeing,
    DiscStale,
    DiscLost,
    TaskFresh,
    TaskAgeing,
    TaskStale,
    TaskLost,
    InHandFresh,
    InHandAgeing,
    InHandStale,
    InHandLost,
    AlertFresh,
    AlertAgeing,
    AlertStale,
    AlertLost,
    Heading,        ///< points up; turned by the heading
    Exercise,       ///< badge at the upper right
    Selected,       ///< ring around
    Sought,         ///< the same of somebody who was searched for
    Halo,           ///< under an alert nobody has answered
    RoundMark,      ///< no position: his round, and that he scanned something lately
    RoundMarkFaded, ///< nothing scanned lately
    BadgeInHand,    ///< on a bubble or a number
    BadgeAlert,
    Bubble,                        ///< by size and standing
    BubbleFaded = Bubble + 3 * 6,  ///< by size
    RingPart = BubbleFaded + 3,    ///< by size and standing: the part at the top
    PlateShort = RingPart + 3 * 6, ///< under a number of up to three figures
    PlateLong,                     ///< of four
    PlateShortFaded,
    PlateLongFaded,
    Bar,              ///< by standing: below a number
    Figure = Bar + 6, ///< 0 … 9 and k
    FigureFaded = Figure + 11,
    Shade = FigureFaded + 11, ///< by strength
};
inline constexpr std::size_t kSpriteCount = static_cast<std::size_t>(Sprite::Shade) + kShades;

[[nodiscard]] Sprite spriteFor(DotState state, Freshness freshness);
/// The variant number `index` of a sprite that has several.
[[nodiscard]] constexpr Sprite variant(Sprite first, std::size_t index)
{
    return static_cast<Sprite>(static_cast<std::size_t>(first) + index);
}
[[nodiscard]] constexpr Sprite bySize(Sprite first, std::size_t size, Standing standing)
{
    return variant(first, size * kStandings + static_cast<std::size_t>(standing));
}

/// Units from the middle of a bubble to the outside of its ring.
inline constexpr std::array<double, kBubbleSizes> kBubbleRadius{14, 17, 20};
inline constexpr double kFigureUnits = 7.6;  ///< from one figure to the next
inline constexpr double kPlateBarUnits = 30; ///< width of the bar below a number
inline constexpr double kPlateHeight = 22;
[[nodiscard]] constexpr double plateWidth(bool isLong)
{
    return isLong ? 42 : 36;
}

/// All sprites in one small picture, painted once per pixel ratio: quads with it look smooth without
/// multisampling, on llvmpipe, too.
class FleetAtlas
{
public:
    FleetAtlas(double ratio, bool dark);

    [[nodiscard]] const QImage &image() const { return m_image; }
    /// In pixels of image().
    [[nodiscard]] QRectF source(Sprite sprite) const;
    /// What it covers around the point at which it stands, units.
    [[nodiscard]] static QRectF box(Sprite sprite);
    [[nodiscard]] double ratio() const { return m_ratio; }
    [[nodiscard]] bool isDark() const { return m_dark; }

private:
    double m_ratio;
    bool m_dark;
    QImage m_image;
};

/// From Sprite::BadgeInHand on; the painter stands at the sprite's point.
void paintCrowdSprite(QPainter &painter, Sprite sprite, bool dark);

/// A profile across a line with soft edges: a white casing around the accent. For trails and circles.
[[nodiscard]] QImage lineProfile(double ratio);
/// The width of a line drawn with it, units.
inline constexpr double kLineUnits = 7;

inline constexpr double kLabelHeight = 20;
inline constexpr double kLabelPadding = 12;
[[nodiscard]] QFont labelFont();
/// A name on its plate, to be put beside a dot.
[[nodiscard]] QImage labelPlate(const QString &text, double ratio, bool dark, bool alert);

} // namespace facteo::console
