// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "handset/triggers/contact.h"
#include "handset/triggers/detector.h"
#include "handset/triggers/settings.h"

namespace facteo::handset {

/// The handset was torn off its postman: the tie came open while he was on duty and away from the depot, and
/// stayed open for 2 s.
///
/// A tie that he opened before (in the morning, in a break, at the depot) was not torn. While a loose contact
/// flutters, only being closed for 100 ms counts as closed.
class TearOff
{
public:
    static constexpr auto kTrigger = AlertTrigger::TearOff;

    explicit TearOff(const TearOffSettings &settings = {})
        : m_settings(settings), m_tie(settings.settle, false)
    {
    }

    void observe(const Sample &sample);
    [[nodiscard]] std::optional<Instant> dueAt() const;
    void fired(Instant) { m_torn.reset(); }
    void settled(Instant) { m_torn.reset(); }

private:
    [[nodiscard]] bool watching() const { return m_day.duty == protocol::Duty::On && !m_day.atDepot; }

    TearOffSettings m_settings;
    Contact m_tie;
    Circumstances m_day;
    std::optional<Instant> m_torn; ///< when it came open in such a way that it matters
};

} // namespace facteo::handset
