// SPDX-License-Identifier: Apache-2.0
#include "maps/scratch_reader.h"

#include <algorithm>
#include <utility>

namespace facteo::maps {

std::span<const std::byte> ScratchReader::take(std::size_t size)
{
    constexpr std::size_t kWindow = std::size_t{1} << 20;
    if (m_window.size() - m_used < size) {
        m_window.erase(
            m_window.begin(), m_window.begin() + static_cast<std::ptrdiff_t>(std::exchange(m_used, 0)));
        const auto had = m_window.size();
        const auto more = std::min<std::uint64_t>(std::max(size, kWindow) - had, m_file.size() - m_at);
        m_window.resize(had + static_cast<std::size_t>(more));
        if (!m_file.read(m_at, std::span(m_window).subspan(had)))
            m_window.resize(had);
        m_at += m_window.size() - had;
    }
    const auto piece =
        std::span<const std::byte>(m_window).subspan(m_used, std::min(size, m_window.size() - m_used));
    m_used += piece.size();
    return piece;
}

} // namespace facteo::maps
