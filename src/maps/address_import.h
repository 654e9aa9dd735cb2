// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "maps/address_builder.h"
#include "maps/gazetteer.h"
#include "maps/package_writer.h"

namespace facteo::maps {

/// Adds the address index to a package in the making: what the gazetteer holds, and what the builder was
/// given before. Faults of the scratch disk stick to the builder and the gazetteer.
AddressCounts addAddressIndex(Gazetteer &gazetteer, AddressBuilder &builder, PackageWriter &writer);

} // namespace facteo::maps
