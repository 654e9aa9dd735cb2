// SPDX-License-Identifier: Apache-2.0
#include "store/trail_codec.h"

#include "store/bits.h"
#include "store/checksum.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <limits>
#include <numeric>
#include <utility>

namespace facteo::store {
namespace {

using protocol::Fix;

constexpr std::uint64_t kVersion = 1;
constexpr std::size_t kValuesPerBlock = 64;
constexpr unsigned kParameterBits = 6;
constexpr unsigned kGreatestParameter = 32; // a code stays within what BitReader::peek() shows
constexpr unsigned kLongestUnary = 24;      // that many ones: the number itself follows, in 64 bits
constexpr std::size_t kChecksumBytes = 4;

enum class Presence : std::uint8_t { None = 0, All = 1, Mixed = 2 };

// --- Golomb-Rice codes ---

std::uint64_t codeLength(std::span<const std::uint64_t> values, unsigned parameter)
{
    std::uint64_t length = 0;
    for (const std::uint64_t value : values) {
        const std::uint64_t unary = value >> parameter;
        length += unary < kLongestUnary ? unary + 1 + parameter : kLongestUnary + 64;
    }
    return length;
}

unsigned bestParameter(std::span<const std::uint64_t> values)
{
    std::uint64_t sum = 0;
    for (const std::uint64_t value : values) // one wild value must not wrap the sum
        sum += std::min<std::uint64_t>(value, std::uint64_t{1} << 48);
    const auto around = static_cast<unsigned>(std::bit_width(sum / values.size()));
    unsigned best = std::min(around, kGreatestParameter);
    std::uint64_t shortest = codeLength(values, best);
    for (unsigned tried = best; tried > 0 && best - (tried - 1) <= 2;) {
        --tried;
        const std::uint64_t length = codeLength(values, tried);
        if (length >= shortest)
            break;
        shortest = length;
        best = tried;
    }
    return best;
}

void writeCodes(BitWriter &to, std::span<const std::uint64_t> values)
{
    for (std::size_t at = 0; at < values.size(); at += kValuesPerBlock) {
        const auto block = values.subspan(at, std::min(kValuesPerBlock, values.size() - at));
        const unsigned parameter = bestParameter(block);
        to.bits(parameter, kParameterBits);
        for (const std::uint64_t value : block) {
            const std::uint64_t unary = value >> parameter;
            if (unary < kLongestUnary) {
                to.bits((std::uint64_t{1} << unary) - 1, static_cast<unsigned>(unary) + 1);
                to.bits(value & ((std::uint64_t{1} << parameter) - 1), parameter);
            } else {
                to.bits((std::uint64_t{1} << kLongestUnary) - 1, kLongestUnary);
                to.bits(value & 0xffff'ffff, 32);
                to.bits(value >> 32, 32);
            }
        }
    }
    to.align();
}

bool readCodes(BitReader &from, std::span<std::uint64_t> values)
{
    for (std::size_t at = 0; at < values.size() && !from.overran(); at += kValuesPerBlock) {
        const auto parameter = static_cast<unsigned>(from.bits(kParameterBits));
        if (parameter > kGreatestParameter)
            return false;
        for (auto &value : values.subspan(at, std::min(kValuesPerBlock, values.size() - at))) {
            const std::uint64_t next = from.peek();
            const auto unary = static_cast<unsigned>(std::countr_one(next));
            if (unary < kLongestUnary) {
                const std::uint64_t rest = (next >> (unary + 1)) & ((std::uint64_t{1} << parameter) - 1);
                value = (static_cast<std::uint64_t>(unary) << parameter) | rest;
                from.skip(unary + 1 + parameter);
            } else {
                from.skip(kLongestUnary);
                value = from.bits(32);
                value |= from.bits(32) << 32;
            }
        }
    }
    from.align();
    return !from.overran();
}

// --- columns ---

/// Values, differences, or differences of differences, in zigzag. Wraps like the machine does, both ways.
void difference(std::span<const std::int64_t> values, unsigned order, std::span<std::uint64_t> to)
{
    std::uint64_t last = 0;
    std::uint64_t lastStep = 0;
    for (std::size_t i = 0; i < values.size(); ++i) {
        const auto value = static_cast<std::uint64_t>(values[i]);
        const std::uint64_t step = value - last;
        const std::array<std::uint64_t, 3> kept{value, step, step - lastStep};
        to[i] = zigzag(static_cast<std::int64_t>(kept[order]));
        last = value;
        lastStep = step;
    }
}

std::uint64_t roughLength(std::span<const std::uint64_t> values)
{
    std::uint64_t bits = 0;
    for (const std::uint64_t value : values)
        bits += static_cast<std::uint64_t>(std::bit_width(value));
    return bits;
}

/// Distances from the first value, divided by what divides them all; 0 where all values are the same.
std::uint64_t normalise(std::vector<std::int64_t> &values)
{
    const auto first = static_cast<std::uint64_t>(values.front());
    std::uint64_t divisor = 0;
    for (std::int64_t &value : values) {
        value = static_cast<std::int64_t>(static_cast<std::uint64_t>(value) - first);
        if (divisor != 1) {
            const auto size =
                value < 0 ? 0 - static_cast<std::uint64_t>(value) : static_cast<std::uint64_t>(value);
            divisor = std::gcd(divisor, size);
        }
    }
    if (divisor > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max()))
        divisor = 1;
    if (divisor > 1) {
        for (std::int64_t &value : values)
            value /= static_cast<std::int64_t>(divisor);
    }
    return divisor;
}

void writeColumn(BitWriter &to, std::vector<std::int64_t> values)
{
    if (values.empty())
        return;
    to.varint(zigzag(values.front()));
    const std::uint64_t divisor = normalise(values);
    to.varint(divisor);
    if (divisor == 0)
        return;

    const auto rest = std::span(values).subspan(1); // the first is 0 now
    std::vector<std::uint64_t> best;
    std::vector<std::uint64_t> tried(rest.size());
    std::uint64_t shortest = std::numeric_limits<std::uint64_t>::max();
    std::uint64_t bestOrder = 0;
    for (unsigned order = 0; order < 3; ++order) {
        difference(rest, order, tried);
        const std::uint64_t length = roughLength(tried);
        if (length < shortest) {
            shortest = length;
            bestOrder = order;
            best = tried;
        }
    }
    to.varint(bestOrder);
    writeCodes(to, best);
}

/// False when no encoder wrote it, or it ends too early.
bool readColumn(BitReader &from, std::span<std::int64_t> values)
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
    if (!readCodes(from, rest))
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
void writeOptional(std::vector<std::byte> &chunk, std::span<const Fix> fixes, Field field)
{
    std::vector<std::int64_t> present;
    std::vector<std::byte> map((fixes.size() + 7) / 8);
    for (std::size_t i = 0; i < fixes.size(); ++i) {
        if (const auto &value = fixes[i].*field) {
            present.push_back(*value);
            map[i / 8] |= static_cast<std::byte>(1u << (i % 8));
        }
    }
    const Presence presence = present.empty()                  ? Presence::None
                              : present.size() == fixes.size() ? Presence::All
                                                               : Presence::Mixed;
    chunk.push_back(static_cast<std::byte>(presence));
    if (presence == Presence::Mixed)
        chunk.insert(chunk.end(), map.begin(), map.end());
    BitWriter writer(chunk);
    writeColumn(writer, std::move(present));
}

template<typename Field>
bool readOptional(BitReader &from, std::span<Fix> fixes, std::span<std::int64_t> scratch, Field field)
{
    const auto presence = from.bits(8);
    if (presence > static_cast<std::uint64_t>(Presence::Mixed))
        return false;
    std::vector<std::size_t> present;
    for (std::size_t i = 0; i < fixes.size(); ++i) {
        const bool here =
            presence == static_cast<std::uint64_t>(Presence::Mixed) ? from.bits(1) == 1 : presence == 1;
        if (here)
            present.push_back(i);
    }
    from.align();
    const auto values = scratch.first(present.size());
    if (from.overran() || !readColumn(from, values))
        return false;
    for (std::size_t i = 0; i < present.size(); ++i) {
        if (!std::in_range<std::uint32_t>(values[i]))
            return false;
        fixes[present[i]].*field = static_cast<std::uint32_t>(values[i]);
    }
    return true;
}

template<typename Get> void writeRequired(std::vector<std::byte> &chunk, std::span<const Fix> fixes, Get get)
{
    std::vector<std::int64_t> values;
    values.reserve(fixes.size());
    for (const Fix &fix : fixes)
        values.push_back(get(fix));
    BitWriter writer(chunk);
    writeColumn(writer, std::move(values));
}

template<typename T, typename Set>
bool readRequired(BitReader &from, std::span<Fix> fixes, std::span<std::int64_t> scratch, Set set)
{
    const auto values = scratch.first(fixes.size());
    if (!readColumn(from, values))
        return false;
    for (std::size_t i = 0; i < fixes.size(); ++i) {
        if (!std::in_range<T>(values[i]))
            return false;
        set(fixes[i], static_cast<T>(values[i]));
    }
    return true;
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
    writeRequired(chunk, fixes, [](const Fix &fix) { return std::int64_t{fix.position.latE7}; });
    writeRequired(chunk, fixes, [](const Fix &fix) { return std::int64_t{fix.position.lonE7}; });
    writeRequired(chunk, fixes, [](const Fix &fix) { return std::int64_t{fix.accuracyDm}; });
    writeOptional(chunk, fixes, &Fix::speedCmS);
    writeOptional(chunk, fixes, &Fix::headingCdeg);

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
    if (version != kVersion)
        return std::unexpected(TrailFault::UnknownVersion);
    const auto count = from.varint();
    if (!count || *count == 0 || *count > kMostFixesPerChunk)
        return std::unexpected(TrailFault::BadColumn);

    std::vector<Fix> fixes(*count);
    std::vector<std::int64_t> scratch(*count);
    const bool read =
        readRequired<std::int64_t>(from, fixes, scratch,
            [](Fix &fix, std::int64_t at) { fix.at = protocol::Instant(std::chrono::milliseconds(at)); }) &&
        readRequired<std::int32_t>(
            from, fixes, scratch, [](Fix &fix, std::int32_t lat) { fix.position.latE7 = lat; }) &&
        readRequired<std::int32_t>(
            from, fixes, scratch, [](Fix &fix, std::int32_t lon) { fix.position.lonE7 = lon; }) &&
        readRequired<std::uint32_t>(
            from, fixes, scratch, [](Fix &fix, std::uint32_t dm) { fix.accuracyDm = dm; }) &&
        readOptional(from, fixes, scratch, &Fix::speedCmS) &&
        readOptional(from, fixes, scratch, &Fix::headingCdeg);
    if (!read)
        return std::unexpected(from.overran() ? TrailFault::Truncated : TrailFault::BadColumn);
    if (!from.atEnd() || !std::ranges::is_sorted(fixes, {}, &Fix::at))
        return std::unexpected(TrailFault::BadColumn);
    return fixes;
}

} // namespace facteo::store
