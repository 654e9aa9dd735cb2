// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "protocol/messages.h"

#include <map>
#include <optional>
#include <unordered_map>
#include <vector>

namespace facteo::protocol {

/// Message expiry of a request, MQTT 5: whoever asked has been told long before that nobody answered, and
/// must not see it carried out later, by a hub that was away.
inline constexpr std::uint32_t kRequestExpirySeconds = 10;

/// The questions of one console that wait for an answer. One thread.
class RequestBook
{
public:
    /// A page further than this before its turn is dropped: the hub is not talking sense.
    static constexpr std::uint32_t kMaxPagesAhead = 256;

    /// A request was sent at `now`; every page of its answer gives it `patience` more.
    void sent(const FrameId &request, Instant now, std::chrono::milliseconds patience);

    /// The pages that can be read now, in order: none while an earlier one is missing, for a duplicate, or
    /// for an answer nobody waits for. The one with last = true ends the request.
    [[nodiscard]] std::vector<Response> arrived(Response &&page, Instant now);

    /// Requests whose patience is over: forgotten here, in order of their deadline.
    [[nodiscard]] std::vector<FrameId> expired(Instant now);

    /// When expired() will have something.
    [[nodiscard]] std::optional<Instant> nextDeadline() const;

    /// The connection or the session is gone: all are forgotten and returned.
    [[nodiscard]] std::vector<FrameId> abandonAll();

    [[nodiscard]] bool isWaitingFor(const FrameId &request) const { return m_waiting.contains(request); }
    [[nodiscard]] std::size_t size() const { return m_waiting.size(); }

private:
    struct Waiting
    {
        Instant deadline{};
        std::chrono::milliseconds patience{};
        std::uint32_t nextPage = 0;
        std::map<std::uint32_t, Response> ahead{};
    };

    std::unordered_map<FrameId, Waiting> m_waiting;
};

} // namespace facteo::protocol
