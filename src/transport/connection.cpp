// SPDX-License-Identifier: Apache-2.0
#include "transport/connection.h"

#include "transport/loop.h"
#include "transport/mqtt_properties.h"
#include "transport/topic_filter.h"

#include <algorithm>
#include <cassert>
#include <fcntl.h>
#include <mqtt_protocol.h>
#include <openssl/ssl.h>
#include <sys/socket.h>

namespace facteo::transport {
namespace {

using namespace std::chrono_literals;

/// An attempt that has no CONNACK by then is given up.
constexpr auto kAttemptTimeout = 15s;
/// How soon to ask again when too many others are opening their connections.
constexpr auto kAttemptAgain = 20ms;
/// How often libmosquitto looks at its keepalive; it counts in seconds.
constexpr auto kMiscEvery = 1s;
/// A link that stood this long was a real one: the next failure starts with a short wait again.
constexpr auto kStoodLongEnough = 5s;
/// What stop() gives the buffer to be written.
constexpr auto kStopPatience = 2s;

} // namespace

Connection::Connection(MqttSettings settings, NetworkThread::Loop &loop)
    : m_settings(std::move(settings)), m_loop(loop), m_number(loop.newNumber()),
      m_backoff(m_settings.backoff, m_settings.seed)
{
}

Connection::~Connection()
{
    if (m_client)
        mosquitto_destroy(m_client);
}

// --- Any thread ---

void Connection::wantUp(Transport::OnMessage onMessage, Transport::OnLink onLink)
{
    const std::scoped_lock lock(m_mutex);
    assert(!m_stopped && m_wish != Wish::Stopped); // a stopped transport is not started again
    if (m_wish == Wish::Idle) {
        m_onMessage = std::move(onMessage);
        m_onLink = std::move(onLink);
    }
    m_wish = Wish::Up;
}

void Connection::wantSevered()
{
    const std::scoped_lock lock(m_mutex);
    if (m_wish == Wish::Up)
        m_wish = Wish::Severed;
}

void Connection::wantStopped()
{
    const std::scoped_lock lock(m_mutex);
    m_wish = Wish::Stopped;
}

void Connection::waitUntilStopped()
{
    std::unique_lock lock(m_mutex);
    m_stoppedSignal.wait(lock, [this] { return m_stopped; });
}

std::expected<void, PublishError> Connection::take(
    std::string topic, Bytes payload, Qos qos, bool retain, std::uint32_t expirySeconds, bool &mustWake)
{
    const auto refuse = [this](PublishError why) {
        ++m_tally.turnedAway;
        return std::unexpected(why);
    };
    const std::scoped_lock lock(m_mutex);
    if (!isPublishable(topic))
        return refuse(PublishError::BadTopic);
    if (payload.size() > m_settings.maxPayloadBytes)
        return refuse(PublishError::TooLarge);
    if (!connected() || m_wish != Wish::Up)
        return refuse(PublishError::NotConnected);
    if (m_outgoing.size() >= m_settings.maxBuffered)
        return refuse(PublishError::BufferFull);
    ++m_tally.published;
    // Not empty: the network thread is on its way, or waits until it can write again.
    mustWake = m_outgoing.empty();
    m_outgoing.push_back({std::move(topic), std::move(payload), qos, retain, expirySeconds});
    return {};
}

void Connection::addFilter(std::string filter, Qos qos)
{
    const std::scoped_lock lock(m_mutex);
    m_filters.emplace_back(std::move(filter), qos);
}

void Connection::removeFilter(const std::string &filter)
{
    const std::scoped_lock lock(m_mutex);
    const auto found = std::ranges::find(m_filters, filter, &std::pair<std::string, Qos>::first);
    if (found == m_filters.end())
        return;
    if (found - m_filters.begin() < static_cast<std::ptrdiff_t>(m_filtersSent)) {
        --m_filtersSent;
        m_filtersGone.push_back(filter);
    }
    m_filters.erase(found);
}

Counters Connection::counters() const
{
    Counters counters{.published = m_tally.published,
        .delivered = m_tally.delivered,
        .denied = m_tally.denied,
        .turnedAway = m_tally.turnedAway,
        .lost = m_tally.lost,
        .received = m_tally.received,
        .receivedBytes = m_tally.receivedBytes,
        .connects = m_tally.connects,
        .failures = m_tally.failures,
        .inFlight = m_tally.inFlight};
    const std::scoped_lock lock(m_mutex);
    counters.buffered = m_outgoing.size();
    return counters;
}

// --- Network thread ---

void Connection::serve(TimePoint now)
{
    if (m_finished)
        return;
    Wish wish;
    {
        const std::scoped_lock lock(m_mutex);
        wish = m_wish;
    }
    switch (wish) {
    case Wish::Idle:
        return;
    case Wish::Severed:
        cut(now);
        return;
    case Wish::Stopped:
        stopStep(now);
        return;
    case Wish::Up:
        break;
    }
    if (!m_trying && now >= m_nextAttempt) {
        if (m_loop.beginAttempt()) {
            m_attempting = true;
            attempt(now);
        } else {
            m_nextTick = now + kAttemptAgain;
            m_loop.wakeAt(m_nextTick);
        }
        return;
    }
    if (m_acknowledged) {
        renewFilters();
        drain();
    }
    settle(MOSQ_ERR_SUCCESS, now);
}

void Connection::ready(bool readable, bool writable, TimePoint now)
{
    if (!m_trying)
        return; // an event from before the link broke
    int rc = MOSQ_ERR_SUCCESS;
    if (readable)
        rc = readAll();
    if (rc == MOSQ_ERR_SUCCESS && writable && mosquitto_socket(m_client) >= 0)
        rc = mosquitto_loop_write(m_client, 1);
    if (rc == MOSQ_ERR_SUCCESS && m_acknowledged && mosquitto_socket(m_client) >= 0) {
        renewFilters();
        drain();
    }
    settle(rc, now);
}

int Connection::readAll()
{
    // libmosquitto takes one packet a call, whatever it is told; the rest of a TLS record waits inside
    // OpenSSL, where epoll does not see it.
    for (;;) {
        const int rc = mosquitto_loop_read(m_client, 1);
        if (rc != MOSQ_ERR_SUCCESS || mosquitto_socket(m_client) < 0)
            return rc;
        const auto *tls = static_cast<const SSL *>(mosquitto_ssl_get(m_client));
        if (!tls || SSL_pending(tls) == 0)
            return rc;
    }
}

void Connection::tick(TimePoint now)
{
    if (m_stopDeadline != TimePoint::max()) {
        stopStep(now);
        return;
    }
    if (!m_trying) {
        m_nextTick = TimePoint::max();
        serve(now);
        return;
    }
    if (!m_acknowledged && now - m_triedAt > kAttemptTimeout) {
        m_lastError = "no answer from the broker for 15 s";
        ::shutdown(mosquitto_socket(m_client), SHUT_RDWR);
        down(MOSQ_ERR_TIMEOUT, now);
        return;
    }
    m_nextTick = now + kMiscEvery;
    settle(mosquitto_loop_misc(m_client), now);
}

void Connection::attempt(TimePoint now)
{
    m_triedAt = now;
    m_acknowledged = false;
    m_refusal = 0;
    m_lastError.clear();
    if (!m_client && !makeClient()) {
        // Looked at again with the next attempt: somebody may be putting the files there.
        mosquitto_destroy(std::exchange(m_client, nullptr));
        m_lastError = "cannot use the TLS files " + m_settings.caFile.string() + ", " +
                      m_settings.certificateFile.string() + " and " + m_settings.keyFile.string();
        down(MOSQ_ERR_TLS, now);
        return;
    }
    if (!chooseFamily()) {
        down(MOSQ_ERR_EAI, now);
        return;
    }
    m_trying = true;
    m_watched = -1;
    m_nextTick = now + kMiscEvery;
    settle(mosquitto_connect_async(
               m_client, m_settings.host.c_str(), m_settings.port, m_settings.keepAliveSeconds),
        now);
}

void Connection::attemptOver()
{
    if (std::exchange(m_attempting, false))
        m_loop.endAttempt();
}

void Connection::renewFilters()
{
    std::vector<std::pair<std::string, Qos>> filters;
    std::vector<std::string> gone;
    {
        const std::scoped_lock lock(m_mutex);
        gone.swap(m_filtersGone);
        filters.assign(m_filters.begin() + static_cast<std::ptrdiff_t>(m_filtersSent), m_filters.end());
        m_filtersSent = m_filters.size();
    }
    for (const auto &filter : gone)
        mosquitto_unsubscribe(m_client, nullptr, filter.c_str());
    for (const auto &[filter, qos] : filters)
        mosquitto_subscribe(m_client, nullptr, filter.c_str(), static_cast<int>(qos));
}

void Connection::drain()
{
    // A packet that could not be written waits in libmosquitto, which bounds nothing: give it no second one.
    while (mosquitto_socket(m_client) >= 0 && !mosquitto_want_write(m_client) &&
           m_unacknowledged.size() < m_settings.maxInFlight) {
        Outgoing outgoing;
        {
            const std::scoped_lock lock(m_mutex);
            if (m_outgoing.empty())
                return;
            outgoing = std::move(m_outgoing.front());
            m_outgoing.pop_front();
        }
        if (!hand(outgoing))
            ++m_tally.lost;
    }
}

bool Connection::hand(const Outgoing &outgoing)
{
    Properties properties;
    if (outgoing.expirySeconds > 0)
        properties.addSeconds(MQTT_PROP_MESSAGE_EXPIRY_INTERVAL, outgoing.expirySeconds);
    int mid = 0;
    const int rc = mosquitto_publish_v5(m_client, &mid, outgoing.topic.c_str(),
        static_cast<int>(outgoing.payload.size()), outgoing.payload.data(), static_cast<int>(outgoing.qos),
        outgoing.retain, properties.list());
    if (outgoing.qos == Qos::AtLeastOnce && rc != MOSQ_ERR_INVAL && rc != MOSQ_ERR_OVERSIZE_PACKET) {
        // Kept by libmosquitto even when the link broke in this very call; sent again after the reconnect.
        m_unacknowledged.insert(mid);
        m_tally.inFlight = m_unacknowledged.size();
        return true;
    }
    return rc == MOSQ_ERR_SUCCESS;
}

/// After every call into libmosquitto: did the link break, and what does the socket wait for?
void Connection::settle(int rc, TimePoint now)
{
    if (!m_trying)
        return;
    const int socket = mosquitto_socket(m_client);
    if (socket < 0 || rc != MOSQ_ERR_SUCCESS) {
        down(rc, now);
        return;
    }
    // While TCP or TLS is being opened libmosquitto does not say that it wants to write, yet it may.
    const bool writable = mosquitto_want_write(m_client);
    const bool isNew = socket != m_watched;
    // libmosquitto lets children inherit its sockets. One that lives on in a child cannot be taken out of the
    // epoll set once it is closed here: its events would come for ever.
    if (isNew)
        ::fcntl(socket, F_SETFD, FD_CLOEXEC);
    if (isNew || writable != m_watchedWritable)
        m_loop.watch(socket, writable || isNew, isNew, m_number);
    m_watchedWritable = writable || isNew;
    m_watched = socket;
    m_loop.wakeAt(m_nextTick);
}

/// Before libmosquitto may close the socket. Where it has closed it already this does nothing.
void Connection::unwatch()
{
    if (m_watched >= 0)
        m_loop.forget(std::exchange(m_watched, -1));
}

void Connection::down(int rc, TimePoint now)
{
    unwatch();
    if (const int socket = m_client ? mosquitto_socket(m_client) : -1; socket >= 0)
        ::shutdown(socket, SHUT_RDWR); // libmosquitto closes it at the next connect, or when destroyed
    attemptOver();
    m_trying = false;
    m_connected = false;
    auto [link, reason] = explain(rc);
    if (m_acknowledged && now - m_triedAt > kStoodLongEnough)
        m_backoff.reset();
    // Somebody answered, or a link stood: the host's other address would say nothing new.
    if (m_acknowledged || link == Link::Refused)
        m_familiesLeft.clear();
    m_acknowledged = false;
    dropUnwritten();
    if (m_firstReason.empty())
        m_firstReason = std::move(reason);
    if (m_familiesLeft.empty()) {
        m_nextAttempt = now + m_backoff.next();
        report(link, std::exchange(m_firstReason, {}));
    } else {
        m_nextAttempt = now;
    }
    m_nextTick = m_nextAttempt;
    m_loop.wakeAt(m_nextTick);
}

/// The radio dies on purpose: no DISCONNECT, no attempt until start().
void Connection::cut(TimePoint now)
{
    if (m_trying) {
        m_lastError = "cut off on purpose";
        down(MOSQ_ERR_CONN_LOST, now);
    }
    m_nextAttempt = TimePoint::min();
    m_nextTick = TimePoint::max();
}

void Connection::stopStep(TimePoint now)
{
    if (m_stopDeadline == TimePoint::max())
        m_stopDeadline = now + kStopPatience;
    bool empty = false;
    if (m_acknowledged && m_trying) {
        drain();
        const std::scoped_lock lock(m_mutex);
        empty = m_outgoing.empty() && m_unacknowledged.empty() && !mosquitto_want_write(m_client);
    }
    if (m_acknowledged && m_trying && mosquitto_socket(m_client) >= 0 && !empty && now < m_stopDeadline) {
        m_nextTick = now + 20ms;
        settle(mosquitto_loop_misc(m_client), now);
        return;
    }
    unwatch();
    if (m_acknowledged && m_trying && mosquitto_socket(m_client) >= 0)
        mosquitto_disconnect_v5(m_client, 0, nullptr);
    finish();
}

void Connection::finish()
{
    if (m_client)
        mosquitto_destroy(m_client);
    m_client = nullptr;
    attemptOver();
    m_trying = false;
    m_connected = false;
    m_finished = true;
    m_nextTick = TimePoint::max();
    const std::scoped_lock lock(m_mutex);
    m_stopped = true;
    m_stoppedSignal.notify_all();
}

/// QoS 0 that was not written when the link broke is gone: positions are not worth more. QoS 1 waits.
void Connection::dropUnwritten()
{
    const std::scoped_lock lock(m_mutex);
    const auto gone =
        std::erase_if(m_outgoing, [](const Outgoing &outgoing) { return outgoing.qos == Qos::AtMostOnce; });
    m_tally.lost += gone;
    ++m_tally.failures;
    m_filtersSent = 0;
}

void Connection::report(Link link, std::string reason, bool sessionPresent)
{
    if (m_onLink && m_stopDeadline == TimePoint::max())
        m_onLink({.link = link, .sessionPresent = sessionPresent, .reason = std::move(reason)});
}

} // namespace facteo::transport
