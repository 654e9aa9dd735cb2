// SPDX-License-Identifier: Apache-2.0
#include "handset/battery.h"

namespace facteo::handset {

void Battery::advance(protocol::Instant now)
{
    if (now <= m_at)
        return; // a clock that went back drains nothing
    const double hours = std::chrono::duration<double, std::ratio<3600>>(now - m_at).count();
    const double perHour = (m_charging ? m_rates.chargingPerHour : 0) - m_rates.idlePerHour;
    m_percent = std::clamp(m_percent + perHour * hours, 0.0, 100.0);
    m_at = now;
}

void Battery::setCharging(bool charging, protocol::Instant now)
{
    advance(now);
    m_charging = charging;
}

} // namespace facteo::handset
