// SPDX-License-Identifier: Apache-2.0
#include "hub/phone_desk.h"

#include "interop/owntracks.h"

#include <format>

namespace facteo::hub {

using protocol::Fault;

void PhoneDesk::take(const transport::Message &message, Turn &turn)
{
    if (message.payload.empty())
        return; // that is how a kept message is cleared, also by us
    // First of all, and whatever comes of it: the broker must not hold what nobody may hold.
    turn.retainedTopics.push_back(message.topic);
    const std::string_view payload(
        reinterpret_cast<const char *>(message.payload.data()), message.payload.size());
    const auto refuse = [&](Fault fault, std::string detail) {
        m_tally.refusePosition(fault, message.topic, message.payload.size(), std::move(detail), turn.now);
    };
    if (interop::isOwnTracksEvent(message.topic))
        return;
    const auto address = interop::ownTracksAddress(message.topic);
    if (!address)
        return refuse(Fault::WrongDirection, "not owntracks/<user>/<device>");
    const auto read = interop::decodeOwnTracks(payload);
    if (!read)
        return refuse(read.error().fault, read.error().detail);
    auto *const slot = m_state.slotOfPhone(std::format("{}/{}", address->user, address->device));
    if (slot == nullptr)
        return refuse(
            Fault::NotMapped, std::format("no handset has the phone {}/{}: facteo hub enrol --owntracks",
                                  address->user, address->device));
    if (slot->handset.revoked)
        return refuse(Fault::Revoked, slot->handset.id.text);

    if (std::holds_alternative<interop::OwnTracksLastWill>(*read)) {
        slot->connected = false;
        slot->changed = true;
        return;
    }
    const auto *location = std::get_if<interop::OwnTracksLocation>(&*read);
    if (location == nullptr)
        return; // understood, and of no use here
    if (!message.retained) {
        slot->heardAt = turn.now;
        slot->connected = true;
        slot->state.at = turn.now;
        slot->state.batteryPercent = location->batteryPercent;
        slot->state.charging = location->charging;
        slot->changed = true;
        slot->unsaved = true;
    }
    if (location->ping)
        return;
    if (const auto taken = m_positions.take(*slot, location->fix, turn); !taken)
        refuse(taken.error(), slot->handset.id.text);
}

} // namespace facteo::hub
