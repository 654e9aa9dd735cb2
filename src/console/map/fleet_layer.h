// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "console/map/fleet_picture.h"
#include "console/map/tile_layer.h"

#include <QPointer>

namespace facteo::console {

/// The postmen on the map: dots whose shape and strength tell the age of a position.
///
/// Full disc with a notch in the direction of travel: fresh. Ring with a core: ageing. Ring: stale.
/// Dashed ring with a cross: lost. A red diamond is an alert, with a beating halo while nobody has answered
/// it.
class FleetLayer : public CameraItem
{
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(facteo::console::FleetFeed *feed READ feed WRITE setFeed NOTIFY feedChanged)
    /// Id of the handset that is selected: ring, accuracy and trail; empty for none.
    Q_PROPERTY(QString selected READ selected WRITE setSelected NOTIFY selectedChanged)
    Q_PROPERTY(bool dark READ isDark WRITE setDark NOTIFY darkChanged)
    /// From this zoom on everybody's name stands beside his dot; alerts and the selected always have theirs.
    Q_PROPERTY(double labelsFromZoom READ labelsFromZoom WRITE setLabelsFromZoom NOTIFY labelsChanged)
    Q_PROPERTY(bool labels READ hasLabels WRITE setLabels NOTIFY labelsChanged)
    /// Off: dots jump, halos stand still (for people whom movement disturbs, and for screenshots).
    Q_PROPERTY(bool animated READ isAnimated WRITE setAnimated NOTIFY animatedChanged)

public:
    explicit FleetLayer(QQuickItem *parent = nullptr);

    [[nodiscard]] FleetFeed *feed() const { return m_feed; }
    void setFeed(FleetFeed *feed);
    [[nodiscard]] QString selected() const { return m_look.selected; }
    void setSelected(const QString &handset);
    [[nodiscard]] bool isDark() const { return m_dark; }
    void setDark(bool dark);
    [[nodiscard]] double labelsFromZoom() const { return m_look.labelsFromZoom; }
    void setLabelsFromZoom(double zoom);
    [[nodiscard]] bool hasLabels() const { return m_look.labels; }
    void setLabels(bool labels);
    [[nodiscard]] bool isAnimated() const { return m_animated; }
    void setAnimated(bool animated);

    /// Id of the handset whose dot is within 22 units of a point of this item; empty when there is none.
    Q_INVOKABLE [[nodiscard]] QString hit(double x, double y);
    /// Where a handset is on the map; an invalid coordinate when it has no position.
    Q_INVOKABLE [[nodiscard]] QGeoCoordinate positionOf(const QString &handset) const;

signals:
    void feedChanged();
    void selectedChanged();
    void darkChanged();
    void labelsChanged();
    void animatedChanged();

protected:
    void cameraMoved() override;
    void updatePolish() override;
    QSGNode *updatePaintNode(QSGNode *old, UpdatePaintNodeData *) override;
    void itemChange(ItemChange change, const ItemChangeData &value) override;

private:
    void takePublished(bool moved);
    void lookAgain();
    [[nodiscard]] bool isGliding() const;
    [[nodiscard]] double pulse() const;
    [[nodiscard]] QSGNode *softwareNode(QSGNode *old);

    QPointer<FleetFeed> m_feed;
    FleetLook m_look;
    FleetPicture m_picture;
    bool m_dark = false;
    bool m_animated = true;
    bool m_stale = true; ///< m_picture has to be laid out anew
    QElapsedTimer m_clock;
    qint64 m_glideSince = -1; ///< of m_clock, milliseconds
    QTimer m_beat;
};

} // namespace facteo::console
