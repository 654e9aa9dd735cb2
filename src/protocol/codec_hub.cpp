// SPDX-License-Identifier: Apache-2.0
#include "protocol/codec.h"

#include <algorithm>

namespace facteo::protocol {
namespace {

constexpr std::size_t kMostQuarantinedBytes = 4'096;
constexpr std::uint32_t kMostPages = 1'000;

std::vector<FaultCount> faultsFrom(
    const google::protobuf::RepeatedPtrField<wire::FaultCount> &in, FieldCheck &check)
{
    std::vector<FaultCount> out;
    for (const auto &line : in) {
        // A newer hub counts what this console has no name for. That must not hide its heartbeat.
        if (wire::Fault_IsValid(line.fault()))
            out.push_back({.fault = check.word(line.fault(), "FaultCount.fault"), .count = line.count()});
    }
    return out;
}

} // namespace

HandsetPicture from(const wire::HandsetPicture &in, FieldCheck &check)
{
    HandsetPicture out{.handset = check.name<HandsetId>(in.handset(), "HandsetPicture.handset"),
        .fix = optionalFrom(in.has_fix(), in.fix(), check),
        .absence = check.word(in.absence(), "HandsetPicture.absence"),
        .duty = check.word(in.duty(), "HandsetPicture.duty"),
        .sharing = in.sharing(),
        .charging = in.charging(),
        .connected = in.connected(),
        .unsent = in.unsent()};
    if (in.has_battery_percent())
        out.batteryPercent = check.percent(in.battery_percent(), "HandsetPicture.battery_percent");
    if (in.has_last_heard_at_ms())
        out.lastHeardAt = check.instantOrNone(in.last_heard_at_ms(), "HandsetPicture.last_heard_at_ms");
    if (in.has_stop_index())
        out.stopIndex = in.stop_index();
    if (in.has_last_scan_at_ms())
        out.lastScanAt = check.instantOrNone(in.last_scan_at_ms(), "HandsetPicture.last_scan_at_ms");
    return out;
}

void to(const HandsetPicture &in, wire::HandsetPicture &out)
{
    out.set_handset(in.handset.text);
    if (in.fix)
        to(*in.fix, *out.mutable_fix());
    out.set_absence(toWire<wire::Absence>(in.absence));
    out.set_duty(toWire<wire::Duty>(in.duty));
    out.set_sharing(in.sharing);
    if (in.batteryPercent)
        out.set_battery_percent(*in.batteryPercent);
    out.set_charging(in.charging);
    if (in.lastHeardAt)
        out.set_last_heard_at_ms(toWire(*in.lastHeardAt));
    out.set_connected(in.connected);
    out.set_unsent(in.unsent);
    if (in.stopIndex)
        out.set_stop_index(*in.stopIndex);
    if (in.lastScanAt)
        out.set_last_scan_at_ms(toWire(*in.lastScanAt));
}

Picture from(const wire::Picture &in, FieldCheck &check)
{
    return {.at = check.instant(in.at_ms(), "Picture.at_ms"),
        .whole = in.whole(),
        .handsets = allFrom<HandsetPicture>(in.handsets(), check)};
}

void to(const Picture &in, wire::Picture &out)
{
    out.set_at_ms(toWire(in.at));
    out.set_whole(in.whole);
    allTo(in.handsets, *out.mutable_handsets());
}

HubStatus from(const wire::HubStatus &in, FieldCheck &check)
{
    return {.at = check.instantOrNone(in.at_ms(), "HubStatus.at_ms"),
        .startedAt = check.instantOrNone(in.started_at_ms(), "HubStatus.started_at_ms"),
        .depot = check.nameOrNone<DepotId>(in.depot(), "HubStatus.depot"),
        .lastFact = in.last_fact(),
        .handsetsKnown = in.handsets_known(),
        .handsetsLive = in.handsets_live(),
        .sharingOff = in.sharing_off(),
        .offDutyOrBreak = in.off_duty_or_break(),
        .signalLost = in.signal_lost(),
        .positionsStored = in.positions_stored(),
        .gatedOffDuty = in.gated_off_duty(),
        .gatedOnBreak = in.gated_on_break(),
        .gatedSharingOff = in.gated_sharing_off(),
        .faults = faultsFrom(in.faults(), check),
        .openAlerts = in.open_alerts(),
        .openTasks = in.open_tasks(),
        .storeWorks = in.store_works(),
        .brokerWorks = in.broker_works(),
        .hubVersion = check.text(in.hub_version(), kVersionText, "HubStatus.hub_version"),
        .trailDays = in.trail_days()};
}

void to(const HubStatus &in, wire::HubStatus &out)
{
    out.set_at_ms(toWire(in.at));
    out.set_started_at_ms(toWire(in.startedAt));
    out.set_depot(in.depot.text);
    out.set_last_fact(in.lastFact);
    out.set_handsets_known(in.handsetsKnown);
    out.set_handsets_live(in.handsetsLive);
    out.set_sharing_off(in.sharingOff);
    out.set_off_duty_or_break(in.offDutyOrBreak);
    out.set_signal_lost(in.signalLost);
    out.set_positions_stored(in.positionsStored);
    out.set_gated_off_duty(in.gatedOffDuty);
    out.set_gated_on_break(in.gatedOnBreak);
    out.set_gated_sharing_off(in.gatedSharingOff);
    for (const auto &line : in.faults) {
        auto &added = *out.add_faults();
        added.set_fault(toWire<wire::Fault>(line.fault));
        added.set_count(line.count);
    }
    out.set_open_alerts(in.openAlerts);
    out.set_open_tasks(in.openTasks);
    out.set_store_works(in.storeWorks);
    out.set_broker_works(in.brokerWorks);
    out.set_hub_version(in.hubVersion);
    out.set_trail_days(in.trailDays);
}

HubHeartbeat from(const wire::HubHeartbeat &in, FieldCheck &check)
{
    check.require(in.has_status(), "HubHeartbeat.status");
    return {.status = from(in.status(), check)};
}

void to(const HubHeartbeat &in, wire::HubHeartbeat &out)
{
    to(in.status, *out.mutable_status());
}

DepotSummary from(const wire::DepotSummary &in, FieldCheck &check)
{
    check.require(in.has_depot(), "DepotSummary.depot");
    DepotSummary out{.depot = from(in.depot(), check),
        .known = in.known(),
        .live = in.live(),
        .ageing = in.ageing(),
        .lost = in.lost(),
        .sharingOff = in.sharing_off(),
        .offDutyOrBreak = in.off_duty_or_break(),
        .openAlerts = in.open_alerts(),
        .unansweredAlerts = in.unanswered_alerts(),
        .exerciseAlerts = in.exercise_alerts(),
        .standing = check.word(in.standing(), "DepotSummary.standing")};
    if (in.has_heard_at_ms())
        out.heardAt = check.instantOrNone(in.heard_at_ms(), "DepotSummary.heard_at_ms");
    return out;
}

void to(const DepotSummary &in, wire::DepotSummary &out)
{
    to(in.depot, *out.mutable_depot());
    out.set_known(in.known);
    out.set_live(in.live);
    out.set_ageing(in.ageing);
    out.set_lost(in.lost);
    out.set_sharing_off(in.sharingOff);
    out.set_off_duty_or_break(in.offDutyOrBreak);
    out.set_open_alerts(in.openAlerts);
    out.set_unanswered_alerts(in.unansweredAlerts);
    out.set_exercise_alerts(in.exerciseAlerts);
    out.set_standing(toWire<wire::DepotStanding>(in.standing));
    if (in.heardAt)
        out.set_heard_at_ms(toWire(*in.heardAt));
}

Overview from(const wire::Overview &in, FieldCheck &check)
{
    check.within<std::uint32_t>(in.page(), 0, kMostPages - 1, "Overview.page");
    check.within<std::uint32_t>(in.pages(), in.page() + 1, kMostPages, "Overview.pages");
    return {.at = check.instant(in.at_ms(), "Overview.at_ms"),
        .page = in.page(),
        .pages = in.pages(),
        .depots = allFrom<DepotSummary>(in.depots(), check)};
}

void to(const Overview &in, wire::Overview &out)
{
    out.set_at_ms(toWire(in.at));
    out.set_page(in.page);
    out.set_pages(in.pages);
    allTo(in.depots, *out.mutable_depots());
}

QuarantinedFrame from(const wire::QuarantinedFrame &in, FieldCheck &check)
{
    check.within<std::size_t>(in.bytes().size(), 0, kMostQuarantinedBytes, "QuarantinedFrame.bytes");
    const auto bytes = std::as_bytes(std::span(in.bytes()));
    return {.at = check.instantOrNone(in.at_ms(), "QuarantinedFrame.at_ms"),
        .topic = check.text(in.topic(), kNoteText, "QuarantinedFrame.topic"),
        .fault = check.word(in.fault(), "QuarantinedFrame.fault"),
        .detail = check.text(in.detail(), kReasonText, "QuarantinedFrame.detail"),
        .bytes = {bytes.begin(), bytes.end()},
        .totalBytes = in.total_bytes()};
}

void to(const QuarantinedFrame &in, wire::QuarantinedFrame &out)
{
    const auto length = std::min(in.bytes.size(), kMostQuarantinedBytes);
    out.set_at_ms(toWire(in.at));
    out.set_topic(technicalText(in.topic, kNoteText));
    out.set_fault(toWire<wire::Fault>(in.fault));
    out.set_detail(technicalText(in.detail, kReasonText));
    out.set_bytes(in.bytes.data(), length);
    out.set_total_bytes(in.totalBytes);
}

} // namespace facteo::protocol
