// SPDX-License-Identifier: Apache-2.0
#include "handset/reference_handset.h"

#include "geo/distance.h"
#include "handset/stand_in_hub.h"
#include "handset/standing_still.h"
#include "support/registry.h"

#include <QTemporaryDir>
#include <csignal>
#include <filesystem>
#include <random>
#include <sys/resource.h>

using namespace facteo;
using namespace facteo::handset;
using namespace facteo::protocol;
using namespace std::chrono_literals;
using facteo::tests::kMorning;
using facteo::tests::StandInHub;

namespace {

const DepotId kDepot{"D-TEST"};
const HandsetId kHandset{"H-001"};
const auto kPlace = geo::positionOf(46.6, 2.3);

/// A connection that stands and takes everything, and nothing arrives: what is left of one behind a radio
/// that went silent.
class HalfDead final : public transport::Transport
{
public:
    void start() override { m_onLink({.link = transport::Link::Connected}); }
    void stop() override {}
    void sever() override {}
    std::expected<void, transport::PublishError> publish(
        std::string, transport::Bytes, transport::Qos, bool, std::uint32_t) override
    {
        return {};
    }
    void subscribe(std::string, transport::Qos) override {}
    void unsubscribe(const std::string &) override {}
    bool connected() const override { return true; }
    transport::Counters counters() const override { return {}; }
};

/// While it lives no file can grow: the disk is full.
class NoRoom
{
public:
    NoRoom()
    {
        ::getrlimit(RLIMIT_FSIZE, &m_before);
        m_handler = std::signal(SIGXFSZ, SIG_IGN);
        const rlimit none{.rlim_cur = 0, .rlim_max = m_before.rlim_max};
        ::setrlimit(RLIMIT_FSIZE, &none);
    }
    ~NoRoom()
    {
        ::setrlimit(RLIMIT_FSIZE, &m_before);
        std::signal(SIGXFSZ, m_handler);
    }
    NoRoom(const NoRoom &) = delete;
    NoRoom &operator=(const NoRoom &) = delete;

private:
    rlimit m_before{};
    void (*m_handler)(int) = SIG_DFL;
};

/// A handset on a loopback broker with a hub that answers; time is what the test says it is.
struct Field
{
    explicit Field(std::uint64_t seed = 1) : broker(seed), hub(broker, kDepot, kMorning), random(seed)
    {
        boot();
    }

    /// Starts the handset anew, as after kill -9: only the files are left.
    void boot()
    {
        handset.reset();
        main = std::make_unique<transport::LoopbackTransport>(broker);
        if (alertsHalfDead)
            alerts = std::make_unique<HalfDead>();
        else
            alerts = std::make_unique<transport::LoopbackTransport>(broker);
        handset = std::make_unique<ReferenceHandset>(
            HandsetSettings{
                .depot = kDepot, .id = kHandset, .hub = {"hub"}, .hubKey = hub.key(), .visiting = visiting},
            ReferenceHandset::Parts{
                .session = SenderSession({kHandset.text}, SigningKey::fromSeed({1}), bits()),
                .outbox = *Outbox::open(path() / "outbox"),
                .journal = *Journal::open(path() / "journal"),
                .battery = Battery(80, now),
                .bits = bits()},
            positions, *main, *alerts, now);
        main->onMessage([this](transport::Message &&message) { handset->take(message, now); });
        main->onLink([this](const transport::LinkState &state) { handset->take(state, now); });
        alerts->onMessage([this](transport::Message &&message) { handset->takeFromAlerts(message, now); });
        alerts->onLink([this](const transport::LinkState &state) { handset->takeFromAlerts(state, now); });
        handset->onEvent([this](const Event &event) { events.push_back(event); });
    }

    void connect()
    {
        main->start();
        alerts->start();
    }

    void disconnect()
    {
        main->sever();
        alerts->sever();
    }

    /// Lets time go by in steps of a tenth of a second.
    void live(std::chrono::milliseconds duration)
    {
        for (const auto end = now + duration; now < end; now += 100ms) {
            hub.now = now;
            handset->step(now);
            broker.step();
        }
        broker.settle();
    }

    RandomBits bits()
    {
        return [this] { return random(); };
    }

    std::filesystem::path path() const { return folder.path().toStdString(); }

    template<typename T> [[nodiscard]] std::vector<T> seen() const
    {
        std::vector<T> found;
        for (const auto &event : events)
            if (const auto *wanted = std::get_if<T>(&event))
                found.push_back(*wanted);
        return found;
    }

    QTemporaryDir folder;
    Instant now = kMorning;
    transport::LoopbackBroker broker;
    StandInHub hub;
    std::mt19937_64 random;
    StandingStill positions{kPlace, 1};
    std::unique_ptr<transport::LoopbackTransport> main;
    std::unique_ptr<transport::Transport> alerts;
    bool alertsHalfDead = false;
    bool visiting = false;
    std::unique_ptr<ReferenceHandset> handset;
    std::vector<Event> events;
};

Task visit(std::uint64_t id, Instant at)
{
    Task task;
    task.id = TaskId{id};
    task.number = static_cast<std::uint32_t>(id);
    task.state = TaskState::Sent;
    task.beneficiary = "Mme Roche";
    task.address = "3 rue du Puits";
    task.position = kPlace;
    task.windowFrom = at;
    task.windowTo = at + 2h;
    task.handset = kHandset;
    task.postman = {"P-001"};
    task.createdAt = at;
    task.changedAt = at;
    return task;
}

Command command(std::uint64_t id, CommandKind kind, Instant at, std::chrono::seconds valid = 10min)
{
    return {.id = CommandId{id},
        .kind = kind,
        .handset = kHandset,
        .text = kind == CommandKind::Message ? "Rentrez au dépôt" : "",
        .by = {"cmorel"},
        .createdAt = at,
        .notAfter = at + valid,
        .changedAt = at,
        .failure = {}};
}

} // namespace

class ReferenceHandsetTest : public QObject
{
    Q_OBJECT
private slots:
    void NoPositionOffDutyInABreakOrWithoutSharing();
    void AnAlertOpensTheGateForItsLife();
    void AnAlertIsRepeatedUntilTheHubHasItAndIsOneAlert();
    void PressedAgainItIsTheSameAlert();
    void AnAlertGoesOutOverTheOtherConnectionWhenItsOwnIsDown();
    void AnAlertPressedOfflineArrivesAfterARestart();
    void OldNewsDoNotReopenAnEndedAlert();
    void AnAlertNobodyEndedDoesNotShareForEver();
    void TheHubMayKnowTheAlertByAnotherId();
    void NothingIsLostBetweenKeepingAndPublishing();
    void ATaskGoesItsWayAndSurvivesARestart();
    void ATaskIsDeliveredOnceHoweverOftenItIsSent();
    void ADeclinedTaskMayComeAgain();
    void AWithdrawnTaskIsGone();
    void ACommandActsOnceHoweverOftenItComes();
    void ACommandDoesNotActTwiceAfterARestart();
    void ALateCommandDoesNotAct();
    void WhoDoesNotShareIsNotLocated();
    void OnlyTheHubIsBelieved();
    void TheHubSetsTheCadence();
    void HeartbeatsSayWhatIsTrueNow();
    void WhatWasKeptIsSaidBeforeWhatIsTrueNow();
    void AnEmptyBatteryIsSilent();
    void EverythingArrivesOverABadLine();
    void AHalfDeadAlertConnectionHoldsNothingUp();
    void ATaskThatFoundNoRoomIsShownWhenThereIsSome();
    void AReportThatCannotBeKeptIsRefused();
    void TheHubHasAnAlertThoughForgettingItFails();
    void AClockSetBackSilencesNobody();
    void NewsGoByTheHubsNumbersNotByItsClock();
    void WhatIsSaidAgainIsNoNews();
    void OrdersForAnotherHandsetAreDoubted();
    void AVisitorLeavesOrdersToTheHandset();
};

void ReferenceHandsetTest::NoPositionOffDutyInABreakOrWithoutSharing()
{
    Field field;
    field.connect();
    const auto positionsIn = [&](std::chrono::seconds duration) {
        const auto before = field.hub.heard<PositionReport>().size();
        field.live(duration);
        return field.hub.heard<PositionReport>().size() - before;
    };
    field.handset->setSharing(true, field.now);
    QCOMPARE(positionsIn(60s), std::size_t{0}); // off duty
    field.handset->setDuty(Duty::On, field.now);
    QCOMPARE(positionsIn(60s), std::size_t{6});
    field.handset->setDuty(Duty::OnBreak, field.now);
    QCOMPARE(positionsIn(60s), std::size_t{0});
    field.handset->setDuty(Duty::On, field.now);
    field.handset->setSharing(false, field.now);
    QCOMPARE(positionsIn(60s), std::size_t{0});
    const auto states = field.hub.heard<StateReport>();
    QVERIFY(states.back().state.duty == Duty::On && !states.back().state.sharing);
}

void ReferenceHandsetTest::AnAlertOpensTheGateForItsLife()
{
    Field field;
    field.connect();
    field.handset->setDuty(Duty::On, field.now); // and does not share
    field.live(30s);
    QVERIFY(field.hub.heard<PositionReport>().empty());
    const auto id = field.handset->pressAlert(field.now);
    field.live(30s);
    QVERIFY(field.hub.heard<AlertReport>().front().lastFix.has_value());
    QCOMPARE(field.hub.heard<PositionReport>().size(), std::size_t{6}); // every five seconds
    field.hub.tell(kHandset,
        AlertNews{.alert = id, .number = 12, .state = AlertState::Claimed, .ownerName = "Claire Morel"});
    field.live(1s);
    QCOMPARE(field.seen<AlertHeard>().back().news.ownerName, "Claire Morel");
    field.hub.tell(
        kHandset, AlertNews{.alert = id, .number = 12, .state = AlertState::Closed, .ownerName = "C"});
    field.live(1s);
    QVERIFY(!field.handset->openAlert());
    const auto before = field.hub.heard<PositionReport>().size();
    field.live(60s);
    QCOMPARE(field.hub.heard<PositionReport>().size(), before);
}

void ReferenceHandsetTest::AnAlertIsRepeatedUntilTheHubHasItAndIsOneAlert()
{
    for (std::uint64_t seed = 1; seed <= 20; ++seed) {
        Field field(seed);
        field.broker.setFaults({.drop = 0.7, .duplicate = 0.3, .reorder = 0.3, .delaySteps = 5});
        field.connect();
        const auto id = field.handset->pressAlert(field.now);
        field.live(3min);
        field.broker.setFaults({});
        field.live(1min);
        QCOMPARE(field.handset->unsent(), std::size_t{0});
        QCOMPARE(field.hub.alerts.size(), std::size_t{1});
        QVERIFY(*field.hub.alerts.begin() == id);
        QCOMPARE(field.hub.heard<AlertReport>().size(), std::size_t{1}); // one frame, however often it came
        QVERIFY(!field.seen<AlertSent>().empty());
    }
}

void ReferenceHandsetTest::PressedAgainItIsTheSameAlert()
{
    Field field;
    field.connect();
    const auto first = field.handset->pressAlert(field.now);
    field.live(10s);
    const auto second = field.handset->pressAlert(field.now);
    field.live(10s);
    QVERIFY(first == second);
    QCOMPARE(field.hub.heard<AlertReport>().size(), std::size_t{2});
    QCOMPARE(field.hub.alerts.size(), std::size_t{1});
}

void ReferenceHandsetTest::AnAlertGoesOutOverTheOtherConnectionWhenItsOwnIsDown()
{
    Field field;
    field.main->start();
    field.handset->pressAlert(field.now);
    field.live(5s);
    QCOMPARE(field.hub.alerts.size(), std::size_t{1});
}

void ReferenceHandsetTest::AnAlertPressedOfflineArrivesAfterARestart()
{
    Field field;
    const auto id = field.handset->pressAlert(field.now);
    field.live(10s);
    QVERIFY(field.hub.alerts.empty());
    field.boot();
    QVERIFY(field.handset->openAlert() == id); // and the gate with it
    field.connect();
    field.live(20s);
    QVERIFY(field.hub.alerts.contains(id));
    QCOMPARE(field.hub.heard<AlertReport>().size(), std::size_t{1});
    QVERIFY(!field.hub.heard<PositionReport>().empty());
}

void ReferenceHandsetTest::OldNewsDoNotReopenAnEndedAlert()
{
    Field field;
    field.connect();
    const auto id = field.handset->pressAlert(field.now);
    field.live(1s);
    const auto news = [&](AlertState state) {
        return AlertNews{.alert = id, .number = 1, .state = state, .ownerName = "C"};
    };
    field.hub.tell(kHandset, news(AlertState::Closed));
    field.live(1s);
    field.hub.tell(kHandset, news(AlertState::Claimed)); // overtaken on its way
    field.live(1s);
    QVERIFY(!field.handset->openAlert());
    field.boot();
    field.connect();
    field.hub.tell(kHandset, news(AlertState::Claimed));
    field.live(1s);
    QVERIFY(!field.handset->openAlert());
}

void ReferenceHandsetTest::AnAlertNobodyEndedDoesNotShareForEver()
{
    Field field;
    field.connect();
    field.handset->pressAlert(field.now);
    field.live(30s);
    QVERIFY(!field.hub.heard<PositionReport>().empty());
    field.now += 13h;
    field.live(1s);
    const auto before = field.hub.heard<PositionReport>().size();
    field.live(60s);
    QCOMPARE(field.hub.heard<PositionReport>().size(), before);
}

void ReferenceHandsetTest::TheHubMayKnowTheAlertByAnotherId()
{
    Field field;
    field.connect();
    field.handset->pressAlert(field.now);
    field.live(1s);
    const AlertId known{4711}; // raised before, by this postman's other program
    field.hub.tell(
        kHandset, AlertNews{.alert = known, .number = 3, .state = AlertState::Claimed, .ownerName = "C"});
    field.live(1s);
    QVERIFY(field.handset->openAlert() == known);
    field.hub.tell(
        kHandset, AlertNews{.alert = known, .number = 3, .state = AlertState::Closed, .ownerName = "C"});
    field.live(1s);
    QVERIFY(!field.handset->openAlert());
}

void ReferenceHandsetTest::NothingIsLostBetweenKeepingAndPublishing()
{
    Field field;
    field.handset->setSharing(true, field.now); // no link: kept, not published
    field.handset->setDuty(Duty::On, field.now);
    QCOMPARE(field.handset->unsent(), std::size_t{2});
    field.boot(); // killed between the two
    QCOMPARE(field.handset->unsent(), std::size_t{2});
    QCOMPARE(field.handset->duty(), Duty::On);
    QVERIFY(field.handset->sharing());
    field.connect();
    field.live(5s);
    QCOMPARE(field.handset->unsent(), std::size_t{0});
    const auto states = field.hub.heard<StateReport>();
    QVERIFY(
        std::ranges::any_of(states, [](const StateReport &report) { return report.state.duty == Duty::On; }));
    field.boot(); // acknowledged is forgotten for good
    QCOMPARE(field.handset->unsent(), std::size_t{0});
}

void ReferenceHandsetTest::ATaskGoesItsWayAndSurvivesARestart()
{
    Field field;
    field.connect();
    field.handset->setDuty(Duty::On, field.now);
    field.handset->setSharing(true, field.now);
    field.hub.tell(kHandset, TaskOrder{visit(7, field.now)});
    field.live(1s);
    QCOMPARE(field.seen<TaskCame>().size(), std::size_t{1});
    const auto act = [&](TaskAct what) { return field.handset->act(TaskId{7}, what, field.now); };
    QVERIFY(act(TaskAct::See));
    QVERIFY(act(TaskAct::Accept));
    QCOMPARE(act(TaskAct::See).error(), Refusal::NotFromThisState);
    field.boot();
    field.connect();
    QCOMPARE(field.handset->openTasks().size(), std::size_t{1});
    QCOMPARE(field.handset->openTasks().front().state, TaskState::Accepted);
    QVERIFY(act(TaskAct::SetOut));
    QVERIFY(act(TaskAct::Arrive));
    QVERIFY(!act(TaskAct::Finish)); // not without a report
    QVERIFY(field.handset->act(TaskId{7}, TaskAct::Finish, field.now, {},
        VisitReport{.wellbeing = Wellbeing::Ok,
            .otherNeed = {},
            .observations = "va bien",
            .beganAt = field.now,
            .endedAt = field.now}));
    field.live(30s);
    std::vector<TaskAct> acts;
    for (const auto &report : field.hub.heard<TaskReport>())
        acts.push_back(report.act);
    using enum TaskAct;
    QVERIFY((acts == std::vector{Deliver, See, Accept, SetOut, Arrive, Finish}));
    QVERIFY(field.hub.heard<TaskReport>().back().fix.has_value());
    QVERIFY(field.handset->openTasks().empty());
    for (const auto &envelope : field.hub.frames)
        QVERIFY(envelope.sender.text == kHandset.text);
}

void ReferenceHandsetTest::ATaskIsDeliveredOnceHoweverOftenItIsSent()
{
    Field field;
    field.connect();
    const auto order = TaskOrder{visit(7, field.now)};
    for (int i = 0; i < 5; ++i) {
        field.hub.tell(kHandset, order);
        field.live(1s);
    }
    QCOMPARE(field.hub.heard<TaskReport>().size(), std::size_t{1});
    QCOMPARE(field.seen<TaskCame>().size(), std::size_t{1});
}

void ReferenceHandsetTest::ADeclinedTaskMayComeAgain()
{
    Field field;
    field.connect();
    field.hub.tell(kHandset, TaskOrder{visit(7, field.now)});
    field.live(1s);
    QCOMPARE(field.handset->act(TaskId{7}, TaskAct::Decline, field.now).error(), Refusal::ReasonRequired);
    QVERIFY(field.handset->act(TaskId{7}, TaskAct::Decline, field.now, "trop loin"));
    QVERIFY(field.handset->openTasks().empty());
    field.hub.tell(kHandset, TaskOrder{visit(7, field.now + 1min)});
    field.live(1s);
    QCOMPARE(field.handset->openTasks().size(), std::size_t{1});
    QCOMPARE(field.seen<TaskCame>().size(), std::size_t{2});
}

void ReferenceHandsetTest::AWithdrawnTaskIsGone()
{
    Field field;
    field.connect();
    field.hub.tell(kHandset, TaskOrder{visit(7, field.now)});
    field.live(1s);
    auto cancelled = visit(7, field.now);
    cancelled.state = TaskState::Cancelled;
    cancelled.changedAt = field.now;
    field.hub.tell(kHandset, TaskOrder{cancelled});
    field.live(1s);
    QVERIFY(field.handset->openTasks().empty());
    QCOMPARE(field.seen<TaskWithdrawn>().size(), std::size_t{1});
    QVERIFY(!field.handset->act(TaskId{7}, TaskAct::Accept, field.now));
    field.hub.tell(kHandset, TaskOrder{visit(7, kMorning)}); // the first order, overtaken
    field.live(1s);
    QVERIFY(field.handset->openTasks().empty());
}

void ReferenceHandsetTest::ACommandActsOnceHoweverOftenItComes()
{
    Field field;
    field.connect();
    field.broker.setFaults({.duplicate = 0.5, .reorder = 0.3, .delaySteps = 3});
    for (int i = 0; i < 10; ++i) {
        field.hub.tell(kHandset, CommandOrder{command(3, CommandKind::Ring, kMorning)});
        field.hub.tell(kHandset, CommandOrder{command(4, CommandKind::Message, kMorning)});
        field.live(1s);
    }
    QCOMPARE(field.seen<Rang>().size(), std::size_t{1});
    QCOMPARE(field.seen<MessageShown>().size(), std::size_t{1});
    const auto reports = field.hub.heard<CommandReport>();
    QCOMPARE(reports.size(), std::size_t{2});
    for (const auto &report : reports)
        QCOMPARE(report.state, CommandState::Succeeded);
}

void ReferenceHandsetTest::ACommandDoesNotActTwiceAfterARestart()
{
    Field field;
    field.connect();
    field.hub.answers = false; // its report is never acknowledged, so the hub repeats the order
    field.hub.tell(kHandset, CommandOrder{command(3, CommandKind::Ring, field.now)});
    field.live(1s);
    QCOMPARE(field.seen<Rang>().size(), std::size_t{1});
    field.boot();
    field.connect();
    field.hub.answers = true;
    field.hub.tell(kHandset, CommandOrder{command(3, CommandKind::Ring, kMorning)});
    field.live(10s);
    QCOMPARE(field.seen<Rang>().size(), std::size_t{1});
    QCOMPARE(field.hub.heard<CommandReport>().size(), std::size_t{1});
}

void ReferenceHandsetTest::ALateCommandDoesNotAct()
{
    Field field;
    field.hub.tell(kHandset, CommandOrder{command(3, CommandKind::Ring, field.now, 30s)});
    field.now += 31s;
    field.connect();
    field.hub.tell(kHandset, CommandOrder{command(3, CommandKind::Ring, kMorning, 30s)});
    field.live(2s);
    QVERIFY(field.seen<Rang>().empty());
    QCOMPARE(field.seen<CommandTooLate>().size(), std::size_t{1});
    QCOMPARE(field.hub.heard<CommandReport>().front().state, CommandState::Expired);
}

void ReferenceHandsetTest::WhoDoesNotShareIsNotLocated()
{
    Field field;
    field.connect();
    field.handset->setDuty(Duty::On, field.now);
    field.hub.tell(kHandset, CommandOrder{command(3, CommandKind::LocateNow, field.now)});
    field.live(1s);
    QCOMPARE(field.hub.heard<CommandReport>().back().state, CommandState::Failed);
    QVERIFY(!field.hub.heard<CommandReport>().back().fix);
    field.handset->setSharing(true, field.now);
    field.hub.tell(kHandset, CommandOrder{command(4, CommandKind::LocateNow, field.now)});
    field.live(1s);
    QCOMPARE(field.hub.heard<CommandReport>().back().state, CommandState::Succeeded);
    QVERIFY(field.hub.heard<CommandReport>().back().fix.has_value());
}

void ReferenceHandsetTest::OnlyTheHubIsBelieved()
{
    Field field;
    field.connect();
    transport::LoopbackTransport intruder(field.broker);
    intruder.start();
    const auto say = [&](const std::string &sender, std::uint8_t seed) {
        SenderSession session({sender}, SigningKey::fromSeed({seed}), field.bits());
        const auto sealed = session.seal(CommandOrder{command(9, CommandKind::Ring, field.now)}, field.now);
        QVERIFY(intruder.publish(downTopic(kDepot, kHandset), sealed.bytes, transport::Qos::AtLeastOnce));
    };
    say("hub", 99);  // the right name, another's key
    say("H-002", 7); // the hub's key under another name
    QVERIFY(intruder.publish(
        downTopic(kDepot, kHandset), {std::byte{1}, std::byte{2}}, transport::Qos::AtLeastOnce));
    field.live(1s);
    QVERIFY(field.seen<Rang>().empty());
    QCOMPARE(field.handset->doubted(), std::uint64_t{2 * 3}); // each came on both connections
}

void ReferenceHandsetTest::TheHubSetsTheCadence()
{
    Field field;
    field.connect();
    field.handset->setDuty(Duty::On, field.now);
    field.handset->setSharing(true, field.now);
    field.live(1s);
    field.hub.tell(kHandset,
        Assignment{
            .postman = {"P-001"}, .postmanName = "Luc Petit", .round = {"T-01"}, .positionEverySeconds = 30});
    field.live(30s);
    const auto before = field.hub.heard<PositionReport>().size();
    field.live(5min);
    QCOMPARE(field.hub.heard<PositionReport>().size() - before, std::size_t{10});
    QCOMPARE(field.seen<Assigned>().size(), std::size_t{1});
}

void ReferenceHandsetTest::HeartbeatsSayWhatIsTrueNow()
{
    Field field;
    field.connect();
    field.live(5min);
    const auto states = field.hub.heard<StateReport>();
    QVERIFY(states.size() >= 9 && states.size() <= 12);
    QCOMPARE(*states.front().state.batteryPercent, std::uint8_t{80});
    QCOMPARE(field.handset->unsent(), std::size_t{0}); // heartbeats are not kept
    field.disconnect();
    field.live(5min);
    QCOMPARE(field.handset->unsent(), std::size_t{0});
    QCOMPARE(field.hub.heard<StateReport>().size(), states.size());
}

void ReferenceHandsetTest::WhatWasKeptIsSaidBeforeWhatIsTrueNow()
{
    Field field;
    field.connect();
    field.live(1s);
    field.disconnect();
    field.live(1s);
    field.hub.frames.clear();
    for (const auto duty : {Duty::On, Duty::OnBreak, Duty::On}) {
        field.handset->setDuty(duty, field.now);
        field.live(10s);
    }
    field.connect();
    field.live(5s);
    const auto states = field.hub.heard<StateReport>();
    QVERIFY(states.size() >= 4); // three changes and a heartbeat
    QVERIFY(std::ranges::is_sorted(states, {}, [](const auto &report) { return report.state.at; }));
}

void ReferenceHandsetTest::AnEmptyBatteryIsSilent()
{
    Field field;
    field.connect();
    field.live(1s);
    field.now += 48h;
    field.live(1s);
    QCOMPARE(field.seen<BatteryEmpty>().size(), std::size_t{1});
    QVERIFY(!field.main->connected());
    field.handset->setCharging(true, field.now);
    field.live(10s);
    QVERIFY(field.main->connected());
    QVERIFY(field.hub.heard<StateReport>().back().state.charging);
}

void ReferenceHandsetTest::EverythingArrivesOverABadLine()
{
    for (std::uint64_t seed = 1; seed <= 10; ++seed) {
        Field field(seed);
        field.broker.setFaults({.drop = 0.4, .duplicate = 0.2, .reorder = 0.2, .delaySteps = 6});
        field.connect();
        for (int i = 0; i < 20; ++i) {
            field.handset->setDuty(i % 2 == 0 ? Duty::On : Duty::OnBreak, field.now);
            field.live(7s);
            if (i % 5 == 4) {
                field.disconnect();
                field.live(20s);
                if (i == 9)
                    field.boot();
                field.connect();
            }
        }
        field.broker.setFaults({});
        field.live(3min);
        QCOMPARE(field.handset->unsent(), std::size_t{0});
        int changes = 0;
        std::optional<Duty> last;
        auto states = field.hub.heard<StateReport>();
        std::ranges::stable_sort(states, {}, [](const StateReport &report) { return report.state.at; });
        for (const auto &report : states)
            if (report.state.duty != Duty::Off && std::exchange(last, report.state.duty) != report.state.duty)
                ++changes;
        QCOMPARE(changes, 20); // every change, none twice
    }
}

void ReferenceHandsetTest::AHalfDeadAlertConnectionHoldsNothingUp()
{
    Field field;
    field.alertsHalfDead = true;
    field.boot();
    field.connect();
    field.handset->pressAlert(field.now);
    field.live(2s); // a second attempt is made after half a second at most
    QCOMPARE(field.hub.alerts.size(), std::size_t{1});
    QCOMPARE(field.handset->unsent(), std::size_t{0});
}

void ReferenceHandsetTest::ATaskThatFoundNoRoomIsShownWhenThereIsSome()
{
    Field field;
    field.connect();
    const TaskOrder order{visit(7, field.now)};
    {
        const NoRoom full;
        field.hub.tell(kHandset, order);
        field.live(1s);
    }
    QVERIFY(field.seen<TaskCame>().empty());
    field.hub.tell(kHandset, order); // it repeats what nobody answers
    field.live(1s);
    QCOMPARE(field.seen<TaskCame>().size(), std::size_t{1});
    QCOMPARE(field.handset->openTasks().size(), std::size_t{1});
    QCOMPARE(field.hub.heard<TaskReport>().size(), std::size_t{1});
}

void ReferenceHandsetTest::AReportThatCannotBeKeptIsRefused()
{
    Field field;
    field.connect();
    field.hub.tell(kHandset, TaskOrder{visit(7, field.now)});
    field.live(1s);
    field.disconnect();
    {
        const NoRoom full;
        QCOMPARE(field.handset->act(TaskId{7}, TaskAct::Accept, field.now).error(), Refusal::NotSaved);
    }
    QVERIFY(field.handset->openTasks().front().state != TaskState::Accepted);
    QVERIFY(field.handset->act(TaskId{7}, TaskAct::Accept, field.now));
    field.connect();
    field.live(2s);
    QVERIFY(std::ranges::contains(field.hub.heard<TaskReport>(), TaskAct::Accept, &TaskReport::act));
}

void ReferenceHandsetTest::TheHubHasAnAlertThoughForgettingItFails()
{
    Field field;
    field.handset->pressAlert(field.now); // kept, and no link yet
    const NoRoom full;
    field.connect();
    field.live(3s);
    QCOMPARE(field.hub.alerts.size(), std::size_t{1});
    QCOMPARE(field.seen<AlertSent>().size(), std::size_t{1});
    QCOMPARE(field.handset->unsent(), std::size_t{0});
}

void ReferenceHandsetTest::AClockSetBackSilencesNobody()
{
    Field field;
    field.connect();
    field.handset->setDay(Duty::On, true, field.now);
    {
        const NoRoom full; // this one is repeated from memory
        field.hub.answers = false;
        field.handset->pressAlert(field.now);
        field.live(10s);
    }
    const auto positions = field.hub.heard<PositionReport>().size();
    const auto states = field.hub.heard<StateReport>().size();
    field.now -= 1h;
    field.hub.answers = true;
    field.live(40s);
    QVERIFY(field.hub.heard<PositionReport>().size() >= positions + 3);
    QVERIFY(field.hub.heard<StateReport>().size() > states);
    QCOMPARE(field.handset->unsent(), std::size_t{0});
}

void ReferenceHandsetTest::NewsGoByTheHubsNumbersNotByItsClock()
{
    Field field;
    field.connect();
    const auto id = field.handset->pressAlert(field.now);
    field.live(1s);
    field.hub.now = field.now + 2h;
    field.hub.tell(
        kHandset, AlertNews{.alert = id, .number = 1, .state = AlertState::Acknowledged, .ownerName = {}});
    field.hub.now = field.now; // somebody corrected it
    field.hub.tell(
        kHandset, AlertNews{.alert = id, .number = 1, .state = AlertState::Claimed, .ownerName = "Claire"});
    field.live(1s);
    QCOMPARE(field.seen<AlertHeard>().back().news.ownerName, "Claire");
}

void ReferenceHandsetTest::WhatIsSaidAgainIsNoNews()
{
    Field field;
    field.connect(); // whatever comes down comes on both connections
    const auto id = field.handset->pressAlert(field.now);
    field.live(1s);
    for (int i = 0; i < 3; ++i)
        field.hub.tell(
            kHandset, AlertNews{.alert = id, .number = 1, .state = AlertState::Raised, .ownerName = {}});
    field.live(1s);
    QCOMPARE(field.seen<AlertHeard>().size(), std::size_t{1});
    QCOMPARE(field.seen<AlertSent>().size(), std::size_t{1});
}

void ReferenceHandsetTest::OrdersForAnotherHandsetAreDoubted()
{
    Field field;
    field.connect();
    auto task = visit(7, field.now);
    task.handset = {"H-002"};
    field.hub.tell(kHandset, TaskOrder{task});
    auto ring = command(1, CommandKind::Ring, field.now);
    ring.handset = {"H-002"};
    field.hub.tell(kHandset, CommandOrder{ring});
    field.live(1s);
    QVERIFY(field.seen<TaskCame>().empty() && field.seen<Rang>().empty());
    QVERIFY(field.hub.heard<CommandReport>().empty() && field.hub.heard<TaskReport>().empty());
    QVERIFY(field.handset->doubted() >= 2);
}

void ReferenceHandsetTest::AVisitorLeavesOrdersToTheHandset()
{
    Field field;
    field.visiting = true;
    field.boot();
    field.connect();
    field.hub.tell(kHandset, TaskOrder{visit(7, field.now)});
    field.hub.tell(kHandset, CommandOrder{command(1, CommandKind::LocateNow, field.now)});
    const auto id = field.handset->pressAlert(field.now);
    field.hub.tell(
        kHandset, AlertNews{.alert = id, .number = 1, .state = AlertState::Claimed, .ownerName = "Claire"});
    field.live(60s);
    QVERIFY(field.seen<TaskCame>().empty() && field.seen<Located>().empty());
    QVERIFY(field.hub.heard<CommandReport>().empty() && field.hub.heard<TaskReport>().empty());
    QVERIFY(field.hub.heard<StateReport>().empty());
    QCOMPARE(field.seen<AlertHeard>().size(), std::size_t{1}); // that is what it came for
}

FACTEO_TEST(ReferenceHandsetTest);
#include "reference_handset_test.moc"
