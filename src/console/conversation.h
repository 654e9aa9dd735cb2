// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "console/news.h"
#include "protocol/fact_cursor.h"
#include "protocol/frame.h"
#include "protocol/request_book.h"
#include "protocol/sender_session.h"
#include "transport/message.h"

#include <deque>
#include <functional>
#include <unordered_map>

namespace facteo::console {

/// Who speaks at this console, and whom it believes.
struct ConversationSettings
{
    protocol::DepotId depot;
    protocol::SenderId console;
    protocol::SenderId hub;
    protocol::PublicKey hubKey{};
    protocol::OperatorId by;
    std::string operatorName;
};

/// What a console and its hub say to each other: snapshot first, then facts without a gap, the picture, the
/// heartbeat; requests with their answers. Gathers what came until somebody takes it.
///
/// Without thread, clock or transport of its own: bytes and time come in as arguments. One thread.
class Conversation
{
public:
    /// False when there is no connection to give it to.
    using Publish = std::function<bool(std::string topic, std::vector<std::byte> frame)>;
    /// Names a question of the caller's.
    using Ticket = std::uint64_t;

    Conversation(ConversationSettings settings, protocol::SigningKey key, Publish publish);

    /// Topic filters to subscribe to.
    [[nodiscard]] std::vector<protocol::Subscription> subscriptions() const;

    void onLink(const transport::LinkState &link, protocol::Instant now);
    void onMessage(const transport::Message &message, protocol::Instant now);
    void ask(Ticket ticket, protocol::RequestBody body, protocol::Instant now);
    /// Deadlines, silence, gaps: several times a second.
    void tick(protocol::Instant now);

    /// True when something came that must not wait for the next batch.
    [[nodiscard]] bool urgent() const { return m_urgent; }
    /// What came since the last time.
    [[nodiscard]] News takeNews();
    struct Answered
    {
        Ticket ticket = 0;
        Answer answer;
    };
    [[nodiscard]] std::vector<Answered> takeAnswers();

    /// Frames that were not taken in: malformed, not the hub's, not for us.
    [[nodiscard]] std::uint64_t refusedFrames() const { return m_refused; }

private:
    enum class Purpose : std::uint8_t { Snapshot, Facts, History, Callers };
    struct Question
    {
        Purpose purpose = Purpose::Callers;
        Ticket ticket = 0;
        std::optional<protocol::ResponseBody> pages; ///< gathered so far
    };

    bool send(Purpose purpose, Ticket ticket, protocol::RequestBody body, protocol::Instant now);
    [[nodiscard]] bool isWaitingFor(Purpose purpose) const;
    void forget(const protocol::FrameId &request);
    void fetch(protocol::Instant now);
    void onBody(protocol::Envelope &envelope, protocol::Instant now);
    void onResponse(protocol::Response response, protocol::Instant now);
    void onPage(Question &question, protocol::Response page, protocol::Instant now);
    void onSnapshot(protocol::Snapshot snapshot);
    void onFact(protocol::Fact fact);
    void onPicture(const protocol::Picture &picture, protocol::Instant now);
    void onHeartbeat(const protocol::HubStatus &status, protocol::Instant now);
    void startOver();
    /// The hub refused what the desk cannot do without: asks again, ever more rarely.
    void putOff(const protocol::ResponseBody &answer, protocol::Instant now);
    void updateLink(protocol::Instant now);

    ConversationSettings m_settings;
    protocol::SenderSession m_session;
    Publish m_publish;
    protocol::RequestBook m_book;
    std::unordered_map<protocol::FrameId, Question> m_questions;
    std::optional<protocol::FactCursor> m_cursor; ///< none before the first snapshot
    std::vector<protocol::Fact> m_early;          ///< came while the snapshot was on its way

    bool m_connected = false;
    bool m_refusedByBroker = false;
    std::string m_linkReason;
    protocol::Instant m_linkChangedAt;
    std::optional<protocol::Instant> m_hubHeardAt;
    bool m_hubSaidGoodbye = false;
    std::optional<protocol::Refusal> m_refusal; ///< of the last snapshot, gap or history asked for
    protocol::Instant m_fetchNotBefore;
    std::chrono::milliseconds m_putOffBy{0};
    std::optional<protocol::Instant> m_pictureCameAt;
    std::deque<std::chrono::milliseconds> m_ahead; ///< hub's clock minus ours, by heartbeat
    std::uint32_t m_live = 0;                      ///< postmen with a fresh position, by the hub's count
    Link m_link;
    Link m_linkTold; ///< as the receiver knows it
    bool m_historyAsked = false;

    News m_news;
    std::unordered_map<protocol::HandsetId, std::size_t> m_newsRow; ///< one picture per handset and batch
    std::vector<Answered> m_answers;
    bool m_urgent = false;
    std::uint64_t m_refused = 0;
};

} // namespace facteo::console
