// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <osmium/osm/types.hpp>

namespace facteo::maps {

/// Place of an object in the order of an OSM file: 0, then negative ids, then positive ones, by absolute
/// value.
[[nodiscard]] constexpr std::uint64_t rankOf(osmium::object_id_type id)
{
    return id > 0 ? (std::uint64_t{1} << 62) + static_cast<std::uint64_t>(id)
                  : static_cast<std::uint64_t>(-id);
}

} // namespace facteo::maps
