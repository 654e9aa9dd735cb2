// SPDX-License-Identifier: Apache-2.0
#include "console/near_search.h"

#include "console/day_trail.h"
#include "console/wording.h"
#include "geo/box.h"
#include "geo/distance.h"

#include <QDateTime>
#include <QLocale>
#include <QPointer>
#include <algorithm>
#include <cmath>
#include <tuple>

namespace facteo::console {

using namespace protocol;

NearSearch::NearSearch(
    const Directory &directory, TrailFeed &feed, Ask ask, NearestAddress nearest, QObject *parent)
    : ListModel(parent), m_directory(directory), m_feed(feed), m_ask(std::move(ask)),
      m_nearest(std::move(nearest))
{
    connect(&m_calendar, &DayCalendar::dayWanted, this, &NearSearch::goTo);
    connect(&m_calendar, &DayCalendar::rangeChanged, this, &NearSearch::dayChanged);
}

int NearSearch::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QHash<int, QByteArray> NearSearch::roleNames() const
{
    return {{HandsetIdRole, "handsetId"}, {NameRole, "name"}, {NearestRole, "nearest"},
        {NearestTimeRole, "nearestTime"}, {NearestMsRole, "nearestMs"}, {TimesRole, "times"},
        {SpanRole, "span"}, {PassedByRole, "passedBy"}};
}

QVariant NearSearch::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const auto &pass = m_rows[static_cast<std::size_t>(index.row())].pass;
    switch (role) {
    case HandsetIdRole:
        return QString::fromStdString(pass.handset.text);
    case Qt::DisplayRole:
    case NameRole:
        return m_directory.nameOf(pass.handset);
    case NearestRole:
        return pass.nearestDm < 9'950
                   ? tr("%1 m", "metres").arg(QLocale().toString((pass.nearestDm + 5) / 10))
                   : Wording::metres(pass.nearestDm / 10.0);
    case NearestTimeRole:
        return Wording::clockSeconds(pass.nearestAt);
    case NearestMsRole:
        return static_cast<double>(pass.nearestAt.time_since_epoch().count());
    case TimesRole:
        return tr("%1 – %2", "from, to").arg(Wording::clock(pass.first), Wording::clock(pass.last));
    case SpanRole:
        return Wording::span(pass.last - pass.first);
    case PassedByRole:
        return pass.fixes == 0;
    default:
        return {};
    }
}

QString NearSearch::place() const
{
    if (!m_place)
        return {};
    return m_address.isEmpty() ? Wording::coordinates(*m_place) : m_address;
}

QGeoRectangle NearSearch::bounds() const
{
    if (!m_place)
        return {};
    const auto box = geo::boxAround(*m_place, m_radius);
    return {QGeoCoordinate(box.northEast.latDegrees(), box.southWest.lonDegrees()),
        QGeoCoordinate(box.southWest.latDegrees(), box.northEast.lonDegrees())};
}

QString NearSearch::dayText() const
{
    return m_day.isValid() ? Wording::day(m_day) : QString();
}

QString NearSearch::refusal() const
{
    return Wording::unmet(m_refusal);
}

QString NearSearch::asked() const
{
    if (m_phase == Phase::Drafting)
        return {};
    return tr("%1 m around, %2, %3 – %4", "radius, day, from, to")
        .arg(QString::number(m_question.radiusMetres), Wording::day(dayOf(m_question.from)),
            Wording::clock(m_question.from), Wording::clock(m_question.to));
}

void NearSearch::setRadius(int metres)
{
    const int wanted = std::clamp(metres, 1, mostRadius());
    if (wanted == m_radius)
        return;
    m_radius = wanted;
    showCircle();
    emit placeChanged();
}

void NearSearch::setPlace(double latitude, double longitude, const QString &address)
{
    m_place = geo::positionOf(latitude, longitude);
    m_address = address;
    change();
    showCircle();
    emit placeChanged();
    emit placed();
    if (!address.isEmpty())
        return;
    m_nearest(*m_place, [self = QPointer(this), about = *m_place](const QString &found) {
        if (!self || self->m_place != about)
            return;
        self->m_address = found;
        emit self->placeChanged();
    });
}

void NearSearch::showCircle()
{
    m_feed.circle.reset();
    if (m_place)
        m_feed.circle = {.center = *m_place, .radiusMetres = static_cast<double>(m_radius)};
    m_feed.publish();
}

void NearSearch::goTo(QDate day)
{
    if (!m_calendar.has(day))
        return;
    m_day = day;
    m_calendar.setChosen(day);
    emit dayChanged();
}

std::optional<Instant> NearSearch::instantOn(const QString &clock) const
{
    auto text = clock.trimmed();
    text.replace(QLatin1Char('h'), QLatin1Char(':'));
    if (text == QLatin1String("24:00"))
        return boundsOf(m_day).second;
    const auto time = QTime::fromString(text, QStringLiteral("H:mm"));
    if (!time.isValid())
        return std::nullopt;
    return Instant(std::chrono::milliseconds(QDateTime(m_day, time).toMSecsSinceEpoch()));
}

void NearSearch::refuse(Shortfall why)
{
    m_refusal = why;
    emit changed();
}

void NearSearch::ask(const QString &from, const QString &to, int purpose, const QString &note)
{
    if (m_phase == Phase::Waiting)
        return;
    const auto begin = instantOn(from);
    const auto end = instantOn(to);
    if (!m_place)
        return refuse(Shortfall::NoPlace);
    if (!begin || !end)
        return refuse(Shortfall::NoTime);
    if (*end <= *begin)
        return refuse(Shortfall::TimeBackwards);
    m_purpose = purposeLine(purpose, note);
    if (m_purpose.isEmpty())
        return refuse(Shortfall::NoPurpose);
    m_question = {.position = *m_place,
        .radiusMetres = static_cast<std::uint32_t>(m_radius),
        .from = *begin,
        .to = *end,
        .purpose = m_purpose.toStdString()};
    m_refusal = {};
    m_phase = Phase::Waiting;
    emit changed();
    m_ask(m_question, [self = QPointer(this), number = ++m_number](const Answer &answer) {
        if (self && number == self->m_number)
            self->answered(answer);
    });
}

void NearSearch::answered(const Answer &answer)
{
    m_refusal = unmetBy(answer);
    const auto *page = answer.body ? std::get_if<NearPage>(&*answer.body) : nullptr;
    m_phase = page ? Phase::Answered : Phase::Drafting;
    std::vector<Row> rows;
    if (page)
        for (const auto &pass : page->passes)
            rows.push_back({pass});
    become(m_rows, std::move(rows), [](const Row &a, const Row &b) {
        return std::tie(a.pass.nearestDm, a.pass.handset) < std::tie(b.pass.nearestDm, b.pass.handset);
    });
    emit changed();
}

void NearSearch::change()
{
    ++m_number;
    m_refusal = {};
    m_phase = Phase::Drafting;
    become(m_rows, {}, [](const Row &, const Row &) { return false; });
    emit changed();
}

void NearSearch::tick(Instant now)
{
    m_calendar.tick(now);
    if (m_day.isValid())
        return;
    m_day = m_calendar.today();
    m_calendar.setChosen(m_day);
    emit dayChanged();
}

void NearSearch::refresh()
{
    m_calendar.refresh();
    everyRowChanged();
    emit changed();
    emit placeChanged();
    emit dayChanged();
}

} // namespace facteo::console
