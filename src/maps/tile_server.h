// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QUrl>
#include <cstdint>
#include <expected>
#include <filesystem>
#include <string>

namespace facteo::maps {

/// A server of finished pictures in the grid of the web: OSM's "slippy map" (XYZ), TMS, or a WMTS whose tile
/// matrix set is GoogleMapsCompatible (OGC 07-057r7, annex E.4), which is the same grid.
struct TileServer
{
    /// An http or https address with {z}, {x} and {y}; WMTS's {TileMatrix}, {TileCol} and {TileRow} are the
    /// same;
    /// {-y} counts rows from the south, as TMS does.
    QString address;
    QString attribution; ///< who has to be named beside the map; never empty
    int leastZoom = 0;   ///< 0 … 22
    int mostZoom = 19;
    int pixels = 256; ///< of a side of a picture: 256, or 512 for screens of two pixels a unit
};

enum class TileServerFault : std::uint8_t {
    Unreadable,
    NotToml,
    UnknownKey,
    NotText,       ///< a key that stands for words is something else
    NoAddress,     ///< none, or neither http nor https
    NoPlaceholder, ///< z, x or y is missing in the address, or there is one that nobody knows
    NoAttribution,
    BadZooms,
    BadPixels,
};

struct TileServerError
{
    TileServerFault fault = TileServerFault::Unreadable;
    std::string where; ///< "12" (line) or a key
};

/// From a TOML file with the keys `url`, `attribution`, and, unless they are as above, `zooms = [0, 19]` and
/// `pixels`. Reads a file: not on the GUI thread.
[[nodiscard]] std::expected<TileServer, TileServerError> readTileServer(const std::filesystem::path &file);

/// Where the picture of one tile is. Column and row count from the north-west: 0 … 2^zoom - 1.
[[nodiscard]] QUrl addressOf(const TileServer &server, int zoom, int column, int row);

} // namespace facteo::maps
