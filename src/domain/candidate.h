// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "domain/presence.h"
#include "protocol/records.h"

#include <chrono>
#include <optional>
#include <span>
#include <vector>

namespace facteo::domain {

/// Why a postman cannot be sent now. What hinders is said, never hidden: the supervisor decides.
enum class Hindrance : std::uint8_t { None, PositionUnknown, SignalLost, OnBreak, InAlert, OffDuty };

/// One postman as an answer to "who could go there?".
struct Candidate
{
    protocol::HandsetId handset;
    protocol::PostmanId postman;
    Hindrance hindrance = Hindrance::None;
    std::optional<double> metres; ///< straight line from his last known position; none when he has none
    std::optional<std::chrono::minutes> walking;

    bool operator==(const Candidate &) const = default;
};

/// A postman on foot with his bag: 1.2 m/s over streets that are 1.35 times as long as the straight line.
/// Estimates for a list's order: whoever has a street network puts the way there in the place of both
/// figures' product.
inline constexpr double kWalkingMetresPerSecond = 1.2;
inline constexpr double kStreetDetour = 1.35;

/// Whom to ask, best first: those without a hindrance by distance, then the others by hindrance and distance.
/// Ties are broken by handset id, so that the list never trembles.
std::vector<Candidate> candidates(const protocol::Position &where,
    std::span<const protocol::HandsetPicture> pictures, std::span<const protocol::Handset> handsets,
    std::span<const protocol::Alert> openAlerts);

} // namespace facteo::domain
