// SPDX-License-Identifier: Apache-2.0
#include "protocol/frame.h"

#include "protocol/drawn.h"
#include "protocol/samples.h"
#include "support/registry.h"

#include <map>
#include <utility>

using namespace facteo;
using namespace facteo::protocol;
using namespace facteo::tests;

namespace {

/// A frame whose envelope ends with these bytes.
std::vector<std::byte> withInEnvelope(std::vector<std::byte> frame, std::string_view more)
{
    // Good for samples of up to 127 bytes, whose length takes one byte.
    frame[1] = static_cast<std::byte>(std::to_integer<std::size_t>(frame[1]) + more.size());
    const auto bytes = std::as_bytes(std::span(more));
    frame.insert(frame.end(), bytes.begin(), bytes.end());
    return frame;
}

} // namespace

class Frame : public QObject
{
    Q_OBJECT

private slots:
    void TheSignatureIsOfTheSenderAndNobodyElse()
    {
        const auto opened = open(sealed(sample("alert_report")));
        QVERIFY(opened->isSigned());
        QVERIFY(opened->isSignedBy(goldenKey().publicKey()));
        QVERIFY(!opened->isSignedBy(SigningKey::generate().publicKey()));
    }

    void AnUnsignedFrameIsSignedByNobody()
    {
        const auto opened = open(seal(sample("alert_report"), nullptr));
        QVERIFY(opened.has_value());
        QVERIFY(!opened->isSigned());
        QVERIFY(!opened->isSignedBy(goldenKey().publicKey()));
    }

    void ASignatureForAnotherPurposeIsNoSignature()
    {
        // Signed with the right key, but without the domain in front.
        auto frame = seal(sample("goodbye"), nullptr);
        const auto signature = goldenKey().sign(std::span(frame).subspan(2));
        frame.push_back(std::byte{0x12});
        frame.push_back(std::byte{64});
        const auto bytes = std::as_bytes(std::span(signature));
        frame.insert(frame.end(), bytes.begin(), bytes.end());
        const auto opened = open(frame);
        QVERIFY(opened && opened->isSigned());
        QVERIFY(!opened->isSignedBy(goldenKey().publicKey()));
    }

    void NoFlippedBitVerifies()
    {
        const auto good = sealed(sample("alert_report"));
        const auto key = goldenKey().publicKey();
        for (std::size_t bit = 0; bit < good.size() * 8; ++bit) {
            auto frame = good;
            frame[bit / 8] ^= static_cast<std::byte>(1 << (bit % 8));
            const auto opened = open(frame);
            QVERIFY2(!opened || !opened->isSignedBy(key), std::to_string(bit).c_str());
        }
    }

    void NoTruncatedFrameIsTakenForAWholeOne()
    {
        for (const auto &one : samples()) {
            const auto good = sealed(one.envelope);
            for (std::size_t length = 0; length < good.size(); ++length) {
                const auto opened = open(std::span(good).first(length));
                // What is cut off may be the signature, and nothing but the signature.
                QVERIFY(!opened || (!opened->isSigned() && opened->envelope == one.envelope));
            }
        }
    }

    void UnknownFieldsAreNoFault()
    {
        const auto frame = withInEnvelope(sealed(sample("goodbye")), {"\x98\x06\x01", 3}); // field 99
        // Bodies are numbered from 10 on; a known one beside it wins.
        const auto opened = open(frame);
        QVERIFY(opened.has_value());
        QVERIFY(opened->envelope == sample("goodbye"));
    }

    void AnUnknownBodyIsCountedAndItsSenderKnown()
    {
        auto envelope = sample("goodbye");
        envelope.body = Goodbye{.clean = false}; // an empty message: tag 0x7a (field 15), length 0
        auto frame = sealed(envelope);
        QCOMPARE(frame[frame.size() - 2], std::byte{0x7a});
        frame.resize(frame.size() - 2);
        frame[1] = static_cast<std::byte>(std::to_integer<int>(frame[1]) - 2);
        QCOMPARE(open(frame).error(), Fault::MissingField);

        frame = withInEnvelope(frame, {"\xe2\x07\x00", 3}); // field 124, empty message
        QCOMPARE(open(frame).error(), Fault::UnknownBody);
        const auto heading = peek(frame);
        QVERIFY(heading.has_value());
        QVERIFY(heading->sender == envelope.sender);
        QVERIFY(heading->id == envelope.id);
        QCOMPARE(heading->bodyField, 124U);
        QVERIFY(explain(frame).contains("field 124"));
    }

    void PeekSeesWhatOpenSees()
    {
        for (const auto &one : samples()) {
            const auto heading = peek(sealed(one.envelope));
            QVERIFY(heading.has_value());
            const Heading expected{.version = 1,
                .id = one.envelope.id,
                .sender = one.envelope.sender,
                .sentAt = one.envelope.sentAt,
                .session = one.envelope.session,
                .sequence = one.envelope.sequence,
                .exercise = one.envelope.exercise,
                .bodyField = std::to_underlying(kindOf(one.envelope.body))};
            QVERIFY(*heading == expected);
        }
    }

    void TooLongIsRefusedUnread()
    {
        const std::vector<std::byte> bytes(kMaxFrameBytes + 1);
        QCOMPARE(open(bytes).error(), Fault::TooLarge);
        QVERIFY(!peek(bytes));
    }

    void NothingIsNoFrame()
    {
        QCOMPARE(open({}).error(), Fault::MissingField);
        QVERIFY(!peek({}));
    }

    void TenThousandMalformedFramesAreRefusedOneByOne()
    {
        Drawn drawn(10'000);
        std::vector<std::vector<std::byte>> good;
        for (const auto &one : samples())
            good.push_back(seal(one.envelope, nullptr));

        std::map<Fault, int> counted;
        int frames = 0;
        while (frames < 10'000) {
            std::vector<std::byte> frame;
            if (drawn.below(4) == 0) { // noise
                frame.resize(drawn.below(300));
                std::ranges::generate(frame, [&] { return static_cast<std::byte>(drawn.bits()); });
            } else { // something real, spoilt in up to eight places
                frame = good[drawn.below(good.size())];
                for (auto left = 1 + drawn.below(8); left > 0; --left)
                    frame[drawn.below(frame.size())] = static_cast<std::byte>(drawn.bits());
                if (drawn.coin())
                    frame.resize(drawn.below(frame.size()));
            }
            const auto opened = open(frame);
            if (opened) // still a frame, with other words in it: not what is tested here
                continue;
            ++frames;
            ++counted[opened.error()];
            QVERIFY(!explain(frame).empty());
        }
        QVERIFY(counted[Fault::Malformed] > 1'000);
        QVERIFY(counted[Fault::OutOfRange] > 0);
        QVERIFY(counted[Fault::MissingField] > 0);
    }

    void EveryBodyTravelsOnItsChannelOnly()
    {
        for (const auto &rule : kBodyRules) {
            int channels = 0;
            for (auto channel = std::to_underlying(Channel::Position);
                channel <= std::to_underlying(Channel::Overview); ++channel)
                channels += mayTravelOn(Channel{channel}, rule.kind);
            QCOMPARE(channels, rule.kind == BodyKind::Goodbye ? 2 : 1);
        }
        QVERIFY(!mayTravelOn(Channel::Up, BodyKind::Receipt));
        QVERIFY(!mayTravelOn(Channel::Position, BodyKind::AlertReport));
    }

    void AlertsCommandsAndProofsMustBeSigned()
    {
        using enum BodyKind;
        for (const auto kind : {AlertReport, TaskReport, CommandReport, TaskOrder, CommandOrder, Receipt,
                 AlertNews, FactNotice, Request, Response})
            QVERIFY(mustBeSigned(kind));
        for (const auto kind : {PositionReport, StateReport, Goodbye, Picture, HubHeartbeat, Overview})
            QVERIFY(!mustBeSigned(kind));
    }
};

FACTEO_TEST(Frame);
#include "frame_test.moc"
