// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "console/news.h"

#include <QObject>
#include <QTimer>
#include <chrono>

namespace facteo::console {

/// Tells the hub that the operator is at this console: the alerts that he looks after are his for as long as
/// it says so. Whoever has not touched keys or mouse for kAwayAfter is not there, and his alerts sound again
/// on every console; he is asked before. GUI thread.
class Attendance : public QObject
{
    Q_OBJECT

public:
    /// Far below the hub's lease (domain::kLease), so that a lost message costs nothing.
    static constexpr std::chrono::seconds kEvery{15};
    static constexpr std::chrono::minutes kAwayAfter{10};
    /// So long before that he is asked.
    static constexpr std::chrono::minutes kAskedBefore{1};

    /// What goes along: alerts that this console has, and those that somebody has before his eyes.
    using Sights = std::function<protocol::Attend()>;

    Attendance(Clock clock, Ask ask, Sights sights, QObject *parent = nullptr);

    /// Watches the whole program's keys and mouse, and says what is due from now on.
    void start();
    /// Somebody touched something.
    void touched();
    /// There may be other alerts to see: said at once where there are.
    void follow();
    /// The operator leaves: what he looks after is everybody's at once.
    void leave();
    /// Once a second, by its own timer and by tests.
    void tick();

signals:
    /// Nobody has touched anything for long: "are you there?".
    void asked(bool asked);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void say(protocol::Attend attend);

    Clock m_clock;
    Ask m_ask;
    Sights m_sights;
    protocol::Attend m_said;
    QTimer m_everySecond;
    protocol::Instant m_touchedAt;
    std::optional<protocol::Instant> m_saidAt;
    bool m_isAsking = false;
};

} // namespace facteo::console
