// SPDX-License-Identifier: Apache-2.0
#include "console/map/area_swatch.h"

#include "console/map/area_style.h"

#include <QPainter>

namespace facteo::console {

AreaSwatch::AreaSwatch(QQuickItem *parent) : QQuickPaintedItem(parent)
{
    setImplicitSize(22, 16);
}

void AreaSwatch::setKind(int kind)
{
    if (kind == m_kind)
        return;
    m_kind = kind;
    lookAgain();
}

void AreaSwatch::setWatched(bool watched)
{
    if (watched == m_watched)
        return;
    m_watched = watched;
    lookAgain();
}

void AreaSwatch::setDark(bool dark)
{
    if (dark == m_dark)
        return;
    m_dark = dark;
    lookAgain();
}

void AreaSwatch::lookAgain()
{
    emit lookChanged();
    update();
}

void AreaSwatch::paint(QPainter *painter)
{
    const auto ink = inkOf(static_cast<protocol::GeofenceKind>(m_kind));
    painter->setRenderHint(QPainter::Antialiasing);
    // The pattern at two thirds of its size, or so small a piece would show none.
    QBrush pattern(patternOf(ink, m_watched ? AreaStrength::Strong : AreaStrength::Faint, m_dark, 1));
    pattern.setTransform(QTransform::fromScale(0.6, 0.6));
    painter->setBrush(pattern);
    QPen border(colorOf(ink, m_dark), 1.8);
    if (!m_watched)
        border.setDashPattern({2.2, 1.8});
    painter->setPen(border);
    painter->drawRoundedRect(boundingRect().adjusted(1, 1, -1, -1), 3, 3);
}

} // namespace facteo::console
