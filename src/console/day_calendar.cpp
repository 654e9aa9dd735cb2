// SPDX-License-Identifier: Apache-2.0
#include "console/day_calendar.h"

#include "console/wording.h"

#include <QDateTime>
#include <QLocale>
#include <algorithm>

namespace facteo::console {

using namespace protocol;

namespace {

constexpr int kDaysAWeek = 7;

QDate monthOf(QDate day)
{
    return {day.year(), day.month(), 1};
}

} // namespace

std::pair<Instant, Instant> boundsOf(QDate day)
{
    const auto beginOf = [](QDate date) {
        return Instant(std::chrono::milliseconds(date.startOfDay().toMSecsSinceEpoch()));
    };
    return {beginOf(day), beginOf(day.addDays(1)) - std::chrono::milliseconds{1}};
}

QDate dayOf(Instant at)
{
    return QDateTime::fromMSecsSinceEpoch(at.time_since_epoch().count()).date();
}

DayCalendar::DayCalendar(QObject *parent) : QAbstractListModel(parent), m_today(dayOf({})), m_cursor(m_today)
{
}

int DayCalendar::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : kRows;
}

QHash<int, QByteArray> DayCalendar::roleNames() const
{
    return {{NumberRole, "number"}, {NameRole, "name"}, {InMonthRole, "inMonth"}, {WhyRole, "why"},
        {TodayRole, "today"}, {ChosenRole, "chosen"}, {CurrentRole, "current"}};
}

QVariant DayCalendar::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const auto day = firstShown().addDays(index.row());
    switch (role) {
    case NumberRole:
        return day.day();
    case Qt::DisplayRole:
    case NameRole:
        return Wording::day(day);
    case InMonthRole:
        return monthOf(day) == monthOf(m_cursor);
    case WhyRole:
        return whyNot(day);
    case TodayRole:
        return day == m_today;
    case ChosenRole:
        return day == m_chosen;
    case CurrentRole:
        return day == m_cursor;
    default:
        return {};
    }
}

QString DayCalendar::title() const
{
    const QLocale locale;
    return tr("%1 %2", "month, year")
        .arg(locale.standaloneMonthName(m_cursor.month()), QString::number(m_cursor.year()));
}

QStringList DayCalendar::weekdays() const
{
    const QLocale locale;
    QStringList names;
    for (int column = 0; column < kDaysAWeek; ++column)
        names << locale.standaloneDayName(
            (locale.firstDayOfWeek() - 1 + column) % kDaysAWeek + 1, QLocale::ShortFormat);
    return names;
}

int DayCalendar::current() const
{
    return static_cast<int>(firstShown().daysTo(m_cursor));
}

bool DayCalendar::hasEarlierMonth() const
{
    return monthOf(m_cursor) > monthOf(earliest());
}

bool DayCalendar::hasLaterMonth() const
{
    return monthOf(m_cursor) < monthOf(m_today);
}

QString DayCalendar::keptText() const
{
    if (m_keptFor.count() == 0)
        return {};
    return tr("Positions are kept for %n day(s).", "", static_cast<int>(m_keptFor.count()));
}

QDate DayCalendar::firstShown() const
{
    const auto begin = monthOf(m_cursor);
    const int before = (begin.dayOfWeek() - QLocale().firstDayOfWeek() + kDaysAWeek) % kDaysAWeek;
    return begin.addDays(-before);
}

QDate DayCalendar::earliest() const
{
    return m_firstKept.isValid() ? m_firstKept : m_today.addDays(-kMostDays);
}

QString DayCalendar::whyNot(QDate day) const
{
    if (day > m_today)
        return tr("This day is still to come.");
    if (m_firstKept.isValid() && day < m_firstKept)
        return tr("Its positions are deleted: they are kept for %n day(s).", "",
            static_cast<int>(m_keptFor.count()));
    return day < earliest() ? tr("No hub keeps positions for so long.") : QString();
}

void DayCalendar::setChosen(QDate day)
{
    if (day == m_chosen)
        return;
    m_chosen = day;
    follow();
}

void DayCalendar::setKeptFor(std::chrono::days days)
{
    if (days == m_keptFor)
        return;
    m_keptFor = days;
    m_firstKept = {};
    tick(m_now);
    follow();
    emit rangeChanged();
}

/// The hub deletes hour by hour: of the first day a part may be there.
void DayCalendar::tick(Instant now)
{
    const auto today = dayOf(now);
    const auto firstKept = m_keptFor.count() > 0 ? dayOf(now - m_keptFor) : QDate();
    m_now = now;
    if (today == m_today && firstKept == m_firstKept)
        return;
    m_today = today;
    m_firstKept = firstKept;
    moveTo(m_cursor);
    emit rangeChanged();
}

void DayCalendar::open()
{
    moveTo(m_chosen.isValid() ? m_chosen : m_today);
}

void DayCalendar::toMonthBegin()
{
    moveTo(monthOf(m_cursor));
}

void DayCalendar::toMonthEnd()
{
    moveTo(monthOf(m_cursor).addMonths(1).addDays(-1));
}

bool DayCalendar::choose(int row)
{
    const auto day = firstShown().addDays(row);
    moveTo(day);
    if (m_cursor != day || !has(day))
        return false;
    emit dayWanted(day);
    return true;
}

/// Within the months in which a day can be chosen.
void DayCalendar::moveTo(QDate day)
{
    m_cursor = std::clamp(day, monthOf(earliest()), monthOf(m_today).addMonths(1).addDays(-1));
    follow();
}

void DayCalendar::follow()
{
    emit dataChanged(index(0), index(kRows - 1));
    emit turned();
}

void DayCalendar::refresh()
{
    follow();
    emit rangeChanged();
}

} // namespace facteo::console
