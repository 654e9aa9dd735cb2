// SPDX-License-Identifier: Apache-2.0
#include "when_and_where.h"

#include "geo/distance.h"

#include <QDateTime>
#include <QString>
#include <QStringList>
#include <QTime>
#include <cmath>
#include <format>

namespace facteo::app {
namespace {

using namespace Qt::StringLiterals;
using protocol::Instant;

QString textOfView(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size())).trimmed();
}

QDateTime dateTimeOf(Instant at)
{
    return QDateTime::fromMSecsSinceEpoch(at.time_since_epoch().count());
}

} // namespace

std::expected<Instant, std::string> instantOf(std::string_view text, Instant now)
{
    auto wanted = textOfView(text);
    for (const auto *form : {"H:mm", "H:mm:ss"})
        if (const auto clock = QTime::fromString(wanted, QLatin1StringView(form)); clock.isValid())
            wanted = dateTimeOf(now).date().toString(Qt::ISODate) + u'T' + clock.toString(Qt::ISODate);
    if (wanted.size() > 10 && wanted[10] == u' ')
        wanted[10] = u'T';
    const auto read = QDateTime::fromString(wanted, Qt::ISODateWithMs);
    if (!read.isValid())
        return std::unexpected(std::format("'{}' is no time: write 2026-11-23T08:00 (local time), "
                                           "2026-11-23T08:00:00+01:00, or 08:00 for today",
            text));
    return Instant(std::chrono::milliseconds(read.toMSecsSinceEpoch()));
}

std::expected<protocol::Position, std::string> positionOf(std::string_view text)
{
    const auto parts = textOfView(text).split(u',');
    bool isLat = false;
    bool isLon = false;
    const double lat = parts.value(0).trimmed().toDouble(&isLat);
    const double lon = parts.value(1).trimmed().toDouble(&isLon);
    if (parts.size() != 2 || !isLat || !isLon || !(std::abs(lat) <= 90) || !(std::abs(lon) <= 180))
        return std::unexpected(std::format(
            "'{}' is no place: write latitude,longitude in degrees, such as 46.6012,2.3012", text));
    return geo::positionOf(lat, lon);
}

std::string localText(Instant at)
{
    return dateTimeOf(at).toString(u"yyyy-MM-dd HH:mm:ss"_s).toStdString();
}

std::string localClock(Instant at)
{
    return dateTimeOf(at).toString(u"HH:mm:ss"_s).toStdString();
}

} // namespace facteo::app
