// SPDX-License-Identifier: Apache-2.0
#include "console_line.h"

#include "hub_words.h"
#include "protocol/frame.h"
#include "protocol/topics.h"

#include <algorithm>
#include <format>
#include <iterator>
#include <map>
#include <unistd.h>

namespace facteo::app {

using namespace std::chrono_literals;

namespace {

protocol::Instant now()
{
    return std::chrono::time_point_cast<std::chrono::milliseconds>(std::chrono::system_clock::now());
}

/// Whoever sits at the terminal, for the record.
std::string operatorName()
{
    const char *user = std::getenv("USER");
    return user != nullptr && protocol::isName(user) ? user : "cli";
}

} // namespace

std::expected<std::unique_ptr<ConsoleLine>, std::string> ConsoleLine::open(
    const DataFolder &folder, const std::string &depot)
{
    auto bundle = pki::readBundle(folder.bundle("console-cli"));
    if (!bundle)
        return std::unexpected(
            std::format("{}\n(is {} the data folder of an embedded hub? give it with --data)",
                bundle.error().detail, folder.root.string()));
    if (!depot.empty() && !protocol::isName(depot))
        return std::unexpected(std::format("\"{}\" cannot be a depot's id", depot));
    if (!depot.empty() && bundle->house.empty() && depot != bundle->depot.text)
        return std::unexpected(
            std::format("{} is of depot {} alone", folder.root.string(), bundle->depot.text));
    if (!depot.empty())
        bundle->depot = {depot};
    return std::unique_ptr<ConsoleLine>(new ConsoleLine(std::move(*bundle)));
}

ConsoleLine::ConsoleLine(pki::Bundle bundle)
    : m_bundle(std::move(bundle)), m_queue(100'000, [this] { m_something.release(); }),
      m_session({m_bundle.id}, m_bundle.key)
{
    transport::MqttSettings settings;
    // Several commands may run at once: the certificate says who they are, the client id keeps them apart.
    settings.clientId = std::format("{}-{}", pki::clientId(m_bundle), ::getpid());
    settings.host = m_bundle.broker.host;
    settings.port = m_bundle.broker.port;
    settings.caFile = m_bundle.caFile;
    settings.certificateFile = m_bundle.certificateFile;
    settings.keyFile = m_bundle.keyFile;
    settings.backoff = {.first = 50ms, .longest = 500ms};
    settings.seed = protocol::secureBits();
    m_transport = std::make_unique<transport::MqttTransport>(m_network, settings);
    m_queue.listenTo(*m_transport);
    for (const auto &subscription : protocol::consoleSubscriptions(m_bundle.depot, {m_bundle.id}))
        m_transport->subscribe(subscription.filter, transport::Qos::AtLeastOnce);
    m_transport->start();
}

ConsoleLine::~ConsoleLine()
{
    m_transport->stop();
}

std::vector<protocol::Body> ConsoleLine::arrived(std::chrono::milliseconds patience)
{
    std::vector<protocol::Body> bodies;
    if (!m_something.try_acquire_for(patience))
        return bodies;
    std::vector<transport::Incoming> incoming;
    m_queue.drain(incoming);
    for (const auto &one : incoming) {
        if (const auto *link = std::get_if<transport::LinkState>(&one)) {
            m_lastReason = link->reason;
            continue;
        }
        auto opened = protocol::open(std::get<transport::Message>(one).payload);
        // What must be signed is the hub's or nobody's.
        if (!opened || opened->envelope.sender != m_bundle.hub ||
            (protocol::mustBeSigned(opened->kind()) && !opened->isSignedBy(m_bundle.hubKey)))
            continue;
        bodies.push_back(std::move(opened->envelope.body));
    }
    return bodies;
}

std::expected<std::vector<protocol::ResponseBody>, std::string> ConsoleLine::ask(
    protocol::RequestBody body, std::chrono::milliseconds patience)
{
    if (m_bundle.depot == m_bundle.house)
        return std::unexpected(std::format(
            "this is the house {} of many depots: say which with --depot ID", m_bundle.house.text));
    const auto by = operatorName();
    const auto frame =
        m_session.seal(protocol::Request{.by = {by}, .operatorName = by, .body = std::move(body)}, now());
    const auto topic = protocol::requestTopic(m_bundle.depot, {m_bundle.id});
    std::vector<protocol::ResponseBody> pages;
    m_book.sent(frame.id, now(), patience);
    protocol::Instant repeatAt{};
    while (m_book.isWaitingFor(frame.id)) {
        // The hub carries a repeated request out once: repeating is how nothing gets lost.
        if (pages.empty() && now() >= repeatAt && m_transport->connected()) {
            repeatAt = now() + 1s;
            std::ignore = m_transport->publish(
                topic, frame.bytes, transport::Qos::AtLeastOnce, false, protocol::kRequestExpirySeconds);
        }
        for (auto &one : arrived(100ms))
            if (auto *page = std::get_if<protocol::Response>(&one))
                for (auto &next : m_book.arrived(std::move(*page), now()))
                    pages.push_back(std::move(next.body));
        if (!m_book.expired(now()).empty())
            return std::unexpected(silence());
    }
    return pages;
}

std::string ConsoleLine::silence() const
{
    return m_transport->connected()
               ? std::string("the hub does not answer: is facteo-hub running?")
               : std::format("no connection to the broker at {}:{} ({}): is facteo-hub running?",
                     m_bundle.broker.host, m_bundle.broker.port, m_lastReason);
}

std::expected<std::vector<protocol::DepotSummary>, std::string> ConsoleLine::overview(
    std::chrono::milliseconds patience)
{
    for (const auto &subscription : protocol::overviewSubscriptions(m_bundle.domain()))
        m_transport->subscribe(subscription.filter, transport::Qos::AtMostOnce);
    std::map<std::uint32_t, protocol::Overview> pages;
    for (const auto until = now() + patience; now() < until;) {
        for (auto &body : arrived(100ms))
            if (auto *page = std::get_if<protocol::Overview>(&body))
                pages.insert_or_assign(page->page, std::move(*page));
        if (pages.empty() || pages.size() < pages.begin()->second.pages)
            continue;
        std::vector<protocol::DepotSummary> depots;
        for (auto &[number, page] : pages)
            std::ranges::move(page.depots, std::back_inserter(depots));
        return depots;
    }
    return std::unexpected(silence());
}

void ConsoleLine::listen(const std::function<bool(const protocol::Body &)> &each)
{
    for (;;)
        for (const auto &body : arrived(1h))
            if (!each(body))
                return;
}

std::string ConsoleLine::explained(const protocol::ResponseBody &body)
{
    const auto *refused = std::get_if<protocol::Refused>(&body);
    if (refused == nullptr)
        return "the hub answered with something else than was asked";
    return std::format(
        "refused: {}{}{}", nameOf(refused->why), refused->detail.empty() ? "" : ": ", refused->detail);
}

} // namespace facteo::app
