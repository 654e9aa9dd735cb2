// SPDX-License-Identifier: Apache-2.0
#include "protocol/codec.h"

namespace facteo::protocol {

namespace {

constexpr std::uint32_t kLongestInterval = 3'600; ///< seconds, as of an Assignment

} // namespace

AlertHelp from(const wire::AlertHelp &in, FieldCheck &check)
{
    check.require(!in.who().empty(), "AlertHelp.who");
    return {.who = check.text(in.who(), kNameText, "AlertHelp.who"),
        .emergency = in.emergency(),
        .dueAt = check.instantOrNone(in.due_at_ms(), "AlertHelp.due_at_ms"),
        .late = in.late()};
}

void to(const AlertHelp &in, wire::AlertHelp &out)
{
    out.set_who(in.who);
    out.set_emergency(in.emergency);
    out.set_due_at_ms(toWire(in.dueAt));
    out.set_late(in.late);
}

ClosingReport from(const wire::ClosingReport &in, FieldCheck &check)
{
    return {.cause = check.text(in.cause(), kReasonText, "ClosingReport.cause"),
        .actions = check.text(in.actions(), kReasonText, "ClosingReport.actions"),
        .careOffered = in.care_offered(),
        .depotHeadInformed = in.depot_head_informed()};
}

void to(const ClosingReport &in, wire::ClosingReport &out)
{
    out.set_cause(in.cause);
    out.set_actions(in.actions);
    out.set_care_offered(in.careOffered);
    out.set_depot_head_informed(in.depotHeadInformed);
}

AlertMilestones from(const wire::AlertMilestones &in, FieldCheck &check)
{
    return {
        .acknowledgedAt = check.instantOrNone(in.acknowledged_at_ms(), "AlertMilestones.acknowledged_at_ms"),
        .claimedAt = check.instantOrNone(in.claimed_at_ms(), "AlertMilestones.claimed_at_ms"),
        .contactAt = check.instantOrNone(in.contact_at_ms(), "AlertMilestones.contact_at_ms"),
        .onSiteAt = check.instantOrNone(in.on_site_at_ms(), "AlertMilestones.on_site_at_ms"),
        .resolvedAt = check.instantOrNone(in.resolved_at_ms(), "AlertMilestones.resolved_at_ms"),
        .closedAt = check.instantOrNone(in.closed_at_ms(), "AlertMilestones.closed_at_ms")};
}

void to(const AlertMilestones &in, wire::AlertMilestones &out)
{
    out.set_acknowledged_at_ms(toWire(in.acknowledgedAt));
    out.set_claimed_at_ms(toWire(in.claimedAt));
    out.set_contact_at_ms(toWire(in.contactAt));
    out.set_on_site_at_ms(toWire(in.onSiteAt));
    out.set_resolved_at_ms(toWire(in.resolvedAt));
    out.set_closed_at_ms(toWire(in.closedAt));
}

AlertStep from(const wire::AlertStep &in, FieldCheck &check)
{
    return {.step = check.word(in.step(), "AlertStep.step"),
        .at = check.instant(in.at_ms(), "AlertStep.at_ms"),
        .byName = check.text(in.by_name(), kNameText, "AlertStep.by_name")};
}

void to(const AlertStep &in, wire::AlertStep &out)
{
    out.set_step(toWire<wire::PlanStep>(in.step));
    out.set_at_ms(toWire(in.at));
    out.set_by_name(in.byName);
}

Alert from(const wire::Alert &in, FieldCheck &check)
{
    if (static_cast<std::size_t>(in.steps_size()) > kPlanSteps.size())
        check.fail(Fault::OutOfRange, "Alert.steps");
    return {.id = check.id<AlertId>(in.id(), "Alert.id"),
        .number = in.number(),
        .handset = check.name<HandsetId>(in.handset(), "Alert.handset"),
        .postman = check.nameOrNone<PostmanId>(in.postman(), "Alert.postman"),
        .trigger = check.word(in.trigger(), "Alert.trigger"),
        .state = check.word(in.state(), "Alert.state"),
        .exercise = in.exercise(),
        .raisedAt = check.instantOrNone(in.raised_at_ms(), "Alert.raised_at_ms"),
        .recordedAt = check.instantOrNone(in.recorded_at_ms(), "Alert.recorded_at_ms"),
        .occurrences = in.occurrences(),
        .lastFix = optionalFrom(in.has_last_fix(), in.last_fix(), check),
        .owner = check.nameOrNone<OperatorId>(in.owner(), "Alert.owner"),
        .ownerName = check.text(in.owner_name(), kNameText, "Alert.owner_name"),
        .changedAt = check.instantOrNone(in.changed_at_ms(), "Alert.changed_at_ms"),
        .callBackTries = in.call_back_tries(),
        .outcome = check.wordOrNone(in.outcome(), "Alert.outcome"),
        .reason = check.text(in.reason(), kReasonText, "Alert.reason"),
        .silent = in.silent(),
        .stoodDown = in.stood_down(),
        .countdownEndsAt = check.instantOrNone(in.countdown_ends_at_ms(), "Alert.countdown_ends_at_ms"),
        .stateSince = check.instantOrNone(in.state_since_ms(), "Alert.state_since_ms"),
        .rung = in.rung(),
        .rungAt = check.instantOrNone(in.rung_at_ms(), "Alert.rung_at_ms"),
        .offeredTo = check.nameOrNone<OperatorId>(in.offered_to(), "Alert.offered_to"),
        .offeredToName = check.text(in.offered_to_name(), kNameText, "Alert.offered_to_name"),
        .help = optionalFrom(in.has_help(), in.help(), check),
        .report = optionalFrom(in.has_report(), in.report(), check),
        .milestones = from(in.milestones(), check),
        .steps = allFrom<AlertStep>(in.steps(), check),
        .reopened = in.reopened()};
}

void to(const Alert &in, wire::Alert &out)
{
    out.set_id(std::to_underlying(in.id));
    out.set_number(in.number);
    out.set_handset(in.handset.text);
    out.set_postman(in.postman.text);
    out.set_trigger(toWire<wire::AlertTrigger>(in.trigger));
    out.set_state(toWire<wire::AlertState>(in.state));
    out.set_exercise(in.exercise);
    out.set_raised_at_ms(toWire(in.raisedAt));
    out.set_recorded_at_ms(toWire(in.recordedAt));
    out.set_occurrences(in.occurrences);
    if (in.lastFix)
        to(*in.lastFix, *out.mutable_last_fix());
    out.set_owner(in.owner.text);
    out.set_owner_name(in.ownerName);
    out.set_changed_at_ms(toWire(in.changedAt));
    out.set_call_back_tries(in.callBackTries);
    if (in.outcome)
        out.set_outcome(toWire<wire::AlertOutcome>(*in.outcome));
    out.set_reason(in.reason);
    out.set_silent(in.silent);
    out.set_stood_down(in.stoodDown);
    out.set_countdown_ends_at_ms(toWire(in.countdownEndsAt));
    out.set_state_since_ms(toWire(in.stateSince));
    out.set_rung(in.rung);
    out.set_rung_at_ms(toWire(in.rungAt));
    out.set_offered_to(in.offeredTo.text);
    out.set_offered_to_name(in.offeredToName);
    if (in.help)
        to(*in.help, *out.mutable_help());
    if (in.report)
        to(*in.report, *out.mutable_report());
    if (in.milestones != AlertMilestones{})
        to(in.milestones, *out.mutable_milestones());
    allTo(in.steps, *out.mutable_steps());
    out.set_reopened(in.reopened);
}

AlertReport from(const wire::AlertReport &in, FieldCheck &check)
{
    // A broken receiver must not silence a cry for help: its position is judged, and dropped, by itself.
    FieldCheck ofFix;
    auto lastFix = optionalFrom(in.has_last_fix(), in.last_fix(), ofFix);
    if (ofFix.failed())
        lastFix.reset();
    return {.alert = check.id<AlertId>(in.alert(), "AlertReport.alert"),
        .trigger = check.word(in.trigger(), "AlertReport.trigger"),
        .raisedAt = check.instant(in.raised_at_ms(), "AlertReport.raised_at_ms"),
        .lastFix = lastFix,
        .sign = check.wordOrNone(in.sign(), "AlertReport.sign").value_or(AlertSign::Raised),
        .countdownEndsAt =
            check.instantOrNone(in.countdown_ends_at_ms(), "AlertReport.countdown_ends_at_ms")};
}

void to(const AlertReport &in, wire::AlertReport &out)
{
    out.set_alert(std::to_underlying(in.alert));
    out.set_trigger(toWire<wire::AlertTrigger>(in.trigger));
    out.set_raised_at_ms(toWire(in.raisedAt));
    if (in.lastFix)
        to(*in.lastFix, *out.mutable_last_fix());
    if (in.sign != AlertSign::Raised) // as older handsets, and older hubs, know it
        out.set_sign(toWire<wire::AlertSign>(in.sign));
    out.set_countdown_ends_at_ms(toWire(in.countdownEndsAt));
}

AlertNews from(const wire::AlertNews &in, FieldCheck &check)
{
    return {.alert = check.id<AlertId>(in.alert(), "AlertNews.alert"),
        .number = in.number(),
        .state = check.word(in.state(), "AlertNews.state"),
        .ownerName = check.text(in.owner_name(), kNameText, "AlertNews.owner_name"),
        .positionEverySeconds = check.within(
            in.position_every_seconds(), 0U, kLongestInterval, "AlertNews.position_every_seconds")};
}

void to(const AlertNews &in, wire::AlertNews &out)
{
    out.set_alert(std::to_underlying(in.alert));
    out.set_number(in.number);
    out.set_state(toWire<wire::AlertState>(in.state));
    out.set_owner_name(in.ownerName);
    out.set_position_every_seconds(in.positionEverySeconds);
}

ActOnAlert from(const wire::ActOnAlert &in, FieldCheck &check)
{
    return {.alert = check.id<AlertId>(in.alert(), "ActOnAlert.alert"),
        .act = check.word(in.act(), "ActOnAlert.act"),
        .outcome = check.wordOrNone(in.outcome(), "ActOnAlert.outcome"),
        .reason = check.text(in.reason(), kReasonText, "ActOnAlert.reason"),
        .to = check.nameOrNone<OperatorId>(in.to(), "ActOnAlert.to"),
        .toName = check.text(in.to_name(), kNameText, "ActOnAlert.to_name"),
        .help = optionalFrom(in.has_help(), in.help(), check),
        .step = check.wordOrNone(in.step(), "ActOnAlert.step"),
        .report = optionalFrom(in.has_report(), in.report(), check)};
}

void to(const ActOnAlert &in, wire::ActOnAlert &out)
{
    out.set_alert(std::to_underlying(in.alert));
    out.set_act(toWire<wire::AlertAct>(in.act));
    if (in.outcome)
        out.set_outcome(toWire<wire::AlertOutcome>(*in.outcome));
    out.set_reason(in.reason);
    out.set_to(in.to.text);
    out.set_to_name(in.toName);
    if (in.help)
        to(*in.help, *out.mutable_help());
    if (in.step)
        out.set_step(toWire<wire::PlanStep>(*in.step));
    if (in.report)
        to(*in.report, *out.mutable_report());
}

RaiseAlert from(const wire::RaiseAlert &in, FieldCheck &check)
{
    return {.alert = check.id<AlertId>(in.alert(), "RaiseAlert.alert"),
        .trigger = check.word(in.trigger(), "RaiseAlert.trigger"),
        .handset = check.name<HandsetId>(in.handset(), "RaiseAlert.handset"),
        .reason = check.text(in.reason(), kReasonText, "RaiseAlert.reason")};
}

void to(const RaiseAlert &in, wire::RaiseAlert &out)
{
    out.set_alert(std::to_underlying(in.alert));
    out.set_trigger(toWire<wire::AlertTrigger>(in.trigger));
    out.set_handset(in.handset.text);
    out.set_reason(in.reason);
}

} // namespace facteo::protocol
