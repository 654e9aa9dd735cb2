// SPDX-License-Identifier: Apache-2.0
#include "console/geofence_model.h"

#include "console/calendar_wording.h"
#include "console/ids.h"
#include "console/wording.h"
#include "domain/geofence.h"

#include <QDateTime>
#include <QPointer>
#include <map>
#include <set>
#include <tuple>

namespace facteo::console {

using namespace protocol;

namespace {

QString nameOf(const Geofence &geofence)
{
    return QString::fromStdString(geofence.name);
}

bool isBefore(const GeofenceRow &a, const GeofenceRow &b)
{
    if (a.geofence.kind != b.geofence.kind)
        return a.geofence.kind < b.geofence.kind;
    const int byName = QString::localeAwareCompare(nameOf(a.geofence), nameOf(b.geofence));
    return byName != 0 ? byName < 0 : a.geofence.id < b.geofence.id;
}

void settleStays(std::vector<Stay> &stays)
{
    std::ranges::sort(stays, [](const Stay &a, const Stay &b) {
        return std::tie(a.since, a.handset) < std::tie(b.since, b.handset);
    });
}

double extent(const MapArea &area)
{
    const auto &geometry = *area.geometry;
    return (geometry.most.x - geometry.least.x) * (geometry.most.y - geometry.least.y);
}

} // namespace

QGeoRectangle boundsOf(const geo::Area &area)
{
    const auto southWest = area.southWest();
    const auto northEast = area.northEast();
    return {
        {northEast.latDegrees(), southWest.lonDegrees()}, {southWest.latDegrees(), northEast.lonDegrees()}};
}

GeofenceModel::GeofenceModel(const Directory &directory, Ask ask, QObject *parent)
    : ListModel(parent), m_directory(directory), m_ask(std::move(ask))
{
}

int GeofenceModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QHash<int, QByteArray> GeofenceModel::roleNames() const
{
    return {
        {GeofenceIdRole, "geofenceId"},
        {NameRole, "name"},
        {KindRole, "kind"},
        {KindTextRole, "kindText"},
        {SectionRole, "section"},
        {RoundTextRole, "roundText"},
        {WatchedRole, "watched"},
        {WatchedTextRole, "watchedText"},
        {CalendarRole, "calendar"},
        {SizeTextRole, "sizeText"},
        {InsideRole, "inside"},
        {WhoRole, "who"},
        {BoundsRole, "bounds"},
        {AskingRole, "asking"},
        {RefusalRole, "refusal"},
    };
}

QVariant GeofenceModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const auto &row = m_rows[static_cast<std::size_t>(index.row())];
    const auto &geofence = row.geofence;
    switch (role) {
    case GeofenceIdRole:
        return idText(geofence.id);
    case Qt::DisplayRole:
    case NameRole:
        return nameOf(geofence);
    case KindRole:
        return std::to_underlying(geofence.kind);
    case KindTextRole:
        return Wording::kind(geofence.kind);
    case SectionRole:
        return Wording::kinds(geofence.kind);
    case RoundTextRole:
        return geofence.round.empty() ? QString() : m_directory.nameOf(geofence.round);
    case WatchedRole:
        return row.watched;
    case WatchedTextRole:
        return row.watched ? tr("Watched now") : tr("Not watched now");
    case CalendarRole:
        return CalendarWording::calendar(geofence, m_now);
    case SizeTextRole:
        if (const auto *circle = std::get_if<Circle>(&geofence.shape))
            return tr("Circle of %1", "radius").arg(Wording::metres(circle->radiusMetres));
        return tr("Outline of %n corners", nullptr,
            static_cast<int>(std::get<Polygon>(geofence.shape).corners.size()));
    case InsideRole:
        return static_cast<int>(row.inside.size());
    case WhoRole:
        return who(row);
    case BoundsRole:
        return QVariant::fromValue(console::boundsOf(m_geometry.at(geofence.id)->area));
    case AskingRole:
        return row.asking;
    case RefusalRole:
        return Wording::unmet(row.refusal);
    default:
        return {};
    }
}

QString GeofenceModel::who(const GeofenceRow &row) const
{
    QStringList names;
    for (const auto &stay : row.inside)
        names << m_directory.nameOf(stay.handset);
    return names.join(QStringLiteral(", "));
}

const GeofenceRow *GeofenceModel::row(GeofenceId id) const
{
    const auto found = std::ranges::find(m_rows, id, &GeofenceRow::key);
    return found == m_rows.end() ? nullptr : &*found;
}

GeofenceRow *GeofenceModel::find(GeofenceId id)
{
    const auto found = std::ranges::find(m_rows, id, &GeofenceRow::key);
    return found == m_rows.end() ? nullptr : &*found;
}

void GeofenceModel::put(GeofenceRow row)
{
    // Views ask for its bounds as soon as there is a row.
    auto &geometry = m_geometry[row.key()];
    if (!geometry || geometry->shape != row.geofence.shape)
        geometry = std::make_shared<const AreaGeometry>(row.geofence.shape);
    ListModel::put(m_rows, std::move(row), isBefore);
}

void GeofenceModel::applyAll(const std::vector<Geofence> &geofences, const std::vector<Stay> &stays)
{
    std::unordered_map<GeofenceId, std::vector<Stay>> inside;
    for (const auto &stay : stays)
        inside[stay.geofence].push_back(stay);
    std::set<GeofenceId> kept;
    for (const auto &geofence : geofences)
        if (!geofence.removed)
            kept.insert(geofence.id);
    dropUnless(m_rows, [&](const GeofenceRow &row) { return kept.contains(row.key()); });
    std::erase_if(m_geometry, [&](const auto &entry) { return !kept.contains(entry.first); });
    for (const auto &geofence : geofences) {
        if (geofence.removed)
            continue;
        const auto *known = find(geofence.id);
        auto changed = known ? *known : GeofenceRow{};
        changed.geofence = geofence;
        changed.watched = isWatched(geofence);
        changed.inside = std::move(inside[geofence.id]);
        settleStays(changed.inside);
        put(std::move(changed));
    }
    publish();
    recount();
}

void GeofenceModel::apply(const Geofence &geofence)
{
    if (geofence.removed) {
        drop(m_rows, geofence.id);
        m_geometry.erase(geofence.id);
    } else {
        const auto *known = find(geofence.id);
        auto changed = known ? *known : GeofenceRow{};
        changed.geofence = geofence;
        changed.watched = isWatched(geofence);
        changed.refusal = {};
        put(std::move(changed));
    }
    publish();
    recount();
    emit redrawn(idText(geofence.id));
}

void GeofenceModel::apply(const CrossingFact &crossing)
{
    const auto *known = find(crossing.geofence);
    if (!known)
        return;
    auto changed = *known;
    std::erase_if(changed.inside, [&](const Stay &stay) { return stay.handset == crossing.handset; });
    if (crossing.crossing == Crossing::Enter)
        changed.inside.push_back(
            {.geofence = crossing.geofence, .handset = crossing.handset, .since = crossing.at});
    settleStays(changed.inside);
    put(std::move(changed));
    recount();
}

bool GeofenceModel::isWatched(const Geofence &geofence) const
{
    if (geofence.hours.empty())
        return domain::isWatched(geofence, m_now, std::chrono::seconds{0});
    const auto at = QDateTime::fromMSecsSinceEpoch(m_now.time_since_epoch().count(), QTimeZone::UTC);
    return domain::isWatched(
        geofence, m_now, std::chrono::seconds{clocksOf(geofence.timeZone).offsetFromUtc(at)});
}

void GeofenceModel::tick(Instant now)
{
    using std::chrono::seconds;
    m_now = now;
    const auto at = QDateTime::fromMSecsSinceEpoch(now.time_since_epoch().count(), QTimeZone::UTC);
    // A depot has one time zone, or two: asked once each second, not once for every geofence.
    std::map<std::string_view, seconds> offsets;
    const auto offsetOf = [&](const Geofence &geofence) {
        if (geofence.hours.empty())
            return seconds{0};
        const auto [known, isNew] = offsets.try_emplace(geofence.timeZone);
        if (isNew)
            known->second = seconds{clocksOf(geofence.timeZone).offsetFromUtc(at)};
        return known->second;
    };
    bool any = false;
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        auto &row = m_rows[i];
        const bool watched = domain::isWatched(row.geofence, now, offsetOf(row.geofence));
        if (watched == row.watched)
            continue;
        row.watched = watched;
        any = true;
        emit dataChanged(
            index(static_cast<int>(i)), index(static_cast<int>(i)), {WatchedRole, WatchedTextRole});
    }
    if (!any)
        return;
    publish();
    recount();
}

void GeofenceModel::recount()
{
    std::set<HandsetId> people;
    int watched = 0;
    for (const auto &row : m_rows) {
        watched += row.watched;
        for (const auto &stay : row.inside)
            people.insert(stay.handset);
    }
    const auto inside = static_cast<int>(people.size());
    if (watched == m_watched && inside == m_inside)
        return;
    m_watched = watched;
    m_inside = inside;
    emit totalsChanged();
}

void GeofenceModel::publish()
{
    m_feed.areas.clear();
    for (const auto &row : m_rows)
        m_feed.areas.push_back({.id = idText(row.geofence.id),
            .name = nameOf(row.geofence),
            .kind = row.geofence.kind,
            .watched = row.watched,
            .geometry = m_geometry.at(row.geofence.id)});
    std::ranges::stable_sort(m_feed.areas, std::ranges::greater{}, extent);
    m_feed.publish();
}

void GeofenceModel::refresh()
{
    everyRowChanged();
}

void GeofenceModel::remove(const QString &geofenceId)
{
    const auto id = idFrom<GeofenceId>(geofenceId);
    const auto *known = id ? find(*id) : nullptr;
    if (!known || known->asking)
        return;
    auto asking = *known;
    asking.asking = true;
    asking.refusal = {};
    SetGeofence request{.geofence = asking.geofence};
    request.geofence.removed = true;
    put(std::move(asking));
    m_ask(std::move(request), [self = QPointer(this), id = *id](const Answer &answer) {
        const auto *asked = self ? self->find(id) : nullptr;
        if (!asked)
            return;
        auto answered = *asked;
        answered.asking = false;
        answered.refusal = unmetBy(answer);
        self->put(std::move(answered));
    });
}

QGeoRectangle GeofenceModel::boundsOf(const QString &geofenceId) const
{
    const auto id = idFrom<GeofenceId>(geofenceId);
    const auto found = id ? m_geometry.find(*id) : m_geometry.end();
    return found == m_geometry.end() ? QGeoRectangle() : console::boundsOf(found->second->area);
}

} // namespace facteo::console
