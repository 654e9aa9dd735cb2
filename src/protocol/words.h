// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <chrono>
#include <compare>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

/// The vocabulary that every module may use: ids, instants, positions, and the closed sets of states and
/// reasons. No frame, no codec, no session. Numbers of enumerators are wire values: never reuse one.
namespace facteo::protocol {

/// UTC, milliseconds since 1970-01-01.
using Instant = std::chrono::sys_time<std::chrono::milliseconds>;

/// A short name that people and topics share: 1 to 32 of A-Z a-z 0-9 _ -. `Tag` keeps kinds apart.
template<typename Tag> struct Name
{
    std::string text;

    [[nodiscard]] bool empty() const { return text.empty(); }
    auto operator<=>(const Name &) const = default;
};

/// True when `text` may be a Name: it goes unescaped into topics, certificates and file names.
[[nodiscard]] constexpr bool isName(std::string_view text)
{
    if (text.empty() || text.size() > 32)
        return false;
    for (const char c : text) {
        const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        const bool digit = c >= '0' && c <= '9';
        if (!letter && !digit && c != '_' && c != '-')
            return false;
    }
    return true;
}

using DepotId = Name<struct DepotTag>;
using HandsetId = Name<struct HandsetTag>;
using PostmanId = Name<struct PostmanTag>;
using RoundId = Name<struct RoundTag>;
/// Somebody at a console, as the hub knows him: "claire.morel" is not a Name, "cmorel" is.
using OperatorId = Name<struct OperatorTag>;
/// Whoever seals a frame: a handset, a hub or a console; the common name of its certificate.
using SenderId = Name<struct SenderTag>;
/// Somebody who is told of alerts by other means than a console.
using ContactId = Name<struct ContactTag>;

/// Drawn at random by whoever creates the thing, so that it has its id before any hub heard of it.
/// Never 0, always below 2^63 (fits every database's BIGINT).
enum class AlertId : std::uint64_t {};
enum class TaskId : std::uint64_t {};
enum class CommandId : std::uint64_t {};
enum class GeofenceId : std::uint64_t {};
enum class SystemAlarmId : std::uint64_t {};

/// 128 random bits that name one frame for ever: the key of de-duplication and of receipts.
struct FrameId
{
    std::array<std::uint8_t, 16> bytes{};

    auto operator<=>(const FrameId &) const = default;
};

using PublicKey = std::array<std::uint8_t, 32>; ///< Ed25519 (RFC 8032)
using Signature = std::array<std::uint8_t, 64>; ///< Ed25519 (RFC 8032)
using Hash = std::array<std::uint8_t, 32>;      ///< SHA-256

/// WGS84, in 1e-7 degrees. latE7 within ±900 000 000, lonE7 within ±1 800 000 000.
struct Position
{
    std::int32_t latE7 = 0;
    std::int32_t lonE7 = 0;

    [[nodiscard]] double latDegrees() const { return latE7 * 1e-7; }
    [[nodiscard]] double lonDegrees() const { return lonE7 * 1e-7; }
    auto operator<=>(const Position &) const = default;
};

/// What the postman is doing as far as his employer may know: tracking is gated by it.
enum class Duty : std::uint8_t { Off = 1, On = 2, OnBreak = 3 };

/// Why a postman has no position on the map. The three reasons are never merged into one (CNIL, DOMAIN 1.3).
enum class Absence : std::uint8_t { None = 1, SharingOff = 2, OffDutyOrBreak = 3, SignalLost = 4 };

enum class AlertTrigger : std::uint8_t {
    Button = 1,
    ManDown = 2,
    NoMovement = 3,
    CheckInMissed = 4,
    VisitOverrun = 5,
    HandsetOffline = 6,
    TearOff = 7,
    SupervisorRaised = 8,
    ThirdParty = 9,
    Duress = 10,
};

enum class AlertState : std::uint8_t {
    Raised = 1,       ///< nobody answers yet
    Acknowledged = 2, ///< somebody heard it
    Claimed = 3,      ///< one operator owns it
    Verifying = 4,    ///< called back once without an answer
    Confirmed = 5,    ///< help is needed, or nobody knows: doubt benefits the postman
    FalseAlarm = 6,   ///< he answered, with his normal code word
    Resolved = 7,     ///< over, with an outcome; the closing report is due
    PreAlarm = 8,     ///< a countdown runs on the handset
    Responding = 9,   ///< somebody is on his way
    OnSite = 10,      ///< and is there
    Cancelled = 11,   ///< by the postman, with his normal code, before the countdown ended
    Closed = 12,      ///< with its report
};

/// What a handset says of an alert.
enum class AlertSign : std::uint8_t {
    Raised = 1,
    Warning = 2,   ///< the countdown began
    Cancelled = 3, ///< the normal code, before the countdown ended
    Duress = 4,    ///< the duress code: whatever can be seen is as after the normal one
    Safe = 5,      ///< the normal code, after it was raised: closes nothing
};

/// The response plan: what a responder does, in this order where nothing else is wiser.
enum class PlanStep : std::uint8_t {
    CallBack = 1,
    CodeWord = 2,
    NearestColleague = 3,
    EmergencyNumber = 4,
    DepotHead = 5,
    Care = 6, ///< offered to the postman afterwards
};

inline constexpr std::array kPlanSteps{PlanStep::CallBack, PlanStep::CodeWord, PlanStep::NearestColleague,
    PlanStep::EmergencyNumber, PlanStep::DepotHead, PlanStep::Care};

enum class AlertAct : std::uint8_t {
    Raise = 1,
    Repeat = 2, ///< the same postman presses again: one more occurrence of the open alert
    Acknowledge = 3,
    Claim = 4,
    CallBackSafe = 5,
    CallBackNeedsHelp = 6,
    CallBackNoAnswer = 7,
    Resolve = 8,
    Lapse = 9,         ///< acknowledged, and nobody claimed it in time: it sounds again
    Warn = 10,         ///< a trigger with a countdown fired
    Cancel = 11,       ///< in time, with the normal code
    Duress = 12,       ///< the duress code, at any time
    SaySafe = 13,      ///< the normal code when it was raised already
    CountdownEnd = 14, ///< nobody cancelled, or nobody could
    LeaseEnd = 15,     ///< its owner is not at his console any more: it sounds again
    HandOver = 16,     ///< offered to another operator, who has to claim it
    CallBackDuress = 17,
    Confirm = 18, ///< without a call: duress, or somebody else said so
    Dispatch = 19,
    Arrive = 20,
    HelpLate = 21, ///< whoever went there has not arrived in time
    Escalate = 22, ///< nobody answered on this rung
    Close = 23,
    Reopen = 24,
    Note = 25,
    Step = 26, ///< of the response plan
};

enum class AlertOutcome : std::uint8_t {
    Safe = 1,
    Injured = 2,
    Aggression = 3,
    Animal = 4,
    RoadAccident = 5,
    FalseAlarm = 6,
    Other = 7,
};

/// How somebody is told of an alert.
enum class NoticeChannel : std::uint8_t { Console = 1, Sms = 2, Voice = 3, Mail = 4 };

enum class NoticeStage : std::uint8_t {
    Queued = 1,
    Sent = 2,      ///< the gateway or mail server took it
    Delivered = 3, ///< the recipient's device, or console, has it
    Seen = 4,      ///< somebody has it before his eyes
    Failed = 5,
};

/// Alarms of the technology, which never stand before a person's.
enum class SystemAlarmKind : std::uint8_t {
    ChannelFailed = 1, ///< somebody could not be told of an alert
    NobodyThere = 2,   ///< no operator is at any console
};

enum class SystemAlarmState : std::uint8_t {
    Active = 1,
    Acknowledged = 2,
    Shelved = 3, ///< for a while, with a reason
    Cleared = 4, ///< the cause is gone
};

enum class SystemAlarmAct : std::uint8_t {
    Raise = 1,
    Repeat = 2, ///< it happened again
    Acknowledge = 3,
    Shelve = 4,
    Unshelve = 5, ///< by a person, or its time is over
    Clear = 6,
};

enum class TaskKind : std::uint8_t { HomeVisit = 1 };

/// All of them, by their numbers: the one list that whoever offers kinds goes through.
inline constexpr std::array kTaskKinds{TaskKind::HomeVisit};

enum class TaskState : std::uint8_t {
    Planned = 1,   ///< exists, nobody has it
    Sent = 2,      ///< the hub gave it to the broker for a handset
    Delivered = 3, ///< the handset has it
    Seen = 4,      ///< the postman opened it
    Accepted = 5,
    Declined = 6, ///< with a reason; it may be sent again
    EnRoute = 7,
    Arrived = 8,
    Done = 9, ///< with its report
    Cancelled = 10,
};

enum class TaskAct : std::uint8_t {
    Create = 1,
    Send = 2,
    Deliver = 3,
    See = 4,
    Accept = 5,
    Decline = 6,
    SetOut = 7,
    Arrive = 8,
    Finish = 9,
    Cancel = 10,
};

enum class Wellbeing : std::uint8_t { Ok = 1, SoSo = 2, Bad = 3, NotMet = 4 };

enum class CommandKind : std::uint8_t { Ring = 1, Message = 2, LocateNow = 3 };

enum class CommandState : std::uint8_t {
    Queued = 1,
    Delivered = 2, ///< received by the handset
    Succeeded = 3,
    Failed = 4,
    Expired = 5, ///< never executed late: the handset checks notAfter itself
};

/// What a geofence stands around.
enum class GeofenceKind : std::uint8_t {
    Depot = 1,
    RoundArea = 2,      ///< where a round is walked: only its holder is watched
    SensitivePlace = 3, ///< where somebody was attacked, a dog, a building site
};

enum class Crossing : std::uint8_t {
    Enter = 1,
    Leave = 2,
    Unwatched = 3, ///< inside, and nobody knows any more: hours over, off duty, sharing off, border moved
};

/// Why the hub does not do what it was asked. The words for people are in console/wording.
/// How a depot stands, the worse the later.
enum class DepotStanding : std::uint8_t {
    Quiet = 1,        ///< nobody is on the map, and nothing is wrong
    AtWork = 2,       ///< fresh positions
    Stale = 3,        ///< of somebody who shares it, no fresh position
    Lost = 4,         ///< of somebody, no signal
    NotRecording = 5, ///< the hub cannot keep what it hears
    AlertInHand = 6,
    Alert = 7, ///< one that nobody has answered
};

enum class Refusal : std::uint8_t {
    Malformed = 1,
    NotAllowed = 2, ///< this sender may not ask for this
    NoSuchAlert = 3,
    NoSuchTask = 4,
    NoSuchHandset = 5,
    NoSuchPostman = 6,
    NotFromThisState = 7, ///< the machine's table does not list the move
    ClaimedByAnother = 8,
    ReasonRequired = 9,
    PurposeRequired = 10, ///< nobody looks at a trail without saying why
    NotOnDuty = 11,
    NotSaved = 12, ///< the store refused; nothing was changed
    TooLate = 13,
    AlreadyOpen = 14,
    NoSuchGeofence = 15,
    Silent = 16, ///< duress: whoever calls back betrays him
    ReportIncomplete = 17,
    OperatorRequired = 18, ///< a hand-over needs somebody who takes over
    NoSuchAlarm = 19,
};

/// Why a frame or another system's message was not taken in. Counted per fault, kept in the quarantine.
enum class Fault : std::uint8_t {
    TooLarge = 1,
    Malformed = 2,
    UnknownVersion = 3,
    UnknownBody = 4,
    MissingField = 5,
    OutOfRange = 6,
    UnknownSender = 7,
    WrongSender = 8, ///< sealed by another than the one whose topic it came on
    Unsigned = 9,
    BadSignature = 10,
    Revoked = 11,
    Replayed = 12, ///< same id, other bytes; a plain repetition is no fault
    FromTheFuture = 13,
    ImpossiblePosition = 14,
    WrongDirection = 15, ///< a body that this sender never sends
    NotMapped = 16,      ///< another system's device that no handset is configured for
    BrokenChain = 17,    ///< a fact whose hash does not fit its content or its predecessor
};

} // namespace facteo::protocol

template<typename Tag> struct std::hash<facteo::protocol::Name<Tag>>
{
    std::size_t operator()(const facteo::protocol::Name<Tag> &name) const noexcept
    {
        return std::hash<std::string>{}(name.text);
    }
};

template<> struct std::hash<facteo::protocol::FrameId>
{
    std::size_t operator()(const facteo::protocol::FrameId &id) const noexcept
    {
        std::uint64_t folded = 0;
        for (std::size_t i = 0; i < 8; ++i) // the bits are random: folding is enough
            folded = (folded << 8) | static_cast<std::uint64_t>(id.bytes[i] ^ id.bytes[i + 8]);
        return static_cast<std::size_t>(folded);
    }
};
