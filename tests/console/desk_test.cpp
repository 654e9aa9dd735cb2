// SPDX-License-Identifier: Apache-2.0
#include "console/desk.h"
#include "console/ids.h"
#include "console/sample_depot.h"
#include "console/tone.h"
#include "geo/distance.h"
#include "support/registry.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <cmath>

using namespace facteo;
using namespace facteo::console;
using namespace facteo::protocol;
using namespace std::chrono_literals;

namespace {

struct DeskBench
{
    Instant now = tests::kNow;
    tests::SampleDepot depot{tests::kNow};
    std::vector<RequestBody> asked;
    std::vector<std::function<void(const Answer &)>> waiting;
    std::vector<std::pair<QString, std::function<void(std::vector<FoundAddress>)>>> searches;
    struct Walks
    {
        Position from;
        std::vector<Position> to;
        std::function<void(std::vector<std::optional<double>>)> then;
    };
    std::vector<Walks> walks;
    Desk desk;

    DeskBench()
        : desk({.clock = [this] { return now; },
              .ask =
                  [this](const RequestBody &body, std::function<void(const Answer &)> then) {
                      asked.push_back(body);
                      waiting.push_back(std::move(then));
                  },
              .nearest =
                  [](Position, const std::function<void(QString)> &then) {
                      then(QStringLiteral("1 rue Neuve"));
                  },
              .find =
                  [this](const QString &typed, std::function<void(std::vector<FoundAddress>)> then) {
                      searches.emplace_back(typed, std::move(then));
                  },
              .walks =
                  [this](Position from, std::vector<Position> to,
                      std::function<void(std::vector<std::optional<double>>)> then) {
                      walks.push_back({from, std::move(to), std::move(then)});
                  },
              .me = {"cmorel"},
              .operatorName = QStringLiteral("Claire Morel")})
    {
        News news;
        news.snapshot = depot.snapshot();
        desk.take(news);
    }

    void take(FactBody body)
    {
        News news;
        news.facts = {depot.fact(std::move(body))};
        desk.take(news);
    }
};

} // namespace

class DeskTest : public QObject
{
    Q_OBJECT

private slots:
    void AnAlertMarksItsPostmanAndLeavesALine()
    {
        DeskBench bench;
        QAbstractItemModelTester tester(
            bench.desk.alertTimeline(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        auto alert = bench.depot.alert(3, AlertState::Raised);
        bench.desk.alertTimeline()->setAbout(idText(alert.id));
        bench.take(AlertFact{AlertAct::Raise, alert, {}});
        QVERIFY(bench.desk.postmen()->row(alert.handset)->alert == DotState::Alert);
        alert.state = AlertState::Acknowledged;
        bench.take(AlertFact{AlertAct::Acknowledge, alert, {}});
        QVERIFY(bench.desk.postmen()->row(alert.handset)->alert == DotState::AlertInHand);
        QCOMPARE(bench.desk.alertTimeline()->count(), 2);
        bench.take(AlertFact{AlertAct::Raise, bench.depot.alert(5, AlertState::Raised), {}});
        QCOMPARE(bench.desk.alertTimeline()->count(), 2);
    }

    void TheDepotIsShownWhenItIsNewAndNotAfterEverySnapshot()
    {
        DeskBench bench;
        QSignalSpy depot(&bench.desk, &Desk::depotChanged);
        News again;
        again.snapshot = bench.depot.snapshot();
        bench.desk.take(again);
        QCOMPARE(depot.count(), 0);
        again.snapshot->roster.depot.position.latE7 += 10'000;
        again.snapshot->alerts = {bench.depot.alert(3, AlertState::Raised)};
        QStringList order;
        connect(&bench.desk, &Desk::depotChanged, this, [&] { order << QStringLiteral("depot"); });
        connect(bench.desk.alerts(), &AlertModel::located, this, [&] { order << QStringLiteral("alert"); });
        bench.desk.take(again);
        QCOMPARE(order, (QStringList{QStringLiteral("depot"), QStringLiteral("alert")}));
    }

    void TheMapStartsInTheMiddleOfTheRoundsAndNotAtTheDepot()
    {
        const auto stopAt = [](std::int32_t latE7, std::int32_t lonE7) {
            return RoundStop{.position = {latE7, lonE7}};
        };
        Roster roster{.depot = {.id = {"D-TEST"}, .name = "Essai", .position = {460'000'000, 20'000'000}}};
        Directory directory;
        directory.take(roster);
        QCOMPARE(directory.middleOfRounds(), roster.depot.position);
        // One farm far away does not take the town out of the picture.
        roster.rounds = {
            {.id = {"T-01"}, .stops = {stopAt(466'000'000, 23'000'000), stopAt(466'000'100, 23'000'200)}},
            {.id = {"T-02"}, .stops = {stopAt(490'000'000, 50'000'000)}}};
        directory.take(roster);
        QCOMPARE(directory.middleOfRounds(), (Position{466'000'100, 23'000'200}));
    }

    void HistoryStandsBeforeWhatCameLater()
    {
        DeskBench bench;
        const auto alert = bench.depot.alert(3, AlertState::Claimed);
        const auto raise = bench.depot.fact(AlertFact{AlertAct::Raise, alert, {}});
        const auto claim = bench.depot.fact(AlertFact{AlertAct::Claim, alert, {}});
        bench.desk.alertTimeline()->setAbout(idText(alert.id));
        News later;
        later.facts = {claim};
        bench.desk.take(later);
        News history;
        history.history = {raise, claim};
        bench.desk.take(history);
        auto *lines = bench.desk.alertTimeline();
        QCOMPARE(lines->count(), 2);
        QCOMPARE(lines->data(lines->index(0), TimelineModel::NumberRole).toString(), QStringLiteral("1"));
    }

    void WhoWentOverABorderBeforeThisConsoleStartedIsInTheJournal()
    {
        DeskBench bench;
        const Geofence geofence{.id = GeofenceId{7},
            .name = "Les Tanneries",
            .shape = Circle{.centre = {466'000'000, 23'000'000}, .radiusMetres = 150},
            .timeZone = "Europe/Paris"};
        const CrossingFact entered{.geofence = geofence.id,
            .handset = {"H-004"},
            .crossing = Crossing::Enter,
            .at = tests::kNow - 1h};
        News start;
        start.snapshot = bench.depot.snapshot();
        start.snapshot->geofences = {geofence};
        start.snapshot->stays = {{.geofence = geofence.id, .handset = {"H-004"}, .since = entered.at}};
        bench.desk.take(start);
        News history;
        history.history = {bench.depot.fact(entered)};
        bench.desk.take(history);
        QCOMPARE(bench.desk.geofences()->inside(), 1);
        QCOMPARE(bench.desk.crossings()->count(), 1);
        bench.desk.stays()->setAbout(QStringLiteral("7"));
        QCOMPARE(bench.desk.stays()->count(), 1);
        News later;
        auto left = entered;
        left.crossing = Crossing::Leave;
        later.facts = {bench.depot.fact(left)};
        bench.desk.take(later);
        QCOMPARE(bench.desk.crossings()->count(), 2);
        QCOMPARE(bench.desk.stays()->count(), 0);
    }

    void WhoActedIsShownByTheNameHeHadThen()
    {
        DeskBench bench;
        const auto alert = bench.depot.alert(3, AlertState::Acknowledged);
        auto fact = bench.depot.fact(AlertFact{AlertAct::Acknowledge, alert, {}}, {"cmorel"});
        fact.byName = "Claire Morel";
        bench.desk.alertTimeline()->setAbout(idText(alert.id));
        News news;
        news.facts = {fact};
        bench.desk.take(news);
        auto *lines = bench.desk.alertTimeline();
        QCOMPARE(
            lines->data(lines->index(0), TimelineModel::ByRole).toString(), QStringLiteral("Claire Morel"));
    }

    void TheNearestWhoMayGoStandsFirst()
    {
        DeskBench bench;
        QAbstractItemModelTester tester(
            bench.desk.candidates(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        bench.desk.candidates()->lookAround(46.6, 2.3);
        const auto &rows = bench.desk.candidates()->rows();
        QVERIFY(!rows.empty());
        QVERIFY(rows.front().candidate.hindrance == domain::Hindrance::None);
        for (std::size_t i = 1; i < rows.size(); ++i)
            if (rows[i].candidate.hindrance == domain::Hindrance::None)
                QVERIFY(rows[i - 1].candidate.metres <= rows[i].candidate.metres);
        // Whoever raises an alert is not sent to a visit, and the list says why.
        const auto first = rows.front().candidate.handset;
        auto alert = bench.depot.alert(0, AlertState::Raised);
        alert.handset = first;
        bench.take(AlertFact{AlertAct::Raise, alert, {}});
        QVERIFY(bench.desk.candidates()->rows().front().candidate.handset != first);
        bench.desk.candidates()->stop();
        QCOMPARE(bench.desk.candidates()->count(), 0);
    }

    void WhoIsNearByTheStreetsGoesFirst()
    {
        DeskBench bench;
        auto *candidates = bench.desk.candidates();
        candidates->lookAround(46.6, 2.3);
        QCOMPARE(bench.walks.size(), 1U);
        const auto nearest = candidates->rows().front();
        QVERIFY(!nearest.byStreets);
        // A river is between the two: the way over the bridge is long. Everybody else has a hundred metres
        // more than the straight line.
        const auto answer = [&](std::size_t question) {
            std::vector<std::optional<double>> metres;
            for (const auto &from : bench.walks[question].to) {
                const double straight = geo::distanceMetres(from, bench.walks[question].from);
                metres.push_back(
                    std::abs(straight - *nearest.candidate.metres) < 0.01 ? 4'800 : straight + 100);
            }
            bench.walks[question].then(metres);
        };
        answer(0);
        const auto &rows = candidates->rows();
        QVERIFY(rows.front().byStreets);
        QVERIFY(rows.front().candidate.handset != nearest.candidate.handset);
        const auto far = std::ranges::find(rows, nearest.key(), &CandidateRow::key);
        QVERIFY(far != rows.end());
        QCOMPARE(*far->candidate.walking, std::chrono::minutes{67}); // 4,800 m at 1.2 m/s
        // Nobody moved: nobody asks again.
        candidates->follow();
        QCOMPARE(bench.walks.size(), 1U);
        // Another place, and an answer about the one before.
        candidates->lookAround(46.61, 2.3);
        QCOMPARE(bench.walks.size(), 2U);
        answer(0);
        QVERIFY(!candidates->rows().front().byStreets);
        bench.walks[1].then({}); // no streets in this package
        QVERIFY(!candidates->rows().front().byStreets);
        candidates->follow();
        QCOMPARE(bench.walks.size(), 2U);
    }

    void AnAnswerToAnEarlierSearchIsDropped()
    {
        DeskBench bench;
        auto *search = bench.desk.addresses();
        search->setTyped(QStringLiteral("rue du M"));
        search->setTyped(QStringLiteral("rue du Mo"));
        QCOMPARE(bench.searches.size(), 2U);
        bench.searches[1].second({{QStringLiteral("3 rue du Moulin"), {}, {}}});
        bench.searches[0].second({{QStringLiteral("9 rue du Marché"), {}, {}}});
        QCOMPARE(search->count(), 1);
        QCOMPARE(search->data(search->index(0), AddressSearch::AddressRole).toString(),
            QStringLiteral("3 rue du Moulin"));
        search->setTyped(QStringLiteral("zz"));
        bench.searches[2].second({});
        QVERIFY(search->nothingFound());
        search->setTyped({});
        QVERIFY(!search->nothingFound());
    }

    void ATrailNeedsAPurposeAndFollowsHim()
    {
        DeskBench bench;
        auto *selection = bench.desk.selection();
        selection->select(QStringLiteral("H-004"));
        selection->askTrail(QStringLiteral(" réclamation "), 60);
        const auto &asked = std::get<AskTrail>(bench.asked.back());
        QCOMPARE(asked.purpose, std::string("réclamation"));
        QCOMPARE(asked.to - asked.from, std::chrono::milliseconds{60min});
        bench.waiting.back()({ResponseBody{TrailPage{.handset = {"H-004"},
            .fixes = {
                Fix{.at = tests::kNow, .position = {}}, Fix{.at = tests::kNow + 10s, .position = {}}}}}});
        QCOMPARE(selection->trailPoints(), 2);
        QCOMPARE(bench.desk.postmen()->feed()->trail.size(), 2U);
        selection->applyFix({"H-004"}, Fix{.at = tests::kNow + 20s, .position = {}});
        QCOMPARE(selection->trailPoints(), 3);
        selection->select(QStringLiteral("H-005"));
        QCOMPARE(bench.desk.postmen()->feed()->trail.size(), 0U);
    }

    void AnAnswerAboutSomebodyElseIsNotShownHere()
    {
        DeskBench bench;
        auto *selection = bench.desk.selection();
        selection->select(QStringLiteral("H-004"));
        selection->ring();
        selection->select(QStringLiteral("H-005"));
        bench.waiting.back()({ResponseBody{Refused{.why = Refusal::NotAllowed, .detail = {}}}});
        QVERIFY(selection->refusal().isEmpty());
    }

    void WhatIsWrongIsSaidAcrossTheWindow()
    {
        DeskBench bench;
        auto *status = bench.desk.status();
        QVERIFY(status->ready());
        News news;
        news.link = Link{.state = LinkState::Live, .since = tests::kNow, .hubAhead = 0ms};
        news.pictureAt = tests::kNow;
        bench.desk.take(news);
        QVERIFY(status->warning().isEmpty());
        QCOMPARE(status->linkTone(), static_cast<int>(tone::Good));
        news.link->reason = "certificate revoked";
        for (const auto state : {LinkState::BrokerUnreachable, LinkState::BrokerRefuses, LinkState::HubSilent,
                 LinkState::FeedFrozen}) {
            news.link->state = state;
            bench.desk.take(news);
            QVERIFY(!status->warning().isEmpty());
            QCOMPARE(status->linkTone(), static_cast<int>(tone::Danger));
        }
        news.link->state = LinkState::Live;
        news.status = HubStatus{.at = tests::kNow, .startedAt = tests::kNow, .depot = {"D-BRANCELLE"}};
        news.status->storeWorks = false;
        bench.desk.take(news);
        QVERIFY(!status->warning().isEmpty());
        QCOMPARE(status->storeTone(), static_cast<int>(tone::Danger));
    }

    void NobodyVouchesForADatabaseWhoseHubIsSilent()
    {
        DeskBench bench;
        auto *status = bench.desk.status();
        News news;
        news.link = Link{.state = LinkState::Live, .since = tests::kNow, .hubAhead = 0ms};
        news.status = HubStatus{.at = tests::kNow, .startedAt = tests::kNow, .depot = {"D-BRANCELLE"}};
        bench.desk.take(news);
        const auto recording = status->storeText();
        for (const auto state : {LinkState::BrokerUnreachable, LinkState::HubSilent}) {
            news.link->state = state;
            bench.desk.take(news);
            QVERIFY(status->storeText() != recording);
        }
    }

    void ARefusedCertificateIsReadInFull()
    {
        DeskBench bench;
        News news;
        news.link = Link{.state = LinkState::BrokerRefuses, .since = tests::kNow, .hubAhead = 0ms};
        news.link->reason = "certificate revoked";
        bench.desk.take(news);
        QVERIFY(bench.desk.status()->warning().contains(QStringLiteral("certificate revoked")));
        QVERIFY(bench.desk.status()->openingText().contains(QStringLiteral("certificate revoked")));
    }

    void AgesAreCountedByTheHubsClock()
    {
        DeskBench bench;
        bench.now = tests::kNow + 42s; // this workstation is 42 s fast
        News news;
        news.link = Link{.state = LinkState::Live, .since = tests::kNow, .hubAhead = -42s};
        news.pictureAt = tests::kNow - 1s;
        bench.desk.take(news);
        bench.desk.tick();
        QVERIFY(bench.desk.status()->feedText().contains(QStringLiteral("1 s")));
        QVERIFY(!bench.desk.status()->clockWarning().isEmpty());
        QCOMPARE(bench.desk.nowMs(), static_cast<double>(tests::kNow.time_since_epoch().count()));
    }

    void TimesAreReadAsPeopleWriteThem()
    {
        const auto day = static_cast<double>(tests::kNow.time_since_epoch().count());
        QCOMPARE(Desk::clockOf(Desk::timeOnDay(QStringLiteral("9:05"), day)), QStringLiteral("09:05"));
        QCOMPARE(Desk::clockOf(Desk::timeOnDay(QStringLiteral("14h30"), day)), QStringLiteral("14:30"));
        QVERIFY(std::isnan(Desk::timeOnDay(QStringLiteral("25:00"), day)));
    }
};

FACTEO_TEST(DeskTest);
#include "desk_test.moc"
