// SPDX-License-Identifier: Apache-2.0
#include "protocol/codec.h"

namespace facteo::protocol {
namespace {

constexpr std::uint32_t kMostAsked = 2'000;

RequestBody bodyFrom(const wire::Request &in, FieldCheck &check)
{
    switch (in.body_case()) {
    case wire::Request::kAskSnapshot:
        return AskSnapshot{};
    case wire::Request::kAskFacts:
        return AskFacts{.after = in.ask_facts().after(),
            .atMost = check.within(in.ask_facts().at_most(), 1U, kMostAsked, "AskFacts.at_most")};
    case wire::Request::kAskTrail:
        return AskTrail{.handset = check.name<HandsetId>(in.ask_trail().handset(), "AskTrail.handset"),
            .from = check.instantOrNone(in.ask_trail().from_ms(), "AskTrail.from_ms"),
            .to = check.instantOrNone(in.ask_trail().to_ms(), "AskTrail.to_ms"),
            .purpose = check.text(in.ask_trail().purpose(), kNoteText, "AskTrail.purpose")};
    case wire::Request::kAskStatus:
        return AskStatus{};
    case wire::Request::kAskQuarantine:
        return AskQuarantine{
            .atMost = check.within(in.ask_quarantine().at_most(), 1U, kMostAsked, "AskQuarantine.at_most")};
    case wire::Request::kActOnAlert:
        return from(in.act_on_alert(), check);
    case wire::Request::kCreateTask:
        return from(in.create_task(), check);
    case wire::Request::kActOnTask:
        return from(in.act_on_task(), check);
    case wire::Request::kSendCommand:
        return from(in.send_command(), check);
    case wire::Request::kSetDuty:
        return from(in.set_duty(), check);
    case wire::Request::kEnrol:
        return from(in.enrol(), check);
    case wire::Request::kAskNear:
        return from(in.ask_near(), check);
    case wire::Request::kSetGeofence:
        check.require(in.set_geofence().has_geofence(), "SetGeofence.geofence");
        return SetGeofence{.geofence = from(in.set_geofence().geofence(), check)};
    case wire::Request::kRaiseAlert:
        return from(in.raise_alert(), check);
    case wire::Request::kAttend:
        return from(in.attend(), check);
    case wire::Request::kActOnSystemAlarm:
        return from(in.act_on_system_alarm(), check);
    case wire::Request::BODY_NOT_SET:
        break;
    }
    check.fail(faultOfNoBody(wire::Request::kAskSnapshotFieldNumber, in), "Request.body");
    return {};
}

/// One overload per request, for std::visit.
struct RequestWriter
{
    wire::Request &out;

    void operator()(const AskSnapshot &) const { out.mutable_ask_snapshot(); }
    void operator()(const AskStatus &) const { out.mutable_ask_status(); }
    void operator()(const AskQuarantine &in) const { out.mutable_ask_quarantine()->set_at_most(in.atMost); }

    void operator()(const AskFacts &in) const
    {
        out.mutable_ask_facts()->set_after(in.after);
        out.mutable_ask_facts()->set_at_most(in.atMost);
    }

    void operator()(const AskTrail &in) const
    {
        auto &body = *out.mutable_ask_trail();
        body.set_handset(in.handset.text);
        body.set_from_ms(toWire(in.from));
        body.set_to_ms(toWire(in.to));
        body.set_purpose(in.purpose);
    }

    void operator()(const ActOnAlert &in) const { to(in, *out.mutable_act_on_alert()); }
    void operator()(const RaiseAlert &in) const { to(in, *out.mutable_raise_alert()); }
    void operator()(const Attend &in) const { to(in, *out.mutable_attend()); }
    void operator()(const ActOnSystemAlarm &in) const { to(in, *out.mutable_act_on_system_alarm()); }
    void operator()(const CreateTask &in) const { to(in, *out.mutable_create_task()); }
    void operator()(const ActOnTask &in) const { to(in, *out.mutable_act_on_task()); }
    void operator()(const SendCommand &in) const { to(in, *out.mutable_send_command()); }
    void operator()(const SetDuty &in) const { to(in, *out.mutable_set_duty()); }
    void operator()(const Enrol &in) const { to(in, *out.mutable_enrol()); }
    void operator()(const AskNear &in) const { to(in, *out.mutable_ask_near()); }
    void operator()(const SetGeofence &in) const
    {
        to(in.geofence, *out.mutable_set_geofence()->mutable_geofence());
    }
};

Snapshot snapshotFrom(const wire::Snapshot &in, FieldCheck &check)
{
    return {.upToFact = in.up_to_fact(),
        .roster = from(in.roster(), check),
        .alerts = allFrom<Alert>(in.alerts(), check),
        .tasks = allFrom<Task>(in.tasks(), check),
        .commands = allFrom<Command>(in.commands(), check),
        .handsets = allFrom<HandsetPicture>(in.handsets(), check),
        .geofences = allFrom<Geofence>(in.geofences(), check),
        .stays = allFrom<Stay>(in.stays(), check),
        .notices = allFrom<Notice>(in.notices(), check),
        .escalation = optionalFrom(in.has_escalation(), in.escalation(), check),
        .systemAlarms = allFrom<SystemAlarm>(in.system_alarms(), check)};
}

ResponseBody bodyFrom(const wire::Response &in, FieldCheck &check)
{
    switch (in.body_case()) {
    case wire::Response::kSnapshot:
        return snapshotFrom(in.snapshot(), check);
    case wire::Response::kFactPage:
        return FactPage{.facts = allFrom<Fact>(in.fact_page().facts(), check)};
    case wire::Response::kTrailPage:
        return TrailPage{.handset = check.name<HandsetId>(in.trail_page().handset(), "TrailPage.handset"),
            .fixes = allFrom<Fix>(in.trail_page().fixes(), check)};
    case wire::Response::kHubHeartbeat:
        return from(in.hub_heartbeat(), check);
    case wire::Response::kQuarantinePage:
        return QuarantinePage{.frames = allFrom<QuarantinedFrame>(in.quarantine_page().frames(), check)};
    case wire::Response::kDone:
        return Done{.fact = in.done().fact()};
    case wire::Response::kRefused:
        return Refused{.why = check.word(in.refused().why(), "Refused.why"),
            .detail = check.text(in.refused().detail(), kReasonText, "Refused.detail")};
    case wire::Response::kNearPage:
        return NearPage{.passes = allFrom<NearPass>(in.near_page().passes(), check)};
    case wire::Response::BODY_NOT_SET:
        break;
    }
    check.fail(faultOfNoBody(wire::Response::kSnapshotFieldNumber, in), "Response.body");
    return {};
}

/// One overload per answer, for std::visit.
struct ResponseWriter
{
    wire::Response &out;

    void operator()(const Snapshot &in) const
    {
        auto &body = *out.mutable_snapshot();
        body.set_up_to_fact(in.upToFact);
        to(in.roster, *body.mutable_roster());
        allTo(in.alerts, *body.mutable_alerts());
        allTo(in.tasks, *body.mutable_tasks());
        allTo(in.commands, *body.mutable_commands());
        allTo(in.handsets, *body.mutable_handsets());
        allTo(in.geofences, *body.mutable_geofences());
        allTo(in.stays, *body.mutable_stays());
        allTo(in.notices, *body.mutable_notices());
        if (in.escalation)
            to(*in.escalation, *body.mutable_escalation());
        allTo(in.systemAlarms, *body.mutable_system_alarms());
    }

    void operator()(const FactPage &in) const { allTo(in.facts, *out.mutable_fact_page()->mutable_facts()); }

    void operator()(const TrailPage &in) const
    {
        out.mutable_trail_page()->set_handset(in.handset.text);
        allTo(in.fixes, *out.mutable_trail_page()->mutable_fixes());
    }

    void operator()(const HubHeartbeat &in) const { to(in, *out.mutable_hub_heartbeat()); }

    void operator()(const QuarantinePage &in) const
    {
        allTo(in.frames, *out.mutable_quarantine_page()->mutable_frames());
    }

    void operator()(const NearPage &in) const
    {
        allTo(in.passes, *out.mutable_near_page()->mutable_passes());
    }

    void operator()(const Done &in) const { out.mutable_done()->set_fact(in.fact); }

    void operator()(const Refused &in) const
    {
        out.mutable_refused()->set_why(toWire<wire::Refusal>(in.why));
        out.mutable_refused()->set_detail(technicalText(in.detail, kReasonText));
    }
};

} // namespace

Request from(const wire::Request &in, FieldCheck &check)
{
    return {.by = check.name<OperatorId>(in.by(), "Request.by"),
        .operatorName = check.text(in.operator_name(), kNameText, "Request.operator_name"),
        .body = bodyFrom(in, check)};
}

void to(const Request &in, wire::Request &out)
{
    out.set_by(in.by.text);
    out.set_operator_name(in.operatorName);
    std::visit(RequestWriter{out}, in.body);
}

Response from(const wire::Response &in, FieldCheck &check)
{
    return {.request = {check.bytes<16>(in.request(), "Response.request")},
        .page = in.page(),
        .last = in.last(),
        .body = bodyFrom(in, check)};
}

void to(const Response &in, wire::Response &out)
{
    out.set_request(toWire(in.request.bytes));
    out.set_page(in.page);
    out.set_last(in.last);
    std::visit(ResponseWriter{out}, in.body);
}

} // namespace facteo::protocol
