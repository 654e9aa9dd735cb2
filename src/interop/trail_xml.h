// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "interop/trail_export.h"

namespace facteo::interop {

/// GPX 1.1 (topografix.com/GPX/1/1/gpx.xsd), elements in the schema's order.
[[nodiscard]] std::string gpxOf(const ExportedTrail &trail);

/// KML 2.2 (OGC 07-147r2) with Google's gx:Track, the only element that has a time for each place.
[[nodiscard]] std::string kmlOf(const ExportedTrail &trail);

} // namespace facteo::interop
