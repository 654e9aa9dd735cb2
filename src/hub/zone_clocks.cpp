// SPDX-License-Identifier: Apache-2.0
#include "hub/zone_clocks.h"

#include <QDateTime>

namespace facteo::hub {

using namespace std::chrono;

namespace {

QByteArray bytesOf(std::string_view name)
{
    return {name.data(), static_cast<qsizetype>(name.size())};
}

} // namespace

bool ZoneClocks::isZone(std::string_view name)
{
    return QTimeZone::isTimeZoneIdAvailable(bytesOf(name));
}

seconds ZoneClocks::utcOffset(const std::string &zone, protocol::Instant at)
{
    auto &clock = m_clocks[zone];
    const auto minute = floor<minutes>(at);
    const auto quarter = minute - minute.time_since_epoch() % 15min;
    if (clock.asked && clock.quarter == quarter)
        return clock.offset;
    if (!clock.asked)
        clock.zone = QTimeZone(bytesOf(zone));
    clock.asked = true;
    clock.quarter = quarter;
    clock.offset = seconds{clock.zone.isValid() ? clock.zone.offsetFromUtc(QDateTime::fromMSecsSinceEpoch(
                                                      at.time_since_epoch().count(), QTimeZone::UTC))
                                                : 0};
    return clock.offset;
}

} // namespace facteo::hub
