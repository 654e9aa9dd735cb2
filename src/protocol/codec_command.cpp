// SPDX-License-Identifier: Apache-2.0
#include "protocol/codec.h"

namespace facteo::protocol {

Command from(const wire::Command &in, FieldCheck &check)
{
    return {.id = check.id<CommandId>(in.id(), "Command.id"),
        .kind = check.word(in.kind(), "Command.kind"),
        .handset = check.name<HandsetId>(in.handset(), "Command.handset"),
        .state = check.word(in.state(), "Command.state"),
        .text = check.text(in.text(), kNoteText, "Command.text"),
        .by = check.nameOrNone<OperatorId>(in.by(), "Command.by"),
        .createdAt = check.instantOrNone(in.created_at_ms(), "Command.created_at_ms"),
        .notAfter = check.instantOrNone(in.not_after_ms(), "Command.not_after_ms"),
        .changedAt = check.instantOrNone(in.changed_at_ms(), "Command.changed_at_ms"),
        .failure = check.text(in.failure(), kNoteText, "Command.failure")};
}

void to(const Command &in, wire::Command &out)
{
    out.set_id(std::to_underlying(in.id));
    out.set_kind(toWire<wire::CommandKind>(in.kind));
    out.set_handset(in.handset.text);
    out.set_state(toWire<wire::CommandState>(in.state));
    out.set_text(in.text);
    out.set_by(in.by.text);
    out.set_created_at_ms(toWire(in.createdAt));
    out.set_not_after_ms(toWire(in.notAfter));
    out.set_changed_at_ms(toWire(in.changedAt));
    out.set_failure(in.failure);
}

CommandReport from(const wire::CommandReport &in, FieldCheck &check)
{
    return {.command = check.id<CommandId>(in.command(), "CommandReport.command"),
        .state = check.word(in.state(), "CommandReport.state"),
        .at = check.instant(in.at_ms(), "CommandReport.at_ms"),
        .failure = check.text(in.failure(), kNoteText, "CommandReport.failure"),
        .fix = optionalFrom(in.has_fix(), in.fix(), check)};
}

void to(const CommandReport &in, wire::CommandReport &out)
{
    out.set_command(std::to_underlying(in.command));
    out.set_state(toWire<wire::CommandState>(in.state));
    out.set_at_ms(toWire(in.at));
    out.set_failure(in.failure);
    if (in.fix)
        to(*in.fix, *out.mutable_fix());
}

CommandOrder from(const wire::CommandOrder &in, FieldCheck &check)
{
    check.require(in.has_command(), "CommandOrder.command");
    return {.command = from(in.command(), check)};
}

void to(const CommandOrder &in, wire::CommandOrder &out)
{
    to(in.command, *out.mutable_command());
}

SendCommand from(const wire::SendCommand &in, FieldCheck &check)
{
    return {.command = check.id<CommandId>(in.command(), "SendCommand.command"),
        .kind = check.word(in.kind(), "SendCommand.kind"),
        .handset = check.name<HandsetId>(in.handset(), "SendCommand.handset"),
        .text = check.text(in.text(), kNoteText, "SendCommand.text"),
        .validSeconds = check.within(in.valid_seconds(), 1U, 86'400U, "SendCommand.valid_seconds")};
}

void to(const SendCommand &in, wire::SendCommand &out)
{
    out.set_command(std::to_underlying(in.command));
    out.set_kind(toWire<wire::CommandKind>(in.kind));
    out.set_handset(in.handset.text);
    out.set_text(in.text);
    out.set_valid_seconds(in.validSeconds);
}

SetDuty from(const wire::SetDuty &in, FieldCheck &check)
{
    return {.handset = check.name<HandsetId>(in.handset(), "SetDuty.handset"),
        .duty = check.word(in.duty(), "SetDuty.duty")};
}

void to(const SetDuty &in, wire::SetDuty &out)
{
    out.set_handset(in.handset.text);
    out.set_duty(toWire<wire::Duty>(in.duty));
}

} // namespace facteo::protocol
