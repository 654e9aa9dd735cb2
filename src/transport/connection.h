// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "transport/mqtt_transport.h"

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <deque>
#include <mosquitto.h>
#include <mutex>
#include <string>
#include <unordered_set>
#include <utility>
#include <vector>

namespace facteo::transport {

/// One MQTT connection as the network thread sees it. Private to this module.
class Connection
{
public:
    using Clock = std::chrono::steady_clock;
    using TimePoint = Clock::time_point;

    Connection(MqttSettings settings, NetworkThread::Loop &loop);
    ~Connection();
    Connection(const Connection &) = delete;
    Connection &operator=(const Connection &) = delete;

    // Any thread.
    void wantUp(Transport::OnMessage onMessage, Transport::OnLink onLink);
    void wantSevered();
    void wantStopped();
    void waitUntilStopped();
    [[nodiscard]] std::expected<void, PublishError> take(
        std::string topic, Bytes payload, Qos qos, bool retain, std::uint32_t expirySeconds, bool &mustWake);
    void addFilter(std::string filter, Qos qos);
    void removeFilter(const std::string &filter);
    [[nodiscard]] bool connected() const { return m_connected.load(std::memory_order_relaxed); }
    [[nodiscard]] Counters counters() const;

    /// What the events of its socket carry: never used twice, so that one that comes late finds nobody.
    [[nodiscard]] std::uint64_t number() const { return m_number; }

    // Network thread only.
    void serve(TimePoint now);
    void ready(bool readable, bool writable, TimePoint now);
    void tick(TimePoint now);
    [[nodiscard]] TimePoint nextTick() const { return m_nextTick; }
    [[nodiscard]] bool finished() const { return m_finished; }

private:
    enum class Wish : std::uint8_t { Idle, Up, Severed, Stopped };

    struct Outgoing
    {
        std::string topic;
        Bytes payload;
        Qos qos = Qos::AtMostOnce;
        bool retain = false;
        std::uint32_t expirySeconds = 0;
    };

    [[nodiscard]] int readAll();
    /// Counters as they grow: written by the network thread, and by take().
    struct Tally
    {
        std::atomic<std::uint64_t> published = 0;
        std::atomic<std::uint64_t> delivered = 0;
        std::atomic<std::uint64_t> denied = 0;
        std::atomic<std::uint64_t> turnedAway = 0;
        std::atomic<std::uint64_t> lost = 0;
        std::atomic<std::uint64_t> received = 0;
        std::atomic<std::uint64_t> receivedBytes = 0;
        std::atomic<std::uint64_t> connects = 0;
        std::atomic<std::uint64_t> failures = 0;
        std::atomic<std::uint64_t> inFlight = 0;
    };

    [[nodiscard]] bool makeClient();
    void applyWill();
    void attempt(TimePoint now);
    void attemptOver();
    void drain();
    bool hand(const Outgoing &outgoing);
    [[nodiscard]] bool chooseFamily();
    void renewFilters();
    void settle(int rc, TimePoint now);
    void unwatch();
    void down(int rc, TimePoint now);
    void cut(TimePoint now);
    void stopStep(TimePoint now);
    void finish();
    void dropUnwritten();
    void report(Link link, std::string reason, bool sessionPresent = false);
    [[nodiscard]] std::pair<Link, std::string> explain(int rc) const;

    static void connectedCallback(
        mosquitto *, void *self, int code, int flags, const mosquitto_property *properties);
    static void disconnectedCallback(mosquitto *, void *self, int code, const mosquitto_property *properties);
    static void publishedCallback(
        mosquitto *, void *self, int mid, int code, const mosquitto_property *properties);
    static void messageCallback(
        mosquitto *, void *self, const mosquitto_message *message, const mosquitto_property *properties);
    static void logCallback(mosquitto *, void *self, int level, const char *line);

    const MqttSettings m_settings;
    NetworkThread::Loop &m_loop;
    const std::uint64_t m_number;
    std::atomic<bool> m_connected = false;
    Tally m_tally;

    mutable std::mutex m_mutex;
    std::condition_variable m_stoppedSignal;
    Wish m_wish = Wish::Idle;                           ///< guarded
    bool m_stopped = false;                             ///< guarded
    std::deque<Outgoing> m_outgoing;                    ///< guarded
    std::vector<std::pair<std::string, Qos>> m_filters; ///< guarded
    std::size_t m_filtersSent = 0;                      ///< guarded
    std::vector<std::string> m_filtersGone;             ///< guarded; the broker has not been told
    Transport::OnMessage m_onMessage;                   ///< set before the first wish, then read only
    Transport::OnLink m_onLink;

    mosquitto *m_client = nullptr;
    int m_watched = -1;
    bool m_watchedWritable = false;
    bool m_attempting = false;   ///< counted by the loop until the broker has answered
    bool m_trying = false;       ///< a socket is open or being opened
    bool m_acknowledged = false; ///< CONNACK with success
    bool m_finished = false;
    std::vector<const char *> m_familiesLeft; ///< addresses to bind to, of this host's families not tried yet
    int m_refusal = 0;                        ///< reason code of the broker, 128 and up
    std::string m_firstReason;                ///< of the host's address that was tried first
    std::string m_lastError;                  ///< of libmosquitto's log
    Backoff m_backoff;
    TimePoint m_triedAt;
    TimePoint m_nextAttempt = TimePoint::min();
    TimePoint m_nextTick = TimePoint::max();
    TimePoint m_stopDeadline = TimePoint::max();
    std::unordered_set<int> m_unacknowledged; ///< message ids of QoS 1
};

} // namespace facteo::transport
