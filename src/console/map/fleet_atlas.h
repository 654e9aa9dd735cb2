// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "console/map/fleet_points.h"

#include <QImage>
#include <QRectF>
#include <array>

namespace facteo::console {

/// The pictures of which dots are put together, one cell each.
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
    Heading,  ///< points up; turned by the heading
    Exercise, ///< badge at the upper right
    Selected, ///< ring around
    Halo,     ///< under an alert nobody has answered
};
inline constexpr std::size_t kSpriteCount = 20;

[[nodiscard]] Sprite spriteFor(DotState state, Freshness freshness);

/// All sprites in one small picture, painted once per pixel ratio: quads with it look smooth without
/// multisampling, on llvmpipe, too.
class FleetAtlas
{
public:
    explicit FleetAtlas(double ratio);

    [[nodiscard]] const QImage &image() const { return m_image; }
    /// In pixels of image().
    [[nodiscard]] QRectF source(Sprite sprite) const;
    /// Half the side of the square on the screen, units.
    [[nodiscard]] static double reach(Sprite sprite);
    [[nodiscard]] double ratio() const { return m_ratio; }

private:
    double m_ratio;
    QImage m_image;
};

/// A profile across a line with soft edges: a white casing around the accent. For trails and circles.
[[nodiscard]] QImage lineProfile(double ratio);
/// The width of a line drawn with it, units.
inline constexpr double kLineUnits = 7;

/// A name on its plate, to be put beside a dot.
[[nodiscard]] QImage labelPlate(const QString &text, double ratio, bool dark, bool alert);

} // namespace facteo::console
