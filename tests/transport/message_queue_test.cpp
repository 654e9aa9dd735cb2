// SPDX-License-Identifier: Apache-2.0
#include "transport/message_queue.h"

#include "support/registry.h"

#include <thread>

using namespace facteo::transport;

class MessageQueueTest : public QObject
{
    Q_OBJECT
private slots:
    void WakesTheReaderOncePerDrain();
    void IsBoundedButNeverForgetsTheLink();
    void LargeMessagesAreBoundedByTheirBytes();
    void LosesNothingBetweenManyWriters();
};

void MessageQueueTest::WakesTheReaderOncePerDrain()
{
    int woken = 0;
    MessageQueue queue(10, [&] { ++woken; });
    queue.push(Message{.topic = "a"});
    queue.push(Message{.topic = "b"});
    QCOMPARE(woken, 1);
    std::vector<Incoming> drained;
    queue.drain(drained);
    QCOMPARE(drained.size(), std::size_t{2});
    QCOMPARE(std::get<Message>(drained[1]).topic, "b");
    queue.push(LinkState{});
    QCOMPARE(woken, 2);
}

void MessageQueueTest::IsBoundedButNeverForgetsTheLink()
{
    MessageQueue queue(2);
    QVERIFY(queue.push(Message{}));
    QVERIFY(queue.push(Message{}));
    QVERIFY(!queue.push(Message{}));
    QVERIFY(queue.push(LinkState{.link = Link::Lost}));
    QCOMPARE(queue.dropped(), std::uint64_t{1});
    QCOMPARE(queue.size(), std::size_t{3});
}

void MessageQueueTest::LargeMessagesAreBoundedByTheirBytes()
{
    MessageQueue queue(1'000, {}, 100);
    QVERIFY(queue.push(Message{.topic = "t", .payload = Bytes(99)}));
    QVERIFY(!queue.push(Message{.topic = "t", .payload = {}}));
    QVERIFY(queue.push(LinkState{.link = Link::Lost}));
    QCOMPARE(queue.dropped(), std::uint64_t{1});
    std::vector<Incoming> drained;
    queue.drain(drained);
    QVERIFY(queue.push(Message{.topic = "t", .payload = Bytes(99)}));
    QVERIFY(!MessageQueue(10, {}, 100).push(Message{.topic = "", .payload = Bytes(101)}));
}

void MessageQueueTest::LosesNothingBetweenManyWriters()
{
    constexpr int kWriters = 4;
    constexpr int kEach = 20'000;
    MessageQueue queue(kWriters * kEach);
    std::vector<std::jthread> writers;
    for (int writer = 0; writer < kWriters; ++writer)
        writers.emplace_back([&queue, writer] {
            for (int i = 0; i < kEach; ++i)
                queue.push(Message{
                    .topic = std::to_string(writer), .payload = Bytes(static_cast<std::size_t>(i % 7))});
        });
    std::vector<Incoming> drained;
    std::array<int, kWriters> perWriter{};
    int total = 0;
    while (total < kWriters * kEach) {
        queue.drain(drained);
        for (const auto &incoming : drained) {
            const auto &message = std::get<Message>(incoming);
            auto &count = perWriter[static_cast<std::size_t>(message.topic.front() - '0')];
            QCOMPARE(
                message.payload.size(), static_cast<std::size_t>(count % 7)); // each writer's order is kept
            ++count;
            ++total;
        }
    }
    QCOMPARE(queue.dropped(), std::uint64_t{0});
}

FACTEO_TEST(MessageQueueTest);
#include "message_queue_test.moc"
