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
        m_hasFix = true;
        m_fixAt = at.time_since_epoch().count();
        m_position = position;
        m_accuracyDm = accuracyDm;
        m_y = geo::toUnit(position).y;
        m_speedCmS = static_cast<std::uint16_t>(speedCmS.value_or(kNone<std::uint16_t>));
        m_headingCdeg = static_cast<std::uint16_t>(headingCdeg.value_or(kNone<std::uint16_t>));
    }
    m_heardAt = ms(heardAt);
    m_scannedAt = ms(scannedAt);
    m_unsent = unsent;
    m_stop = stop.value_or(kNone<std::uint32_t>);
    m_battery = battery.value_or(kNone<std::uint8_t>);
    m_absence = absence;
    m_duty = duty;
    m_sharing = sharing;
    m_charging = charging;
    m_connected = connected;
}

HandsetPicture PackedPicture::unpacked(const HandsetId &handset) const
{
    return {.handset = handset,
        .fix = fix(),
        .absence = m_absence,
        .duty = m_duty,
        .sharing = m_sharing,
        .batteryPercent = batteryPercent(),
        .charging = m_charging,
        .lastHeardAt = lastHeardAt(),
        .connected = m_connected,
        .unsent = m_unsent,
        .stopIndex = stopIndex(),
        .lastScanAt = lastScanAt()};
}

std::optional<Fix> PackedPicture::fix() const
{
    if (!m_hasFix)
        return std::nullopt;
    return Fix{.at = fixAt(),
        .position = m_position,
        .accuracyDm = m_accuracyDm,
        .speedCmS = optional(m_speedCmS),
        .headingCdeg = optional(m_headingCdeg)};
}

void PackedPicture::setDuty(Duty duty, bool sharing)
{
    m_duty = duty;
    m_sharing = sharing;
}

bool PackedPicture::standsLike(const PackedPicture &other) const
{
    return m_hasFix == other.m_hasFix && m_absence == other.m_absence && m_duty == other.m_duty &&
           m_sharing == other.m_sharing && m_battery == other.m_battery && m_charging == other.m_charging &&
           m_connected == other.m_connected;
}

} // namespace facteo::console
