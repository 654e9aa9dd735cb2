// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "store/bits.h"

namespace facteo::store {

/// What is known of a column besides its own values, to both who writes and who reads it.
struct ColumnHints
{
    /// Values are from 0 to this, exclusive, and run in a circle (36 000 hundredths of a degree); 0: they do
    /// not.
    std::uint64_t circle = 0;
    /// For each value how far it probably lies from the one before (the first says nothing); empty: not
    /// known.
    std::span<const std::int64_t> steps{};
};

/// One column of a trail in few bytes, without loss.
///
/// The distances from the first value are divided by their greatest common divisor (receivers that know whole
/// seconds or 1e-5 degrees pay for no more). Each is predicted (by the first value, the one before, the last
/// step, or the hints, whichever is shortest); what is left is written in Rice codes around its median, or,
/// where most of it is nothing, as the lengths of the gaps between what is something.
/// Precondition: at least one value.
void writeColumn(
    std::vector<std::byte> &to, std::span<const std::int64_t> values, const ColumnHints &hints = {});

/// False when it ends too early, or no encoder wrote it. Precondition: at least one value, at most
/// kMostFixesPerChunk of them.
[[nodiscard]] bool readColumn(BitReader &from, std::span<std::int64_t> values, const ColumnHints &hints = {});

} // namespace facteo::store
