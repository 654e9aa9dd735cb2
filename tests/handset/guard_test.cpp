// SPDX-License-Identifier: Apache-2.0
#include "handset/guard.h"

#include "geo/distance.h"
#include "handset/stand_in_hub.h"
#include "handset/standing_still.h"
#include "support/registry.h"

#include <QTemporaryDir>

using namespace facteo;
using namespace facteo::handset;
using namespace facteo::protocol;
using namespace std::chrono_literals;
using facteo::tests::kMorning;
using facteo::tests::StandInHub;

namespace {

const DepotId kGuardedDepot{"D-TEST"};
const HandsetId kGuarded{"H-001"};

/// A guarded handset on a loopback broker, and everything that somebody beside its postman could notice.
struct Beside
{
    Instant now = kMorning;
    QTemporaryDir folder;
    transport::LoopbackBroker broker{1};
    StandInHub hub{broker, kGuardedDepot, kMorning};
    StandingStill positions{geo::positionOf(46.6, 2.3), 1};
    transport::LoopbackTransport link{broker};
    std::unique_ptr<ReferenceHandset> handset;
    std::unique_ptr<Guard> guard;
    std::vector<Shown> shown;
    std::vector<std::pair<AlertState, std::string>> heard;

    Beside()
    {
        const auto path = std::filesystem::path(folder.path().toStdString());
        handset = std::make_unique<ReferenceHandset>(
            HandsetSettings{.depot = kGuardedDepot, .id = kGuarded, .hub = {"hub"}, .hubKey = hub.key()},
            ReferenceHandset::Parts{.session = SenderSession({kGuarded.text}, SigningKey::fromSeed({1})),
                .outbox = *Outbox::open(path / "outbox"),
                .journal = *Journal::open(path / "journal"),
                .battery = Battery(80, now)},
            positions, link, link, now);
        link.onMessage([this](transport::Message &&message) { handset->take(message, now); });
        link.onLink([this](const transport::LinkState &state) { handset->take(state, now); });
        handset->onEvent([this](const Event &event) {
            if (const auto *news = std::get_if<AlertHeard>(&event))
                heard.emplace_back(news->news.state, news->news.ownerName);
        });
        const auto codes = Codes::choose("4711", "0815", {.memoryKib = 8, .passes = 1});
        guard = std::make_unique<Guard>(*handset, TriggerWatch(TriggerSettings{}, *codes, WatchState{}, now));
        guard->onShown([this](const Shown &one) { shown.push_back(one); });
        link.start();
        broker.settle();
        guard->observe(Circumstances{.at = now, .duty = Duty::On}, now);
        handset->setDay(Duty::On, true, now);
        pass(1s);
    }

    void pass(std::chrono::seconds length)
    {
        for (; length > 0s; length -= 1s) {
            now += 1s;
            hub.now = now;
            guard->step(now);
            handset->step(now);
            broker.settle();
        }
    }

    void tellNews(AlertState state, std::uint32_t every)
    {
        hub.tell(kGuarded, AlertNews{.alert = hub.heard<AlertReport>().back().alert,
                               .number = 1,
                               .state = state,
                               .positionEverySeconds = every});
        pass(1s);
    }

    [[nodiscard]] std::vector<AlertSign> signs() const
    {
        std::vector<AlertSign> all;
        for (const auto &report : hub.heard<AlertReport>())
            all.push_back(report.sign);
        return all;
    }
};

} // namespace

class GuardTest : public QObject
{
    Q_OBJECT

private slots:
    void ACheckInThatIsMissedBecomesACountdownAndThenAnAlert()
    {
        Beside field;
        field.guard->observe(CheckIn{.at = field.now, .due = field.now + 30s}, field.now);
        field.pass(31s);
        QCOMPARE(field.signs(), std::vector{AlertSign::Warning});
        const auto warning = field.hub.heard<AlertReport>().back();
        QCOMPARE(warning.trigger, AlertTrigger::CheckInMissed);
        QCOMPARE(warning.countdownEndsAt - warning.raisedAt, 60s);
        field.pass(61s);
        QCOMPARE(field.signs(), (std::vector{AlertSign::Warning, AlertSign::Raised}));
        QCOMPARE(field.hub.alerts.size(), 1U);
    }

    void TheNormalCodeCallsItOffAndTheGateCloses()
    {
        Beside field;
        field.guard->observe(CheckIn{.at = field.now, .due = field.now + 30s}, field.now);
        field.pass(40s);
        QVERIFY(field.handset->openAlert());
        field.guard->enter("4711", field.now);
        field.pass(1s);
        QCOMPARE(field.signs().back(), AlertSign::Cancelled);
        QVERIFY(!field.handset->openAlert());
    }

    /// Whatever can be seen and heard is the same, and positions go on only for whoever was forced.
    void BothCodesLookTheSame()
    {
        std::vector<Shown> shown[2];
        std::vector<std::pair<AlertState, std::string>> heard[2];
        std::size_t positions[2];
        for (const int forced : {0, 1}) {
            Beside field;
            field.guard->observe(CheckIn{.at = field.now, .due = field.now + 30s}, field.now);
            field.pass(40s);
            field.guard->enter(forced ? "0815" : "4711", field.now);
            field.pass(1s);
            QCOMPARE(field.signs().back(), forced ? AlertSign::Duress : AlertSign::Cancelled);
            field.tellNews(AlertState::Cancelled, forced ? 5 : 0);
            const auto before = field.hub.heard<PositionReport>().size();
            field.handset->setSharing(false, field.now);
            field.pass(60s);
            positions[forced] = field.hub.heard<PositionReport>().size() - before;
            field.tellNews(AlertState::Cancelled, 0); // it is closed
            field.pass(60s);
            QVERIFY(!field.handset->openAlert());
            shown[forced] = field.shown;
            heard[forced] = field.heard;
        }
        QVERIFY(shown[0] == shown[1]);
        QVERIFY(heard[0] == heard[1]);
        QCOMPARE(positions[0], 0U);
        QVERIFY(positions[1] >= 10);
    }

    void TheNormalCodeAfterTheAlertSaysThatHeIsSafe()
    {
        Beside field;
        field.handset->pressAlert(field.now);
        field.pass(1s);
        field.guard->enter("4711", field.now);
        field.pass(1s);
        QCOMPARE(field.signs().back(), AlertSign::Safe);
        QVERIFY(field.handset->openAlert()); // it closes nothing
        field.guard->enter("9999", field.now);
        field.pass(1s);
        QCOMPARE(field.signs().size(), 2U);
    }

    void ADuressCodeWithoutAnAlertIsOne()
    {
        Beside field;
        field.guard->enter("0815", field.now);
        field.pass(1s);
        QCOMPARE(field.signs(), std::vector{AlertSign::Duress});
        QCOMPARE(field.hub.heard<AlertReport>().back().trigger, AlertTrigger::Duress);
        QVERIFY(field.shown.empty());
    }
};

FACTEO_TEST(GuardTest);
#include "guard_test.moc"
