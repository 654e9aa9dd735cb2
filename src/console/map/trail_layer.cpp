// SPDX-License-Identifier: Apache-2.0
#include "console/map/trail_layer.h"

#include "console/map/trail_node.h"

namespace facteo::console {

TrailLayer::TrailLayer(QQuickItem *parent) : PictureLayer(parent) {}

void TrailLayer::setFeed(TrailFeed *feed)
{
    if (feed == m_feed)
        return;
    if (m_feed)
        m_feed->disconnect(this);
    m_feed = feed;
    if (feed) {
        connect(feed, &TrailFeed::published, this, &TrailLayer::lookAgain);
        connect(feed, &QObject::destroyed, this, &TrailLayer::lookAgain);
    }
    emit feedChanged();
    lookAgain();
}

void TrailLayer::layOut()
{
    if (m_feed)
        m_layout.lay(*m_feed, camera(), m_picture);
    else
        m_picture.clear();
}

const TrailPicture &TrailLayer::picture()
{
    ensureLaidOut();
    return m_picture;
}

QSGNode *TrailLayer::makeNode() const
{
    return new TrailNode(window(), isDark());
}

void TrailLayer::fillNode(QSGNode &node)
{
    static_cast<TrailNode &>(node).update(m_picture);
}

void TrailLayer::paint(QPainter &painter)
{
    paintTrail(painter, m_picture, isDark());
}

} // namespace facteo::console
