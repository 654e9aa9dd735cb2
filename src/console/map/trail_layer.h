// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "console/map/picture_layer.h"
#include "console/map/trail_picture.h"

#include <QPointer>

namespace facteo::console {

/// A way of the past on the map: what was walked by the instant that is shown is strong, what comes after is
/// faint, and where nobody knows the way there is none. Stops have their numbers.
class TrailLayer : public PictureLayer
{
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(facteo::console::TrailFeed *feed READ feed WRITE setFeed NOTIFY feedChanged)

public:
    explicit TrailLayer(QQuickItem *parent = nullptr);

    [[nodiscard]] TrailFeed *feed() const { return m_feed; }
    void setFeed(TrailFeed *feed);

    /// What is on the screen now; for tests.
    [[nodiscard]] const TrailPicture &picture();

signals:
    void feedChanged();

protected:
    void layOut() override;
    [[nodiscard]] QSGNode *makeNode() const override;
    void fillNode(QSGNode &node) override;
    void paint(QPainter &painter) override;

private:
    QPointer<TrailFeed> m_feed;
    TrailLayout m_layout;
    TrailPicture m_picture;
};

} // namespace facteo::console
