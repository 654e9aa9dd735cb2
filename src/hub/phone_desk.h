// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "hub/position_desk.h"
#include "hub/tally.h"
#include "transport/message.h"

namespace facteo::hub {

/// Plain phones with the OwnTracks application, each mapped onto an enrolled handset: the same gate, the same
/// plausibility, the same picture as any other. These applications ask the broker to keep their last message;
/// the hub has it forgotten at once, or the broker would hold positions that nobody may hold.
class PhoneDesk
{
public:
    /// All must outlive this.
    PhoneDesk(DepotState &state, PositionDesk &positions, Tally &tally)
        : m_state(state), m_positions(positions), m_tally(tally)
    {
    }

    /// `message` came on owntracks/<user>/<device>: the broker's access list vouches for the user.
    void take(const transport::Message &message, Turn &turn);

private:
    DepotState &m_state;
    PositionDesk &m_positions;
    Tally &m_tally;
};

} // namespace facteo::hub
