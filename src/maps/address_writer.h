// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "maps/gazetteer.h"
#include "maps/package_writer.h"

#include <cstddef>

namespace facteo::maps {

struct AddressCounts
{
    std::size_t streets = 0;
    std::size_t addresses = 0;
    std::size_t places = 0;
};

/// Adds the sections that AddressIndex reads. The gazetteer is used up.
AddressCounts addAddressIndex(Gazetteer gazetteer, PackageWriter &writer);

} // namespace facteo::maps
