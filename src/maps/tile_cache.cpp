// SPDX-License-Identifier: Apache-2.0
#include "maps/tile_cache.h"

namespace facteo::maps {

std::optional<QImage> TileCache::find(const TileKey &key)
{
    const auto found = m_places.constFind(key);
    if (found == m_places.cend())
        return {};
    m_entries.splice(m_entries.begin(), m_entries, *found);
    return m_entries.front().image;
}

void TileCache::insert(const TileKey &key, const QImage &image)
{
    if (const auto found = m_places.constFind(key); found != m_places.cend()) {
        m_bytes -= (*found)->image.sizeInBytes();
        m_entries.erase(*found);
    }
    m_entries.push_front({key, image});
    m_places.insert(key, m_entries.begin());
    m_bytes += image.sizeInBytes();
    // The newest stays even when it alone is beyond the bound: somebody is waiting for it.
    while (m_bytes > m_mostBytes && m_entries.size() > 1) {
        m_bytes -= m_entries.back().image.sizeInBytes();
        m_places.remove(m_entries.back().key);
        m_entries.pop_back();
    }
}

void TileCache::clear()
{
    m_entries.clear();
    m_places.clear();
    m_bytes = 0;
}

} // namespace facteo::maps
