// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "console/alert_model.h"
#include "console/list_model.h"
#include "geo/track_summary.h"

#include <vector>

namespace facteo::console {

/// What a day's way was made of, in order of time: stops, and the times of which nothing is known.
class DayLog : public ListModel
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("DayTrail owns it")

public:
    enum Role {
        StopRole = Qt::UserRole + 1, ///< a stop; otherwise nothing is known
        NumberRole,                  ///< of the stop, as on the map; 0 for others
        TimesRole,                   ///< "09:12 – 09:20"
        SpanRole,                    ///< "8 min"
        PlaceRole, ///< a stop's address, or its coordinates; how far apart both ends of a silence are
        AtMsRole,  ///< its beginning, milliseconds of the epoch
        NowRole,   ///< the instant that is shown lies within
    };

    explicit DayLog(NearestAddress nearest, QObject *parent = nullptr);

    [[nodiscard]] int rowCount(const QModelIndex &parent) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;

    void show(const geo::TrackSummary &summary);
    void clear() { show({}); }
    /// The instant that is shown.
    void setAt(protocol::Instant at);
    void refresh() { everyRowChanged(); }

private:
    struct Row
    {
        protocol::Instant from;
        protocol::Instant to;
        int number = 0; ///< 0: nothing is known of this time
        protocol::Position place{};
        double metres = 0;
        QString address{};
        bool current = false;

        [[nodiscard]] std::pair<protocol::Instant, int> key() const { return {from, number}; }
        bool operator==(const Row &) const = default;
    };

    void askAddress(const Row &row);
    [[nodiscard]] QString placeOf(const Row &row) const;

    NearestAddress m_nearest;
    std::vector<Row> m_rows;
};

} // namespace facteo::console
