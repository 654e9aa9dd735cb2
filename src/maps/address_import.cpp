// SPDX-License-Identifier: Apache-2.0
#include "maps/address_import.h"

namespace facteo::maps {

AddressCounts addAddressIndex(Gazetteer &gazetteer, AddressBuilder &builder, PackageWriter &writer)
{
    gazetteer.pourInto(builder);
    return builder.write(
        [&](SectionKind kind, std::span<const std::byte> bytes) { writer.addSection(kind, bytes); });
}

} // namespace facteo::maps
