// SPDX-License-Identifier: Apache-2.0
#include "geo/distance.h"
#include "handset/stand_in_hub.h"
#include "handset/triggers/trigger_watch.h"
#include "handset/wearer.h"
#include "support/registry.h"

using namespace facteo;
using namespace facteo::handset;
using namespace facteo::tests;
using namespace std::chrono_literals;
using protocol::Duty;

namespace {

/// One detector, stepped at the instants at which it says that it is due, as TriggerWatch does.
template<Detector T> struct Alone
{
    template<typename... Settings> explicit Alone(const Settings &...settings) : detector(settings...) {}

    void take(const Sample &sample)
    {
        look(std::visit([](const auto &one) { return one.at; }, sample));
        detector.observe(sample);
    }
    void look(Instant now)
    {
        while (detector.dueAt() && *detector.dueAt() <= now) {
            firings.push_back(*detector.dueAt());
            detector.fired(now);
        }
    }

    T detector;
    std::vector<Instant> firings;
};

/// An alone detector that is fed by a body which has been on duty outside and walked for a minute.
template<Detector T> struct Worn
{
    explicit Worn(Wearer::Carried carried = Wearer::Carried::AtTheBelt, std::uint64_t seed = 1)
        : body(carried, seed, kMorning, [this](const Sample &sample) { alone.take(sample); })
    {
        day(Duty::On);
        body.walk(60);
    }

    void day(Duty duty, bool atDepot = false, bool charging = false)
    {
        body.feed(Circumstances{.at = body.now(), .duty = duty, .atDepot = atDepot, .charging = charging});
    }
    [[nodiscard]] std::size_t count() const { return alone.firings.size(); }

    Alone<T> alone;
    Wearer body;
};

void press(Alone<Button> &button, Instant from, std::chrono::milliseconds lasts)
{
    button.take(ButtonEdge{.at = from, .pressed = true});
    button.take(ButtonEdge{.at = from + lasts, .pressed = false});
}

} // namespace

class TriggersOfTheHandsetTest : public QObject
{
    Q_OBJECT
private slots:
    void TheSettingsAreInTheirRanges();

    void AButtonHeldForThreeSecondsFiresThen();
    void ReleasedAtTwoNineItIsNothing();
    void FivePressesWithinFiveSecondsFire();
    void FivePressesInALongerTimeAreNothing();
    void ABounceIsNeitherAPressNorARelease();
    void WhoeverKeepsHoldingFiresOnce();
    void RandomBouncesNeverFire();

    void WhoLiesForThirtySecondsIsDown();
    void WhoBendsForTwentyNineIsNot();
    void ALeanOfFiftyDegreesIsNotLying();
    void APhoneAtTheLegSaysNothingOfTheBody();
    void AHardFallIsNoticedInTenSeconds_data();
    void AHardFallIsNoticedInTenSeconds();
    void WhoWrithesOnTheGroundIsDownToo();
    void AFallWhileHeWalksTeachesNothing();
    void WalkingWithThePhoneInHandTeachesNothing();
    void AHopOrASoftLandingIsNoFall();
    void WhoGetsUpAfterAFallIsNotDown();
    void NobodyIsDownInABreakAtTheDepotOrOnTheCradle();
    void WhoRidesDoesNotLie();
    void OneWhoStaysDownFiresOnce();
    void UsingThePhoneSaysThatHeIsUp();

    void TwoMinutesOfStillnessFire();
    void NinetySecondsAtADoorDoNot();
    void AnyMovementBeginsTheTwoMinutesAnew();
    void BreakDepotAndCradleDoNotCount();
    void ASensorThatFallsSilentCountsAsStillness();
    void AQuietRideIsAChangeOfPlace();
    void AReceiversDriftIsNot();

    void ACheckInFiresWhenItIsDue();
    void AVisitFiresTenMinutesAfterItsPlannedEnd();

    void ATornLanyardFiresAfterTwoSeconds();
    void AFlutteringContactIsNoTear();
    void WhatWasOpenedOffDutyIsNotTorn();
};

void TriggersOfTheHandsetTest::TheSettingsAreInTheirRanges()
{
    QVERIFY(isInRange({}));
    const auto refused = [](auto change) {
        TriggerSettings settings;
        change(settings);
        return !isInRange(settings);
    };
    QVERIFY(refused([](auto &it) { it.countdown.lasts = 9s; }));
    QVERIFY(refused([](auto &it) { it.countdown.lasts = 121s; }));
    QVERIFY(refused([](auto &it) { it.button.hold = 999ms; }));
    QVERIFY(refused([](auto &it) { it.manDown.tiltDegrees = std::nan(""); }));
    QVERIFY(refused([](auto &it) { it.noMovement.after = 10s; }));
    QVERIFY(refused([](auto &it) { it.tearOff.detachedFor = 0ms; }));
    QVERIFY(refused([](auto &it) { it.visitOverrun.grace = -1s; }));
}

void TriggersOfTheHandsetTest::AButtonHeldForThreeSecondsFiresThen()
{
    Alone<Button> button;
    button.take(ButtonEdge{.at = kMorning, .pressed = true});
    button.look(kMorning + 2'999ms);
    QVERIFY(button.firings.empty());
    button.look(kMorning + 3s);
    QCOMPARE(button.firings, std::vector{kMorning + 3s});
}

void TriggersOfTheHandsetTest::ReleasedAtTwoNineItIsNothing()
{
    Alone<Button> button;
    press(button, kMorning, 2'900ms);
    button.look(kMorning + 1h);
    QVERIFY(button.firings.empty());
    QVERIFY(!button.detector.dueAt());
}

void TriggersOfTheHandsetTest::FivePressesWithinFiveSecondsFire()
{
    Alone<Button> button;
    for (int i = 0; i < 4; ++i)
        press(button, kMorning + i * 1'250ms, 40ms);
    button.take(ButtonEdge{.at = kMorning + 5s, .pressed = true}); // the fifth, at the last instant
    button.look(kMorning + 5s + 29ms);
    QVERIFY(button.firings.empty());
    button.look(kMorning + 5s + 30ms);
    QCOMPARE(button.firings.size(), std::size_t{1});
}

void TriggersOfTheHandsetTest::FivePressesInALongerTimeAreNothing()
{
    Alone<Button> button;
    for (int i = 0; i < 20; ++i)
        press(button, kMorning + i * 1'251ms, 40ms);
    button.look(kMorning + 1h);
    QVERIFY(button.firings.empty());
}

void TriggersOfTheHandsetTest::ABounceIsNeitherAPressNorARelease()
{
    Alone<Button> button;
    for (int i = 0; i < 40; ++i) // forty touches of 29 ms
        press(button, kMorning + i * 100ms, 29ms);
    button.look(kMorning + 10s);
    QVERIFY(button.firings.empty());

    button.take(ButtonEdge{.at = kMorning + 20s, .pressed = true});
    for (int i = 1; i < 10; ++i) { // comes up for 29 ms again and again, while his thumb stays on it
        button.take(ButtonEdge{.at = kMorning + 20s + i * 300ms, .pressed = false});
        button.take(ButtonEdge{.at = kMorning + 20s + i * 300ms + 29ms, .pressed = true});
    }
    button.look(kMorning + 30s);
    QCOMPARE(button.firings, std::vector{kMorning + 23s});
}

void TriggersOfTheHandsetTest::WhoeverKeepsHoldingFiresOnce()
{
    Alone<Button> button;
    button.take(ButtonEdge{.at = kMorning, .pressed = true});
    button.look(kMorning + 1min);
    QCOMPARE(button.firings.size(), std::size_t{1});
    button.take(ButtonEdge{.at = kMorning + 1min, .pressed = false});
    press(button, kMorning + 2min, 3s);
    QCOMPARE(button.firings.size(), std::size_t{2});
}

void TriggersOfTheHandsetTest::RandomBouncesNeverFire()
{
    std::mt19937_64 random(1);
    Alone<Button> button;
    auto at = kMorning;
    for (int i = 0; i < 100'000; ++i) {
        button.take(ButtonEdge{.at = at, .pressed = i % 2 == 0});
        at += std::chrono::milliseconds(i % 2 == 0 ? random() % 30 : random() % 200);
    }
    QVERIFY(button.firings.empty());
}

void TriggersOfTheHandsetTest::WhoLiesForThirtySecondsIsDown()
{
    for (std::uint64_t seed = 1; seed <= 20; ++seed) {
        Worn<ManDown> worn(Wearer::Carried::AtTheBelt, seed);
        QVERIFY(worn.alone.detector.knowsPosture());
        worn.body.stand(5);
        const auto from = worn.body.now();
        worn.body.lie(34);
        QCOMPARE(worn.count(), std::size_t{1});
        QVERIFY(worn.alone.firings[0] >= from + 30s);
    }
}

void TriggersOfTheHandsetTest::WhoBendsForTwentyNineIsNot()
{
    for (std::uint64_t seed = 1; seed <= 20; ++seed) {
        Worn<ManDown> worn(Wearer::Carried::AtTheBelt, seed);
        for (int i = 0; i < 5; ++i) {
            worn.body.bend(29);
            worn.body.stand(3);
        }
        QCOMPARE(worn.count(), std::size_t{0});
    }
}

void TriggersOfTheHandsetTest::ALeanOfFiftyDegreesIsNotLying()
{
    Worn<ManDown> worn;
    worn.body.lieStill(100, 50);
    QCOMPARE(worn.count(), std::size_t{0});
    worn.body.lieStill(40, 75);
    QCOMPARE(worn.count(), std::size_t{1});
}

void TriggersOfTheHandsetTest::APhoneAtTheLegSaysNothingOfTheBody()
{
    for (std::uint64_t seed = 1; seed <= 20; ++seed) {
        Worn<ManDown> worn(Wearer::Carried::InTheTrousers, seed);
        QVERIFY2(
            !worn.alone.detector.knowsPosture(), qPrintable(QString::number(worn.alone.detector.swing())));
        worn.body.sitInVan(180);
        QCOMPARE(worn.count(), std::size_t{0});
    }
}

void TriggersOfTheHandsetTest::AHardFallIsNoticedInTenSeconds_data()
{
    QTest::addColumn<Wearer::Carried>("carried");
    QTest::newRow("at the belt") << Wearer::Carried::AtTheBelt;
    QTest::newRow("in the trousers") << Wearer::Carried::InTheTrousers;
}

void TriggersOfTheHandsetTest::AHardFallIsNoticedInTenSeconds()
{
    QFETCH(Wearer::Carried, carried);
    for (std::uint64_t seed = 1; seed <= 50; ++seed) {
        Worn<ManDown> worn(carried, seed);
        worn.body.fall();
        worn.body.lie(14);
        QCOMPARE(worn.count(), std::size_t{1});
    }
}

void TriggersOfTheHandsetTest::WhoWrithesOnTheGroundIsDownToo()
{
    for (std::uint64_t seed = 1; seed <= 20; ++seed) {
        Worn<ManDown> worn(Wearer::Carried::AtTheBelt, seed);
        worn.body.fall();
        worn.body.writhe(15);
        QCOMPARE(worn.count(), std::size_t{1});
    }
}

void TriggersOfTheHandsetTest::AFallWhileHeWalksTeachesNothing()
{
    Worn<ManDown> worn;
    const double before = worn.alone.detector.swing();
    worn.body.lieStill(3, 90); // from one step to the next
    QVERIFY(worn.alone.detector.knowsPosture());
    QCOMPARE_LE(worn.alone.detector.swing(), before + 0.5);
    worn.body.feed(Step{worn.body.now()}); // he tries to get up
    QVERIFY(worn.alone.detector.knowsPosture());
    QCOMPARE_LE(worn.alone.detector.swing(), before + 0.5);
}

void TriggersOfTheHandsetTest::WalkingWithThePhoneInHandTeachesNothing()
{
    Alone<ManDown> alone;
    alone.take(Circumstances{.at = kMorning, .duty = Duty::On});
    auto now = kMorning;
    const auto live = [&](std::chrono::seconds lasts, double y, double z, bool walking, bool using_) {
        for (int i = 0; i < lasts.count() * 50; ++i, now += 20ms) {
            alone.take(Acceleration{.at = now, .y = y, .z = z});
            if (walking && i % 25 == 0)
                alone.take(Step{now});
            if (using_ && i % 500 == 0)
                alone.take(Used{now});
        }
    };
    live(60s, 9.81, 0, true, false);  // at the belt
    live(60s, 0, 9.81, true, true);   // in his hand
    live(60s, 9.81, 0, false, false); // at the belt again, at a door
    QVERIFY(alone.firings.empty());
    live(35s, 0, 9.81, false, false);
    QCOMPARE(alone.firings.size(), std::size_t{1});
}

void TriggersOfTheHandsetTest::AHopOrASoftLandingIsNoFall()
{
    Worn<ManDown> worn;
    worn.body.tripInto(0.16, 60); // too short a flight
    worn.body.lieStill(25, 0);    // he stands stock-still
    worn.body.tripInto(0.4, 18);  // 2.1 g: no blow
    worn.body.lieStill(25, 0);
    QCOMPARE(worn.count(), std::size_t{0});
}

void TriggersOfTheHandsetTest::WhoGetsUpAfterAFallIsNotDown()
{
    Worn<ManDown> worn;
    worn.body.fall();
    worn.body.lie(6);
    worn.body.walk(20);
    worn.body.stand(60);
    QCOMPARE(worn.count(), std::size_t{0});
}

void TriggersOfTheHandsetTest::NobodyIsDownInABreakAtTheDepotOrOnTheCradle()
{
    Worn<ManDown> worn;
    const auto liesAndFalls = [&] {
        worn.body.lie(60);
        worn.body.fall();
        worn.body.lie(60);
    };
    worn.day(Duty::OnBreak);
    liesAndFalls();
    worn.day(Duty::Off);
    liesAndFalls();
    worn.day(Duty::On, true);
    liesAndFalls();
    worn.day(Duty::On, false, true);
    liesAndFalls();
    QCOMPARE(worn.count(), std::size_t{0});
    worn.day(Duty::On);
    worn.body.lie(40);
    QCOMPARE(worn.count(), std::size_t{1});
}

void TriggersOfTheHandsetTest::WhoRidesDoesNotLie()
{
    Worn<ManDown> worn;
    for (int i = 0; i < 60; ++i) { // the phone lies on the dashboard
        worn.body.feed(Place{.at = worn.body.now(), .fix = {.at = worn.body.now(), .speedCmS = 800}});
        worn.body.lieStill(1, 90);
    }
    QCOMPARE(worn.count(), std::size_t{0});
}

void TriggersOfTheHandsetTest::OneWhoStaysDownFiresOnce()
{
    Worn<ManDown> worn;
    worn.body.fall();
    worn.body.lie(600);
    QCOMPARE(worn.count(), std::size_t{1});
    worn.body.walk(60);
    worn.body.lie(40);
    QCOMPARE(worn.count(), std::size_t{2});
}

void TriggersOfTheHandsetTest::UsingThePhoneSaysThatHeIsUp()
{
    Worn<ManDown> worn;
    worn.body.use(300);
    worn.body.walk(60); // learns nothing for half a minute: then it is where it was
    worn.body.lie(40);
    QCOMPARE(worn.count(), std::size_t{1});
}

void TriggersOfTheHandsetTest::TwoMinutesOfStillnessFire()
{
    for (std::uint64_t seed = 1; seed <= 10; ++seed) {
        Worn<NoMovement> worn(Wearer::Carried::AtTheBelt, seed);
        const auto from = worn.body.now();
        worn.body.lieStill(130, 80);
        QCOMPARE(worn.count(), std::size_t{1});
        QVERIFY(worn.alone.firings[0] >= from + 119s && worn.alone.firings[0] <= from + 126s);
        worn.body.lieStill(600, 80); // and stays: once is enough
        QCOMPARE(worn.count(), std::size_t{1});
    }
}

void TriggersOfTheHandsetTest::NinetySecondsAtADoorDoNot()
{
    for (std::uint64_t seed = 1; seed <= 30; ++seed) {
        Worn<NoMovement> worn(Wearer::Carried::AtTheBelt, seed);
        for (int i = 0; i < 10; ++i) {
            worn.body.stand(90);
            worn.body.walk(4);
        }
        QCOMPARE(worn.count(), std::size_t{0});
    }
}

void TriggersOfTheHandsetTest::AnyMovementBeginsTheTwoMinutesAnew()
{
    Worn<NoMovement> worn;
    worn.body.lie(115);
    worn.body.feed(Used{worn.body.now()});
    worn.body.lie(115);
    worn.body.feed(Step{worn.body.now()});
    worn.body.lie(115);
    QCOMPARE(worn.count(), std::size_t{0});
}

void TriggersOfTheHandsetTest::BreakDepotAndCradleDoNotCount()
{
    Worn<NoMovement> worn;
    const auto rest = [&](Duty duty, bool atDepot, bool charging) {
        worn.day(duty, atDepot, charging);
        worn.body.layDown(1'200);
        worn.day(Duty::On);
        worn.body.layDown(110);
    };
    rest(Duty::OnBreak, false, false);
    rest(Duty::Off, false, false);
    rest(Duty::On, true, false);
    rest(Duty::On, false, true);
    QCOMPARE(worn.count(), std::size_t{0});
    worn.body.layDown(15);
    QCOMPARE(worn.count(), std::size_t{1});
}

void TriggersOfTheHandsetTest::ASensorThatFallsSilentCountsAsStillness()
{
    Worn<NoMovement> worn;
    worn.alone.look(worn.body.now() + 121s);
    QCOMPARE(worn.count(), std::size_t{1});

    Alone<NoMovement> never; // but one that was never heard is no sensor
    never.take(Circumstances{.at = kMorning, .duty = Duty::On});
    never.look(kMorning + 10h);
    QVERIFY(never.firings.empty());
}

void TriggersOfTheHandsetTest::AQuietRideIsAChangeOfPlace()
{
    Worn<NoMovement> worn;
    auto place = geo::positionOf(46.6, 2.3);
    for (int i = 0; i < 40; ++i) { // a smooth ride: nothing but the places tells of it
        place = geo::destination(place, 90, 60);
        worn.body.feed(Place{
            .at = worn.body.now(), .fix = {.at = worn.body.now(), .position = place, .accuracyDm = 60}});
        worn.body.lieStill(10, 0);
    }
    QCOMPARE(worn.count(), std::size_t{0});
}

void TriggersOfTheHandsetTest::AReceiversDriftIsNot()
{
    Alone<NoMovement> alone;
    GpsNoise receiver(7);
    alone.take(Circumstances{.at = kMorning, .duty = Duty::On});
    alone.take(Acceleration{.at = kMorning, .z = 9.81});
    for (auto at = kMorning; at <= kMorning + 120s; at += 10s)
        alone.take(Place{.at = at, .fix = receiver.blur({.at = at, .position = geo::positionOf(46.6, 2.3)})});
    QCOMPARE(alone.firings, std::vector{kMorning + 120s});
}

void TriggersOfTheHandsetTest::ACheckInFiresWhenItIsDue()
{
    Alone<CheckInMissed> timer;
    timer.take(CheckIn{.at = kMorning, .due = kMorning + 20min});
    timer.look(kMorning + 20min - 1ms);
    QVERIFY(timer.firings.empty());
    timer.take(CheckIn{.at = kMorning + 20min - 1ms, .due = kMorning + 40min}); // put off
    timer.look(kMorning + 30min);
    timer.take(CheckIn{.at = kMorning + 30min, .due = std::nullopt}); // disarmed
    timer.look(kMorning + 9h);
    QVERIFY(timer.firings.empty());
    timer.take(CheckIn{.at = kMorning + 9h, .due = kMorning + 10h});
    timer.look(kMorning + 12h);
    QCOMPARE(timer.firings, std::vector{kMorning + 10h});
}

void TriggersOfTheHandsetTest::AVisitFiresTenMinutesAfterItsPlannedEnd()
{
    Alone<VisitOverrun> visit;
    visit.take(VisitBegan{.at = kMorning, .atMost = 20min});
    visit.take(VisitEnded{.at = kMorning + 30min - 1ms});
    visit.look(kMorning + 2h);
    QVERIFY(visit.firings.empty());
    visit.take(VisitBegan{.at = kMorning + 2h, .atMost = 20min});
    visit.look(kMorning + 5h);
    QCOMPARE(visit.firings, std::vector{kMorning + 2h + 30min});
}

void TriggersOfTheHandsetTest::ATornLanyardFiresAfterTwoSeconds()
{
    Alone<TearOff> tie;
    tie.take(Circumstances{.at = kMorning, .duty = Duty::On});
    tie.take(Tie{.at = kMorning, .attached = true});
    tie.take(Tie{.at = kMorning + 1min, .attached = false});
    tie.look(kMorning + 1min + 1'999ms);
    QVERIFY(tie.firings.empty());
    tie.look(kMorning + 1min + 2s);
    QCOMPARE(tie.firings.size(), std::size_t{1});
    tie.look(kMorning + 1h); // it stays off: once is enough
    QCOMPARE(tie.firings.size(), std::size_t{1});
}

void TriggersOfTheHandsetTest::AFlutteringContactIsNoTear()
{
    Alone<TearOff> tie;
    tie.take(Circumstances{.at = kMorning, .duty = Duty::On});
    tie.take(Tie{.at = kMorning, .attached = true});
    auto at = kMorning + 1s;
    for (int i = 0; i < 1'000; ++i) { // off for 1.9 s, on for 0.1 s
        tie.take(Tie{.at = at, .attached = false});
        tie.take(Tie{.at = at + 1'900ms, .attached = true});
        at += 2s;
    }
    QVERIFY(tie.firings.empty());
    for (int i = 0; i < 30; ++i) { // torn, and its end brushes against the contact for 99 ms at a time
        tie.take(Tie{.at = at, .attached = false});
        tie.take(Tie{.at = at + 101ms, .attached = true});
        at += 200ms;
    }
    tie.take(Tie{.at = at, .attached = false});
    tie.look(at);
    QCOMPARE(tie.firings.size(), std::size_t{1});
}

void TriggersOfTheHandsetTest::WhatWasOpenedOffDutyIsNotTorn()
{
    const auto opened = [](Circumstances before) {
        Alone<TearOff> tie;
        before.at = kMorning;
        tie.take(before);
        tie.take(Tie{.at = kMorning, .attached = true});
        tie.take(Tie{.at = kMorning + 1min, .attached = false});
        tie.take(Circumstances{.at = kMorning + 2min, .duty = Duty::On});
        tie.look(kMorning + 1h);
        return tie.firings.size();
    };
    QCOMPARE(opened({.duty = Duty::On}), std::size_t{1});
    QCOMPARE(opened({.duty = Duty::Off}), std::size_t{0});
    QCOMPARE(opened({.duty = Duty::OnBreak}), std::size_t{0});
    QCOMPARE(opened({.duty = Duty::On, .atDepot = true}), std::size_t{0});
}

FACTEO_TEST(TriggersOfTheHandsetTest);
#include "triggers_test.moc"
