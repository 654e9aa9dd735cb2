// SPDX-License-Identifier: Apache-2.0
#include "crowd_program.h"

#include "field_handset.h"
#include "pki/bundle.h"
#include "protocol/random.h"
#include "roster_reader.h"
#include "transport/mqtt_transport.h"

#include <cstdio>
#include <format>
#include <print>

namespace facteo::app {

using namespace std::chrono_literals;

namespace {

/// Short, so that the broker gets a trickle and not waves.
constexpr std::chrono::milliseconds kPause{20};
constexpr std::chrono::seconds kReportEvery{10};
/// What hubs answer within a second or two, at the beginning to everybody.
constexpr std::size_t kQueueFrames = 500'000;

transport::MqttSettings settingsOf(const pki::Bundle &bundle)
{
    transport::MqttSettings settings;
    settings.clientId = pki::clientId(bundle);
    settings.host = bundle.broker.host;
    settings.port = bundle.broker.port;
    settings.caFile = bundle.caFile;
    settings.certificateFile = bundle.certificateFile;
    settings.keyFile = bundle.keyFile;
    settings.seed = protocol::secureBits();
    return settings;
}

std::string summaryOf(const handset::Crowd &crowd)
{
    const auto &counters = crowd.counters();
    return std::format("{} handsets: {} positions and {} states sent, {} receipts, {} frames wait for one, "
                       "{} times the connection was full",
        crowd.size(), counters.positions, counters.states, counters.receipts, crowd.unanswered(),
        counters.held);
}

} // namespace

int CrowdProgram::run()
{
    const auto bundle = pki::readBundle(m_options.bundle);
    if (!bundle) {
        std::println(stderr, "{}", bundle.error().detail);
        return 1;
    }
    if (bundle->role != pki::Role::ExerciseGateway) {
        std::println(stderr, "{} is the bundle of {} {}; a crowd needs that of an exercise gateway",
            m_options.bundle.string(), pki::nameOf(bundle->role), bundle->id);
        return 1;
    }
    const auto rosters = readRosters(m_options.rosters);
    if (!rosters) {
        std::println(stderr, "{}", rosters.error());
        return 1;
    }
    transport::MessageQueue queue(kQueueFrames, [this] { m_wakeUp.notify(); });
    transport::NetworkThread network;
    transport::MqttTransport transport(network, settingsOf(*bundle));
    queue.listenTo(transport);
    handset::Crowd crowd({.gateway = {bundle->id},
                             .positionEvery = m_options.positionEvery,
                             .pace = m_options.pace,
                             .seed = m_options.seed},
        transport);
    for (const auto &roster : *rosters)
        crowd.join(roster);
    if (crowd.size() == 0) {
        std::println(stderr, "nobody in {} has a round and a handset", m_options.rosters.string());
        return 1;
    }
    std::println("{} handsets of {} depots go out, each every {} s", crowd.size(), rosters->size(),
        std::chrono::duration<double>(m_options.positionEvery).count());
    walk(crowd, transport, queue);
    std::println("{}", summaryOf(crowd));
    return 0;
}

void CrowdProgram::walk(
    handset::Crowd &crowd, transport::Transport &transport, transport::MessageQueue &queue)
{
    m_wakeUp.stopOnSignals();
    m_wakeUp.readLines();
    transport.start();
    std::vector<transport::Incoming> heard;
    auto reported = now();
    for (bool quit = false; !m_wakeUp.stopping() && !quit;) {
        queue.drain(heard);
        for (const auto &incoming : heard) {
            if (const auto *link = std::get_if<transport::LinkState>(&incoming))
                std::println("{}", link->link == transport::Link::Connected ? "connected" : link->reason);
            crowd.take(incoming);
        }
        crowd.step(now());
        while (const auto line = m_wakeUp.nextLine()) {
            quit = quit || *line == "quit";
            if (!quit)
                obeyLine(crowd, *line);
        }
        if (!m_options.quiet && now() - reported >= kReportEvery) {
            reported = now();
            std::println("{}", summaryOf(crowd));
        }
        std::fflush(stdout);
        m_wakeUp.wait(kPause);
    }
    transport.stop();
}

void CrowdProgram::obeyLine(handset::Crowd &crowd, const std::string &line)
{
    const auto space = line.find(' ');
    if (line == "status")
        std::println("{}", summaryOf(crowd));
    else if (space == std::string::npos || line.substr(space + 1) != "alert")
        std::println("say H-0001-01 alert, status or quit");
    else
        std::println("{}: {}", line.substr(0, space),
            crowd.press({line.substr(0, space)}, now()) ? "alert pressed" : "nobody has that handset");
}

} // namespace facteo::app
