// SPDX-License-Identifier: Apache-2.0
#include "depot_fixture.h"
#include "support/registry.h"

#include <QTest>
#include <algorithm>

using namespace facteo;
using namespace facteo::tests;
using namespace std::chrono_literals;
using protocol::AskNear;
using protocol::Refusal;

namespace {

/// About the last ten minutes at the town hall.
AskNear atTheTownHall(const DepotFixture &depot, std::string purpose = "témoin d'un accident")
{
    return {.position = {466'000'000, 23'000'000},
        .radiusMetres = 100,
        .from = depot.clock - 10min,
        .to = depot.clock,
        .purpose = std::move(purpose)};
}

} // namespace

class NearTest : public QObject
{
    Q_OBJECT

private slots:
    void WhoIsNamedHasALineInHisLedgerAndNobodyElse()
    {
        DepotFixture depot;
        depot.onDuty(*depot.first);
        depot.onDuty(*depot.second);
        depot.at(*depot.first, 46.6005, 2.3);
        depot.at(*depot.second, 46.61, 2.3);
        depot.settle();
        const auto page = depot.asked<protocol::NearPage>(atTheTownHall(depot));
        QVERIFY(page);
        QCOMPARE(page->passes.size(), 1u);
        QCOMPARE(page->passes[0].handset.text, "H-001");
        QCOMPARE(page->passes[0].fixes, 1u);
        QVERIFY(page->passes[0].nearestDm > 550 && page->passes[0].nearestDm < 560);
        const auto looks = depot.factsOf<protocol::AccessFact>();
        QCOMPARE(looks.size(), 1u);
        QCOMPARE(looks[0].handset.text, "H-001");
        QCOMPARE(looks[0].purpose, "témoin d'un accident");
        QCOMPARE(looks[0].to - looks[0].from, 10min);
        QCOMPARE(depot.facts().back().by.text, "cmorel");
    }

    void EverybodyWhoIsNamedIsWritten()
    {
        DepotFixture depot;
        depot.onDuty(*depot.first);
        depot.onDuty(*depot.second);
        depot.at(*depot.first, 46.6005, 2.3);
        depot.at(*depot.second, 46.6002, 2.3);
        depot.settle();
        const auto page = depot.asked<protocol::NearPage>(atTheTownHall(depot));
        QVERIFY(page);
        QCOMPARE(page->passes.size(), 2u);
        QCOMPARE(page->passes[0].handset.text, "H-002"); // the nearest first
        QCOMPARE(depot.factsOf<protocol::AccessFact>().size(), 2u);
    }

    void WithoutAPurposeOrWithoutBoundsNothingIsSaid()
    {
        DepotFixture depot;
        depot.onDuty(*depot.first);
        depot.at(*depot.first, 46.6, 2.3);
        depot.settle();
        const auto refusal = [&](AskNear wish) {
            const auto refused = depot.asked<protocol::Refused>(std::move(wish));
            return refused ? refused->why : Refusal::AlreadyOpen;
        };
        auto long_ = atTheTownHall(depot);
        long_.from = long_.to - 25h;
        QCOMPARE(refusal(long_), Refusal::Malformed);
        auto backwards = atTheTownHall(depot);
        std::swap(backwards.from, backwards.to);
        QCOMPARE(refusal(backwards), Refusal::Malformed);
        QVERIFY(!depot.asked<protocol::NearPage>(atTheTownHall(depot, {})));
        QCOMPARE(refusal(atTheTownHall(depot, "\u00a0 ")), Refusal::PurposeRequired);
        QVERIFY(depot.factsOf<protocol::AccessFact>().empty());
    }

    void NobodyNearIsAnAnswerToo()
    {
        DepotFixture depot;
        const auto page = depot.asked<protocol::NearPage>(atTheTownHall(depot));
        QVERIFY(page);
        QVERIFY(page->passes.empty());
        const auto looks = depot.factsOf<protocol::AccessFact>();
        QCOMPARE(looks.size(), 1u); // nobody's ledger, but the record
        QVERIFY(looks[0].handset.empty());
        QCOMPARE(looks[0].purpose, "témoin d'un accident");
        QCOMPARE(depot.facts().back().by.text, "cmorel");
    }

    void NobodyStaysNobodyWhenTheQuestionComesTwice()
    {
        DepotFixture depot;
        depot.onDuty(*depot.first);
        auto wish = atTheTownHall(depot);
        wish.to += 1h;
        const auto frame = depot.console->sealed(
            protocol::Request{.by = {"cmorel"}, .operatorName = "C. Morel", .body = wish}, depot.clock);
        depot.console->sendBytes(protocol::Channel::Request, frame.bytes);
        depot.settle();
        depot.at(*depot.first, 46.6, 2.3); // he comes by after the question
        depot.settle();
        depot.console->forget();
        depot.console->sendBytes(protocol::Channel::Request, frame.bytes);
        depot.settle();
        const auto pages = depot.console->answer(frame.id);
        QCOMPARE(pages.size(), 1u);
        QVERIFY(std::get<protocol::NearPage>(pages.front().body).passes.empty());
        QCOMPARE(depot.factsOf<protocol::AccessFact>().size(), 1u);
    }

    void ASecondDeliveryTellsNobodyNew()
    {
        DepotFixture depot;
        depot.onDuty(*depot.first);
        depot.onDuty(*depot.second);
        depot.at(*depot.first, 46.6, 2.3);
        depot.settle();
        auto wish = atTheTownHall(depot);
        wish.to += 1h;
        const auto frame = depot.console->sealed(
            protocol::Request{.by = {"cmorel"}, .operatorName = "C. Morel", .body = wish}, depot.clock);
        depot.console->sendBytes(protocol::Channel::Request, frame.bytes);
        depot.settle();
        depot.at(*depot.second, 46.6, 2.3); // he comes by after the question
        depot.settle();
        for (const bool isKilled : {false, true}) {
            if (isKilled)
                depot.killHub();
            depot.console->forget();
            depot.console->sendBytes(protocol::Channel::Request, frame.bytes);
            depot.settle();
            const auto pages = depot.console->answer(frame.id);
            QCOMPARE(pages.size(), 1u);
            const auto &page = std::get<protocol::NearPage>(pages.front().body);
            QCOMPARE(page.passes.size(), 1u);
            QCOMPARE(page.passes[0].handset.text, "H-001");
            QCOMPARE(depot.factsOf<protocol::AccessFact>().size(), 1u);
        }
    }
};

FACTEO_TEST(NearTest);

#include "near_test.moc"
