// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "protocol/words.h"

#include <cstddef>
#include <optional>
#include <string>
#include <variant>
#include <vector>

/// The things that travel and are reasoned about: defined once, here. Their rules are in domain, their
/// bytes in protocol/codec. Plain values: copy, compare, keep.
namespace facteo::protocol {

/// One position as a receiver gave it.
struct Fix
{
    // What travels keeps to these, and whoever reads another system's positions into ours does too.
    static constexpr std::uint32_t kMostAccuracyDm = 1'000'000; ///< 100 km: a cell tower's guess is better
    static constexpr std::uint32_t kMostSpeedCmS = 40'000; ///< 1 440 km/h: beyond it the receiver is broken
    static constexpr std::uint32_t kMostHeadingCdeg = 35'999;

    Instant at{}; ///< when it was measured, not sent
    Position position{};
    std::uint32_t accuracyDm = 0;               ///< radius of 68 % confidence in decimetres; 0 = unknown
    std::optional<std::uint32_t> speedCmS{};    ///< over ground, centimetres a second
    std::optional<std::uint32_t> headingCdeg{}; ///< true course, 0 to 35 999 hundredths of a degree

    bool operator==(const Fix &) const = default;
};

/// What a handset says of itself: at every change, and as its heartbeat.
struct HandsetState
{
    Instant at{};
    Duty duty = Duty::Off;
    bool sharing = false;                         ///< the postman's own switch
    std::optional<std::uint8_t> batteryPercent{}; ///< 0 to 100
    bool charging = false;
    std::uint32_t unsent = 0;            ///< frames in its outbox
    std::string appVersion{};            ///< up to 32 characters
    std::optional<Instant> lastScanAt{}; ///< an item flashed: of the work, not of a place

    bool operator==(const HandsetState &) const = default;
};

struct Depot
{
    DepotId id{};
    std::string name{};
    Position position{};

    bool operator==(const Depot &) const = default;
};

struct Postman
{
    PostmanId id{};
    std::string name{};
    std::string phone{}; ///< E.164, or empty

    bool operator==(const Postman &) const = default;
};

struct RoundStop
{
    std::string address{}; ///< one line, as read on the map package
    Position position{};
    std::uint32_t serviceSeconds = 0;

    bool operator==(const RoundStop &) const = default;
};

struct Round
{
    RoundId id{};
    std::string name{};
    PostmanId holder{};             ///< empty: uncovered today
    std::vector<RoundStop> stops{}; ///< in walking order
    std::vector<Position> path{};   ///< along the streets, from the depot and back

    bool operator==(const Round &) const = default;
};

struct Handset
{
    static constexpr std::size_t kMostOwnTracks = 120; ///< characters

    HandsetId id{};
    PostmanId postman{};   ///< empty: in the cupboard
    PublicKey publicKey{}; ///< all zero: not enrolled yet
    bool revoked = false;
    std::string ownTracks{}; ///< "user/device" of the OwnTracks phone that speaks for it; empty: none

    bool operator==(const Handset &) const = default;
};

/// A depot's people, rounds and handsets.
struct Roster
{
    Depot depot{};
    std::vector<Postman> postmen{};
    std::vector<Handset> handsets{};
    std::vector<Round> rounds{};

    bool operator==(const Roster &) const = default;
};

/// Who goes to somebody in danger.
struct AlertHelp
{
    std::string who{};      ///< a colleague's name, or the service and its number
    bool emergency = false; ///< an emergency service
    Instant dueAt{};        ///< when he should be there; zero: nobody said
    bool late = false;

    bool operator==(const AlertHelp &) const = default;
};

/// What has to be written before an alert is closed.
struct ClosingReport
{
    std::string cause{};
    std::string actions{};
    bool careOffered = false;
    bool depotHeadInformed = false;

    bool operator==(const ClosingReport &) const = default;
};

/// When an alert got where, the first time each, by the hub's clock; zero: not yet.
struct AlertMilestones
{
    Instant acknowledgedAt{};
    Instant claimedAt{};
    Instant contactAt{}; ///< he answered, whatever he said
    Instant onSiteAt{};
    Instant resolvedAt{};
    Instant closedAt{}; ///< the last time: it may have been opened again

    bool operator==(const AlertMilestones &) const = default;
};

/// A step of the response plan that was done.
struct AlertStep
{
    PlanStep step = PlanStep::CallBack;
    Instant at{};
    std::string byName{};

    bool operator==(const AlertStep &) const = default;
};

/// A danger alert of one postman, from the button to its end (states and moves: domain/alert.h).
struct Alert
{
    AlertId id{};
    std::uint32_t number = 0; ///< 1, 2, 3… in the depot; what people say on the phone
    HandsetId handset{};
    PostmanId postman{};
    AlertTrigger trigger = AlertTrigger::Button;
    AlertState state = AlertState::Raised;
    bool exercise = false;
    Instant raisedAt{};   ///< by the handset's clock
    Instant recordedAt{}; ///< by the hub's clock
    std::uint32_t occurrences = 1;
    std::optional<Fix> lastFix{}; ///< the latest known, before or during the alert
    OperatorId owner{};           ///< who looks after it; empty before Claim
    std::string ownerName{};
    Instant changedAt{};
    std::uint32_t callBackTries = 0;
    std::optional<AlertOutcome> outcome{};
    std::string reason;     ///< of the resolution, in the operator's words
    bool silent = false;    ///< duress: nobody calls back, and nothing on the handset shows that help comes
    bool stoodDown = false; ///< a code was entered: the handset shows it as cancelled
    Instant countdownEndsAt{}; ///< of a PreAlarm, by the hub's clock
    Instant stateSince{};      ///< when it came into its state
    std::uint32_t rung = 0;    ///< of the escalation, 0 is the first
    Instant rungAt{};          ///< when it came to that rung
    OperatorId offeredTo{};    ///< to whom its owner hands it over; empty: to nobody
    std::string offeredToName{};
    std::optional<AlertHelp> help{};
    std::optional<ClosingReport> report{};
    AlertMilestones milestones{};
    std::vector<AlertStep> steps{}; ///< at most one of each
    std::uint32_t reopened = 0;     ///< so many times

    bool operator==(const Alert &) const = default;
};

/// Somebody who is told of alerts by other means than a console.
struct Contact
{
    ContactId id{};
    std::string name{};
    std::string phone{}; ///< E.164, or empty
    std::string mail{};
    std::vector<NoticeChannel> channels{}; ///< by which he is told, all at once; never Console

    bool operator==(const Contact &) const = default;
};

/// Who is told, in addition, of an alert of this priority that nobody has answered for so long.
struct Rung
{
    std::uint32_t priority = 1;     ///< 1 to 3
    std::uint32_t afterSeconds = 0; ///< since it began to sound
    std::string name{};
    bool allConsoles = false; ///< also those that are not among the first
    std::vector<ContactId> contacts{};

    bool operator==(const Rung &) const = default;
};

/// A depot's ladder (rules: domain/escalation.h).
struct EscalationPolicy
{
    std::vector<Rung> rungs{}; ///< by priority, then by time
    std::vector<Contact> contacts{};
    std::vector<SenderId> firstConsoles{}; ///< empty: every console sounds at once
    std::uint32_t repeatSeconds = 0;       ///< the last rung is told again so often; 0: once

    bool operator==(const EscalationPolicy &) const = default;
};

/// What became of telling one recipient of an alert.
struct Notice
{
    AlertId alert{};
    std::uint32_t rung = 0;
    NoticeChannel channel = NoticeChannel::Console;
    std::string recipient{}; ///< the id of the contact or console
    std::string recipientName{};
    NoticeStage stage = NoticeStage::Queued;
    Instant at{};
    std::string detail{};

    bool operator==(const Notice &) const = default;
};

/// An alarm of the technology.
struct SystemAlarm
{
    SystemAlarmId id{};
    SystemAlarmKind kind = SystemAlarmKind::ChannelFailed;
    SystemAlarmState state = SystemAlarmState::Active;
    std::string subject{}; ///< what is concerned: one alarm of each kind and subject
    std::string detail{};
    std::uint32_t occurrences = 1;
    Instant since{};
    Instant changedAt{};
    std::string byName{};   ///< who acknowledged or shelved it
    Instant shelvedUntil{}; ///< of a shelved one

    bool operator==(const SystemAlarm &) const = default;
};

/// What the postman writes after a home visit (DOMAIN 5.2). No diagnosis, no drug names.
struct VisitReport
{
    Wellbeing wellbeing = Wellbeing::NotMet;
    bool pain = false;
    bool needsMedicines = false;
    bool needsShopping = false;
    std::string otherNeed{};    ///< up to 280 characters
    std::string observations{}; ///< up to 280 characters
    Instant beganAt{};
    Instant endedAt{};

    bool operator==(const VisitReport &) const = default;
};

/// Work for a postman outside the mail (states and moves: domain/task.h).
struct Task
{
    TaskId id{};
    std::uint32_t number = 0; ///< 1, 2, 3… in the depot
    TaskKind kind = TaskKind::HomeVisit;
    TaskState state = TaskState::Planned;
    bool exercise = false;
    std::string beneficiary{};
    std::string address{};
    Position position{};
    std::string note{}; ///< for the postman, up to 280 characters
    Instant windowFrom{};
    Instant windowTo{};
    HandsetId handset{}; ///< empty while Planned or Declined
    PostmanId postman{};
    Instant createdAt{};
    Instant changedAt{};
    std::string declineReason{};
    std::optional<VisitReport> report{};

    bool operator==(const Task &) const = default;
};

/// An order to a handset. It acts at most once, and never after `notAfter`.
struct Command
{
    CommandId id{};
    CommandKind kind = CommandKind::Ring;
    HandsetId handset{};
    CommandState state = CommandState::Queued;
    std::string text{}; ///< of a message, up to 280 characters
    OperatorId by{};
    Instant createdAt{};
    Instant notAfter{};
    Instant changedAt{};
    std::string failure{};

    bool operator==(const Command &) const = default;
};

/// Inside: nearer to the centre than the radius, over the ground.
struct Circle
{
    static constexpr std::uint32_t kLeastMetres = 10; ///< below that the receivers' error decides
    static constexpr std::uint32_t kMostMetres = 100'000;

    Position centre{};
    std::uint32_t radiusMetres = 0; ///< kLeastMetres to kMostMetres

    bool operator==(const Circle &) const = default;
};

/// A ring whose last corner joins the first; edges are straight on the map, inside is odd-even. It does not
/// cross the 180th meridian.
struct Polygon
{
    static constexpr std::size_t kMostCorners = 1'000;

    std::vector<Position> corners{}; ///< 3 to kMostCorners

    bool operator==(const Polygon &) const = default;
};

/// A part of every week, by the clocks of the geofence's time zone. It may not pass midnight: such a night
/// has two.
struct WeeklyHours
{
    static constexpr std::uint16_t kMinutesPerDay = 1'440;

    std::uint8_t days = 0; ///< bit 0: Monday … bit 6: Sunday; never 0
    std::uint16_t fromMinute = 0;
    std::uint16_t toMinute = kMinutesPerDay; ///< excluded; greater than fromMinute

    bool operator==(const WeeklyHours &) const = default;
};

/// A place whose borders are watched: who enters and leaves it is recorded (rules: domain/geofence.h).
struct Geofence
{
    static constexpr std::size_t kMostHours = 28;

    GeofenceId id{};
    GeofenceKind kind = GeofenceKind::SensitivePlace;
    std::string name{}; ///< 1 to 120 characters
    RoundId round{};    ///< of a RoundArea; empty otherwise
    std::variant<Polygon, Circle> shape{};
    std::string timeZone{};           ///< of the IANA: "Europe/Paris"; never empty
    std::vector<WeeklyHours> hours{}; ///< empty: always
    Instant from{};                   ///< not watched before; zero: no such bound
    Instant until{};                  ///< nor from then on
    bool removed = false;             ///< kept in the record, watched no more

    bool operator==(const Geofence &) const = default;
};

/// Somebody is inside a geofence.
struct Stay
{
    GeofenceId geofence{};
    HandsetId handset{};
    Instant since{}; ///< when the position was measured that told it

    bool operator==(const Stay &) const = default;
};

// --- Facts: what the hub recorded, in the depot's numbered, hash-chained log ---

struct AlertFact
{
    AlertAct act = AlertAct::Raise;
    Alert after{};
    std::string note{};

    bool operator==(const AlertFact &) const = default;
};

struct TaskFact
{
    TaskAct act = TaskAct::Create;
    Task after{};

    bool operator==(const TaskFact &) const = default;
};

struct CommandFact
{
    Command after{};

    bool operator==(const CommandFact &) const = default;
};

/// Duty and sharing as they changed; heartbeats that change nothing are no facts.
struct DutyFact
{
    HandsetId handset{};
    Duty duty = Duty::Off;
    bool sharing = false;

    bool operator==(const DutyFact &) const = default;
};

/// Somebody was refused something: kept, because an attempt is part of the record.
struct RefusedFact
{
    std::string attempted{}; ///< the request's name, for the log book
    std::string subject{};   ///< the id it was about
    Refusal why = Refusal::Malformed;

    bool operator==(const RefusedFact &) const = default;
};

/// A look at a postman's positions: the line in his ledger. A look that found nobody is recorded, too.
struct AccessFact
{
    HandsetId handset{}; ///< empty: somebody asked who was near a place, and nobody was
    std::string purpose{};
    Instant from{};
    Instant to{};

    bool operator==(const AccessFact &) const = default;
};

/// A handset, postman or round as it is from now on (enrolment, revocation, assignment).
struct RosterFact
{
    std::optional<Depot> depot{};
    std::optional<Postman> postman{};
    std::optional<Handset> handset{};
    std::optional<Round> round{};

    bool operator==(const RosterFact &) const = default;
};

enum class HubEvent : std::uint8_t {
    Started = 1,
    Stopped = 2,
    BrokerLost = 3,
    BrokerBack = 4,
    TrailsForgotten =
        5, ///< positions whose time is over were deleted; the detail says how many hours of them
};

struct HubFact
{
    HubEvent event = HubEvent::Started;
    std::string detail{};

    bool operator==(const HubFact &) const = default;
};

/// A geofence as it is from now on.
struct GeofenceFact
{
    Geofence after{};

    bool operator==(const GeofenceFact &) const = default;
};

/// Somebody went over a geofence's border. Without a position: where he was exactly is kept for as long as
/// trails are, and facts are kept longer.
struct CrossingFact
{
    GeofenceId geofence{};
    HandsetId handset{};
    Crossing crossing = Crossing::Enter;
    Instant at{}; ///< when the position was measured that told it

    bool operator==(const CrossingFact &) const = default;
};

struct NoticeFact
{
    Notice after{};

    bool operator==(const NoticeFact &) const = default;
};

/// The ladder as it is from now on.
struct EscalationFact
{
    EscalationPolicy after{};

    bool operator==(const EscalationFact &) const = default;
};

struct SystemAlarmFact
{
    SystemAlarmAct act = SystemAlarmAct::Raise;
    SystemAlarm after{};
    std::string note{};

    bool operator==(const SystemAlarmFact &) const = default;
};

/// A fact that stands in the chain and whose content this program does not understand: of a newer kind, or
/// with a field out of range. Readers pass it on as bytes, go on behind it, and say so. Nobody records one.
struct UnreadableFact
{
    Fault why = Fault::UnknownBody;
    std::string field{}; ///< for a technician: "Fix.accuracy_dm"

    bool operator==(const UnreadableFact &) const = default;
};

using FactBody = std::variant<AlertFact, TaskFact, CommandFact, DutyFact, RefusedFact, AccessFact, RosterFact,
    HubFact, GeofenceFact, CrossingFact, NoticeFact, EscalationFact, SystemAlarmFact, UnreadableFact>;

/// One line of the depot's log. number runs 1, 2, 3… without a gap; hash covers the previous one.
/// Whoever records it fills everything down to body and calls chained() (protocol/chain.h), which sets the
/// rest; only then can it be encoded. A fact that was decoded keeps the bytes it came from, so nothing that
/// a newer hub put in is lost on its way.
struct Fact
{
    DepotId depot{};
    std::uint64_t number = 0;
    Instant at{};         ///< the hub's clock
    SenderId sender{};    ///< whose frame caused it: handset, console or hub
    OperatorId by{};      ///< the person, where there is one
    std::string byName{}; ///< as that person was called then, up to 120 characters; empty: not known
    FrameId cause{};      ///< the frame that caused it: a second delivery finds it here
    FactBody body{};
    std::vector<std::byte> content{}; ///< all of the above, encoded: the exact bytes that the hash covers
    Hash previous{};                  ///< the hash of number − 1; all zero before the first
    Hash hash{};                      ///< SHA-256(previous ‖ content)

    bool operator==(const Fact &) const = default;
};

// --- The picture: latest state per handset, conflated, lossy by design ---

struct HandsetPicture
{
    HandsetId handset{};
    std::optional<Fix> fix{}; ///< none when absent for any reason but SignalLost
    Absence absence = Absence::None;
    Duty duty = Duty::Off;
    bool sharing = false;
    std::optional<std::uint8_t> batteryPercent{};
    bool charging = false;
    std::optional<Instant> lastHeardAt{}; ///< hub's clock, any frame
    bool connected = false;               ///< its MQTT session, by last will
    std::uint32_t unsent = 0;
    std::optional<std::uint32_t> stopIndex{}; ///< of its round, the nearest stop not passed yet
    std::optional<Instant> lastScanAt{};      ///< also of those who share no position

    bool operator==(const HandsetPicture &) const = default;
};

/// A count per closed reason; absent reasons are 0.
struct FaultCount
{
    Fault fault = Fault::Malformed;
    std::uint64_t count = 0;

    bool operator==(const FaultCount &) const = default;
};

/// What `facteo status` prints and the console's status bar lives on.
struct HubStatus
{
    Instant at{};
    Instant startedAt{};
    DepotId depot{};
    std::uint64_t lastFact = 0;
    std::uint32_t handsetsKnown = 0;
    std::uint32_t handsetsLive = 0; ///< a visible position that is fresh
    std::uint32_t sharingOff = 0;
    std::uint32_t offDutyOrBreak = 0;
    std::uint32_t signalLost = 0;
    std::uint64_t positionsStored = 0;
    std::uint64_t gatedOffDuty = 0;
    std::uint64_t gatedOnBreak = 0;
    std::uint64_t gatedSharingOff = 0;
    std::vector<FaultCount> faults{};
    std::uint32_t openAlerts = 0;
    std::uint32_t openTasks = 0;
    bool storeWorks = true;
    bool brokerWorks = true;
    std::string hubVersion{};
    std::uint32_t trailDays = 0; ///< positions are deleted after so many; 0: an older hub, which does not say

    bool operator==(const HubStatus &) const = default;
};

/// A depot in numbers, with nobody's position. `live` to `offDutyOrBreak` add up to `known`.
struct DepotSummary
{
    Depot depot{};
    std::uint32_t known = 0;
    std::uint32_t live = 0;   ///< with a fresh position
    std::uint32_t ageing = 0; ///< sharing and heard, and the latest position is old or not there yet
    std::uint32_t lost = 0;   ///< no signal
    std::uint32_t sharingOff = 0;
    std::uint32_t offDutyOrBreak = 0;
    std::uint32_t openAlerts = 0;       ///< real ones, with the unanswered
    std::uint32_t unansweredAlerts = 0; ///< of those
    std::uint32_t exerciseAlerts = 0;   ///< open
    DepotStanding standing = DepotStanding::Quiet;
    std::optional<Instant> heardAt{}; ///< hub's clock, the latest frame of any handset

    bool operator==(const DepotSummary &) const = default;
};

/// A frame that was refused, kept for whoever has to find out why.
struct QuarantinedFrame
{
    Instant at{};
    std::string topic{};
    Fault fault = Fault::Malformed;
    std::string detail{};           ///< what and where, for a technician
    std::vector<std::byte> bytes{}; ///< the first 4 096 of it
    std::uint64_t totalBytes = 0;

    bool operator==(const QuarantinedFrame &) const = default;
};

} // namespace facteo::protocol
