// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "handset/events.h"
#include "handset/reference_handset.h"
#include "handset/round_walk.h"

#include <deque>
#include <random>

namespace facteo::handset {

/// A postman who carries a reference handset: goes on duty, shares his position or not, makes his breaks,
/// walks into a dead spot now and then, and does the tasks he is sent, or says why not. The same seed lives
/// the same day.
///
/// Shares were chosen so that a console sees every honest reason for a missing position at any time: about
/// 70 % share; at the start about 6 % are in a break, 6 % off duty, 5 % without signal.
class Persona
{
public:
    struct Habits
    {
        double pace = 1;       ///< all durations but those of the signal are divided by it
        double shares = 0.72;  ///< chance that he shares his position
        double accepts = 0.85; ///< chance that he takes a task
        double startsOnBreak = 0.06;
        double startsOffDuty = 0.06;
        double startsWithoutSignal = 0.05;
    };

    /// All must outlive this. Sets duty and sharing at once.
    Persona(ReferenceHandset &handset, RoundWalk &walk, transport::Transport &main,
        transport::Transport &alerts, Habits habits, std::uint64_t seed, protocol::Instant now);

    /// Give him everything that his handset shows.
    void notice(const Event &event, protocol::Instant now);
    void step(protocol::Instant now);
    [[nodiscard]] protocol::Instant nextDue() const;

    [[nodiscard]] bool hasSignal() const { return m_signal; }

private:
    enum class Errand : std::uint8_t { None, Unseen, Seen, Accepted, EnRoute, Visiting };

    void lead(protocol::Instant now);
    void visit(protocol::Instant now);
    void beginErrand(protocol::Instant now);
    void endErrand(protocol::Instant now);
    void changeDuty(protocol::Instant now);
    void changeSignal(protocol::Instant now);
    [[nodiscard]] bool happens(double chance);
    /// Between the two, divided by the pace.
    [[nodiscard]] std::chrono::milliseconds some(std::chrono::seconds least, std::chrono::seconds most);
    [[nodiscard]] protocol::VisitReport observations(protocol::Instant now);

    ReferenceHandset &m_handset;
    RoundWalk &m_walk;
    transport::Transport &m_main;
    transport::Transport &m_alerts;
    Habits m_habits;
    std::mt19937_64 m_random;

    bool m_signal = true;
    protocol::Instant m_nextDuty;
    protocol::Instant m_nextScan; ///< at the earliest: he is not woken for it
    protocol::Instant m_nextSignal;
    protocol::Instant m_nextErrand = protocol::Instant::max();
    std::deque<protocol::TaskId> m_tasks;
    Errand m_errand = Errand::None;
    protocol::Instant m_visitBegan{};
};

} // namespace facteo::handset
