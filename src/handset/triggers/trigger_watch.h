// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "handset/triggers/button.h"
#include "handset/triggers/check_in_missed.h"
#include "handset/triggers/man_down.h"
#include "handset/triggers/no_movement.h"
#include "handset/triggers/pre_alarm.h"
#include "handset/triggers/tear_off.h"
#include "handset/triggers/visit_overrun.h"

#include <tuple>

namespace facteo::handset {

/// Watches over one postman: takes what his phone feels, and says what to show and what to tell the hub.
///
/// It has no clock. The caller's instants must never go back while the process runs: wall time at its start
/// plus what a monotonic clock says since. One that goes back all the same is taken as the latest one heard.
/// After a restart the wall clock may be another: Deadline says what holds. One thread.
///
/// While an alert of his is open, further triggers go out at once as occurrences of it: no countdown would
/// spare him anything. After a duress code all goes on as after the normal one, for everybody beside him.
class TriggerWatch
{
public:
    /// Without codes nobody can call a countdown off. Precondition: isInRange(settings).
    TriggerWatch(
        const TriggerSettings &settings, std::optional<Codes> codes, const WatchState &before, Instant now);

    [[nodiscard]] Turn observe(const Sample &sample);
    /// What is due by `now`. Call it at nextDue(), or more often, after the samples of until then.
    [[nodiscard]] Turn step(Instant now);
    [[nodiscard]] std::optional<Instant> nextDue() const;
    /// The postman typed a code. Takes as long whatever he typed: some tens of milliseconds, see Codes.
    [[nodiscard]] Turn enter(std::string_view code, Instant now);

    void setCodes(Codes codes) { m_codes = codes; }
    /// The console closed the alert that the handset showed.
    void alertEnded() { m_raised = false; }

    [[nodiscard]] bool counting() const { return m_preAlarm.running(); }
    /// To keep whenever it has changed.
    [[nodiscard]] WatchState state(Instant now) const;

private:
    struct Due
    {
        Instant at{};
        AlertTrigger trigger = AlertTrigger::Button;
    };

    [[nodiscard]] std::optional<Due> firstDue() const;
    void catchUp(Instant now, Turn &turn);
    void fire(const Due &due, Turn &turn);
    void raise(const Due &due, Turn &turn);

    /// One entry for each trigger that the handset finds out by itself.
    std::tuple<Button, ManDown, NoMovement, CheckInMissed, VisitOverrun, TearOff> m_detectors;
    PreAlarm m_preAlarm;
    std::optional<Codes> m_codes;
    Instant m_latest;
    bool m_raised = false;
};

} // namespace facteo::handset
