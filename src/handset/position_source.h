// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "protocol/records.h"

#include <optional>

namespace facteo::handset {

/// Mean, m/s. Knoblauch, Pietrucha, Nitzburg, "Field studies of pedestrian walking speed", TRR 1538, 1996.
inline constexpr double kWalkingSpeed = 1.25;

/// Where a handset gets its position from. A phone asks its receiver; here a track, a walk or a place stands
/// in for it.
class PositionSource
{
public:
    virtual ~PositionSource() = default;

    /// The fix at `now`, which never goes back between calls. None while there is no reception.
    [[nodiscard]] virtual std::optional<protocol::Fix> fixAt(protocol::Instant now) = 0;
};

} // namespace facteo::handset
