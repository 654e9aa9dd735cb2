// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "handset/triggers/codes.h"
#include "handset/triggers/settings.h"
#include "handset/triggers/turn.h"
#include "handset/triggers/watch_state.h"

#include <vector>

namespace facteo::handset {

/// When a countdown sounds: at its beginning, then after an eighth of what is left, at most 5 s and at least
/// half a second: slow enough to be borne, fast enough at the end to wake somebody.
[[nodiscard]] std::vector<Instant> beepsOf(Instant began, Instant endsAt);

/// The minute in which a postman may say that he is well, before his alert goes out.
///
/// Only a code ends it early. Wrong codes make it neither shorter nor longer; after five the entry is locked
/// and it runs to its end. The duress code does all that the normal code does, in `shown` and here; only
/// `told` differs. A locked entry still hears the duress code.
class PreAlarm
{
public:
    explicit PreAlarm(const CountdownSettings &settings = {}) : m_settings(settings) {}

    /// A graver trigger takes a running countdown over without moving its end; another one changes nothing.
    void begin(AlertTrigger trigger, Instant now, Turn &turn);
    /// True: the code ended the countdown.
    [[nodiscard]] bool enter(CodeKind code, Instant now, Turn &turn);
    /// Sounds what is due; of several tones that were missed, one.
    void sound(Instant now, Turn &turn);
    /// It is over because the alert goes out.
    void stop() { m_running.reset(); }

    [[nodiscard]] bool running() const { return m_running.has_value(); }
    [[nodiscard]] std::optional<AlertTrigger> trigger() const;
    [[nodiscard]] std::optional<Instant> endsAt() const;
    /// When to sound next, or the end.
    [[nodiscard]] std::optional<Instant> nextDue() const;

    [[nodiscard]] std::optional<Countdown> state(Instant now) const;
    /// As before a restart; tones begin anew.
    void restore(const Countdown &countdown, Instant now);

private:
    struct Running
    {
        AlertTrigger trigger = AlertTrigger::ManDown;
        Instant endsAt{};
        int wrongCodes = 0;
        std::vector<Instant> beeps{}; ///< those to come, the next one last
    };

    void start(Running running, Instant now);

    CountdownSettings m_settings;
    std::optional<Running> m_running;
};

} // namespace facteo::handset
