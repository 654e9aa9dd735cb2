// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "hub/depot_state.h"
#include "hub/seen_frames.h"
#include "hub/settings.h"
#include "protocol/frame.h"
#include "transport/message.h"

#include <expected>
#include <functional>
#include <map>
#include <span>
#include <string>

namespace facteo::hub {

/// A frame that passed every check at the door.
struct Admitted
{
    HandsetSlot *handset = nullptr;           ///< whose it is: a handset's
    const EnrolledConsole *console = nullptr; ///< or a console's
    bool repeated = false; ///< was here before, byte for byte: acknowledge again, do nothing twice
    protocol::Order order = protocol::Order::Next;
    protocol::Envelope envelope;
};

/// A frame that did not.
struct Rejected
{
    protocol::Fault fault = protocol::Fault::Malformed;
    std::string detail;
    HandsetSlot *owner = nullptr;           ///< of the topic, when there is one: he may be told
    std::optional<protocol::FrameId> frame; ///< as written on the envelope
};

/// The one door: every frame from the broker comes through here before anybody acts on it.
///
/// In this order: size, decoding, direction, sender known, topic owner is sender (or an exercise gateway that
/// this hub allows; it may seal what is marked as an exercise, and sign with the handset's key), enrolled,
/// revoked, signature where one is required, from the future, repetition or replay. Positions and their
/// plausibility are PositionDesk's.
class Ingest
{
public:
    /// Both must outlive this.
    Ingest(DepotState &state, const HubSettings &settings);

    [[nodiscard]] std::expected<Admitted, Rejected> admit(
        const transport::Message &message, protocol::Instant now);

    /// Whom to believe from now on, and nobody else.
    void trust(std::span<const EnrolledConsole> consoles);

    /// A turn that was not kept: its frames will come again.
    void forgetTurn() { m_seen.forgetAll(); }

private:
    [[nodiscard]] std::expected<Admitted, Rejected> admitFrom(HandsetSlot &slot, protocol::Opened &&opened,
        std::span<const std::byte> bytes, protocol::Instant now);
    [[nodiscard]] std::expected<Admitted, Rejected> admitFrom(const EnrolledConsole &console,
        protocol::Opened &&opened, std::span<const std::byte> bytes, protocol::Instant now);
    [[nodiscard]] std::optional<Rejected> see(
        Admitted &admitted, std::span<const std::byte> bytes, protocol::Instant now);

    DepotState &m_state;
    protocol::DepotId m_depot;
    std::map<protocol::SenderId, EnrolledConsole> m_consoles;
    const std::vector<protocol::SenderId> m_gateways;
    SeenFrames m_seen;
};

} // namespace facteo::hub
