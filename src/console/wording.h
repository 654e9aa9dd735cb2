// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "console/link.h"
#include "console/map/fleet_points.h"
#include "console/news.h"
#include "console/weekly_hours_model.h"
#include "domain/geofence.h"
#include "domain/purpose.h"
#include "protocol/records.h"

#include <QCoreApplication>
#include <QDate>
#include <QString>

namespace facteo::console {

/// Words that people read, for everything that is an enum or a number below. The only place.
///
/// Answers in the language installed at the moment; whoever keeps one asks again after a change of language.
class Wording
{
    Q_DECLARE_TR_FUNCTIONS(facteo::console::Wording)

public:
    static QString refusal(protocol::Refusal why);
    static QString failure(AskFailure why);
    static QString shortfall(Shortfall why);
    /// What to say beside the control that asked; empty when it was carried out.
    static QString unmet(const Unmet &why);

    static QString trigger(protocol::AlertTrigger trigger);
    static QString state(protocol::AlertState state);
    static QString act(protocol::AlertAct act);
    static QString step(protocol::PlanStep step);
    static QString channel(protocol::NoticeChannel channel);
    static QString stage(protocol::NoticeStage stage);
    static QString kind(protocol::SystemAlarmKind kind);
    static QString state(protocol::SystemAlarmState state);
    /// Of a rung as its configuration calls it; those of the standard ladder in the language of the windows.
    static QString rung(const std::string &name);
    static QString outcome(protocol::AlertOutcome outcome);
    static QString state(protocol::TaskState state);
    static QString act(protocol::TaskAct act);
    static QString kind(protocol::TaskKind kind);
    static QString wellbeing(protocol::Wellbeing wellbeing);
    static QString duty(protocol::Duty duty);
    static QString absence(protocol::Absence why);
    static QString freshness(Freshness freshness);
    static QString command(protocol::CommandKind kind);
    static QString state(protocol::CommandState state);
    static QString link(LinkState state);
    static QString standing(protocol::DepotStanding standing);
    static QString kind(protocol::GeofenceKind kind);
    /// Of all geofences of a kind together: "Depots".
    static QString kinds(protocol::GeofenceKind kind);
    static QString crossing(protocol::Crossing crossing);
    static QString fault(domain::GeofenceFault fault);
    static QString fault(HoursFault fault);

    static QString purpose(domain::Purpose purpose);

    /// "12 s", "4 min", "1 h 05": how long ago, rounded down, never negative.
    static QString span(std::chrono::milliseconds length);
    /// "14:03", in this workstation's time zone.
    static QString clock(protocol::Instant at);
    /// "14:03:22"
    static QString clockSeconds(protocol::Instant at);
    /// "14:03" today, "20 Nov 14:03" on another day.
    static QString moment(protocol::Instant at, protocol::Instant now);
    /// "Saturday 21 November 2026"
    static QString day(QDate day);
    /// "350 m", "1.2 km"
    static QString metres(double metres);
    /// "± 8 m", or empty when the receiver did not say.
    static QString accuracy(std::uint32_t accuracyDm);
    /// "+33 6 12 01 04 07": grouped as people say it, where the country's grouping is known.
    static QString phone(const std::string &number);
    /// "46.60012, 2.30034": where no address is known.
    static QString coordinates(protocol::Position position);
};

} // namespace facteo::console
