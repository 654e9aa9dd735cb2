// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "console/map/area_fill.h"
#include "console/map/area_picture.h"
#include "console/map/picture_layer.h"

#include <QPointer>

namespace facteo::console {

/// The geofences on the map, below the postmen: a pattern and a border for each kind, dashed while its
/// calendar does not watch it, with a name from the zoom on at which there is room for one.
class AreaLayer : public PictureLayer
{
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(facteo::console::AreaFeed *feed READ feed WRITE setFeed NOTIFY feedChanged)
    /// Id of the area that is shown strongly; empty for none.
    Q_PROPERTY(QString chosen READ chosen WRITE setChosen NOTIFY lookChanged)
    /// Something else matters more at the moment: fainter.
    Q_PROPERTY(bool quiet READ isQuiet WRITE setQuiet NOTIFY lookChanged)
    /// What somebody is drawing is shown.
    Q_PROPERTY(bool sketching READ isSketching WRITE setSketching NOTIFY lookChanged)
    /// Where the next corner of an open outline would be; invalid for nowhere.
    Q_PROPERTY(QGeoCoordinate pointer READ pointer WRITE setPointer NOTIFY lookChanged)

public:
    explicit AreaLayer(QQuickItem *parent = nullptr);

    [[nodiscard]] AreaFeed *feed() const { return m_feed; }
    void setFeed(AreaFeed *feed);
    [[nodiscard]] QString chosen() const { return m_look.chosen; }
    void setChosen(const QString &id);
    [[nodiscard]] bool isQuiet() const { return m_quiet; }
    void setQuiet(bool quiet);
    [[nodiscard]] bool isSketching() const { return m_look.sketching; }
    void setSketching(bool sketching);
    [[nodiscard]] QGeoCoordinate pointer() const { return m_pointer; }
    void setPointer(const QGeoCoordinate &pointer);

    /// Id of the area around a point of this item, of the smallest where there are several; empty for none.
    Q_INVOKABLE [[nodiscard]] QString hit(double x, double y) const;

    /// What is on the screen now; for tests.
    [[nodiscard]] const AreaPicture &picture();

signals:
    void feedChanged();
    void lookChanged();

protected:
    void layOut() override;
    [[nodiscard]] QSGNode *makeNode() const override;
    void fillNode(QSGNode &node) override;
    void paint(QPainter &painter) override;

private:
    void takePublished();
    void lookDifferently();
    [[nodiscard]] double strength() const;

    QPointer<AreaFeed> m_feed;
    AreaLook m_look;
    AreaLayout m_layout;
    AreaPicture m_picture;
    AreaFill m_fill;
    QGeoCoordinate m_pointer;
    bool m_quiet = false;
};

} // namespace facteo::console
