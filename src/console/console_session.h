// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "console/conversation.h"
#include "transport/message_queue.h"
#include "transport/transport.h"

#include <QObject>
#include <QThread>
#include <QTimer>
#include <atomic>
#include <memory>
#include <unordered_map>

namespace facteo::console {

/// The worker's half of a ConsoleSession: drains the queue that the network thread fills, decodes, and hands
/// news over ten times a second, urgent ones at once.
class SessionWorker : public QObject
{
    Q_OBJECT

public:
    SessionWorker(ConversationSettings settings, protocol::SigningKey key,
        std::unique_ptr<transport::Transport> transport, Clock clock);
    ~SessionWorker() override;

    void start();
    void stop();
    void ask(Conversation::Ticket ticket, const protocol::RequestBody &body);
    /// The receiver is done with the last news: until then the next ones are gathered, not piled up.
    void consumed();

signals:
    void news(const std::shared_ptr<facteo::console::News> &news);
    void answered(quint64 ticket, const std::shared_ptr<facteo::console::Answer> &answer);

private:
    void drain();
    void handOver(bool evenIfCalm);

    Clock m_clock;
    std::unique_ptr<transport::Transport> m_transport;
    transport::MessageQueue m_queue;
    std::vector<transport::Incoming> m_batch;
    Conversation m_conversation;
    QTimer *m_beat = nullptr;
    bool m_receiverBusy = false;
};

/// This console's way to its hub. Decodes on a thread of its own; the GUI thread gets finished values.
class ConsoleSession : public QObject
{
    Q_OBJECT

public:
    ConsoleSession(ConversationSettings settings, protocol::SigningKey key,
        std::unique_ptr<transport::Transport> transport, Clock clock, QObject *parent = nullptr);
    /// Waits for end().
    ~ConsoleSession() override;

    void start();
    /// Begins to say goodbye to the broker, which may take two seconds where it stands still, and longer
    /// where a host's name is being looked up. No news any more; who asked gets NoAnswer now; ended() comes
    /// when it is done.
    void end();
    /// `then` is called on this object's thread, exactly once; with NoAnswer when the session goes before.
    void ask(protocol::RequestBody body, std::function<void(const Answer &)> then);

signals:
    /// Ten times a second at most; alerts at once.
    void news(const facteo::console::News &news);
    void ended();

private:
    bool m_ending = false;
    QThread m_thread;
    SessionWorker *m_worker; ///< lives on m_thread
    Conversation::Ticket m_nextTicket = 1;
    std::unordered_map<Conversation::Ticket, std::function<void(const Answer &)>> m_waiting;
};

} // namespace facteo::console
