// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>

namespace facteo::domain {

/// Why somebody may look at where a postman was: the purposes for which CNIL délibération 2015-165, article
/// 2, allows an employer to locate employees. There is no other; how long somebody worked is none of them
/// while there is another way to know.
enum class Purpose : std::uint8_t {
    Safety,       ///< of the employee himself, the goods or the vehicle
    ProofOfWork,  ///< following, billing or proving a service
    Allocation,   ///< sending the nearest of those who are dispersed, in an emergency above all
    VehicleRules, ///< whether the rules for using the vehicle are kept
    LegalDuty,    ///< a law demands it
};

inline constexpr std::array kPurposes{
    Purpose::Safety, Purpose::ProofOfWork, Purpose::Allocation, Purpose::VehicleRules, Purpose::LegalDuty};

} // namespace facteo::domain
