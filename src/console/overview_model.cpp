// SPDX-License-Identifier: Apache-2.0
#include "console/overview_model.h"

#include "console/tone.h"
#include "console/wording.h"
#include "geo/mercator.h"

#include <algorithm>
#include <cmath>

namespace facteo::console {

using namespace protocol;

namespace {

/// From here on the map shows a town and its surroundings, some dozens of depots at most.
constexpr double kNearZoom = 10.5;
/// More than these in view, and nobody could tell them apart.
constexpr std::size_t kMostInView = 60;
constexpr std::chrono::milliseconds kMapSettlesIn{400};
constexpr double kTilePixels = 256;
constexpr QChar kMarkOf = u'#';

std::uint32_t alertsOf(const DepotSummary &summary)
{
    return summary.openAlerts + summary.exerciseAlerts;
}

tone::Kind toneOf(DepotStanding standing)
{
    switch (standing) {
    case DepotStanding::Alert:
        return tone::Danger;
    case DepotStanding::AlertInHand:
    case DepotStanding::NotRecording:
    case DepotStanding::Lost:
        return tone::Attention;
    case DepotStanding::AtWork:
        return tone::Good;
    case DepotStanding::Stale:
        return tone::Normal;
    case DepotStanding::Quiet:
        return tone::Quiet;
    }
    Q_UNREACHABLE_RETURN(tone::Quiet);
}

} // namespace

OverviewModel::OverviewModel(QObject *parent) : QAbstractListModel(parent)
{
    m_settled.setSingleShot(true);
    m_settled.setInterval(kMapSettlesIn);
    connect(&m_settled, &QTimer::timeout, this, &OverviewModel::followView);
}

int OverviewModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : count();
}

QString OverviewModel::chosen() const
{
    return QString::fromStdString(m_chosen.text);
}

QVariant OverviewModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const auto &summary = m_rows[static_cast<std::size_t>(index.row())].summary;
    switch (role) {
    case DepotIdRole:
        return QString::fromStdString(summary.depot.id.text);
    case Qt::DisplayRole:
    case NameRole:
        return QString::fromStdString(summary.depot.name);
    case KnownRole:
        return summary.known;
    case LiveRole:
        return summary.live;
    case LostRole:
        return summary.lost;
    case OpenAlertsRole:
        return alertsOf(summary);
    case StandingTextRole:
        return Wording::standing(summary.standing);
    case ToneRole:
        return static_cast<int>(toneOf(summary.standing));
    case IsChosenRole:
        return summary.depot.id == m_chosen;
    case HasPeopleRole:
        return m_rows[static_cast<std::size_t>(index.row())].hasPeople;
    case LatitudeRole:
        return summary.depot.position.latDegrees();
    case LongitudeRole:
        return summary.depot.position.lonDegrees();
    default:
        return {};
    }
}

QHash<int, QByteArray> OverviewModel::roleNames() const
{
    return {{DepotIdRole, "depotId"}, {NameRole, "name"}, {KnownRole, "known"}, {LiveRole, "live"},
        {LostRole, "lost"}, {OpenAlertsRole, "openAlerts"}, {StandingTextRole, "standingText"},
        {ToneRole, "tone"}, {IsChosenRole, "isChosen"}, {HasPeopleRole, "hasPeople"},
        {LatitudeRole, "latitude"}, {LongitudeRole, "longitude"}};
}

void OverviewModel::apply(std::span<const DepotSummary> depots)
{
    for (const auto &summary : depots) {
        const auto known = m_rowOf.find(summary.depot.id);
        if (known == m_rowOf.end()) {
            const int at = count();
            beginInsertRows({}, at, at);
            m_rowOf.emplace(summary.depot.id, m_rows.size());
            m_rows.push_back({.summary = summary, .marks = {}, .said = {}});
            m_rows.back().hasPeople = summary.depot.id == m_chosen;
            endInsertRows();
            setMarks(m_rows.back());
            continue;
        }
        auto &row = m_rows[known->second];
        if (row.summary == summary)
            continue;
        row.summary = summary;
        setMarks(row);
        const auto changed = index(static_cast<int>(known->second));
        emit dataChanged(changed, changed);
    }
    m_feed.publish();
    recount();
}

/// As many marks as the depot has people on the map, the worst first. Only what changed is touched. An alert
/// has its mark also where the people are shown: what is known of them there is only where they are.
void OverviewModel::setMarks(Row &row)
{
    const auto &summary = row.summary;
    std::vector<MarkKind> now;
    const auto want = [&](MarkKind kind, std::uint32_t count) {
        now.insert(now.end(), std::min(count, summary.known), kind);
    };
    if (summary.depot.id != m_chosen) {
        want(MarkKind::Alert, summary.unansweredAlerts);
        want(MarkKind::AlertInHand,
            summary.openAlerts - std::min(summary.openAlerts, summary.unansweredAlerts));
        want(MarkKind::ExerciseAlert, summary.exerciseAlerts);
    }
    if (!row.hasPeople) {
        want(MarkKind::Fresh, summary.live);
        want(MarkKind::Ageing, summary.ageing);
        want(MarkKind::Lost, summary.lost);
    }
    now.resize(std::max(row.marks.size(), now.size()), MarkKind::None);
    while (row.marks.size() < now.size()) {
        const auto name =
            QString::fromStdString(summary.depot.id.text) + kMarkOf + QString::number(row.marks.size());
        row.marks.push_back(m_feed.add(name, QString::fromStdString(summary.depot.name)));
        row.said.push_back(MarkKind::None);
    }
    for (std::size_t i = 0; i < now.size(); ++i)
        if (std::exchange(row.said[i], now[i]) != now[i])
            setMark(row.marks[i], now[i], summary.depot.position);
}

void OverviewModel::setMark(std::uint32_t mark, MarkKind kind, Position place)
{
    const auto put = [&](DotState state, Freshness freshness) {
        m_feed.place(mark, {.position = geo::toUnit(place), .headingDegrees = NAN}, state, freshness);
        m_feed.setExercise(mark, kind == MarkKind::ExerciseAlert);
    };
    switch (kind) {
    case MarkKind::None:
        return m_feed.remove(mark);
    case MarkKind::Fresh:
        return put(DotState::OnRound, Freshness::Fresh);
    case MarkKind::Ageing:
        return put(DotState::OnRound, Freshness::Stale);
    case MarkKind::Lost:
        return put(DotState::OnRound, Freshness::Lost);
    case MarkKind::AlertInHand:
        return put(DotState::AlertInHand, Freshness::Fresh);
    case MarkKind::Alert:
    case MarkKind::ExerciseAlert:
        return put(DotState::Alert, Freshness::Fresh);
    }
}

void OverviewModel::recount()
{
    int known = 0;
    int live = 0;
    int alerts = 0;
    for (const auto &row : m_rows) {
        known += static_cast<int>(row.summary.known);
        live += static_cast<int>(row.summary.live);
        alerts += static_cast<int>(alertsOf(row.summary));
    }
    m_known = known;
    m_live = live;
    m_openAlerts = alerts;
    emit totalsChanged();
}

void OverviewModel::showPeople(const DepotId &depot, bool shown)
{
    const auto known = m_rowOf.find(depot);
    if (known == m_rowOf.end())
        return;
    auto &row = m_rows[known->second];
    row.hasPeople = shown || depot == m_chosen;
    setMarks(row);
    m_feed.publish();
    const auto changed = index(static_cast<int>(known->second));
    emit dataChanged(changed, changed, {HasPeopleRole});
}

void OverviewModel::setChosen(const DepotId &depot)
{
    if (depot == m_chosen)
        return;
    const auto before = std::exchange(m_chosen, depot);
    showPeople(before, m_followed.contains(before));
    showPeople(depot, true);
    if (!m_rows.empty())
        emit dataChanged(index(0), index(count() - 1), {IsChosenRole});
    emit chosenChanged();
    followView();
}

void OverviewModel::refresh()
{
    if (!m_rows.empty())
        emit dataChanged(index(0), index(count() - 1));
}

void OverviewModel::setByHand(bool byHand)
{
    if (std::exchange(m_byHand, byHand) != byHand)
        emit chosenChanged();
}

QGeoRectangle OverviewModel::bounds() const
{
    QList<QGeoCoordinate> places;
    for (const auto &row : m_rows)
        places.emplaceBack(row.summary.depot.position.latDegrees(), row.summary.depot.position.lonDegrees());
    QGeoRectangle around(places);
    return around;
}

void OverviewModel::choose(const QString &depotOrMark)
{
    const auto depot = depotOrMark.section(kMarkOf, 0, 0);
    if (!m_rowOf.contains(DepotId{depot.toStdString()}))
        return;
    setByHand(true);
    emit wanted(depot);
}

void OverviewModel::setEverybody(bool everybody)
{
    if (everybody == m_everybody)
        return;
    m_everybody = everybody;
    emit everybodyChanged();
    followView();
}

void OverviewModel::look(double latitude, double longitude, double zoom, double width, double height)
{
    const auto middle = geo::toUnit(latitude, longitude);
    const double pixels = kTilePixels * std::exp2(zoom);
    // A map that is turned shows what lies in a circle around its middle.
    const double reach = std::hypot(width, height) / 2 / pixels;
    m_northWest = {middle.x - reach, middle.y - reach};
    m_southEast = {middle.x + reach, middle.y + reach};
    m_isNear = zoom >= kNearZoom;
    m_settled.start();
}

void OverviewModel::followView()
{
    std::set<DepotId> wantedNow;
    for (const auto &row : m_rows) {
        const auto at = geo::toUnit(row.summary.depot.position);
        const bool isInView = m_isNear && at.x >= m_northWest.x && at.x <= m_southEast.x &&
                              at.y >= m_northWest.y && at.y <= m_southEast.y;
        if (row.summary.depot.id == m_chosen || (!m_everybody && !isInView))
            continue;
        if (m_everybody || wantedNow.size() < kMostInView)
            wantedNow.insert(row.summary.depot.id);
    }
    if (wantedNow == m_followed)
        return;
    m_followed = std::move(wantedNow);
    emit followedChanged();
    emit followWanted(m_followed);
}

} // namespace facteo::console
