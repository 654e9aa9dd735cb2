// SPDX-License-Identifier: Apache-2.0
#include "store/projections.h"

#include "store/alert_store.h"
#include "store/command_store.h"
#include "store/escalation_store.h"
#include "store/geofence_store.h"
#include "store/handset_store.h"
#include "store/roster_store.h"
#include "store/scratch.h"
#include "store/task_store.h"
#include "support/registry.h"

using namespace facteo;
using namespace facteo::store;
using protocol::Instant;

namespace {

Instant at(int second)
{
    return Instant(std::chrono::seconds(1'790'000'000 + second));
}

protocol::Alert alert(std::uint32_t number)
{
    return {.id = protocol::AlertId{(1ULL << 63) - number},
        .number = number,
        .handset = {"H-012"},
        .postman = {"P-012"},
        .trigger = protocol::AlertTrigger::ManDown,
        .state = protocol::AlertState::Verifying,
        .exercise = true,
        .raisedAt = at(1),
        .recordedAt = at(2),
        .occurrences = 4'000'000'000,
        .lastFix = protocol::Fix{.at = at(0),
            .position = {466'012'345, -23'067'890},
            .accuracyDm = 57,
            .speedCmS = 140,
            .headingCdeg = std::nullopt},
        .owner = {"cmorel"},
        .ownerName = "Claire Morel — l'été",
        .changedAt = at(3),
        .callBackTries = 1,
        .outcome = std::nullopt,
        .reason = "'; DROP TABLE fact; --"};
}

protocol::Task task(std::uint32_t number)
{
    return {.id = protocol::TaskId{number},
        .number = number,
        .kind = protocol::TaskKind::HomeVisit,
        .state = protocol::TaskState::EnRoute,
        .exercise = false,
        .beneficiary = "Mme Lefèvre",
        .address = "12 rue de l'Étang",
        .position = {1, -1},
        .note = "3e étage",
        .windowFrom = at(0),
        .windowTo = at(3600),
        .handset = {"H-012"},
        .postman = {"P-012"},
        .createdAt = at(1),
        .changedAt = at(2),
        .declineReason = "",
        .report = std::nullopt};
}

protocol::Command command(std::uint64_t id)
{
    return {.id = protocol::CommandId{id},
        .kind = protocol::CommandKind::Message,
        .handset = {"H-012"},
        .state = protocol::CommandState::Queued,
        .text = "Rappelez le dépôt",
        .by = {"cmorel"},
        .createdAt = at(static_cast<int>(id)),
        .notAfter = at(600),
        .changedAt = at(1),
        .failure = ""};
}

protocol::Roster roster()
{
    protocol::Handset handset{.id = {"H-001"}, .postman = {"P-001"}, .ownTracks = "user/phone"};
    handset.publicKey[0] = 7;
    return {.depot = {.id = tests::kDepot, .name = "Brancelle", .position = {466'000'000, 23'000'000}},
        .postmen = {{.id = {"P-001"}, .name = "Anne", .phone = "+33612345678"},
            {.id = {"P-002"}, .name = "Élie", .phone = ""}},
        .handsets = {handset, {.id = {"H-002"}, .postman = {}, .revoked = true, .ownTracks = ""}},
        .rounds = {{.id = {"T-01"},
            .name = "Les Étangs",
            .holder = {"P-001"},
            .stops = {{.address = "1 rue A", .position = {1, 2}, .serviceSeconds = 20},
                {.address = "2 rue A", .position = {3, 4}}},
            .path = {{-1, 2}, {3, -4}, {466'000'000, 23'000'000}}}}};
}

} // namespace

class ProjectionsTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase_data() { tests::bothDatabases(); }

    void AGeofenceComesBackAsItWasSaved()
    {
        SCRATCH(scratch);
        const auto db = scratch.open();
        GeofenceStore geofences(*db, tests::kDepot);
        const protocol::Geofence area{.id = protocol::GeofenceId{(1ULL << 63) - 1},
            .kind = protocol::GeofenceKind::RoundArea,
            .name = "L'Étang",
            .round = {"T-01"},
            .shape = protocol::Polygon{.corners = {{-1, 2}, {3, -4}, {466'000'000, 23'000'000}}},
            .timeZone = "Europe/Paris",
            .hours = {{.days = 127, .fromMinute = 0, .toMinute = 1'440},
                {.days = 1, .fromMinute = 480, .toMinute = 810}},
            .from = at(0),
            .until = at(3600)};
        const protocol::Geofence place{.id = protocol::GeofenceId{7},
            .kind = protocol::GeofenceKind::SensitivePlace,
            .name = "Chien",
            .shape = protocol::Circle{.centre = {466'000'000, -23'000'000}, .radiusMetres = 100'000},
            .timeZone = "Indian/Reunion"};
        WORKED(geofences.save(area));
        WORKED(geofences.save(place));
        QVERIFY(WORKED(geofences.allGeofences()) == (std::vector{place, area}));

        const protocol::CrossingFact enters{
            .geofence = place.id, .handset = {"H-001"}, .crossing = protocol::Crossing::Enter, .at = at(5)};
        WORKED(geofences.save(enters));
        const protocol::Stay stay{.geofence = place.id, .handset = {"H-001"}, .since = at(5)};
        QVERIFY(WORKED(geofences.allStays()) == std::vector{stay});
        auto renamed = place;
        renamed.name = "Chien méchant";
        renamed.hours = area.hours;
        WORKED(geofences.save(renamed)); // whoever is inside stays inside
        QVERIFY(WORKED(geofences.allStays()) == std::vector{stay});
        auto leaves = enters;
        leaves.crossing = protocol::Crossing::Unwatched;
        WORKED(geofences.save(leaves));
        QVERIFY(WORKED(geofences.allStays()).empty());
        WORKED(geofences.save(enters));
        renamed.removed = true;
        WORKED(geofences.save(renamed));
        QVERIFY(WORKED(geofences.allGeofences()) == std::vector{area});
        QVERIFY(WORKED(geofences.allStays()).empty());
    }

    void AnAlertComesBackAsItWasSaved()
    {
        SCRATCH(scratch);
        const auto db = scratch.open();
        AlertStore alerts(*db, tests::kDepot);
        QCOMPARE(WORKED(alerts.nextNumber()), 1u);
        auto saved = alert(1);
        WORKED(alerts.save(saved));
        QVERIFY(WORKED(alerts.find(saved.id)) == saved);
        QVERIFY(WORKED(alerts.openAlerts()) == std::vector{saved});

        saved.state = protocol::AlertState::Closed;
        saved.outcome = protocol::AlertOutcome::Animal;
        saved.lastFix.reset();
        saved.silent = saved.stoodDown = true;
        saved.countdownEndsAt = at(1);
        saved.stateSince = at(2);
        saved.rung = 3;
        saved.rungAt = at(4);
        saved.offeredTo = {"mdiot"};
        saved.offeredToName = "Marc Diot";
        saved.help = protocol::AlertHelp{.who = "17", .emergency = true, .dueAt = at(5), .late = true};
        saved.report = protocol::ClosingReport{
            .cause = "un chien", .actions = "", .careOffered = true, .depotHeadInformed = true};
        saved.milestones = {.acknowledgedAt = at(6),
            .claimedAt = at(7),
            .contactAt = at(8),
            .onSiteAt = at(9),
            .resolvedAt = at(10),
            .closedAt = at(11)};
        saved.steps = {{.step = protocol::PlanStep::Care, .at = at(12), .byName = "Claire Morel"},
            {.step = protocol::PlanStep::CallBack, .at = at(13), .byName = ""}};
        saved.reopened = 2;
        saved.changedAt = at(50);
        WORKED(alerts.save(saved));
        QVERIFY(WORKED(alerts.allAlerts()) == std::vector{saved});
        QVERIFY(WORKED(alerts.openAlerts()).empty());
        QVERIFY(WORKED(alerts.endedSince(at(50))) == std::vector{saved});
        QVERIFY(WORKED(alerts.endedSince(at(51))).empty());
        QCOMPARE(WORKED(alerts.nextNumber()), 2u);
        QVERIFY(!WORKED(alerts.find(protocol::AlertId{9})));
    }

    void WhoWasToldAndWhatIsWrongComeBackAsTheyWereSaved()
    {
        SCRATCH(scratch);
        const auto db = scratch.open();
        AlertStore alerts(*db, tests::kDepot);
        EscalationStore escalation(*db, tests::kDepot);
        const auto one = alert(1);
        WORKED(alerts.save(one));
        protocol::Notice notice{.alert = one.id,
            .rung = 2,
            .channel = protocol::NoticeChannel::Sms,
            .recipient = "mdiot",
            .recipientName = "Marc Diot",
            .stage = protocol::NoticeStage::Queued,
            .at = at(1),
            .detail = "a"};
        WORKED(escalation.save(notice));
        notice.stage = protocol::NoticeStage::Failed;
        notice.at = at(2);
        WORKED(escalation.save(notice));
        QVERIFY(WORKED(escalation.noticesSince(at(0))) == std::vector{notice});
        auto ended = one;
        ended.state = protocol::AlertState::Closed;
        ended.changedAt = at(50);
        WORKED(alerts.save(ended));
        QVERIFY(WORKED(escalation.noticesSince(at(51))).empty());

        protocol::SystemAlarm alarm{.id = protocol::SystemAlarmId{9},
            .kind = protocol::SystemAlarmKind::NobodyThere,
            .state = protocol::SystemAlarmState::Shelved,
            .subject = "s",
            .detail = "d",
            .occurrences = 4,
            .since = at(1),
            .changedAt = at(2),
            .byName = "Claire Morel",
            .shelvedUntil = at(3)};
        WORKED(escalation.save(alarm));
        QVERIFY(WORKED(escalation.openAlarms()) == std::vector{alarm});
        alarm.state = protocol::SystemAlarmState::Cleared;
        WORKED(escalation.save(alarm));
        QVERIFY(WORKED(escalation.openAlarms()).empty());
    }

    void TwoAlertsNeverShareANumber()
    {
        SCRATCH(scratch);
        const auto db = scratch.open();
        AlertStore alerts(*db, tests::kDepot);
        WORKED(alerts.save(alert(1)));
        auto second = alert(2);
        second.number = 1;
        QCOMPARE(alerts.save(second).error().problem, Problem::Duplicate);
        WORKED(AlertStore(*db, {"D-OTHER"}).save(second)); // another depot counts for itself
    }

    void ATaskComesBackWithItsReport()
    {
        SCRATCH(scratch);
        const auto db = scratch.open();
        TaskStore tasks(*db, tests::kDepot);
        WORKED(tasks.save(task(1)));
        auto done = task(2);
        WORKED(tasks.save(done));
        done.state = protocol::TaskState::Done;
        done.report = protocol::VisitReport{.wellbeing = protocol::Wellbeing::SoSo,
            .pain = true,
            .needsMedicines = false,
            .needsShopping = true,
            .otherNeed = "",
            .observations = "La chaudière est en panne",
            .beganAt = at(100),
            .endedAt = at(400)};
        WORKED(tasks.save(done));
        QVERIFY(WORKED(tasks.openTasks()) == std::vector{task(1)});
        QVERIFY(WORKED(tasks.endedSince(at(0))) == std::vector{done});
        QVERIFY(WORKED(tasks.allTasks()) == (std::vector{task(1), done}));
        QVERIFY(WORKED(tasks.find(done.id)) == done);
        QCOMPARE(WORKED(tasks.nextNumber()), 3u);
    }

    void ACommandIsOpenUntilItEnds()
    {
        SCRATCH(scratch);
        const auto db = scratch.open();
        CommandStore commands(*db, tests::kDepot);
        auto first = command(1);
        WORKED(commands.save(first));
        WORKED(commands.save(command(2)));
        first.state = protocol::CommandState::Failed;
        first.failure = "muted";
        WORKED(commands.save(first));
        QVERIFY(WORKED(commands.openCommands()) == std::vector{command(2)});
        QVERIFY(WORKED(commands.endedSince(at(0))) == std::vector{first});
        QVERIFY(WORKED(commands.allCommands()) == (std::vector{first, command(2)}));
        QVERIFY(WORKED(commands.find(first.id)) == first);
    }

    void ARosterComesBackAndARoundMayChange()
    {
        SCRATCH(scratch);
        const auto db = scratch.open();
        RosterStore store(*db, tests::kDepot);
        auto wanted = roster();
        WORKED(store.save(wanted));
        QVERIFY(WORKED(store.allRoster()) == wanted);
        QVERIFY(WORKED(store.findHandset({"H-001"})) == wanted.handsets[0]);
        QVERIFY(!WORKED(store.findHandset({"H-999"})));

        wanted.rounds[0].stops.erase(wanted.rounds[0].stops.begin());
        wanted.rounds[0].path.clear();
        wanted.rounds[0].holder = {};
        WORKED(store.save(wanted.rounds[0]));
        QVERIFY(WORKED(store.allRoster()) == wanted);
    }

    void DutyAndReportsAreKeptPerHandset()
    {
        SCRATCH(scratch);
        const auto db = scratch.open();
        HandsetStore handsets(*db, tests::kDepot);
        WORKED(handsets.save(
            {.handset = {"H-001"}, .duty = protocol::Duty::On, .sharing = true, .changedAt = at(1)}));
        const HandsetDuty later{
            .handset = {"H-001"}, .duty = protocol::Duty::OnBreak, .sharing = true, .changedAt = at(2)};
        WORKED(handsets.save(later));
        QVERIFY(WORKED(handsets.allDuties()) == std::vector{later});

        std::vector<HandsetReport> reports(2);
        reports[0].handset = {"H-001"};
        reports[0].state = {
            .at = at(5), .duty = protocol::Duty::On, .batteryPercent = 0, .unsent = 9, .appVersion = "1.0"};
        reports[1].handset = {"H-002"};
        reports[1].heardAt = at(7);
        WORKED(handsets.save(reports));
        WORKED(handsets.save(reports));
        QVERIFY(WORKED(handsets.allReports()) == reports);
    }

    void ClearingLeavesNoProjectionAndAllElse()
    {
        SCRATCH(scratch);
        const auto db = scratch.open();
        for (const protocol::DepotId &depot : {tests::kDepot, protocol::DepotId{"D-OTHER"}}) {
            auto people = roster();
            people.depot.id = depot;
            WORKED(RosterStore(*db, depot).save(people));
            WORKED(AlertStore(*db, depot).save(alert(1)));
            WORKED(TaskStore(*db, depot).save(task(1)));
            WORKED(CommandStore(*db, depot).save(command(1)));
            WORKED(HandsetStore(*db, depot).save({.handset = {"H-001"}, .changedAt = at(1)}));
            CursorStore cursors(*db, depot);
            WORKED(cursors.save(CursorStore::kProjections, 17));
            WORKED(cursors.save("export", 5));
        }
        WORKED(clearProjections(*db, tests::kDepot));
        QVERIFY(WORKED(AlertStore(*db, tests::kDepot).allAlerts()).empty());
        QVERIFY(WORKED(TaskStore(*db, tests::kDepot).allTasks()).empty());
        QVERIFY(WORKED(CommandStore(*db, tests::kDepot).allCommands()).empty());
        QVERIFY(WORKED(HandsetStore(*db, tests::kDepot).allDuties()).empty());
        QVERIFY(WORKED(RosterStore(*db, tests::kDepot).allRoster()) ==
                (protocol::Roster{.depot = {.id = tests::kDepot, .name = {}, .position = {}}}));
        QCOMPARE(WORKED(CursorStore(*db, tests::kDepot).cursor(CursorStore::kProjections)), 0u);
        QCOMPARE(WORKED(CursorStore(*db, tests::kDepot).cursor("export")), 5u);
        QCOMPARE(WORKED(AlertStore(*db, {"D-OTHER"}).allAlerts()).size(), 1u);
        QCOMPARE(WORKED(RosterStore(*db, {"D-OTHER"}).allRoster()).rounds.at(0).stops.size(), 2u);
    }
};

FACTEO_TEST(ProjectionsTest);

#include "projections_test.moc"
