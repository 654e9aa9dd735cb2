// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "console/geofence_model.h"
#include "console/timeline_model.h"

namespace facteo::console {

/// Who went over the geofences' borders, newest first: the latest kAtMost that this console knows of.
class CrossingModel : public ListModel
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Desk owns it")
    /// Of one geofence, by its id; empty: of all of them.
    Q_PROPERTY(QString about READ about WRITE setAbout NOTIFY aboutChanged)

public:
    static constexpr std::size_t kAtMost = 200;

    enum Role {
        NumberRole = Qt::UserRole + 1, ///< of the fact
        TimeRole,
        WhoRole,
        WhatRole,
        EnteredRole,
        LeftRole,
        HandsetIdRole,
        GeofenceIdRole,
        GeofenceNameRole, ///< also of one that was removed, as far as the log is known here
    };

    CrossingModel(const FactBook &book, const GeofenceModel &geofences, const Directory &directory,
        QObject *parent = nullptr);

    [[nodiscard]] int rowCount(const QModelIndex &parent) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;

    [[nodiscard]] QString about() const { return m_about; }
    void setAbout(const QString &about);
    /// The book grew.
    void follow();
    /// A day begins. `now` by the hub's clock.
    void tick(protocol::Instant now);
    void refresh() { follow(), everyRowChanged(); }

signals:
    void aboutChanged();

private:
    struct Line
    {
        std::uint64_t number = 0;
        protocol::CrossingFact crossing;
        QString geofence; ///< its name

        [[nodiscard]] std::uint64_t key() const { return number; }
        bool operator==(const Line &) const = default;
    };

    [[nodiscard]] QString nameOf(protocol::GeofenceId id) const;

    const FactBook &m_book;
    const GeofenceModel &m_geofences;
    const Directory &m_directory;
    QString m_about;
    std::vector<Line> m_lines;
    protocol::Instant m_now;
};

} // namespace facteo::console
