// SPDX-License-Identifier: Apache-2.0
#include "store/trail_codec_v1.h"

#include "store/trail_codec.h"
#include "store/trail_rice.h"

#include <algorithm>
#include <array>
#include <utility>

namespace facteo::store {
namespace {

using protocol::Fix;

enum class Mapped : std::uint8_t { None = 0, All = 1, Some = 2 };

/// False when no encoder wrote it, or it ends too early.
bool readPlainColumn(BitReader &from, std::span<std::int64_t> values)
{
    if (values.empty())
        return true;
    const auto first = from.varint();
    const auto divisor = from.varint();
    if (!first || !divisor || from.overran())
        return false;
    const auto start = static_cast<std::uint64_t>(unzigzag(*first));
    values.front() = static_cast<std::int64_t>(start);
    if (*divisor == 0) {
        std::ranges::fill(values, values.front());
        return true;
    }
    const auto order = from.varint();
    if (!order || *order > 2)
        return false;

    std::array<std::uint64_t, kMostFixesPerChunk> codes;
    const auto rest = std::span(codes).first(values.size() - 1);
    if (!readRice(from, rest))
        return false;
    std::uint64_t last = 0;
    std::uint64_t lastStep = 0;
    for (std::size_t i = 0; i < rest.size(); ++i) {
        auto value = static_cast<std::uint64_t>(unzigzag(rest[i]));
        if (*order == 2)
            value += lastStep;
        if (*order >= 1)
            value += last;
        lastStep = value - last;
        last = value;
        values[i + 1] = static_cast<std::int64_t>(start + value * *divisor);
    }
    return true;
}

template<typename Field>
bool readMapped(BitReader &from, std::span<Fix> fixes, std::span<std::int64_t> scratch, Field field)
{
    const auto presence = from.bits(8);
    if (presence > static_cast<std::uint64_t>(Mapped::Some))
        return false;
    std::vector<std::size_t> present;
    for (std::size_t i = 0; i < fixes.size(); ++i) {
        const bool here =
            presence == static_cast<std::uint64_t>(Mapped::Some) ? from.bits(1) == 1 : presence == 1;
        if (here)
            present.push_back(i);
    }
    from.align();
    const auto values = scratch.first(present.size());
    if (from.overran() || !readPlainColumn(from, values))
        return false;
    for (std::size_t i = 0; i < present.size(); ++i) {
        if (!std::in_range<std::uint32_t>(values[i]))
            return false;
        fixes[present[i]].*field = static_cast<std::uint32_t>(values[i]);
    }
    return true;
}

template<typename T, typename Set>
bool readPlain(BitReader &from, std::span<Fix> fixes, std::span<std::int64_t> scratch, Set set)
{
    const auto values = scratch.first(fixes.size());
    if (!readPlainColumn(from, values))
        return false;
    for (std::size_t i = 0; i < fixes.size(); ++i) {
        if (!std::in_range<T>(values[i]))
            return false;
        set(fixes[i], static_cast<T>(values[i]));
    }
    return true;
}

} // namespace

bool readFirstVersion(BitReader &from, std::span<Fix> fixes)
{
    std::vector<std::int64_t> scratch(fixes.size());
    return readPlain<std::int64_t>(from, fixes, scratch,
               [](Fix &fix, std::int64_t at) {
                   fix.at = protocol::Instant(std::chrono::milliseconds(at));
               }) &&
           readPlain<std::int32_t>(
               from, fixes, scratch, [](Fix &fix, std::int32_t lat) { fix.position.latE7 = lat; }) &&
           readPlain<std::int32_t>(
               from, fixes, scratch, [](Fix &fix, std::int32_t lon) { fix.position.lonE7 = lon; }) &&
           readPlain<std::uint32_t>(
               from, fixes, scratch, [](Fix &fix, std::uint32_t dm) { fix.accuracyDm = dm; }) &&
           readMapped(from, fixes, scratch, &Fix::speedCmS) &&
           readMapped(from, fixes, scratch, &Fix::headingCdeg) && std::ranges::is_sorted(fixes, {}, &Fix::at);
}

} // namespace facteo::store
