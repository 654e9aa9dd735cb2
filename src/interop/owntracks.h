// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "protocol/records.h"

#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

/// OwnTracks phones as input: the JSON they publish on owntracks/<user>/<device>.
/// Contract: owntracks/booklet, docs/tech/json.md.
namespace facteo::interop {

/// `_type: location` in our units.
struct OwnTracksLocation
{
    protocol::Fix fix;
    std::optional<std::uint8_t> batteryPercent;
    bool charging = false;
    /// Trigger `p`: the phone repeats where it was under the present time, so fix.at is no time of
    /// measurement.
    bool ping = false;

    bool operator==(const OwnTracksLocation &) const = default;
};

/// `_type: lwt`, published by the broker: the phone's connection is dead.
struct OwnTracksLastWill
{
    protocol::Instant connectedAt; ///< when it had first connected, not when it died

    bool operator==(const OwnTracksLastWill &) const = default;
};

/// A zero-length body. Legal: it clears a retained message.
struct OwnTracksNothing
{
    bool operator==(const OwnTracksNothing &) const = default;
};

/// A `_type` of the contract that says nothing the hub needs (waypoint, card, status, …).
struct OwnTracksUnused
{
    std::string type;

    bool operator==(const OwnTracksUnused &) const = default;
};

using OwnTracksMessage =
    std::variant<OwnTracksLocation, OwnTracksLastWill, OwnTracksNothing, OwnTracksUnused>;

/// Why a payload was not understood, with the key it is about, for a technician.
struct OwnTracksFault
{
    protocol::Fault fault = protocol::Fault::Malformed;
    std::string detail;

    bool operator==(const OwnTracksFault &) const = default;
};

/// Larger than any message of the contract that we read; cards with portraits are larger and of no use.
inline constexpr std::size_t kOwnTracksMaxBytes = std::size_t{64} * 1024;

/// Reads one payload.
///
/// Units on the way in: acc in metres, vel in km/h, cog in degrees, tst in seconds, batt in percent. A
/// negative vel, cog or batt means "unknown" (as Core Location writes it); a negative acc means that the
/// position itself is invalid, and is refused. An absent vel or cog stays unknown: the apps omit them both
/// when they are zero and when they are not known.
///
/// Errors: TooLarge; Malformed (no JSON object, wrong type of a value, no `_type`); MissingField; OutOfRange;
/// UnknownBody (an encrypted payload, whose key belongs to the phone's owner, or a `_type` nobody knows).
[[nodiscard]] std::expected<OwnTracksMessage, OwnTracksFault> decodeOwnTracks(std::string_view payload);

/// The user and the device of a publishing topic, `owntracks/<user>/<device>`; none when it is another topic
/// (events, commands and the like have a fourth level).
struct OwnTracksAddress
{
    std::string_view user;
    std::string_view device;
};
[[nodiscard]] std::optional<OwnTracksAddress> ownTracksAddress(std::string_view topic);

/// True for owntracks/<user>/<device>/<anything>: events, waypoints, commands of the contract. Nothing the
/// hub needs.
[[nodiscard]] bool isOwnTracksEvent(std::string_view topic);

} // namespace facteo::interop
