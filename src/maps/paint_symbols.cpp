// SPDX-License-Identifier: Apache-2.0
#include "maps/paint_symbols.h"

#include <QPainterPath>

namespace facteo::maps {
namespace {

// Every glyph is drawn in a square from -8 to 8; what a plate leaves free is about -5 to 5.

QPainterPath envelope()
{
    QPainterPath path;
    path.addRect(-5, -3.6, 10, 7.2);
    QPainterPath flap;
    flap.moveTo(-5, -3.6);
    flap.lineTo(0, 0.9);
    flap.lineTo(5, -3.6);
    QPainterPathStroker stroker;
    stroker.setWidth(1.1);
    return path.subtracted(stroker.createStroke(flap));
}

QPainterPath greekCross()
{
    QPainterPath path;
    path.addRect(-1.7, -5, 3.4, 10);
    path.addRect(-5, -1.7, 10, 3.4);
    return path.simplified();
}

QPainterPath townHall()
{
    QPainterPath path;
    path.addPolygon(QPolygonF{{-5.4, -1}, {0, -4.4}, {5.4, -1}});
    path.closeSubpath();
    path.addRect(-5, 3.4, 10, 1.4);
    for (const double x : {-4.3, -0.7, 2.9})
        path.addRect(x, -0.2, 1.4, 3.2);
    return path;
}

QPainterPath mortarboard()
{
    QPainterPath path;
    path.addPolygon(QPolygonF{{-5.8, -1.2}, {0, -4}, {5.8, -1.2}, {0, 1.6}});
    path.closeSubpath();
    path.addPolygon(QPolygonF{{-3.2, 1.1}, {0, 2.7}, {3.2, 1.1}, {3.2, 3.2}, {0, 4.8}, {-3.2, 3.2}});
    path.closeSubpath();
    path.addRect(4.9, -1, 0.8, 4);
    return path;
}

QPainterPath latinCross()
{
    QPainterPath path;
    path.addRect(-1.1, -7, 2.2, 14);
    path.addRect(-4.4, -3.9, 8.8, 2.2);
    return path.simplified();
}

QPainterPath letterH()
{
    QPainterPath path;
    path.addRect(-3.9, -4.5, 2.3, 9);
    path.addRect(1.6, -4.5, 2.3, 9);
    path.addRect(-2, -1.1, 4, 2.2);
    return path.simplified();
}

QPainterPath letterP()
{
    QPainterPath path;
    path.addRect(-3.4, -6, 2.2, 12);
    QPainterPath bow;
    bow.addRoundedRect(-3.4, -6, 7.6, 7.4, 3.6, 3.6);
    QPainterPath hollow;
    hollow.addRoundedRect(-1.4, -4.1, 3.6, 3.6, 1.8, 1.8);
    return path.united(bow).subtracted(hollow);
}

QPainterPath train()
{
    QPainterPath path;
    path.addRoundedRect(-3.8, -5.2, 7.6, 8.2, 2, 2);
    QPainterPath openings;
    openings.addRect(-2.6, -3.6, 5.2, 3);
    openings.addEllipse(QPointF(-1.9, 1.4), 0.8, 0.8);
    openings.addEllipse(QPointF(1.9, 1.4), 0.8, 0.8);
    QPainterPath feet;
    feet.addPolygon(QPolygonF{{-2.4, 3.2}, {-1, 3.2}, {-2.6, 5.4}, {-4, 5.4}});
    feet.closeSubpath();
    feet.addPolygon(QPolygonF{{2.4, 3.2}, {1, 3.2}, {2.6, 5.4}, {4, 5.4}});
    feet.closeSubpath();
    return path.subtracted(openings).united(feet);
}

QPainterPath shield()
{
    QPainterPath path;
    path.moveTo(0, -5.4);
    path.lineTo(4.6, -3.6);
    path.cubicTo(4.6, 1, 3.4, 3.6, 0, 5.4);
    path.cubicTo(-3.4, 3.6, -4.6, 1, -4.6, -3.6);
    path.closeSubpath();
    return path;
}

QPainterPath flame()
{
    QPainterPath path;
    path.moveTo(0.4, -5.6);
    path.cubicTo(1, -2.8, 4.2, -1.6, 4, 1.6);
    path.cubicTo(3.9, 4, 2.2, 5.3, 0, 5.3);
    path.cubicTo(-2.4, 5.3, -4, 3.8, -4, 1.4);
    path.cubicTo(-4, -0.4, -2.8, -1.4, -2.2, -2.8);
    path.cubicTo(-1.6, -1.9, -1.2, -1.4, -0.9, -1.2);
    path.cubicTo(-0.4, -2.4, 0.2, -3.8, 0.4, -5.6);
    return path;
}

QPainterPath loaf()
{
    QPainterPath path;
    path.addRoundedRect(-5.4, -2.3, 10.8, 4.6, 2.3, 2.3);
    QPainterPath cuts;
    for (const double x : {-2.8, 0.0, 2.8}) {
        cuts.moveTo(x + 0.9, -1.6);
        cuts.lineTo(x - 0.9, 1.6);
    }
    QPainterPathStroker stroker;
    stroker.setWidth(0.9);
    QTransform slope;
    slope.rotate(-32);
    return slope.map(path.subtracted(stroker.createStroke(cuts)));
}

QPainterPath summit()
{
    QPainterPath path;
    path.addPolygon(QPolygonF{{-6.5, 5}, {0, -6}, {6.5, 5}});
    path.closeSubpath();
    return path;
}

QPainterPath glyphOf(FeatureKind kind)
{
    using enum FeatureKind;
    if (kind == PostOffice || kind == PostBox)
        return envelope();
    if (kind == Pharmacy)
        return greekCross();
    if (kind == TownHall)
        return townHall();
    if (kind == School)
        return mortarboard();
    if (kind == Church)
        return latinCross();
    if (kind == Hospital)
        return letterH();
    if (kind == Parking)
        return letterP();
    if (kind == Station)
        return train();
    if (kind == Police)
        return shield();
    if (kind == FireStation)
        return flame();
    if (kind == Bakery)
        return loaf();
    if (kind == Peak)
        return summit();
    QPainterPath dot;
    dot.addEllipse(QPointF(), 6, 6);
    return dot;
}

} // namespace

void paintSymbol(QPainter &painter, FeatureKind kind, const SymbolRule &rule, QPointF middle)
{
    painter.save();
    painter.translate(middle);
    const double scale = rule.size / 16.0;
    painter.scale(scale, scale);
    const QPainterPath glyph = glyphOf(kind);
    if (rule.plate.isValid()) {
        painter.setPen(rule.border.isValid() ? QPen(rule.border, 1.2 / scale) : QPen(Qt::NoPen));
        painter.setBrush(rule.plate);
        painter.drawRoundedRect(QRectF(-8, -8, 16, 16), 4, 4);
    } else if (rule.border.isValid()) {
        painter.strokePath(glyph, QPen(rule.border, 3 / scale, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    }
    painter.fillPath(glyph, rule.glyph);
    painter.restore();
}

} // namespace facteo::maps
