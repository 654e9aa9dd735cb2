// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "protocol/words.h"

#include <cstdint>
#include <expected>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace facteo::handset {

enum class GpxFault : std::uint8_t {
    NotReadable,   ///< no such file, no right
    TooLarge,      ///< over 64 MiB or a million points
    NotXml,        ///< not well-formed
    NotAllowed,    ///< a document type or entities: no track needs them
    NotGpx,        ///< well-formed, but something else
    NoTrack,       ///< no <trk>: perhaps only a route or waypoints
    NoSegment,     ///< a <trk> without <trkseg>
    NoPoint,       ///< segments without <trkpt>
    BadCoordinate, ///< lat or lon missing, no number or out of range
    BadTime,       ///< a <time> that is none
};

/// What is wrong, where, and what to do about it, in one line for whoever has the file.
struct GpxProblem
{
    GpxFault fault = GpxFault::NotXml;
    std::uint64_t line = 0; ///< 0 where no line is to blame
    std::string detail;
};

struct TrackPoint
{
    protocol::Position position;
    std::optional<protocol::Instant> at;
    std::uint64_t line = 0;

    bool operator==(const TrackPoint &) const = default;
};

/// All segments of all tracks of one file, in its order.
struct Track
{
    std::string name; ///< of the first track; may be empty
    std::vector<TrackPoint> points;

    /// True when every point has a time and they do not all have the same one.
    [[nodiscard]] bool isTimed() const;

    bool operator==(const Track &) const = default;
};

/// GPX 1.0 and 1.1 (topografix.com), with or without namespace. Extensions are passed over.
[[nodiscard]] std::expected<Track, GpxProblem> parseGpx(std::string_view text);

/// The same from a file; `detail` begins with its name.
[[nodiscard]] std::expected<Track, GpxProblem> readGpx(const std::filesystem::path &file);

/// xsd:dateTime as GPX uses it: "2015-01-01T11:35:02Z", with a fraction or an offset; without either it is
/// UTC, as GPX demands. None for anything else, including the 31st of June.
[[nodiscard]] std::optional<protocol::Instant> parseGpxTime(std::string_view text);

} // namespace facteo::handset
