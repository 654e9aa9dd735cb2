// SPDX-License-Identifier: Apache-2.0
#include "protocol/chain.h"

#include "protocol/samples.h"
#include "support/registry.h"

#include <QCryptographicHash>
#include <facteo.pb.h>

using namespace facteo;
using namespace facteo::protocol;
using namespace facteo::tests;

namespace {

std::vector<Fact> log()
{
    std::vector<Fact> out;
    Hash previous{};
    for (std::uint64_t number = 1; number <= 20; ++number) {
        out.push_back(factOf(number, DutyFact{.handset = {"H-012"}, .duty = Duty::On}, previous));
        previous = out.back().hash;
    }
    return out;
}

/// By the book, not by our own function.
Hash sha256(const Fact &fact)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    hash.addData(QByteArrayView(fact.previous.data(), fact.previous.size()));
    hash.addData(QByteArrayView(fact.content.data(), qsizetype(fact.content.size())));
    Hash out;
    std::ranges::copy(hash.result(), out.begin());
    return out;
}

ChainBreak breakOf(const std::vector<Fact> &facts)
{
    return verifyChain(facts).error();
}

} // namespace

class Chain : public QObject
{
    Q_OBJECT

    using Kind = ChainBreak::Kind;

private slots:
    void AnIntactLogVerifiesFromAnywhere()
    {
        const auto facts = log();
        for (std::size_t first = 0; first <= facts.size(); ++first)
            QVERIFY(verifyChain(std::span(facts).subspan(first)).has_value());
    }

    void EveryChangeIsFoundWhereItIs()
    {
        auto facts = log();
        facts[6].content.back() ^= std::byte{1};
        QVERIFY(breakOf(facts) == (ChainBreak{7, Kind::WrongHash}));

        facts = log();
        facts.erase(facts.begin() + 6);
        QVERIFY(breakOf(facts) == (ChainBreak{8, Kind::NumberMissing}));

        facts = log();
        facts[6] = factOf(7, DutyFact{.handset = {"H-013"}}, facts[5].hash); // rewritten and hashed again
        QVERIFY(breakOf(facts) == (ChainBreak{8, Kind::WrongPrevious}));

        facts = log();
        facts[0] = factOf(1, DutyFact{.handset = {"H-012"}}, Hash{9});
        QVERIFY(breakOf(facts) == (ChainBreak{1, Kind::WrongPrevious}));

        facts = log();
        auto stranger = facts[6];
        stranger.depot = {"D-OTHER"};
        facts[6] = chained(stranger, facts[5].hash);
        QVERIFY(breakOf(facts) == (ChainBreak{7, Kind::OtherDepot}));
    }

    void NoFlippedBitOfAnEncodedFactIsAccepted()
    {
        const auto fact = log().front();
        const auto good = encodeFact(fact);
        QVERIFY(decodeFact(good) == fact);
        for (std::size_t bit = 0; bit < good.size() * 8; ++bit) {
            auto bytes = good;
            bytes[bit / 8] ^= static_cast<std::byte>(1 << (bit % 8));
            QVERIFY2(!decodeFact(bytes).has_value(), std::to_string(bit).c_str());
        }
    }

    void WhatANewerHubRecordedSurvivesUs()
    {
        // Its content has a field 99 that we do not know: read, told again, still the same bytes and hash.
        auto fact = log().front();
        for (const auto byte : {0x98, 0x06, 0x01})
            fact.content.push_back(static_cast<std::byte>(byte));
        fact.hash = sha256(fact);
        const auto stored = encodeFact(fact);
        const auto read = decodeFact(stored);
        QVERIFY(read.has_value());
        QVERIFY(read->body == fact.body);
        QCOMPARE(encodeFact(*read), stored);
        QVERIFY(hashFits(*read));
    }

    void AFactOfAKindUnknownHereSaysSo()
    {
        wire::FactContent content;
        content.set_depot("D");
        content.set_number(1);
        content.set_at_ms(1);
        const auto bytes = content.SerializeAsString() + std::string("\xe2\x07\x00", 3); // field 124
        const auto view = std::as_bytes(std::span(bytes));
        Fact fact;
        fact.content.assign(view.begin(), view.end());
        fact.hash = sha256(fact);
        const auto read = decodeFact(encodeFact(fact));
        QVERIFY(read.has_value());
        QCOMPARE(read->number, 1u);
        QCOMPARE(std::get<UnreadableFact>(read->body).why, Fault::UnknownBody);
        QCOMPARE(encodeFact(*read), encodeFact(fact)); // and is passed on as it came
    }

    void AFactWithAFieldOutOfRangeDoesNotEndTheChain()
    {
        Alert alert{.id = AlertId{7}, .number = 1, .handset = {"H-012"}, .reason = {}};
        alert.lastFix = Fix{.at = kMorning, .position = {1, 1}, .accuracyDm = Fix::kMostAccuracyDm + 1};
        const auto bad = factOf(1, AlertFact{.act = AlertAct::Raise, .after = alert, .note = {}}, {});
        const auto read = decodeFact(encodeFact(bad));
        QVERIFY(read.has_value());
        QCOMPARE(std::get<UnreadableFact>(read->body).field, std::string("Fix.accuracy_dm"));
        const auto next = factOf(2, DutyFact{.handset = {"H-012"}}, bad.hash);
        QVERIFY(verifyChain(std::vector{*read, decodeFact(encodeFact(next)).value()}));
    }
};

FACTEO_TEST(Chain);
#include "chain_test.moc"
