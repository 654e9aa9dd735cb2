// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "console/overview_conversation.h"
#include "transport/message_queue.h"
#include "transport/transport.h"

#include <QObject>
#include <QThread>
#include <QTimer>
#include <memory>
#include <set>

namespace facteo::console {

/// The worker's half of an OverviewSession: decodes, and hands news over several times a second.
class OverviewWorker : public QObject
{
    Q_OBJECT

public:
    OverviewWorker(ConversationSettings settings, protocol::SigningKey key,
        std::unique_ptr<transport::Transport> transport, Clock clock);
    ~OverviewWorker() override;

    void start();
    void stop();
    void follow(const std::set<protocol::DepotId> &depots);
    /// The receiver is done with the last news.
    void consumed() { m_receiverBusy = false; }

signals:
    void news(const std::shared_ptr<facteo::console::OverviewNews> &news);

private:
    void drain();
    void handOver();

    Clock m_clock;
    std::unique_ptr<transport::Transport> m_transport;
    transport::MessageQueue m_queue;
    std::vector<transport::Incoming> m_batch;
    OverviewConversation m_conversation;
    QTimer *m_beat = nullptr;
    bool m_receiverBusy = false;
};

/// This console's ear for the whole house: a connection of its own, so that the depot which it works for does
/// not wait behind a country. Decodes on a thread of its own.
class OverviewSession : public QObject
{
    Q_OBJECT

public:
    /// `settings.depot` is the house.
    OverviewSession(ConversationSettings settings, protocol::SigningKey key,
        std::unique_ptr<transport::Transport> transport, Clock clock, QObject *parent = nullptr);
    /// Waits for its end.
    ~OverviewSession() override;

    void start();
    /// The depots whose people are shown.
    void follow(std::set<protocol::DepotId> depots);

signals:
    void news(const facteo::console::OverviewNews &news);

private:
    QThread m_thread;
    OverviewWorker *m_worker; ///< lives on m_thread
};

} // namespace facteo::console
