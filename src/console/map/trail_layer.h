// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "console/map/tile_layer.h"
#include "console/map/trail_picture.h"

#include <QGeoRectangle>
#include <QPointer>

namespace facteo::console {

/// A way of the past on the map: what was walked by the instant that is shown is strong, what comes after is
/// faint, and where nobody knows the way there is none. Stops have their numbers.
class TrailLayer : public CameraItem
{
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(facteo::console::TrailFeed *feed READ feed WRITE setFeed NOTIFY feedChanged)
    Q_PROPERTY(bool dark READ isDark WRITE setDark NOTIFY darkChanged)

public:
    explicit TrailLayer(QQuickItem *parent = nullptr);

    [[nodiscard]] TrailFeed *feed() const { return m_feed; }
    void setFeed(TrailFeed *feed);
    [[nodiscard]] bool isDark() const { return m_dark; }
    void setDark(bool dark);

    /// The zoom at which a box fills most of this item, but for `below` units at its bottom.
    Q_INVOKABLE [[nodiscard]] double zoomToFit(const QGeoRectangle &box, double below) const;
    /// The centre of the view that shows a box at this zoom in the middle of the item above those.
    Q_INVOKABLE [[nodiscard]] QGeoCoordinate centerToFit(
        const QGeoRectangle &box, double zoom, double below) const;

    /// What is on the screen now; for tests.
    [[nodiscard]] const TrailPicture &picture();

signals:
    void feedChanged();
    void darkChanged();

protected:
    void cameraMoved() override;
    void updatePolish() override;
    QSGNode *updatePaintNode(QSGNode *old, UpdatePaintNodeData *) override;
    void itemChange(ItemChange change, const ItemChangeData &value) override;

private:
    void lookAgain();
    [[nodiscard]] QSGNode *softwareNode(QSGNode *old);

    QPointer<TrailFeed> m_feed;
    TrailLayout m_layout;
    TrailPicture m_picture;
    bool m_dark = false;
    bool m_stale = true; ///< m_picture has to be laid out anew
};

} // namespace facteo::console
