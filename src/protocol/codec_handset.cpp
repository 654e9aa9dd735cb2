// SPDX-License-Identifier: Apache-2.0
#include "protocol/codec.h"

#include <cassert>

namespace facteo::protocol {
namespace {

constexpr std::int32_t kMostLatE7 = 900'000'000;
constexpr std::int32_t kMostLonE7 = 1'800'000'000;

/// Fix and PositionReport have these fields in common, under the same names.
template<typename WireFix> void readFixFields(const WireFix &in, Fix &out, FieldCheck &check)
{
    check.require(in.has_lat_e7(), "Fix.lat_e7");
    check.require(in.has_lon_e7(), "Fix.lon_e7");
    out.position.latE7 = check.within(in.lat_e7(), -kMostLatE7, kMostLatE7, "Fix.lat_e7");
    out.position.lonE7 = check.within(in.lon_e7(), -kMostLonE7, kMostLonE7, "Fix.lon_e7");
    out.accuracyDm = check.within(in.accuracy_dm(), 0U, Fix::kMostAccuracyDm, "Fix.accuracy_dm");
    if (in.has_speed_cm_s())
        out.speedCmS = check.within(in.speed_cm_s(), 0U, Fix::kMostSpeedCmS, "Fix.speed_cm_s");
    if (in.has_heading_cdeg())
        out.headingCdeg = check.within(in.heading_cdeg(), 0U, Fix::kMostHeadingCdeg, "Fix.heading_cdeg");
}

template<typename WireFix> void writeFixFields(const Fix &in, WireFix &out)
{
    out.set_lat_e7(in.position.latE7);
    out.set_lon_e7(in.position.lonE7);
    out.set_accuracy_dm(in.accuracyDm);
    if (in.speedCmS)
        out.set_speed_cm_s(*in.speedCmS);
    if (in.headingCdeg)
        out.set_heading_cdeg(*in.headingCdeg);
}

} // namespace

Position from(const wire::Position &in, FieldCheck &check)
{
    check.require(in.has_lat_e7(), "Position.lat_e7");
    check.require(in.has_lon_e7(), "Position.lon_e7");
    return {.latE7 = check.within(in.lat_e7(), -kMostLatE7, kMostLatE7, "Position.lat_e7"),
        .lonE7 = check.within(in.lon_e7(), -kMostLonE7, kMostLonE7, "Position.lon_e7")};
}

void to(const Position &in, wire::Position &out)
{
    out.set_lat_e7(in.latE7);
    out.set_lon_e7(in.lonE7);
}

Fix from(const wire::Fix &in, FieldCheck &check)
{
    Fix out{.at = check.instant(in.at_ms(), "Fix.at_ms")};
    readFixFields(in, out, check);
    return out;
}

void to(const Fix &in, wire::Fix &out)
{
    out.set_at_ms(toWire(in.at));
    writeFixFields(in, out);
}

HandsetState from(const wire::HandsetState &in, FieldCheck &check)
{
    HandsetState out{.at = check.instant(in.at_ms(), "HandsetState.at_ms"),
        .duty = check.word(in.duty(), "HandsetState.duty"),
        .sharing = in.sharing(),
        .charging = in.charging(),
        .unsent = in.unsent(),
        .appVersion = check.text(in.app_version(), kVersionText, "HandsetState.app_version")};
    if (in.has_battery_percent())
        out.batteryPercent = check.percent(in.battery_percent(), "HandsetState.battery_percent");
    if (in.has_last_scan_at_ms())
        out.lastScanAt = check.instantOrNone(in.last_scan_at_ms(), "HandsetState.last_scan_at_ms");
    return out;
}

void to(const HandsetState &in, wire::HandsetState &out)
{
    out.set_at_ms(toWire(in.at));
    out.set_duty(toWire<wire::Duty>(in.duty));
    out.set_sharing(in.sharing);
    if (in.batteryPercent)
        out.set_battery_percent(*in.batteryPercent);
    out.set_charging(in.charging);
    out.set_unsent(in.unsent);
    out.set_app_version(in.appVersion);
    if (in.lastScanAt)
        out.set_last_scan_at_ms(toWire(*in.lastScanAt));
}

PositionReport from(const wire::PositionReport &in, Instant sentAt, FieldCheck &check)
{
    PositionReport out;
    constexpr std::int64_t tenYearsMs = 10LL * 366 * 86'400'000;
    const auto age = check.within(in.age_ms(), -tenYearsMs, tenYearsMs, "PositionReport.age_ms");
    if (check.failed())
        return out; // before the subtraction, which could overflow
    out.fix.at = check.instant(toWire(sentAt) - age, "PositionReport.age_ms");
    readFixFields(in, out.fix, check);
    if (in.has_battery_percent())
        out.batteryPercent = check.percent(in.battery_percent(), "PositionReport.battery_percent");
    return out;
}

void to(const PositionReport &in, Instant sentAt, wire::PositionReport &out)
{
    out.set_age_ms(toWire(sentAt) - toWire(in.fix.at));
    writeFixFields(in.fix, out);
    if (in.batteryPercent)
        out.set_battery_percent(*in.batteryPercent);
}

StateReport from(const wire::StateReport &in, FieldCheck &check)
{
    check.require(in.has_state(), "StateReport.state");
    return {.state = from(in.state(), check)};
}

void to(const StateReport &in, wire::StateReport &out)
{
    to(in.state, *out.mutable_state());
}

Goodbye from(const wire::Goodbye &in, FieldCheck & /*nothing can be wrong*/)
{
    return {.clean = in.clean()};
}

void to(const Goodbye &in, wire::Goodbye &out)
{
    out.set_clean(in.clean);
}

Receipt::Line from(const wire::Receipt::Line &in, FieldCheck &check)
{
    Receipt::Line out{.frame = {check.bytes<16>(in.frame(), "Receipt.Line.frame")}};
    if (in.fault() != wire::FAULT_UNSPECIFIED) {
        // A newer hub may have reasons that this handset has no name for. Refused is refused.
        out.fault =
            wire::Fault_IsValid(in.fault()) ? check.word(in.fault(), "Receipt.Line.fault") : Fault::Malformed;
    }
    return out;
}

void to(const Receipt::Line &in, wire::Receipt::Line &out)
{
    out.set_frame(toWire(in.frame.bytes));
    if (in.fault)
        out.set_fault(toWire<wire::Fault>(*in.fault));
}

Receipt from(const wire::Receipt &in, FieldCheck &check)
{
    check.within(in.lines_size(), 0, static_cast<int>(Receipt::kMostLines), "Receipt.lines");
    return {.lines = allFrom<Receipt::Line>(in.lines(), check)};
}

void to(const Receipt &in, wire::Receipt &out)
{
    allTo(in.lines, *out.mutable_lines());
}

Assignment from(const wire::Assignment &in, FieldCheck &check)
{
    return {.postman = check.nameOrNone<PostmanId>(in.postman(), "Assignment.postman"),
        .postmanName = check.text(in.postman_name(), kNameText, "Assignment.postman_name"),
        .round = check.nameOrNone<RoundId>(in.round(), "Assignment.round"),
        .positionEverySeconds =
            check.within(in.position_every_seconds(), 1U, 3'600U, "Assignment.position_every_seconds")};
}

void to(const Assignment &in, wire::Assignment &out)
{
    out.set_postman(in.postman.text);
    out.set_postman_name(in.postmanName);
    out.set_round(in.round.text);
    out.set_position_every_seconds(in.positionEverySeconds);
}

} // namespace facteo::protocol
