// SPDX-License-Identifier: Apache-2.0
#include "hub/seen_frames.h"

#include <functional>
#include <string_view>

namespace facteo::hub {

SeenFrames::Sight SeenFrames::look(const protocol::FrameId &id, std::span<const std::byte> bytes)
{
    // No cryptographic digest: what matters is signed, and who can forge a collision can also sign.
    const std::uint64_t digest = std::hash<std::string_view>{}(
        std::string_view(reinterpret_cast<const char *>(bytes.data()), bytes.size()));
    const auto [entry, isNew] = m_digests.try_emplace(id, digest);
    if (!isNew)
        return entry->second == digest ? Sight::Repeated : Sight::Replayed;
    m_order.push_back(id);
    if (m_order.size() > m_atMost) {
        m_digests.erase(m_order.front());
        m_order.pop_front();
    }
    return Sight::New;
}

void SeenFrames::forgetAll()
{
    m_digests.clear();
    m_order.clear();
}

} // namespace facteo::hub
