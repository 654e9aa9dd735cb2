// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "handset/triggers/detector.h"
#include "handset/triggers/settings.h"

namespace facteo::handset {

/// An armed risky visit lasts longer than planned, and ten minutes more. Fires once a visit.
class VisitOverrun
{
public:
    static constexpr auto kTrigger = AlertTrigger::VisitOverrun;

    explicit VisitOverrun(const VisitOverrunSettings &settings = {}) : m_settings(settings) {}

    void observe(const Sample &sample)
    {
        if (const auto *const visit = std::get_if<VisitBegan>(&sample))
            m_due = visit->at + visit->atMost + m_settings.grace;
        else if (std::holds_alternative<VisitEnded>(sample))
            m_due.reset();
    }
    [[nodiscard]] std::optional<Instant> dueAt() const { return m_due; }
    void fired(Instant) { m_due.reset(); }
    void settled(Instant) {}

    /// As before a restart.
    void restore(std::optional<Instant> due) { m_due = due; }

private:
    VisitOverrunSettings m_settings;
    std::optional<Instant> m_due;
};

} // namespace facteo::handset
