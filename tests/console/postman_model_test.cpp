// SPDX-License-Identifier: Apache-2.0
#include "console/picked_row.h"
#include "console/postman_filter.h"
#include "console/postman_model.h"
#include "console/sample_depot.h"
#include "console/wording.h"
#include "support/registry.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <cmath>

using namespace facteo;
using namespace facteo::console;
using namespace facteo::protocol;
using namespace std::chrono_literals;

namespace {

struct PostmanBench
{
    tests::SampleDepot depot{tests::kNow};
    Directory directory;
    PostmanModel model{directory};
    QAbstractItemModelTester tester{&model, QAbstractItemModelTester::FailureReportingMode::QtTest};

    PostmanBench()
    {
        directory.take(depot.snapshot().roster);
        model.tick(tests::kNow);
        model.applyRoster();
        model.apply(depot.snapshot().handsets);
    }

    [[nodiscard]] QVariant of(const char *handset, PostmanModel::Role role) const
    {
        return model.data(model.index(model.rowOf(QLatin1String(handset))), role);
    }

    HandsetPicture picture(const char *handset) const
    {
        const auto *row = model.row(HandsetId{handset});
        return row->picture.unpacked(HandsetId{handset});
    }
};

} // namespace

class PostmanModelTest : public QObject
{
    Q_OBJECT

private slots:
    void EveryHandsetHasOneRowAndOneColumn()
    {
        PostmanBench bench;
        QCOMPARE(bench.model.count(), 69);
        QCOMPARE(bench.model.feed()->points().size(), 69U);
        QCOMPARE(bench.model.onMap() + bench.model.sharingOff() + bench.model.offDutyOrBreak() +
                     bench.model.signalLost(),
            69);
    }

    void ThreeReasonsAreNeverOne()
    {
        PostmanBench bench;
        auto picture = bench.picture("H-001");
        picture.fix.reset();
        QStringList reasons;
        for (const auto why : {Absence::SharingOff, Absence::OffDutyOrBreak, Absence::SignalLost}) {
            picture.absence = why;
            bench.model.apply(std::vector{picture});
            reasons << bench.of("H-001", PostmanModel::ReasonRole).toString();
        }
        QCOMPARE(QSet<QString>(reasons.begin(), reasons.end()).size(), 3);
        QVERIFY(!reasons.contains(QString()));
    }

    void APositionFadesWithItsAge()
    {
        PostmanBench bench;
        auto picture = bench.picture("H-001");
        picture.fix = Fix{.at = tests::kNow, .position = {.latE7 = 466'000'000, .lonE7 = 23'000'000}};
        bench.model.apply(std::vector{picture});
        const auto row = static_cast<std::size_t>(bench.model.rowOf(QStringLiteral("H-001")));
        const auto markAfter = [&](std::chrono::seconds age) {
            bench.model.tick(tests::kNow + age);
            return bench.of("H-001", PostmanModel::MarkRole).toInt();
        };
        QCOMPARE(markAfter(30s), static_cast<int>(PostmanModel::Live));
        QCOMPARE(markAfter(31s), static_cast<int>(PostmanModel::Ageing));
        QCOMPARE(markAfter(91s), static_cast<int>(PostmanModel::Stale));
        QCOMPARE(markAfter(601s), static_cast<int>(PostmanModel::Lost));
        QCOMPARE(bench.model.feed()->points().freshness[row], Freshness::Lost);
    }

    void ADotGlidesFromWhereItStood()
    {
        PostmanBench bench;
        auto picture = bench.picture("H-001");
        picture.absence = Absence::None;
        picture.fix = Fix{.at = tests::kNow, .position = {.latE7 = 466'000'000, .lonE7 = 23'000'000}};
        bench.model.apply(std::vector{picture});
        const auto row = static_cast<std::size_t>(bench.model.rowOf(QStringLiteral("H-001")));
        const auto first = bench.model.feed()->points().position[row];
        picture.fix->position.lonE7 += 2'000;
        picture.fix->at += 10s;
        bench.model.apply(std::vector{picture});
        QCOMPARE(bench.model.feed()->points().from(row).x, first.x);
        QVERIFY(bench.model.feed()->points().position[row].x > first.x);
        QCOMPARE(bench.model.feed()->points().glide[row].ms, 10'000);
        // One who was away does not fly in from where he was yesterday.
        picture.fix.reset();
        bench.model.apply(std::vector{picture});
        QCOMPARE(bench.model.feed()->points().state[row], DotState::NoPosition);
        picture.fix = Fix{.at = tests::kNow, .position = {.latE7 = 466'500'000, .lonE7 = 23'500'000}};
        bench.model.apply(std::vector{picture});
        QCOMPARE(bench.model.feed()->points().from(row).x, bench.model.feed()->points().position[row].x);
    }

    void OnlyWhoeverMovesGlides()
    {
        PostmanBench bench;
        std::int64_t moment = 0;
        bench.model.feed()->setClock([&] { return moment; });
        const auto stand = [&](const char *handset, int lonE7) {
            auto picture = bench.picture(handset);
            picture.absence = Absence::None;
            picture.fix = Fix{.at = tests::kNow + std::chrono::milliseconds{moment},
                .position = {.latE7 = 466'000'000, .lonE7 = lonE7}};
            bench.model.apply(std::vector{picture});
        };
        const auto row = static_cast<std::size_t>(bench.model.rowOf(QStringLiteral("H-001")));
        const auto &points = bench.model.feed()->points();
        const auto x = [&] { return points.placeAt(row, moment, 60'000).x; };
        stand("H-001", 23'000'000);
        const double from = x();
        moment = 10'000;
        stand("H-001", 23'002'000);
        QCOMPARE(x(), from);
        moment = 15'000;
        QVERIFY(std::abs(x() - (from + points.position[row].x) / 2) < 1e-12);
        stand("H-002", 23'010'000);
        QVERIFY(std::abs(x() - (from + points.position[row].x) / 2) < 1e-12);
        moment = 20'000;
        QCOMPARE(x(), points.position[row].x);
        // The next fix is late: it stands.
        moment = 200'000;
        QCOMPARE(x(), points.position[row].x);
    }

    void AnOldFixIsNowhereToGlideTo()
    {
        PostmanBench bench;
        auto picture = bench.picture("H-001");
        picture.absence = Absence::None;
        picture.fix = Fix{.at = tests::kNow - 50s, .position = {.latE7 = 466'000'000, .lonE7 = 23'000'000}};
        bench.model.apply(std::vector{picture});
        picture.fix->at += 10s;
        picture.fix->position.lonE7 += 2'000;
        bench.model.apply(std::vector{picture});
        const auto row = static_cast<std::size_t>(bench.model.rowOf(QStringLiteral("H-001")));
        QCOMPARE(bench.model.feed()->points().glide[row].ms, 0);
    }

    void APictureTouchesOnlyWhatMoved()
    {
        PostmanBench bench;
        std::int64_t moment = 5;
        bench.model.feed()->setClock([&] { return moment; });
        auto pictures = bench.depot.snapshot().handsets;
        for (auto &picture : pictures) {
            picture.absence = Absence::None;
            picture.fix = Fix{.at = tests::kNow, .position = {.latE7 = 466'000'000, .lonE7 = 23'000'000}};
        }
        bench.model.apply(pictures);
        (void)bench.model.feed()->index();
        const QSignalSpy told(&bench.model, &QAbstractItemModel::dataChanged);
        const QSignalSpy published(bench.model.feed(), &FleetFeed::published);
        bench.model.apply(pictures);
        QCOMPARE(told.count(), 0); // nothing new
        QCOMPARE(published.count(), 0);

        const auto before = bench.model.feed()->points().glide;
        moment = 1'005;
        auto moved = std::vector{pictures[7], pictures[9]};
        for (auto &picture : moved) {
            picture.fix->at += 1s;
            picture.fix->position.lonE7 += 2'000;
        }
        bench.model.apply(moved);
        const auto first = bench.model.rowOf(QString::fromStdString(moved[0].handset.text));
        const auto last = bench.model.rowOf(QString::fromStdString(moved[1].handset.text));
        QCOMPARE(told.count(), 1);
        QCOMPARE(told[0][0].toModelIndex().row(), std::min(first, last));
        QCOMPARE(told[0][1].toModelIndex().row(), std::max(first, last));
        QCOMPARE(told[0][2].value<QList<int>>(), PostmanModel::movingRoles());
        QCOMPARE(published.count(), 1);
        for (int row = 0; row < bench.model.count(); ++row)
            QCOMPARE(bench.model.feed()->points().glide[static_cast<std::size_t>(row)].since,
                row == first || row == last ? 1'005U : before[static_cast<std::size_t>(row)].since);
    }

    void ASecondTellsOnlyWhoFadesAndThatAgesGrow()
    {
        PostmanBench bench;
        auto pictures = bench.depot.snapshot().handsets;
        for (auto &picture : pictures) {
            picture.absence = Absence::None;
            picture.fix = Fix{.at = tests::kNow, .position = {.latE7 = 466'000'000, .lonE7 = 23'000'000}};
        }
        pictures[3].fix->at -= 1s;
        bench.model.apply(pictures);
        bench.model.tick(tests::kNow + 29s);
        const QSignalSpy told(&bench.model, &QAbstractItemModel::dataChanged);
        bench.model.tick(tests::kNow + 30s);
        QCOMPARE(told.count(), 2);
        QCOMPARE(told[0][0].toModelIndex(), told[0][1].toModelIndex());
        QCOMPARE(told[0][0].toModelIndex().data(PostmanModel::HandsetIdRole).toString(),
            QString::fromStdString(pictures[3].handset.text));
        QCOMPARE(told[1][2].value<QList<int>>(), PostmanModel::agingRoles());
    }

    void AClockThatIsSetBackMakesYoungerAgain()
    {
        PostmanBench bench;
        auto picture = bench.picture("H-001");
        picture.absence = Absence::None;
        picture.fix = Fix{.at = tests::kNow, .position = {.latE7 = 466'000'000, .lonE7 = 23'000'000}};
        bench.model.apply(std::vector{picture});
        bench.model.tick(tests::kNow + 1h);
        QCOMPARE(bench.of("H-001", PostmanModel::MarkRole).toInt(), static_cast<int>(PostmanModel::Lost));
        bench.model.tick(tests::kNow + 40s);
        QCOMPARE(bench.of("H-001", PostmanModel::MarkRole).toInt(), static_cast<int>(PostmanModel::Ageing));
        bench.model.tick(tests::kNow + 91s);
        QCOMPARE(bench.of("H-001", PostmanModel::MarkRole).toInt(), static_cast<int>(PostmanModel::Stale));
    }

    void NothingButANewRosterChangesRows()
    {
        PostmanBench bench;
        const QSignalSpy reset(&bench.model, &QAbstractItemModel::modelReset);
        const QSignalSpy moved(&bench.model, &QAbstractItemModel::layoutChanged);
        const QSignalSpy inserted(&bench.model, &QAbstractItemModel::rowsInserted);
        const QSignalSpy removed(&bench.model, &QAbstractItemModel::rowsRemoved);
        auto pictures = bench.depot.snapshot().handsets;
        for (int second = 1; second <= 700; second += 7) {
            for (auto &picture : pictures)
                if (picture.fix)
                    picture.fix->at += 3s;
            bench.model.apply(pictures);
            bench.model.tick(tests::kNow + std::chrono::seconds{second});
        }
        bench.model.applyOpen(std::vector{bench.depot.alert(0, AlertState::Raised)}, {});
        bench.model.applyRoster();
        QCOMPARE(reset.count() + moved.count() + inserted.count() + removed.count(), 0);
    }

    void WhoSharesNothingIsAtHisRoundWithHisLastScan()
    {
        PostmanBench bench;
        auto picture = bench.picture("H-001");
        picture.fix.reset();
        picture.absence = Absence::SharingOff;
        picture.lastScanAt = tests::kNow;
        bench.model.apply(std::vector{picture});
        const auto words = bench.of("H-001", PostmanModel::LastScanRole).toString();
        QVERIFY2(words.contains(Wording::clock(tests::kNow)), qPrintable(words));
        QVERIFY(!bench.of("H-001", PostmanModel::HasPositionRole).toBool());
        const auto row = static_cast<std::size_t>(bench.model.rowOf(QStringLiteral("H-001")));
        const auto &points = bench.model.feed()->points();
        QCOMPARE(points.state[row], DotState::RoundOnly);
        QCOMPARE(points.freshness[row], Freshness::Fresh);
        bench.model.tick(tests::kNow + 11min);
        QCOMPARE(points.freshness[row], Freshness::Lost);
        picture.absence = Absence::OffDutyOrBreak; // his work is over: nothing of it is shown
        bench.model.apply(std::vector{picture});
        QCOMPARE(bench.of("H-001", PostmanModel::LastScanRole).toString(), QString());
        QCOMPARE(points.state[row], DotState::NoPosition);
    }

    void WhoeverIsShownHearsOfARevokedHandset()
    {
        PostmanBench bench;
        PickedRow picked;
        picked.setSourceModel(&bench.model);
        picked.setKey(QStringLiteral("H-007"));
        QVERIFY(picked.index(0, 0).data(PostmanModel::CanOrderRole).toBool());
        const QSignalSpy told(&picked, &QAbstractItemModel::dataChanged);
        auto handset = *bench.directory.handset({"H-007"});
        handset.revoked = true;
        bench.directory.take(RosterFact{.handset = handset});
        bench.model.applyRoster();
        QVERIFY(std::ranges::any_of(told, [](const QList<QVariant> &signal) {
            const auto roles = signal[2].value<QList<int>>();
            return roles.isEmpty() || roles.contains(PostmanModel::CanOrderRole);
        }));
        QVERIFY(!picked.index(0, 0).data(PostmanModel::CanOrderRole).toBool());
    }

    void AnUnansweredAlertIsOnTheDot()
    {
        PostmanBench bench;
        const auto alert = bench.depot.alert(0, AlertState::Raised);
        auto task = bench.depot.task(1, TaskState::EnRoute);
        bench.model.applyOpen(std::vector{alert}, std::vector{task});
        const auto row = static_cast<std::size_t>(bench.model.rowOf(QStringLiteral("H-001")));
        QVERIFY(bench.of("H-001", PostmanModel::InAlertRole).toBool());
        QCOMPARE(bench.of("H-002", PostmanModel::OpenTasksRole).toInt(), 1);
        if (bench.picture("H-001").fix)
            QCOMPARE(bench.model.feed()->points().state[row], DotState::Alert);
        bench.model.applyOpen({}, {});
        QVERIFY(!bench.of("H-001", PostmanModel::InAlertRole).toBool());
    }

    void HandsetsComeAndGoWithTheRoster()
    {
        PostmanBench bench;
        const QSignalSpy reset(&bench.model, &QAbstractItemModel::modelReset);
        auto roster = bench.depot.snapshot().roster;
        roster.handsets.erase(roster.handsets.begin() + 10);
        roster.handsets.push_back({.id = {"H-900"}, .postman = {}, .publicKey = {}, .ownTracks = {}});
        bench.directory.take(roster);
        bench.model.applyRoster();
        QCOMPARE(bench.model.count(), 69);
        QCOMPARE(bench.model.rowOf(QStringLiteral("H-011")), -1);
        QVERIFY(bench.model.rowOf(QStringLiteral("H-900")) >= 0);
        QCOMPARE(bench.model.feed()->points().size(), 69U);
        for (std::size_t i = 0; i < 69; ++i)
            QCOMPARE(bench.model.feed()->points().handset[i],
                QString::fromStdString(bench.model.handsets()[i].text));
        QCOMPARE(reset.count(), 0);
    }

    void FoundByNameWithoutAccentsByRoundAndById()
    {
        PostmanBench bench;
        PostmanFilter found;
        QAbstractItemModelTester filterTester(&found, QAbstractItemModelTester::FailureReportingMode::QtTest);
        FleetCriteria criteria;
        found.setPostmen(&bench.model);
        found.setCriteria(&criteria);
        QCOMPARE(found.rowCount(), 69);
        criteria.setText(QStringLiteral("t-14"));
        QCOMPARE(found.rowCount(), 1);
        QCOMPARE(found.handsetAt(0), QStringLiteral("H-014"));
        criteria.setText(QStringLiteral("H-023"));
        QCOMPARE(found.rowCount(), 1);
        QCOMPARE(found.rowOf(QStringLiteral("H-023")), 0);
        QCOMPARE(found.rowOf(QStringLiteral("H-024")), -1);
        const auto name = bench.of("H-004", PostmanModel::NameRole).toString();
        criteria.setText(FleetCriteria::fold(name).toUpper());
        QVERIFY(found.rowCount() >= 1);
        criteria.setText(QStringLiteral("nobody of that name"));
        QCOMPARE(found.rowCount(), 0);
    }

    void WhoeverIsInAlertStandsFirst()
    {
        PostmanBench bench;
        PostmanFilter found;
        found.setPostmen(&bench.model);
        bench.model.applyOpen(std::vector{bench.depot.alert(40, AlertState::Raised)}, {});
        QVERIFY(QTest::qWaitFor([&] { return found.handsetAt(0) == QStringLiteral("H-041"); }));
    }

    void AnAlertInHandStandsBehindOneThatNobodyAnswered()
    {
        PostmanBench bench;
        PostmanFilter found;
        found.setPostmen(&bench.model);
        auto exercise = bench.depot.alert(3, AlertState::Claimed);
        exercise.exercise = true;
        bench.model.applyOpen(std::vector{exercise, bench.depot.alert(40, AlertState::Raised)}, {});
        QVERIFY(QTest::qWaitFor([&] { return found.handsetAt(0) == QStringLiteral("H-041"); }));
        QCOMPARE(found.handsetAt(1), QStringLiteral("H-004"));
        const auto words = [&](const char *handset) {
            return bench.of(handset, PostmanModel::AlertTextRole).toString();
        };
        QVERIFY(!words("H-004").isEmpty() && !words("H-041").isEmpty() && words("H-004") != words("H-041"));
        const auto row = static_cast<std::size_t>(bench.model.rowOf(QStringLiteral("H-004")));
        QCOMPARE(bench.model.feed()->points().exercise[row], 1);
    }

    void AnEmptyBatteryIsSaidInWords()
    {
        PostmanBench bench;
        auto picture = bench.picture("H-001");
        picture.charging = false;
        QStringList words;
        for (const std::uint8_t percent : {std::uint8_t{16}, std::uint8_t{15}}) {
            picture.batteryPercent = percent;
            bench.model.apply(std::vector{picture});
            words << bench.of("H-001", PostmanModel::BatteryTextRole)
                         .toString()
                         .remove(QString::number(percent));
        }
        QVERIFY(words[0] != words[1]);
    }

    void APanelShowsExactlyThePickedRow()
    {
        PostmanBench bench;
        PickedRow picked;
        picked.setSourceModel(&bench.model);
        QCOMPARE(picked.rowCount(), 0);
        picked.setKey(QStringLiteral("H-007"));
        QCOMPARE(picked.rowCount(), 1);
        QVERIFY(picked.found());
        QCOMPARE(picked.index(0, 0).data(PostmanModel::HandsetIdRole).toString(), QStringLiteral("H-007"));
        picked.setKey({});
        QVERIFY(!picked.found());
    }
};

FACTEO_TEST(PostmanModelTest);
#include "postman_model_test.moc"
