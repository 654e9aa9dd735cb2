// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "protocol/records.h"

#include <cstddef>
#include <vector>

namespace facteo::maps {

/// Invented postmen P-001 …, with numbers from the range that ARCEP keeps for fiction (06 39 98 …,
/// decision 2018-0881).
[[nodiscard]] std::vector<protocol::Postman> demoPostmen(std::size_t count);

} // namespace facteo::maps
