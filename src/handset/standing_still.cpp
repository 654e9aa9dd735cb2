// SPDX-License-Identifier: Apache-2.0
#include "handset/standing_still.h"

namespace facteo::handset {

std::optional<protocol::Fix> StandingStill::fixAt(protocol::Instant now)
{
    return m_noise.blur({.at = now, .position = m_place, .speedCmS = 0, .headingCdeg = std::nullopt});
}

} // namespace facteo::handset
