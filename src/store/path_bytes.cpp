// SPDX-License-Identifier: Apache-2.0
#include "store/path_bytes.h"

#include <QtEndian>

namespace facteo::store {
namespace {

constexpr std::size_t kBytesPerCorner = 8;

} // namespace

std::vector<std::byte> pathToBytes(std::span<const protocol::Position> path)
{
    std::vector<std::byte> bytes(path.size() * kBytesPerCorner);
    std::byte *to = bytes.data();
    for (const auto &corner : path) {
        qToLittleEndian(corner.latE7, to);
        qToLittleEndian(corner.lonE7, to + 4);
        to += kBytesPerCorner;
    }
    return bytes;
}

std::vector<protocol::Position> pathFrom(std::span<const std::byte> bytes)
{
    std::vector<protocol::Position> path;
    path.reserve(bytes.size() / kBytesPerCorner);
    for (std::size_t at = 0; at + kBytesPerCorner <= bytes.size(); at += kBytesPerCorner)
        path.push_back({.latE7 = qFromLittleEndian<std::int32_t>(&bytes[at]),
            .lonE7 = qFromLittleEndian<std::int32_t>(&bytes[at + 4])});
    return path;
}

} // namespace facteo::store
