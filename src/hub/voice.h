// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "protocol/sender_session.h"
#include "transport/transport.h"

#include <string>
#include <unordered_map>

namespace facteo::hub {

/// Everything the hub says: seals it in the session of its audience and gives it to the broker.
///
/// What finds no connection is dropped here: consoles see from the heartbeat that facts are missing and ask,
/// handsets repeat until they have their receipt, DownPost repeats orders.
class Voice
{
public:
    /// `transport` must outlive this.
    Voice(transport::Transport &transport, protocol::DepotId depot, protocol::SenderId hub,
        protocol::SigningKey key);

    void tellFact(const protocol::Fact &fact, protocol::Instant now);
    void showPicture(protocol::Picture picture, protocol::Instant now);
    void beat(const protocol::HubStatus &status, protocol::Instant now);
    void sayGoodbye(protocol::Instant now);
    /// Has the broker forget what it keeps on this topic.
    void clearRetained(const std::string &topic);

    /// Gives the frame, to be repeated byte for byte.
    std::vector<std::byte> tellHandset(const protocol::HandsetId &handset, protocol::Body body,
        protocol::Instant now, bool exercise = false);
    void repeat(const protocol::HandsetId &handset, const std::vector<std::byte> &frame);

    /// In as many pages as it needs, none above 64 KiB but for a single element that is larger.
    void answer(const protocol::SenderId &console, const protocol::FrameId &request,
        protocol::ResponseBody body, protocol::Instant now);

private:
    void publish(std::string topic, std::vector<std::byte> frame, transport::Qos qos);
    [[nodiscard]] protocol::SenderSession &sessionWith(const std::string &audience);

    transport::Transport &m_transport;
    protocol::DepotId m_depot;
    protocol::SenderId m_hub;
    protocol::SigningKey m_key;
    protocol::SenderSession m_toConsoles;
    std::unordered_map<std::string, protocol::SenderSession> m_toOne;
};

} // namespace facteo::hub
