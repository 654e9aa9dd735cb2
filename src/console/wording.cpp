// SPDX-License-Identifier: Apache-2.0
#include "console/wording.h"

#include <QDateTime>
#include <QLocale>

// No switch here has a default: with -Wswitch-enum a new enumerator does not compile until it has words.

namespace facteo::console {

using namespace protocol;

QString Wording::refusal(Refusal why)
{
    switch (why) {
    case Refusal::Malformed:
        return tr("The hub did not understand the request. Nothing was changed.");
    case Refusal::NotAllowed:
        return tr("This workstation is not allowed to do that.");
    case Refusal::NoSuchAlert:
        return tr("The hub does not know this alert.");
    case Refusal::NoSuchTask:
        return tr("The hub does not know this task.");
    case Refusal::NoSuchHandset:
        return tr("The hub does not know this handset.");
    case Refusal::NoSuchPostman:
        return tr("The hub does not know this postman.");
    case Refusal::NotFromThisState:
        return tr("Too late: it has moved on in the meantime.");
    case Refusal::ClaimedByAnother:
        return tr("Somebody else is looking after it. Taking over needs a reason.");
    case Refusal::ReasonRequired:
        return tr("A reason is required.");
    case Refusal::PurposeRequired:
        return tr("Say why you need it: the postman can read it later.");
    case Refusal::NotOnDuty:
        return tr("The postman is off duty or on a break.");
    case Refusal::NotSaved:
        return tr("The hub could not record it. Nothing was changed.");
    case Refusal::TooLate:
        return tr("It came too late and was not carried out.");
    case Refusal::AlreadyOpen:
        return tr("It is open already.");
    case Refusal::NoSuchGeofence:
        return tr("The hub does not know this area.");
    case Refusal::Silent:
        return tr("He was put under duress: nobody calls him back.");
    case Refusal::ReportIncomplete:
        return tr("The report needs the cause and what was done.");
    case Refusal::OperatorRequired:
        return tr("Say who takes over.");
    case Refusal::NoSuchAlarm:
        return tr("That alarm is over.");
    }
    Q_UNREACHABLE_RETURN({});
}

QString Wording::failure(AskFailure why)
{
    switch (why) {
    case AskFailure::NotConnected:
        return tr("No connection to the hub: it was not sent.");
    case AskFailure::NoAnswer:
        return tr("The hub did not answer. If it was carried out, it will show here.");
    }
    Q_UNREACHABLE_RETURN({});
}

QString Wording::shortfall(Shortfall why)
{
    switch (why) {
    case Shortfall::Incomplete:
        return tr("Who is to be visited, where, and when?");
    case Shortfall::WindowIsOver:
        return tr("The time window is already over.");
    case Shortfall::NothingStored:
        return tr("No position is stored for this time.");
    case Shortfall::DayIsEmpty:
        return tr("No position is stored of this day: he was not on duty, shared none, or had no reception.");
    case Shortfall::DayIsOld:
        return tr(
            "No position is stored of this day any more: they are deleted after two months, or when the "
            "depot says so.");
    case Shortfall::NoPurpose:
        return tr("Choose a purpose: nobody looks at the past without one.");
    case Shortfall::NoTime:
        return tr("A time is written like 14:30.");
    case Shortfall::TimeBackwards:
        return tr("The end is not after the beginning.");
    case Shortfall::NoPlace:
        return tr("Around which place? Find an address, or click the map with the right button.");
    }
    Q_UNREACHABLE_RETURN({});
}

QString Wording::unmet(const Unmet &why)
{
    if (const auto *refused = std::get_if<Refusal>(&why))
        return refusal(*refused);
    if (const auto *failed = std::get_if<AskFailure>(&why))
        return failure(*failed);
    if (const auto *missing = std::get_if<Shortfall>(&why))
        return shortfall(*missing);
    return {};
}

QString Wording::trigger(AlertTrigger trigger)
{
    switch (trigger) {
    case AlertTrigger::Button:
        return tr("Alert button");
    case AlertTrigger::ManDown:
        return tr("Man down");
    case AlertTrigger::NoMovement:
        return tr("No movement");
    case AlertTrigger::CheckInMissed:
        return tr("Check-in missed");
    case AlertTrigger::VisitOverrun:
        return tr("Visit overrun");
    case AlertTrigger::HandsetOffline:
        return tr("Handset went silent");
    case AlertTrigger::TearOff:
        return tr("Cord torn off");
    case AlertTrigger::SupervisorRaised:
        return tr("Raised by a supervisor");
    case AlertTrigger::ThirdParty:
        return tr("Reported by a third party");
    case AlertTrigger::Duress:
        return tr("Duress code");
    }
    Q_UNREACHABLE_RETURN({});
}

QString Wording::state(AlertState state)
{
    switch (state) {
    case AlertState::Raised:
        return tr("Unanswered");
    case AlertState::Acknowledged:
        return tr("Acknowledged");
    case AlertState::Claimed:
        return tr("In hand");
    case AlertState::Verifying:
        return tr("No answer yet");
    case AlertState::Confirmed:
        return tr("Help needed");
    case AlertState::FalseAlarm:
        return tr("Answered safe");
    case AlertState::Resolved:
        return tr("Report due");
    case AlertState::PreAlarm:
        return tr("Countdown");
    case AlertState::Responding:
        return tr("Help on its way");
    case AlertState::OnSite:
        return tr("Help is there");
    case AlertState::Cancelled:
        return tr("Cancelled in time");
    case AlertState::Closed:
        return tr("Closed");
    }
    Q_UNREACHABLE_RETURN({});
}

// NOLINTNEXTLINE(readability-function-size): a table
QString Wording::act(AlertAct act)
{
    switch (act) {
    case AlertAct::Raise:
        return tr("Alert raised");
    case AlertAct::Repeat:
        return tr("Pressed again");
    case AlertAct::Acknowledge:
        return tr("Acknowledged");
    case AlertAct::Claim:
        return tr("Taken in hand");
    case AlertAct::CallBackSafe:
        return tr("Called back: safe");
    case AlertAct::CallBackNeedsHelp:
        return tr("Called back: needs help");
    case AlertAct::CallBackNoAnswer:
        return tr("Called back: no answer");
    case AlertAct::Resolve:
        return tr("Ended");
    case AlertAct::Lapse:
        return tr("Not taken in hand: sounds again");
    case AlertAct::Warn:
        return tr("Countdown on the handset");
    case AlertAct::Cancel:
        return tr("Cancelled by the postman");
    case AlertAct::Duress:
        return tr("Duress code entered");
    case AlertAct::SaySafe:
        return tr("Normal code entered on the handset");
    case AlertAct::CountdownEnd:
        return tr("Countdown ended: alert raised");
    case AlertAct::LeaseEnd:
        return tr("Its owner left the console: sounds again");
    case AlertAct::HandOver:
        return tr("Offered to a colleague");
    case AlertAct::CallBackDuress:
        return tr("Called back: duress word");
    case AlertAct::Confirm:
        return tr("Taken for real danger");
    case AlertAct::Dispatch:
        return tr("Help sent");
    case AlertAct::Arrive:
        return tr("Help is there");
    case AlertAct::HelpLate:
        return tr("Help is late");
    case AlertAct::Escalate:
        return tr("Nobody answered: next rung");
    case AlertAct::Close:
        return tr("Closed with its report");
    case AlertAct::Reopen:
        return tr("Opened again");
    case AlertAct::Note:
        return tr("Note");
    case AlertAct::Step:
        return tr("Step of the plan done");
    }
    Q_UNREACHABLE_RETURN({});
}

QString Wording::step(PlanStep step)
{
    switch (step) {
    case PlanStep::CallBack:
        return tr("Call him back");
    case PlanStep::CodeWord:
        return tr("Ask for the code word");
    case PlanStep::NearestColleague:
        return tr("Send the nearest colleague");
    case PlanStep::EmergencyNumber:
        return tr("Call 17, 15 or 18");
    case PlanStep::DepotHead:
        return tr("Inform the head of the depot");
    case PlanStep::Care:
        return tr("Offer him care");
    }
    Q_UNREACHABLE_RETURN({});
}

QString Wording::channel(NoticeChannel channel)
{
    switch (channel) {
    case NoticeChannel::Console:
        return tr("Console");
    case NoticeChannel::Sms:
        return tr("SMS");
    case NoticeChannel::Voice:
        return tr("Call");
    case NoticeChannel::Mail:
        return tr("E-mail");
    }
    Q_UNREACHABLE_RETURN({});
}

QString Wording::stage(NoticeStage stage)
{
    switch (stage) {
    case NoticeStage::Queued:
        return tr("being sent");
    case NoticeStage::Sent:
        return tr("sent");
    case NoticeStage::Delivered:
        return tr("delivered");
    case NoticeStage::Seen:
        return tr("seen");
    case NoticeStage::Failed:
        return tr("failed");
    }
    Q_UNREACHABLE_RETURN({});
}

QString Wording::kind(SystemAlarmKind kind)
{
    switch (kind) {
    case SystemAlarmKind::ChannelFailed:
        return tr("Could not be told of an alert");
    case SystemAlarmKind::NobodyThere:
        return tr("Nobody is at any console");
    }
    Q_UNREACHABLE_RETURN({});
}

QString Wording::state(SystemAlarmState state)
{
    switch (state) {
    case SystemAlarmState::Active:
        return tr("New");
    case SystemAlarmState::Acknowledged:
        return tr("Acknowledged");
    case SystemAlarmState::Shelved:
        return tr("Shelved");
    case SystemAlarmState::Cleared:
        return tr("Over");
    }
    Q_UNREACHABLE_RETURN({});
}

QString Wording::rung(const std::string &name)
{
    if (name == "consoles")
        return tr("first consoles");
    if (name == "depot")
        return tr("all consoles");
    if (name == "on-call")
        return tr("on-call supervisor");
    if (name == "region")
        return tr("regional control room");
    return QString::fromStdString(name);
}

QString Wording::outcome(AlertOutcome outcome)
{
    switch (outcome) {
    case AlertOutcome::Safe:
        return tr("Safe and sound");
    case AlertOutcome::Injured:
        return tr("Injured");
    case AlertOutcome::Aggression:
        return tr("Assault");
    case AlertOutcome::Animal:
        return tr("Animal");
    case AlertOutcome::RoadAccident:
        return tr("Road accident");
    case AlertOutcome::FalseAlarm:
        return tr("False alarm");
    case AlertOutcome::Other:
        return tr("Other");
    }
    Q_UNREACHABLE_RETURN({});
}

QString Wording::state(TaskState state)
{
    switch (state) {
    case TaskState::Planned:
        return tr("To be sent");
    case TaskState::Sent:
        return tr("Sent");
    case TaskState::Delivered:
        return tr("Delivered");
    case TaskState::Seen:
        return tr("Seen");
    case TaskState::Accepted:
        return tr("Accepted");
    case TaskState::Declined:
        return tr("Declined");
    case TaskState::EnRoute:
        return tr("On the way");
    case TaskState::Arrived:
        return tr("Arrived");
    case TaskState::Done:
        return tr("Done");
    case TaskState::Cancelled:
        return tr("Cancelled");
    }
    Q_UNREACHABLE_RETURN({});
}

QString Wording::act(TaskAct act)
{
    switch (act) {
    case TaskAct::Create:
        return tr("Created");
    case TaskAct::Send:
        return tr("Sent");
    case TaskAct::Deliver:
        return tr("Delivered to the handset");
    case TaskAct::See:
        return tr("Seen by the postman");
    case TaskAct::Accept:
        return tr("Accepted");
    case TaskAct::Decline:
        return tr("Declined");
    case TaskAct::SetOut:
        return tr("On the way");
    case TaskAct::Arrive:
        return tr("Arrived");
    case TaskAct::Finish:
        return tr("Done");
    case TaskAct::Cancel:
        return tr("Cancelled");
    }
    Q_UNREACHABLE_RETURN({});
}

QString Wording::kind(TaskKind kind)
{
    switch (kind) {
    case TaskKind::HomeVisit:
        return tr("Home visit");
    }
    Q_UNREACHABLE_RETURN({});
}

QString Wording::wellbeing(Wellbeing wellbeing)
{
    switch (wellbeing) {
    case Wellbeing::Ok:
        return tr("All is well");
    case Wellbeing::SoSo:
        return tr("So-so");
    case Wellbeing::Bad:
        return tr("Not well");
    case Wellbeing::NotMet:
        return tr("Not met");
    }
    Q_UNREACHABLE_RETURN({});
}

QString Wording::duty(Duty duty)
{
    switch (duty) {
    case Duty::Off:
        return tr("Off duty");
    case Duty::On:
        return tr("On duty");
    case Duty::OnBreak:
        return tr("On break");
    }
    Q_UNREACHABLE_RETURN({});
}

QString Wording::absence(Absence why)
{
    switch (why) {
    case Absence::None:
        return {};
    case Absence::SharingOff:
        return tr("Sharing switched off");
    case Absence::OffDutyOrBreak:
        return tr("Off duty or on break");
    case Absence::SignalLost:
        return tr("Signal lost");
    }
    Q_UNREACHABLE_RETURN({});
}

QString Wording::freshness(Freshness freshness)
{
    switch (freshness) {
    case Freshness::Fresh:
        return tr("Live");
    case Freshness::Ageing:
        return tr("Ageing");
    case Freshness::Stale:
        return tr("Stale");
    case Freshness::Lost:
        return tr("Lost");
    }
    Q_UNREACHABLE_RETURN({});
}

QString Wording::command(CommandKind kind)
{
    switch (kind) {
    case CommandKind::Ring:
        return tr("Ring");
    case CommandKind::Message:
        return tr("Message");
    case CommandKind::LocateNow:
        return tr("Locate now");
    }
    Q_UNREACHABLE_RETURN({});
}

QString Wording::state(CommandState state)
{
    switch (state) {
    case CommandState::Queued:
        return tr("waiting for the handset");
    case CommandState::Delivered:
        return tr("received by the handset");
    case CommandState::Succeeded:
        return tr("carried out");
    case CommandState::Failed:
        return tr("failed");
    case CommandState::Expired:
        return tr("expired, not carried out");
    }
    Q_UNREACHABLE_RETURN({});
}

QString Wording::standing(DepotStanding standing)
{
    switch (standing) {
    case DepotStanding::Quiet:
        return tr("Quiet");
    case DepotStanding::AtWork:
        return tr("At work");
    case DepotStanding::Stale:
        return tr("Positions are old");
    case DepotStanding::Lost:
        return tr("Signal lost");
    case DepotStanding::NotRecording:
        return tr("Not recording");
    case DepotStanding::AlertInHand:
        return tr("Alert in hand");
    case DepotStanding::Alert:
        return tr("Alert");
    }
    Q_UNREACHABLE_RETURN({});
}

QString Wording::link(LinkState state)
{
    switch (state) {
    case LinkState::Starting:
        return tr("Starting");
    case LinkState::BrokerUnreachable:
        return tr("Broker unreachable");
    case LinkState::BrokerRefuses:
        return tr("Broker refuses");
    case LinkState::HubSilent:
        return tr("Hub silent");
    case LinkState::Catching:
        return tr("Fetching the depot");
    case LinkState::FeedFrozen:
        return tr("Picture frozen");
    case LinkState::Live:
        return tr("Connected");
    }
    Q_UNREACHABLE_RETURN({});
}

QString Wording::kind(GeofenceKind kind)
{
    switch (kind) {
    case GeofenceKind::Depot:
        return tr("Depot");
    case GeofenceKind::RoundArea:
        return tr("Round’s area");
    case GeofenceKind::SensitivePlace:
        return tr("Sensitive place");
    }
    Q_UNREACHABLE_RETURN({});
}

QString Wording::kinds(GeofenceKind kind)
{
    switch (kind) {
    case GeofenceKind::Depot:
        return tr("Depots");
    case GeofenceKind::RoundArea:
        return tr("Rounds’ areas");
    case GeofenceKind::SensitivePlace:
        return tr("Sensitive places");
    }
    Q_UNREACHABLE_RETURN({});
}

QString Wording::crossing(Crossing crossing)
{
    switch (crossing) {
    case Crossing::Enter:
        return tr("Entered");
    case Crossing::Leave:
        return tr("Left");
    case Crossing::Unwatched:
        return tr("Not watched any more");
    }
    Q_UNREACHABLE_RETURN({});
}

QString Wording::fault(domain::GeofenceFault fault)
{
    switch (fault) {
    case domain::GeofenceFault::NoName:
        return tr("What is the area called?");
    case domain::GeofenceFault::NoShape:
        return tr("These corners enclose nothing: they lie on one line.");
    case domain::GeofenceFault::NoRound:
        return tr("Which round is it the area of?");
    case domain::GeofenceFault::EmptyDates:
        return tr("The last day is before the first.");
    }
    Q_UNREACHABLE_RETURN({});
}

QString Wording::fault(HoursFault fault)
{
    switch (fault) {
    case HoursFault::NoDay:
        return tr("On which days?");
    case HoursFault::NoTime:
        return tr("A time is written like 14:30.");
    case HoursFault::Backwards:
        return tr(
            "The end is not after the beginning. A night has two parts: one until 24:00, one from 0:00.");
    }
    Q_UNREACHABLE_RETURN({});
}

QString Wording::purpose(domain::Purpose purpose)
{
    switch (purpose) {
    case domain::Purpose::Safety:
        return tr("Safety of the postman, the mail or the vehicle");
    case domain::Purpose::ProofOfWork:
        return tr("Proof of a delivery or a service");
    case domain::Purpose::Allocation:
        return tr("Help or a task: who is best placed");
    case domain::Purpose::VehicleRules:
        return tr("Rules for using the vehicle");
    case domain::Purpose::LegalDuty:
        return tr("Legal obligation");
    }
    Q_UNREACHABLE_RETURN({});
}

QString Wording::span(std::chrono::milliseconds length)
{
    using namespace std::chrono;
    const auto seconds = std::max<std::int64_t>(0, floor<std::chrono::seconds>(length).count());
    if (seconds < 60)
        return tr("%1 s", "seconds").arg(seconds);
    if (seconds < 3600)
        return tr("%1 min", "minutes").arg(seconds / 60);
    if (seconds < 48L * 3600)
        return tr("%1 h %2", "hours, minutes")
            .arg(seconds / 3600)
            .arg(seconds / 60 % 60, 2, 10, QLatin1Char('0'));
    return tr("%n days", nullptr, static_cast<int>(seconds / 86'400));
}

QString Wording::clock(Instant at)
{
    return QDateTime::fromMSecsSinceEpoch(at.time_since_epoch().count()).toString(QStringLiteral("HH:mm"));
}

QString Wording::clockSeconds(Instant at)
{
    return QDateTime::fromMSecsSinceEpoch(at.time_since_epoch().count()).toString(QStringLiteral("HH:mm:ss"));
}

QString Wording::moment(Instant at, Instant now)
{
    const auto day = [](Instant moment) {
        return QDateTime::fromMSecsSinceEpoch(moment.time_since_epoch().count()).date();
    };
    if (day(at) == day(now))
        return clock(at);
    return QLocale().toString(day(at), QStringLiteral("d MMM")) + u' ' + clock(at);
}

QString Wording::day(QDate day)
{
    return QLocale().toString(day, tr("dddd d MMMM yyyy", "a day, as QLocale writes it"));
}

QString Wording::metres(double metres)
{
    const QLocale locale;
    if (metres < 995)
        return tr("%1 m", "metres").arg(locale.toString(std::round(metres / 10) * 10, 'f', 0));
    return tr("%1 km", "kilometres").arg(locale.toString(metres / 1'000, 'f', metres < 9'950 ? 1 : 0));
}

QString Wording::accuracy(std::uint32_t accuracyDm)
{
    if (accuracyDm == 0)
        return {};
    return tr("± %1 m", "radius of accuracy in metres").arg((accuracyDm + 5) / 10);
}

QString Wording::phone(const std::string &number)
{
    // +33 and nine figures: one, then four pairs (ARCEP's numbering plan).
    auto plain = QString::fromStdString(number);
    if (plain.size() != 12 || !plain.startsWith(QLatin1String("+33")))
        return plain;
    QString grouped = plain.left(3) + QChar::Nbsp + plain.mid(3, 1);
    for (qsizetype i = 4; i < plain.size(); i += 2)
        grouped += QChar::Nbsp + plain.mid(i, 2);
    return grouped;
}

QString Wording::coordinates(Position position)
{
    return QStringLiteral("%1, %2")
        .arg(position.latDegrees(), 0, 'f', 5)
        .arg(position.lonDegrees(), 0, 'f', 5);
}

} // namespace facteo::console
