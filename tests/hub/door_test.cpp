// SPDX-License-Identifier: Apache-2.0
#include "hub/depot_fixture.h"
#include "support/registry.h"

#include <QTest>
#include <format>

using namespace facteo;
using namespace facteo::tests;
using protocol::Absence;
using protocol::Channel;
using protocol::Duty;
using protocol::Fault;

/// What may come in, and what of it may be kept.
class DoorTest : public QObject
{
    Q_OBJECT
private slots:
    void APositionOnDutyIsKeptAndShown();
    void OffDutyNothingIsKept();
    void InABreakNothingIsKept();
    void WithoutSharingNothingIsKept();
    void WhoSharesNothingTellsOfHisWorkAndNotOfItsPlace();
    void WhatWasMeasuredInABreakStaysOutAfterIt();
    void AnAlertOpensTheGateForItsLife();
    void GoingOffDutyTakesThePositionOffTheMap();
    void ARepeatedPositionIsNoFault();
    void ImpossiblePositionsAreRefused();
    void AWrongBeliefGivesWayToWitnesses();
    void EachFaultIsCountedForWhatItIs();
    void AUsedIdWithOtherBytesIsAReplay();
    void TheQuarantineIsBoundedAndTheCountIsNot();
    void APhoneIsAHandsetLikeAnyOther();
    void ASilentHandsetIsLostAndADeadLineAtOnce();
    void OfARefusedPositionNothingIsKept();
    void TheBrokerKeepsNoPhonesPosition();
    void AFrameFromTheFutureIsNotEndedByAReceipt();
    void WhatTheBrokerKeptSaysNothingAboutNow();
    void AReceiptFitsIntoAFrameHoweverMuchItNames();
};

void DoorTest::APositionOnDutyIsKeptAndShown()
{
    DepotFixture depot;
    depot.onDuty(*depot.first);
    depot.at(*depot.first, 46.6, 2.3);
    depot.settle();
    depot.pass(1s);
    QCOMPARE(depot.trail("H-001").size(), 1u);
    const auto seen = depot.picture("H-001");
    QVERIFY(seen && seen->fix);
    QCOMPARE(seen->fix->position.latE7, 466'000'000);
    QCOMPARE(seen->absence, Absence::None);
    QCOMPARE(seen->batteryPercent, std::uint8_t{80});
    QCOMPARE(seen->stopIndex, 1u); // he stands at the first door
    QCOMPARE(depot.hub->status(depot.clock).positionsStored, 1u);
    QCOMPARE(depot.hub->status(depot.clock).handsetsLive, 1u);
}

void DoorTest::OffDutyNothingIsKept()
{
    DepotFixture depot;
    depot.at(*depot.first, 46.6, 2.3); // nobody said that he is on duty
    depot.onDuty(*depot.second);
    depot.settle();
    depot.clock += 5s;
    depot.onDuty(*depot.second, Duty::Off);
    depot.settle();
    depot.clock += 5s;
    depot.at(*depot.second, 46.6, 2.3);
    depot.settle();
    depot.pass(1s);
    QVERIFY(depot.trail("H-001").empty());
    QVERIFY(depot.trail("H-002").empty());
    QCOMPARE(depot.hub->status(depot.clock).gatedOffDuty, 2u);
    QCOMPARE(depot.picture("H-002")->absence, Absence::OffDutyOrBreak);
    QVERIFY(!depot.picture("H-002")->fix);
    QVERIFY(depot.hub->status(depot.clock).faults.empty()); // his right, no fault
}

void DoorTest::InABreakNothingIsKept()
{
    DepotFixture depot;
    depot.onDuty(*depot.first, Duty::OnBreak);
    depot.at(*depot.first, 46.6, 2.3);
    depot.settle();
    QVERIFY(depot.trail("H-001").empty());
    QCOMPARE(depot.hub->status(depot.clock).gatedOnBreak, 1u);
}

void DoorTest::WithoutSharingNothingIsKept()
{
    DepotFixture depot;
    depot.onDuty(*depot.first, Duty::On, false);
    depot.at(*depot.first, 46.6, 2.3);
    depot.settle();
    depot.pass(1s);
    QVERIFY(depot.trail("H-001").empty());
    QCOMPARE(depot.hub->status(depot.clock).gatedSharingOff, 1u);
    QCOMPARE(depot.picture("H-001")->absence, Absence::SharingOff);
}

void DoorTest::WhoSharesNothingTellsOfHisWorkAndNotOfItsPlace()
{
    DepotFixture depot;
    const auto scanned = depot.clock - 20s;
    const auto say = [&](Duty duty, bool sharing) {
        depot.first->say(
            protocol::StateReport{
                {.at = depot.clock, .duty = duty, .sharing = sharing, .lastScanAt = scanned}},
            depot.clock);
        depot.settle();
        depot.pass(1s);
        return depot.picture("H-001");
    };
    auto seen = say(Duty::On, false);
    QCOMPARE(seen->absence, Absence::SharingOff);
    QVERIFY(seen->lastScanAt == scanned);
    QVERIFY(!seen->fix && !seen->stopIndex);
    seen = say(Duty::OnBreak, false);
    QVERIFY(!seen->lastScanAt);
    seen = say(Duty::Off, true);
    QVERIFY(!seen->lastScanAt);
}

void DoorTest::WhatWasMeasuredInABreakStaysOutAfterIt()
{
    DepotFixture depot;
    depot.onDuty(*depot.first, Duty::OnBreak);
    depot.settle();
    depot.clock += 60s;
    protocol::PositionReport report;
    report.fix = {.at = depot.clock - 30s, .position = {466'000'000, 23'000'000}};
    depot.onDuty(*depot.first, Duty::On);
    depot.first->say(report, depot.clock);
    depot.settle();
    QVERIFY(depot.trail("H-001").empty());
    QCOMPARE(depot.hub->status(depot.clock).gatedOnBreak, 1u);
}

void DoorTest::AnAlertOpensTheGateForItsLife()
{
    DepotFixture depot;
    depot.onDuty(*depot.first, Duty::On, false);
    depot.press(*depot.first);
    depot.settle();
    depot.clock += 5s;
    depot.at(*depot.first, 46.6, 2.3);
    depot.settle();
    depot.pass(1s);
    QCOMPARE(depot.trail("H-001").size(), 1u);
    QVERIFY(depot.picture("H-001")->fix);

    depot.endAlert();
    depot.clock += 5s;
    depot.at(*depot.first, 46.6, 2.3);
    depot.settle();
    depot.pass(1s);
    QCOMPARE(depot.trail("H-001").size(), 1u);
    QVERIFY(!depot.picture("H-001")->fix);
    QCOMPARE(depot.hub->status(depot.clock).gatedSharingOff, 1u);
}

void DoorTest::GoingOffDutyTakesThePositionOffTheMap()
{
    DepotFixture depot;
    depot.onDuty(*depot.first);
    depot.at(*depot.first, 46.6, 2.3);
    depot.settle();
    depot.pass(1s);
    depot.onDuty(*depot.first, Duty::Off);
    depot.settle();
    depot.pass(1s);
    QVERIFY(!depot.picture("H-001")->fix);
    // and does not bring yesterday's back with the next duty
    depot.onDuty(*depot.first, Duty::On);
    depot.settle();
    depot.pass(1s);
    QVERIFY(!depot.picture("H-001")->fix);
}

void DoorTest::ARepeatedPositionIsNoFault()
{
    DepotFixture depot;
    depot.onDuty(*depot.first);
    protocol::PositionReport report;
    report.fix = {.at = depot.clock, .position = {466'000'000, 23'000'000}};
    const auto frame = depot.first->sealed(report, depot.clock);
    depot.first->sendBytes(Channel::Position, frame.bytes);
    depot.first->sendBytes(Channel::Position, frame.bytes);
    depot.settle();
    QCOMPARE(depot.trail("H-001").size(), 1u);
    QCOMPARE(depot.hub->status(depot.clock).positionsStored, 1u);
    QVERIFY(depot.hub->status(depot.clock).faults.empty());
}

void DoorTest::ImpossiblePositionsAreRefused()
{
    DepotFixture depot;
    depot.onDuty(*depot.first);
    depot.at(*depot.first, 46.6, 2.3);
    depot.settle();
    depot.clock += 10s;
    depot.at(*depot.first, 0, 0);      // a receiver without a fix
    depot.at(*depot.first, 47.6, 2.3); // 111 km in ten seconds
    protocol::PositionReport report;
    report.fix = {.at = depot.clock + 10min, .position = {466'000'000, 23'000'000}};
    depot.first->say(report, depot.clock); // measured in the future
    depot.settle();
    QCOMPARE(depot.faults(Fault::ImpossiblePosition), 2u);
    QCOMPARE(depot.faults(Fault::FromTheFuture), 1u);
    QCOMPARE(depot.trail("H-001").size(), 1u);
}

void DoorTest::AWrongBeliefGivesWayToWitnesses()
{
    DepotFixture depot;
    depot.onDuty(*depot.first);
    depot.at(*depot.first, 48.8, 2.3); // a mast in Paris
    depot.settle();
    for (int i = 0; i < 4; ++i) {
        depot.clock += 10s;
        depot.at(*depot.first, 46.6 + i * 1e-4, 2.3);
        depot.settle();
    }
    depot.pass(1s);
    QCOMPARE(depot.faults(Fault::ImpossiblePosition), 2u);
    QCOMPARE(depot.picture("H-001")->fix->position.latE7, 466'003'000);
}

void DoorTest::EachFaultIsCountedForWhatItIs()
{
    DepotFixture depot;
    const auto garbage = std::vector<std::byte>(100, std::byte{0xff});
    depot.first->sendBytes(Channel::Up, garbage);
    depot.first->sendBytes(Channel::Up, {});
    depot.first->sendBytes(Channel::Up, std::vector<std::byte>(300'000));

    auto &first = *depot.first;
    const protocol::StateReport state{{.at = depot.clock, .duty = Duty::On, .sharing = true}};
    // sealed by another than the topic's owner
    depot.second->sendTo(
        protocol::upTopic(kDepot, {"H-001"}), depot.second->sealed(state, depot.clock).bytes);
    // a body that this topic never carries
    first.sendBytes(Channel::Position, first.sealed(state, depot.clock).bytes);
    // sealed ten minutes from now
    first.say(protocol::StateReport{{.at = depot.clock, .duty = Duty::On}}, depot.clock + 10min);
    // nobody's
    Party stranger(depot.broker, "H-666", {}, 66);
    stranger.say(state, depot.clock);
    // a handset without a key
    Party cupboard(depot.broker, "H-090", {}, 90);
    cupboard.say(state, depot.clock);
    // a console nobody enrolled
    Party intruder(depot.broker, "C-2", {}, 67);
    intruder.say(
        protocol::Request{.by = kOperator, .operatorName = {}, .body = protocol::AskSnapshot{}}, depot.clock);
    // another's key under his name
    Party thief(depot.broker, "H-001", {}, 68);
    thief.say(protocol::AlertReport{.alert = protocol::AlertId{5}, .raisedAt = depot.clock}, depot.clock);
    // no signature where there must be one
    const protocol::Envelope unsignedAlert{.id = {.bytes = {1, 2, 3}},
        .sender = {"H-001"},
        .sentAt = depot.clock,
        .session = 1,
        .sequence = 0,
        .body = protocol::AlertReport{.alert = protocol::AlertId{6}, .raisedAt = depot.clock}};
    first.sendBytes(Channel::Alert, protocol::seal(unsignedAlert, nullptr));
    depot.settle();

    QVERIFY(depot.faults(Fault::Malformed) + depot.faults(Fault::MissingField) +
                depot.faults(Fault::UnknownVersion) >=
            2);
    QCOMPARE(depot.faults(Fault::TooLarge), 1u);
    QCOMPARE(depot.faults(Fault::WrongSender), 1u);
    QCOMPARE(depot.faults(Fault::WrongDirection), 1u);
    QCOMPARE(depot.faults(Fault::FromTheFuture), 1u);
    QCOMPARE(depot.faults(Fault::UnknownSender), 3u);
    QCOMPARE(depot.faults(Fault::BadSignature), 1u);
    QCOMPARE(depot.faults(Fault::Unsigned), 1u);
    QCOMPARE(depot.hub->status(depot.clock).openAlerts, 0u);
    // Who sent it is told not to repeat it.
    QVERIFY(std::ranges::any_of(
        first.receipts(), [](const auto &line) { return line.fault == Fault::Unsigned; }));

    const auto kept = depot.asked<protocol::QuarantinePage>(protocol::AskQuarantine{});
    QVERIFY(kept);
    QVERIFY(kept->frames.size() >= 10);
    for (const auto &frame : kept->frames)
        QVERIFY2(!frame.detail.empty(), frame.topic.c_str());
}

void DoorTest::AUsedIdWithOtherBytesIsAReplay()
{
    DepotFixture depot;
    protocol::Envelope envelope{.id = {.bytes = {7}},
        .sender = {"H-001"},
        .sentAt = depot.clock,
        .session = 4,
        .sequence = 0,
        .body = protocol::StateReport{{.at = depot.clock, .duty = Duty::On, .sharing = true}}};
    depot.first->sendBytes(Channel::Up, protocol::seal(envelope, nullptr));
    envelope.body = protocol::StateReport{{.at = depot.clock + 1s, .duty = Duty::Off}};
    depot.first->sendBytes(Channel::Up, protocol::seal(envelope, nullptr));
    depot.settle();
    QCOMPARE(depot.faults(Fault::Replayed), 1u);
    QCOMPARE(depot.factsOf<protocol::DutyFact>().size(), 1u);
}

void DoorTest::TheQuarantineIsBoundedAndTheCountIsNot()
{
    DepotFixture depot;
    for (int i = 0; i < 3'000; ++i)
        depot.first->sendBytes(Channel::Up, std::vector<std::byte>(20, std::byte{0xff}));
    depot.settle();
    depot.pass(1s);
    const auto &status = depot.hub->status(depot.clock);
    std::uint64_t refused = 0;
    for (const auto &count : status.faults)
        refused += count.count;
    QCOMPARE(refused, 3'000u);
    const auto pages = depot.console->answer(depot.ask(protocol::AskQuarantine{.atMost = 500}));
    depot.settle();
    QVERIFY(store::QuarantineStore(*depot.database, kDepot).everAdded().value() <= hub::Tally::kKeptAtMost);
    depot.killHub();
    refused = 0;
    for (const auto &count : depot.hub->status(depot.clock).faults)
        refused += count.count;
    QCOMPARE(refused, 3'000u);
}

void DoorTest::APhoneIsAHandsetLikeAnyOther()
{
    DepotFixture depot;
    const auto publish = [&](std::string topic, const std::string &json) {
        const auto bytes = std::as_bytes(std::span(json));
        depot.first->sendTo(std::move(topic), {bytes.begin(), bytes.end()});
        depot.settle();
    };
    const auto seconds =
        std::chrono::duration_cast<std::chrono::seconds>(depot.clock.time_since_epoch()).count();
    const auto location =
        std::format(R"({{"_type":"location","lat":46.6,"lon":2.3,"tst":{},"acc":12,"batt":71}})", seconds);
    publish("owntracks/f0421/s8", location);
    QCOMPARE(depot.hub->status(depot.clock).gatedOffDuty, 1u);
    QVERIFY(depot.trail("H-090").empty());

    const auto done = depot.asked<protocol::Done>(protocol::SetDuty{.handset = {"H-090"}, .duty = Duty::On});
    QVERIFY(done);
    publish("owntracks/f0421/s8", location);
    depot.pass(1s);
    QCOMPARE(depot.trail("H-090").size(), 1u);
    QCOMPARE(depot.picture("H-090")->absence, Absence::None);
    QCOMPARE(depot.picture("H-090")->batteryPercent, std::uint8_t{71});

    publish("owntracks/f0421/s8", R"({"_type":"lwt","tst":1700000000})");
    depot.pass(1s);
    QCOMPARE(depot.picture("H-090")->absence, Absence::SignalLost);
    QVERIFY(depot.picture("H-090")->fix); // where he was, with its age

    // The application asked the broker to keep it; the hub has it forgotten.
    const auto &said = depot.broker.published();
    QVERIFY(std::ranges::any_of(said, [](const auto &message) {
        return message.topic == "owntracks/f0421/s8" && message.retained && message.payload.empty();
    }));

    publish("owntracks/who/knows", location);
    publish("owntracks/f0421/s8", "{");
    publish("owntracks/f0421/s8", "");
    QCOMPARE(depot.faults(Fault::NotMapped), 1u);
    QCOMPARE(depot.faults(Fault::Malformed), 1u);
    // Nobody is clocked on over his own handset's head.
    QCOMPARE(depot.asked<protocol::Refused>(protocol::SetDuty{.handset = {"H-001"}, .duty = Duty::On})->why,
        protocol::Refusal::NotAllowed);
}

void DoorTest::ASilentHandsetIsLostAndADeadLineAtOnce()
{
    DepotFixture depot;
    depot.onDuty(*depot.first);
    depot.onDuty(*depot.second);
    depot.settle();
    depot.pass(1s);
    QCOMPARE(depot.picture("H-001")->absence, Absence::None);
    depot.first->say(protocol::Goodbye{.clean = false}, depot.clock);
    depot.settle();
    depot.pass(1s);
    QCOMPARE(depot.picture("H-001")->absence, Absence::SignalLost);
    QCOMPARE(depot.picture("H-002")->absence, Absence::None);
    depot.pass(95s);
    QCOMPARE(depot.picture("H-002")->absence, Absence::SignalLost);
    QCOMPARE(depot.hub->status(depot.clock).signalLost, 2u);
}

namespace {

std::vector<std::byte> bytesOf(std::string_view text)
{
    const auto bytes = std::as_bytes(std::span(text));
    return {bytes.begin(), bytes.end()};
}

} // namespace

void DoorTest::OfARefusedPositionNothingIsKept()
{
    DepotFixture depot;
    auto &first = *depot.first;
    const std::string json = R"({"_type":"location","lat":46.6012345,"lon":2.3,"tst":1,"acc":12})";
    for (const auto *topic : {"owntracks/f0421/s8", "owntracks/nobody/knows", "owntracks/f0421"})
        first.sendTo(topic, bytesOf(json));
    first.sendTo("owntracks/f0421/s8", bytesOf(R"({"_type":"location","lat":91.2345,"lon":2.3,"tst":1})"));
    protocol::PositionReport report;
    report.fix = {.at = depot.clock, .position = {466'012'345, 22'998'765}};
    first.say(report, depot.clock + 10min); // sealed in the future
    auto broken = first.sealed(report, depot.clock).bytes;
    broken.resize(broken.size() - 3);
    first.sendBytes(Channel::Position, broken);
    first.sendBytes(Channel::Up, first.sealed(report, depot.clock).bytes); // where it never travels
    first.sendBytes(Channel::Up, bytesOf("garbage"));
    report.fix.at = depot.clock + 10min; // measured in the future
    depot.onDuty(first);
    first.say(report, depot.clock);
    depot.settle();

    const auto kept = depot.asked<protocol::QuarantinePage>(protocol::AskQuarantine{});
    QVERIFY(kept);
    QCOMPARE(kept->frames.size(), 9u);
    for (const auto &frame : kept->frames) {
        const bool isGarbage = frame.totalBytes == 7;
        QCOMPARE(frame.bytes.size(), isGarbage ? 7u : 0u);
        QVERIFY(frame.totalBytes > 0);
        QVERIFY2(!frame.detail.contains("46.6") && !frame.detail.contains("91.2"), frame.detail.c_str());
    }
}

void DoorTest::TheBrokerKeepsNoPhonesPosition()
{
    DepotFixture depot;
    const auto isCleared = [&](std::string_view topic) {
        return std::ranges::any_of(depot.broker.published(), [&](const auto &message) {
            return message.topic == topic && message.retained && message.payload.empty();
        });
    };
    for (const auto *topic : {"owntracks/f0421/s8", "owntracks/no/body", "owntracks/f0421/s8/event"}) {
        depot.first->sendTo(topic, bytesOf("{")); // refused or not understood: cleared all the same
        depot.settle();
        QVERIFY2(isCleared(topic), topic);
    }
    QCOMPARE(depot.faults(Fault::Malformed), 2u); // an event is no fault
    QCOMPARE(depot.faults(Fault::WrongDirection), 0u);
    const auto said = depot.broker.published().size();
    depot.settle(); // its own clearing does not move it again
    QCOMPARE(depot.broker.published().size(), said);
}

void DoorTest::AFrameFromTheFutureIsNotEndedByAReceipt()
{
    DepotFixture depot;
    const auto later = depot.clock + 10min;
    const auto frame =
        depot.first->sealed(protocol::StateReport{{.at = later, .duty = Duty::On, .sharing = true}}, later);
    depot.first->sendBytes(Channel::Up, frame.bytes);
    depot.settle();
    QCOMPARE(depot.faults(Fault::FromTheFuture), 1u);
    QVERIFY(depot.first->receipts().empty());
    depot.clock += 9min;
    depot.first->sendBytes(Channel::Up, frame.bytes);
    depot.settle();
    QVERIFY(std::ranges::contains(depot.first->receipts(), protocol::Receipt::Line{.frame = frame.id}));
    QCOMPARE(depot.factsOf<protocol::DutyFact>().size(), 1u);
}

void DoorTest::AReceiptFitsIntoAFrameHoweverMuchItNames()
{
    DepotFixture depot;
    std::vector<std::vector<std::byte>> outbox;
    for (int i = 0; i < 1'500; ++i)
        outbox.push_back(depot.first
                ->sealed(protocol::StateReport{{.at = depot.clock, .duty = Duty::On, .sharing = true}},
                    depot.clock)
                .bytes);
    for (int times = 0; times < 2; ++times)
        for (const auto &bytes : outbox)
            depot.first->sendBytes(Channel::Up, bytes);
    depot.settle();
    QCOMPARE(depot.first->receipts().size(), 1'500u);
    QCOMPARE(depot.first->heard<protocol::Receipt>().size(), 2u);
}

void DoorTest::WhatTheBrokerKeptSaysNothingAboutNow()
{
    DepotFixture depot;
    const auto frame = depot.first->sealed(
        protocol::StateReport{{.at = depot.clock, .duty = Duty::On, .sharing = true}}, depot.clock);
    std::vector<transport::Incoming> kept{transport::Message{.topic = protocol::upTopic(kDepot, {"H-001"}),
        .payload = frame.bytes,
        .qos = transport::Qos::AtLeastOnce,
        .retained = true}};
    depot.house->take(kept, depot.clock);
    depot.settle();
    const auto *slot = &depot.hub->state().handsets().front();
    QVERIFY(!slot->connected && !slot->heardAt);
    QVERIFY(depot.factsOf<protocol::DutyFact>().empty());
    QCOMPARE(depot.faults(Fault::WrongDirection), 1u);
    QVERIFY(std::ranges::any_of(depot.broker.published(), [](const auto &message) {
        return message.topic.ends_with("/h/H-001/up") && message.retained && message.payload.empty();
    }));
}

FACTEO_TEST(DoorTest);
#include "door_test.moc"
