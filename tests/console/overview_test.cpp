// SPDX-License-Identifier: Apache-2.0
#include "console/desk.h"
#include "console/overview_conversation.h"
#include "console/overview_filter.h"
#include "console/overview_model.h"
#include "console/sample_depot.h"
#include "protocol/pages.h"
#include "support/registry.h"
#include "transport/loopback.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <format>

using namespace facteo;
using namespace facteo::console;
using namespace facteo::protocol;
using namespace std::chrono_literals;

namespace {

const DepotId kHouse{"F-TEST"};

DepotSummary summaryOf(int number, std::uint32_t live, std::uint32_t alerts = 0)
{
    return {.depot = {.id = {std::format("D-{}", number)},
                .name = std::format("Dépôt {}", number),
                .position = {480'000'000 + number * 1'000'000, 20'000'000}},
        .known = 40,
        .live = live,
        .lost = 2,
        .sharingOff = 38 - live,
        .openAlerts = alerts,
        .unansweredAlerts = alerts,
        .standing = alerts > 0 ? DepotStanding::Alert : DepotStanding::AtWork};
}

Roster rosterOf(int number)
{
    const auto depot = std::format("D-{}", number);
    return {.depot = {.id = {depot}, .name = depot},
        .postmen = {{.id = {"P-1"}, .name = "Anne " + depot}},
        .handsets = {{.id = {"H-" + depot}, .postman = {"P-1"}}}};
}

HandsetPicture pictureOf(int number)
{
    HandsetPicture picture{.handset = {std::format("H-D-{}", number)}};
    picture.fix = Fix{.at = tests::kNow, .position = {481'000'000, 20'000'000}, .accuracyDm = 50};
    picture.absence = Absence::None;
    return picture;
}

int marksOf(OverviewModel &model)
{
    int marks = 0;
    const auto &points = model.feed()->points();
    for (std::size_t i = 0; i < points.size(); ++i)
        marks += points.isOnMap(i);
    return marks;
}

/// A house whose hub answers for every depot.
struct House
{
    House()
    {
        link.onMessage(
            [this](transport::Message &&message) { conversation.onMessage(message, tests::kNow); });
        link.onLink([this](const transport::LinkState &state) { conversation.onLink(state, tests::kNow); });
        hub.onMessage([this](transport::Message &&message) { answer(message); });
        hub.onLink([](const transport::LinkState &) {});
        hub.subscribe("facteo/1/+/c/+/req", transport::Qos::AtLeastOnce);
        conversation.start();
        hub.start();
        link.start();
        broker.settle();
    }

    void say(const std::string &topic, Body body)
    {
        std::ignore =
            hub.publish(topic, voice.seal(std::move(body), tests::kNow).bytes, transport::Qos::AtLeastOnce);
    }
    void answer(const transport::Message &message)
    {
        const auto opened = open(message.payload);
        const auto topic = parseTopic(message.topic);
        asked.push_back(topic->depot.text);
        if (silent)
            return;
        Snapshot snapshot{.roster = rosterOf(std::stoi(topic->depot.text.substr(2)))};
        snapshot.handsets = {pictureOf(std::stoi(topic->depot.text.substr(2)))};
        for (auto &page : responsesTo(opened->envelope.id, std::move(snapshot)))
            say(replyTopic(topic->depot, {"console-1"}), page);
    }
    void show(int number)
    {
        say(pictureTopic({std::format("D-{}", number)}),
            Picture{.at = tests::kNow, .handsets = {pictureOf(number)}});
    }
    OverviewNews news()
    {
        broker.settle();
        return conversation.takeNews();
    }

    transport::LoopbackBroker broker{1};
    transport::LoopbackTransport link{broker};
    transport::LoopbackTransport hub{broker};
    SigningKey key = SigningKey::generate();
    SenderSession voice{{"hub"}, key};
    bool silent = false;
    std::vector<std::string> asked;
    OverviewConversation conversation{{.depot = kHouse,
                                          .console = {"console-1"},
                                          .hub = {"hub"},
                                          .hubKey = key.publicKey(),
                                          .by = {"claire"},
                                          .operatorName = "Claire"},
        SigningKey::generate(),
        {.publish =
                [this](std::string topic, std::vector<std::byte> frame) {
                    return link.publish(std::move(topic), std::move(frame), transport::Qos::AtLeastOnce)
                        .has_value();
                },
            .subscribe =
                [this](const Subscription &subscription) {
                    link.subscribe(subscription.filter, transport::Qos::AtLeastOnce);
                },
            .unsubscribe = [this](const std::string &filter) { link.unsubscribe(filter); }}};
};

} // namespace

class OverviewTest : public QObject
{
    Q_OBJECT
private slots:
    void OnlyFollowedDepotsAreHeard()
    {
        House house;
        house.say(overviewTopic(kHouse), Overview{.at = tests::kNow, .depots = {summaryOf(1, 20)}});
        house.show(1);
        auto news = house.news();
        QCOMPARE(news.depots.size(), 1u);
        QVERIFY(news.handsets.empty() && house.asked.empty());

        house.conversation.follow({{"D-1"}, {"D-2"}}, tests::kNow);
        news = house.news();
        QCOMPARE(house.asked, (std::vector<std::string>{"D-1", "D-2"}));
        QCOMPARE(news.joined.size(), 2u);
        QCOMPARE(news.handsets.size(), 2u);
        for (const int number : {1, 2, 3})
            house.show(number);
        QCOMPARE(house.news().handsets.size(), 2u);

        house.conversation.follow({{"D-2"}}, tests::kNow);
        for (const int number : {1, 2, 3})
            house.show(number);
        news = house.news();
        QCOMPARE(news.left, std::vector<DepotId>{{"D-1"}});
        QCOMPARE(news.handsets.size(), 1u);
        QVERIFY(news.handsets.front().handset == HandsetId{"H-D-2"});
    }

    void WhoDoesNotAnswerIsAskedAgain()
    {
        House house;
        house.silent = true;
        house.conversation.follow({{"D-1"}}, tests::kNow);
        QVERIFY(house.news().joined.empty());
        house.conversation.tick(tests::kNow + 4s);
        house.broker.settle();
        QCOMPARE(house.asked.size(), 1u);
        house.silent = false;
        house.conversation.tick(tests::kNow + 6s);
        QCOMPARE(house.news().joined.size(), 1u);
        house.broker.crash();
        house.hub.start();
        house.link.start();
        house.show(1);
        QCOMPARE(house.news().handsets.size(), 1u); // who joined stays
    }

    void ACountryIsAskedALittleAtATime()
    {
        House house;
        house.silent = true;
        std::set<DepotId> all;
        for (int number = 1; number <= 100; ++number)
            all.insert({std::format("D-{}", number)});
        house.conversation.follow(all, tests::kNow);
        house.broker.settle();
        QVERIFY2(house.asked.size() < 30, qPrintable(QString::number(house.asked.size())));
        house.silent = false;
        std::set<std::string> joined;
        for (auto now = tests::kNow + 6s; now < tests::kNow + 30s; now += 200ms) {
            house.conversation.tick(now);
            for (const auto &roster : house.news().joined)
                joined.insert(roster.depot.id.text);
        }
        QCOMPARE(joined.size(), 100u);
    }

    void NumbersBecomeMarksUntilThePeopleThemselvesAreShown()
    {
        OverviewModel model;
        const QAbstractItemModelTester tester(&model);
        QVERIFY(!model.isHouse());
        model.apply(std::vector{summaryOf(1, 20), summaryOf(2, 30)});
        QVERIFY(model.isHouse());
        QCOMPARE(model.known(), 80);
        QCOMPARE(model.live(), 50);
        QCOMPARE(marksOf(model), 20 + 2 + 30 + 2);
        model.apply(std::vector{summaryOf(2, 10)});
        QCOMPARE(marksOf(model), 20 + 2 + 10 + 2);
        model.showPeople({"D-1"}, true);
        QCOMPARE(marksOf(model), 10 + 2);
        model.setChosen({"D-2"});
        QCOMPARE(marksOf(model), 0);
        model.showPeople({"D-1"}, false);
        QCOMPARE(marksOf(model), 20 + 2);
    }

    void AnAlertOfAnotherDepotKeepsItsMark()
    {
        OverviewModel model;
        model.apply(std::vector{summaryOf(1, 20), summaryOf(2, 30, 1)});
        QCOMPARE(model.openAlerts(), 1);
        model.showPeople({"D-2"}, true);
        const auto &points = model.feed()->points();
        QCOMPARE(std::ranges::count(points.state, DotState::Alert), 1);
        model.setChosen({"D-2"}); // its desk shows it itself
        QCOMPARE(std::ranges::count(points.state, DotState::Alert), 0);
    }

    void AnUnansweredAlertOfAnotherDepotIsToldAtOnceAndSoundsWhenItsOwnDeskIsSilent()
    {
        AlertsElsewhere elsewhere;
        QSignalSpy sounded(&elsewhere, &AlertsElsewhere::sounded);
        elsewhere.tick(tests::kNow);
        elsewhere.setOwn({"D-1"});
        auto own = summaryOf(1, 20, 1);
        auto other = summaryOf(2, 20, 2);
        elsewhere.apply(std::vector{own, summaryOf(3, 20)});
        QCOMPARE(elsewhere.count(), 0); // the desk shows its own itself
        elsewhere.apply(std::vector{other});
        QCOMPARE(elsewhere.count(), 2);
        QCOMPARE(elsewhere.depot(), "D-2");
        QCOMPARE(elsewhere.text(), "Danger alert in Dépôt 2");
        QVERIFY(!elsewhere.sounding()); // its own consoles hear it
        elsewhere.tick(tests::kNow + 59s);
        elsewhere.apply(std::vector{other});
        QVERIFY(!elsewhere.sounding());
        elsewhere.tick(tests::kNow + 60s);
        QVERIFY(elsewhere.sounding());
        elsewhere.tick(tests::kNow + 61s);
        QCOMPARE(sounded.count(), 1);
        QCOMPARE(elsewhere.waiting(), "unanswered there for 1 min");
        other.unansweredAlerts = 0; // acknowledged there, and still open
        elsewhere.apply(std::vector{other});
        QVERIFY(!elsewhere.sounding() && elsewhere.depot().isEmpty() && elsewhere.text().isEmpty());
        auto exercise = summaryOf(3, 20);
        exercise.exerciseAlerts = 1;
        elsewhere.apply(std::vector{exercise});
        QCOMPARE(elsewhere.count(), 0);
    }

    void AnAlertOfADepotThatIsOnTheMapSoundsAtOnce()
    {
        AlertsElsewhere elsewhere;
        elsewhere.tick(tests::kNow);
        elsewhere.setOwn({"D-1"});
        elsewhere.setFollowed({{"D-2"}});
        elsewhere.apply(std::vector{summaryOf(3, 20, 1)});
        QVERIFY(!elsewhere.sounding());
        elsewhere.tick(tests::kNow + 5s);
        elsewhere.apply(std::vector{summaryOf(2, 20, 1)});
        QVERIFY(elsewhere.sounding());
        QCOMPARE(elsewhere.depot(), "D-3"); // it has waited longest
        QVERIFY(elsewhere.text().contains("Dépôt 3"));
        elsewhere.setOwn({"D-3"}); // its desk is this one now
        QCOMPARE(elsewhere.depot(), "D-2");
        elsewhere.setOwn({"D-2"});
        QCOMPARE(elsewhere.depot(), "D-3");
        QVERIFY(!elsewhere.sounding());
    }

    void FollowsWhatIsInViewAndEverybodyOnlyWhenAsked()
    {
        OverviewModel model;
        std::vector<DepotSummary> depots;
        for (int number = 0; number < 200; ++number)
            depots.push_back(summaryOf(number, 20));
        model.apply(depots);
        model.setChosen({"D-0"});
        model.look(48.05, 2, 7, 1'000, 800); // a region: nobody but the numbers
        model.setEverybody(true);
        QCOMPARE(model.followed(), 199);
        model.setEverybody(false);
        QCOMPARE(model.followed(), 0);
        model.look(48.05, 2, 12, 1'000, 800); // a tenth of a degree around
        QVERIFY(QTest::qWaitFor([&] { return model.followed() > 0; }));
        QVERIFY2(model.followed() < 10, qPrintable(QString::number(model.followed())));
        QVERIFY(!model.followedDepots().contains({"D-0"}));
        model.setEverybody(true);
        QCOMPARE(model.followed(), 199);
        model.setEverybody(false);
        QVERIFY(model.followed() < 10);
    }

    void ADepotIsChosenByItsIdOrByItsMark()
    {
        OverviewModel model;
        model.apply(std::vector{summaryOf(1, 20), summaryOf(2, 30)});
        QSignalSpy wanted(&model, &OverviewModel::wanted);
        model.choose("D-9");
        QVERIFY(!model.byHand());
        model.choose("D-2#7");
        QCOMPARE(wanted.size(), 1);
        QVERIFY(model.byHand());
        QVERIFY(model.bounds().contains(QGeoCoordinate(48.1, 2)));
        QCOMPARE(wanted.front().front().toString(), "D-2");
    }

    void TheListHasAlertsFirstAndIsSearched()
    {
        OverviewModel model;
        model.apply(std::vector{summaryOf(1, 20), summaryOf(2, 30), summaryOf(3, 10, 1)});
        OverviewFilter filter;
        const QAbstractItemModelTester tester(&filter);
        filter.setDepots(&model);
        QCOMPARE(filter.depotAt(0), "D-3");
        QCOMPARE(filter.depotAt(1), "D-1");
        filter.setText("dépôt 2");
        QCOMPARE(filter.rowCount(), 1);
        QCOMPARE(filter.depotAt(0), "D-2");
        filter.setText("d-3 ");
        QCOMPARE(filter.depotAt(0), "D-3");
    }

    void PeopleOfOtherDepotsHaveTheirOwnNames()
    {
        Directory directory;
        directory.take(rosterOf(1));
        const std::vector others{rosterOf(2), rosterOf(3)};
        directory.join(others);
        QCOMPARE(directory.nameOf(HandsetId{"H-D-1"}), "Anne D-1");
        QCOMPARE(directory.nameOf(HandsetId{"H-D-2"}), "Anne D-2");
        QVERIFY(directory.isOther({"H-D-2"}) && !directory.isOther({"H-D-1"}));
        directory.take(rosterOf(2)); // another desk: the first depot's people are not known any more
        QCOMPARE(directory.nameOf(HandsetId{"H-D-2"}), "Anne D-2");
        QVERIFY(!directory.handset({"H-D-1"}));
        directory.leave(std::vector<DepotId>{{"D-2"}, {"D-3"}});
        QVERIFY(directory.handset({"H-D-2"}));
        QVERIFY(!directory.handset({"H-D-3"}));
    }

    void AHandsetThatComesFromAnotherDepotIsThisOnesFromThenOn()
    {
        Directory directory;
        directory.take(rosterOf(1));
        directory.join(std::vector{rosterOf(2)});
        const auto postman = rosterOf(1).postmen.front().id;
        directory.take(RosterFact{.handset = Handset{.id = {"H-D-2"}, .postman = postman}});
        QVERIFY(!directory.isOther({"H-D-2"}));
        QCOMPARE(directory.nameOf(HandsetId{"H-D-2"}), "Anne D-1");
        directory.leave(std::vector<DepotId>{{"D-2"}});
        QCOMPARE(directory.handset({"H-D-2"})->postman, postman);
        directory.join(std::vector{rosterOf(2)});
        QVERIFY(!directory.isOther({"H-D-2"}));
        directory.join(std::vector{rosterOf(2)}); // told twice
        directory.leave(std::vector<DepotId>{{"D-2"}});
        QCOMPARE(std::ranges::distance(directory.handsets()), 2);
    }

    void ARoundIsWalkedByWhoeverHoldsItNow()
    {
        Directory directory;
        directory.take(RosterFact{.round = Round{.id = {"T-1"}, .name = "Un", .holder = {"P-1"}}});
        directory.take(RosterFact{.round = Round{.id = {"T-2"}, .name = "Deux", .holder = {"P-2"}}});
        directory.take(RosterFact{.round = Round{.id = {"T-1"}, .name = "Un", .holder = {"P-2"}}});
        QVERIFY(!directory.roundOf({"P-1"}));
        QCOMPARE(directory.roundOf({"P-2"})->name, "Un");
        // The one that he had before is told later to have another holder: what he walks stays.
        directory.take(RosterFact{.round = Round{.id = {"T-2"}, .name = "Deux", .holder = {"P-1"}}});
        QCOMPARE(directory.roundOf({"P-1"})->name, "Deux");
        QCOMPARE(directory.roundOf({"P-2"})->name, "Un");
        directory.take(RosterFact{.round = Round{.id = {"T-1"}, .name = "Un", .holder = {}}});
        QVERIFY(!directory.roundOf({"P-2"}));
        QCOMPARE(directory.nameOf(RoundId{"T-1"}), QStringLiteral("T-1 · Un"));
    }
};

FACTEO_TEST(OverviewTest);
#include "overview_test.moc"
