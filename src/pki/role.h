// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace facteo::pki {

/// What a certificate was issued for. It stands in the subject as organizationalUnit; the broker's access
/// list is made from it.
enum class Role : std::uint8_t {
    Handset = 1,
    Hub = 2,
    Console = 3,
    Broker = 4,
    OperatorPhone = 5, ///< a plain phone with OwnTracks: its own owntracks/<id>/# and nothing else
    /// Speaks for many handsets that do not exist: for exercises and demonstrations, and only where the hub's
    /// configuration names it.
    ExerciseGateway = 6,
};

/// "handset", "hub", "console", "broker", "operator-phone", "exercise-gateway": in certificates, bundles and
/// on the command line.
[[nodiscard]] std::string_view nameOf(Role role);
[[nodiscard]] std::optional<Role> roleNamed(std::string_view name);

} // namespace facteo::pki
