// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "protocol/records.h"

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// Trails for other people's programs.
namespace facteo::interop {

enum class TrailFormat : std::uint8_t { Gpx, Kml, Csv, GeoJson };

inline constexpr std::array kTrailFormats{
    TrailFormat::Gpx, TrailFormat::Kml, TrailFormat::Csv, TrailFormat::GeoJson};

/// "gpx", "kml", "csv", "geojson": what people type, and what files end in.
[[nodiscard]] std::string_view suffixOf(TrailFormat format);
/// None for anything else; capitals do not matter.
[[nodiscard]] std::optional<TrailFormat> trailFormatOf(std::string_view suffix);

/// One handset's trail, and what the file says about it. Texts may be anything: what a format cannot hold
/// (control characters, broken UTF-8) becomes U+FFFD.
struct ExportedTrail
{
    protocol::HandsetId handset;
    std::string name;                 ///< as people call it: "H-012, Zoé Faure"
    std::string description;          ///< such as the purpose; may be empty
    protocol::Instant writtenAt;      ///< stands in the file where the format has a place for it
    std::vector<protocol::Fix> fixes; ///< in order of time
};

/// The whole file, UTF-8. Times are UTC; whole seconds, or milliseconds where there are any. A piece ends
/// where the way is not known (geo::piecesOf).
///
/// GPX 1.1: a track segment a piece; speed and course as Garmin's TrackPointExtension v2, which GPX 1.1
/// itself has no place for. KML 2.2: a gx:Track a piece, with times, accuracy and speed. CSV (RFC 4180): a
/// line a fix, with all that is known. GeoJSON (RFC 7946): a feature a piece, a line with its times in
/// "coordTimes", or a point.
[[nodiscard]] std::string exported(const ExportedTrail &trail, TrailFormat format);

} // namespace facteo::interop
