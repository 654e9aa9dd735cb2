// SPDX-License-Identifier: Apache-2.0
#include "handset/persona.h"

#include "geo/distance.h"
#include "handset/stand_in_hub.h"
#include "support/registry.h"

#include <QTemporaryDir>

using namespace facteo;
using namespace facteo::handset;
using namespace facteo::protocol;
using namespace std::chrono_literals;
using facteo::tests::kMorning;
using facteo::tests::StandInHub;

namespace {

const auto kDepotPlace = geo::positionOf(46.6, 2.3);

Round sampleRound()
{
    Round round{.id = {"T-01"}, .name = "Centre", .holder = {"P-001"}, .stops = {}, .path = {}};
    round.path = {kDepotPlace, geo::destination(kDepotPlace, 90, 2000), kDepotPlace};
    return round;
}

/// One postman with his handset, on a broker that he may share with others.
struct Carrier
{
    Carrier(transport::LoopbackBroker &broker, const StandInHub &hub, const std::string &name,
        std::uint64_t seed, Persona::Habits habits)
        : id{name}, random(seed), walk(sampleRound(), kDepotPlace, kMorning, 0.2, habits.pace, seed),
          main(broker),
          handset({.depot = {"D-TEST"}, .id = id, .hub = {"hub"}, .hubKey = hub.key()},
              {.session = SenderSession({name}, SigningKey::fromSeed({1}), [this] { return random(); }),
                  .outbox = *Outbox::open(folder.path().toStdString() + "/outbox"),
                  .journal = *Journal::open(folder.path().toStdString() + "/journal"),
                  .battery = Battery(90, kMorning),
                  .bits = [this] { return random(); }},
              walk, main, main, kMorning),
          persona(handset, walk, main, main, habits, seed, kMorning)
    {
        main.onMessage([this](transport::Message &&message) { handset.take(message, now); });
        main.onLink([this](const transport::LinkState &state) { handset.take(state, now); });
        handset.onEvent([this](const Event &event) { events.push_back(event); });
        main.start();
    }

    void live(Instant at)
    {
        now = at;
        handset.step(at);
        for (const auto &event : std::exchange(events, {}))
            persona.notice(event, at);
        persona.step(at);
    }

    HandsetId id;
    QTemporaryDir folder;
    Instant now = kMorning;
    std::mt19937_64 random;
    RoundWalk walk;
    transport::LoopbackTransport main;
    ReferenceHandset handset;
    std::vector<Event> events;
    Persona persona;
};

Task visitTo(const HandsetId &handset, std::uint64_t id, Instant at)
{
    Task task;
    task.id = TaskId{id};
    task.number = static_cast<std::uint32_t>(id);
    task.state = TaskState::Sent;
    task.beneficiary = "M. Blanc";
    task.address = "1 place du Marché";
    task.position = geo::destination(kDepotPlace, 45, 400);
    task.handset = handset;
    task.postman = {"P-001"};
    task.createdAt = task.changedAt = at;
    task.windowFrom = at;
    task.windowTo = at + 4h;
    return task;
}

} // namespace

class PersonaTest : public QObject
{
    Q_OBJECT
private slots:
    void ADepotShowsEveryHonestReason();
    void AVisitIsWalkedToAndReported();
    void SomeDeclineWithAReason();
};

void PersonaTest::ADepotShowsEveryHonestReason()
{
    transport::LoopbackBroker broker(1);
    StandInHub hub(broker, {"D-TEST"}, kMorning);
    std::vector<std::unique_ptr<Carrier>> depot;
    for (std::uint64_t i = 0; i < 69; ++i)
        depot.push_back(
            std::make_unique<Carrier>(broker, hub, "H-" + std::to_string(i), 100 + i, Persona::Habits{}));
    for (auto at = kMorning; at < kMorning + 2min; at += 1s)
        for (const auto &one : depot)
            one->live(at);
    int sharing = 0;
    int away = 0;
    int silent = 0;
    for (const auto &one : depot) {
        sharing += one->handset.sharing() ? 1 : 0;
        away += one->handset.duty() != Duty::On ? 1 : 0;
        silent += one->persona.hasSignal() ? 0 : 1;
    }
    QVERIFY2(sharing >= 41 && sharing <= 58, qPrintable(QString::number(sharing))); // 60 to 84 %
    QVERIFY2(away >= 3 && away <= 18, qPrintable(QString::number(away)));
    QVERIFY2(silent >= 1 && silent <= 10, qPrintable(QString::number(silent)));
}

void PersonaTest::AVisitIsWalkedToAndReported()
{
    transport::LoopbackBroker broker(1);
    StandInHub hub(broker, {"D-TEST"}, kMorning);
    Carrier postman(broker, hub, "H-001", 3,
        {.pace = 1,
            .shares = 1,
            .accepts = 1,
            .startsOnBreak = 0,
            .startsOffDuty = 0,
            .startsWithoutSignal = 0});
    postman.persona.step(kMorning);
    hub.now = kMorning;
    hub.tell(postman.id, TaskOrder{visitTo(postman.id, 1, kMorning)});
    for (auto at = kMorning; at < kMorning + 3h; at += 1s) {
        hub.now = at;
        broker.step();
        postman.live(at);
    }
    std::vector<TaskReport> reports = hub.heard<TaskReport>();
    std::ranges::sort(reports, {}, &TaskReport::at);
    QCOMPARE(reports.size(), std::size_t{6});
    QCOMPARE(reports.back().act, TaskAct::Finish);
    QVERIFY(reports.back().report.has_value());
    const auto stay = reports[5].at - reports[4].at;
    QVERIFY(stay >= 5min && stay <= 15min + 5s);
    QVERIFY(geo::distanceMetres(reports[4].fix->position, visitTo(postman.id, 1, kMorning).position) < 25);
}

void PersonaTest::SomeDeclineWithAReason()
{
    int declined = 0;
    int accepted = 0;
    std::set<std::string> reasons;
    for (std::uint64_t seed = 1; seed <= 60; ++seed) {
        transport::LoopbackBroker broker(seed);
        StandInHub hub(broker, {"D-TEST"}, kMorning);
        Carrier postman(broker, hub, "H-001", seed,
            {.pace = 1, .startsOnBreak = 0, .startsOffDuty = 0, .startsWithoutSignal = 0});
        hub.now = kMorning;
        hub.tell(postman.id, TaskOrder{visitTo(postman.id, 1, kMorning)});
        for (auto at = kMorning; at < kMorning + 3min; at += 1s) {
            hub.now = at;
            broker.step();
            postman.live(at);
        }
        for (const auto &report : hub.heard<TaskReport>()) {
            accepted += report.act == TaskAct::Accept ? 1 : 0;
            if (report.act == TaskAct::Decline) {
                ++declined;
                reasons.insert(report.reason);
                QVERIFY(!report.reason.empty());
            }
        }
    }
    QCOMPARE(accepted + declined, 60);
    QVERIFY(declined >= 2 && declined <= 20);
    QVERIFY(reasons.size() >= 2);
}

FACTEO_TEST(PersonaTest);
#include "persona_test.moc"
