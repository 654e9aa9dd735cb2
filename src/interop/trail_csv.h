// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "interop/trail_export.h"

namespace facteo::interop {

/// RFC 4180 with a header line; what is not known is empty. The columns' names are those that GDAL and
/// gpsbabel's unicsv look for.
[[nodiscard]] std::string csvOf(const ExportedTrail &trail);

} // namespace facteo::interop
