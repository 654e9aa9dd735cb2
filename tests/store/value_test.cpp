// SPDX-License-Identifier: Apache-2.0
#include "store/value.h"

#include "store/bits.h"
#include "support/registry.h"

#include <limits>

using namespace facteo;
using namespace facteo::store;

class ValueTest : public QObject
{
    Q_OBJECT

private slots:
    void WordsBecomeColumnsAndComeBack()
    {
        const protocol::Instant at(std::chrono::milliseconds(1'790'000'000'123));
        QCOMPARE(fromColumn<protocol::Instant>(toColumn(at)), at);
        QCOMPARE(fromColumn<protocol::AlertId>(toColumn(protocol::AlertId{(1ULL << 63) - 1})),
            protocol::AlertId{(1ULL << 63) - 1});
        QCOMPARE(fromColumn<protocol::HandsetId>(toColumn(protocol::HandsetId{"H-012"}))->text, "H-012");
        QCOMPARE(fromColumn<protocol::Duty>(toColumn(protocol::Duty::OnBreak)), protocol::Duty::OnBreak);
        QCOMPARE(fromColumn<bool>(toColumn(true)), true);
        const protocol::FrameId frame{{1, 2, 0, 255}};
        QVERIFY(fromColumn<protocol::FrameId>(toColumn(frame)) == frame);
        QVERIFY(toColumn(std::optional<std::uint8_t>()).isNull());
    }

    void EmptyIsNotNull()
    {
        QVERIFY(!toColumn(std::string_view("")).isNull());
        QVERIFY(!toColumn(std::span<const std::byte>()).isNull());
    }

    void WhatDoesNotFitIsNothing()
    {
        QVERIFY(!fromColumn<std::uint8_t>(QVariant(256)));
        QVERIFY(!fromColumn<std::uint32_t>(QVariant(-1)));
        QVERIFY(!fromColumn<std::int32_t>(QVariant(QStringLiteral("many"))));
        QVERIFY(!fromColumn<protocol::FrameId>(QVariant(QByteArray("short"))));
        QVERIFY(!fromColumn<protocol::Duty>(QVariant()));
    }

    void BitsComeBackInTheOrderTheyWent()
    {
        std::vector<std::byte> bytes;
        BitWriter to(bytes);
        to.varint(300);
        to.varint(std::numeric_limits<std::uint64_t>::max());
        to.bits(5, 3);
        to.bits(0, 0);
        to.bits((1ULL << 57) - 2, 57);
        to.align();
        BitReader from(bytes);
        QCOMPARE(from.varint(), 300u);
        QCOMPARE(from.varint(), std::numeric_limits<std::uint64_t>::max());
        QCOMPARE(from.bits(3), 5u);
        QCOMPARE(from.bits(57), (1ULL << 57) - 2);
        from.align();
        QVERIFY(from.atEnd());
        QCOMPARE(from.bits(8), 0u);
        QVERIFY(from.overran());
    }

    void ZigzagTurnsBothEndsAround()
    {
        for (const std::int64_t value : {std::int64_t{0}, std::int64_t{-1}, std::int64_t{1},
                 std::numeric_limits<std::int64_t>::min(), std::numeric_limits<std::int64_t>::max()})
            QCOMPARE(unzigzag(zigzag(value)), value);
        QCOMPARE(zigzag(-1), 1u);
        QCOMPARE(zigzag(1), 2u);
    }
};

FACTEO_TEST(ValueTest);

#include "value_test.moc"
