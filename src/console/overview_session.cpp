// SPDX-License-Identifier: Apache-2.0
#include "console/overview_session.h"

namespace facteo::console {

namespace {

constexpr std::chrono::milliseconds kOverviewBeat{200};
/// Everybody's pictures of some seconds, when a country is shown.
constexpr std::size_t kOverviewFrames = 100'000;

transport::Qos qosOf(const protocol::Subscription &subscription)
{
    return subscription.qos == 0 ? transport::Qos::AtMostOnce : transport::Qos::AtLeastOnce;
}

} // namespace

OverviewWorker::OverviewWorker(ConversationSettings settings, protocol::SigningKey key,
    std::unique_ptr<transport::Transport> transport, Clock clock)
    : m_clock(std::move(clock)), m_transport(std::move(transport)),
      m_queue(kOverviewFrames,
          [this] { QMetaObject::invokeMethod(this, &OverviewWorker::drain, Qt::QueuedConnection); }),
      m_conversation(std::move(settings), std::move(key),
          {.publish =
                  [this](std::string topic, std::vector<std::byte> frame) {
                      return m_transport
                          ->publish(std::move(topic), std::move(frame), transport::Qos::AtLeastOnce, false,
                              protocol::kRequestExpirySeconds)
                          .has_value();
                  },
              .subscribe =
                  [this](const protocol::Subscription &subscription) {
                      m_transport->subscribe(subscription.filter, qosOf(subscription));
                  },
              .unsubscribe = [this](const std::string &filter) { m_transport->unsubscribe(filter); }})
{
    m_queue.listenTo(*m_transport);
}

OverviewWorker::~OverviewWorker() = default;

void OverviewWorker::start()
{
    m_conversation.start();
    m_beat = new QTimer(this);
    connect(m_beat, &QTimer::timeout, this, &OverviewWorker::handOver);
    m_beat->start(kOverviewBeat);
    m_transport->start();
}

void OverviewWorker::stop()
{
    delete m_beat;
    m_beat = nullptr;
    m_transport->stop();
}

void OverviewWorker::follow(const std::set<protocol::DepotId> &depots)
{
    m_conversation.follow(depots, m_clock());
}

void OverviewWorker::drain()
{
    m_queue.drain(m_batch);
    const auto now = m_clock();
    for (const auto &incoming : m_batch) {
        if (const auto *message = std::get_if<transport::Message>(&incoming))
            m_conversation.onMessage(*message, now);
        else
            m_conversation.onLink(std::get<transport::LinkState>(incoming), now);
    }
    m_batch.clear();
}

void OverviewWorker::handOver()
{
    m_conversation.tick(m_clock());
    if (m_receiverBusy)
        return;
    auto gathered = m_conversation.takeNews();
    if (gathered.empty())
        return;
    m_receiverBusy = true;
    emit news(std::make_shared<OverviewNews>(std::move(gathered)));
}

OverviewSession::OverviewSession(ConversationSettings settings, protocol::SigningKey key,
    std::unique_ptr<transport::Transport> transport, Clock clock, QObject *parent)
    : QObject(parent), m_worker(new OverviewWorker(
                           std::move(settings), std::move(key), std::move(transport), std::move(clock)))
{
    m_thread.setObjectName(QStringLiteral("overview"));
    m_worker->moveToThread(&m_thread);
    connect(m_worker, &OverviewWorker::news, this, [this](const std::shared_ptr<OverviewNews> &gathered) {
        emit news(*gathered);
        QMetaObject::invokeMethod(m_worker, &OverviewWorker::consumed, Qt::QueuedConnection);
    });
}

OverviewSession::~OverviewSession()
{
    if (m_thread.isRunning())
        QMetaObject::invokeMethod(
            m_worker,
            [worker = m_worker, thread = &m_thread] {
                worker->stop();
                thread->quit();
            },
            Qt::QueuedConnection);
    m_thread.wait();
    delete m_worker;
}

void OverviewSession::start()
{
    m_thread.start();
    QMetaObject::invokeMethod(m_worker, &OverviewWorker::start, Qt::QueuedConnection);
}

void OverviewSession::follow(std::set<protocol::DepotId> depots)
{
    QMetaObject::invokeMethod(
        m_worker, [worker = m_worker, wanted = std::move(depots)] { worker->follow(wanted); },
        Qt::QueuedConnection);
}

} // namespace facteo::console
