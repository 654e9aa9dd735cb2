// SPDX-License-Identifier: Apache-2.0
#include "protocol/codec.h"

namespace facteo::protocol {
namespace {

/// Differences of longitudes may not fit 32 bits (from one side of the date line to the other): they wrap,
/// and so do their sums.
std::int32_t difference(std::int32_t later, std::int32_t earlier)
{
    return static_cast<std::int32_t>(static_cast<std::uint32_t>(later) - static_cast<std::uint32_t>(earlier));
}

std::int32_t sum(std::int32_t earlier, std::int32_t delta)
{
    return static_cast<std::int32_t>(static_cast<std::uint32_t>(earlier) + static_cast<std::uint32_t>(delta));
}

} // namespace

std::vector<Position> lineFrom(const google::protobuf::RepeatedField<std::int32_t> &deltas, std::size_t least,
    std::size_t most, std::string_view field, FieldCheck &check)
{
    const auto points = static_cast<std::size_t>(deltas.size()) / 2;
    check.within(points, least, most, field);
    if (deltas.size() % 2 != 0)
        check.fail(Fault::OutOfRange, field);

    std::vector<Position> line;
    line.reserve(std::min(points, most));
    Position at;
    for (int i = 0; i + 1 < deltas.size() && !check.failed(); i += 2) {
        at.latE7 = check.within(sum(at.latE7, deltas[i]), -900'000'000, 900'000'000, field);
        at.lonE7 = check.within(sum(at.lonE7, deltas[i + 1]), -1'800'000'000, 1'800'000'000, field);
        line.push_back(at);
    }
    return line;
}

void lineTo(const std::vector<Position> &line, google::protobuf::RepeatedField<std::int32_t> &out)
{
    out.Reserve(static_cast<int>(2 * line.size()));
    Position before;
    for (const auto &point : line) {
        out.Add(difference(point.latE7, before.latE7));
        out.Add(difference(point.lonE7, before.lonE7));
        before = point;
    }
}

} // namespace facteo::protocol
