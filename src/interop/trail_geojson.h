// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "interop/trail_export.h"

namespace facteo::interop {

/// A FeatureCollection (RFC 7946) of lines, or points where a piece is one fix. Beside each coordinate stand,
/// in arrays of the same length, "coordTimes" (as toGeoJSON and Leaflet plug-ins call it),
/// "accuraciesMetres", "speedsMetresPerSecond" and "coursesDegrees", with null for what is not known.
[[nodiscard]] std::string geoJsonOf(const ExportedTrail &trail);

} // namespace facteo::interop
