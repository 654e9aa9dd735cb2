// SPDX-License-Identifier: Apache-2.0
#include "hub_rig.h"
#include "machine_facts.h"
#include "protocol/frame.h"
#include "protocol/topics.h"
#include "transport/loopback.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QLoggingCategory>
#include <cstdio>
#include <format>
#include <numeric>

/// How many positions a second a hub takes to disk, alone and behind its TLS broker, each beside the bare
/// thing it stands on, measured in the same minute.
namespace facteo::bench {
namespace {

using namespace std::chrono_literals;

constexpr int kKnown = 5'000;
constexpr int kConnected = 8;
constexpr std::size_t kBatch = 8'192;

struct Walker
{
    protocol::SenderSession session;
    std::string topic;
    protocol::Fix fix;

    std::vector<std::byte> nextFrame(protocol::Instant at)
    {
        fix.at = at;
        fix.position.latE7 += 9; // a metre
        fix.speedCmS = 120;
        fix.headingCdeg = 0;
        fix.accuracyDm = 60;
        protocol::PositionReport report;
        report.fix = fix;
        report.batteryPercent = 80;
        return session.seal(report, at).bytes;
    }
};

std::vector<Walker> walkers(const DepotRig &depot, int count)
{
    std::vector<Walker> all;
    for (int i = 0; i < count; ++i) {
        const auto &id = depot.roster().handsets[static_cast<std::size_t>(i)].id;
        protocol::Fix fix;
        fix.position = {466'000'000 + i * 100, 23'000'000 + i * 100};
        all.push_back({.session = {protocol::SenderId{id.text}, protocol::SigningKey::generate()},
            .topic = protocol::positionTopic(depot.roster().depot.id, id),
            .fix = fix});
    }
    return all;
}

std::vector<transport::Incoming> onDuty(const DepotRig &depot, std::vector<Walker> &all, protocol::Instant at)
{
    std::vector<transport::Incoming> frames;
    for (auto &walker : all) {
        const auto frame = walker.session.seal(
            protocol::StateReport{{.at = at, .duty = protocol::Duty::On, .sharing = true}}, at);
        frames.emplace_back(transport::Message{
            .topic = protocol::upTopic(depot.roster().depot.id, {walker.session.sender().text}),
            .payload = frame.bytes,
            .qos = transport::Qos::AtLeastOnce});
    }
    return frames;
}

QJsonObject bareStore(std::size_t frames)
{
    const DepotRig depot(0, 1);
    transport::LoopbackBroker broker(1);
    transport::LoopbackTransport link(broker);
    HubRig rig(depot, link);
    std::vector<store::HandsetFix> batch(kBatch);
    const auto at = now();
    for (std::size_t i = 0; i < kBatch; ++i) {
        batch[i].handset = {std::format("H-{:05}", i % kKnown)};
        batch[i].fix.position = {466'000'000, 23'000'000};
    }
    const auto begin = std::chrono::steady_clock::now();
    const double cpu = cpuSeconds();
    for (std::size_t done = 0; done < frames; done += kBatch) {
        for (auto &one : batch)
            one.fix.at = at + std::chrono::milliseconds{done};
        if (!rig.trails().append(batch))
            qFatal("append failed");
    }
    return {{"positionsPerSecond", static_cast<double>(frames) / secondsSince(begin)},
        {"positionsPerCpuSecond", static_cast<double>(frames) / (cpuSeconds() - cpu)}};
}

QJsonObject hubAlone(std::size_t frames, double bare)
{
    const DepotRig depot(0, kKnown);
    transport::LoopbackBroker broker(1);
    transport::LoopbackTransport link(broker);
    HubRig rig(depot, link);
    auto all = walkers(depot, kKnown);
    const auto start = now();
    auto duty = onDuty(depot, all, start);
    rig.house().take(duty, start);

    double seconds = 0;
    double cpu = 0;
    std::size_t done = 0;
    auto at = start;
    while (done < frames) {
        // Sealing is the handsets' work: not measured.
        std::vector<transport::Incoming> batch;
        for (std::size_t i = 0; i < kBatch; ++i) {
            auto &walker = all[(done + i) % all.size()];
            if ((done + i) % all.size() == 0)
                at += 1s;
            batch.emplace_back(transport::Message{.topic = walker.topic, .payload = walker.nextFrame(at)});
        }
        const auto begin = std::chrono::steady_clock::now();
        const double cpuBegin = cpuSeconds();
        rig.house().take(batch, at);
        cpu += cpuSeconds() - cpuBegin;
        seconds += secondsSince(begin);
        done += kBatch;
        if (done % (16 * kBatch) == 0) {
            const auto ticked = std::chrono::steady_clock::now();
            rig.house().tick(at);
            seconds += secondsSince(ticked);
        }
    }
    const auto stored = rig.stored();
    const double rate = static_cast<double>(stored) / seconds;
    return {{"positionsPerSecond", rate}, {"positionsPerCpuSecond", static_cast<double>(stored) / cpu},
        {"stored", static_cast<qint64>(stored)}, {"offered", static_cast<qint64>(done)},
        {"shareOfBareStore", rate / bare}};
}

/// Publishes as fast as the other side takes it: never more than a window ahead, so that nothing is lost.
template<typename Arrived> double throughBroker(const DepotRig &depot, std::size_t frames, Arrived arrived)
{
    constexpr std::size_t kWindow = 10'000;
    transport::NetworkThread network;
    auto all = walkers(depot, kConnected);
    std::vector<std::unique_ptr<transport::MqttTransport>> links;
    for (int i = 0; i < kConnected; ++i) {
        links.push_back(std::make_unique<transport::MqttTransport>(
            network, settingsOf(depot.bundle(depot.roster().handsets[static_cast<std::size_t>(i)].id.text))));
        links.back()->start();
    }
    for (const auto &link : links)
        while (!link->connected())
            std::this_thread::sleep_for(1ms);
    auto at = now();
    const auto duty = onDuty(depot, all, at);
    for (int i = 0; i < kConnected; ++i) {
        const auto &message = std::get<transport::Message>(duty[static_cast<std::size_t>(i)]);
        std::ignore =
            links[static_cast<std::size_t>(i)]->publish(message.topic, message.payload, message.qos);
    }
    // Duty is recorded before the flood, or the gate would count it: each one's positions arrive.
    for (std::size_t i = 0; i < all.size(); ++i)
        for (const auto before = arrived(); arrived() == before; std::this_thread::sleep_for(1ms))
            std::ignore =
                links[i]->publish(all[i].topic, all[i].nextFrame(at += 1ms), transport::Qos::AtMostOnce);
    for (auto before = arrived() + 1; before != arrived(); std::this_thread::sleep_for(50ms))
        before = arrived(); // and none is still on its way

    const auto base = arrived();
    const auto begin = std::chrono::steady_clock::now();
    std::size_t sent = 0;
    while (arrived() - base < frames && secondsSince(begin) < 120) {
        if (sent >= frames || sent - (arrived() - base) > kWindow) {
            std::this_thread::sleep_for(100us);
            continue;
        }
        for (int burst = 0; burst < 500; ++burst, ++sent) {
            const auto i = sent % all.size();
            // Its own time for each: an exact repetition would be stored once.
            const auto frame = all[i].nextFrame(at + std::chrono::milliseconds{sent / all.size()});
            std::ignore = links[i]->publish(all[i].topic, frame, transport::Qos::AtMostOnce);
        }
    }
    const double rate = static_cast<double>(arrived() - base) / secondsSince(begin);
    for (const auto &link : links)
        link->stop();
    return rate;
}

double bareBroker(std::size_t frames)
{
    DepotRig depot(kConnected, kConnected);
    depot.startBroker();
    std::atomic<std::uint64_t> count = 0;
    transport::NetworkThread network;
    transport::MqttTransport subscriber(network, settingsOf(depot.bundle("hub")));
    subscriber.onMessage([&](transport::Message &&) { ++count; });
    for (const auto &filter : protocol::hubSubscriptions(depot.roster().depot.id))
        subscriber.subscribe(filter.filter, transport::Qos::AtMostOnce);
    subscriber.start();
    while (!subscriber.connected())
        std::this_thread::sleep_for(1ms);
    const double rate = throughBroker(depot, frames, [&] { return count.load(); });
    subscriber.stop();
    return rate;
}

double hubBehindBroker(std::size_t frames)
{
    DepotRig depot(kConnected, kConnected);
    depot.startBroker();
    const LiveHub live(depot);
    return throughBroker(depot, frames, [&] { return live.stored(); });
}

} // namespace
} // namespace facteo::bench

int main(int argc, char **argv)
{
    using namespace facteo::bench;
    const QCoreApplication app(argc, argv);
    QLoggingCategory::setFilterRules(QStringLiteral("*.info=false"));
    const std::size_t frames = argc > 1 ? std::strtoull(argv[1], nullptr, 10) : 1'000'000;
    const auto machine = machineFacts();
    const auto bare = bareStore(frames);
    const auto alone = hubAlone(frames, bare["positionsPerSecond"].toDouble());
    const double broker = bareBroker(frames / 4);
    const double behind = hubBehindBroker(frames / 4);
    const QJsonObject result{{"bench", "ingest"}, {"machine", machine}, {"bareStore", bare},
        {"hubAlone", alone}, {"bareBroker", QJsonObject{{"messagesPerSecond", broker}}},
        {"hubBehindBroker",
            QJsonObject{{"positionsPerSecond", behind}, {"shareOfBareBroker", behind / broker}}},
        {"goals", QJsonObject{{"hubAlone", 300'000}, {"hubBehindBroker", 50'000}}}};
    std::printf("%s", QJsonDocument(result).toJson().constData());
    return 0;
}
