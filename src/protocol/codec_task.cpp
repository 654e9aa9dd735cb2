// SPDX-License-Identifier: Apache-2.0
#include "protocol/codec.h"

namespace facteo::protocol {

VisitReport from(const wire::VisitReport &in, FieldCheck &check)
{
    return {.wellbeing = check.word(in.wellbeing(), "VisitReport.wellbeing"),
        .pain = in.pain(),
        .needsMedicines = in.needs_medicines(),
        .needsShopping = in.needs_shopping(),
        .otherNeed = check.text(in.other_need(), kNoteText, "VisitReport.other_need"),
        .observations = check.text(in.observations(), kNoteText, "VisitReport.observations"),
        .beganAt = check.instantOrNone(in.began_at_ms(), "VisitReport.began_at_ms"),
        .endedAt = check.instantOrNone(in.ended_at_ms(), "VisitReport.ended_at_ms")};
}

void to(const VisitReport &in, wire::VisitReport &out)
{
    out.set_wellbeing(toWire<wire::Wellbeing>(in.wellbeing));
    out.set_pain(in.pain);
    out.set_needs_medicines(in.needsMedicines);
    out.set_needs_shopping(in.needsShopping);
    out.set_other_need(in.otherNeed);
    out.set_observations(in.observations);
    out.set_began_at_ms(toWire(in.beganAt));
    out.set_ended_at_ms(toWire(in.endedAt));
}

Task from(const wire::Task &in, FieldCheck &check)
{
    check.require(in.has_position(), "Task.position");
    return {.id = check.id<TaskId>(in.id(), "Task.id"),
        .number = in.number(),
        .kind = check.word(in.kind(), "Task.kind"),
        .state = check.word(in.state(), "Task.state"),
        .exercise = in.exercise(),
        .beneficiary = check.text(in.beneficiary(), kNameText, "Task.beneficiary"),
        .address = check.text(in.address(), kNoteText, "Task.address"),
        .position = from(in.position(), check),
        .note = check.text(in.note(), kNoteText, "Task.note"),
        .windowFrom = check.instantOrNone(in.window_from_ms(), "Task.window_from_ms"),
        .windowTo = check.instantOrNone(in.window_to_ms(), "Task.window_to_ms"),
        .handset = check.nameOrNone<HandsetId>(in.handset(), "Task.handset"),
        .postman = check.nameOrNone<PostmanId>(in.postman(), "Task.postman"),
        .createdAt = check.instantOrNone(in.created_at_ms(), "Task.created_at_ms"),
        .changedAt = check.instantOrNone(in.changed_at_ms(), "Task.changed_at_ms"),
        .declineReason = check.text(in.decline_reason(), kNoteText, "Task.decline_reason"),
        .report = optionalFrom(in.has_report(), in.report(), check)};
}

void to(const Task &in, wire::Task &out)
{
    out.set_id(std::to_underlying(in.id));
    out.set_number(in.number);
    out.set_kind(toWire<wire::TaskKind>(in.kind));
    out.set_state(toWire<wire::TaskState>(in.state));
    out.set_exercise(in.exercise);
    out.set_beneficiary(in.beneficiary);
    out.set_address(in.address);
    to(in.position, *out.mutable_position());
    out.set_note(in.note);
    out.set_window_from_ms(toWire(in.windowFrom));
    out.set_window_to_ms(toWire(in.windowTo));
    out.set_handset(in.handset.text);
    out.set_postman(in.postman.text);
    out.set_created_at_ms(toWire(in.createdAt));
    out.set_changed_at_ms(toWire(in.changedAt));
    out.set_decline_reason(in.declineReason);
    if (in.report)
        to(*in.report, *out.mutable_report());
}

TaskReport from(const wire::TaskReport &in, FieldCheck &check)
{
    return {.task = check.id<TaskId>(in.task(), "TaskReport.task"),
        .act = check.word(in.act(), "TaskReport.act"),
        .at = check.instant(in.at_ms(), "TaskReport.at_ms"),
        .reason = check.text(in.reason(), kNoteText, "TaskReport.reason"),
        .report = optionalFrom(in.has_report(), in.report(), check),
        .fix = optionalFrom(in.has_fix(), in.fix(), check)};
}

void to(const TaskReport &in, wire::TaskReport &out)
{
    out.set_task(std::to_underlying(in.task));
    out.set_act(toWire<wire::TaskAct>(in.act));
    out.set_at_ms(toWire(in.at));
    out.set_reason(in.reason);
    if (in.report)
        to(*in.report, *out.mutable_report());
    if (in.fix)
        to(*in.fix, *out.mutable_fix());
}

TaskOrder from(const wire::TaskOrder &in, FieldCheck &check)
{
    check.require(in.has_task(), "TaskOrder.task");
    return {.task = from(in.task(), check)};
}

void to(const TaskOrder &in, wire::TaskOrder &out)
{
    to(in.task, *out.mutable_task());
}

CreateTask from(const wire::CreateTask &in, FieldCheck &check)
{
    check.require(in.has_task(), "CreateTask.task");
    return {.task = from(in.task(), check)};
}

void to(const CreateTask &in, wire::CreateTask &out)
{
    to(in.task, *out.mutable_task());
}

ActOnTask from(const wire::ActOnTask &in, FieldCheck &check)
{
    return {.task = check.id<TaskId>(in.task(), "ActOnTask.task"),
        .act = check.word(in.act(), "ActOnTask.act"),
        .handset = check.nameOrNone<HandsetId>(in.handset(), "ActOnTask.handset"),
        .reason = check.text(in.reason(), kNoteText, "ActOnTask.reason")};
}

void to(const ActOnTask &in, wire::ActOnTask &out)
{
    out.set_task(std::to_underlying(in.task));
    out.set_act(toWire<wire::TaskAct>(in.act));
    out.set_handset(in.handset.text);
    out.set_reason(in.reason);
}

} // namespace facteo::protocol
