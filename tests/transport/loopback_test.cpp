// SPDX-License-Identifier: Apache-2.0
#include "transport/loopback.h"

#include "support/registry.h"

#include <algorithm>
#include <set>

using namespace facteo::transport;

namespace {

Bytes bytesOf(std::string_view text)
{
    const auto *start = reinterpret_cast<const std::byte *>(text.data());
    return {start, start + text.size()};
}

/// Sends 1 000 messages through `faults` and returns what arrived, by its number.
std::vector<int> arrivals(LoopbackBroker::Faults faults, std::uint64_t seed)
{
    LoopbackBroker broker(seed);
    broker.setFaults(faults);
    LoopbackTransport from(broker);
    LoopbackTransport to(broker);
    std::vector<int> arrived;
    to.onMessage([&](Message &&message) {
        arrived.push_back(static_cast<int>(message.payload[0]) * 256 + static_cast<int>(message.payload[1]));
    });
    to.subscribe("a/+", Qos::AtLeastOnce);
    from.start();
    to.start();
    for (int i = 0; i < 1000; ++i) {
        static_cast<void>(from.publish(
            "a/b", {static_cast<std::byte>(i / 256), static_cast<std::byte>(i % 256)}, Qos::AtLeastOnce));
        broker.step();
    }
    broker.settle();
    return arrived;
}

} // namespace

class LoopbackTest : public QObject
{
    Q_OBJECT
private slots:
    void CarriesEverythingInOrderWithoutFaults();
    void LosesDoublesAndReordersTheSameWayForTheSameSeed();
    void ADeadLinkSpeaksItsWill();
    void AnAnswerGoesOutWithALaterStep();
    void KeepsRetainedMessagesForLatecomers();
    void ACrashTakesWhatWaits();
};

void LoopbackTest::CarriesEverythingInOrderWithoutFaults()
{
    const auto arrived = arrivals({}, 1);
    QCOMPARE(arrived.size(), std::size_t{1000});
    QVERIFY(std::ranges::is_sorted(arrived));
}

void LoopbackTest::LosesDoublesAndReordersTheSameWayForTheSameSeed()
{
    const LoopbackBroker::Faults faults{.drop = 0.2, .duplicate = 0.1, .reorder = 0.1, .delaySteps = 4};
    const auto arrived = arrivals(faults, 42);
    QVERIFY(arrived == arrivals(faults, 42));
    QVERIFY(arrived != arrivals(faults, 43));
    const std::set<int> different(arrived.begin(), arrived.end());
    QVERIFY(different.size() > 740 && different.size() < 860); // a fifth is lost
    QVERIFY(arrived.size() > different.size() + 40);           // some come twice
    QVERIFY(!std::ranges::is_sorted(arrived));
}

void LoopbackTest::ADeadLinkSpeaksItsWill()
{
    LoopbackBroker broker(1);
    LoopbackTransport handset(broker, {.topic = "will", .payload = bytesOf("gone")});
    LoopbackTransport hub(broker);
    std::vector<std::string> heard;
    hub.onMessage([&](Message &&message) { heard.push_back(message.topic); });
    hub.subscribe("#", Qos::AtLeastOnce);
    hub.start();
    handset.start();
    handset.stop(); // a goodbye: no will
    broker.settle();
    QVERIFY(heard.empty());
    handset.start();
    handset.sever();
    broker.settle();
    QCOMPARE(heard.size(), std::size_t{1});
    QCOMPARE(handset.publish("a", {}, Qos::AtMostOnce).error(), PublishError::NotConnected);
}

void LoopbackTest::AnAnswerGoesOutWithALaterStep()
{
    LoopbackBroker broker(1);
    LoopbackTransport one(broker);
    LoopbackTransport other(broker);
    int answers = 0;
    other.onMessage([&](Message &&) { QVERIFY(other.publish("answer", {}, Qos::AtLeastOnce)); });
    one.onMessage([&](Message &&) { ++answers; });
    other.subscribe("question", Qos::AtLeastOnce);
    one.subscribe("answer", Qos::AtLeastOnce);
    one.start();
    other.start();
    QVERIFY(one.publish("question", {}, Qos::AtLeastOnce));
    broker.step();
    QCOMPARE(answers, 0);
    broker.step();
    QCOMPARE(answers, 1);
}

void LoopbackTest::KeepsRetainedMessagesForLatecomers()
{
    LoopbackBroker broker(1);
    LoopbackTransport one(broker);
    LoopbackTransport late(broker);
    std::vector<Message> heard;
    late.onMessage([&](Message &&message) { heard.push_back(std::move(message)); });
    one.start();
    QVERIFY(one.publish("state", bytesOf("x"), Qos::AtLeastOnce, true));
    late.subscribe("state", Qos::AtLeastOnce);
    late.start();
    broker.settle();
    QCOMPARE(heard.size(), std::size_t{1});
    QVERIFY(heard[0].retained);
}

void LoopbackTest::ACrashTakesWhatWaits()
{
    LoopbackBroker broker(1);
    LoopbackTransport one(broker);
    int heard = 0;
    std::vector<Link> links;
    one.onMessage([&](Message &&) { ++heard; });
    one.onLink([&](const LinkState &state) { links.push_back(state.link); });
    one.subscribe("#", Qos::AtLeastOnce);
    one.start();
    QVERIFY(one.publish("a", {}, Qos::AtLeastOnce));
    broker.crash();
    broker.settle();
    QCOMPARE(heard, 0);
    QVERIFY((links == std::vector{Link::Connected, Link::Lost}));
    QVERIFY(!one.connected());
}

FACTEO_TEST(LoopbackTest);
#include "loopback_test.moc"
