// SPDX-License-Identifier: Apache-2.0
#include "protocol/drawn.h"
#include "protocol/roster_file.h"
#include "protocol/samples.h"
#include "support/registry.h"

#include <algorithm>
#include <facteo.pb.h>
#include <functional>
#include <limits>

using namespace facteo;
using namespace facteo::protocol;
using namespace facteo::tests;

namespace {

/// The sample after `spoil` had its way with the bytes' meaning: what a careless or hostile sender may send.
std::vector<std::byte> spoilt(const char *name, const std::function<void(wire::Envelope &)> &spoil)
{
    wire::Frame frame;
    const auto good = sealed(sample(name));
    frame.ParseFromArray(good.data(), static_cast<int>(good.size()));
    wire::Envelope envelope;
    envelope.ParseFromString(frame.envelope());
    spoil(envelope);
    frame.set_envelope(envelope.SerializeAsString());
    const auto bytes = frame.SerializeAsString();
    const auto view = std::as_bytes(std::span(bytes));
    return {view.begin(), view.end()};
}

struct Spoil
{
    const char *what;
    const char *sample;
    std::function<void(wire::Envelope &)> spoil;
    Fault fault;
    const char *explanation;
};

wire::Fix &workFix(wire::Envelope &e)
{
    return *e.mutable_task_report()->mutable_fix();
}
wire::Task &orderedTask(wire::Envelope &e)
{
    return *e.mutable_task_order()->mutable_task();
}

std::vector<Spoil> spoils()
{
    using enum Fault;
    constexpr auto least = std::numeric_limits<std::int32_t>::min();
    const std::string longNote(281, 'n');
    return {
        {"latitude INT32_MIN", "position_report",
            [=](auto &e) { e.mutable_position_report()->set_lat_e7(least); }, OutOfRange, "Fix.lat_e7"},
        {"longitude INT32_MIN", "position_report",
            [=](auto &e) { e.mutable_position_report()->set_lon_e7(least); }, OutOfRange, "Fix.lon_e7"},
        {"one above the pole", "position_report",
            [](auto &e) { e.mutable_position_report()->set_lat_e7(900'000'001); }, OutOfRange, "Fix.lat_e7"},
        {"no latitude", "position_report", [](auto &e) { e.mutable_position_report()->clear_lat_e7(); },
            MissingField, "Fix.lat_e7"},
        {"age INT64_MIN", "position_report",
            [](auto &e) {
                e.mutable_position_report()->set_age_ms(std::numeric_limits<std::int64_t>::min());
            },
            OutOfRange, "PositionReport.age_ms"},
        {"measured before 1970", "position_report",
            [](auto &e) {
                e.set_sent_at_ms(1);
                e.mutable_position_report()->set_age_ms(5);
            },
            OutOfRange, "PositionReport.age_ms"},
        {"battery 101", "position_report",
            [](auto &e) { e.mutable_position_report()->set_battery_percent(101); }, OutOfRange,
            "PositionReport.battery_percent"},
        {"heading 360 degrees", "task_report", [](auto &e) { workFix(e).set_heading_cdeg(36'000); },
            OutOfRange, "Fix.heading_cdeg"},
        {"faster than any postman", "task_report", [](auto &e) { workFix(e).set_speed_cm_s(40'001); },
            OutOfRange, "Fix.speed_cm_s"},
        {"fix without time", "task_report", [](auto &e) { workFix(e).clear_at_ms(); }, MissingField,
            "Fix.at_ms"},
        {"alert without id", "alert_report", [](auto &e) { e.mutable_alert_report()->clear_alert(); },
            MissingField, "AlertReport.alert"},
        {"alert id above 2^63 - 1", "alert_report",
            [](auto &e) { e.mutable_alert_report()->set_alert(1ULL << 63); }, OutOfRange,
            "AlertReport.alert"},
        {"trigger unspecified", "alert_report", [](auto &e) { e.mutable_alert_report()->clear_trigger(); },
            MissingField, "AlertReport.trigger"},
        {"trigger unknown", "alert_report",
            [](auto &e) { e.mutable_alert_report()->set_trigger(static_cast<wire::AlertTrigger>(11)); },
            OutOfRange, "AlertReport.trigger"},
        {"trigger negative", "alert_report",
            [](auto &e) { e.mutable_alert_report()->set_trigger(static_cast<wire::AlertTrigger>(-1)); },
            OutOfRange, "AlertReport.trigger"},
        {"note of 281 characters", "task_order", [=](auto &e) { orderedTask(e).set_note(longNote); },
            OutOfRange, "Task.note"},
        {"control characters", "task_order", [](auto &e) { orderedTask(e).set_note("\x1b[2J"); }, OutOfRange,
            "Task.note"},
        {"no position", "task_order", [](auto &e) { orderedTask(e).clear_position(); }, MissingField,
            "Task.position"},
        {"task missing", "task_order", [](auto &e) { e.mutable_task_order()->clear_task(); }, MissingField,
            "TaskOrder.task"},
        {"handset is no name", "task_order", [](auto &e) { orderedTask(e).set_handset("H/+"); }, OutOfRange,
            "Task.handset"},
        {"time before 1970", "task_order", [](auto &e) { orderedTask(e).set_changed_at_ms(-1); }, OutOfRange,
            "Task.changed_at_ms"},
        {"time after the year 9999", "task_order",
            [](auto &e) { orderedTask(e).set_changed_at_ms(253'402'300'800'000); }, OutOfRange,
            "Task.changed_at_ms"},
        {"position every 0 s", "assignment",
            [](auto &e) { e.mutable_assignment()->set_position_every_seconds(0); }, OutOfRange,
            "Assignment.position_every_seconds"},
        {"frame id of 15 bytes", "receipt",
            [](auto &e) { e.mutable_receipt()->mutable_lines(0)->set_frame(std::string(15, 'x')); },
            OutOfRange, "Receipt.Line.frame"},
        {"0 facts asked", "ask_facts",
            [](auto &e) { e.mutable_request()->mutable_ask_facts()->set_at_most(0); }, OutOfRange,
            "AskFacts.at_most"},
        {"request by nobody", "ask_facts", [](auto &e) { e.mutable_request()->clear_by(); }, MissingField,
            "Request.by"},
        {"request for nothing", "ask_facts", [](auto &e) { e.mutable_request()->clear_body(); }, MissingField,
            "Request.body"},
        {"a fact changed after it was recorded", "fact_roster",
            [](auto &e) { e.mutable_fact_notice()->mutable_fact()->mutable_content()->back() ^= 1; },
            BrokenChain, "Fact.hash"},
        {"sender missing", "goodbye", [](auto &e) { e.clear_sender(); }, MissingField, "Envelope.sender"},
        {"sender is no name", "goodbye", [](auto &e) { e.set_sender("H 012"); }, OutOfRange,
            "Envelope.sender"},
        {"session missing", "goodbye", [](auto &e) { e.clear_session(); }, MissingField, "Envelope.session"},
        {"time missing", "goodbye", [](auto &e) { e.clear_sent_at_ms(); }, MissingField,
            "Envelope.sent_at_ms"},
        {"id of 17 bytes", "goodbye", [](auto &e) { e.set_id(std::string(17, 'x')); }, OutOfRange,
            "Envelope.id"},
        {"version missing", "goodbye", [](auto &e) { e.clear_version(); }, UnknownVersion,
            "Envelope.version"},
        {"body missing", "goodbye", [](auto &e) { e.clear_body(); }, MissingField, "Envelope.body"},
    };
}

} // namespace

class Codec : public QObject
{
    Q_OBJECT

private slots:
    void WhatIsSaidIsUnderstood()
    {
        Drawn drawn(20'261'122);
        const auto key = goldenKey();
        for (std::size_t body = 0; body < std::variant_size_v<Body>; ++body) {
            for (int round = 0; round < 200; ++round) {
                const auto envelope = drawn.envelope(body);
                const auto frame = seal(envelope, round % 50 == 0 ? &key : nullptr);
                const auto opened = open(frame);
                QVERIFY2(opened.has_value(), explain(frame).c_str());
                QVERIFY(opened->envelope == envelope);
            }
        }
    }

    void RostersSurviveTheirFile()
    {
        Drawn drawn(1);
        for (int round = 0; round < 100; ++round) {
            const auto roster = drawn.roster();
            const auto read = decodeRoster(encodeRoster(roster));
            QVERIFY(read.has_value());
            QVERIFY(*read == roster);
        }
    }

    void ARosterIsRefusedWithItsReason()
    {
        QCOMPARE(decodeRoster({}).error(), Fault::MissingField);
        const auto text = std::as_bytes(std::span("no roster at all"));
        QCOMPARE(decodeRoster(text).error(), Fault::Malformed);
    }

    void EachWrongFieldIsRefusedAndNamed_data()
    {
        QTest::addColumn<int>("index");
        int index = 0;
        for (const auto &one : spoils())
            QTest::newRow(one.what) << index++;
    }

    void EachWrongFieldIsRefusedAndNamed()
    {
        QFETCH(int, index);
        const auto one = spoils().at(static_cast<std::size_t>(index));
        const auto frame = spoilt(one.sample, one.spoil);
        const auto opened = open(frame);
        QVERIFY(!opened.has_value());
        QCOMPARE(opened.error(), one.fault);
        QVERIFY2(explain(frame).contains(one.explanation), explain(frame).c_str());
    }

    void ABrokenReceiverDoesNotSilenceAnAlert()
    {
        const std::vector<void (*)(wire::Fix &)> faults{[](auto &fix) { fix.set_heading_cdeg(36'000); },
            [](auto &fix) { fix.set_accuracy_dm(Fix::kMostAccuracyDm + 1); },
            [](auto &fix) { fix.set_lat_e7(std::numeric_limits<std::int32_t>::min()); },
            [](auto &fix) { fix.clear_at_ms(); }, [](auto &fix) { fix.Clear(); }};
        for (const auto fault : faults) {
            const auto frame = spoilt("alert_report",
                [&](wire::Envelope &e) { fault(*e.mutable_alert_report()->mutable_last_fix()); });
            const auto opened = open(frame);
            QVERIFY2(opened.has_value(), explain(frame).c_str());
            const auto &report = std::get<AlertReport>(opened->envelope.body);
            QVERIFY(!report.lastFix);
            QCOMPARE(report.alert, std::get<AlertReport>(sample("alert_report").body).alert);
        }
    }

    void TextThatIsNotUtf8IsMalformed()
    {
        // protobuf's writer would refuse it: it is put in place of good text of the same length.
        auto frame = sealed(sample("alert_news"));
        const std::string_view good = "Claire Morel";
        const auto at = std::ranges::search(frame, std::as_bytes(std::span(good)));
        QVERIFY(!at.empty());
        at.front() = std::byte{0xff};
        QCOMPARE(open(frame).error(), Fault::Malformed);
    }

    void AReceiptWithAReasonOfTheFutureStillRefuses()
    {
        const auto frame = spoilt("receipt", [](wire::Envelope &e) {
            e.mutable_receipt()->mutable_lines(1)->set_fault(static_cast<wire::Fault>(999));
        });
        const auto opened = open(frame);
        QVERIFY(opened.has_value());
        QVERIFY(std::get<Receipt>(opened->envelope.body).lines.at(1).fault.has_value());
    }

    void AHeartbeatThatCountsUnknownFaultsStillBeats()
    {
        const auto frame = spoilt("hub_heartbeat", [](wire::Envelope &e) {
            auto &status = *e.mutable_hub_heartbeat()->mutable_status();
            status.add_faults()->set_fault(static_cast<wire::Fault>(999));
        });
        const auto opened = open(frame);
        QVERIFY(opened.has_value());
        QCOMPARE(std::get<HubHeartbeat>(opened->envelope.body).status.faults.size(), std::size_t{2});
    }

    void APositionReportIsShort()
    {
        const auto bytes = sealed(sample("position_report")).size();
        QVERIFY2(bytes <= 64, std::to_string(bytes).c_str());
    }
};

FACTEO_TEST(Codec);
#include "codec_test.moc"
