// SPDX-License-Identifier: Apache-2.0
#include "protocol/chain.h"
#include "protocol/codec.h"

#include <cassert>
#include <span>

namespace facteo::protocol {
namespace {

constexpr std::uint64_t kMostNumber = std::numeric_limits<std::int64_t>::max();

HubEvent eventFrom(wire::HubEvent in, FieldCheck &check)
{
    static_assert(std::to_underlying(HubEvent::TrailsForgotten) == wire::HubEvent_MAX);
    check.require(in != wire::HUB_EVENT_UNSPECIFIED, "HubFact.event");
    return static_cast<HubEvent>(check.within<int>(in, 0, wire::HubEvent_MAX, "HubFact.event"));
}

FactBody bodyFrom(const wire::AlertFact &in, FieldCheck &check)
{
    check.require(in.has_after(), "AlertFact.after");
    return AlertFact{.act = check.word(in.act(), "AlertFact.act"),
        .after = from(in.after(), check),
        .note = check.text(in.note(), kReasonText, "AlertFact.note")};
}

FactBody bodyFrom(const wire::TaskFact &in, FieldCheck &check)
{
    check.require(in.has_after(), "TaskFact.after");
    return TaskFact{.act = check.word(in.act(), "TaskFact.act"), .after = from(in.after(), check)};
}

FactBody bodyFrom(const wire::CommandFact &in, FieldCheck &check)
{
    check.require(in.has_after(), "CommandFact.after");
    return CommandFact{.after = from(in.after(), check)};
}

FactBody bodyFrom(const wire::DutyFact &in, FieldCheck &check)
{
    return DutyFact{.handset = check.name<HandsetId>(in.handset(), "DutyFact.handset"),
        .duty = check.word(in.duty(), "DutyFact.duty"),
        .sharing = in.sharing()};
}

FactBody bodyFrom(const wire::RefusedFact &in, FieldCheck &check)
{
    return RefusedFact{.attempted = check.text(in.attempted(), kNameText, "RefusedFact.attempted"),
        .subject = check.text(in.subject(), kNameText, "RefusedFact.subject"),
        .why = check.word(in.why(), "RefusedFact.why")};
}

FactBody bodyFrom(const wire::AccessFact &in, FieldCheck &check)
{
    check.require(!in.purpose().empty(), "AccessFact.purpose");
    return AccessFact{.handset = check.nameOrNone<HandsetId>(in.handset(), "AccessFact.handset"),
        .purpose = check.text(in.purpose(), kNoteText, "AccessFact.purpose"),
        .from = check.instantOrNone(in.from_ms(), "AccessFact.from_ms"),
        .to = check.instantOrNone(in.to_ms(), "AccessFact.to_ms")};
}

FactBody bodyFrom(const wire::RosterFact &in, FieldCheck &check)
{
    return RosterFact{.depot = optionalFrom(in.has_depot(), in.depot(), check),
        .postman = optionalFrom(in.has_postman(), in.postman(), check),
        .handset = optionalFrom(in.has_handset(), in.handset(), check),
        .round = optionalFrom(in.has_round(), in.round(), check)};
}

FactBody bodyFrom(const wire::HubFact &in, FieldCheck &check)
{
    return HubFact{.event = eventFrom(in.event(), check),
        .detail = check.text(in.detail(), kReasonText, "HubFact.detail")};
}

FactBody bodyFrom(const wire::GeofenceFact &in, FieldCheck &check)
{
    check.require(in.has_after(), "GeofenceFact.after");
    return GeofenceFact{.after = from(in.after(), check)};
}

FactBody bodyFrom(const wire::CrossingFact &in, FieldCheck &check)
{
    return CrossingFact{.geofence = check.id<GeofenceId>(in.geofence(), "CrossingFact.geofence"),
        .handset = check.name<HandsetId>(in.handset(), "CrossingFact.handset"),
        .crossing = check.word(in.crossing(), "CrossingFact.crossing"),
        .at = check.instant(in.at_ms(), "CrossingFact.at_ms")};
}

FactBody bodyFrom(const wire::NoticeFact &in, FieldCheck &check)
{
    check.require(in.has_after(), "NoticeFact.after");
    return NoticeFact{.after = from(in.after(), check)};
}

FactBody bodyFrom(const wire::EscalationFact &in, FieldCheck &check)
{
    check.require(in.has_after(), "EscalationFact.after");
    return EscalationFact{.after = from(in.after(), check)};
}

FactBody bodyFrom(const wire::SystemAlarmFact &in, FieldCheck &check)
{
    check.require(in.has_after(), "SystemAlarmFact.after");
    return SystemAlarmFact{.act = check.word(in.act(), "SystemAlarmFact.act"),
        .after = from(in.after(), check),
        .note = check.text(in.note(), kReasonText, "SystemAlarmFact.note")};
}

FactBody bodyFrom(const wire::FactContent &in, FieldCheck &check)
{
    switch (in.body_case()) {
    case wire::FactContent::kAlert:
        return bodyFrom(in.alert(), check);
    case wire::FactContent::kTask:
        return bodyFrom(in.task(), check);
    case wire::FactContent::kCommand:
        return bodyFrom(in.command(), check);
    case wire::FactContent::kDuty:
        return bodyFrom(in.duty(), check);
    case wire::FactContent::kRefused:
        return bodyFrom(in.refused(), check);
    case wire::FactContent::kAccess:
        return bodyFrom(in.access(), check);
    case wire::FactContent::kRoster:
        return bodyFrom(in.roster(), check);
    case wire::FactContent::kHub:
        return bodyFrom(in.hub(), check);
    case wire::FactContent::kGeofence:
        return bodyFrom(in.geofence(), check);
    case wire::FactContent::kCrossing:
        return bodyFrom(in.crossing(), check);
    case wire::FactContent::kNotice:
        return bodyFrom(in.notice(), check);
    case wire::FactContent::kEscalation:
        return bodyFrom(in.escalation(), check);
    case wire::FactContent::kSystemAlarm:
        return bodyFrom(in.system_alarm(), check);
    case wire::FactContent::BODY_NOT_SET:
        break;
    }
    check.fail(faultOfNoBody(wire::FactContent::kAlertFieldNumber, in), "FactContent.body");
    return {};
}

/// One overload per kind of fact, for std::visit.
struct FactBodyWriter
{
    wire::FactContent &out;

    void operator()(const AlertFact &in) const
    {
        auto &body = *out.mutable_alert();
        body.set_act(toWire<wire::AlertAct>(in.act));
        to(in.after, *body.mutable_after());
        body.set_note(in.note);
    }

    void operator()(const TaskFact &in) const
    {
        auto &body = *out.mutable_task();
        body.set_act(toWire<wire::TaskAct>(in.act));
        to(in.after, *body.mutable_after());
    }

    void operator()(const CommandFact &in) const { to(in.after, *out.mutable_command()->mutable_after()); }

    void operator()(const DutyFact &in) const
    {
        auto &body = *out.mutable_duty();
        body.set_handset(in.handset.text);
        body.set_duty(toWire<wire::Duty>(in.duty));
        body.set_sharing(in.sharing);
    }

    void operator()(const RefusedFact &in) const
    {
        auto &body = *out.mutable_refused();
        body.set_attempted(technicalText(in.attempted, kNameText));
        body.set_subject(technicalText(in.subject, kNameText));
        body.set_why(toWire<wire::Refusal>(in.why));
    }

    void operator()(const AccessFact &in) const
    {
        auto &body = *out.mutable_access();
        body.set_handset(in.handset.text);
        body.set_purpose(in.purpose);
        body.set_from_ms(toWire(in.from));
        body.set_to_ms(toWire(in.to));
    }

    void operator()(const RosterFact &in) const
    {
        auto &body = *out.mutable_roster();
        if (in.depot)
            to(*in.depot, *body.mutable_depot());
        if (in.postman)
            to(*in.postman, *body.mutable_postman());
        if (in.handset)
            to(*in.handset, *body.mutable_handset());
        if (in.round)
            to(*in.round, *body.mutable_round());
    }

    void operator()(const HubFact &in) const
    {
        auto &body = *out.mutable_hub();
        body.set_event(toWire<wire::HubEvent>(in.event));
        body.set_detail(technicalText(in.detail, kReasonText));
    }

    void operator()(const GeofenceFact &in) const { to(in.after, *out.mutable_geofence()->mutable_after()); }

    void operator()(const CrossingFact &in) const
    {
        auto &body = *out.mutable_crossing();
        body.set_geofence(std::to_underlying(in.geofence));
        body.set_handset(in.handset.text);
        body.set_crossing(toWire<wire::Crossing>(in.crossing));
        body.set_at_ms(toWire(in.at));
    }

    void operator()(const NoticeFact &in) const { to(in.after, *out.mutable_notice()->mutable_after()); }

    void operator()(const EscalationFact &in) const
    {
        to(in.after, *out.mutable_escalation()->mutable_after());
    }

    void operator()(const SystemAlarmFact &in) const
    {
        auto &body = *out.mutable_system_alarm();
        body.set_act(toWire<wire::SystemAlarmAct>(in.act));
        to(in.after, *body.mutable_after());
        body.set_note(in.note);
    }

    void operator()(const UnreadableFact &) const
    {
        assert(false && "an unreadable fact is passed on as the bytes it came in");
    }
};

} // namespace

std::vector<std::byte> encodeContent(const Fact &fact)
{
    wire::FactContent content;
    content.set_depot(fact.depot.text);
    content.set_number(fact.number);
    content.set_at_ms(toWire(fact.at));
    content.set_sender(fact.sender.text);
    content.set_by(fact.by.text);
    content.set_by_name(fact.byName);
    content.set_cause(toWireUnlessZero(fact.cause.bytes));
    std::visit(FactBodyWriter{content}, fact.body);

    std::vector<std::byte> bytes(content.ByteSizeLong());
    content.SerializeWithCachedSizesToArray(reinterpret_cast<std::uint8_t *>(bytes.data()));
    return bytes;
}

Fact from(const wire::Fact &in, FieldCheck &check)
{
    check.require(!in.content().empty(), "Fact.content");
    const auto bytes = std::as_bytes(std::span(in.content()));
    Fact out;
    out.content.assign(bytes.begin(), bytes.end());
    out.previous = check.bytesOrNone<32>(in.previous(), "Fact.previous");
    out.hash = check.bytes<32>(in.hash(), "Fact.hash");
    if (!check.failed() && !hashFits(out))
        check.fail(Fault::BrokenChain, "Fact.hash");

    wire::FactContent content;
    if (!parse(bytes, content))
        check.fail(Fault::Malformed, "Fact.content");
    if (check.failed())
        return out;
    out.depot = check.name<DepotId>(content.depot(), "FactContent.depot");
    out.number = check.within<std::uint64_t>(content.number(), 1, kMostNumber, "FactContent.number");
    out.at = check.instant(content.at_ms(), "FactContent.at_ms");
    out.sender = check.nameOrNone<SenderId>(content.sender(), "FactContent.sender");
    out.by = check.nameOrNone<OperatorId>(content.by(), "FactContent.by");
    out.byName = check.text(content.by_name(), kNameText, "FactContent.by_name");
    out.cause = {check.bytesOrNone<16>(content.cause(), "FactContent.cause")};
    // The chain must not end at one fact that this reader does not understand.
    FieldCheck ofBody;
    out.body = bodyFrom(content, ofBody);
    if (ofBody.failed())
        out.body = UnreadableFact{.why = ofBody.fault(), .field = std::string(ofBody.field())};
    return out;
}

void to(const Fact &in, wire::Fact &out)
{
    assert(!in.content.empty() && "a fact is chained before it is told");
    out.set_content(in.content.data(), in.content.size());
    out.set_previous(toWireUnlessZero(in.previous));
    out.set_hash(toWire(in.hash));
}

FactNotice from(const wire::FactNotice &in, FieldCheck &check)
{
    check.require(in.has_fact(), "FactNotice.fact");
    return {.fact = from(in.fact(), check)};
}

void to(const FactNotice &in, wire::FactNotice &out)
{
    to(in.fact, *out.mutable_fact());
}

std::vector<std::byte> encodeFact(const Fact &fact)
{
    wire::Fact message;
    to(fact, message);
    std::vector<std::byte> bytes(message.ByteSizeLong());
    message.SerializeWithCachedSizesToArray(reinterpret_cast<std::uint8_t *>(bytes.data()));
    return bytes;
}

std::expected<Fact, Fault> decodeFact(std::span<const std::byte> bytes)
{
    wire::Fact message;
    if (bytes.size() > kMaxFactBytes)
        return std::unexpected(Fault::TooLarge);
    if (!parse(bytes, message))
        return std::unexpected(Fault::Malformed);
    FieldCheck check;
    auto fact = from(message, check);
    if (check.failed())
        return std::unexpected(check.fault());
    return fact;
}

} // namespace facteo::protocol
