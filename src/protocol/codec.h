// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "protocol/field_check.h"
#include "protocol/messages.h"

#include <facteo.pb.h>
#include <vector>

/// Inside protocol only: one from/to pair per message. from() checks every field; to() encodes what it is
/// given.
namespace facteo::protocol {

// codec_handset.cpp
Position from(const wire::Position &in, FieldCheck &check);
void to(const Position &in, wire::Position &out);
Fix from(const wire::Fix &in, FieldCheck &check);
void to(const Fix &in, wire::Fix &out);
HandsetState from(const wire::HandsetState &in, FieldCheck &check);
void to(const HandsetState &in, wire::HandsetState &out);
/// Its time of measurement is told relative to the envelope's.
PositionReport from(const wire::PositionReport &in, Instant sentAt, FieldCheck &check);
void to(const PositionReport &in, Instant sentAt, wire::PositionReport &out);
StateReport from(const wire::StateReport &in, FieldCheck &check);
void to(const StateReport &in, wire::StateReport &out);
Goodbye from(const wire::Goodbye &in, FieldCheck &check);
void to(const Goodbye &in, wire::Goodbye &out);
Receipt from(const wire::Receipt &in, FieldCheck &check);
void to(const Receipt &in, wire::Receipt &out);
Receipt::Line from(const wire::Receipt::Line &in, FieldCheck &check);
void to(const Receipt::Line &in, wire::Receipt::Line &out);
Assignment from(const wire::Assignment &in, FieldCheck &check);
void to(const Assignment &in, wire::Assignment &out);

// codec_alert.cpp
AlertHelp from(const wire::AlertHelp &in, FieldCheck &check);
void to(const AlertHelp &in, wire::AlertHelp &out);
ClosingReport from(const wire::ClosingReport &in, FieldCheck &check);
void to(const ClosingReport &in, wire::ClosingReport &out);
AlertMilestones from(const wire::AlertMilestones &in, FieldCheck &check);
void to(const AlertMilestones &in, wire::AlertMilestones &out);
AlertStep from(const wire::AlertStep &in, FieldCheck &check);
void to(const AlertStep &in, wire::AlertStep &out);
RaiseAlert from(const wire::RaiseAlert &in, FieldCheck &check);
void to(const RaiseAlert &in, wire::RaiseAlert &out);
Alert from(const wire::Alert &in, FieldCheck &check);
void to(const Alert &in, wire::Alert &out);
AlertReport from(const wire::AlertReport &in, FieldCheck &check);
void to(const AlertReport &in, wire::AlertReport &out);
AlertNews from(const wire::AlertNews &in, FieldCheck &check);
void to(const AlertNews &in, wire::AlertNews &out);
ActOnAlert from(const wire::ActOnAlert &in, FieldCheck &check);
void to(const ActOnAlert &in, wire::ActOnAlert &out);

// codec_escalation.cpp
Contact from(const wire::Contact &in, FieldCheck &check);
void to(const Contact &in, wire::Contact &out);
Rung from(const wire::Rung &in, FieldCheck &check);
void to(const Rung &in, wire::Rung &out);
EscalationPolicy from(const wire::EscalationPolicy &in, FieldCheck &check);
void to(const EscalationPolicy &in, wire::EscalationPolicy &out);
Notice from(const wire::Notice &in, FieldCheck &check);
void to(const Notice &in, wire::Notice &out);
SystemAlarm from(const wire::SystemAlarm &in, FieldCheck &check);
void to(const SystemAlarm &in, wire::SystemAlarm &out);
ActOnSystemAlarm from(const wire::ActOnSystemAlarm &in, FieldCheck &check);
void to(const ActOnSystemAlarm &in, wire::ActOnSystemAlarm &out);
Attend from(const wire::Attend &in, FieldCheck &check);
void to(const Attend &in, wire::Attend &out);

// codec_task.cpp
VisitReport from(const wire::VisitReport &in, FieldCheck &check);
void to(const VisitReport &in, wire::VisitReport &out);
Task from(const wire::Task &in, FieldCheck &check);
void to(const Task &in, wire::Task &out);
TaskReport from(const wire::TaskReport &in, FieldCheck &check);
void to(const TaskReport &in, wire::TaskReport &out);
TaskOrder from(const wire::TaskOrder &in, FieldCheck &check);
void to(const TaskOrder &in, wire::TaskOrder &out);
CreateTask from(const wire::CreateTask &in, FieldCheck &check);
void to(const CreateTask &in, wire::CreateTask &out);
ActOnTask from(const wire::ActOnTask &in, FieldCheck &check);
void to(const ActOnTask &in, wire::ActOnTask &out);

// codec_command.cpp
Command from(const wire::Command &in, FieldCheck &check);
void to(const Command &in, wire::Command &out);
CommandReport from(const wire::CommandReport &in, FieldCheck &check);
void to(const CommandReport &in, wire::CommandReport &out);
CommandOrder from(const wire::CommandOrder &in, FieldCheck &check);
void to(const CommandOrder &in, wire::CommandOrder &out);
SendCommand from(const wire::SendCommand &in, FieldCheck &check);
void to(const SendCommand &in, wire::SendCommand &out);
SetDuty from(const wire::SetDuty &in, FieldCheck &check);
void to(const SetDuty &in, wire::SetDuty &out);

// codec_roster.cpp
Depot from(const wire::Depot &in, FieldCheck &check);
void to(const Depot &in, wire::Depot &out);
Postman from(const wire::Postman &in, FieldCheck &check);
void to(const Postman &in, wire::Postman &out);
RoundStop from(const wire::RoundStop &in, FieldCheck &check);
void to(const RoundStop &in, wire::RoundStop &out);
Round from(const wire::Round &in, FieldCheck &check);
void to(const Round &in, wire::Round &out);
Handset from(const wire::Handset &in, FieldCheck &check);
void to(const Handset &in, wire::Handset &out);
Roster from(const wire::Roster &in, FieldCheck &check);
void to(const Roster &in, wire::Roster &out);
Enrol from(const wire::Enrol &in, FieldCheck &check);
void to(const Enrol &in, wire::Enrol &out);

// codec_line.cpp: points as differences from the one before, latitude and longitude in turn
std::vector<Position> lineFrom(const google::protobuf::RepeatedField<std::int32_t> &deltas, std::size_t least,
    std::size_t most, std::string_view field, FieldCheck &check);
void lineTo(const std::vector<Position> &line, google::protobuf::RepeatedField<std::int32_t> &out);

// codec_geofence.cpp
WeeklyHours from(const wire::WeeklyHours &in, FieldCheck &check);
void to(const WeeklyHours &in, wire::WeeklyHours &out);
Geofence from(const wire::Geofence &in, FieldCheck &check);
void to(const Geofence &in, wire::Geofence &out);
Stay from(const wire::Stay &in, FieldCheck &check);
void to(const Stay &in, wire::Stay &out);
AskNear from(const wire::AskNear &in, FieldCheck &check);
void to(const AskNear &in, wire::AskNear &out);
NearPass from(const wire::NearPass &in, FieldCheck &check);
void to(const NearPass &in, wire::NearPass &out);

// codec_hub.cpp
HandsetPicture from(const wire::HandsetPicture &in, FieldCheck &check);
void to(const HandsetPicture &in, wire::HandsetPicture &out);
Picture from(const wire::Picture &in, FieldCheck &check);
void to(const Picture &in, wire::Picture &out);
HubStatus from(const wire::HubStatus &in, FieldCheck &check);
void to(const HubStatus &in, wire::HubStatus &out);
HubHeartbeat from(const wire::HubHeartbeat &in, FieldCheck &check);
void to(const HubHeartbeat &in, wire::HubHeartbeat &out);
DepotSummary from(const wire::DepotSummary &in, FieldCheck &check);
void to(const DepotSummary &in, wire::DepotSummary &out);
Overview from(const wire::Overview &in, FieldCheck &check);
void to(const Overview &in, wire::Overview &out);
QuarantinedFrame from(const wire::QuarantinedFrame &in, FieldCheck &check);
void to(const QuarantinedFrame &in, wire::QuarantinedFrame &out);

// codec_facts.cpp
Fact from(const wire::Fact &in, FieldCheck &check);
void to(const Fact &in, wire::Fact &out);
FactNotice from(const wire::FactNotice &in, FieldCheck &check);
void to(const FactNotice &in, wire::FactNotice &out);
/// Everything of the fact down to its body.
std::vector<std::byte> encodeContent(const Fact &fact);

// codec_console.cpp
Request from(const wire::Request &in, FieldCheck &check);
void to(const Request &in, wire::Request &out);
Response from(const wire::Response &in, FieldCheck &check);
void to(const Response &in, wire::Response &out);

// --- What repeats in all of them ---

template<typename Word, typename WireMessage>
std::vector<Word> allFrom(const google::protobuf::RepeatedPtrField<WireMessage> &in, FieldCheck &check)
{
    std::vector<Word> out;
    out.reserve(static_cast<std::size_t>(in.size()));
    for (const auto &element : in) {
        out.push_back(from(element, check));
        if (check.failed())
            break;
    }
    return out;
}

template<typename Word, typename WireMessage>
void allTo(const std::vector<Word> &in, google::protobuf::RepeatedPtrField<WireMessage> &out)
{
    out.Reserve(static_cast<int>(in.size()));
    for (const auto &element : in)
        to(element, *out.Add());
}

/// A message that may be absent.
template<typename WireMessage>
auto optionalFrom(bool present, const WireMessage &in, FieldCheck &check)
    -> std::optional<decltype(from(in, check))>
{
    if (!present)
        return std::nullopt;
    return from(in, check);
}

} // namespace facteo::protocol
