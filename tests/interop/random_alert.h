// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "protocol/records.h"

#include <random>

namespace facteo::tests {

/// An alert as it may stand in any state, with whatever texts people and handsets give.
inline protocol::Alert randomAlert(std::mt19937 &random)
{
    using namespace protocol;
    const auto below = [&](std::uint32_t n) { return static_cast<std::uint32_t>(random() % n); };
    const auto instant = [&] { return Instant{std::chrono::seconds{1'700'000'000 + below(100'000'000)}}; };
    Alert alert{.id = AlertId{random() + 1ULL},
        .number = 1 + below(9'999),
        .handset = {"H-" + std::to_string(below(999))},
        .postman = {below(4) == 0 ? std::string() : "P-" + std::to_string(below(999))},
        .trigger = static_cast<AlertTrigger>(1 + below(10)),
        .state = static_cast<AlertState>(1 + below(12)),
        .exercise = below(2) == 0,
        .raisedAt = instant(),
        .occurrences = 1 + below(5),
        .reason = "raison\x01 <b>"};
    if (below(3) > 0)
        alert.lastFix = Fix{.at = instant(),
            .position = {.latE7 = static_cast<std::int32_t>(below(1'800'000'001)) - 900'000'000,
                .lonE7 = static_cast<std::int32_t>(below(3'600'000'001U) - 1'800'000'000U)},
            .accuracyDm = below(3) == 0 ? 0 : below(Fix::kMostAccuracyDm)};
    alert.changedAt = instant();
    alert.owner = {"claire"};
    alert.ownerName = "Claire <Morel> & Co";
    alert.silent = below(3) == 0;
    if (alert.state == AlertState::Closed && below(2) == 0) {
        alert.outcome = static_cast<AlertOutcome>(1 + below(7));
        alert.milestones.resolvedAt = alert.changedAt;
    }
    return alert;
}

} // namespace facteo::tests
