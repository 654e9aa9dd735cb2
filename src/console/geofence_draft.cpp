// SPDX-License-Identifier: Apache-2.0
#include "console/geofence_draft.h"

#include "console/calendar_wording.h"
#include "console/ids.h"
#include "console/wording.h"
#include "domain/geofence.h"
#include "geo/distance.h"
#include "geo/outline.h"

#include <QDateTime>
#include <QPointer>
#include <cmath>

namespace facteo::console {

using namespace protocol;

namespace {

/// Steps that undo() remembers: more than anybody takes back one by one.
constexpr std::size_t kMostSteps = 200;
constexpr auto kDayFormat = "dd/MM/yyyy";

QString dayText(Instant at, const QTimeZone &clocks)
{
    if (at == Instant{})
        return {};
    return QDateTime::fromMSecsSinceEpoch(at.time_since_epoch().count(), clocks)
        .date()
        .toString(QLatin1String(kDayFormat));
}

/// The last day of what ends at `until`: the one before, where that is a midnight.
QString lastDayText(Instant until, const QTimeZone &clocks)
{
    return until == Instant{} ? QString() : dayText(until - std::chrono::milliseconds{1}, clocks);
}

} // namespace

GeofenceDraft::GeofenceDraft(
    GeofenceModel &geofences, const Directory &directory, Ask ask, QTimeZone own, QObject *parent)
    : QObject(parent), m_geofences(geofences), m_directory(directory), m_ask(std::move(ask)),
      m_own(std::move(own)), m_clocks(m_own)
{
    connect(&m_geofences, &GeofenceModel::redrawn, this, &GeofenceDraft::follow);
    connect(&m_hours, &WeeklyHoursModel::edited, this, &GeofenceDraft::check);
}

QString GeofenceDraft::geofenceId() const
{
    return m_active ? idText(m_id) : QString();
}

QGeoCoordinate GeofenceDraft::centre() const
{
    return m_outline.circle && m_outline.closed ? coordinateOf(m_outline.centre) : QGeoCoordinate();
}

QGeoCoordinate GeofenceDraft::rim() const
{
    if (!m_outline.circle || !m_outline.closed)
        return {};
    return coordinateOf(geo::destination(m_outline.centre, 90, m_outline.radiusMetres));
}

QString GeofenceDraft::roundText() const
{
    return m_round.empty() ? QString() : m_directory.nameOf(m_round);
}

QString GeofenceDraft::foreignClocks() const
{
    return m_clocks == m_own ? QString() : QString::fromUtf8(m_clocks.id());
}

QString GeofenceDraft::refusal() const
{
    return Wording::unmet(m_refusal);
}

QString GeofenceDraft::overtakenText() const
{
    switch (m_overtaken) {
    case Overtaken::No:
        return {};
    case Overtaken::Changed:
        return tr("Somebody else has changed this area meanwhile. Saving replaces what he did.");
    case Overtaken::Removed:
        return tr("Somebody else has removed this area meanwhile. Saving makes it again.");
    }
    Q_UNREACHABLE_RETURN({});
}

// --- Beginning and ending ---

void GeofenceDraft::begin()
{
    become({});
}

void GeofenceDraft::edit(const QString &geofenceId)
{
    const auto id = idFrom<GeofenceId>(geofenceId);
    const auto *row = id ? m_geofences.row(*id) : nullptr;
    if (row)
        become(row->geofence);
}

void GeofenceDraft::become(const std::optional<Geofence> &base)
{
    m_active = true;
    m_base = base;
    m_id = base ? base->id : GeofenceId{drawId()};
    m_kind = base ? base->kind : GeofenceKind::SensitivePlace;
    m_name = base ? QString::fromStdString(base->name) : QString();
    m_round = base ? base->round : RoundId{};
    m_clocks = base ? clocksOf(base->timeZone) : m_own;
    m_firstDay = base ? dayText(base->from, m_clocks) : QString();
    m_lastDay = base ? lastDayText(base->until, m_clocks) : QString();
    m_hours.set(base ? base->hours : std::vector<WeeklyHours>{});
    m_before.clear();
    m_overtaken = Overtaken::No;
    m_asking = false;
    m_sent.reset();
    m_refusal = {};
    emit activeChanged();
    emit wordsChanged();
    setOutline(base ? outlineOf(*base) : Outline{});
}

void GeofenceDraft::cancel()
{
    if (m_active)
        end();
}

void GeofenceDraft::end()
{
    m_active = false;
    m_base.reset();
    m_sent.reset();
    m_asking = false;
    m_before.clear();
    emit activeChanged();
    setOutline({});
}

void GeofenceDraft::stepBack()
{
    auto first = m_base ? outlineOf(*m_base) : Outline{};
    first.circle = m_base ? first.circle : m_outline.circle;
    if (m_asking)
        return;
    if (outline() == first) {
        cancel();
        return;
    }
    grab();
    setOutline(first);
}

// --- The outline ---

GeofenceDraft::Outline GeofenceDraft::outlineOf(const Geofence &geofence)
{
    if (const auto *circle = std::get_if<Circle>(&geofence.shape))
        return {.circle = true,
            .closed = true,
            .corners = {},
            .centre = circle->centre,
            .radiusMetres = circle->radiusMetres};
    return {.circle = false,
        .closed = true,
        .corners = std::get<Polygon>(geofence.shape).corners,
        .centre = {},
        .radiusMetres = kFirstRadiusMetres};
}

GeofenceDraft::Outline GeofenceDraft::outline() const
{
    auto now = m_outline;
    now.corners = m_corners.corners();
    return now;
}

void GeofenceDraft::setOutline(const Outline &outline)
{
    m_outline = outline;
    m_outline.corners.clear();
    m_corners.set(outline.corners);
    shapeChanged();
}

void GeofenceDraft::shapeChanged()
{
    auto *feed = m_geofences.feed();
    feed->sketch = m_active ? sketch() : nullptr;
    feed->publish();
    emit outlineChanged();
    check();
}

std::shared_ptr<const AreaSketch> GeofenceDraft::sketch() const
{
    auto sketch = std::make_shared<AreaSketch>();
    sketch->instead = m_base ? idText(m_id) : QString();
    sketch->kind = m_kind;
    if (m_outline.closed)
        sketch->geometry = std::make_shared<const AreaGeometry>(shape());
    else
        std::ranges::transform(m_corners.corners(), std::back_inserter(sketch->line),
            [](const Position &corner) { return geo::toUnit(corner); });
    return sketch;
}

geo::Shape GeofenceDraft::shape() const
{
    if (m_outline.circle)
        return Circle{.centre = m_outline.centre, .radiusMetres = m_outline.radiusMetres};
    return Polygon{.corners = m_corners.corners()};
}

void GeofenceDraft::grab()
{
    if (m_before.size() == kMostSteps)
        m_before.erase(m_before.begin());
    m_before.push_back(outline());
    emit outlineChanged();
}

void GeofenceDraft::undo()
{
    if (m_before.empty() || m_asking)
        return;
    const auto before = std::move(m_before.back());
    m_before.pop_back();
    setOutline(before);
}

void GeofenceDraft::setCircle(bool circle)
{
    if (circle == m_outline.circle || !m_active)
        return;
    if (outline() != Outline{.circle = m_outline.circle})
        grab();
    setOutline({.circle = circle});
}

void GeofenceDraft::place(const QGeoCoordinate &where)
{
    if (!m_active || m_outline.closed || m_asking || m_corners.corners().size() >= Polygon::kMostCorners)
        return;
    grab();
    if (m_outline.circle) {
        m_outline.centre = positionFrom(where);
        m_outline.closed = true;
    } else {
        m_corners.insert(m_corners.corners().size(), positionFrom(where));
    }
    shapeChanged();
}

void GeofenceDraft::takeBack()
{
    if (m_outline.closed || m_corners.corners().empty())
        return;
    grab();
    m_corners.remove(m_corners.corners().size() - 1);
    shapeChanged();
}

bool GeofenceDraft::finish()
{
    if (m_outline.closed || m_outline.circle)
        return m_outline.closed;
    if (m_corners.corners().size() < 3)
        return false;
    grab();
    m_outline.closed = true;
    shapeChanged();
    return true;
}

void GeofenceDraft::moveCorner(int index, const QGeoCoordinate &to)
{
    if (index < 0 || index >= m_corners.count() || m_asking)
        return;
    m_corners.move(static_cast<std::size_t>(index), positionFrom(to));
    shapeChanged();
}

int GeofenceDraft::splitAfter(int index)
{
    const auto at = static_cast<std::size_t>(index);
    if (index < 0 || index >= m_corners.count() || m_corners.corners().size() >= Polygon::kMostCorners)
        return -1;
    grab();
    m_corners.insert(at + 1, m_corners.middleAfter(at));
    shapeChanged();
    return index + 1;
}

void GeofenceDraft::removeCorner(int index)
{
    if (index < 0 || index >= m_corners.count() || (m_outline.closed && m_corners.count() <= 3) || m_asking)
        return;
    grab();
    m_corners.remove(static_cast<std::size_t>(index));
    shapeChanged();
}

void GeofenceDraft::moveCentre(const QGeoCoordinate &to)
{
    if (!m_outline.circle || !m_outline.closed || m_asking)
        return;
    m_outline.centre = positionFrom(to);
    shapeChanged();
}

void GeofenceDraft::moveRim(const QGeoCoordinate &to)
{
    setRadius(static_cast<int>(std::min(
        std::round(geo::distanceMetres(m_outline.centre, positionFrom(to))), double{Circle::kMostMetres})));
}

void GeofenceDraft::setRadius(int metres)
{
    // A number that is being typed may be too small for now: check() says so.
    const auto radius = static_cast<std::uint32_t>(std::max(0, metres));
    if (radius == m_outline.radiusMetres || m_asking)
        return;
    m_outline.radiusMetres = radius;
    shapeChanged();
}

void GeofenceDraft::aroundStops()
{
    const auto *round = m_directory.round(m_round);
    if (!round || !m_active || m_asking)
        return;
    std::vector<Position> stops;
    stops.reserve(round->stops.size());
    for (const auto &stop : round->stops)
        stops.push_back(stop.position);
    auto hull = geo::hullAround(stops, kMetresAroundStops);
    if (!hull)
        return;
    grab();
    setOutline({.circle = false, .closed = true, .corners = std::move(hull->corners)});
    if (m_name.isEmpty())
        setName(QString::fromStdString(round->name));
}

void GeofenceDraft::aroundDepot()
{
    if (!m_active || m_asking)
        return;
    const auto &depot = m_directory.depot();
    drawAround(depot.position, kFirstRadiusMetres, QString::fromStdString(depot.name));
}

void GeofenceDraft::aroundAddress(const QString &address, double latitude, double longitude)
{
    if (m_active && !m_asking)
        drawAround(geo::positionOf(latitude, longitude), kMetresAroundAddress, address);
}

void GeofenceDraft::drawAround(Position centre, std::uint32_t radiusMetres, const QString &nameIfNone)
{
    grab();
    setOutline(
        {.circle = true, .closed = true, .corners = {}, .centre = centre, .radiusMetres = radiusMetres});
    if (m_name.isEmpty())
        setName(nameIfNone);
}

QGeoRectangle GeofenceDraft::bounds() const
{
    return m_active && m_outline.closed ? console::boundsOf(geo::Area(shape())) : QGeoRectangle();
}

// --- The words ---

void GeofenceDraft::setKind(int kind)
{
    const auto wanted = static_cast<GeofenceKind>(kind);
    if (wanted == m_kind)
        return;
    m_kind = wanted;
    emit wordsChanged();
    shapeChanged();
}

void GeofenceDraft::setName(const QString &name)
{
    if (name == m_name)
        return;
    m_name = name;
    emit wordsChanged();
    check();
}

void GeofenceDraft::setRound(const QString &round)
{
    const RoundId wanted{round.toStdString()};
    if (wanted == m_round)
        return;
    m_round = wanted;
    emit wordsChanged();
    check();
}

void GeofenceDraft::setFirstDay(const QString &typed)
{
    if (typed == m_firstDay)
        return;
    m_firstDay = typed;
    emit wordsChanged();
    check();
}

void GeofenceDraft::setLastDay(const QString &typed)
{
    if (typed == m_lastDay)
        return;
    m_lastDay = typed;
    emit wordsChanged();
    check();
}

std::optional<Instant> GeofenceDraft::dayFrom(const QString &typed, int daysLater, Instant before) const
{
    const auto text = typed.trimmed();
    if (text.isEmpty())
        return Instant{};
    // What nobody touched stays to the millisecond, also where it was no midnight.
    if (m_base && text == (daysLater == 0 ? dayText(before, m_clocks) : lastDayText(before, m_clocks)))
        return before;
    auto day = QDate::fromString(text, QStringLiteral("d/M/yyyy"));
    if (!day.isValid())
        day = QDate::fromString(text, Qt::ISODate);
    if (!day.isValid())
        return {};
    return Instant{
        std::chrono::milliseconds{day.addDays(daysLater).startOfDay(m_clocks).toMSecsSinceEpoch()}};
}

// --- What is missing, and what is sent ---

QString GeofenceDraft::outlineFault() const
{
    if (m_outline.circle) {
        if (!m_outline.closed)
            return tr("Click the middle of the circle on the map.");
        if (m_outline.radiusMetres < Circle::kLeastMetres || m_outline.radiusMetres > Circle::kMostMetres)
            return tr("The radius is between 10 m and 100 km.");
        return {};
    }
    const auto &corners = m_corners.corners();
    if (corners.empty())
        return tr("Click the corners of the area on the map.");
    if (corners.size() < 3)
        return tr("%n more corners are needed.", nullptr, 3 - static_cast<int>(corners.size()));
    if (!m_outline.closed)
        return tr("Finish the outline: press Enter, or click the first corner.");
    const auto [west, east] = std::ranges::minmax(corners, {}, &Position::lonE7);
    if (std::int64_t{east.lonE7} - west.lonE7 > 1'800'000'000)
        return tr("An area may not cross the 180th meridian.");
    return {};
}

QString GeofenceDraft::firstFault() const
{
    if (const auto fault = outlineFault(); !fault.isEmpty())
        return fault;
    const auto base = m_base.value_or(Geofence{});
    if (!dayFrom(m_firstDay, 0, base.from) || !dayFrom(m_lastDay, 1, base.until))
        return tr("A day is written like 01/12/2026.");
    if (const auto hours = m_hours.hours(); !hours)
        return Wording::fault(hours.error());
    const auto good = domain::check(geofence());
    return good ? QString() : Wording::fault(good.error());
}

QString GeofenceDraft::firstWarning() const
{
    const auto *polygon = m_outline.circle ? nullptr : &m_corners.corners();
    if (polygon && m_outline.closed && geo::crossesItself({.corners = *polygon}))
        return tr("The outline crosses itself: what it goes around twice lies outside.");
    const auto ends = dayFrom(m_lastDay, 1, m_base.value_or(Geofence{}).until);
    if (ends && *ends != Instant{} && *ends <= m_now)
        return tr("The last day is over: nothing is watched.");
    const auto *round = m_kind == GeofenceKind::RoundArea ? m_directory.round(m_round) : nullptr;
    if (round && m_outline.closed) {
        const geo::Area area(shape());
        const auto outside = std::ranges::count_if(
            round->stops, [&](const RoundStop &stop) { return !area.contains(stop.position); });
        if (outside > 0)
            return tr("%n stops of the round lie outside.", nullptr, static_cast<int>(outside));
    }
    return {};
}

void GeofenceDraft::check()
{
    m_fault = m_active ? firstFault() : QString();
    m_warning = m_active ? firstWarning() : QString();
    emit checked();
}

Geofence GeofenceDraft::geofence() const
{
    const auto base = m_base.value_or(Geofence{});
    return {.id = m_id,
        .kind = m_kind,
        .name = m_name.trimmed().toStdString(),
        .round = m_kind == GeofenceKind::RoundArea ? m_round : RoundId{},
        .shape = shape(),
        .timeZone = m_base ? base.timeZone : m_own.id().toStdString(),
        .hours = m_hours.hours().value_or(std::vector<WeeklyHours>{}),
        .from = dayFrom(m_firstDay, 0, base.from).value_or(Instant{}),
        .until = dayFrom(m_lastDay, 1, base.until).value_or(Instant{})};
}

void GeofenceDraft::save()
{
    if (!canSave())
        return;
    m_asking = true;
    m_refusal = {};
    m_sent = geofence();
    emit checked();
    m_ask(SetGeofence{.geofence = *m_sent}, [self = QPointer(this), id = m_id](const Answer &answer) {
        if (self)
            self->answered(id, answer);
    });
}

void GeofenceDraft::answered(GeofenceId about, const Answer &answer)
{
    if (about != m_id || !m_asking)
        return;
    if (answer.done()) {
        end();
        emit saved(idText(about));
        return;
    }
    // Without an answer it may have been recorded all the same: then its fact comes, and ends the waiting.
    const bool mayStillCome = !answer.body && answer.body.error() == AskFailure::NoAnswer;
    if (!mayStillCome)
        m_sent.reset();
    m_asking = false;
    m_refusal = unmetBy(answer);
    emit checked();
}

void GeofenceDraft::follow(const QString &changed)
{
    if (changed.isEmpty() || changed != geofenceId())
        return;
    const auto *row = m_geofences.row(m_id);
    if (row && m_sent == row->geofence) {
        end();
        emit saved(changed);
        return;
    }
    if (m_asking)
        return;
    m_overtaken = !row ? Overtaken::Removed : row->geofence == m_base ? Overtaken::No : Overtaken::Changed;
    emit checked();
}

void GeofenceDraft::refresh()
{
    m_hours.refresh();
    emit wordsChanged();
    check();
}

} // namespace facteo::console
