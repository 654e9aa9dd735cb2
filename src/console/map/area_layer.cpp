// SPDX-License-Identifier: Apache-2.0
#include "console/map/area_layer.h"

#include "console/map/area_node.h"

#include <ranges>

namespace facteo::console {
namespace {

constexpr double kQuietOpacity = 0.6;

} // namespace

AreaLayer::AreaLayer(QQuickItem *parent) : PictureLayer(parent) {}

void AreaLayer::setFeed(AreaFeed *feed)
{
    if (feed == m_feed)
        return;
    if (m_feed)
        m_feed->disconnect(this);
    m_feed = feed;
    if (feed) {
        connect(feed, &AreaFeed::published, this, &AreaLayer::takePublished);
        connect(feed, &QObject::destroyed, this, &AreaLayer::takePublished);
    }
    emit feedChanged();
    takePublished();
}

void AreaLayer::setChosen(const QString &id)
{
    if (id == m_look.chosen)
        return;
    m_look.chosen = id;
    lookDifferently();
}

void AreaLayer::setQuiet(bool quiet)
{
    if (quiet == m_quiet)
        return;
    m_quiet = quiet;
    lookDifferently();
}

void AreaLayer::setSketching(bool sketching)
{
    if (sketching == m_look.sketching)
        return;
    m_look.sketching = sketching;
    lookDifferently();
}

void AreaLayer::setPointer(const QGeoCoordinate &pointer)
{
    if (pointer == m_pointer)
        return;
    m_pointer = pointer;
    m_look.pointer = pointer.isValid() ? std::optional(geo::toUnit(pointer.latitude(), pointer.longitude()))
                                       : std::nullopt;
    emit lookChanged();
    lookAgain();
}

void AreaLayer::lookDifferently()
{
    m_fill.forget();
    emit lookChanged();
    lookAgain();
}

void AreaLayer::takePublished()
{
    m_fill.forget();
    lookAgain();
}

void AreaLayer::layOut()
{
    static const AreaFeed nothing;
    const auto &feed = m_feed ? *m_feed : nothing;
    m_look.camera = camera();
    m_fill.follow(feed, m_look.chosen, m_look.sketching, m_look.camera);
    m_layout.lay(feed, m_look, m_picture);
}

const AreaPicture &AreaLayer::picture()
{
    ensureLaidOut();
    return m_picture;
}

double AreaLayer::strength() const
{
    return m_quiet ? kQuietOpacity : 1;
}

QSGNode *AreaLayer::makeNode() const
{
    return new AreaNode(window(), isDark());
}

void AreaLayer::fillNode(QSGNode &node)
{
    static_cast<AreaNode &>(node).update(m_fill, m_picture, m_look.camera, strength());
}

void AreaLayer::paint(QPainter &painter)
{
    paintAreas(painter, m_fill, m_picture, m_look.camera, strength(), isDark());
}

QString AreaLayer::hit(double x, double y) const
{
    const auto world = m_feed ? camera().toWorld({x, y}) : std::nullopt;
    if (!world)
        return {};
    const auto position = geo::fromUnit(*world);
    for (const auto &area : m_feed->areas | std::views::reverse) {
        const auto &geometry = *area.geometry;
        const bool inBox = world->x >= geometry.least.x && world->x <= geometry.most.x &&
                           world->y >= geometry.least.y && world->y <= geometry.most.y;
        if (inBox && geometry.area.contains(position, *world))
            return area.id;
    }
    return {};
}

} // namespace facteo::console
