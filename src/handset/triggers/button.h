// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "handset/triggers/contact.h"
#include "handset/triggers/detector.h"
#include "handset/triggers/settings.h"

#include <vector>

namespace facteo::handset {

/// The postman asks for help: the button held down for 3 s, or pressed 5 times, the last no later than 5 s
/// after the first. Works on duty and off.
///
/// What goes down for less than 30 ms is no press, what comes up for less than 30 ms no release. A button
/// that stays down after it fired must come up before it can fire again.
class Button
{
public:
    static constexpr auto kTrigger = AlertTrigger::Button;

    explicit Button(const ButtonSettings &settings = {})
        : m_settings(settings), m_contact(settings.settle, false)
    {
    }

    void observe(const Sample &sample);
    [[nodiscard]] std::optional<Instant> dueAt() const;
    void fired(Instant now);
    void settled(Instant now) { fired(now); }

private:
    void settle(Instant now);
    [[nodiscard]] bool enoughWith(Instant press) const;

    ButtonSettings m_settings;
    Contact m_contact;
    std::vector<Instant> m_presses; ///< the latest, settled, at most as many as it takes
    std::optional<Instant> m_spent; ///< the press that has fired
};

} // namespace facteo::handset
