// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "maps/package_writer.h"
#include "maps/spill_sorter.h"
#include "maps/street_draft.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>

namespace facteo::maps {

struct AddressCounts
{
    std::size_t streets = 0;
    std::size_t addresses = 0;
    std::size_t places = 0;
};

/// Takes sections in pieces: calls with the same kind in a row continue one section.
using SectionSink = std::function<void(SectionKind, std::span<const std::byte>)>;

/// Makes the address index out of what sources say, in any order and of any size: streets of one name are
/// brought together through the disk (SpillSorter), told apart (StreetGroup), and numbered by where they lie.
///
/// Memory: about `room.memory` while things are added, and then 25 bytes an address and 250 bytes a street.
/// Faults of the scratch disk stick.
class AddressBuilder
{
public:
    explicit AddressBuilder(const WriterRoom &room);

    void add(const StreetDraft &street);
    void add(const PlaceDraft &place);

    /// Hands out the five sections that AddressIndex reads. The same additions in the same order give the
    /// same bytes. Once.
    AddressCounts write(const SectionSink &sink);

    [[nodiscard]] std::optional<WriteError> fault() const;

private:
    void bringTogether();

    WriterRoom m_room;
    SpillSorter m_said;   ///< streets by name
    SpillSorter m_placed; ///< finished entries by place
    std::optional<WriteError> m_textFault;
};

} // namespace facteo::maps
