// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "protocol/words.h"

#include <algorithm>
#include <cmath>
#include <cstdint>

namespace facteo::handset {

/// A phone's battery as far as a console can tell: it drains with time and with every report, and fills when
/// charged. The rates are those of a five-year-old phone: a round of seven hours with a report every 10 s
/// ends at about 45 %.
class Battery
{
public:
    struct Rates
    {
        double idlePerHour = 3.5;      ///< percent, screen mostly dark
        double perReport = 0.0018;     ///< percent, radio and receiver
        double chargingPerHour = 40.0; ///< percent, on top of the drain
    };

    /// `percent` from 0 to 100 at `now`.
    Battery(double percent, protocol::Instant now) : m_percent(percent), m_at(now) {}
    Battery(double percent, protocol::Instant now, Rates rates)
        : m_percent(percent), m_at(now), m_rates(rates)
    {
    }

    void advance(protocol::Instant now);
    void reported() { m_percent = std::max(0.0, m_percent - m_rates.perReport); }
    void setCharging(bool charging, protocol::Instant now);

    [[nodiscard]] bool charging() const { return m_charging; }
    [[nodiscard]] bool empty() const { return m_percent <= 0 && !m_charging; }
    [[nodiscard]] std::uint8_t percent() const { return static_cast<std::uint8_t>(std::lround(m_percent)); }

private:
    double m_percent = 100;
    protocol::Instant m_at;
    Rates m_rates;
    bool m_charging = false;
};

} // namespace facteo::handset
