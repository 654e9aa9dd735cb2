// SPDX-License-Identifier: Apache-2.0
#include "console/conversation.h"

#include "protocol/pages.h"

#include <algorithm>
#include <utility>

namespace facteo::console {

using namespace protocol;
using namespace std::chrono_literals;

namespace {

constexpr std::chrono::milliseconds kPatience{5'000};
/// Behind by more than this, a snapshot is the shorter way.
constexpr std::uint64_t kGapWorthClosing = 5'000;
constexpr std::chrono::milliseconds kClockJitter{250};
constexpr std::size_t kHeartbeatsCompared = 20;
/// What a hub refused it is asked again after this, doubled each time.
constexpr std::chrono::milliseconds kFirstPutOff{1'000};
constexpr std::chrono::milliseconds kLongestPutOff{30'000};
/// Facts kept while a snapshot is on its way; what is dropped is fetched as a gap.
constexpr std::size_t kMostEarly = 1'000;
/// How much of the log from before the snapshot is fetched for timelines.
constexpr std::uint64_t kHistory = 2'000;

/// True when a fact of this kind must be on the screen at once.
bool isUrgent(const Fact &fact)
{
    return std::holds_alternative<AlertFact>(fact.body);
}

} // namespace

Conversation::Conversation(ConversationSettings settings, SigningKey key, Publish publish)
    : m_settings(std::move(settings)), m_session(m_settings.console, std::move(key)),
      m_publish(std::move(publish))
{
}

std::vector<Subscription> Conversation::subscriptions() const
{
    return consoleSubscriptions(m_settings.depot, m_settings.console);
}

void Conversation::onLink(const transport::LinkState &link, Instant now)
{
    const bool connected = link.link == transport::Link::Connected;
    m_linkReason = connected ? std::string() : link.reason;
    m_refusedByBroker = link.link == transport::Link::Refused;
    if (connected != m_connected || m_linkChangedAt == Instant{}) {
        m_connected = connected;
        m_linkChangedAt = now;
        m_fetchNotBefore = {};
        m_putOffBy = {};
        if (!connected) {
            for (const auto &request : m_book.abandonAll())
                forget(request);
            m_early.clear();
        }
    }
    updateLink(now);
    fetch(now);
}

void Conversation::forget(const FrameId &request)
{
    const auto found = m_questions.find(request);
    if (found == m_questions.end())
        return;
    if (found->second.purpose == Purpose::Callers)
        m_answers.push_back({found->second.ticket, {std::unexpected(AskFailure::NoAnswer)}});
    m_questions.erase(found);
}

bool Conversation::isWaitingFor(Purpose purpose) const
{
    return std::ranges::any_of(
        m_questions, [&](const auto &entry) { return entry.second.purpose == purpose; });
}

bool Conversation::send(Purpose purpose, Ticket ticket, RequestBody body, Instant now)
{
    if (!m_connected)
        return false;
    auto sealed = m_session.seal(
        Request{.by = m_settings.by, .operatorName = m_settings.operatorName, .body = std::move(body)}, now);
    if (!m_publish(requestTopic(m_settings.depot, m_settings.console), std::move(sealed.bytes)))
        return false;
    m_book.sent(sealed.id, now, kPatience);
    m_questions.emplace(sealed.id, Question{.purpose = purpose, .ticket = ticket, .pages = {}});
    return true;
}

void Conversation::ask(Ticket ticket, RequestBody body, Instant now)
{
    if (!send(Purpose::Callers, ticket, std::move(body), now))
        m_answers.push_back({ticket, {std::unexpected(AskFailure::NotConnected)}});
}

/// Asks for whatever is missing: the depot, a gap of the log, its past.
void Conversation::fetch(Instant now)
{
    if (!m_connected || now < m_fetchNotBefore)
        return;
    if (!m_cursor) {
        if (!isWaitingFor(Purpose::Snapshot))
            send(Purpose::Snapshot, 0, AskSnapshot{}, now);
        return;
    }
    const auto gap = m_cursor->gapRequest();
    if (gap && !isWaitingFor(Purpose::Facts))
        send(Purpose::Facts, 0, *gap, now);
    if (!m_historyAsked && m_cursor->number() > 0) {
        const auto number = m_cursor->number();
        const AskFacts past{.after = number > kHistory ? number - kHistory : 0, .atMost = kHistory};
        m_historyAsked = send(Purpose::History, 0, past, now);
    }
}

void Conversation::tick(Instant now)
{
    for (const auto &request : m_book.expired(now))
        forget(request);
    updateLink(now);
    fetch(now);
}

void Conversation::onMessage(const transport::Message &message, Instant now)
{
    const auto topic = parseTopic(message.topic);
    auto opened = open(message.payload);
    if (!topic || !opened || !mayTravelOn(topic->channel, opened->kind()) ||
        opened->envelope.sender != m_settings.hub ||
        (mustBeSigned(opened->kind()) && !opened->isSignedBy(m_settings.hubKey))) {
        ++m_refused;
        return;
    }
    m_hubHeardAt = now;
    m_hubSaidGoodbye = false;
    onBody(opened->envelope, now);
}

void Conversation::onBody(Envelope &envelope, Instant now)
{
    if (auto *notice = std::get_if<FactNotice>(&envelope.body)) {
        if (m_cursor)
            onFact(std::move(notice->fact));
        else if (m_early.size() < kMostEarly)
            m_early.push_back(std::move(notice->fact));
    } else if (const auto *picture = std::get_if<Picture>(&envelope.body)) {
        onPicture(*picture, now);
    } else if (const auto *heartbeat = std::get_if<HubHeartbeat>(&envelope.body)) {
        onHeartbeat(heartbeat->status, now);
    } else if (auto *response = std::get_if<Response>(&envelope.body)) {
        onResponse(std::move(*response), now);
    } else if (std::holds_alternative<Goodbye>(envelope.body)) {
        m_hubSaidGoodbye = true;
    }
    updateLink(now);
    fetch(now);
}

void Conversation::onHeartbeat(const HubStatus &status, Instant now)
{
    m_news.status = status;
    m_live = status.handsetsLive;
    // The way here takes milliseconds, never the same: only a real difference of clocks is told.
    // A heartbeat that was delayed looks like a hub that is slow: of the last ones the quickest is right.
    m_ahead.push_back(status.at - now);
    if (m_ahead.size() > kHeartbeatsCompared)
        m_ahead.pop_front();
    if (const auto ahead = std::ranges::max(m_ahead);
        std::chrono::abs(ahead - m_link.hubAhead) > kClockJitter)
        m_link.hubAhead = ahead;
    if (m_cursor)
        m_cursor->hubIsAt(status.lastFact);
    // A log that is shorter than what was read of it is another log: the hub lost its data or was replaced.
    if (m_cursor &&
        (status.lastFact < m_cursor->number() || status.lastFact > m_cursor->number() + kGapWorthClosing))
        startOver();
}

void Conversation::startOver()
{
    m_cursor.reset();
    m_historyAsked = false;
    m_early.clear();
}

void Conversation::onPicture(const Picture &picture, Instant now)
{
    m_pictureCameAt = now;
    m_news.pictureAt = picture.at;
    for (const auto &handset : picture.handsets) {
        const auto [known, fresh] = m_newsRow.try_emplace(handset.handset, m_news.handsets.size());
        if (fresh)
            m_news.handsets.emplace_back(handset);
        else
            m_news.handsets[known->second] = HandsetNews(handset);
    }
}

void Conversation::onFact(Fact fact)
{
    switch (m_cursor->offer(fact)) {
    case FactCursor::Step::Next:
        m_urgent = m_urgent || isUrgent(fact);
        m_news.facts.push_back(std::move(fact));
        return;
    case FactCursor::Step::BrokenChain:
        startOver();
        return;
    case FactCursor::Step::Known:
    case FactCursor::Step::Gap:
        return;
    }
}

void Conversation::onResponse(Response response, Instant now)
{
    const auto request = response.request;
    for (auto &page : m_book.arrived(std::move(response), now)) {
        const auto found = m_questions.find(request);
        if (found == m_questions.end())
            return;
        const bool last = page.last;
        onPage(found->second, std::move(page), now);
        if (last)
            m_questions.erase(request);
    }
}

void Conversation::onPage(Question &question, Response page, Instant now)
{
    if (!question.pages) {
        question.pages = std::move(page.body);
    } else if (auto *snapshot = std::get_if<Snapshot>(&*question.pages)) {
        if (auto *more = std::get_if<Snapshot>(&page.body))
            append(*snapshot, std::move(*more));
    } else if (auto *facts = std::get_if<FactPage>(&*question.pages)) {
        if (auto *more = std::get_if<FactPage>(&page.body))
            std::ranges::move(more->facts, std::back_inserter(facts->facts));
    } else if (auto *trail = std::get_if<TrailPage>(&*question.pages)) {
        if (auto *more = std::get_if<TrailPage>(&page.body))
            std::ranges::move(more->fixes, std::back_inserter(trail->fixes));
    } else if (auto *near = std::get_if<NearPage>(&*question.pages)) {
        if (auto *more = std::get_if<NearPage>(&page.body))
            std::ranges::move(more->passes, std::back_inserter(near->passes));
    } else if (auto *frames = std::get_if<QuarantinePage>(&*question.pages)) {
        if (auto *more = std::get_if<QuarantinePage>(&page.body))
            std::ranges::move(more->frames, std::back_inserter(frames->frames));
    }
    if (!page.last)
        return;

    auto body = std::move(*question.pages);
    if (question.purpose != Purpose::Callers)
        putOff(body, now);
    switch (question.purpose) {
    case Purpose::Snapshot:
        if (auto *snapshot = std::get_if<Snapshot>(&body))
            onSnapshot(std::move(*snapshot));
        return;
    case Purpose::Facts:
        if (auto *facts = std::get_if<FactPage>(&body); facts && m_cursor)
            for (auto &fact : facts->facts) {
                if (!m_cursor)
                    return; // the chain broke: a new snapshot comes
                onFact(std::move(fact));
            }
        return;
    case Purpose::History:
        if (auto *facts = std::get_if<FactPage>(&body))
            std::ranges::move(facts->facts, std::back_inserter(m_news.history));
        return;
    case Purpose::Callers:
        m_answers.push_back({question.ticket, {std::move(body)}});
        return;
    }
}

void Conversation::putOff(const ResponseBody &answer, Instant now)
{
    if (const auto *refused = std::get_if<Refused>(&answer)) {
        m_refusal = refused->why;
        m_putOffBy = m_putOffBy == 0ms ? kFirstPutOff : std::min(2 * m_putOffBy, kLongestPutOff);
        m_fetchNotBefore = now + m_putOffBy;
        return;
    }
    m_refusal.reset();
    m_putOffBy = {};
    m_fetchNotBefore = {};
}

void Conversation::onSnapshot(Snapshot snapshot)
{
    m_cursor.emplace(snapshot.upToFact);
    // Older than the snapshot: the GUI would apply it on top and fall back.
    m_news.facts.clear();
    m_news.handsets.clear();
    m_newsRow.clear();
    m_news.snapshot = std::move(snapshot);
    m_urgent = true;
    for (auto &fact : std::exchange(m_early, {})) {
        if (!m_cursor)
            return;
        onFact(std::move(fact));
    }
}

void Conversation::updateLink(Instant now)
{
    Link link = m_link;
    link.reason.clear();
    link.refusal.reset();
    const auto lastWord = m_hubHeardAt.value_or(m_linkChangedAt);
    const bool heardSinceLink = m_hubHeardAt && *m_hubHeardAt >= m_linkChangedAt;
    if (!m_connected) {
        link.state = m_linkChangedAt == Instant{} ? LinkState::Starting
                     : m_refusedByBroker          ? LinkState::BrokerRefuses
                                                  : LinkState::BrokerUnreachable;
        link.since = lastWord;
        link.reason = m_linkReason;
    } else if (m_hubSaidGoodbye || now - std::max(lastWord, m_linkChangedAt) >= kHubSilentAfter) {
        link.state = LinkState::HubSilent;
        link.since = lastWord;
    } else if (!m_cursor || !heardSinceLink) {
        // A broker that answers says nothing about the hub behind it.
        link.state = LinkState::Catching;
        link.since = m_linkChangedAt;
        link.refusal = m_refusal;
    } else if (const auto seen = std::max(m_pictureCameAt.value_or(m_linkChangedAt), m_linkChangedAt);
        m_live > 0 && now - seen >= kFeedFrozenAfter) {
        link.state = LinkState::FeedFrozen;
        link.since = seen;
    } else {
        link.state = LinkState::Live;
        link.since = m_link.state == LinkState::Live ? m_link.since : now;
    }
    if (link == m_linkTold)
        return;
    m_urgent = m_urgent || link.state != m_linkTold.state;
    m_link = link;
    m_linkTold = link;
    m_news.link = link;
}

News Conversation::takeNews()
{
    m_urgent = false;
    m_newsRow.clear();
    return std::exchange(m_news, {});
}

std::vector<Conversation::Answered> Conversation::takeAnswers()
{
    return std::exchange(m_answers, {});
}

} // namespace facteo::console
