// SPDX-License-Identifier: Apache-2.0
#include "protocol/codec.h"

namespace facteo::protocol {

Alert from(const wire::Alert &in, FieldCheck &check)
{
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
        .reason = check.text(in.reason(), kReasonText, "Alert.reason")};
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
        .lastFix = lastFix};
}

void to(const AlertReport &in, wire::AlertReport &out)
{
    out.set_alert(std::to_underlying(in.alert));
    out.set_trigger(toWire<wire::AlertTrigger>(in.trigger));
    out.set_raised_at_ms(toWire(in.raisedAt));
    if (in.lastFix)
        to(*in.lastFix, *out.mutable_last_fix());
}

AlertNews from(const wire::AlertNews &in, FieldCheck &check)
{
    return {.alert = check.id<AlertId>(in.alert(), "AlertNews.alert"),
        .number = in.number(),
        .state = check.word(in.state(), "AlertNews.state"),
        .ownerName = check.text(in.owner_name(), kNameText, "AlertNews.owner_name")};
}

void to(const AlertNews &in, wire::AlertNews &out)
{
    out.set_alert(std::to_underlying(in.alert));
    out.set_number(in.number);
    out.set_state(toWire<wire::AlertState>(in.state));
    out.set_owner_name(in.ownerName);
}

ActOnAlert from(const wire::ActOnAlert &in, FieldCheck &check)
{
    return {.alert = check.id<AlertId>(in.alert(), "ActOnAlert.alert"),
        .act = check.word(in.act(), "ActOnAlert.act"),
        .outcome = check.wordOrNone(in.outcome(), "ActOnAlert.outcome"),
        .reason = check.text(in.reason(), kReasonText, "ActOnAlert.reason")};
}

void to(const ActOnAlert &in, wire::ActOnAlert &out)
{
    out.set_alert(std::to_underlying(in.alert));
    out.set_act(toWire<wire::AlertAct>(in.act));
    if (in.outcome)
        out.set_outcome(toWire<wire::AlertOutcome>(*in.outcome));
    out.set_reason(in.reason);
}

} // namespace facteo::protocol
