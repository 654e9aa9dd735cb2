// SPDX-License-Identifier: Apache-2.0
#include "handset/triggers/pre_alarm.h"

#include "handset/cheap_codes.h"
#include "handset/stand_in_hub.h"
#include "handset/triggers/trigger_watch.h"
#include "support/registry.h"

#include <set>

using namespace facteo;
using namespace facteo::handset;
using namespace facteo::tests;
using namespace std::chrono_literals;
using protocol::Duty;

namespace {

/// A watch, and everything that came of it.
struct Watched
{
    explicit Watched(const WatchState &before = {}, Instant now = kMorning)
        : watch({}, cheapCodes(), before, now)
    {
    }

    void add(const Turn &turn)
    {
        shown.insert(shown.end(), turn.shown.begin(), turn.shown.end());
        told.insert(told.end(), turn.told.begin(), turn.told.end());
    }
    void observe(const Sample &sample) { add(watch.observe(sample)); }
    void step(Instant now) { add(watch.step(now)); }
    /// As a phone does: at each instant that the watch asks for.
    void liveUntil(Instant until)
    {
        while (watch.nextDue() && *watch.nextDue() <= until)
            step(*watch.nextDue());
        step(until);
    }
    void enter(std::string_view code, Instant now) { add(watch.enter(code, now)); }
    /// A countdown of P3 that begins at `at`.
    void missCheckIn(Instant at) { observe(CheckIn{.at = at, .due = at}); }
    template<typename T> [[nodiscard]] std::vector<T> all() const
    {
        std::vector<T> found;
        const auto look = [&](const auto &events) {
            for (const auto &event : events)
                if (const auto *const one = std::get_if<T>(&event))
                    found.push_back(*one);
        };
        if constexpr (std::is_constructible_v<Shown, T>)
            look(shown);
        else
            look(told);
        return found;
    }

    TriggerWatch watch;
    std::vector<Shown> shown;
    std::vector<Told> told;
};

std::string bytesOf(const std::vector<Shown> &shown)
{
    std::string text;
    for (const auto &event : shown) {
        text += std::format("{}:", event.index());
        if (const auto *const began = std::get_if<CountdownBegan>(&event))
            text += std::format("{} {}", static_cast<int>(began->trigger), began->endsAt.time_since_epoch());
        else if (const auto *const beep = std::get_if<Beep>(&event))
            text += std::format("{}", beep->left);
        else if (const auto *const wrong = std::get_if<WrongCode>(&event))
            text += std::format("{}", wrong->left);
        else if (const auto *const cancelled = std::get_if<CountdownCancelled>(&event))
            text += std::format("{}", static_cast<int>(cancelled->trigger));
        else if (const auto *const out = std::get_if<AlertWentOut>(&event))
            text += std::format("{}", static_cast<int>(out->trigger));
        text += '\n';
    }
    return text;
}

} // namespace

class PreAlarmTest : public QObject
{
    Q_OBJECT
private slots:
    void ACountdownRunsAMinuteAndThenRaises();
    void ItSoundsFasterAndFaster();
    void OnlyTheNormalCodeCallsItOff();
    void AfterFiveWrongCodesTheEntryIsLockedAndTheAlertGoesOutInTime();
    void ALockedEntryStillHearsTheDuressCode();
    void NothingThatIsTypedMovesTheEnd();
    void TheButtonAsksNobody();
    void TheButtonEndsACountdownAtOnce();
    void AGraverTriggerTakesTheCountdownOverWithoutMovingItsEnd();
    void AnEqualOrLesserTriggerChangesNothing();
    void WhileAnAlertIsOpenNothingCountsDown();
    void WithoutCodesNobodyCallsItOff();
    void ALateStepTellsEverythingInItsOrder();

    void NormalAndDuressCodeShowTheSame();
    void NormalAndDuressCodeLeaveTheSameBehind();
    void TheDuressCodeCountsOutsideACountdown();

    void ACountdownSurvivesARestart();
    void AClockThatWentBackMakesNothingLater();
    void AClockThatWentAheadRaisesAtOnce();
    void DamagedStateIsNone();
    void AClockThatGoesBackWhileItRunsStandsStill();
};

void PreAlarmTest::ACountdownRunsAMinuteAndThenRaises()
{
    Watched it;
    it.missCheckIn(kMorning);
    QCOMPARE(it.told.size(), std::size_t{1});
    QVERIFY(
        it.told[0] == Told(PreAlarmBegan{
                          .trigger = AlertTrigger::CheckInMissed, .at = kMorning, .endsAt = kMorning + 60s}));
    it.liveUntil(kMorning + 60s - 1ms);
    QVERIFY(it.watch.counting());
    QVERIFY(it.all<RaiseNow>().empty());
    it.liveUntil(kMorning + 60s);
    QVERIFY(!it.watch.counting());
    QVERIFY(it.told.back() == Told(RaiseNow{.trigger = AlertTrigger::CheckInMissed, .at = kMorning + 60s}));
    QVERIFY(it.shown.back() == Shown(AlertWentOut{AlertTrigger::CheckInMissed}));
}

void PreAlarmTest::ItSoundsFasterAndFaster()
{
    const auto beeps = beepsOf(kMorning, kMorning + 60s);
    QCOMPARE(beeps.front(), kMorning);
    QVERIFY(beeps.back() < kMorning + 60s && beeps.back() >= kMorning + 59s);
    auto before = 5s + 0ms;
    for (std::size_t i = 1; i < beeps.size(); ++i) {
        const auto gap = beeps[i] - beeps[i - 1];
        QVERIFY(gap <= before && gap >= 500ms);
        before = gap;
    }
    QCOMPARE(before, 500ms);
    QVERIFY(beeps.size() >= 20 && beeps.size() <= 40);

    Watched it;
    it.missCheckIn(kMorning);
    it.liveUntil(kMorning + 2min);
    QCOMPARE(it.all<Beep>().size(), beeps.size());
    for (std::size_t i = 0; i < beeps.size(); ++i)
        QCOMPARE(it.all<Beep>()[i].left, kMorning + 60s - beeps[i]);
}

void PreAlarmTest::OnlyTheNormalCodeCallsItOff()
{
    Watched it;
    it.missCheckIn(kMorning);
    it.enter("1111", kMorning + 10s);
    QVERIFY(it.shown.back() == Shown(WrongCode{.left = 4}));
    QVERIFY(it.watch.counting());
    it.enter("4711", kMorning + 20s);
    QVERIFY(it.shown.back() == Shown(CountdownCancelled{AlertTrigger::CheckInMissed}));
    QVERIFY(it.told.back() ==
            Told(PreAlarmCancelled{.trigger = AlertTrigger::CheckInMissed, .at = kMorning + 20s}));
    it.liveUntil(kMorning + 1h);
    QVERIFY(it.all<RaiseNow>().empty());
    it.missCheckIn(kMorning + 2h); // another countdown has its own attempts
    it.enter("1111", kMorning + 2h + 1s);
    QVERIFY(it.shown.back() == Shown(WrongCode{.left = 4}));
}

void PreAlarmTest::AfterFiveWrongCodesTheEntryIsLockedAndTheAlertGoesOutInTime()
{
    Watched it;
    it.missCheckIn(kMorning);
    for (int i = 1; i <= 5; ++i) {
        it.enter("0000", kMorning + i * 1s);
        QVERIFY(it.shown.back() == Shown(WrongCode{.left = 5 - i}));
    }
    it.enter("4711", kMorning + 10s); // right, and too late
    QVERIFY(it.shown.back() == Shown(WrongCode{.left = 0}));
    it.liveUntil(kMorning + 2min);
    QVERIFY(it.told.back() == Told(RaiseNow{.trigger = AlertTrigger::CheckInMissed, .at = kMorning + 60s}));
}

void PreAlarmTest::ALockedEntryStillHearsTheDuressCode()
{
    Watched it;
    it.missCheckIn(kMorning);
    for (int i = 0; i < 6; ++i)
        it.enter("0000", kMorning + 1s);
    it.enter("8053", kMorning + 10s);
    QVERIFY(
        it.told.back() == Told(DuressEntered{.during = AlertTrigger::CheckInMissed, .at = kMorning + 10s}));
    QVERIFY(it.shown.back() == Shown(WrongCode{.left = 0}));
    QVERIFY(it.watch.counting());
}

void PreAlarmTest::NothingThatIsTypedMovesTheEnd()
{
    std::mt19937_64 random(1);
    for (int run = 0; run < 200; ++run) {
        Watched it;
        it.missCheckIn(kMorning);
        auto at = kMorning;
        while ((at += std::chrono::milliseconds(random() % 8'000)) < kMorning + 60s) {
            it.liveUntil(at);
            it.enter(std::format("{:04}", random() % 4'000), at); // never one of the two
        }
        it.liveUntil(kMorning + 2min);
        QCOMPARE(it.all<RaiseNow>().size(), std::size_t{1});
        QCOMPARE(it.all<RaiseNow>()[0].at, kMorning + 60s);
        QCOMPARE(it.all<Beep>().size(), beepsOf(kMorning, kMorning + 60s).size());
    }
}

void PreAlarmTest::TheButtonAsksNobody()
{
    Watched it;
    it.observe(ButtonEdge{.at = kMorning, .pressed = true});
    it.liveUntil(kMorning + 1min);
    QVERIFY(it.shown == std::vector<Shown>{AlertWentOut{AlertTrigger::Button}});
    QVERIFY(it.told == std::vector<Told>({RaiseNow{.trigger = AlertTrigger::Button, .at = kMorning + 3s}}));
}

void PreAlarmTest::TheButtonEndsACountdownAtOnce()
{
    Watched it;
    it.missCheckIn(kMorning);
    it.observe(ButtonEdge{.at = kMorning + 10s, .pressed = true});
    it.liveUntil(kMorning + 5min);
    QVERIFY(
        it.all<RaiseNow>() == std::vector({RaiseNow{.trigger = AlertTrigger::Button, .at = kMorning + 13s}}));
    QVERIFY(!it.watch.counting());
}

void PreAlarmTest::AGraverTriggerTakesTheCountdownOverWithoutMovingItsEnd()
{
    Watched it;
    it.observe(Circumstances{.at = kMorning, .duty = Duty::On});
    it.observe(Tie{.at = kMorning, .attached = true});
    it.missCheckIn(kMorning + 10s);
    it.observe(Tie{.at = kMorning + 20s, .attached = false}); // P2 over P3
    it.liveUntil(kMorning + 2min);
    QVERIFY(it.all<CountdownBegan>() ==
            std::vector({CountdownBegan{.trigger = AlertTrigger::CheckInMissed, .endsAt = kMorning + 70s},
                CountdownBegan{.trigger = AlertTrigger::TearOff, .endsAt = kMorning + 70s}}));
    QVERIFY(it.all<RaiseNow>() ==
            std::vector({RaiseNow{.trigger = AlertTrigger::TearOff, .at = kMorning + 70s}}));
}

void PreAlarmTest::AnEqualOrLesserTriggerChangesNothing()
{
    Watched it;
    it.observe(Circumstances{.at = kMorning, .duty = Duty::On});
    it.observe(Tie{.at = kMorning, .attached = true});
    it.observe(Tie{.at = kMorning + 10s, .attached = false});
    it.missCheckIn(kMorning + 20s);
    it.liveUntil(kMorning + 2min);
    QCOMPARE(it.all<CountdownBegan>().size(), std::size_t{1});
    QVERIFY(it.all<RaiseNow>() ==
            std::vector({RaiseNow{.trigger = AlertTrigger::TearOff, .at = kMorning + 72s}}));

    Watched equal;
    equal.missCheckIn(kMorning);
    equal.observe(VisitBegan{.at = kMorning + 20s, .atMost = -600s}); // over at once
    equal.liveUntil(kMorning + 2min);
    QVERIFY(equal.all<RaiseNow>() ==
            std::vector({RaiseNow{.trigger = AlertTrigger::CheckInMissed, .at = kMorning + 60s}}));
}

void PreAlarmTest::WhileAnAlertIsOpenNothingCountsDown()
{
    Watched it;
    it.missCheckIn(kMorning);
    it.liveUntil(kMorning + 2min);
    it.missCheckIn(kMorning + 3min);
    QCOMPARE(it.all<RaiseNow>().size(), std::size_t{2}); // at once, as an occurrence of the first
    QVERIFY(!it.watch.counting());
    it.watch.alertEnded();
    it.missCheckIn(kMorning + 4min);
    QVERIFY(it.watch.counting());
}

void PreAlarmTest::WithoutCodesNobodyCallsItOff()
{
    TriggerWatch watch({}, std::nullopt, {}, kMorning);
    static_cast<void>(watch.observe(CheckIn{.at = kMorning, .due = kMorning}));
    for (const auto *const code : {"4711", "8053", ""})
        QVERIFY(watch.enter(code, kMorning + 1s).told.empty());
    QVERIFY(watch.counting());
    watch.setCodes(cheapCodes());
    QCOMPARE(watch.enter("4711", kMorning + 2s).told.size(), std::size_t{1});
}

void PreAlarmTest::ALateStepTellsEverythingInItsOrder()
{
    Watched it; // the process slept for an hour
    it.observe(CheckIn{.at = kMorning, .due = kMorning + 1min});
    it.observe(VisitBegan{.at = kMorning, .atMost = 10min});
    it.step(kMorning + 1h);
    QVERIFY(it.all<RaiseNow>() ==
            std::vector({RaiseNow{.trigger = AlertTrigger::CheckInMissed, .at = kMorning + 2min},
                RaiseNow{.trigger = AlertTrigger::VisitOverrun, .at = kMorning + 20min}}));
    QVERIFY(it.all<Beep>().size() <= 2);
}

/// Every way in which a countdown can have begun, every number of wrong codes before, every second, every
/// tone and the last instant at which the code may come, and what follows: one of the two watches gets the
/// normal code, the other the duress code, and nobody beside them can tell which.
void PreAlarmTest::NormalAndDuressCodeShowTheSame()
{
    const auto live = [](std::string_view code, int trigger, int wrong, std::chrono::milliseconds at) {
        Watched it;
        it.observe(Circumstances{.at = kMorning, .duty = Duty::On});
        it.observe(Tie{.at = kMorning, .attached = true});
        const auto begins = kMorning + 10s;
        if (trigger == 0) {
            it.missCheckIn(begins);
        } else if (trigger == 1) {
            it.observe(VisitBegan{.at = begins, .atMost = -600s});
        } else {
            it.observe(Tie{.at = begins - 2s, .attached = false});
            it.liveUntil(begins);
        }
        for (int i = 0; i < wrong; ++i)
            it.enter("0000", begins);
        it.liveUntil(begins + at);
        it.enter(code, begins + at);
        it.enter(code, begins + at); // once more, when it may be over
        it.liveUntil(begins + 70s);
        it.missCheckIn(begins + 80s);
        it.enter("1111", begins + 81s);
        it.observe(ButtonEdge{.at = begins + 90s, .pressed = true});
        it.liveUntil(begins + 3min);
        return std::tuple(
            bytesOf(it.shown), it.all<DuressEntered>().size(), it.all<PreAlarmCancelled>().size());
    };
    std::set<std::chrono::milliseconds> instants{59'999ms};
    for (auto at = 0s; at <= 60s; at += 1s)
        instants.insert(at);
    for (const auto beep : beepsOf(kMorning, kMorning + 60s))
        instants.insert(beep - kMorning);
    std::size_t pairs = 0;
    for (int trigger = 0; trigger < 3; ++trigger)
        for (int wrong = 0; wrong <= 6; ++wrong)
            for (const auto at : instants) {
                const auto normal = live("4711", trigger, wrong, at);
                const auto duress = live("8053", trigger, wrong, at);
                QCOMPARE(std::get<0>(normal), std::get<0>(duress));
                QCOMPARE(std::get<1>(normal), std::size_t{0});
                QCOMPARE(std::get<1>(duress), std::size_t{2});
                // Nobody may believe at the hub that a forced man called it off.
                QCOMPARE(std::get<2>(normal), std::size_t{wrong < 5 && at < 60s ? 1U : 0U});
                QCOMPARE(std::get<2>(duress), std::size_t{0});
                ++pairs;
            }
    QCOMPARE(pairs, 3 * 7 * instants.size());
    QVERIFY(instants.size() > 80);
}

void PreAlarmTest::NormalAndDuressCodeLeaveTheSameBehind()
{
    Watched normal;
    Watched duress;
    for (auto *const it : {&normal, &duress}) {
        it->missCheckIn(kMorning);
        it->enter(it == &normal ? "4711" : "8053", kMorning + 10s);
    }
    QCOMPARE(toText(normal.watch.state(kMorning + 11s)), toText(duress.watch.state(kMorning + 11s)));
    QVERIFY(normal.watch.nextDue() == duress.watch.nextDue());
    duress.watch.alertEnded(); // the hub's alert of duress is over: nothing changes here
    QCOMPARE(toText(normal.watch.state(kMorning + 11s)), toText(duress.watch.state(kMorning + 11s)));
}

void PreAlarmTest::TheDuressCodeCountsOutsideACountdown()
{
    Watched it;
    it.enter("4711", kMorning);
    QVERIFY(it.shown.empty());
    QVERIFY(it.told == std::vector<Told>({SafeSaid{.at = kMorning}}));
    it.enter("9999", kMorning);
    QCOMPARE(it.told.size(), 1U);
    it.enter("8053", kMorning + 1s);
    QVERIFY(it.shown.empty());
    QVERIFY(it.told.back() == Told(DuressEntered{.during = {}, .at = kMorning + 1s}));
}

void PreAlarmTest::ACountdownSurvivesARestart()
{
    Watched first;
    first.observe(CheckIn{.at = kMorning, .due = kMorning + 2h});
    first.observe(VisitBegan{.at = kMorning, .atMost = 1h});
    first.observe(Circumstances{.at = kMorning, .duty = Duty::On});
    first.observe(Tie{.at = kMorning, .attached = true});
    first.observe(Tie{.at = kMorning + 8s, .attached = false});
    first.liveUntil(kMorning + 12s);
    first.enter("0000", kMorning + 13s);
    const auto text = toText(first.watch.state(kMorning + 13s));
    const auto state = watchStateFrom(text);
    QVERIFY(state.has_value());
    QVERIFY(*state == first.watch.state(kMorning + 13s));

    Watched second(*state, kMorning + 30s);
    QVERIFY(second.watch.counting());
    second.enter("0000", kMorning + 31s);
    QVERIFY(second.shown.back() == Shown(WrongCode{.left = 3})); // the restart gives no attempts back
    second.liveUntil(kMorning + 3h);
    QVERIFY(second.all<RaiseNow>() ==
            std::vector({RaiseNow{.trigger = AlertTrigger::TearOff, .at = kMorning + 70s},
                RaiseNow{.trigger = AlertTrigger::VisitOverrun, .at = kMorning + 70min},
                RaiseNow{.trigger = AlertTrigger::CheckInMissed, .at = kMorning + 2h}}));
}

void PreAlarmTest::AClockThatWentBackMakesNothingLater()
{
    Watched first;
    first.missCheckIn(kMorning);
    const auto state = first.watch.state(kMorning + 20s);
    Watched second(state, kMorning - 5h); // 40 s were left, and are
    second.liveUntil(kMorning - 5h + 40s);
    QCOMPARE(second.all<RaiseNow>().size(), std::size_t{1});
}

void PreAlarmTest::AClockThatWentAheadRaisesAtOnce()
{
    Watched first;
    first.missCheckIn(kMorning);
    Watched second(first.watch.state(kMorning + 20s), kMorning + 24h);
    second.step(kMorning + 24h);
    QCOMPARE(second.all<RaiseNow>().size(), std::size_t{1});
}

void PreAlarmTest::DamagedStateIsNone()
{
    Watched it;
    it.missCheckIn(kMorning);
    it.observe(CheckIn{.at = kMorning, .due = kMorning + 2h});
    const auto text = toText(it.watch.state(kMorning));
    QVERIFY(watchStateFrom(text));
    QVERIFY(watchStateFrom(toText({})));
    for (std::size_t length = 0; length < text.size(); ++length)
        QVERIFY(!watchStateFrom(text.substr(0, length)));
    for (const auto *const wrong :
        {"facteo-triggers-2 - - 0 - - quiet\n", "facteo-triggers-1 button 1+1 0 - - quiet\n",
            "facteo-triggers-1 - 1+1 0 - - quiet\n", "facteo-triggers-1 man-down - 0 - - quiet\n",
            "facteo-triggers-1 man-down 1+1 -1 - - quiet\n", "facteo-triggers-1 man-down 1-1 0 - - quiet\n",
            "facteo-triggers-1 man-down 1+-1 0 - - quiet\n", "facteo-triggers-1 - - 0 - - loud\n"})
        QVERIFY2(!watchStateFrom(wrong), wrong);
}

void PreAlarmTest::AClockThatGoesBackWhileItRunsStandsStill()
{
    Watched it;
    it.missCheckIn(kMorning);
    it.step(kMorning + 30s);
    it.observe(Used{kMorning - 1h});
    it.step(kMorning - 1h);
    QVERIFY(it.watch.counting());
    it.enter("8053", kMorning - 1h);
    QVERIFY(
        it.told.back() == Told(DuressEntered{.during = AlertTrigger::CheckInMissed, .at = kMorning + 30s}));
    it.missCheckIn(kMorning + 40s);
    it.liveUntil(kMorning + 100s);
    QCOMPARE(it.all<RaiseNow>().size(), std::size_t{1});
}

FACTEO_TEST(PreAlarmTest);
#include "pre_alarm_test.moc"
