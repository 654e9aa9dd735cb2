// SPDX-License-Identifier: Apache-2.0
#include "console/packed_picture.h"

namespace facteo::console {

using namespace protocol;

PackedPicture::PackedPicture(const HandsetPicture &picture)
{
    // Names them all: with a field more this does not compile until it is kept, too.
    const auto &[handset, fix, absence, duty, sharing, battery, charging, heardAt, connected, unsent, stop,
        scannedAt] = picture;
    const auto ms = [](const std::optional<Instant> &when) {
        return when ? when->time_since_epoch().count() : kNone<std::int64_t>;
    };
    if (fix) {
        const auto &[at, position, accuracyDm, speedCmS, headingCdeg] = *fix;
        m_standing.hasFix = true;
        m_fixAt = at.time_since_epoch().count();
        m_position = position;
        m_accuracyDm = accuracyDm;
        m_speedCmS = static_cast<std::uint16_t>(speedCmS.value_or(kNone<std::uint16_t>));
        m_headingCdeg = static_cast<std::uint16_t>(headingCdeg.value_or(kNone<std::uint16_t>));
    }
    m_heardAt = ms(heardAt);
    m_scannedAt = ms(scannedAt);
    m_unsent = unsent;
    m_stop = stop.value_or(kNone<std::uint32_t>);
    m_standing.battery = battery.value_or(kNone<std::uint8_t>);
    m_standing.absence = absence;
    m_standing.duty = duty;
    m_standing.sharing = sharing;
    m_standing.charging = charging;
    m_standing.connected = connected;
}

HandsetPicture PackedPicture::unpacked(const HandsetId &handset) const
{
    return {.handset = handset,
        .fix = fix(),
        .absence = m_standing.absence,
        .duty = m_standing.duty,
        .sharing = m_standing.sharing,
        .batteryPercent = batteryPercent(),
        .charging = m_standing.charging,
        .lastHeardAt = lastHeardAt(),
        .connected = m_standing.connected,
        .unsent = m_unsent,
        .stopIndex = stopIndex(),
        .lastScanAt = lastScanAt()};
}

std::optional<Fix> PackedPicture::fix() const
{
    if (!m_standing.hasFix)
        return std::nullopt;
    return Fix{.at = fixAt(),
        .position = m_position,
        .accuracyDm = m_accuracyDm,
        .speedCmS = optional(m_speedCmS),
        .headingCdeg = optional(m_headingCdeg)};
}

void PackedPicture::setDuty(Duty duty, bool sharing)
{
    m_standing.duty = duty;
    m_standing.sharing = sharing;
}

HandsetNews::HandsetNews(const HandsetPicture &told) : handset(told.handset), picture(told)
{
    if (told.fix)
        place = geo::toUnit(told.fix->position);
}

} // namespace facteo::console
