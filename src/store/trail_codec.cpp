// SPDX-License-Identifier: Apache-2.0
#include "store/trail_codec.h"

#include "store/checksum.h"
#include "store/trail_codec_v1.h"
#include "store/trail_column.h"
#include "store/trail_precision.h"
#include "store/trail_reckoning.h"
#include "store/trail_rice.h"

#include <algorithm>
#include <cassert>
#include <numeric>
#include <utility>

namespace facteo::store {
namespace {

using protocol::Fix;

constexpr std::uint64_t kVersion = 2;
constexpr std::uint64_t kFullCircleCdeg = Fix::kMostHeadingCdeg + 1;
constexpr std::size_t kChecksumBytes = 4;

enum class Presence : std::uint8_t { None = 0, All = 1, Mixed = 2 };
enum class Accuracies : std::uint8_t { Decimetres = 0, Classes = 1 };

/// Room for one column at a time.
using Column = std::vector<std::int64_t>;

std::span<std::int64_t> columnOf(Column &room, std::size_t count)
{
    room.resize(count);
    return room;
}

// --- what may be absent: present, absent, present… by the lengths of the runs ---

void writePresence(
    std::vector<std::byte> &to, std::span<const Fix> fixes, std::optional<std::uint32_t> Fix::*field)
{
    std::vector<std::uint64_t> runs(1);
    bool counted = true;
    for (const Fix &fix : fixes) {
        const bool here = (fix.*field).has_value();
        if (here != counted)
            runs.push_back(0);
        ++runs.back();
        counted = here;
    }
    const auto presence = runs.size() == 1                   ? Presence::All
                          : runs[0] == 0 && runs.size() == 2 ? Presence::None
                                                             : Presence::Mixed;
    to.push_back(static_cast<std::byte>(presence));
    if (presence != Presence::Mixed)
        return;
    BitWriter writer(to);
    writer.varint(runs.size());
    writeRice(writer, runs);
}

/// The indices of the fixes that have it; none when no encoder wrote it.
std::optional<std::vector<std::size_t>> readPresence(BitReader &from, std::size_t fixes)
{
    std::vector<std::size_t> present(fixes);
    std::ranges::iota(present, std::size_t{0});
    switch (static_cast<Presence>(from.bits(8))) {
    case Presence::None:
        present.clear();
        return present;
    case Presence::All:
        return present;
    case Presence::Mixed:
        break;
    default:
        return std::nullopt;
    }
    const auto count = from.varint();
    if (!count || *count == 0 || *count > fixes + 1)
        return std::nullopt;
    std::vector<std::uint64_t> runs(static_cast<std::size_t>(*count));
    if (!readRice(from, runs))
        return std::nullopt;
    present.clear();
    std::size_t at = 0;
    for (std::size_t run = 0; run < runs.size(); ++run) {
        if (runs[run] > fixes - at)
            return std::nullopt;
        for (std::uint64_t left = runs[run]; left > 0; --left, ++at)
            if (run % 2 == 0)
                present.push_back(at);
    }
    return at == fixes ? std::optional(std::move(present)) : std::nullopt;
}

void writeOptional(std::vector<std::byte> &to, std::span<const Fix> fixes,
    std::optional<std::uint32_t> Fix::*field, const ColumnHints &hints = {})
{
    writePresence(to, fixes, field);
    Column present;
    present.reserve(fixes.size());
    for (const Fix &fix : fixes)
        if (fix.*field)
            present.push_back(*(fix.*field));
    if (!present.empty())
        writeColumn(to, present, hints);
}

bool readOptional(BitReader &from, std::span<Fix> fixes, Column &room,
    std::optional<std::uint32_t> Fix::*field, const ColumnHints &hints = {})
{
    const auto present = readPresence(from, fixes.size());
    if (!present)
        return false;
    if (present->empty())
        return true;
    const auto values = columnOf(room, present->size());
    if (!readColumn(from, values, hints))
        return false;
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (!std::in_range<std::uint32_t>(values[i]))
            return false;
        fixes[(*present)[i]].*field = static_cast<std::uint32_t>(values[i]);
    }
    return true;
}

// --- what is always there ---

template<typename Get>
void writeRequired(
    std::vector<std::byte> &to, std::span<const Fix> fixes, Get get, const ColumnHints &hints = {})
{
    Column values;
    values.reserve(fixes.size());
    for (const Fix &fix : fixes)
        values.push_back(get(fix));
    writeColumn(to, values, hints);
}

bool readCoordinates(BitReader &from, std::span<Fix> fixes, Column &room,
    std::int32_t protocol::Position::*field, const ColumnHints &hints)
{
    const auto values = columnOf(room, fixes.size());
    if (!readColumn(from, values, hints))
        return false;
    for (std::size_t i = 0; i < fixes.size(); ++i) {
        if (!std::in_range<std::int32_t>(values[i]))
            return false;
        fixes[i].position.*field = static_cast<std::int32_t>(values[i]);
    }
    return true;
}

void writeAccuracies(std::vector<std::byte> &to, std::span<const Fix> fixes)
{
    const bool areClasses =
        std::ranges::all_of(fixes, [](const Fix &fix) { return accuracyClass(fix.accuracyDm).has_value(); });
    to.push_back(static_cast<std::byte>(areClasses ? Accuracies::Classes : Accuracies::Decimetres));
    writeRequired(to, fixes, [&](const Fix &fix) {
        return std::int64_t{areClasses ? *accuracyClass(fix.accuracyDm) : fix.accuracyDm};
    });
}

bool readAccuracies(BitReader &from, std::span<Fix> fixes, Column &room)
{
    const auto kind = from.bits(8);
    const auto values = columnOf(room, fixes.size());
    if (kind > std::to_underlying(Accuracies::Classes) || !readColumn(from, values))
        return false;
    for (std::size_t i = 0; i < fixes.size(); ++i) {
        if (!std::in_range<std::uint32_t>(values[i]))
            return false;
        const auto read = static_cast<std::uint32_t>(values[i]);
        const auto accuracy =
            kind == std::to_underlying(Accuracies::Classes) ? accuracyOf(read) : std::optional(read);
        if (!accuracy)
            return false;
        fixes[i].accuracyDm = *accuracy;
    }
    return true;
}

bool readTimes(BitReader &from, std::span<Fix> fixes, Column &room)
{
    const auto values = columnOf(room, fixes.size());
    if (!readColumn(from, values) || !std::ranges::is_sorted(values))
        return false;
    for (std::size_t i = 0; i < fixes.size(); ++i)
        fixes[i].at = protocol::Instant(std::chrono::milliseconds(values[i]));
    return true;
}

bool readColumns(BitReader &from, std::span<Fix> fixes)
{
    Column room;
    std::vector<std::int64_t> steps(fixes.size());
    if (!readTimes(from, fixes, room) || !readOptional(from, fixes, room, &Fix::speedCmS) ||
        !readOptional(from, fixes, room, &Fix::headingCdeg, {.circle = kFullCircleCdeg}) ||
        !readAccuracies(from, fixes, room))
        return false;
    reckonNorth(fixes, steps);
    if (!readCoordinates(from, fixes, room, &protocol::Position::latE7, {.steps = steps}))
        return false;
    reckonEast(fixes, fixes.front().position.latE7, steps);
    return readCoordinates(from, fixes, room, &protocol::Position::lonE7, {.steps = steps});
}

} // namespace

std::vector<std::byte> encodeTrail(std::span<const Fix> fixes)
{
    assert(!fixes.empty() && fixes.size() <= kMostFixesPerChunk);
    assert(std::ranges::is_sorted(fixes, {}, &Fix::at));

    std::vector<std::byte> chunk;
    chunk.reserve(64 + fixes.size() * 8);
    BitWriter header(chunk);
    header.varint(kVersion);
    header.varint(fixes.size());
    writeRequired(chunk, fixes, [](const Fix &fix) { return fix.at.time_since_epoch().count(); });
    writeOptional(chunk, fixes, &Fix::speedCmS);
    writeOptional(chunk, fixes, &Fix::headingCdeg, {.circle = kFullCircleCdeg});
    writeAccuracies(chunk, fixes);
    std::vector<std::int64_t> steps(fixes.size());
    reckonNorth(fixes, steps);
    writeRequired(
        chunk, fixes, [](const Fix &fix) { return std::int64_t{fix.position.latE7}; }, {.steps = steps});
    reckonEast(fixes, fixes.front().position.latE7, steps);
    writeRequired(
        chunk, fixes, [](const Fix &fix) { return std::int64_t{fix.position.lonE7}; }, {.steps = steps});

    const std::uint32_t sum = checksum(chunk);
    const auto *bytes = reinterpret_cast<const std::byte *>(&sum);
    chunk.insert(chunk.end(), bytes, bytes + kChecksumBytes);
    return chunk;
}

std::expected<std::vector<Fix>, TrailFault> decodeTrail(std::span<const std::byte> chunk)
{
    if (chunk.size() < kChecksumBytes + 2)
        return std::unexpected(TrailFault::Truncated);
    const auto body = chunk.first(chunk.size() - kChecksumBytes);
    std::uint32_t sum = 0;
    std::memcpy(&sum, &chunk[body.size()], kChecksumBytes);
    if (sum != checksum(body))
        return std::unexpected(TrailFault::BadChecksum);

    BitReader from(body);
    const auto version = from.varint();
    if (version != kVersion && version != kFirstTrailVersion)
        return std::unexpected(TrailFault::UnknownVersion);
    const auto count = from.varint();
    if (!count || *count == 0 || *count > kMostFixesPerChunk)
        return std::unexpected(TrailFault::BadColumn);
    std::vector<Fix> fixes(static_cast<std::size_t>(*count));
    const bool isRead = version == kVersion ? readColumns(from, fixes) : readFirstVersion(from, fixes);
    if (!isRead)
        return std::unexpected(from.overran() ? TrailFault::Truncated : TrailFault::BadColumn);
    if (!from.atEnd())
        return std::unexpected(TrailFault::BadColumn);
    if (version == kFirstTrailVersion)
        std::ranges::transform(fixes, fixes.begin(), kept);
    return fixes;
}

} // namespace facteo::store
