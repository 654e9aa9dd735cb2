// SPDX-License-Identifier: Apache-2.0
#include "hub_rig.h"
#include "machine_facts.h"
#include "protocol/frame.h"
#include "protocol/random.h"
#include "protocol/topics.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QLoggingCategory>
#include <condition_variable>
#include <cstdio>
#include <mutex>
#include <unordered_map>

/// From the button to the console: handset → TLS broker → hub → on disk → TLS broker → console, with the
/// signature checked on both hops; idle, and while a fleet reports positions. Beside it the bare hop.
namespace facteo::bench {
namespace {

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

/// When each frame was sent and first heard of.
class Stopwatch
{
public:
    void sent(const protocol::FrameId &id)
    {
        const std::scoped_lock lock(m_mutex);
        m_sent[id] = Clock::now();
    }
    void heard(const protocol::FrameId &id)
    {
        const auto at = Clock::now();
        const std::scoped_lock lock(m_mutex);
        const auto found = m_sent.find(id);
        if (found == m_sent.end())
            return;
        m_milliseconds.push_back(std::chrono::duration<double, std::milli>(at - found->second).count());
        m_sent.erase(found);
        m_changed.notify_all();
    }
    /// False when it did not come within five seconds.
    bool waitFor(const protocol::FrameId &id, std::chrono::milliseconds patience = 5s)
    {
        std::unique_lock lock(m_mutex);
        return m_changed.wait_for(lock, patience, [&] { return !m_sent.contains(id); });
    }
    /// Everything so far was not measured.
    void startOver()
    {
        const std::scoped_lock lock(m_mutex);
        m_sent.clear();
        m_milliseconds.clear();
    }
    QJsonObject result()
    {
        const std::scoped_lock lock(m_mutex);
        return {{"samples", static_cast<int>(m_milliseconds.size())},
            {"lost", static_cast<int>(m_sent.size())}, {"p50Milliseconds", percentile(m_milliseconds, 0.50)},
            {"p99Milliseconds", percentile(m_milliseconds, 0.99)},
            {"maxMilliseconds", percentile(m_milliseconds, 1.0)}};
    }

private:
    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::unordered_map<protocol::FrameId, Clock::time_point> m_sent;
    std::vector<double> m_milliseconds;
};

void connect(transport::MqttTransport &link)
{
    link.start();
    while (!link.connected())
        std::this_thread::sleep_for(1ms);
}

/// Presses the button once, and waits until that is heard.
bool press(transport::MqttTransport &handset, const std::string &topic, protocol::SenderSession &session,
    Stopwatch &watch, std::chrono::milliseconds patience = 5s)
{
    protocol::AlertReport report{.alert = protocol::randomAlertId()};
    report.raisedAt = now();
    const auto frame = session.seal(report, now());
    watch.sent(frame.id);
    std::ignore = handset.publish(topic, frame.bytes, transport::Qos::AtLeastOnce);
    return watch.waitFor(frame.id, patience);
}

/// Presses until one is heard: then every subscription on the way is in place.
void warmUp(transport::MqttTransport &handset, const std::string &topic, protocol::SenderSession &session,
    Stopwatch &watch)
{
    while (!press(handset, topic, session, watch, 100ms))
        continue;
    watch.startOver();
}

/// `count` presses, one after the other, with a breath in between as between people.
void pressMany(transport::MqttTransport &handset, const std::string &topic, protocol::SenderSession &session,
    Stopwatch &watch, int count)
{
    for (int i = 0; i < count; ++i) {
        std::ignore = press(handset, topic, session, watch);
        std::this_thread::sleep_for(10ms);
    }
}

/// `perSecond` positions of the other handsets until told to stop.
class Traffic
{
public:
    Traffic(const DepotRig &depot, int perSecond)
    {
        if (perSecond > 0)
            m_thread = std::jthread(
                [&depot, perSecond](const std::stop_token &stop) { run(depot, perSecond, stop); });
    }

private:
    static void run(const DepotRig &depot, int perSecond, const std::stop_token &stop)
    {
        transport::NetworkThread network;
        const auto &id = depot.roster().handsets[1].id;
        const auto bundle = depot.bundle(id.text);
        transport::MqttTransport link(network, settingsOf(bundle));
        connect(link);
        protocol::SenderSession session({id.text}, bundle.key);
        std::ignore = link.publish(protocol::upTopic(depot.roster().depot.id, id),
            session
                .seal(
                    protocol::StateReport{{.at = now(), .duty = protocol::Duty::On, .sharing = true}}, now())
                .bytes,
            transport::Qos::AtLeastOnce);
        protocol::PositionReport report;
        report.fix.position = {466'000'000, 23'000'000};
        const auto topic = protocol::positionTopic(depot.roster().depot.id, id);
        auto due = Clock::now();
        while (!stop.stop_requested()) {
            for (int i = 0; i < std::max(1, perSecond / 100); ++i) {
                report.fix.at = now();
                report.fix.position.latE7 += 1;
                std::ignore =
                    link.publish(topic, session.seal(report, now()).bytes, transport::Qos::AtMostOnce);
            }
            due += 10ms;
            std::this_thread::sleep_until(due);
        }
        link.stop();
    }

    std::jthread m_thread;
};

QJsonObject alerts(int count, int positionsPerSecond)
{
    DepotRig depot(2, 2);
    depot.startBroker();
    const LiveHub live(depot);
    Stopwatch watch;
    transport::NetworkThread network;

    const auto consoleBundle = depot.bundle("console");
    transport::MqttTransport console(network, settingsOf(consoleBundle));
    console.onMessage([&](transport::Message &&message) {
        const auto opened = protocol::open(message.payload);
        if (!opened || !opened->isSignedBy(consoleBundle.hubKey))
            return;
        if (const auto *notice = std::get_if<protocol::FactNotice>(&opened->envelope.body))
            watch.heard(notice->fact.cause);
    });
    console.subscribe(protocol::factsTopic(depot.roster().depot.id), transport::Qos::AtLeastOnce);
    connect(console);

    const auto &id = depot.roster().handsets[0].id;
    const auto bundle = depot.bundle(id.text);
    transport::MqttTransport handset(network, settingsOf(bundle));
    connect(handset);
    const Traffic traffic(depot, positionsPerSecond);
    protocol::SenderSession session({id.text}, bundle.key);
    const auto topic = protocol::alertTopic(depot.roster().depot.id, id);
    warmUp(handset, topic, session, watch);
    while (positionsPerSecond > 0 && live.stored() == 0)
        std::this_thread::sleep_for(1ms);
    pressMany(handset, topic, session, watch, count);
    auto result = watch.result();
    result["positionsPerSecond"] = positionsPerSecond;
    handset.stop();
    console.stop();
    return result;
}

QJsonObject bareHop(int count)
{
    DepotRig depot(1, 1);
    depot.startBroker();
    Stopwatch watch;
    transport::NetworkThread network;
    transport::MqttTransport subscriber(network, settingsOf(depot.bundle("hub")));
    subscriber.onMessage([&](transport::Message &&message) {
        if (const auto heading = protocol::peek(message.payload))
            watch.heard(heading->id);
    });
    const auto &id = depot.roster().handsets[0].id;
    const auto topic = protocol::alertTopic(depot.roster().depot.id, id);
    subscriber.subscribe(topic, transport::Qos::AtLeastOnce);
    connect(subscriber);
    const auto bundle = depot.bundle(id.text);
    transport::MqttTransport handset(network, settingsOf(bundle));
    connect(handset);
    protocol::SenderSession session({id.text}, bundle.key);
    warmUp(handset, topic, session, watch);
    pressMany(handset, topic, session, watch, count);
    auto result = watch.result();
    handset.stop();
    subscriber.stop();
    return result;
}

} // namespace
} // namespace facteo::bench

int main(int argc, char **argv)
{
    using namespace facteo::bench;
    const QCoreApplication app(argc, argv);
    QLoggingCategory::setFilterRules(QStringLiteral("*.info=false"));
    const int count = argc > 1 ? std::atoi(argv[1]) : 300;
    const QJsonObject result{{"bench", "alert"}, {"machine", machineFacts()}, {"bareHop", bareHop(count)},
        {"idle", alerts(count, 0)}, {"underLoad", alerts(count, 5'000)}};
    std::printf("%s", QJsonDocument(result).toJson().constData());
    return 0;
}
