// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "maps/features.h"

#include <cstdint>
#include <optional>
#include <osmium/osm/tag.hpp>

/// How OSM tags become features (https://wiki.openstreetmap.org/wiki/Map_features). The tables are in the
/// .cpp.
namespace facteo::maps {

/// What a way is as a line; nothing for ways that only bound areas or that no map here shows.
[[nodiscard]] std::optional<FeatureKind> lineKind(const osmium::TagList &tags);
/// What a closed way or a multipolygon is as an area.
[[nodiscard]] std::optional<FeatureKind> areaKind(const osmium::TagList &tags);
/// What a node is.
[[nodiscard]] std::optional<FeatureKind> pointKind(const osmium::TagList &tags);
/// What an area is besides: a school ground is also a school. No place names: these have nodes of their own.
[[nodiscard]] std::optional<FeatureKind> areaPointKind(const osmium::TagList &tags);

/// kBridge, kTunnel, kOneway, kOnewayBack.
[[nodiscard]] std::uint8_t lineFlags(const osmium::TagList &tags);
/// OSM `layer`, -5 … 5; bridges without one are 1, tunnels -1.
[[nodiscard]] std::int8_t layerOf(const osmium::TagList &tags);
/// 10 · log10(population), 0 when unknown or absurd.
[[nodiscard]] std::uint8_t populationRank(const osmium::TagList &tags);
/// admin_level 2 … 11, 0 when it is none.
[[nodiscard]] std::uint8_t adminLevel(const osmium::TagList &tags);

/// Whether anybody looks at the area: it is drawn, has a point with a symbol, or is a commune.
[[nodiscard]] bool isWantedArea(const osmium::TagList &tags);
/// 7 or 8 for a boundary that gives the city of an address, else 0. In France the commune is level 8; where
/// there is none, the next larger one that has a name people use.
[[nodiscard]] std::uint8_t communeLevel(const osmium::TagList &tags);

} // namespace facteo::maps
