// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "protocol/words.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <utility>
#include <vector>

namespace facteo::geo {

/// One thing found by a NearestIndex.
struct Neighbour
{
    std::uint32_t key = 0;
    protocol::Position position;
    double metres = 0; ///< great-circle distance from the place asked about
};

/// Who is near: positions under keys, in an R-tree. 85,000 positions: bulk load 11 ms, ten nearest 2 µs,
/// one move about 0.7 µs. Not for the poles and not across the antimeridian. One thread at a time.
class NearestIndex
{
public:
    NearestIndex();
    explicit NearestIndex(std::span<const std::pair<std::uint32_t, protocol::Position>> entries);
    NearestIndex(NearestIndex &&) noexcept;
    NearestIndex &operator=(NearestIndex &&) noexcept;
    ~NearestIndex();

    [[nodiscard]] std::size_t size() const;

    /// Enters a key. The same key may stand at several positions.
    void insert(std::uint32_t key, protocol::Position position);
    /// True when the key stood at that position and was taken out.
    bool remove(std::uint32_t key, protocol::Position position);

    /// Up to `count` entries, nearest first (equal distances: smaller key first).
    [[nodiscard]] std::vector<Neighbour> nearest(protocol::Position from, std::size_t count) const;
    /// Everything within `metres`, nearest first.
    [[nodiscard]] std::vector<Neighbour> within(protocol::Position from, double metres) const;

private:
    struct Tree;
    std::unique_ptr<Tree> m_tree;
};

} // namespace facteo::geo
