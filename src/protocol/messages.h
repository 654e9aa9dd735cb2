// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "protocol/records.h"

/// The bodies of frames: who says what to whom. One struct here, one message in facteo.proto, one pair of
/// functions in codec_*.cpp, one golden frame in tests/golden.
namespace facteo::protocol {

// --- handset → hub ---

struct PositionReport // topic pos, QoS 0, unsigned: the broker vouches for the sender
{
    Fix fix{};
    std::optional<std::uint8_t> batteryPercent{};

    bool operator==(const PositionReport &) const = default;
};

struct StateReport // topic up
{
    HandsetState state{};

    bool operator==(const StateReport &) const = default;
};

struct AlertReport // topic alert, signed; repeated with the same frame id until a Receipt names it
{
    AlertId alert{};
    AlertTrigger trigger = AlertTrigger::Button;
    Instant raisedAt{};
    std::optional<Fix> lastFix{};
    AlertSign sign = AlertSign::Raised;
    Instant countdownEndsAt{}; ///< of a Warning

    bool operator==(const AlertReport &) const = default;
};

struct TaskReport // topic up, signed: it is the proof
{
    TaskId task{};
    TaskAct act = TaskAct::Deliver;
    Instant at{};
    std::string reason{}; ///< of a decline
    std::optional<VisitReport> report{};
    std::optional<Fix> fix{}; ///< where it was done

    bool operator==(const TaskReport &) const = default;
};

struct CommandReport // topic up, signed
{
    CommandId command{};
    CommandState state = CommandState::Delivered;
    Instant at{};
    std::string failure{};
    std::optional<Fix> fix{}; ///< the answer to LocateNow

    bool operator==(const CommandReport &) const = default;
};

struct Goodbye // topic will: published by the broker when the connection dies, or by the handset on leaving
{
    bool clean = false;

    bool operator==(const Goodbye &) const = default;
};

// --- hub → handset (topic down, signed) ---

/// "These frames of yours are recorded (or refused for good): you may forget them."
struct Receipt
{
    static constexpr std::size_t kMostLines = 1'000;

    struct Line
    {
        FrameId frame{};
        std::optional<Fault> fault{}; ///< refused: do not repeat

        bool operator==(const Line &) const = default;
    };
    std::vector<Line> lines{};

    bool operator==(const Receipt &) const = default;
};

/// What becomes of the postman's alert: received, looked after by NAME, ended.
struct AlertNews
{
    AlertId alert{};
    std::uint32_t number = 0;
    AlertState state = AlertState::Raised;
    std::string ownerName{};
    /// Positions are wanted that often, whatever the state says; 0: no more than usual. Nothing that the
    /// postman, or whoever stands beside him, sees or hears may depend on it.
    std::uint32_t positionEverySeconds = 0;

    bool operator==(const AlertNews &) const = default;
};

struct TaskOrder
{
    Task task{}; ///< state Sent: do it; Cancelled: withdrawn

    bool operator==(const TaskOrder &) const = default;
};

struct CommandOrder
{
    Command command{};

    bool operator==(const CommandOrder &) const = default;
};

/// Who the handset is today, and how often it speaks.
struct Assignment
{
    PostmanId postman{};
    std::string postmanName{};
    RoundId round{};
    std::uint32_t positionEverySeconds = 10;

    bool operator==(const Assignment &) const = default;
};

// --- hub → consoles ---

struct FactNotice // topic facts, QoS 1, signed
{
    Fact fact{};

    bool operator==(const FactNotice &) const = default;
};

struct Picture // topic picture, QoS 0
{
    Instant at{};
    bool whole = false; ///< every handset of the depot, or only those that changed
    std::vector<HandsetPicture> handsets{};

    bool operator==(const Picture &) const = default;
};

struct HubHeartbeat // topic hub, QoS 0, once a second
{
    HubStatus status{};

    bool operator==(const HubHeartbeat &) const = default;
};

/// All depots that one hub process serves, some in each page; every page comes again every 2 s.
struct Overview // topic overview of the house, QoS 0
{
    Instant at{};
    std::uint32_t page = 0;
    std::uint32_t pages = 1;
    std::vector<DepotSummary> depots{};

    bool operator==(const Overview &) const = default;
};

// --- console → hub (topic req, signed) and back (topic rep) ---

struct AskSnapshot // answered by Snapshot pages
{
    bool operator==(const AskSnapshot &) const = default;
};

struct AskFacts // answered by FactPage
{
    std::uint64_t after = 0;    ///< the cursor: facts with a greater number
    std::uint32_t atMost = 500; ///< 1 to 2 000

    bool operator==(const AskFacts &) const = default;
};

struct AskTrail // answered by TrailPage; writes a line in the ledger
{
    /// The answer is read on the hub's own thread.
    static constexpr std::chrono::days kLongest{7};

    HandsetId handset{};
    Instant from{};
    Instant to{};          ///< at most kLongest after `from`
    std::string purpose{}; ///< never empty

    bool operator==(const AskTrail &) const = default;
};

/// "Who was within this circle then?" Answered by NearPage; everybody it names gets a line in the ledger, and
/// where it names nobody, the look itself has one.
struct AskNear
{
    static constexpr std::uint32_t kMostMetres = 5'000;
    static constexpr std::chrono::days kLongest{1};

    Position position{};
    std::uint32_t radiusMetres = 0; ///< 1 to kMostMetres
    Instant from{};
    Instant to{};          ///< at most kLongest after `from`
    std::string purpose{}; ///< never empty

    bool operator==(const AskNear &) const = default;
};

struct AskStatus // answered by HubHeartbeat
{
    bool operator==(const AskStatus &) const = default;
};

struct AskQuarantine // answered by QuarantinePage
{
    std::uint32_t atMost = 100;

    bool operator==(const AskQuarantine &) const = default;
};

struct ActOnAlert
{
    AlertId alert{};
    AlertAct act = AlertAct::Acknowledge;  ///< one of an operator's (domain/alert.h)
    std::optional<AlertOutcome> outcome{}; ///< of Resolve
    std::string reason{};                  ///< of Resolve, and of taking over another's claim
    OperatorId to{};                       ///< of HandOver
    std::string toName{};
    std::optional<AlertHelp> help{};       ///< of Dispatch
    std::optional<PlanStep> step{};        ///< of Step
    std::optional<ClosingReport> report{}; ///< of Close

    bool operator==(const ActOnAlert &) const = default;
};

/// In a postman's place, by a supervisor or because a third party called.
struct RaiseAlert
{
    AlertId alert{};
    AlertTrigger trigger = AlertTrigger::SupervisorRaised; ///< or ThirdParty
    HandsetId handset{};
    std::string reason{}; ///< never empty

    bool operator==(const RaiseAlert &) const = default;
};

/// The operator is at his console, or leaves it: what he owns is his for as long as he is there. No fact.
struct Attend
{
    static constexpr std::size_t kMostAlerts = 1'000;

    bool present = true;
    std::vector<AlertId> delivered{}; ///< unanswered alerts that this console has
    std::vector<AlertId> seen{};      ///< of these, what stood on a window in front

    bool operator==(const Attend &) const = default;
};

struct ActOnSystemAlarm
{
    static constexpr std::chrono::hours kLongestShelf{8};

    SystemAlarmId alarm{};
    SystemAlarmAct act = SystemAlarmAct::Acknowledge; ///< or Shelve, Unshelve
    std::string reason{};                             ///< of Shelve
    std::uint32_t shelveSeconds = 0;                  ///< of Shelve, to kLongestShelf

    bool operator==(const ActOnSystemAlarm &) const = default;
};

struct CreateTask
{
    Task task{}; ///< id drawn by the console; state, numbers and times of change are the hub's

    bool operator==(const CreateTask &) const = default;
};

struct ActOnTask // Send (to a handset) or Cancel
{
    TaskId task{};
    TaskAct act = TaskAct::Send;
    HandsetId handset{};
    std::string reason{};

    bool operator==(const ActOnTask &) const = default;
};

struct SendCommand
{
    CommandId command{};
    CommandKind kind = CommandKind::Ring;
    HandsetId handset{};
    std::string text{};
    std::uint32_t validSeconds = 600;

    bool operator==(const SendCommand &) const = default;
};

/// Clock-on and clock-off at the depot, for handsets that cannot say it themselves (a plain OwnTracks phone).
struct SetDuty
{
    HandsetId handset{};
    Duty duty = Duty::Off;

    bool operator==(const SetDuty &) const = default;
};

/// A handset, and where it is new its postman, as they are from now on: enrolment, revocation, assignment.
struct Enrol
{
    Handset handset{};
    std::optional<Postman> postman{};

    bool operator==(const Enrol &) const = default;
};

/// A geofence as it is from now on: a new one when its id is not known, drawn at random by the console.
struct SetGeofence
{
    Geofence geofence{};

    bool operator==(const SetGeofence &) const = default;
};

using RequestBody =
    std::variant<AskSnapshot, AskFacts, AskTrail, AskStatus, AskQuarantine, ActOnAlert, CreateTask, ActOnTask,
        SendCommand, SetDuty, Enrol, AskNear, SetGeofence, RaiseAlert, Attend, ActOnSystemAlarm>;

struct Request
{
    OperatorId by{};
    std::string operatorName;
    RequestBody body{};

    bool operator==(const Request &) const = default;
};

struct Snapshot
{
    std::uint64_t upToFact = 0; ///< facts with a greater number come on top of this
    Roster roster{};
    std::vector<Alert> alerts{}; ///< open ones, and those ended today
    std::vector<Task> tasks{};
    std::vector<Command> commands{};
    std::vector<HandsetPicture> handsets{};
    std::vector<Geofence> geofences{}; ///< those that are not removed
    std::vector<Stay> stays{};
    std::vector<Notice> notices{}; ///< of the alerts above, the latest of each recipient
    std::optional<EscalationPolicy> escalation{};
    std::vector<SystemAlarm> systemAlarms{}; ///< that are not cleared

    bool operator==(const Snapshot &) const = default;
};

struct FactPage
{
    std::vector<Fact> facts{};

    bool operator==(const FactPage &) const = default;
};

struct TrailPage
{
    HandsetId handset{};
    std::vector<Fix> fixes{};

    bool operator==(const TrailPage &) const = default;
};

/// Somebody was within the circle that was asked about. Between two of his positions the straight way
/// counts as his way where they are at most a minute apart.
struct NearPass
{
    HandsetId handset{};
    Instant first{}; ///< the first and the last time within
    Instant last{};
    Instant nearestAt{};
    std::uint32_t nearestDm = 0; ///< distance then, decimetres
    std::uint32_t fixes = 0;     ///< measured within; 0: he only passed between two positions

    bool operator==(const NearPass &) const = default;
};

struct NearPage
{
    std::vector<NearPass> passes{}; ///< the nearest first

    bool operator==(const NearPage &) const = default;
};

struct QuarantinePage
{
    std::vector<QuarantinedFrame> frames{};

    bool operator==(const QuarantinePage &) const = default;
};

/// Carried out. The row changes when the fact arrives, not by this.
struct Done
{
    std::uint64_t fact = 0; ///< the number under which it was recorded

    bool operator==(const Done &) const = default;
};

struct Refused
{
    Refusal why = Refusal::Malformed;
    std::string detail{}; ///< for the log; people read wording of `why`

    bool operator==(const Refused &) const = default;
};

using ResponseBody =
    std::variant<Snapshot, FactPage, TrailPage, HubHeartbeat, QuarantinePage, Done, Refused, NearPage>;

/// One page of an answer. Pages come in order; the one with last = true ends it.
struct Response
{
    FrameId request{};
    std::uint32_t page = 0;
    bool last = true;
    ResponseBody body{};

    bool operator==(const Response &) const = default;
};

using Body = std::variant<PositionReport, StateReport, AlertReport, TaskReport, CommandReport, Goodbye,
    Receipt, AlertNews, TaskOrder, CommandOrder, Assignment, FactNotice, Picture, HubHeartbeat, Overview,
    Request, Response>;

/// Everything around a body. Sealed and opened by protocol/frame.h.
struct Envelope
{
    FrameId id{};
    SenderId sender{};
    Instant sentAt{};
    std::uint64_t session = 0;  ///< drawn at random at each start of the sender
    std::uint32_t sequence = 0; ///< 0, 1, 2… within the session, wraps after 2^32 − 1
    bool exercise = false;
    Body body{};

    bool operator==(const Envelope &) const = default;
};

} // namespace facteo::protocol
