// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "protocol/words.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <facteo.pb.h>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>

/// Inside protocol only: how the fields of a generated message become words.
namespace facteo::protocol {

/// The word behind a generated enum. Both end at the same number, or this does not compile.
template<typename Word, Word last, int wireLast> struct SameSet
{
    static_assert(std::to_underlying(last) == wireLast, "words.h and facteo.proto list different values");
    using Type = Word;
    static constexpr int kLast = wireLast;
};

template<typename WireEnum> struct WordOf;
template<> struct WordOf<wire::Duty> : SameSet<Duty, Duty::OnBreak, wire::Duty_MAX>
{
};
template<> struct WordOf<wire::Absence> : SameSet<Absence, Absence::SignalLost, wire::Absence_MAX>
{
};
template<>
struct WordOf<wire::AlertTrigger> : SameSet<AlertTrigger, AlertTrigger::Duress, wire::AlertTrigger_MAX>
{
};
template<> struct WordOf<wire::AlertState> : SameSet<AlertState, AlertState::Closed, wire::AlertState_MAX>
{
};
template<> struct WordOf<wire::AlertAct> : SameSet<AlertAct, AlertAct::Step, wire::AlertAct_MAX>
{
};
template<> struct WordOf<wire::AlertSign> : SameSet<AlertSign, AlertSign::Safe, wire::AlertSign_MAX>
{
};
template<> struct WordOf<wire::PlanStep> : SameSet<PlanStep, kPlanSteps.back(), wire::PlanStep_MAX>
{
};
template<>
struct WordOf<wire::AlertOutcome> : SameSet<AlertOutcome, AlertOutcome::Other, wire::AlertOutcome_MAX>
{
};
template<>
struct WordOf<wire::NoticeChannel> : SameSet<NoticeChannel, NoticeChannel::Mail, wire::NoticeChannel_MAX>
{
};
template<> struct WordOf<wire::NoticeStage> : SameSet<NoticeStage, NoticeStage::Failed, wire::NoticeStage_MAX>
{
};
template<>
struct WordOf<wire::SystemAlarmKind>
    : SameSet<SystemAlarmKind, SystemAlarmKind::NobodyThere, wire::SystemAlarmKind_MAX>
{
};
template<>
struct WordOf<wire::SystemAlarmState>
    : SameSet<SystemAlarmState, SystemAlarmState::Cleared, wire::SystemAlarmState_MAX>
{
};
template<>
struct WordOf<wire::SystemAlarmAct> : SameSet<SystemAlarmAct, SystemAlarmAct::Clear, wire::SystemAlarmAct_MAX>
{
};
template<> struct WordOf<wire::TaskKind> : SameSet<TaskKind, kTaskKinds.back(), wire::TaskKind_MAX>
{
};
template<> struct WordOf<wire::TaskState> : SameSet<TaskState, TaskState::Cancelled, wire::TaskState_MAX>
{
};
template<> struct WordOf<wire::TaskAct> : SameSet<TaskAct, TaskAct::Cancel, wire::TaskAct_MAX>
{
};
template<> struct WordOf<wire::Wellbeing> : SameSet<Wellbeing, Wellbeing::NotMet, wire::Wellbeing_MAX>
{
};
template<>
struct WordOf<wire::CommandKind> : SameSet<CommandKind, CommandKind::LocateNow, wire::CommandKind_MAX>
{
};
template<>
struct WordOf<wire::CommandState> : SameSet<CommandState, CommandState::Expired, wire::CommandState_MAX>
{
};
template<> struct WordOf<wire::Refusal> : SameSet<Refusal, Refusal::NoSuchAlarm, wire::Refusal_MAX>
{
};
template<>
struct WordOf<wire::GeofenceKind>
    : SameSet<GeofenceKind, GeofenceKind::SensitivePlace, wire::GeofenceKind_MAX>
{
};
template<> struct WordOf<wire::Crossing> : SameSet<Crossing, Crossing::Unwatched, wire::Crossing_MAX>
{
};
template<>
struct WordOf<wire::DepotStanding> : SameSet<DepotStanding, DepotStanding::Alert, wire::DepotStanding_MAX>
{
};
template<> struct WordOf<wire::Fault> : SameSet<Fault, Fault::BrokenChain, wire::Fault_MAX>
{
};

template<typename WireEnum, typename Word> [[nodiscard]] constexpr WireEnum toWire(Word word)
{
    return static_cast<WireEnum>(std::to_underlying(word));
}

/// Limits of texts, in characters. The same as in facteo.proto.
inline constexpr std::size_t kVersionText = 32;
inline constexpr std::size_t kNameText = 120;
inline constexpr std::size_t kNoteText = 280;
inline constexpr std::size_t kReasonText = 500;

/// Checks fields one after the other and remembers the first that is wrong, so that a codec reads like a
/// list of its fields. What it returns for a wrong one is some valid value that nobody will see.
class FieldCheck
{
public:
    [[nodiscard]] bool failed() const { return m_fault.has_value(); }
    [[nodiscard]] Fault fault() const { return *m_fault; }
    /// "Fix.lat_e7".
    [[nodiscard]] std::string_view field() const { return m_field; }

    void fail(Fault fault, std::string_view field)
    {
        if (!m_fault) {
            m_fault = fault;
            m_field = field;
        }
    }

    void require(bool present, std::string_view field)
    {
        if (!present)
            fail(Fault::MissingField, field);
    }

    template<typename Number> Number within(Number value, Number least, Number most, std::string_view field)
    {
        if (value < least || value > most)
            fail(Fault::OutOfRange, field);
        return value;
    }

    Instant instantOrNone(std::int64_t milliseconds, std::string_view field)
    {
        constexpr std::int64_t endOfYear9999 = 253'402'300'799'999;
        return Instant{
            std::chrono::milliseconds{within<std::int64_t>(milliseconds, 0, endOfYear9999, field)}};
    }

    Instant instant(std::int64_t milliseconds, std::string_view field)
    {
        require(milliseconds != 0, field);
        return instantOrNone(milliseconds, field);
    }

    template<typename WireEnum> typename WordOf<WireEnum>::Type word(WireEnum value, std::string_view field)
    {
        require(value != WireEnum{}, field);
        const auto number = within<int>(value, 0, WordOf<WireEnum>::kLast, field);
        return static_cast<typename WordOf<WireEnum>::Type>(number);
    }

    template<typename WireEnum>
    std::optional<typename WordOf<WireEnum>::Type> wordOrNone(WireEnum value, std::string_view field)
    {
        if (value == WireEnum{})
            return std::nullopt;
        return word(value, field);
    }

    template<typename Id> Id nameOrNone(const std::string &text, std::string_view field)
    {
        if (!text.empty() && !isName(text))
            fail(Fault::OutOfRange, field);
        return Id{text};
    }

    template<typename Id> Id name(const std::string &text, std::string_view field)
    {
        require(!text.empty(), field);
        return nameOrNone<Id>(text, field);
    }

    /// An AlertId, TaskId or CommandId.
    template<typename Id> Id id(std::uint64_t value, std::string_view field)
    {
        require(value != 0, field);
        return Id{within<std::uint64_t>(value, 0, std::numeric_limits<std::int64_t>::max(), field)};
    }

    std::uint8_t percent(std::uint32_t value, std::string_view field)
    {
        return static_cast<std::uint8_t>(within<std::uint32_t>(value, 0, 100, field));
    }

    /// UTF-8 was checked by the parser.
    std::string text(const std::string &text, std::size_t mostCharacters, std::string_view field);

    /// All zero when the field is absent.
    template<std::size_t size>
    std::array<std::uint8_t, size> bytesOrNone(const std::string &bytes, std::string_view field)
    {
        std::array<std::uint8_t, size> out{};
        if (bytes.size() == size)
            std::copy(bytes.begin(), bytes.end(), out.begin());
        else if (!bytes.empty())
            fail(Fault::OutOfRange, field);
        return out;
    }

    template<std::size_t size>
    std::array<std::uint8_t, size> bytes(const std::string &bytes, std::string_view field)
    {
        require(!bytes.empty(), field);
        return bytesOrNone<size>(bytes, field);
    }

private:
    std::optional<Fault> m_fault;
    std::string_view m_field;
};

[[nodiscard]] inline std::int64_t toWire(Instant at)
{
    return at.time_since_epoch().count();
}

template<std::size_t size> [[nodiscard]] std::string toWire(const std::array<std::uint8_t, size> &bytes)
{
    return {bytes.begin(), bytes.end()};
}

/// All zero means none, and none is not sent.
template<std::size_t size>
[[nodiscard]] std::string toWireUnlessZero(const std::array<std::uint8_t, size> &bytes)
{
    return bytes == std::array<std::uint8_t, size>{} ? std::string{} : toWire(bytes);
}

/// The first field of the message, known or not, whose number is at least `least`; 0 = none. Slow: for
/// telling a body that is missing from one that only a newer version knows.
[[nodiscard]] std::uint32_t firstFieldFrom(int least, const google::protobuf::MessageLite &message);

/// MissingField, or UnknownBody when there is one that this version does not know.
[[nodiscard]] inline Fault faultOfNoBody(int firstBodyField, const google::protobuf::MessageLite &message)
{
    return firstFieldFrom(firstBodyField, message) == 0 ? Fault::MissingField : Fault::UnknownBody;
}

/// False when the bytes are no such message. Silent: protobuf would print a line for each text that is not
/// UTF-8, and one broken handset would fill the disk.
[[nodiscard]] bool parse(std::span<const std::byte> bytes, google::protobuf::MessageLite &out);

/// A text that a program wrote for a technician, made fit to be sent: cut to `mostCharacters`, control
/// characters replaced, foreign bytes too. (What a person wrote is never cut: a text too long is refused.)
[[nodiscard]] std::string technicalText(std::string_view text, std::size_t mostCharacters);

} // namespace facteo::protocol
