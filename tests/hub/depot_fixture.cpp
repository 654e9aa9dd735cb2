// SPDX-License-Identifier: Apache-2.0
#include "hub/depot_fixture.h"

#include "protocol/chain.h"
#include "protocol/frame.h"

#include <QTest>

namespace facteo::tests {

namespace {

protocol::Roster roster(const Party &first, const Party &second)
{
    protocol::Roster roster{.depot = {.id = kDepot, .name = "Essai", .position = {466'000'000, 23'000'000}},
        .postmen = {{.id = {"P-001"}, .name = "Anne Petit"}, {.id = {"P-002"}, .name = "Luc Roux"}},
        .handsets = {{.id = {"H-001"}, .postman = {"P-001"}, .publicKey = first.key().publicKey()},
            {.id = {"H-002"}, .postman = {"P-002"}, .publicKey = second.key().publicKey()},
            {.id = {"H-090"}, .postman = {}, .ownTracks = "f0421/s8"}}};
    protocol::Round round{.id = {"T-01"}, .name = "Centre", .holder = {"P-001"}};
    for (int i = 0; i < 5; ++i)
        round.stops.push_back(
            {.address = "1 rue du Test", .position = {466'000'000, 23'000'000 + i * 20'000}});
    roster.rounds.push_back(round);
    return roster;
}

} // namespace

protocol::SigningKey testKey(std::uint8_t seed)
{
    std::array<std::uint8_t, 32> bytes{};
    bytes.fill(seed);
    return protocol::SigningKey::fromSeed(bytes);
}

Party::Party(transport::LoopbackBroker &broker, std::string id, std::vector<protocol::Subscription> filters,
    std::uint8_t seed, protocol::DepotId depot)
    : m_id(std::move(id)), m_depot(std::move(depot)), m_key(testKey(seed)), m_session({m_id}, m_key),
      m_link(broker)
{
    m_link.onMessage([this](transport::Message &&message) {
        const auto opened = protocol::open(message.payload);
        if (opened && opened->envelope.sender.text != m_id)
            m_heard.push_back(opened->envelope);
    });
    for (const auto &filter : filters)
        m_link.subscribe(filter.filter, transport::Qos::AtLeastOnce);
    m_link.start();
}

protocol::SenderSession::Sealed Party::sealed(protocol::Body body, Instant now, bool exercise)
{
    return m_session.seal(std::move(body), now, exercise);
}

protocol::FrameId Party::say(protocol::Body body, Instant now, bool exercise)
{
    const auto channel = protocol::ruleOf(protocol::kindOf(body)).channel;
    auto frame = sealed(std::move(body), now, exercise);
    sendBytes(channel, std::move(frame.bytes));
    return frame.id;
}

void Party::sendBytes(protocol::Channel channel, std::vector<std::byte> bytes)
{
    sendTo(protocol::topicText({.depot = m_depot, .channel = channel, .party = {m_id}}), std::move(bytes));
}

void Party::sendTo(std::string topic, std::vector<std::byte> bytes)
{
    if (!m_link.publish(std::move(topic), std::move(bytes), transport::Qos::AtLeastOnce))
        qFatal("%s is not connected", m_id.c_str());
}

std::vector<protocol::Receipt::Line> Party::receipts() const
{
    std::vector<protocol::Receipt::Line> lines;
    for (const auto &receipt : heard<protocol::Receipt>())
        lines.insert(lines.end(), receipt.lines.begin(), receipt.lines.end());
    return lines;
}

std::vector<protocol::Response> Party::answer(const protocol::FrameId &request) const
{
    std::vector<protocol::Response> pages;
    for (auto &response : heard<protocol::Response>())
        if (response.request == request)
            pages.push_back(std::move(response));
    return !pages.empty() && pages.back().last ? pages : std::vector<protocol::Response>{};
}

DepotFixture::DepotFixture(protocol::EscalationPolicy ladder) : m_ladder(std::move(ladder))
{
    first = std::make_unique<Party>(
        broker, "H-001", protocol::handsetSubscriptions(kDepot, {"H-001"}), std::uint8_t{1});
    second = std::make_unique<Party>(
        broker, "H-002", protocol::handsetSubscriptions(kDepot, {"H-002"}), std::uint8_t{2});
    console = std::make_unique<Party>(
        broker, "C-1", protocol::consoleSubscriptions(kDepot, {"C-1"}), std::uint8_t{3});
    openHub();
    const auto everybody = roster(*first, *second);
    if (!house->enrol({&everybody, 1}, clock))
        qFatal("the roster was not recorded");
    settle();
}

DepotFixture::~DepotFixture() = default;

void DepotFixture::openHub()
{
    const auto place = folder.path().toStdString();
    auto opened = store::Database::open("sqlite:" + place + "/facteo.sqlite");
    if (!opened)
        qFatal("%s", opened.error().detail.c_str());
    database = std::move(*opened);
    auto openedLogs = store::TrailLogs::open(place + "/trails", kDepot);
    if (!openedLogs)
        qFatal("%s", openedLogs.error().detail.c_str());
    m_logs = std::move(*openedLogs);
    m_link = std::make_unique<transport::LoopbackTransport>(broker);
    m_link->onMessage([this](transport::Message &&message) { m_incoming.emplace_back(std::move(message)); });
    m_link->onLink([this](const transport::LinkState &link) { m_incoming.emplace_back(link); });
    house = std::make_unique<hub::House>(
        hub::House::Parts{.database = *database, .logs = *m_logs, .transport = *m_link},
        hub::HubSettings{.depot = kDepot,
            .id = {"hub"},
            .consoles = {{.id = {"C-1"}, .key = console->key().publicKey()}},
            .escalation = m_ladder,
            .version = "test"},
        testKey(9));
    house->onReach([this](const hub::OutboundNotice &notice) {
        if (reached)
            reached(notice);
    });
    house->add(kDepot);
    hub = house->depot(kDepot.text);
    trails = house->trails(kDepot.text);
    house->subscribe();
    m_link->start();
    if (const auto started = house->start(clock); !started)
        qFatal("%s", started.error().detail.c_str());
}

void DepotFixture::killHub()
{
    // What it had taken from the broker and not recorded dies with it.
    m_link->sever();
    m_incoming.clear();
    house.reset();
    m_logs.reset();
    database.reset();
    openHub();
    settle();
}

void DepotFixture::deliver()
{
    auto batch = std::exchange(m_incoming, {});
    if (!batch.empty())
        house->take(batch, clock);
}

void DepotFixture::settle()
{
    for (int i = 0; i < 4; ++i) { // there, back, and what that leads to
        broker.settle();
        deliver();
    }
}

void DepotFixture::pass(std::chrono::seconds duration)
{
    for (auto i = 0s; i < duration; ++i) {
        clock += 1s;
        house->tick(clock);
        settle();
    }
}

protocol::FrameId DepotFixture::onDuty(Party &handset, protocol::Duty duty, bool sharing)
{
    return handset.say(
        protocol::StateReport{{.at = clock, .duty = duty, .sharing = sharing, .batteryPercent = 80}}, clock);
}

protocol::FrameId DepotFixture::at(Party &handset, double lat, double lon)
{
    protocol::PositionReport report;
    report.fix = {.at = clock,
        .position = {static_cast<std::int32_t>(lat * 1e7), static_cast<std::int32_t>(lon * 1e7)},
        .accuracyDm = 80};
    return handset.say(report, clock);
}

protocol::FrameId DepotFixture::press(Party &handset, std::uint64_t alert, bool exercise)
{
    return handset.say(
        protocol::AlertReport{
            .alert = protocol::AlertId{alert}, .trigger = protocol::AlertTrigger::Button, .raisedAt = clock},
        clock, exercise);
}

protocol::FrameId DepotFixture::ask(protocol::RequestBody body)
{
    return console->say(
        protocol::Request{.by = kOperator, .operatorName = "Claire Morel", .body = std::move(body)}, clock);
}

protocol::FrameId DepotFixture::askAndSettle(protocol::RequestBody body)
{
    const auto id = ask(std::move(body));
    settle();
    return id;
}

bool DepotFixture::does(protocol::AlertAct act, std::uint64_t alert)
{
    return asked<protocol::Done>(
        protocol::ActOnAlert{.alert = protocol::AlertId{alert},
            .act = act,
            .outcome = protocol::AlertOutcome::Safe,
            .reason = "raccompagné",
            .help = protocol::AlertHelp{.who = "Marc Petit"},
            .step = protocol::PlanStep::DepotHead,
            .report = protocol::ClosingReport{.cause = "un chien", .actions = "raccompagné"}})
        .has_value();
}

void DepotFixture::endAlert(std::uint64_t alert)
{
    using enum protocol::AlertAct;
    if (stateOf(alert) == protocol::AlertState::Raised)
        QVERIFY(does(Acknowledge, alert));
    for (const auto act : {Claim, CallBackNeedsHelp, Resolve, Close})
        QVERIFY2(does(act, alert), qPrintable(QString::number(std::to_underlying(act))));
}

protocol::AlertState DepotFixture::stateOf(std::uint64_t alert) const
{
    return hub->state().alert(protocol::AlertId{alert})->state;
}

std::uint64_t DepotFixture::faults(protocol::Fault fault) const
{
    for (const auto &count : hub->status(clock).faults)
        if (count.fault == fault)
            return count.count;
    return 0;
}

std::vector<protocol::Fact> DepotFixture::facts()
{
    std::vector<protocol::Fact> all;
    const auto lines = store::FactLog(*database, kDepot).after(0, 100'000);
    if (!lines)
        qFatal("%s", lines.error().detail.c_str());
    for (const auto &line : *lines)
        all.push_back(protocol::decodeFact(line.bytes).value());
    return all;
}

std::vector<protocol::Fix> DepotFixture::trail(const std::string &handset)
{
    return trails->trail({handset}, Instant{}, clock + 24h).value();
}

std::optional<protocol::HandsetPicture> DepotFixture::picture(const std::string &handset) const
{
    std::optional<protocol::HandsetPicture> latest;
    for (const auto &picture : console->heard<protocol::Picture>())
        for (const auto &one : picture.handsets)
            if (one.handset.text == handset)
                latest = one;
    return latest;
}

} // namespace facteo::tests
