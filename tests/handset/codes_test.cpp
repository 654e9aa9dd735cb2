// SPDX-License-Identifier: Apache-2.0
#include "handset/triggers/codes.h"

#include "support/registry.h"

#include <format>
#include <random>

using namespace facteo::handset;

namespace {

constexpr CodeCost kCheap{.memoryKib = 8, .passes = 1};

Codes sample(std::uint64_t seed = 1)
{
    std::mt19937_64 random(seed);
    return *Codes::choose("4711", "8053", kCheap, [&] { return random(); });
}

} // namespace

class CodesTest : public QObject
{
    Q_OBJECT
private slots:
    void EachCodeIsKnownAndNothingElse();
    void BadPairsAreRefusedWithTheirReason_data();
    void BadPairsAreRefusedWithTheirReason();
    void TheTextSaysNeitherCodeAndComesBack();
    void DamagedTextIsNoCodes();
    void TheSameCodesLookDifferentOnTwoHandsets();
    void TheProductsCostIsWhatTheTextSays();
};

void CodesTest::EachCodeIsKnownAndNothingElse()
{
    const auto codes = sample();
    int wrong = 0;
    for (int number = 0; number < 10'000; ++number) {
        const auto typed = std::format("{:04}", number);
        const auto kind = codes.judge(typed);
        wrong += kind == CodeKind::Wrong ? 1 : 0;
        if (number == 4711)
            QCOMPARE(kind, CodeKind::Normal);
        if (number == 8053)
            QCOMPARE(kind, CodeKind::Duress);
    }
    QCOMPARE(wrong, 9'998);
    for (const std::string_view typed : {"", "471", "47110", "4711 ", "80530", "abcd"})
        QCOMPARE(codes.judge(typed), CodeKind::Wrong);
    QCOMPARE(codes.judge(std::string(100'000, '4')), CodeKind::Wrong);
}

void CodesTest::BadPairsAreRefusedWithTheirReason_data()
{
    QTest::addColumn<std::string>("normal");
    QTest::addColumn<std::string>("duress");
    QTest::addColumn<int>("fault"); // -1: taken
    const auto row = [](const char *name, const char *normal, const char *duress, CodeError fault) {
        QTest::newRow(name) << std::string(normal) << std::string(duress) << static_cast<int>(fault);
    };
    QTest::newRow("taken") << std::string("4711") << std::string("8053") << -1;
    QTest::newRow("eight digits") << std::string("47110815") << std::string("80539921") << -1;
    row("three digits", "471", "805", CodeError::TooShort);
    row("nine digits", "471108150", "805399210", CodeError::TooLong);
    row("letters", "47a1", "8053", CodeError::NotDigits);
    row("other digits", "４７", "8053", CodeError::NotDigits);
    row("duress with a space", "4711", "805 ", CodeError::NotDigits);
    row("one digit throughout", "0000", "8053", CodeError::TooSimple);
    row("a run up", "4711", "2345", CodeError::TooSimple);
    row("a run down", "9876", "4711", CodeError::TooSimple);
    row("another length", "4711", "80539", CodeError::LengthsDiffer);
    row("the same", "4711", "4711", CodeError::Same);
    row("one more", "4711", "4712", CodeError::TooAlike);
    row("one more with carries", "1999", "2000", CodeError::TooAlike);
    row("one less with carries", "3000", "2999", CodeError::TooAlike);
    row("reversed", "4718", "8174", CodeError::TooAlike);
    row("one digit mistyped", "4711", "4781", CodeError::TooAlike);
    row("two digits swapped", "4781", "4871", CodeError::TooAlike);
}

void CodesTest::BadPairsAreRefusedWithTheirReason()
{
    QFETCH(std::string, normal);
    QFETCH(std::string, duress);
    QFETCH(int, fault);
    const auto codes = Codes::choose(normal, duress, kCheap);
    QCOMPARE(codes ? -1 : static_cast<int>(codes.error()), fault);
}

void CodesTest::TheTextSaysNeitherCodeAndComesBack()
{
    const auto codes = sample();
    const auto text = codes.toText();
    QVERIFY(text.ends_with('\n'));
    const auto again = Codes::fromText(text);
    QVERIFY(again.has_value());
    QVERIFY(*again == codes);
    QCOMPARE(again->judge("8053"), CodeKind::Duress);
    std::string digests = text.substr(text.find(' ', text.find("8 1 ") + 4));
    QVERIFY(!digests.contains("34373131")); // "4711" in hexadecimal
}

void CodesTest::DamagedTextIsNoCodes()
{
    const auto text = sample().toText();
    for (std::size_t length = 0; length + 1 < text.size(); ++length)
        QVERIFY(!Codes::fromText(text.substr(0, length)));
    for (std::size_t i = 0; i + 1 < text.size(); ++i) {
        auto damaged = text;
        damaged[i] = 'z';
        QVERIFY2(!Codes::fromText(damaged), damaged.c_str());
    }
    auto greedy = text;
    greedy.replace(greedy.find(" 8 1 "), 5, " 4000000000 1 "); // would ask for 4 TB
    QVERIFY(!Codes::fromText(greedy));
}

void CodesTest::TheSameCodesLookDifferentOnTwoHandsets()
{
    QVERIFY(sample(1).toText() != sample(2).toText());
}

void CodesTest::TheProductsCostIsWhatTheTextSays()
{
    const auto codes = Codes::choose("4711", "8053");
    QVERIFY(codes.has_value());
    QVERIFY(codes->toText().starts_with("facteo-codes-1 19456 2 "));
    QCOMPARE(codes->judge("4711"), CodeKind::Normal);
}

FACTEO_TEST(CodesTest);
#include "codes_test.moc"
