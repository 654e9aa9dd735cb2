// SPDX-License-Identifier: Apache-2.0
#include "console/calendar_wording.h"

#include <QDateTime>
#include <QLocale>
#include <QStringList>

namespace facteo::console {

using namespace protocol;

namespace {

constexpr std::uint8_t kEveryDay = 0x7F;

QDateTime localTime(Instant at, const QTimeZone &clocks)
{
    return QDateTime::fromMSecsSinceEpoch(at.time_since_epoch().count(), clocks);
}

/// "1 Dec"; with the year where it is another one than now, with the time where a day does not begin then.
QString dayText(const QDateTime &at, bool wholeDay, int yearNow)
{
    const QLocale locale;
    auto text = locale.toString(
        at.date(), at.date().year() == yearNow ? QStringLiteral("d MMM") : QStringLiteral("d MMM yyyy"));
    return wholeDay ? text : text + u' ' + at.time().toString(QStringLiteral("H:mm"));
}

QString dayName(int bit)
{
    return QLocale().standaloneDayName(bit + 1, QLocale::ShortFormat);
}

} // namespace

QTimeZone clocksOf(const std::string &ianaName)
{
    QTimeZone clocks(QByteArray::fromStdString(ianaName));
    return clocks.isValid() ? clocks : QTimeZone::systemTimeZone();
}

QString CalendarWording::minute(std::uint16_t minute)
{
    return QStringLiteral("%1:%2").arg(minute / 60).arg(minute % 60, 2, 10, QLatin1Char('0'));
}

QString CalendarWording::days(std::uint8_t days)
{
    if ((days & kEveryDay) == kEveryDay)
        return tr("every day");
    QStringList all;
    for (int bit = 0; bit < 7; ++bit) {
        if ((days >> bit & 1) == 0)
            continue;
        int last = bit;
        while (last < 6 && (days >> (last + 1) & 1) != 0)
            ++last;
        if (last - bit >= 2)
            all << tr("%1–%2", "first day, last day").arg(dayName(bit), dayName(last));
        else
            for (int day = bit; day <= last; ++day)
                all << dayName(day);
        bit = last;
    }
    return all.join(QStringLiteral(", "));
}

QString CalendarWording::hours(const std::vector<WeeklyHours> &hours)
{
    if (hours.empty())
        return tr("Always");
    QStringList all;
    for (const auto &part : hours) {
        const bool wholeDay = part.fromMinute == 0 && part.toMinute == WeeklyHours::kMinutesPerDay;
        all << (wholeDay ? days(part.days)
                         : tr("%1 %2–%3", "days, from, to")
                               .arg(days(part.days), minute(part.fromMinute), minute(part.toMinute)));
    }
    return all.join(QStringLiteral(" · "));
}

QString CalendarWording::dates(const Geofence &geofence, Instant now)
{
    const auto clocks = clocksOf(geofence.timeZone);
    const int year = localTime(now, clocks).date().year();
    const auto midnight = [](const QDateTime &at) { return at.time().msecsSinceStartOfDay() == 0; };
    const bool begins = geofence.from != Instant{};
    const bool ends = geofence.until != Instant{};
    const auto from = localTime(geofence.from, clocks);
    const auto end = localTime(geofence.until, clocks);
    // It ends when a day begins: the last day is the one before.
    const bool wholeDays = midnight(end);
    const auto last = wholeDays ? end.addMSecs(-1) : end;
    const auto fromText = dayText(from, midnight(from), year);
    const auto lastText = dayText(last, wholeDays, year);
    if (begins && ends && fromText == lastText)
        return tr("only on %1", "a day").arg(fromText);
    if (begins && ends)
        return tr("from %1 to %2", "first day, last day").arg(fromText, lastText);
    if (begins)
        return tr("from %1", "a day").arg(fromText);
    return ends ? tr("until %1", "the last day").arg(lastText) : QString();
}

QString CalendarWording::calendar(const Geofence &geofence, Instant now)
{
    const auto bounds = dates(geofence, now);
    if (bounds.isEmpty())
        return hours(geofence.hours);
    if (geofence.hours.empty())
        return bounds.left(1).toUpper() + bounds.mid(1);
    return tr("%1, %2", "weekly hours, dates").arg(hours(geofence.hours), bounds);
}

} // namespace facteo::console
