// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "hub/depot_state.h"
#include "hub/voice.h"

namespace facteo::hub {

/// How many handsets are in which honest state.
struct Census
{
    std::uint32_t known = 0;
    std::uint32_t live = 0;   ///< with a fresh position
    std::uint32_t ageing = 0; ///< shared and heard, and without a fresh position
    std::uint32_t sharingOff = 0;
    std::uint32_t offDutyOrBreak = 0;
    std::uint32_t signalLost = 0;
    std::optional<protocol::Instant> heardAt; ///< the latest frame of any of them
};

/// The latest state of every handset for the consoles: what changed, at most once a second each; everything,
/// every ten seconds. Lossy by design, and never with a position that may not be seen.
class PictureDesk
{
public:
    /// Both must outlive this.
    PictureDesk(DepotState &state, Voice &voice) : m_state(state), m_voice(voice) {}

    /// Once a second.
    void tick(protocol::Instant now);

    [[nodiscard]] protocol::HandsetPicture pictureOf(const HandsetSlot &slot, protocol::Instant now) const;
    [[nodiscard]] std::vector<protocol::HandsetPicture> whole(protocol::Instant now) const;
    [[nodiscard]] Census census(protocol::Instant now) const;

private:
    void passStops(HandsetSlot &slot);
    void show(std::vector<protocol::HandsetPicture> pictures, bool whole, protocol::Instant now);

    DepotState &m_state;
    Voice &m_voice;
    std::uint32_t m_ticks = 0;
};

} // namespace facteo::hub
