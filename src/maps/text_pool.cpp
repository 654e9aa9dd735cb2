// SPDX-License-Identifier: Apache-2.0
#include "maps/text_pool.h"

#include "maps/bytes.h"

#include <limits>
#include <utility>
#include <xxhash.h>

namespace facteo::maps {
namespace {

/// A node of the table with its share of the buckets, as GCC 14 and glibc lay it out.
constexpr std::size_t kBytesPerKnownText = 64;

} // namespace

TextPool::TextPool(std::filesystem::path scratch, std::size_t memory)
    : m_mostKnown(memory / kBytesPerKnownText + 1), m_bytes(std::move(scratch))
{
    m_bytes.append(std::as_bytes(std::span("", 1)));
}

std::uint32_t TextPool::offsetOf(std::string_view text)
{
    if (text.empty())
        return 0;
    const auto hash = XXH3_128bits(text.data(), text.size());
    const Fingerprint print{.high = hash.high64, .low = hash.low64};
    if (const auto known = m_offsets.find(print); known != m_offsets.end())
        return known->second;
    const auto offset = m_bytes.size();
    if (offset > std::numeric_limits<std::uint32_t>::max()) {
        m_isFull = true;
        return 0;
    }
    if (m_offsets.size() >= m_mostKnown)
        m_offsets.clear();
    m_offsets.emplace(print, static_cast<std::uint32_t>(offset));
    ByteWriter entry;
    entry.text(text);
    m_bytes.append(entry.bytes());
    return static_cast<std::uint32_t>(offset);
}

std::optional<WriteError> TextPool::fault() const
{
    return m_isFull ? WriteError::TooLarge : m_bytes.fault();
}

} // namespace facteo::maps
