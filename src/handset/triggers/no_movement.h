// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "handset/triggers/detector.h"
#include "handset/triggers/motion.h"
#include "handset/triggers/settings.h"

namespace facteo::handset {

/// Nothing of the postman has moved for 120 s: no second in which the accelerometer scatters, no step, no use
/// of the phone, no change of place beyond what his receiver's errors explain.
///
/// Not off duty, in a break, at the depot or while charging; the time begins anew after each. A sensor that
/// falls silent counts as stillness: doubt benefits the postman. One that never said a word is none.
class NoMovement
{
public:
    static constexpr auto kTrigger = AlertTrigger::NoMovement;

    explicit NoMovement(const NoMovementSettings &settings = {}) : m_settings(settings) {}

    void observe(const Sample &sample);
    [[nodiscard]] std::optional<Instant> dueAt() const;
    void fired(Instant) { m_spent = true; }
    void settled(Instant now) { moved(now); }

private:
    void moved(Instant at);
    void hear(const Acceleration &sample);
    void hear(const Circumstances &day);
    void hear(const protocol::Fix &fix, Instant at);

    NoMovementSettings m_settings;
    Circumstances m_day;
    Scatter m_scatter;
    std::optional<protocol::Fix> m_anchor; ///< the first fix since he last moved
    std::optional<Instant> m_stillSince;   ///< nothing before the first acceleration
    bool m_spent = false;
};

} // namespace facteo::handset
