// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "protocol/records.h"

#include <cstddef>
#include <expected>
#include <span>
#include <vector>

namespace facteo::protocol {

/// A roster as a file: protobuf message facteo.wire.Roster, nothing around it.
[[nodiscard]] std::vector<std::byte> encodeRoster(const Roster &roster);

/// Errors: TooLarge (64 MiB), Malformed, MissingField, OutOfRange.
[[nodiscard]] std::expected<Roster, Fault> decodeRoster(std::span<const std::byte> bytes);

} // namespace facteo::protocol
