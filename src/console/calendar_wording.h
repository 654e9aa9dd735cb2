// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "protocol/records.h"

#include <QCoreApplication>
#include <QString>
#include <QTimeZone>

namespace facteo::console {

/// The clocks of a geofence; this workstation's where its name is not known here.
[[nodiscard]] QTimeZone clocksOf(const std::string &ianaName);

/// When a geofence is watched, as people say it, by its own clocks.
///
/// Answers in the language installed at the moment, as Wording does.
class CalendarWording
{
    Q_DECLARE_TR_FUNCTIONS(facteo::console::CalendarWording)

public:
    /// "Mon–Fri 8:00–13:30, until 1 Dec", "Always". `now` tells which year goes without saying.
    static QString calendar(const protocol::Geofence &geofence, protocol::Instant now);
    /// "Mon–Fri 8:00–13:30 · Sat 8:00–12:00"; "Always" without any.
    static QString hours(const std::vector<protocol::WeeklyHours> &hours);
    /// "Mon–Wed, Sat"; bit 0 is Monday.
    static QString days(std::uint8_t days);
    /// "from 1 Dec", "until 24 Dec" (that day included), "1 – 24 Dec"; empty without bounds.
    static QString dates(const protocol::Geofence &geofence, protocol::Instant now);
    /// "8:00", and "24:00" for the end of the day.
    static QString minute(std::uint16_t minute);
};

} // namespace facteo::console
