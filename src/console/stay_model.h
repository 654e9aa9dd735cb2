// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "console/geofence_model.h"

namespace facteo::console {

/// Who is inside one geofence, longest first.
class StayModel : public ListModel
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Desk owns it")
    /// The geofence's id; empty: nobody is shown.
    Q_PROPERTY(QString about READ about WRITE setAbout NOTIFY aboutChanged)

public:
    enum Role {
        HandsetIdRole = Qt::UserRole + 1,
        NameRole,
        SinceRole, ///< "10:12"
        SpanRole,  ///< "14 min"
    };

    StayModel(const GeofenceModel &geofences, const Directory &directory, QObject *parent = nullptr);

    [[nodiscard]] int rowCount(const QModelIndex &parent) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;

    [[nodiscard]] QString about() const { return m_about; }
    void setAbout(const QString &about);
    /// The geofences changed.
    void follow();
    /// Stays grow longer. `now` by the hub's clock.
    void tick(protocol::Instant now);
    void refresh() { everyRowChanged(); }

signals:
    void aboutChanged();

private:
    struct Line
    {
        protocol::Stay stay;

        [[nodiscard]] const protocol::HandsetId &key() const { return stay.handset; }
        bool operator==(const Line &) const = default;
    };

    const GeofenceModel &m_geofences;
    const Directory &m_directory;
    QString m_about;
    std::vector<Line> m_lines;
    protocol::Instant m_now;
};

} // namespace facteo::console
