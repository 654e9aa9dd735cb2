// SPDX-License-Identifier: Apache-2.0
#include "console/console_session.h"

namespace facteo::console {

namespace {

/// Ten batches a second are more than an eye can follow.
constexpr std::chrono::milliseconds kBeat{100};
/// A snapshot of a large depot and some minutes of facts; what does not fit is found again by the cursor.
constexpr std::size_t kQueueFrames = 50'000;

} // namespace

SessionWorker::SessionWorker(ConversationSettings settings, protocol::SigningKey key,
    std::unique_ptr<transport::Transport> transport, Clock clock)
    : m_clock(std::move(clock)), m_transport(std::move(transport)),
      m_queue(kQueueFrames,
          [this] { QMetaObject::invokeMethod(this, &SessionWorker::drain, Qt::QueuedConnection); }),
      m_conversation(
          std::move(settings), std::move(key), [this](std::string topic, std::vector<std::byte> frame) {
              return m_transport
                  ->publish(std::move(topic), std::move(frame), transport::Qos::AtLeastOnce, false,
                      protocol::kRequestExpirySeconds)
                  .has_value();
          })
{
    m_queue.listenTo(*m_transport);
}

SessionWorker::~SessionWorker() = default;

void SessionWorker::start()
{
    for (const auto &subscription : m_conversation.subscriptions())
        m_transport->subscribe(subscription.filter,
            subscription.qos == 0 ? transport::Qos::AtMostOnce : transport::Qos::AtLeastOnce);
    m_beat = new QTimer(this);
    connect(m_beat, &QTimer::timeout, this, [this] { handOver(true); });
    m_beat->start(kBeat);
    m_transport->start();
}

void SessionWorker::stop()
{
    delete m_beat;
    m_beat = nullptr;
    m_transport->stop();
}

void SessionWorker::ask(Conversation::Ticket ticket, const protocol::RequestBody &body)
{
    m_conversation.ask(ticket, body, m_clock());
    handOver(false);
}

void SessionWorker::consumed()
{
    m_receiverBusy = false;
    handOver(false);
}

void SessionWorker::drain()
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
    handOver(false);
}

void SessionWorker::handOver(bool evenIfCalm)
{
    if (evenIfCalm)
        m_conversation.tick(m_clock());
    for (auto &[ticket, answer] : m_conversation.takeAnswers())
        emit answered(ticket, std::make_shared<Answer>(std::move(answer)));
    if (m_receiverBusy || (!evenIfCalm && !m_conversation.urgent()))
        return;
    auto gathered = m_conversation.takeNews();
    if (gathered.empty())
        return;
    m_receiverBusy = true;
    emit news(std::make_shared<News>(std::move(gathered)));
}

ConsoleSession::ConsoleSession(ConversationSettings settings, protocol::SigningKey key,
    std::unique_ptr<transport::Transport> transport, Clock clock, QObject *parent)
    : QObject(parent),
      m_worker(new SessionWorker(std::move(settings), std::move(key), std::move(transport), std::move(clock)))
{
    m_thread.setObjectName(QStringLiteral("session"));
    m_worker->moveToThread(&m_thread);
    connect(&m_thread, &QThread::finished, this, &ConsoleSession::ended);
    connect(m_worker, &SessionWorker::news, this, [this](const std::shared_ptr<News> &gathered) {
        if (m_ending)
            return;
        emit news(*gathered);
        QMetaObject::invokeMethod(m_worker, &SessionWorker::consumed, Qt::QueuedConnection);
    });
    connect(m_worker, &SessionWorker::answered, this,
        [this](quint64 ticket, const std::shared_ptr<Answer> &answer) {
            const auto waiting = m_waiting.extract(ticket);
            if (!waiting.empty())
                waiting.mapped()(*answer);
        });
}

ConsoleSession::~ConsoleSession()
{
    end();
    m_thread.wait();
    delete m_worker;
}

void ConsoleSession::end()
{
    if (std::exchange(m_ending, true))
        return;
    if (m_thread.isRunning())
        QMetaObject::invokeMethod(
            m_worker,
            [worker = m_worker, thread = &m_thread] {
                worker->stop();
                thread->quit();
            },
            Qt::QueuedConnection);
    // Nobody may wait for ever: a control that asked would stay locked.
    for (const auto &[ticket, then] : std::exchange(m_waiting, {}))
        then({std::unexpected(AskFailure::NoAnswer)});
}

void ConsoleSession::start()
{
    m_thread.start();
    QMetaObject::invokeMethod(m_worker, &SessionWorker::start, Qt::QueuedConnection);
}

void ConsoleSession::ask(protocol::RequestBody body, std::function<void(const Answer &)> then)
{
    if (m_ending)
        return then({std::unexpected(AskFailure::NotConnected)});
    const auto ticket = m_nextTicket++;
    m_waiting.emplace(ticket, std::move(then));
    QMetaObject::invokeMethod(
        m_worker, [worker = m_worker, ticket, question = std::move(body)] { worker->ask(ticket, question); },
        Qt::QueuedConnection);
}

} // namespace facteo::console
