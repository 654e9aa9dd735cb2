// SPDX-License-Identifier: Apache-2.0
#include "handset/cheap_codes.h"
#include "handset/stand_in_hub.h"
#include "handset/triggers/trigger_watch.h"
#include "handset/wearer.h"
#include "support/registry.h"

#include <map>

using namespace facteo;
using namespace facteo::handset;
using namespace facteo::tests;
using namespace std::chrono_literals;
using protocol::Duty;

namespace {

/// A postman's working days, with everything that feels a little like an accident, and none.
struct QuietDays
{
    QuietDays(Wearer::Carried carried, std::uint64_t seed)
        : watch({}, cheapCodes(), {}, kMorning),
          body(carried, seed, kMorning, [this](const Sample &sample) { take(sample); })
    {
    }

    void take(const Sample &sample)
    {
        ++samples;
        const auto turn = watch.observe(sample);
        for (const auto &told : turn.told) {
            if (const auto *const began = std::get_if<PreAlarmBegan>(&told)) {
                ++alarms[began->trigger];
                static_cast<void>(watch.enter("4711", began->at));
            } else if (const auto *const raised = std::get_if<RaiseNow>(&told)) {
                ++alarms[raised->trigger];
                watch.alertEnded();
            }
        }
    }

    void day(Duty duty, bool atDepot, bool charging)
    {
        body.feed(Circumstances{.at = body.now(), .duty = duty, .atDepot = atDepot, .charging = charging});
    }

    void edge(bool pressed, double seconds)
    {
        body.feed(ButtonEdge{.at = body.now(), .pressed = pressed});
        body.stand(seconds);
    }

    /// Presses by mistake: a bounce, up to four short ones, one of less than 3 s.
    void fumble()
    {
        for (int i = 0; i < 12; ++i)
            body.feed(
                ButtonEdge{.at = body.now() + std::chrono::milliseconds(i * 3 / 2), .pressed = i % 2 == 0});
        body.stand(0.2);
        for (int presses = static_cast<int>(body.between(0, 4.99)); presses > 0; --presses) {
            edge(true, body.between(0.04, 0.4));
            edge(false, body.between(0.04, 0.4));
        }
        body.stand(5);
        edge(true, body.between(0.3, 2.9));
        edge(false, 6);
    }

    /// The lanyard's contact flutters; he pulls it off and puts it back within a second and a half.
    void tug()
    {
        for (int i = 0; i < 8; ++i) {
            body.feed(Tie{.at = body.now(), .attached = false});
            body.walk(body.between(0.02, 0.1));
            body.feed(Tie{.at = body.now(), .attached = true});
            body.walk(body.between(0.02, 0.1));
        }
        body.walk(1);
        for (int i = 0; i < 3; ++i) {
            body.feed(Tie{.at = body.now(), .attached = false});
            body.walk(body.between(0.1, 1.5));
            body.feed(Tie{.at = body.now(), .attached = true});
            body.walk(body.between(0.2, 5));
        }
    }

    void visit()
    {
        body.feed(VisitBegan{.at = body.now(), .atMost = 15min});
        const double stay = body.between(120, 24 * 60);
        for (double left = stay; left > 0; left -= 60) {
            body.stand(40);
            body.use(10);
            body.walk(10);
        }
        body.feed(VisitEnded{.at = body.now()});
    }

    void something()
    {
        switch (static_cast<int>(body.between(0, 13))) {
        case 0:
        case 1:
        case 2:
            return body.walk(body.between(20, 400));
        case 3:
            return body.stand(body.between(10, 90));
        case 4:
            return body.bend(body.between(3, 22));
        case 5:
            return body.drive(body.between(60, 600));
        case 6:
            return body.sitInVan(body.between(20, 200));
        case 7:
            return body.cycle(body.between(60, 600));
        case 8:
            return body.run(body.between(5, 60));
        case 9:
            return body.use(body.between(5, 120));
        case 10:
            body.stumble();
            return body.walk(30);
        case 11:
            return rarely();
        default:
            return fumble();
        }
    }

    void rarely()
    {
        switch (static_cast<int>(body.between(0, 4))) {
        case 0:
            return body.dropPhone();
        case 1:
            return tug();
        case 2:
            return visit();
        default:
            day(Duty::On, false, true); // on the cradle of the van
            body.layDown(body.between(60, 900));
            return day(Duty::On, false, false);
        }
    }

    /// About eight hours.
    void workADay()
    {
        const auto evening = body.now() + 8h;
        day(Duty::On, true, false);
        body.feed(Tie{.at = body.now(), .attached = true});
        body.walk(60);
        body.layDown(1'500); // sorting; the phone lies on the table
        day(Duty::On, false, false);
        body.walk(120);
        const auto noon = body.now() + 3h;
        bool rested = false;
        auto checkIn = body.now();
        while (body.now() < evening) {
            if (body.now() > checkIn + 10min)
                body.feed(CheckIn{.at = checkIn = body.now(), .due = body.now() + 1h});
            if (!rested && body.now() > noon) {
                rested = true;
                day(Duty::OnBreak, false, false);
                body.feed(Tie{.at = body.now(), .attached = false});
                body.layDown(1'200);
                body.feed(Tie{.at = body.now(), .attached = true});
                day(Duty::On, false, false);
            }
            something();
            body.walk(body.between(3, 30)); // from one thing to the next
        }
        body.feed(CheckIn{.at = body.now(), .due = std::nullopt});
        day(Duty::Off, false, false);
        body.layDown(600);
    }

    std::map<AlertTrigger, int> alarms;
    std::uint64_t samples = 0;
    TriggerWatch watch;
    Wearer body;
};

} // namespace

class FalseAlarmsTest : public QObject
{
    Q_OBJECT
private slots:
    void QuietDaysRaiseNothing_data();
    void QuietDaysRaiseNothing();
    void AFallOnAnyOfTheseDaysIsNoticed();
};

void FalseAlarmsTest::QuietDaysRaiseNothing_data()
{
    QTest::addColumn<Wearer::Carried>("carried");
    QTest::newRow("at the belt") << Wearer::Carried::AtTheBelt;
    QTest::newRow("in the trousers") << Wearer::Carried::InTheTrousers;
}

/// FACTEO_SIMULATED_HOURS=200 looks longer than the few days of a usual run.
void FalseAlarmsTest::QuietDaysRaiseNothing()
{
    QFETCH(Wearer::Carried, carried);
    bool chosen = false;
    const int hours = qEnvironmentVariableIntValue("FACTEO_SIMULATED_HOURS", &chosen);
    const int days = chosen ? std::max(1, hours / 16) : 1;
    std::map<AlertTrigger, int> alarms;
    std::uint64_t samples = 0;
    double lived = 0;
    for (int seed = 1; seed <= days; ++seed) {
        QuietDays postman(carried, static_cast<std::uint64_t>(seed));
        postman.workADay();
        samples += postman.samples;
        lived += std::chrono::duration<double, std::ratio<3600>>(postman.body.now() - kMorning).count();
        for (const auto &[trigger, count] : postman.alarms)
            alarms[trigger] += count;
    }
    QString said = QString("%1 h, %2 samples:").arg(lived, 0, 'f', 1).arg(samples);
    int all = 0;
    for (const auto &row : domain::kTriggers) {
        if (row.raisedBy == domain::RaisedBy::Handset)
            said += QString(" %1 %2")
                        .arg(QString::fromUtf8(row.name.data(), static_cast<qsizetype>(row.name.size())))
                        .arg(alarms[row.trigger]);
        all += alarms[row.trigger];
    }
    qInfo().noquote() << said;
    QCOMPARE(all, 0);
}

void FalseAlarmsTest::AFallOnAnyOfTheseDaysIsNoticed()
{
    for (std::uint64_t seed = 1; seed <= 40; ++seed) {
        QuietDays postman(seed % 2 == 0 ? Wearer::Carried::AtTheBelt : Wearer::Carried::InTheTrousers, seed);
        postman.day(Duty::On, false, false);
        postman.body.walk(60);
        for (int i = 0; i < 4; ++i) {
            postman.something();
            postman.body.walk(40);
        }
        QCOMPARE(postman.alarms.size(), std::size_t{0});
        postman.body.fall();
        postman.body.lie(14);
        QCOMPARE(postman.alarms[AlertTrigger::ManDown], 1);
    }
}

FACTEO_TEST(FalseAlarmsTest);
#include "false_alarms_test.moc"
