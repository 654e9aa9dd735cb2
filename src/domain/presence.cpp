// SPDX-License-Identifier: Apache-2.0
#include "domain/presence.h"

namespace facteo::domain {

using protocol::Absence;

Absence absence(protocol::Duty duty, bool sharing, bool alertOpen,
    const std::optional<protocol::Instant> &lastHeardAt, bool connected, protocol::Instant now)
{
    switch (gate(duty, sharing, alertOpen)) {
    case Gate::OffDuty:
    case Gate::OnBreak:
        return Absence::OffDutyOrBreak;
    case Gate::SharingOff:
        return Absence::SharingOff;
    case Gate::Open:
        break;
    }
    const bool heard = lastHeardAt && now - *lastHeardAt <= kSignalLostAfter;
    return heard && connected ? Absence::None : Absence::SignalLost;
}

} // namespace facteo::domain
