// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "console/news.h"
#include "protocol/messages.h"

namespace facteo::tests {

/// A Friday, half past eleven in France.
inline constexpr protocol::Instant kNow{std::chrono::milliseconds{1'795'170'271'000}};

/// A depot as a hub would tell it, the same every time: 69 postmen, 49 rounds, four of five on the map.
class SampleDepot
{
public:
    explicit SampleDepot(protocol::Instant now);

    [[nodiscard]] protocol::Snapshot snapshot() const { return m_snapshot; }
    /// Everybody walks on for `elapsed`.
    [[nodiscard]] std::vector<protocol::HandsetPicture> walk(std::chrono::milliseconds elapsed);
    /// The next fact of the log.
    [[nodiscard]] protocol::Fact fact(protocol::FactBody body, protocol::OperatorId by = {});
    [[nodiscard]] protocol::Alert alert(std::size_t postman, protocol::AlertState state);
    [[nodiscard]] protocol::Task task(std::size_t number, protocol::TaskState state);
    void setNow(protocol::Instant now) { m_now = now; }

private:
    protocol::Instant m_now;
    protocol::Snapshot m_snapshot;
    std::uint64_t m_number = 0;
};

} // namespace facteo::tests
