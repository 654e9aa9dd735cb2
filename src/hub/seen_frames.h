// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "protocol/words.h"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <span>
#include <unordered_map>

namespace facteo::hub {

/// Frames of the last while, by id and a digest of their bytes: tells a repetition, which is how nothing gets
/// lost, from another frame under a used id, which is forgery. Bounded: the oldest are forgotten first, and
/// then the fact log still knows what was recorded.
class SeenFrames
{
public:
    enum class Sight : std::uint8_t { New, Repeated, Replayed };

    explicit SeenFrames(std::size_t atMost = 65'536) : m_atMost(atMost) {}

    [[nodiscard]] Sight look(const protocol::FrameId &id, std::span<const std::byte> bytes);

    /// What a failed turn saw must be taken in again.
    void forgetAll();

private:
    std::size_t m_atMost;
    std::unordered_map<protocol::FrameId, std::uint64_t> m_digests;
    std::deque<protocol::FrameId> m_order;
};

} // namespace facteo::hub
