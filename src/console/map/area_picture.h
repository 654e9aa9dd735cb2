// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "console/map/area_feed.h"
#include "console/map/area_style.h"
#include "console/map/camera.h"

#include <QHash>
#include <QPointF>
#include <QRectF>
#include <optional>
#include <span>

namespace facteo::console {

/// How areas are looked at.
struct AreaLook
{
    Camera camera;
    QString chosen{};                        ///< id of the area that is shown strongly; empty for none
    bool sketching = false;                  ///< the feed's sketch is shown, and what it is instead of is not
    std::optional<geo::UnitPoint> pointer{}; ///< where the next corner of an open sketch would be
};

/// Borders and names of areas as they are on the screen: points in units of the item, columns that keep
/// their memory from one picture to the next.
struct AreaPicture
{
    struct Stroke
    {
        std::uint32_t begin = 0; ///< of points
        std::uint32_t end = 0;
        bool closed = false; ///< the last point joins the first
        AreaInk ink = AreaInk::Depot;
        float width = 2; ///< units
    };
    struct Name
    {
        QPointF centre;
        QString text;
        AreaInk ink = AreaInk::Depot;
    };

    std::vector<QPointF> points;
    std::vector<Stroke> strokes; ///< in the order of drawing
    std::vector<Name> names;

    [[nodiscard]] std::span<const QPointF> of(const Stroke &stroke) const
    {
        return std::span(points).subspan(stroke.begin, stroke.end - stroke.begin);
    }
};

/// Lays out what of the areas is on the screen. Whatever lies beside it costs a comparison.
class AreaLayout
{
public:
    void lay(const AreaFeed &feed, const AreaLook &look, AreaPicture &into);

private:
    struct Border
    {
        std::span<const geo::UnitPoint> ring;
        AreaInk ink = AreaInk::Depot;
        float width = 2;
        bool closed = true;
        bool dashed = false;
        bool isWithin = false; ///< as a whole on the screen: nothing has to be cut
    };

    [[nodiscard]] bool reachesScreen(const AreaGeometry &geometry, QRectF &box, bool &isWithin) const;
    void markIfTiny(const MapArea &area);
    void trace(const Border &border);
    void side(QPointF from, QPointF to, const Border &border);
    void stretch(QPointF from, QPointF to, const Border &border);
    void endStroke();
    void drawSketch(const AreaSketch &sketch);
    [[nodiscard]] std::optional<QPointF> placeOfName(
        const AreaGeometry &geometry, const QRectF &screen, double high) const;
    void placeNames(const AreaFeed &feed);
    [[nodiscard]] double widthOf(const QString &name);

    const AreaLook *m_look = nullptr; ///< during lay()
    AreaPicture *m_picture = nullptr;
    std::array<QPointF, 4> m_screen{}; ///< what is visible of the plane and a little around it, convex
    QRectF m_screenBox;
    bool m_penDown = false;
    QPointF m_penAt;        ///< on the plane
    double m_travelled = 0; ///< along the border, units of the plane: where its dashes are
    std::vector<QPointF> m_plane;
    std::vector<QRectF> m_named;
    QHash<QString, double> m_widths;
};

} // namespace facteo::console
