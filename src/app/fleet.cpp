// SPDX-License-Identifier: Apache-2.0
#include "fleet.h"

#include "handset_words.h"
#include "roster_reader.h"

#include <algorithm>
#include <cstdio>
#include <print>
#include <random>

namespace facteo::app {
namespace {

using protocol::Instant;

/// Nobody is due more often than this.
constexpr std::chrono::milliseconds kTurn{100};

} // namespace

int Fleet::run()
{
    const auto roster = readRoster(m_options.roster);
    if (!roster)
        std::println(stderr, "{}", roster.error());
    if (!roster || !callUp(*roster))
        return 1;
    m_wakeUp.stopOnSignals();
    m_wakeUp.readLines();
    std::println("{} handsets of depot {} go out{}", m_calledUp.size(), roster->depot.name,
        m_withoutBundle > 0 ? std::format("; {} have no bundle and stay", m_withoutBundle) : "");
    std::fflush(stdout);

    bool quit = false;
    auto before = now();
    while (!m_wakeUp.stopping() && !quit) {
        const auto at = now();
        const bool setBack = at < std::exchange(before, at); // what is due waits for a time that is far off
        enlistSome(*roster, at);
        for (const auto &member : m_members) {
            const bool due =
                setBack || at >= member->field->handset().nextDue() || at >= member->persona->nextDue();
            if (member->called.exchange(false) || due)
                live(*member, at);
        }
        while (const auto line = m_wakeUp.nextLine()) {
            quit = quit || *line == "quit";
            if (!quit)
                obeyLine(*line, now());
        }
        std::fflush(stdout);
        m_wakeUp.wait(m_enlisted < m_calledUp.size() ? std::chrono::milliseconds{0} : kTurn);
    }
    dismiss(now());
    return 0;
}

bool Fleet::callUp(const protocol::Roster &roster)
{
    for (const auto &who : roster.handsets) {
        if (m_options.count > 0 && m_calledUp.size() >= m_options.count)
            break;
        if (who.postman.empty() || who.revoked)
            continue;
        if (std::filesystem::exists(m_options.bundles / who.id.text / "connection.toml"))
            m_calledUp.push_back(who);
        else
            ++m_withoutBundle;
    }
    if (m_calledUp.empty())
        std::println(stderr,
            "none of the {} handsets of the roster has a bundle in {}; the hub issues them at its first "
            "start",
            roster.handsets.size(), m_options.bundles.string());
    return !m_calledUp.empty();
}

/// Between two turns: opening outboxes waits for the disk, and those who are out already must not.
void Fleet::enlistSome(const protocol::Roster &roster, Instant at)
{
    while (m_enlisted < m_calledUp.size() && now() < at + kTurn / 2)
        enlist(roster, m_calledUp[m_enlisted++], at);
}

void Fleet::enlist(const protocol::Roster &roster, const protocol::Handset &who, Instant at)
{
    // Each has its own luck, whoever else is there.
    std::seed_seq mixed{static_cast<std::uint32_t>(m_options.seed),
        static_cast<std::uint32_t>(std::hash<protocol::HandsetId>{}(who.id))};
    std::mt19937_64 random(mixed);
    std::uniform_real_distribution<double> part(0, 1);

    const auto held = std::ranges::find(roster.rounds, who.postman, &protocol::Round::holder);
    auto walk = std::make_unique<handset::RoundWalk>(held == roster.rounds.end() ? protocol::Round{} : *held,
        roster.depot.position, at, part(random), m_options.pace, random());
    auto *walking = walk.get();
    auto member = std::make_unique<Member>();
    auto field = FieldHandset::open(
        m_network,
        {.bundle = m_options.bundles / who.id.text,
            .alertConnection = m_options.alertConnections,
            .batteryPercent = 40 + 60 * part(random),
            .seed = random()},
        std::move(walk),
        [this, called = &member->called] {
            called->store(true);
            m_wakeUp.notify();
        },
        at);
    if (!field) {
        std::println(stderr, "{} stays: {}", who.id.text, field.error());
        return;
    }
    member->field = std::move(*field);
    auto *events = &member->events;
    member->field->handset().onEvent([events](const handset::Event &event) { events->push_back(event); });
    member->persona =
        std::make_unique<handset::Persona>(member->field->handset(), *walking, member->field->main(),
            member->field->alerts(), handset::Persona::Habits{.pace = m_options.pace}, random(), at);
    m_members.push_back(std::move(member));
    m_members.back()->field->start();
}

void Fleet::live(Member &member, Instant at)
{
    member.field->pump(at);
    for (const auto &event : std::exchange(member.events, {})) {
        member.persona->notice(event, at);
        const bool chatter = std::holds_alternative<handset::LinkChanged>(event) ||
                             std::holds_alternative<handset::Assigned>(event);
        if (!m_options.quiet && !chatter)
            std::println("{}: {}", member.field->handset().id().text, describe(event));
    }
    if (at >= member.persona->nextDue())
        member.persona->step(at);
}

void Fleet::obeyLine(const std::string &line, Instant at)
{
    const auto space = line.find(' ');
    const auto name = line.substr(0, space);
    if (name == "status") {
        printSummary();
        return;
    }
    const auto member = std::ranges::find_if(
        m_members, [&](const auto &one) { return one->field->handset().id().text == name; });
    if (member == m_members.end()) {
        std::println("say the handset first: H-012 alert; or: status, quit");
        return;
    }
    const auto order = space == std::string::npos ? std::string("status") : line.substr(space + 1);
    std::println("{}: {}", name, obey((*member)->field->handset(), order, at));
}

void Fleet::printSummary() const
{
    std::size_t connected = 0;
    std::size_t sharing = 0;
    std::size_t onDuty = 0;
    std::size_t unsent = 0;
    std::uint64_t positions = 0;
    for (const auto &member : m_members) {
        const auto &handset = member->field->handset();
        connected += handset.linkUp() ? 1U : 0U;
        sharing += handset.sharing() ? 1U : 0U;
        onDuty += handset.duty() == protocol::Duty::On ? 1U : 0U;
        unsent += handset.unsent();
        positions += handset.positionsSent();
    }
    std::println(
        "{} handsets: {} connected, {} on duty, {} share their position; {} positions sent, {} frames "
        "wait for a receipt",
        m_members.size(), connected, onDuty, sharing, positions, unsent);
}

void Fleet::dismiss(Instant at)
{
    // All goodbyes first: stop() waits for each to be written.
    for (const auto &member : m_members)
        member->field->handset().sayGoodbye(at);
    printSummary();
    for (const auto &member : m_members)
        member->field->close();
}

} // namespace facteo::app
