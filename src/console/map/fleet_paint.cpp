// SPDX-License-Identifier: Apache-2.0
#include "console/map/fleet_colors.h"
#include "console/map/fleet_node.h"

#include <QPainter>
#include <QtMath>

namespace facteo::console {
namespace {

void paintDots(
    QPainter &painter, const std::vector<FleetPicture::Dot> &dots, const FleetAtlas &atlas, double scale)
{
    for (const auto &dot : dots) {
        QRectF box = FleetAtlas::box(dot.sprite);
        QRectF source = atlas.source(dot.sprite);
        const auto part = static_cast<double>(dot.part);
        box = QRectF(box.topLeft() * scale, QSizeF(box.width() * part, box.height()) * scale);
        source.setWidth(source.width() * part);
        const QPointF at(static_cast<double>(dot.x), static_cast<double>(dot.y));
        if (dot.turn == 0) {
            painter.drawImage(box.translated(at), atlas.image(), source);
            continue;
        }
        painter.save();
        painter.translate(at);
        painter.rotate(qRadiansToDegrees(static_cast<double>(dot.turn)));
        painter.drawImage(box, atlas.image(), source);
        painter.restore();
    }
}

void paintLines(QPainter &painter, const FleetPicture &picture)
{
    if (!picture.accuracy.empty()) {
        auto tint = FleetColors::accent();
        tint.setAlphaF(0.13F);
        painter.setBrush(tint);
        painter.setPen(QPen(FleetColors::accent(), 3));
        painter.drawPolygon(picture.accuracy.data(), static_cast<int>(picture.accuracy.size()));
    }
    painter.setBrush(Qt::NoBrush);
    std::size_t begin = 0;
    for (const auto end : picture.trailEnds) {
        const auto *first = picture.trail.data() + begin;
        const auto count = static_cast<int>(end - begin);
        begin = end;
        painter.setPen(QPen(QColor(255, 255, 255, 200), 5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        painter.drawPolyline(first, count);
        painter.setPen(QPen(FleetColors::accent(), 3, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        painter.drawPolyline(first, count);
    }
}

} // namespace

void paintFleet(QPainter &painter, const FleetPicture &picture, const FleetPoints &points,
    const FleetAtlas &atlas, double pulse)
{
    painter.setRenderHints(QPainter::Antialiasing | QPainter::SmoothPixmapTransform);
    painter.setPen(Qt::NoPen);
    for (const auto &patch : picture.patches) {
        painter.setBrush(
            QColor::fromRgba(atlas.image().pixel(atlas.source(patch.sprite).center().toPoint())));
        painter.drawConvexPolygon(patch.corners.data(), static_cast<int>(patch.corners.size()));
    }
    paintDots(painter, picture.crowdDots, atlas, 1);
    paintLines(painter, picture);
    painter.setOpacity(haloOpacity(pulse));
    paintDots(painter, picture.halos, atlas, haloScale(pulse));
    painter.setOpacity(1);
    paintDots(painter, picture.dots, atlas, 1);
    for (const auto &label : picture.labels)
        painter.drawImage(
            label.topLeft, labelPlate(points.label[label.row], atlas.ratio(), atlas.isDark(), label.alert));
}

} // namespace facteo::console
