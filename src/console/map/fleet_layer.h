// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "console/map/fleet_hits.h"
#include "console/map/fleet_layout.h"
#include "console/map/picture_layer.h"

#include <QElapsedTimer>
#include <QPointer>
#include <QTimer>

namespace facteo::console {

/// Several postmen that the map shows as one.
struct FleetCrowd
{
    Q_GADGET
    QML_VALUE_TYPE(fleetCrowd)
    Q_PROPERTY(int count MEMBER count)
    Q_PROPERTY(QGeoCoordinate center MEMBER center)
    Q_PROPERTY(double zoom MEMBER zoom)

public:
    int count = 0; ///< 0: there is no crowd
    QGeoCoordinate center;
    double zoom = 0; ///< from which they fill the view; beyond every zoom when they stand at one place
};

/// The postmen on the map: dots whose shape and strength tell the age of a position, and where they are too
/// many, circles and shadings with their number.
///
/// Full disc with a notch in the direction of travel: fresh. Ring with a core: ageing. Ring: stale.
/// Dashed ring with a cross: lost. A square in the middle: on a task. A red diamond is an alert, with a
/// beating halo while nobody has answered it. Whoever is in alert, selected or searched for is always a dot.
class FleetLayer : public PictureLayer
{
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(facteo::console::FleetFeed *feed READ feed WRITE setFeed NOTIFY feedChanged)
    /// Id of the handset that is selected: ring, accuracy and trail; empty for none.
    Q_PROPERTY(QString selected READ selected WRITE setSelected NOTIFY selectedChanged)
    /// Ids of the handsets that somebody searched for: each is a dot with a ring.
    Q_PROPERTY(QStringList sought READ sought WRITE setSought NOTIFY soughtChanged)
    /// Names beside the dots where there is room; alerts and the selected always have theirs.
    Q_PROPERTY(bool labels READ hasLabels WRITE setLabels NOTIFY labelsChanged)
    /// Whoever shares no position has a mark at his round, which says that it is none.
    Q_PROPERTY(bool roundMarks READ hasRoundMarks WRITE setRoundMarks NOTIFY roundMarksChanged)
    /// Off: dots jump, halos stand still (for people whom movement disturbs, and for screenshots).
    Q_PROPERTY(bool animated READ isAnimated WRITE setAnimated NOTIFY animatedChanged)

public:
    explicit FleetLayer(QQuickItem *parent = nullptr);
    ~FleetLayer() override;

    [[nodiscard]] FleetFeed *feed() const { return m_feed; }
    void setFeed(FleetFeed *feed);
    [[nodiscard]] QString selected() const { return m_look.selected; }
    void setSelected(const QString &handset);
    [[nodiscard]] QStringList sought() const { return m_look.sought; }
    void setSought(const QStringList &handsets);
    [[nodiscard]] bool hasLabels() const { return m_look.labels; }
    void setLabels(bool labels);
    [[nodiscard]] bool hasRoundMarks() const { return m_look.roundMarks; }
    void setRoundMarks(bool marks);
    [[nodiscard]] bool isAnimated() const { return m_look.glides; }
    void setAnimated(bool animated);

    /// Id of the handset whose dot is within 22 units of a point of this item; empty when there is none.
    Q_INVOKABLE [[nodiscard]] QString hit(double x, double y);
    /// The crowd whose circle or number is there.
    Q_INVOKABLE [[nodiscard]] facteo::console::FleetCrowd crowdAt(double x, double y);
    /// Ids of who is in the crowd there, at most 1,000.
    Q_INVOKABLE [[nodiscard]] QStringList membersAt(double x, double y);
    /// Where a handset was last heard of; an invalid coordinate when it has no position.
    Q_INVOKABLE [[nodiscard]] QGeoCoordinate positionOf(const QString &handset) const;
    /// The name that stands beside its dot.
    Q_INVOKABLE [[nodiscard]] QString labelOf(const QString &handset) const;

    /// As it was last laid out.
    [[nodiscard]] const FleetPicture &picture() const { return m_layout.picture(); }

signals:
    void feedChanged();
    void selectedChanged();
    void soughtChanged();
    void labelsChanged();
    void roundMarksChanged();
    void animatedChanged();

protected:
    void layOut() override;
    [[nodiscard]] bool hasPicture() const override { return !m_feed.isNull(); }
    [[nodiscard]] QSGNode *makeNode() const override;
    void fillNode(QSGNode &node) override;
    void paint(QPainter &painter) override;
    void itemChange(ItemChange change, const ItemChangeData &value) override;

private:
    void nextFrame();
    void planFrames();
    [[nodiscard]] FleetHits::Hit hitAt(double x, double y);
    [[nodiscard]] const FleetPicture::Crowd *crowdUnder(double x, double y);
    [[nodiscard]] double pulse() const;

    QPointer<FleetFeed> m_feed;
    FleetLook m_look;
    FleetLayout m_layout;
    FleetHits m_hits;
    std::unique_ptr<FleetAtlas> m_paintAtlas; ///< for the software scene graph
    QElapsedTimer m_clock;
    QTimer m_frames; ///< runs while something beats or glides
};

} // namespace facteo::console
