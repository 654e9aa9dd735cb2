// SPDX-License-Identifier: Apache-2.0
#include "console/candidate_model.h"

#include "console/wording.h"
#include "domain/alert.h"

#include <cmath>

namespace facteo::console {

using namespace protocol;

namespace {

/// More than anybody reads; the list names the nearest, not the depot.
constexpr std::size_t kAtMost = 40;

bool nearer(const CandidateRow &a, const CandidateRow &b)
{
    return a.place < b.place;
}

} // namespace

CandidateModel::CandidateModel(
    const Directory &directory, const PostmanModel &postmen, const AlertModel &alerts, QObject *parent)
    : ListModel(parent), m_directory(directory), m_postmen(postmen), m_alerts(alerts)
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
    follow();
}

void CandidateModel::stop()
{
    m_where.reset();
    become(m_rows, {}, nearer);
}

void CandidateModel::follow()
{
    if (!m_where)
        return;
    std::vector<HandsetPicture> pictures;
    std::vector<Handset> handsets;
    std::vector<Alert> alerts;
    for (const auto &row : m_postmen.rows()) {
        const auto *handset = m_directory.handset(row.handset);
        if (!handset || handset->revoked || row.postman.empty())
            continue;
        pictures.push_back(row.picture.unpacked(row.handset));
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
        wanted.push_back({.candidate = candidate,
            .place = static_cast<int>(wanted.size()),
            .name = m_directory.nameOf(candidate.postman),
            .round = postman ? postman->roundName : QString(),
            .openTasks = postman ? postman->openTasks : 0});
    }
    become(m_rows, std::move(wanted), nearer);
}

} // namespace facteo::console
