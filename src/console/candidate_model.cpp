// SPDX-License-Identifier: Apache-2.0
#include "console/candidate_model.h"

#include "console/wording.h"
#include "domain/alert.h"
#include "geo/distance.h"

#include <QPointer>
#include <algorithm>
#include <cmath>
#include <limits>
#include <tuple>
#include <unordered_map>

namespace facteo::console {

using namespace protocol;

namespace {

/// More than anybody reads; the list names the nearest, not the depot.
constexpr std::size_t kAtMost = 40;
/// Who moved less has the same way still.
constexpr double kMovedMetres = 30;

bool nearer(const CandidateRow &a, const CandidateRow &b)
{
    return a.place < b.place;
}

} // namespace

CandidateModel::CandidateModel(const Directory &directory, const PostmanModel &postmen,
    const AlertModel &alerts, FindWalks walks, QObject *parent)
    : ListModel(parent), m_directory(directory), m_postmen(postmen), m_alerts(alerts),
      m_findWalks(std::move(walks))
{
}

int CandidateModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QHash<int, QByteArray> CandidateModel::roleNames() const
{
    return {
        {HandsetIdRole, "handsetId"},
        {NameRole, "name"},
        {RoundRole, "roundName"},
        {PossibleRole, "possible"},
        {DistanceRole, "distance"},
        {WalkingRole, "walking"},
        {MinutesRole, "minutes"},
        {ByStreetsRole, "byStreets"},
        {HindranceRole, "hindrance"},
        {OpenTasksRole, "openTasks"},
    };
}

QVariant CandidateModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const auto &row = m_rows[static_cast<std::size_t>(index.row())];
    const auto &candidate = row.candidate;
    switch (role) {
    case HandsetIdRole:
        return QString::fromStdString(candidate.handset.text);
    case Qt::DisplayRole:
    case NameRole:
        return row.name;
    case RoundRole:
        return row.round;
    case PossibleRole:
        return candidate.hindrance == domain::Hindrance::None;
    case DistanceRole:
        return candidate.metres ? Wording::metres(*candidate.metres) : QString();
    case WalkingRole:
        return candidate.walking ? Wording::span(*candidate.walking) : QString();
    case MinutesRole:
        return candidate.walking
                   ? static_cast<int>(std::chrono::ceil<std::chrono::minutes>(*candidate.walking).count())
                   : 0;
    case ByStreetsRole:
        return row.byStreets;
    case HindranceRole:
        return hindrance(candidate.hindrance);
    case OpenTasksRole:
        return row.openTasks;
    default:
        return {};
    }
}

QString CandidateModel::hindrance(domain::Hindrance why)
{
    switch (why) {
    case domain::Hindrance::None:
        return {};
    case domain::Hindrance::PositionUnknown:
        return tr("Position unknown");
    case domain::Hindrance::SignalLost:
        return tr("Signal lost");
    case domain::Hindrance::OnBreak:
        return tr("On break");
    case domain::Hindrance::InAlert:
        return tr("In alert");
    case domain::Hindrance::OffDuty:
        return tr("Off duty");
    }
    Q_UNREACHABLE_RETURN({});
}

void CandidateModel::lookAround(double latitude, double longitude)
{
    m_where = Position{.latE7 = static_cast<std::int32_t>(std::lround(latitude * 1e7)),
        .lonE7 = static_cast<std::int32_t>(std::lround(longitude * 1e7))};
    m_walks.clear();
    ++m_place;
    m_asking = false;
    follow();
}

void CandidateModel::stop()
{
    m_where.reset();
    ++m_place;
    m_asking = false;
    become(m_rows, {}, nearer);
}

void CandidateModel::follow()
{
    if (!m_where)
        return;
    std::vector<HandsetPicture> pictures;
    std::vector<Handset> handsets;
    std::vector<Alert> alerts;
    for (std::size_t row = 0; row < m_postmen.rows().size(); ++row) {
        const auto &id = m_postmen.handsets()[row];
        const auto *handset = m_directory.handset(id);
        if (!handset || handset->revoked || m_postmen.bearers()[row].postman.empty() ||
            m_directory.isOther(id))
            continue;
        pictures.push_back(m_postmen.rows()[row].picture.unpacked(id));
        handsets.push_back(*handset);
    }
    for (const auto &row : m_alerts.rows())
        if (domain::isOpen(row.alert.state))
            alerts.push_back(row.alert);

    std::vector<CandidateRow> wanted;
    for (const auto &candidate : domain::candidates(*m_where, pictures, handsets, alerts)) {
        if (wanted.size() == kAtMost)
            break;
        const auto *postman = m_postmen.row(candidate.handset);
        const auto *round = m_directory.roundOf(candidate.postman);
        wanted.push_back({.candidate = candidate,
            .place = static_cast<int>(wanted.size()),
            .name = m_directory.nameOf(candidate.postman),
            .round = round ? m_directory.nameOf(round->id) : QString(),
            .openTasks = postman ? postman->openTasks : 0});
    }
    useStreets(wanted);
    askForWalks(wanted, pictures);
    become(m_rows, std::move(wanted), nearer);
}

void CandidateModel::useStreets(std::vector<CandidateRow> &rows) const
{
    for (auto &row : rows) {
        const auto walk = m_walks.find(row.key());
        if (walk == m_walks.end() || !walk->second.metres || !row.candidate.metres)
            continue;
        const double metres = *walk->second.metres;
        row.candidate.metres = metres;
        row.candidate.walking =
            std::chrono::minutes{std::lround(std::ceil(metres / domain::kWalkingMetresPerSecond / 60))};
        row.byStreets = true;
    }
    std::ranges::stable_sort(rows, {}, [](const CandidateRow &row) {
        return std::tuple(row.candidate.hindrance,
            row.candidate.walking.value_or(std::chrono::minutes::max()),
            row.candidate.metres.value_or(std::numeric_limits<double>::max()), row.candidate.handset);
    });
    for (std::size_t i = 0; i < rows.size(); ++i)
        rows[i].place = static_cast<int>(i);
}

/// One question at a time, for those whose way is not known from where they are now.
void CandidateModel::askForWalks(
    const std::vector<CandidateRow> &rows, const std::vector<HandsetPicture> &pictures)
{
    if (!m_findWalks || m_asking)
        return;
    std::unordered_map<HandsetId, Position> places;
    for (const auto &picture : pictures)
        if (picture.fix)
            places.emplace(picture.handset, picture.fix->position);
    std::vector<HandsetId> handsets;
    std::vector<Position> from;
    for (const auto &row : rows) {
        const auto place = places.find(row.key());
        if (place == places.end())
            continue;
        const auto here = place->second;
        const auto known = m_walks.find(row.key());
        if (known != m_walks.end() && geo::distanceMetres(known->second.from, here) < kMovedMetres)
            continue;
        handsets.push_back(row.key());
        from.push_back(here);
    }
    if (from.empty())
        return;
    m_asking = true;
    // On foot a way is as long in either direction.
    m_findWalks(*m_where, from,
        [self = QPointer(this), handsets, from, place = m_place](
            const std::vector<std::optional<double>> &metres) {
            if (!self || self->m_place != place)
                return;
            self->m_asking = false;
            for (std::size_t i = 0; i < handsets.size(); ++i)
                self->m_walks[handsets[i]] = {from[i], i < metres.size() ? metres[i] : std::nullopt};
            self->follow();
        });
}

} // namespace facteo::console
