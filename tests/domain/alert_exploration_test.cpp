// SPDX-License-Identifier: Apache-2.0
#include "every_alert.h"
#include "support/registry.h"

#include <deque>
#include <map>
#include <set>
#include <tuple>

using namespace facteo::domain;
using namespace facteo::protocol;
using namespace std::chrono_literals;

namespace {

/// An alert and what its past was: everything that a rule may depend on, and nothing else.
struct Node
{
    Alert alert;
    bool wasRaised = false;
    bool wasSilent = false;

    [[nodiscard]] auto key() const
    {
        return std::tuple(alert.state, alert.silent, alert.stoodDown, alert.owner, alert.offeredTo,
            alert.help.has_value(), alert.help && alert.help->late, alert.callBackTries, alert.outcome,
            alert.milestones.acknowledgedAt != Instant{}, wasRaised, wasSilent);
    }
};
using Key = decltype(Node().key());

Node after(const Node &from, Alert alert)
{
    const bool wasRaised = from.wasRaised || alert.state == AlertState::Raised;
    const bool wasSilent = from.wasSilent || alert.silent;
    return {.alert = std::move(alert), .wasRaised = wasRaised, .wasSilent = wasSilent};
}

/// Everything that two operators may wish, well said and badly said.
std::vector<AlertWish> wishes()
{
    const AlertHelp help{.who = "Marc Petit", .dueAt = kNow};
    const ClosingReport report{.cause = "a dog", .actions = "driven home"};
    std::vector<AlertWish> all;
    for (const auto &by : {kClaire, kMarc, OperatorId{}})
        for (const auto act : kAlertActs) {
            all.push_back({.act = act, .by = by});
            for (const auto outcome : {AlertOutcome::Injured, AlertOutcome::FalseAlarm})
                all.push_back({.act = act,
                    .by = by,
                    .outcome = outcome,
                    .reason = "because",
                    .to = by == kClaire ? kMarc : kClaire,
                    .toName = "the other",
                    .help = help,
                    .step = PlanStep::CallBack,
                    .report = report});
        }
    return all;
}

std::vector<Node> neighbours(const Node &node)
{
    std::vector<Node> all;
    for (const auto act : {AlertAct::Repeat, AlertAct::Cancel, AlertAct::Duress, AlertAct::SaySafe})
        if (next(node.alert.state, act))
            all.push_back(after(node, saidByPostman(node.alert, act, {}, kNow)));
    for (const auto act : {AlertAct::CountdownEnd, AlertAct::Lapse, AlertAct::LeaseEnd, AlertAct::Escalate})
        if (next(node.alert.state, act))
            all.push_back(after(node, passed(node.alert, act, kNow)));
    if (const auto due = dueOf(node.alert))
        all.push_back(after(node, passed(node.alert, due->act, kNow)));
    for (const auto &wish : wishes())
        if (!refusalOf(node.alert, wish, kNow))
            all.push_back(after(node, carriedOut(node.alert, wish, wish.by.text, kNow)));
    return all;
}

/// Whatever can be reached from the two ways in which an alert begins.
struct World
{
    std::map<Key, Node> nodes;
    std::map<Key, std::set<Key>> ways;

    World()
    {
        std::deque<Key> open;
        const auto meet = [&](const Node &node) {
            if (nodes.emplace(node.key(), node).second)
                open.push_back(node.key());
            return node.key();
        };
        for (const auto state : {AlertState::PreAlarm, AlertState::Raised}) {
            Alert alert;
            alert.id = AlertId{7};
            alert.state = state;
            alert.stateSince = kNow;
            meet(after({}, alert));
        }
        while (!open.empty()) {
            const auto from = open.front();
            open.pop_front();
            for (const auto &to : neighbours(nodes.at(from)))
                ways[from].insert(meet(to));
        }
    }

    [[nodiscard]] std::set<Key> whereOneCanReach(AlertState end) const
    {
        std::set<Key> good;
        for (const auto &[key, node] : nodes)
            if (node.alert.state == end)
                good.insert(key);
        for (bool grew = true; grew;) {
            grew = false;
            for (const auto &[from, tos] : ways)
                if (!good.contains(from) &&
                    std::ranges::any_of(tos, [&](const Key &to) { return good.contains(to); }))
                    grew = good.insert(from).second;
        }
        return good;
    }
};

const World &world()
{
    static const World all;
    return all;
}

} // namespace

class AlertExplorationTest : public QObject
{
    Q_OBJECT

private slots:
    void ReachesEveryState()
    {
        std::set<AlertState> met;
        for (const auto &[key, node] : world().nodes)
            met.insert(node.alert.state);
        QCOMPARE(met.size(), kAlertStates.size());
        qInfo("%zu situations, %zu of them with a way on", world().nodes.size(), world().ways.size());
    }

    void FromEverywhereThereIsAWayToTheEnd()
    {
        QCOMPARE(world().whereOneCanReach(AlertState::Closed).size(), world().nodes.size());
    }

    void NothingIsClosedThatWasRaisedAndNobodyAcknowledged()
    {
        for (const auto &[key, node] : world().nodes)
            if (node.alert.state == AlertState::Closed && node.wasRaised)
                QVERIFY(node.alert.milestones.acknowledgedAt != Instant{});
    }

    void NothingIsClosedWithoutAReport()
    {
        for (const auto &[key, node] : world().nodes)
            QCOMPARE(node.alert.report.has_value(), node.alert.state == AlertState::Closed);
    }

    void WhatIsLookedAfterHasAnOwnerAndWhatSoundsHasNone()
    {
        for (const auto &[key, node] : world().nodes) {
            const auto state = node.alert.state;
            if (isLeased(state) || awaitsReport(state))
                QVERIFY(!node.alert.owner.empty());
            if (isUnanswered(state) || state == AlertState::Acknowledged || state == AlertState::PreAlarm)
                QVERIFY(node.alert.owner.empty());
        }
    }

    void DuressIsForEverAndNeverAFalseAlarm()
    {
        for (const auto &[key, node] : world().nodes) {
            QCOMPARE(node.alert.silent, node.wasSilent);
            QVERIFY(!(node.alert.silent && node.alert.state == AlertState::FalseAlarm));
            if (node.alert.silent)
                QVERIFY(node.alert.outcome != AlertOutcome::FalseAlarm);
        }
    }

    void DuressNeverLeaksToTheHandset()
    {
        for (const auto &[key, node] : world().nodes) {
            const auto told = toldToHandset(node.alert);
            if (node.alert.silent)
                QVERIFY(told.ownerName.empty());
            if (node.alert.stoodDown)
                QCOMPARE(told, (Told{.state = AlertState::Cancelled, .ownerName = {}}));
            if (node.alert.silent && !node.alert.stoodDown)
                QVERIFY(told.state == AlertState::Raised || told.state == AlertState::Closed);
        }
    }

    /// Two postmen in the same situation, one types his normal code and the other his duress code: whatever
    /// is done about them next, their handsets are told the same.
    void BothCodesReadTheSameOnTheHandsetWhateverFollows()
    {
        for (const auto &[key, node] : world().nodes) {
            const auto &alert = node.alert;
            if (alert.silent || !next(alert.state, AlertAct::Duress))
                continue;
            const auto normal = alert.state == AlertState::PreAlarm ? AlertAct::Cancel : AlertAct::SaySafe;
            const auto calm = after(node, saidByPostman(alert, normal, {}, kNow));
            const auto forced = after(node, saidByPostman(alert, AlertAct::Duress, {}, kNow));
            const auto expected = toldToHandset(calm.alert);
            QCOMPARE(toldToHandset(forced.alert), expected);
            for (const auto &one : {calm, forced})
                for (const auto &two : neighbours(one)) {
                    if (two.alert.occurrences != alert.occurrences)
                        continue; // he pressed again, for all to see
                    QCOMPARE(toldToHandset(two.alert), expected);
                }
        }
    }
};

FACTEO_TEST(AlertExplorationTest);
#include "alert_exploration_test.moc"
