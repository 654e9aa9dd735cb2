// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QHash>
#include <QImage>
#include <cstddef>
#include <list>
#include <optional>

namespace facteo::maps {

/// Names the picture of one block: its place in the grid of a zoom, and its style.
struct TileKey
{
    int zoomSteps = 0; ///< zoom in steps of 1/kZoomSteps
    int column = 0;
    int row = 0;
    bool dark = false;

    [[nodiscard]] double zoom() const { return static_cast<double>(zoomSteps) / kZoomSteps; }
    static constexpr int kZoomSteps = 64;

    bool operator==(const TileKey &) const = default;
};

inline std::size_t qHash(const TileKey &key, std::size_t seed = 0)
{
    return qHashMulti(seed, key.zoomSteps, key.column, key.row, key.dark);
}

/// Pictures of blocks, of which the least recently used go when they take more than the bound.
class TileCache
{
public:
    explicit TileCache(qsizetype mostBytes) : m_mostBytes(mostBytes) {}

    /// Counts as a use.
    [[nodiscard]] std::optional<QImage> find(const TileKey &key);
    [[nodiscard]] bool contains(const TileKey &key) const { return m_places.contains(key); }
    void insert(const TileKey &key, const QImage &image);
    void clear();

    [[nodiscard]] qsizetype bytes() const { return m_bytes; }
    [[nodiscard]] qsizetype mostBytes() const { return m_mostBytes; }

private:
    struct Entry
    {
        TileKey key;
        QImage image;
    };
    using Entries = std::list<Entry>; ///< the most recently used first

    Entries m_entries;
    QHash<TileKey, Entries::iterator> m_places;
    qsizetype m_bytes = 0;
    qsizetype m_mostBytes;
};

} // namespace facteo::maps
