// SPDX-License-Identifier: Apache-2.0
#include "console/conversation.h"
#include "console/sample_depot.h"
#include "protocol/chain.h"
#include "protocol/pages.h"
#include "support/registry.h"
#include "transport/loopback.h"

using namespace facteo;
using namespace facteo::console;
using namespace facteo::protocol;
using namespace std::chrono_literals;

namespace {

const DepotId kDepot{"D-BRANCELLE"};

/// A hub that only remembers: a log, a snapshot, and what it was asked.
class ToyHub
{
public:
    ToyHub(transport::LoopbackBroker &broker, SigningKey key)
        : m_transport(broker), m_voice({"hub"}, std::move(key))
    {
        m_transport.onMessage([this](transport::Message &&message) { onMessage(message); });
        m_transport.onLink([](const transport::LinkState &) {});
        for (const auto &subscription : hubSubscriptions(kDepot))
            m_transport.subscribe(subscription.filter, transport::Qos::AtLeastOnce);
        m_transport.start();
    }

    Fact record(const FactBody &body)
    {
        Fact fact{.depot = kDepot,
            .number = log.size() + 1,
            .at = now,
            .sender = {"H-001"},
            .by = {},
            .cause = {},
            .body = body};
        log.push_back(chained(std::move(fact), log.empty() ? Hash{} : log.back().hash));
        return log.back();
    }
    void tell(const Fact &fact) { publish(factsTopic(kDepot), FactNotice{fact}); }
    void beat()
    {
        HubStatus status{.at = now, .startedAt = now, .depot = kDepot, .lastFact = log.size()};
        status.handsetsLive = 40;
        publish(hubTopic(kDepot), HubHeartbeat{status});
    }
    void show(std::vector<HandsetPicture> handsets)
    {
        publish(pictureTopic(kDepot), Picture{.at = now, .whole = false, .handsets = std::move(handsets)});
    }
    void answer(const FrameId &request, ResponseBody body)
    {
        for (auto &page : responsesTo(request, std::move(body)))
            publish(replyTopic(kDepot, {"console-1"}), page);
    }

    Instant now = tests::kNow;
    std::vector<Fact> log;
    Snapshot snapshot;
    bool silent = false;
    bool refusesSnapshot = false;
    std::vector<RequestBody> asked;
    std::vector<FrameId> unanswered;

private:
    void publish(const std::string &topic, Body body)
    {
        auto sealed = m_voice.seal(std::move(body), now);
        const auto taken = m_transport.publish(topic, std::move(sealed.bytes), transport::Qos::AtLeastOnce);
        QVERIFY(taken.has_value());
    }

    void onMessage(const transport::Message &message)
    {
        const auto opened = open(message.payload);
        QVERIFY(opened.has_value());
        const auto *request = std::get_if<Request>(&opened->envelope.body);
        QVERIFY(request);
        asked.push_back(request->body);
        if (silent)
            return;
        if (refusesSnapshot && std::holds_alternative<AskSnapshot>(request->body)) {
            answer(opened->envelope.id, Refused{.why = Refusal::NotAllowed, .detail = {}});
        } else if (std::holds_alternative<AskSnapshot>(request->body)) {
            snapshot.upToFact = log.size();
            answer(opened->envelope.id, snapshot);
        } else if (const auto *facts = std::get_if<AskFacts>(&request->body)) {
            FactPage page;
            for (const auto &fact : log)
                if (fact.number > facts->after && page.facts.size() < facts->atMost)
                    page.facts.push_back(fact);
            answer(opened->envelope.id, page);
        } else {
            unanswered.push_back(opened->envelope.id);
        }
    }

    transport::LoopbackTransport m_transport;
    SenderSession m_voice;
};

/// A console and its hub with a broker between them that loses what it is told to lose.
struct Line
{
    tests::SampleDepot depot{tests::kNow};
    SigningKey hubKey = SigningKey::generate();
    transport::LoopbackBroker broker{11};
    ToyHub hub{broker, hubKey};
    transport::LoopbackTransport way{broker};
    Conversation talk;
    std::vector<std::uint64_t> applied;
    std::optional<Snapshot> snapshot;
    LinkState link = LinkState::Starting;
    Link lastLink;
    Instant now = tests::kNow;

    Line()
        : talk({.depot = kDepot,
                   .console = {"console-1"},
                   .hub = {"hub"},
                   .hubKey = hubKey.publicKey(),
                   .by = {"cmorel"},
                   .operatorName = "Claire Morel"},
              SigningKey::generate(), [this](std::string topic, std::vector<std::byte> frame) {
                  return way.publish(std::move(topic), std::move(frame), transport::Qos::AtLeastOnce)
                      .has_value();
              })
    {
        hub.snapshot = depot.snapshot();
        way.onMessage([this](transport::Message &&message) { talk.onMessage(message, now); });
        way.onLink([this](const transport::LinkState &state) { talk.onLink(state, now); });
        for (const auto &subscription : talk.subscriptions())
            way.subscribe(subscription.filter, transport::Qos::AtLeastOnce);
    }

    void connect()
    {
        way.start();
        settle();
    }
    /// Time passes in steps of 100 ms; the hub beats once a second unless it is `dead`.
    void pass(std::chrono::milliseconds length, bool dead = false)
    {
        for (auto left = length; left > 0ms; left -= 100ms) {
            now += 100ms;
            hub.now = now;
            if (!dead && now.time_since_epoch() % 1s == 0ms)
                hub.beat();
            talk.tick(now);
            settle();
        }
    }
    void settle()
    {
        broker.settle();
        take();
    }
    void take()
    {
        auto news = talk.takeNews();
        if (news.snapshot) {
            snapshot = std::move(news.snapshot);
            applied.clear();
        }
        for (const auto &fact : news.facts)
            applied.push_back(fact.number);
        if (news.link) {
            link = news.link->state;
            lastLink = *news.link;
        }
    }
    FactBody alertFact() { return AlertFact{AlertAct::Raise, depot.alert(3, AlertState::Raised), {}}; }
};

} // namespace

class ConversationTest : public QObject
{
    Q_OBJECT

private slots:
    void StartsWithASnapshotAndGoesOnWithFacts()
    {
        Line line;
        line.hub.record(line.alertFact());
        line.connect();
        line.pass(1s);
        QVERIFY(line.snapshot.has_value());
        QCOMPARE(line.snapshot->roster.postmen.size(), 69U);
        line.hub.tell(line.hub.record(line.alertFact()));
        line.settle();
        QCOMPARE(line.applied, std::vector<std::uint64_t>{2});
        line.hub.show({});
        line.pass(200ms);
        QCOMPARE(line.link, LinkState::Live);
    }

    void AnAlertDoesNotWaitForTheBatch()
    {
        Line line;
        line.connect();
        line.pass(1s);
        QVERIFY(!line.talk.urgent());
        line.hub.tell(line.hub.record(line.alertFact()));
        line.broker.settle();
        QVERIFY(line.talk.urgent());
    }

    void ALostFactIsFetchedAndNothingIsAppliedTwice()
    {
        Line line;
        line.connect();
        line.pass(1s);
        line.hub.record(line.alertFact()); // told to nobody
        line.hub.tell(line.hub.record(line.alertFact()));
        line.pass(2s);
        QCOMPARE(line.applied, (std::vector<std::uint64_t>{1, 2}));
    }

    void ALossyBrokerLeavesNoGap()
    {
        Line line;
        line.connect();
        line.pass(1s);
        line.broker.setFaults({.drop = 0.3, .duplicate = 0.2, .reorder = 0.3, .delaySteps = 4});
        for (int i = 0; i < 60; ++i) {
            line.hub.tell(line.hub.record(line.alertFact()));
            line.pass(300ms);
        }
        line.broker.setFaults({});
        line.pass(12s);
        std::vector<std::uint64_t> all(60);
        std::ranges::iota(all, 1);
        QCOMPARE(line.applied, all);
    }

    void ABrokerThatDiesIsSaidAndTheConsoleCatchesUp()
    {
        Line line;
        line.connect();
        line.pass(1s);
        line.way.sever();
        line.settle();
        QCOMPARE(line.link, LinkState::BrokerUnreachable);
        line.hub.record(line.alertFact());
        line.pass(3s, true);
        line.way.start();
        line.pass(2s);
        line.hub.show({});
        line.pass(200ms);
        QCOMPARE(line.link, LinkState::Live);
        QCOMPARE(line.applied, std::vector<std::uint64_t>{1});
    }

    void ASilentHubIsSaidWithinFiveSecondsAndFoundAgain()
    {
        Line line;
        line.connect();
        line.pass(2s);
        line.pass(4s, true);
        QCOMPARE(line.link, LinkState::HubSilent);
        line.pass(1s);
        line.hub.show({});
        line.pass(200ms);
        QCOMPARE(line.link, LinkState::Live);
    }

    void ABrokerThatIsBackIsNoHubThatIsBack()
    {
        Line line;
        line.connect();
        line.pass(1s);
        line.hub.show({});
        line.pass(200ms);
        QCOMPARE(line.link, LinkState::Live);
        const auto lastWord = line.now;
        line.hub.silent = true;
        line.pass(300ms, true);
        line.way.sever();
        line.settle();
        QCOMPARE(line.link, LinkState::BrokerUnreachable);
        QVERIFY(line.lastLink.since <= lastWord);
        line.pass(2s, true);
        line.way.start();
        line.pass(500ms, true);
        QCOMPARE(line.link, LinkState::Catching);
        line.pass(3s, true);
        QCOMPARE(line.link, LinkState::HubSilent);
        QVERIFY(line.lastLink.since <= lastWord);
        line.pass(1s);
        line.hub.show({});
        line.pass(200ms);
        QCOMPARE(line.link, LinkState::Live);
    }

    void ARefusedCertificateIsSaidWithItsReason()
    {
        Line line;
        line.talk.onLink({.link = transport::Link::Refused, .reason = "certificate revoked"}, line.now);
        line.take();
        QCOMPARE(line.link, LinkState::BrokerRefuses);
        QCOMPARE(line.lastLink.reason, std::string("certificate revoked"));
        line.talk.onLink({.link = transport::Link::Lost, .reason = "no route"}, line.now);
        line.take();
        QCOMPARE(line.link, LinkState::BrokerUnreachable);
    }

    void ARefusedSnapshotIsSaidAndAskedForEverMoreRarely()
    {
        Line line;
        line.hub.refusesSnapshot = true;
        line.connect();
        line.pass(20s);
        QCOMPARE(line.link, LinkState::Catching);
        QVERIFY(line.lastLink.refusal == Refusal::NotAllowed);
        QVERIFY2(line.hub.asked.size() <= 6, qPrintable(QString::number(line.hub.asked.size())));
        for (int i = 0; i < 3'000; ++i)
            line.hub.tell(line.hub.record(line.alertFact()));
        line.hub.refusesSnapshot = false;
        line.pass(40s);
        QVERIFY(line.snapshot.has_value());
        QVERIFY(!line.lastLink.refusal);
        QCOMPARE(line.link, LinkState::FeedFrozen);
    }

    void AFrozenPictureIsSaidWithinFiveSeconds()
    {
        Line line;
        line.connect();
        line.pass(1s);
        line.hub.show({});
        line.pass(200ms);
        QCOMPARE(line.link, LinkState::Live);
        line.pass(5s);
        QCOMPARE(line.link, LinkState::FeedFrozen);
        line.hub.show({});
        line.pass(200ms);
        QCOMPARE(line.link, LinkState::Live);
    }

    void AnotherLogMeansAnotherSnapshot()
    {
        Line line;
        for (int i = 0; i < 5; ++i)
            line.hub.record(line.alertFact());
        line.connect();
        line.pass(1s);
        line.snapshot.reset();
        line.hub.log.clear();
        line.hub.record(line.alertFact());
        line.pass(2s);
        QVERIFY(line.snapshot.has_value());
        QCOMPARE(line.snapshot->upToFact, 1U);
    }

    void WhatTheHubDidNotSignIsNotBelieved()
    {
        Line line;
        line.connect();
        line.pass(1s);
        ToyHub impostor(line.broker, SigningKey::generate());
        impostor.tell(impostor.record(line.alertFact()));
        line.settle();
        QVERIFY(line.applied.empty());
        QCOMPARE(line.talk.refusedFrames(), 1U);
        line.talk.onMessage(
            {.topic = factsTopic(kDepot), .payload = transport::Bytes(40, std::byte{0x7f})}, line.now);
        QCOMPARE(line.talk.refusedFrames(), 2U);
    }

    void EveryQuestionHasExactlyOneAnswer()
    {
        Line line;
        line.talk.ask(1, AskStatus{}, line.now);
        auto answers = line.talk.takeAnswers();
        QCOMPARE(answers.size(), 1U);
        QCOMPARE(answers[0].answer.body.error(), AskFailure::NotConnected);

        line.connect();
        line.pass(1s);
        line.talk.ask(2, ActOnAlert{.alert = AlertId{9}}, line.now);
        line.settle();
        QCOMPARE(line.hub.unanswered.size(), 1U);
        line.hub.answer(line.hub.unanswered[0], Refused{.why = Refusal::NoSuchAlert, .detail = {}});
        line.settle();
        answers = line.talk.takeAnswers();
        QCOMPARE(answers.size(), 1U);
        QCOMPARE(answers[0].ticket, 2U);
        QCOMPARE(std::get<Refused>(*answers[0].answer.body).why, Refusal::NoSuchAlert);

        line.talk.ask(3, AskStatus{}, line.now);
        line.pass(6s);
        answers = line.talk.takeAnswers();
        QCOMPARE(answers.size(), 1U);
        QCOMPARE(answers[0].answer.body.error(), AskFailure::NoAnswer);
    }

    void ATrailInPagesIsOneAnswer()
    {
        Line line;
        line.connect();
        line.pass(1s);
        line.talk.ask(5,
            AskTrail{.handset = {"H-001"}, .from = tests::kNow, .to = tests::kNow, .purpose = "x"}, line.now);
        line.settle();
        TrailPage trail{.handset = {"H-001"}, .fixes = {}};
        for (int i = 0; i < 20'000; ++i)
            trail.fixes.push_back(
                Fix{.at = tests::kNow + i * 1s, .position = {.latE7 = 466'000'000 + i, .lonE7 = 1}});
        QVERIFY(responsesTo(line.hub.unanswered[0], trail).size() > 1);
        line.hub.answer(line.hub.unanswered[0], trail);
        line.settle();
        const auto answers = line.talk.takeAnswers();
        QCOMPARE(answers.size(), 1U);
        QCOMPARE(std::get<TrailPage>(*answers[0].answer.body).fixes, trail.fixes);
    }

    void OneBatchHasOnePicturePerHandset()
    {
        Line line;
        line.connect();
        line.pass(1s);
        for (int i = 0; i < 3; ++i)
            line.hub.show(line.depot.walk(1s));
        line.broker.settle();
        const auto news = line.talk.takeNews();
        QCOMPARE(news.handsets.size(), line.depot.walk(0ms).size());
    }

    void ClocksThatDifferAreNoticed()
    {
        Line line;
        line.connect();
        line.now += 42s; // this workstation's clock jumps ahead; the hub's does not
        line.hub.beat();
        line.broker.settle();
        const auto news = line.talk.takeNews();
        QVERIFY(news.link.has_value());
        QCOMPARE(news.link->hubAhead, std::chrono::milliseconds{-42s});
    }
};

FACTEO_TEST(ConversationTest);
#include "conversation_test.moc"
