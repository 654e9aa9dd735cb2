// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "handset/triggers/detector.h"

namespace facteo::handset {

/// The postman, or the plan of his task, armed a timer, and he did not check in before it ran out. On duty
/// and off: whoever arms it wants it.
class CheckInMissed
{
public:
    static constexpr auto kTrigger = AlertTrigger::CheckInMissed;

    void observe(const Sample &sample)
    {
        if (const auto *const timer = std::get_if<CheckIn>(&sample))
            m_due = timer->due;
    }
    [[nodiscard]] std::optional<Instant> dueAt() const { return m_due; }
    void fired(Instant) { m_due.reset(); }
    /// A countdown that was called off by code leaves the timer running: it was not about the timer.
    void settled(Instant) {}

    /// As before a restart.
    void restore(std::optional<Instant> due) { m_due = due; }

private:
    std::optional<Instant> m_due;
};

} // namespace facteo::handset
