// SPDX-License-Identifier: Apache-2.0
#include "maps/address_writer.h"

namespace facteo::maps {

AddressCounts addAddressIndex(Gazetteer gazetteer, PackageWriter &)
{
    return {.streets = gazetteer.streets.size(),
        .addresses = gazetteer.addresses.size(),
        .places = gazetteer.points.size()};
}

} // namespace facteo::maps
