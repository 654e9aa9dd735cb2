// SPDX-License-Identifier: Apache-2.0
#include "interop/trail_export.h"

#include "interop/trail_csv.h"
#include "interop/trail_geojson.h"
#include "interop/trail_xml.h"

#include <QString>

namespace facteo::interop {

std::string_view suffixOf(TrailFormat format)
{
    switch (format) {
    case TrailFormat::Gpx:
        return "gpx";
    case TrailFormat::Kml:
        return "kml";
    case TrailFormat::Csv:
        return "csv";
    case TrailFormat::GeoJson:
        return "geojson";
    }
    return {};
}

std::optional<TrailFormat> trailFormatOf(std::string_view suffix)
{
    const auto wanted = QString::fromUtf8(suffix.data(), static_cast<qsizetype>(suffix.size())).toLower();
    for (const auto format : kTrailFormats)
        if (wanted == QLatin1StringView(suffixOf(format)))
            return format;
    return std::nullopt;
}

std::string exported(const ExportedTrail &trail, TrailFormat format)
{
    switch (format) {
    case TrailFormat::Gpx:
        return gpxOf(trail);
    case TrailFormat::Kml:
        return kmlOf(trail);
    case TrailFormat::Csv:
        return csvOf(trail);
    case TrailFormat::GeoJson:
        return geoJsonOf(trail);
    }
    return {};
}

} // namespace facteo::interop
