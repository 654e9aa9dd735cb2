// SPDX-License-Identifier: Apache-2.0
#include "protocol/sender_session.h"

#include "protocol/samples.h"
#include "protocol/sequence_watch.h"
#include "support/registry.h"

#include <set>

using namespace facteo;
using namespace facteo::protocol;
using namespace facteo::tests;

class SenderSessionTest : public QObject
{
    Q_OBJECT

private slots:
    void NumbersEveryFrameAndSignsWhatMustBe()
    {
        SenderSession session({"H-012"}, goldenKey());
        std::uint32_t expected = 0;
        std::set<FrameId> ids;
        for (const auto &one : samples()) {
            const auto sealed = session.seal(one.envelope.body, kMorning, expected % 2 == 1);
            const auto opened = open(sealed.bytes);
            QVERIFY(opened.has_value());
            const auto &envelope = opened->envelope;
            QVERIFY(envelope.body == one.envelope.body);
            QVERIFY(envelope.id == sealed.id);
            QCOMPARE(envelope.sequence, expected);
            QCOMPARE(envelope.session, session.session());
            QCOMPARE(envelope.exercise, expected % 2 == 1);
            QCOMPARE(opened->isSignedBy(goldenKey().publicKey()), mustBeSigned(opened->kind()));
            ids.insert(envelope.id);
            ++expected;
        }
        QCOMPARE(ids.size(), std::size_t{expected});
    }

    void GoesThroughTheWrap()
    {
        SenderSession session({"H-012"}, goldenKey());
        session.continueAt(0xffff'ffff);
        SequenceWatch watch;
        for (int i = 0; i < 3; ++i) {
            const auto opened = open(session.seal(Goodbye{}, kMorning).bytes);
            watch.note(opened->envelope.session, opened->envelope.sequence);
        }
        QCOMPARE(session.nextSequence(), 2U);
        QCOMPARE(watch.missing(), 0U);
        QCOMPARE(watch.duplicates(), 0U);
    }

    void TheWillTakesNoNumber()
    {
        SenderSession session({"H-012"}, goldenKey());
        const auto will = open(session.sealWill(kMorning).bytes);
        QCOMPARE(std::get<Goodbye>(will->envelope.body).clean, false);
        QCOMPARE(session.nextSequence(), 0U);
        const auto first = open(session.seal(Goodbye{}, kMorning).bytes);
        QVERIFY(first->envelope.id != will->envelope.id);
    }

    void EachStartIsASessionOfItsOwn()
    {
        QVERIFY(SenderSession({"H-012"}, goldenKey()).session() !=
                SenderSession({"H-012"}, goldenKey()).session());
    }

    void RandomIdsStayInTheirRange()
    {
        for (int i = 0; i < 1'000; ++i) {
            QVERIFY(std::to_underlying(randomAlertId()) - 1 < (1ULL << 63) - 1);
            QVERIFY(randomSession() != 0);
        }
        int calls = 0;
        const RandomBits bits = [&]() -> std::uint64_t { return calls++ == 0 ? 1ULL << 63 : 5; };
        QCOMPARE(randomTaskId(bits), TaskId{5}); // what would be 0 is drawn again
    }
};

FACTEO_TEST(SenderSessionTest);
#include "sender_session_test.moc"
