// SPDX-License-Identifier: Apache-2.0
#include "hub/depot_fixture.h"
#include "protocol/chain.h"
#include "protocol/frame.h"
#include "support/registry.h"

#include <QTest>
#include <array>
#include <format>
#include <map>

using namespace facteo;
using namespace facteo::tests;
using namespace Qt::StringLiterals;
using protocol::Duty;
using protocol::Fault;

namespace {

const protocol::DepotId kHouse{"F-TEST"};

/// Some depots of one process, a handset in each, and a console that may ask all of them.
class HouseFixture
{
public:
    explicit HouseFixture(int depots, std::vector<protocol::SenderId> gateways = {})
    {
        for (int i = 1; i <= depots; ++i) {
            const protocol::DepotId depot{std::format("D-{}", i)};
            const auto handset = std::format("H-{}", i);
            ids.push_back(depot);
            handsets.push_back(std::make_unique<Party>(broker, handset,
                protocol::handsetSubscriptions(depot, {handset}), static_cast<std::uint8_t>(i), depot));
            consoles.push_back(std::make_unique<Party>(
                broker, "C-1", protocol::consoleSubscriptions(depot, {"C-1"}), std::uint8_t{200}, depot));
            rosters.push_back({.depot = {.id = depot, .name = "Essai"},
                .postmen = {{.id = {"P-1"}, .name = "Anne Petit"}},
                .handsets = {{.id = {handset},
                    .postman = {"P-1"},
                    .publicKey = handsets.back()->key().publicKey(),
                    .ownTracks = std::format("f{}/s8", i)}}});
        }
        const auto place = folder.path().toStdString();
        database = store::Database::open("sqlite:" + place + "/facteo.sqlite").value();
        logs = store::TrailLogs::open(place + "/trails", kHouse).value();
        m_link.onMessage(
            [this](transport::Message &&message) { m_incoming.emplace_back(std::move(message)); });
        house = std::make_unique<hub::House>(
            hub::House::Parts{.database = *database, .logs = *logs, .transport = m_link},
            hub::HubSettings{.depot = kHouse,
                .id = {"hub"},
                .consoles = {{.id = {"C-1"}, .key = consoles.front()->key().publicKey()}},
                .gateways = std::move(gateways),
                .version = "test"},
            testKey(9));
        for (const auto &depot : ids)
            house->add(depot);
        house->subscribe(true);
        m_link.start();
    }

    void begin()
    {
        if (!house->start(clock) || !house->enrol(rosters, clock))
            qFatal("the house does not start");
    }

    /// Everything that was said reaches the hub in one batch, and its answers come back.
    void settle()
    {
        for (int i = 0; i < 3; ++i) {
            broker.settle();
            if (const auto batch = std::exchange(m_incoming, {}); !batch.empty())
                house->take(batch, clock);
        }
    }

    void pass(std::chrono::milliseconds duration)
    {
        for (auto passed = 0ms; passed < duration; passed += house->tickEvery()) {
            clock += house->tickEvery();
            house->tick(clock);
            settle();
        }
    }

    void sql(const QString &statement)
    {
        if (const auto ran = database->run(statement); !ran)
            qFatal("%s", ran.error().detail.c_str());
    }

    [[nodiscard]] std::vector<protocol::Fact> facts(std::size_t depot)
    {
        std::vector<protocol::Fact> all;
        const auto lines = store::FactLog(*database, ids[depot]).after(0, 100'000);
        for (const auto &line : lines.value())
            all.push_back(protocol::decodeFact(line.bytes).value());
        return all;
    }
    template<typename T> [[nodiscard]] std::ptrdiff_t count(std::size_t depot)
    {
        return std::ranges::count_if(
            facts(depot), [](const auto &fact) { return std::holds_alternative<T>(fact.body); });
    }
    [[nodiscard]] std::uint64_t faults(std::size_t depot, Fault fault)
    {
        for (const auto &counted : house->depot(ids[depot].text)->status(clock).faults)
            if (counted.fault == fault)
                return counted.count;
        return 0;
    }

    QTemporaryDir folder;
    Instant clock{std::chrono::sys_days{std::chrono::year{2026} / 11 / 23} + 9h};
    transport::LoopbackBroker broker{1};
    std::vector<protocol::DepotId> ids;
    std::vector<std::unique_ptr<Party>> handsets;
    std::vector<std::unique_ptr<Party>> consoles; ///< one certificate, on each depot's topics
    std::vector<protocol::Roster> rosters;
    std::unique_ptr<store::Database> database;
    std::unique_ptr<store::TrailLogs> logs;
    std::unique_ptr<hub::House> house;

private:
    transport::LoopbackTransport m_link{broker};
    std::vector<transport::Incoming> m_incoming;
};

protocol::SenderSession::Sealed alertOf(Party &handset, Instant at)
{
    return handset.sealed(protocol::AlertReport{.alert = protocol::AlertId{77}, .raisedAt = at}, at);
}

} // namespace

/// Many depots in one process.
class HouseTest : public QObject
{
    Q_OBJECT
private slots:
    void ABatchIsOneTransactionForAllDepots();
    void WhenTheCommitFailsAllGiveUp();
    void ADepotThatTheStoreRefusesHoldsUpNobodyElse();
    void StartingIsAllOrNothing();
    void AFrameNeverReachesAnotherDepotsHub();
    void APhoneSpeaksForItsOwnDepot();
    void AConsoleAsksEachDepotForItself();
    void NobodyOfAnotherDepotIsOrderedFromThisDesk();
    void AGatewaySpeaksOnlyWhereItIsAllowed();
    void DepotsTakeTurns();
    void AClockThatJumpsStopsNobody();
    void TheOverviewSaysWhatWasSaid();
    void TheOverviewComesInPagesThatFit();
    void PositionsOfAllDepotsAreOneWrite();
};

void HouseTest::ABatchIsOneTransactionForAllDepots()
{
    HouseFixture three(3);
    three.begin();
    three.sql(u"CREATE TRIGGER spite BEFORE INSERT ON fact WHEN NEW.depot = 'D-3' AND NEW.kind = 10 "
              "BEGIN SELECT RAISE(ABORT, 'not this one'); END"_s);
    for (auto &handset : three.handsets)
        handset->sendBytes(protocol::Channel::Alert, alertOf(*handset, three.clock).bytes);
    three.settle();
    for (std::size_t i = 0; i < 3; ++i) {
        QCOMPARE(three.count<protocol::AlertFact>(i), 0);
        QVERIFY(three.handsets[i]->receipts().empty());
        QVERIFY(three.consoles[i]->heard<protocol::FactNotice>().empty() ||
                !std::holds_alternative<protocol::AlertFact>(
                    three.consoles[i]->heard<protocol::FactNotice>().back().fact.body));
        QVERIFY(!three.house->depot(three.ids[i].text)->status(three.clock).storeWorks);
    }
}

void HouseTest::WhenTheCommitFailsAllGiveUp()
{
    HouseFixture three(3);
    three.begin();
    three.sql(u"CREATE TABLE nobody (id INTEGER PRIMARY KEY)"_s);
    three.sql(u"CREATE TABLE dangling (id INTEGER REFERENCES nobody (id) DEFERRABLE INITIALLY DEFERRED)"_s);
    three.sql(u"CREATE TRIGGER spite AFTER INSERT ON fact BEGIN INSERT INTO dangling VALUES (1); END"_s);
    std::vector<protocol::SenderSession::Sealed> alerts;
    for (auto &handset : three.handsets) {
        alerts.push_back(alertOf(*handset, three.clock));
        handset->sendBytes(protocol::Channel::Alert, alerts.back().bytes);
    }
    const auto wish = three.consoles[1]->say(
        protocol::Request{.by = kOperator,
            .operatorName = "Claire Morel",
            .body = protocol::SendCommand{.command = protocol::CommandId{5}, .handset = {"H-2"}}},
        three.clock);
    three.settle();
    for (std::size_t i = 0; i < 3; ++i) {
        QCOMPARE(three.count<protocol::AlertFact>(i), 0);
        QVERIFY(three.handsets[i]->receipts().empty());
    }
    const auto answer = three.consoles[1]->answer(wish);
    QCOMPARE(answer.size(), 1u);
    QCOMPARE(std::get<protocol::Refused>(answer.front().body).why, protocol::Refusal::NotSaved);

    three.sql(u"DROP TRIGGER spite"_s);
    three.pass(1s);
    for (int times = 0; times < 2; ++times)
        for (std::size_t i = 0; i < 3; ++i)
            three.handsets[i]->sendBytes(protocol::Channel::Alert, alerts[i].bytes);
    three.settle();
    for (std::size_t i = 0; i < 3; ++i) {
        QCOMPARE(three.count<protocol::AlertFact>(i), 1);
        QCOMPARE(three.handsets[i]->receipts().size(), 1u);
        QVERIFY(protocol::verifyChain(three.facts(i)));
    }
}

void HouseTest::ADepotThatTheStoreRefusesHoldsUpNobodyElse()
{
    HouseFixture three(3);
    three.begin();
    three.sql(u"CREATE TRIGGER spite BEFORE INSERT ON fact WHEN NEW.depot = 'D-2' "
              "BEGIN SELECT RAISE(ABORT, 'not this one'); END"_s);
    std::vector<protocol::SenderSession::Sealed> alerts;
    for (auto &handset : three.handsets)
        alerts.push_back(alertOf(*handset, three.clock));
    const auto sayAll = [&] {
        for (std::size_t i = 0; i < 3; ++i)
            three.handsets[i]->sendBytes(protocol::Channel::Alert, alerts[i].bytes);
        three.settle();
    };
    sayAll();
    three.pass(1s);
    sayAll();
    QCOMPARE(three.count<protocol::AlertFact>(0), 1);
    QCOMPARE(three.count<protocol::AlertFact>(1), 0);
    QCOMPARE(three.count<protocol::AlertFact>(2), 1);
    three.sql(u"DROP TRIGGER spite"_s);
    three.pass(1s);
    sayAll();
    QCOMPARE(three.count<protocol::AlertFact>(1), 1);
    QVERIFY(three.house->depot("D-2")->status(three.clock).storeWorks);
}

void HouseTest::StartingIsAllOrNothing()
{
    HouseFixture many(40);
    many.sql(u"CREATE TRIGGER spite BEFORE INSERT ON fact WHEN NEW.depot = 'D-40' "
             "BEGIN SELECT RAISE(ABORT, 'not this one'); END"_s);
    QVERIFY(!many.house->start(many.clock));
    for (std::size_t i = 0; i < many.ids.size(); ++i)
        QVERIFY(many.facts(i).empty());
}

void HouseTest::AFrameNeverReachesAnotherDepotsHub()
{
    HouseFixture three(3);
    three.begin();
    const auto state = [&](Duty duty) {
        return protocol::StateReport{{.at = three.clock, .duty = duty, .sharing = true}};
    };
    // In the name of his own, on another depot's topic; and on one of no depot at all.
    const auto frame = three.handsets[0]->sealed(state(Duty::On), three.clock).bytes;
    three.handsets[0]->sendTo("facteo/1/D-2/h/H-1/up", frame);
    three.handsets[0]->sendTo("facteo/1/D-7/h/H-1/up", frame);
    three.settle();
    QCOMPARE(three.faults(1, Fault::UnknownSender), 1u);
    QCOMPARE(three.house->strays(), 1u);
    for (std::size_t i = 0; i < 3; ++i)
        QCOMPARE(three.count<protocol::DutyFact>(i), 0);
    QCOMPARE(three.faults(0, Fault::UnknownSender), 0u);
    QVERIFY(!three.house->depot("D-1")->state().handsets().front().heardAt);

    three.handsets[0]->say(state(Duty::On), three.clock);
    three.settle();
    QCOMPARE(three.count<protocol::DutyFact>(0), 1);
    QCOMPARE(three.count<protocol::DutyFact>(1), 0);
    QCOMPARE(three.count<protocol::DutyFact>(2), 0);
}

void HouseTest::APhoneSpeaksForItsOwnDepot()
{
    HouseFixture three(3);
    three.begin();
    const auto said = [&](const std::string &phone) {
        const auto text = std::format(R"({{"_type":"location","lat":46.6,"lon":2.3,"acc":8,"tst":{}}})",
            std::chrono::duration_cast<std::chrono::seconds>(three.clock.time_since_epoch()).count());
        const auto bytes = std::as_bytes(std::span(text));
        three.handsets[0]->sendTo("owntracks/" + phone, {bytes.begin(), bytes.end()});
        three.settle();
    };
    said("f3/s8");
    QVERIFY(three.house->depot("D-3")->state().handsets().front().heardAt);
    QVERIFY(!three.house->depot("D-1")->state().handsets().front().heardAt);
    said("f9/s8");
    QCOMPARE(three.faults(0, Fault::NotMapped), 1u);
}

void HouseTest::AConsoleAsksEachDepotForItself()
{
    HouseFixture three(3);
    three.begin();
    const auto asked = three.consoles[2]->say(
        protocol::Request{.by = kOperator, .operatorName = "Claire Morel", .body = protocol::AskStatus{}},
        three.clock);
    three.settle();
    const auto answer = three.consoles[2]->answer(asked);
    QCOMPARE(answer.size(), 1u);
    QCOMPARE(std::get<protocol::HubHeartbeat>(answer.front().body).status.depot.text, "D-3");
    QVERIFY(three.consoles[0]->heard<protocol::Response>().empty());
}

void HouseTest::NobodyOfAnotherDepotIsOrderedFromThisDesk()
{
    HouseFixture two(2);
    two.begin();
    for (const auto &handset : two.handsets)
        handset->say(
            protocol::StateReport{.state = {.at = two.clock, .duty = Duty::On, .sharing = true}}, two.clock);
    two.settle();
    const auto refusedFor = [&](const char *handset, protocol::RequestBody body) {
        const auto request = two.consoles[0]->say(
            protocol::Request{.by = kOperator, .operatorName = "Claire Morel", .body = std::move(body)},
            two.clock);
        two.settle();
        const auto answer = two.consoles[0]->answer(request);
        if (answer.size() != 1)
            qFatal("no answer about %s", handset);
        const auto *refused = std::get_if<protocol::Refused>(&answer.front().body);
        return refused ? std::optional(refused->why) : std::nullopt;
    };
    for (const auto *handset : {"H-1", "H-2"}) {
        const auto wanted =
            QByteArray(handset) == "H-1" ? std::nullopt : std::optional(protocol::Refusal::NoSuchHandset);
        const auto number = static_cast<std::uint64_t>(handset[2]);
        QCOMPARE(refusedFor(handset, protocol::SendCommand{.command = protocol::CommandId{number},
                                         .kind = protocol::CommandKind::Ring,
                                         .handset = {handset},
                                         .validSeconds = 600}),
            wanted);
        const protocol::Task visit{.id = protocol::TaskId{number},
            .beneficiary = "Mme Lambert",
            .address = "12 rue du Moulin",
            .windowFrom = two.clock,
            .windowTo = two.clock + 1h};
        QCOMPARE(refusedFor(handset, protocol::CreateTask{.task = visit}), std::nullopt);
        QCOMPARE(
            refusedFor(handset,
                protocol::ActOnTask{.task = visit.id, .act = protocol::TaskAct::Send, .handset = {handset}}),
            wanted);
        QCOMPARE(
            refusedFor(handset,
                protocol::AskTrail{
                    .handset = {handset}, .from = two.clock - 1h, .to = two.clock, .purpose = "réclamation"}),
            wanted);
    }
    two.pass(10s);
    QCOMPARE(two.handsets[0]->heard<protocol::TaskOrder>().empty(), false);
    QVERIFY(two.handsets[1]->heard<protocol::TaskOrder>().empty());
    QVERIFY(two.handsets[1]->heard<protocol::CommandOrder>().empty());
    QCOMPARE(two.count<protocol::AccessFact>(1), 0); // and nobody's ledger has a look that was none
}

void HouseTest::AGatewaySpeaksOnlyWhereItIsAllowed()
{
    for (const bool allowed : {false, true}) {
        HouseFixture two(2, allowed ? std::vector<protocol::SenderId>{{"crowd"}}
                                    : std::vector<protocol::SenderId>{{"another"}});
        two.begin();
        Party wire(two.broker, "G-wire", {}, 50);
        const auto speak = [&](const std::string &topic, protocol::Body body, const Party &key,
                               bool exercise = true) {
            protocol::SenderSession session({"crowd"}, key.key());
            const auto frame = session.seal(std::move(body), two.clock, exercise);
            wire.sendTo(topic, frame.bytes);
            two.settle();
        };
        const protocol::StateReport onDuty{{.at = two.clock, .duty = Duty::On, .sharing = true}};
        speak("facteo/1/D-1/h/H-1/up", onDuty, wire, false); // as if it were the real thing
        speak("facteo/1/D-1/h/H-1/up", onDuty, wire);
        const protocol::AlertReport alert{.alert = protocol::AlertId{77}, .raisedAt = two.clock};
        speak("facteo/1/D-2/h/H-2/alert", alert, wire);             // not with the handset's key
        speak("facteo/1/D-2/h/H-2/alert", alert, *two.handsets[1]); // with it
        speak("facteo/1/D-1/c/C-1/req",
            protocol::Request{.by = kOperator, .operatorName = {}, .body = protocol::AskStatus{}},
            *two.consoles[0]);
        QCOMPARE(two.count<protocol::DutyFact>(0), allowed ? 1 : 0);
        QCOMPARE(two.count<protocol::AlertFact>(1), allowed ? 1 : 0);
        QCOMPARE(two.faults(0, Fault::WrongSender), allowed ? 2u : 3u);
        QCOMPARE(two.faults(1, Fault::WrongSender), allowed ? 0u : 2u);
        QCOMPARE(two.faults(1, Fault::BadSignature), allowed ? 1u : 0u);
        if (allowed)
            QCOMPARE(two.facts(0).back().sender.text, "crowd");
    }
}

void HouseTest::DepotsTakeTurns()
{
    HouseFixture many(40);
    many.begin();
    many.pass(1s);
    std::map<std::string, int> beats;
    std::size_t most = 0;
    for (int slice = 0; slice < 60; ++slice) {
        const auto before = many.broker.published().size();
        many.pass(many.house->tickEvery());
        std::size_t inSlice = 0;
        const auto &published = many.broker.published();
        for (auto i = before; i < published.size(); ++i)
            if (published[i].topic.ends_with("/hub")) {
                ++beats[published[i].topic];
                ++inSlice;
            }
        most = std::max(most, inSlice);
    }
    QCOMPARE(beats.size(), 40u);
    for (const auto &[topic, times] : beats)
        QCOMPARE(times, 3);
    QVERIFY2(most <= 3, qPrintable(QString::number(most)));
}

void HouseTest::AClockThatJumpsStopsNobody()
{
    HouseFixture three(3);
    three.begin();
    three.pass(1s);
    for (const auto jump : {std::chrono::hours{5}, std::chrono::hours{-3}}) {
        three.clock += jump;
        if (jump < 0h)
            three.house->clockWentBack();
        three.consoles[2]->forget();
        three.pass(2s);
        QVERIFY(three.consoles[2]->heard<protocol::HubHeartbeat>().size() >= 2);
    }
}

void HouseTest::TheOverviewSaysWhatWasSaid()
{
    HouseFixture five(5);
    five.begin();
    Party country(five.broker, "C-2", protocol::overviewSubscriptions(kHouse), 201);
    const auto say = [&](std::size_t depot, Duty duty, bool sharing) {
        five.handsets[depot]->say(
            protocol::StateReport{{.at = five.clock, .duty = duty, .sharing = sharing}}, five.clock);
    };
    say(0, Duty::On, true);
    say(1, Duty::On, false);
    say(2, Duty::OnBreak, true);
    say(4, Duty::On, true);
    five.settle();
    five.handsets[0]->say(
        protocol::PositionReport{
            .fix = {.at = five.clock, .position = {466'000'000, 23'000'000}, .accuracyDm = 80}},
        five.clock);
    const auto press = [&](std::size_t depot, bool exercise) {
        five.handsets[depot]->say(
            protocol::AlertReport{.alert = protocol::randomAlertId(), .raisedAt = five.clock}, five.clock,
            exercise);
    };
    press(3, false);
    press(4, true);
    five.settle();
    const auto summaries = [&] {
        five.pass(3s);
        return country.heard<protocol::Overview>().back().depots;
    };
    auto said = summaries();
    QCOMPARE(said.size(), 5u);
    const auto numbers = [&](std::size_t depot) {
        const auto &one = said[depot];
        return std::array{one.known, one.live, one.ageing, one.lost, one.sharingOff, one.offDutyOrBreak};
    };
    using Numbers = std::array<std::uint32_t, 6>;
    QCOMPARE(numbers(0), (Numbers{1, 1, 0, 0, 0, 0}));
    QCOMPARE(numbers(1), (Numbers{1, 0, 0, 0, 1, 0}));
    QCOMPARE(numbers(2), (Numbers{1, 0, 0, 0, 0, 1}));
    QCOMPARE(numbers(4), (Numbers{1, 0, 1, 0, 0, 0}));
    using enum protocol::DepotStanding;
    const auto standings = [&] {
        std::vector<protocol::DepotStanding> all;
        for (const auto &one : said)
            all.push_back(one.standing);
        return all;
    };
    QVERIFY(standings() == (std::vector{AtWork, Quiet, Quiet, Alert, Stale}));
    QCOMPARE(said[3].openAlerts, 1u);
    QCOMPARE(said[3].unansweredAlerts, 1u);
    QCOMPARE(said[4].openAlerts, 0u);
    QCOMPARE(said[4].exerciseAlerts, 1u);
    QCOMPARE(said[0].depot.name, "Essai");

    const auto alert = five.house->depot("D-4")->state().alerts().begin()->first;
    for (const auto act : {protocol::AlertAct::Acknowledge, protocol::AlertAct::Claim})
        five.consoles[3]->say(protocol::Request{.by = kOperator,
                                  .operatorName = "Claire Morel",
                                  .body = protocol::ActOnAlert{.alert = alert, .act = act}},
            five.clock);
    five.settle();
    five.clock += 2min; // and no handset says anything any more
    five.consoles[3]->say(
        protocol::Request{.by = kOperator, .operatorName = "Claire Morel", .body = protocol::Attend{}},
        five.clock);
    five.settle();
    said = summaries();
    QVERIFY(standings() == (std::vector{Lost, Quiet, Quiet, AlertInHand, Lost}));
    for (std::size_t i = 0; i < 5; ++i) {
        const auto &one = said[i];
        QCOMPARE(one.live + one.ageing + one.lost + one.sharingOff + one.offDutyOrBreak, one.known);
        const auto status = five.house->depot(five.ids[i].text)->status(five.clock);
        QCOMPARE(one.live, status.handsetsLive);
        QCOMPARE(one.lost, status.signalLost);
    }
}

void HouseTest::TheOverviewComesInPagesThatFit()
{
    transport::LoopbackBroker broker(1);
    transport::LoopbackTransport link(broker);
    link.start();
    hub::OverviewDesk desk(link, {.depot = kHouse, .id = {"hub"}}, testKey(9));
    const auto summaryOf = [](std::size_t place) {
        std::string longest;
        for (int i = 0; i < 120; ++i)
            longest += "\U00010348"; // four bytes each
        return protocol::DepotSummary{.depot = {.id = {std::format("D-{}", place)}, .name = longest}};
    };
    const protocol::Instant start{std::chrono::sys_days{std::chrono::year{2026} / 11 / 23}};
    std::size_t most = 0;
    for (auto passed = 0ms; passed < 4s; passed += 50ms) {
        const auto before = broker.published().size();
        desk.tick(401, summaryOf, start + passed);
        most = std::max(most, broker.published().size() - before);
    }
    QCOMPARE(most, 1u);
    std::map<std::uint32_t, int> times;
    std::map<std::string, int> depots;
    for (const auto &message : broker.published()) {
        QCOMPARE(message.topic, "facteo/1/F-TEST/overview");
        const auto opened = protocol::open(message.payload);
        QVERIFY2(opened, protocol::explain(message.payload).c_str());
        const auto &page = std::get<protocol::Overview>(opened->envelope.body);
        QCOMPARE(page.pages, 3u);
        ++times[page.page];
        for (const auto &one : page.depots)
            ++depots[one.depot.id.text];
    }
    QVERIFY(times.size() == 3 && times[0] + times[1] + times[2] <= 7);
    QCOMPARE(depots.size(), 401u);
}

void HouseTest::PositionsOfAllDepotsAreOneWrite()
{
    HouseFixture five(5);
    five.begin();
    for (const auto &handset : five.handsets)
        handset->say(
            protocol::StateReport{{.at = five.clock, .duty = Duty::On, .sharing = true}}, five.clock);
    five.settle();
    const auto sendAll = [&] {
        for (const auto &handset : five.handsets)
            handset->say(
                protocol::PositionReport{
                    .fix = {.at = five.clock, .position = {466'000'000, 23'000'000}, .accuracyDm = 80}},
                five.clock);
        five.settle();
    };
    const std::filesystem::path trails = five.folder.filePath("trails").toStdString();
    sendAll();
    five.pass(10min);
    sendAll(); // into the next file
    const std::filesystem::directory_iterator files(trails);
    QCOMPARE(std::ranges::distance(files), 2);
    five.pass(1h + 30min);
    QVERIFY(std::filesystem::is_empty(trails));
    for (const auto &depot : five.ids) {
        QCOMPARE(five.house->depot(depot.text)->status(five.clock).positionsStored, 2u);
        const auto &handset = five.rosters[&depot - five.ids.data()].handsets.front().id;
        QCOMPARE(five.house->trails(depot.text)->trail(handset, {}, five.clock)->size(), 2u);
    }
}

FACTEO_TEST(HouseTest);
#include "house_test.moc"
