// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "protocol/records.h"

#include <QObject>
#include <QtQmlIntegration/qqmlintegration.h>
#include <map>
#include <set>
#include <span>

namespace facteo::console {

/// Danger alerts of the house's other depots that nobody has answered there: known in numbers, shown by every
/// console at once. GUI thread.
///
/// It sounds at once for a depot whose people are on the map, because somebody looks after it from here; for
/// any other depot when its own consoles did not answer for kAloneFor. Alerts of exercises are not told.
class AlertsElsewhere : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Desk owns it")
    /// Alerts without an answer in other depots.
    Q_PROPERTY(int count READ count NOTIFY changed)
    /// The depot that has waited longest; empty: none.
    Q_PROPERTY(QString depot READ depot NOTIFY changed)
    /// "Danger alert in Lyon 07"; of several depots, how many others.
    Q_PROPERTY(QString text READ text NOTIFY changed)
    /// "unanswered there for 24 s"
    Q_PROPERTY(QString waiting READ waiting NOTIFY changed)
    Q_PROPERTY(bool sounding READ sounding NOTIFY changed)

public:
    /// All consoles hear what the depot's own did not answer in a minute (the second step of the ladder of
    /// lone-worker alarms).
    static constexpr std::chrono::seconds kAloneFor{60};

    using QObject::QObject;

    [[nodiscard]] int count() const;
    [[nodiscard]] QString depot() const;
    [[nodiscard]] QString text() const;
    [[nodiscard]] QString waiting() const;
    [[nodiscard]] bool sounding() const { return m_sounding; }

    /// What came of the house.
    void apply(std::span<const protocol::DepotSummary> depots);
    /// The depot whose desk this is: its alerts are shown as such.
    void setOwn(const protocol::DepotId &depot);
    /// Depots whose people are on the map.
    void setFollowed(const std::set<protocol::DepotId> &depots);
    void tick(protocol::Instant now);
    /// The language changed.
    void refresh() { emit changed(); }

signals:
    void changed();
    /// It begins to sound.
    void sounded();

private:
    struct Waiting
    {
        QString name{};
        std::uint32_t unanswered = 0;
        protocol::Instant since{};
    };
    using Depots = std::map<protocol::DepotId, Waiting>;

    [[nodiscard]] Depots::const_iterator longest() const;
    void follow();

    Depots m_waiting; ///< with the own depot, whose desk may be another one soon
    std::set<protocol::DepotId> m_followed;
    protocol::DepotId m_own;
    protocol::Instant m_now;
    bool m_sounding = false;
};

} // namespace facteo::console
