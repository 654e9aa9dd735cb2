// SPDX-License-Identifier: Apache-2.0
#include "console/desk.h"
#include "console/fleet_criteria.h"
#include "console/postman_filter.h"
#include "console/postman_model.h"
#include "console/sample_depot.h"
#include "console/saved_views.h"
#include "support/registry.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <algorithm>
#include <array>
#include <format>
#include <random>

using namespace facteo;
using namespace facteo::console;
using namespace facteo::protocol;
using namespace std::chrono_literals;

namespace {

QStringList listed(const PostmanFilter &list)
{
    QStringList all;
    for (int row = 0; row < list.rowCount(); ++row)
        all << list.handsetAt(row);
    return all;
}

struct Views
{
    tests::SampleDepot depot{tests::kNow};
    Directory directory;
    PostmanModel model{directory};
    FleetCriteria criteria;
    PostmanFilter found;
    QAbstractItemModelTester tester{&found, QAbstractItemModelTester::FailureReportingMode::QtTest};

    Views()
    {
        directory.take(depot.snapshot().roster);
        model.tick(tests::kNow);
        model.applyRoster();
        model.apply(depot.snapshot().handsets);
        found.setPostmen(&model);
        found.setCriteria(&criteria);
    }

    /// What the list has to show, by asking every row of the model.
    [[nodiscard]] QStringList expected() const
    {
        QStringList all;
        for (int i = 0; i < model.count(); ++i) {
            const auto number = static_cast<std::size_t>(i);
            const auto &bearer = model.bearers()[number];
            QStringList texts;
            for (const auto role : {PostmanModel::NameRole, PostmanModel::RoundIdRole,
                     PostmanModel::RoundNameRole, PostmanModel::HandsetIdRole, PostmanModel::PostmanIdRole})
                texts << model.data(model.index(i), role).toString();
            const auto folded = FleetCriteria::fold(texts.join(u' ')).toStdString();
            if (!bearer.postman.empty() && criteria.accepts(model.rows()[number], bearer, folded))
                all << QString::fromStdString(model.handsets()[number].text);
        }
        all.sort();
        return all;
    }
    [[nodiscard]] QStringList shown() const
    {
        auto all = listed(found);
        all.sort();
        return all;
    }
};

} // namespace

class FleetViewsTest : public QObject
{
    Q_OBJECT

private slots:
    void StatesNarrowDownAndAddUp()
    {
        Views views;
        const int all = views.found.rowCount();
        int sum = 0;
        for (const auto state : {FleetCriteria::Live, FleetCriteria::Ageing, FleetCriteria::Lost,
                 FleetCriteria::SharingOff, FleetCriteria::OffDutyOrBreak}) {
            views.criteria.setStates(state);
            sum += views.found.rowCount();
            QCOMPARE(views.shown(), views.expected());
        }
        QCOMPARE(sum, all); // everybody is in exactly one state
        views.criteria.setStates(FleetCriteria::SharingOff);
        const int hidden = views.found.rowCount();
        QCOMPARE(hidden, views.model.sharingOff());
        views.criteria.toggle(FleetCriteria::OffDutyOrBreak);
        QCOMPARE(views.found.rowCount(), hidden + views.model.offDutyOrBreak());
        QCOMPARE(views.criteria.narrowedBy(), 2);
        views.criteria.widen();
        QCOMPARE(views.found.rowCount(), all);
        QVERIFY(!views.criteria.narrowed());
    }

    void BatteryTaskAndRoundAreCriteriaToo()
    {
        Views views;
        const HandsetId handset{"H-003"};
        auto picture = views.model.row(handset)->picture.unpacked(handset);
        picture.batteryPercent = 9;
        picture.charging = false;
        views.model.apply(std::vector{picture});
        views.criteria.setLowBattery(true);
        QVERIFY(views.shown().contains(u"H-003"));
        QCOMPARE(views.shown(), views.expected());
        views.criteria.setLowBattery(false);
        views.criteria.setRound(QStringLiteral("T-14"));
        QCOMPARE(views.shown(), QStringList{QStringLiteral("H-014")});
        views.criteria.setRound({});
        auto task = views.depot.task(1, TaskState::EnRoute);
        task.handset = {"H-021"};
        views.model.applyOpen({}, std::vector{task});
        views.criteria.setTasks(kEveryTaskKind);
        QCOMPARE(views.shown(), QStringList{QStringLiteral("H-021")});
    }

    void EveryKindOfTaskIsACriterion()
    {
        QCOMPARE(Desk::taskKinds().size(), std::ssize(kTaskKinds)); // what the views offer
        for (int place = 0; place < std::ssize(kTaskKinds); ++place) {
            Views views;
            std::vector<Task> tasks;
            for (int number = 0; number < std::ssize(kTaskKinds); ++number) {
                tasks.push_back(views.depot.task(static_cast<std::size_t>(number), TaskState::Accepted));
                tasks.back().kind = kTaskKinds[static_cast<std::size_t>(number)];
            }
            views.model.applyOpen({}, tasks);
            views.criteria.toggleTask(place);
            const auto &holder = tasks[static_cast<std::size_t>(place)].handset;
            QCOMPARE(views.shown(), QStringList{QString::fromStdString(holder.text)});
            QCOMPARE(views.criteria.narrowedBy(), 1);
            views.criteria.toggleTask(place);
            QVERIFY(!views.criteria.narrowed());
            views.criteria.setTasks(~0); // only kinds that there are
            QCOMPARE(views.criteria.narrowedBy(), static_cast<int>(kTaskKinds.size()));
        }
    }

    void PeopleOfOneDepotAreACriterionAndADesksDepotIsOneOfThem()
    {
        Views views;
        const auto all = views.shown();
        Roster other;
        other.depot = {.id = {"D-2"}, .name = "Dépôt 2"};
        for (const auto *number : {"901", "902"}) {
            other.postmen.push_back({.id = {std::string("P-") + number}, .name = "Zoé"});
            other.handsets.push_back(
                {.id = {std::string("H-") + number}, .postman = other.postmen.back().id});
        }
        views.directory.join(std::span(&other, 1));
        views.model.applyRoster();
        const QStringList theirs{QStringLiteral("H-901"), QStringLiteral("H-902")};
        QCOMPARE(views.shown(), all + theirs);
        views.criteria.setDepot(QStringLiteral("D-2"));
        QCOMPARE(views.shown(), theirs);
        const auto row = views.found.index(views.found.rowOf(QStringLiteral("H-901")));
        QCOMPARE(row.data(PostmanModel::DepotNameRole).toString(), QStringLiteral("Dépôt 2"));
        const auto desks = QString::fromStdString(views.directory.depot().id.text);
        views.criteria.setDepot(desks);
        QCOMPARE(views.shown(), all);
        QVERIFY(views.found.index(0).data(PostmanModel::DepotNameRole).toString().isEmpty());
        views.criteria.setDepot(QStringLiteral("D-9"));
        QCOMPARE(views.shown(), QStringList());
        // Whose desk it is changes; to whom somebody belongs does not.
        views.directory.take(other);
        views.model.applyRoster();
        views.criteria.setDepot(QStringLiteral("D-2"));
        QCOMPARE(views.shown(), theirs);
        QVERIFY(views.found.index(0).data(PostmanModel::DepotNameRole).toString().isEmpty());
    }

    /// Whoever joined one after the other stands as if all had come at once.
    void DepotsThatComeAndGoLeaveNoTrace()
    {
        std::mt19937 random(20261123);
        const auto draw = [&](std::size_t most) { return static_cast<std::size_t>(random() % most); };
        constexpr std::array kNames{"Zoé", "zoe", "Émile 9", "Emile 10", "Élise", "Œuvray", "Ana", "Änne"};
        Views views;
        const QAbstractItemModelTester tester(
            &views.model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        const QSignalSpy reset(&views.found, &QAbstractItemModel::modelReset);
        for (int step = 0; step < 40; ++step) {
            std::vector<Roster> joined(1 + draw(3));
            for (std::size_t i = 0; i < joined.size(); ++i) {
                auto &roster = joined[i];
                const auto depot = std::format("D-{}", 10 * i + draw(10));
                roster.depot = {.id = {depot}, .name = depot};
                for (std::size_t person = 0; person < 9; ++person) {
                    if (draw(4) == 0)
                        continue; // told again, somebody may be missing, or be called something else
                    roster.postmen.push_back(
                        {.id = {std::format("P-{}", person)}, .name = kNames[draw(kNames.size())]});
                    roster.handsets.push_back({.id = {std::format("{}-{}", draw(2) == 0 ? "H" : "A", depot) +
                                                      std::to_string(person)},
                        .postman = roster.postmen.back().id});
                }
            }
            if (draw(3) == 0) {
                const std::vector<DepotId> gone{joined.front().depot.id};
                views.directory.leave(gone);
                views.model.applyLeft();
            } else {
                views.directory.join(joined);
                views.model.applyJoined(joined);
            }
            PostmanModel model(views.directory);
            model.tick(tests::kNow);
            model.applyRoster();
            model.apply(views.depot.snapshot().handsets);
            PostmanFilter found;
            FleetCriteria criteria;
            found.setPostmen(&model);
            found.setCriteria(&criteria);
            QCOMPARE(views.model.count(), model.count());
            QCOMPARE(views.model.offDutyOrBreak(), model.offDutyOrBreak());
            for (const auto order : {PostmanFilter::ByNeed, PostmanFilter::ByHandset})
                for (const auto *words : {"", "zoe", "d-1"}) {
                    for (auto *list : {&views.found, &found}) {
                        list->criteria()->setText(QString::fromUtf8(words));
                        list->setOrder(order);
                    }
                    QCOMPARE(listed(views.found), listed(found));
                }
            for (int row = 0; row < model.count(); ++row) {
                const auto handset = model.handsets()[static_cast<std::size_t>(row)];
                const auto here = views.model.index(views.model.rowOf(QString::fromStdString(handset.text)));
                for (const auto role : {PostmanModel::NameRole, PostmanModel::DepotNameRole})
                    QCOMPARE(here.data(role), model.index(row).data(role));
            }
        }
        QCOMPARE(reset.count(), 0);
    }

    void WhatADepotTellsAgainIsReadAgain()
    {
        Views views;
        Roster other;
        other.depot = {.id = {"D-2"}, .name = "Dépôt 2"};
        other.handsets.push_back({.id = {"H-900"}});
        const auto join = [&] {
            views.directory.join(std::span(&other, 1));
            views.model.applyJoined(std::span(&other, 1));
        };
        join();
        const auto row = views.model.rowOf(QStringLiteral("H-900"));
        QVERIFY(!views.model.index(row).data(PostmanModel::RevokedRole).toBool());
        QSignalSpy changed(&views.model, &QAbstractItemModel::dataChanged);
        other.handsets.front().revoked = true;
        join();
        QVERIFY(views.model.index(row).data(PostmanModel::RevokedRole).toBool());
        const auto tellsIt = [row](const QList<QVariant> &change) {
            return change[0].toModelIndex().row() <= row && row <= change[1].toModelIndex().row() &&
                   change[2].value<QList<int>>().contains(PostmanModel::RevokedRole);
        };
        QVERIFY(std::ranges::any_of(changed, tellsIt));
    }

    void NoNarrowingHidesWhoeverIsInAlert()
    {
        Views views;
        views.model.applyOpen(std::vector{views.depot.alert(40, AlertState::Raised)}, {});
        for (int states = 1; states < 32; ++states) {
            views.criteria.setStates(FleetCriteria::States::fromInt(states));
            views.criteria.setLowBattery(states % 2 == 0);
            views.criteria.setTasks(states % 3 == 0 ? kEveryTaskKind : 0);
            views.criteria.setDepot(states % 5 == 0 ? QStringLiteral("D-9") : QString());
            QVERIFY(views.shown().contains(u"H-041"));
        }
    }

    void TheMapShowsWhomTheFilterLeavesAndEverybodyInAlert()
    {
        Views views;
        views.model.follow(views.criteria);
        const auto onMap = [&] {
            const auto &points = views.model.feed()->points();
            int count = 0;
            for (std::size_t row = 0; row < points.size(); ++row)
                count += points.isOnMap(row) ? 1 : 0;
            return count;
        };
        const int all = onMap();
        QCOMPARE(all, views.model.onMap());
        views.model.applyOpen(std::vector{views.depot.alert(3, AlertState::Raised)}, {});
        views.criteria.setStates(FleetCriteria::SharingOff);
        QCOMPARE(onMap(), 1);
        QVERIFY(views.model.feed()->points().isOnMap(
            static_cast<std::size_t>(views.model.rowOf(QStringLiteral("H-004")))));
        // Words mark on the map; they hide nobody.
        views.criteria.widen();
        views.criteria.setText(QStringLiteral("T-14"));
        QCOMPARE(onMap(), all);
        QCOMPARE(views.found.sought(), QStringList{QStringLiteral("H-014")});
        views.criteria.setText({});
        QCOMPARE(views.found.sought(), QStringList());
        // So many marks would mark nothing, and that is said.
        Roster many;
        many.depot = {.id = {"D-2"}, .name = "Dépôt 2"};
        for (int i = 0; i < 201; ++i) {
            many.postmen.push_back({.id = {std::format("P-{}", 900 + i)}, .name = "Zoé"});
            many.handsets.push_back(
                {.id = {std::format("H-{}", 900 + i)}, .postman = many.postmen.back().id});
        }
        views.directory.join(std::span(&many, 1));
        views.model.applyJoined(std::span(&many, 1));
        QVERIFY(!views.found.tooManySought());
        views.criteria.setText(QStringLiteral("zoe"));
        QVERIFY(views.found.tooManySought() && views.found.sought().isEmpty());
        views.criteria.setText(QStringLiteral("zoe H-901"));
        QVERIFY(!views.found.tooManySought());
        QCOMPARE(views.found.sought(), QStringList{QStringLiteral("H-901")});
        views.criteria.setText({});
        // Whoever is not live any more leaves the map while only the living are wanted.
        views.criteria.setStates(FleetCriteria::Live);
        QVERIFY(onMap() > 1);
        views.model.tick(tests::kNow + 1h);
        QCOMPARE(onMap(), 1);
    }

    void WhatChangesByItselfComesIntoOrderWithoutAReset()
    {
        Views views;
        const QSignalSpy reset(&views.found, &QAbstractItemModel::modelReset);
        std::mt19937 random(4);
        const auto snapshot = views.depot.snapshot();
        for (int turn = 0; turn < 60; ++turn) {
            auto picture = snapshot.handsets[random() % snapshot.handsets.size()];
            picture.absence = static_cast<Absence>(1 + random() % 4);
            if (picture.absence != Absence::None)
                picture.fix.reset();
            picture.batteryPercent = static_cast<std::uint8_t>(random() % 100);
            views.model.apply(std::vector{picture});
            if (turn % 5 == 0)
                views.criteria.setStates(FleetCriteria::States::fromInt(static_cast<int>(random() % 32)));
            if (turn % 7 == 0)
                views.criteria.setText(turn % 2 == 0 ? QString() : QStringLiteral("a"));
            QVERIFY(QTest::qWaitFor([&] { return views.shown() == views.expected(); }));
            for (int row = 0; row < views.found.rowCount(); ++row)
                QCOMPARE(views.found.rowOf(views.found.handsetAt(row)), row);
        }
        QCOMPARE(reset.count(), 0);
    }

    void WhoeverIsCalledSomethingElseIsFoundByThat()
    {
        Views views;
        auto postman = *views.directory.bearer({"H-021"});
        postman.name = "Zénaïde Quœur";
        views.directory.take(RosterFact{.postman = postman});
        auto round = *views.directory.roundOf(postman.id);
        round.name = "Quai des Brumes";
        views.directory.take(RosterFact{.round = round});
        views.model.applyRoster();
        for (const auto *typed : {"zenaide", "quai brumes"}) {
            views.criteria.setText(QString::fromUtf8(typed));
            QCOMPARE(views.shown(), QStringList{QStringLiteral("H-021")});
        }
        round.name = "Quai Neuf"; // nothing but the round's name
        views.directory.take(RosterFact{.round = round});
        views.model.applyRoster();
        views.criteria.setText(QStringLiteral("quai neuf"));
        QCOMPARE(views.shown(), QStringList{QStringLiteral("H-021")});
    }

    void APersistentIndexStaysWithItsPostman()
    {
        Views views;
        const int row = views.found.rowOf(QStringLiteral("H-041"));
        QVERIFY(row > 0);
        const QPersistentModelIndex kept(views.found.index(row));
        views.model.applyOpen(std::vector{views.depot.alert(40, AlertState::Raised)}, {});
        QVERIFY(QTest::qWaitFor([&] { return views.found.rowOf(QStringLiteral("H-041")) == 0; }));
        QCOMPARE(kept.row(), 0);
        views.criteria.setText(QStringLiteral("T-14"));
        QVERIFY(!kept.isValid());
    }

    void ALineOfCriteriaComesBack()
    {
        FleetCriteria criteria;
        criteria.setText(QStringLiteral("Hélène \"rue\""));
        criteria.setStates(FleetCriteria::Lost | FleetCriteria::SharingOff);
        criteria.setLowBattery(true);
        criteria.setTasks(kEveryTaskKind);
        criteria.setRound(QStringLiteral("T-07"));
        criteria.setDepot(QStringLiteral("F-75-001"));
        FleetCriteria other;
        other.fromLine(criteria.toLine());
        QCOMPARE(other.toLine(), criteria.toLine());
        QCOMPARE(other.narrowedBy(), 5 + static_cast<int>(kTaskKinds.size()));
        QCOMPARE(other.depot(), QStringLiteral("F-75-001"));
        other.fromLine(QStringLiteral("{\"withTask\":true}")); // as it was kept before there were kinds
        QCOMPARE(other.tasks(), int{kEveryTaskKind});
        for (const auto *damaged : {"", "{", "[]", "{\"states\":\"x\",\"text\":7}", "{\"states\":-1}"}) {
            other.fromLine(QString::fromUtf8(damaged));
            QVERIFY2(other.text().isEmpty() && !other.lowBattery(), damaged);
        }
    }

    void ViewsAreKeptByNameAndComeBack()
    {
        FleetCriteria criteria;
        SavedViews views(criteria);
        const QAbstractItemModelTester tester(&views, QAbstractItemModelTester::FailureReportingMode::QtTest);
        criteria.setStates(FleetCriteria::Lost);
        QVERIFY(views.save(QStringLiteral("  Perdus  "), 46.6, 2.3, 14));
        criteria.setStates({});
        QVERIFY(views.save(QStringLiteral("Centre"), 46.61, 2.31, 16));
        QVERIFY(!views.save(QStringLiteral("  "), 0, 0, 0));
        QCOMPARE(views.count(), 2);
        QCOMPARE(views.index(1).data(SavedViews::NameRole).toString(), QStringLiteral("Perdus"));

        SavedViews restored(criteria);
        restored.fromText(views.toText());
        QCOMPARE(restored.count(), 2);
        QSignalSpy shown(&restored, &SavedViews::shown);
        restored.show(1);
        QCOMPARE(criteria.states(), FleetCriteria::States(FleetCriteria::Lost));
        QCOMPARE(shown.count(), 1);
        QCOMPARE(shown[0][2].toDouble(), 14.0);
        restored.remove(0);
        QCOMPARE(restored.count(), 1);
        QVERIFY(restored.save(QStringLiteral("Perdus"), 46.7, 2.4, 12)); // in place of the one of that name
        QCOMPARE(restored.count(), 1);
        for (const auto *damaged : {"", "{}", "[1,{\"name\":\"\"},{\"name\":\"x\",\"latitude\":91}]"}) {
            restored.fromText(QString::fromUtf8(damaged));
            QCOMPARE(restored.count(), 0);
        }
    }
};

FACTEO_TEST(FleetViewsTest);

#include "fleet_views_test.moc"
