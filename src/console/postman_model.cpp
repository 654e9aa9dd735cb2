// SPDX-License-Identifier: Apache-2.0
#include "console/postman_model.h"

#include "console/wording.h"
#include "domain/alert.h"
#include "domain/presence.h"
#include "domain/task.h"
#include "geo/mercator.h"

#include <algorithm>
#include <limits>

namespace facteo::console {

using namespace protocol;

namespace {

Freshness freshnessAt(const std::optional<Fix> &fix, Instant now)
{
    if (!fix)
        return Freshness::Lost;
    switch (domain::freshness(now - fix->at)) {
    case domain::Freshness::Fresh:
        return Freshness::Fresh;
    case domain::Freshness::Ageing:
        return Freshness::Ageing;
    case domain::Freshness::Stale:
        return Freshness::Stale;
    case domain::Freshness::Lost:
        return Freshness::Lost;
    }
    Q_UNREACHABLE_RETURN(Freshness::Lost);
}

/// Where phones themselves begin to warn.
constexpr std::uint32_t kBatteryLowPercent = 15;

bool isLow(const HandsetPicture &picture)
{
    return picture.batteryPercent && *picture.batteryPercent <= kBatteryLowPercent && !picture.charging;
}

QString text(const std::string &utf8)
{
    return QString::fromStdString(utf8);
}

} // namespace

PostmanModel::PostmanModel(const Directory &directory, QObject *parent)
    : QAbstractListModel(parent), m_directory(directory)
{
}

int PostmanModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : count();
}

QHash<int, QByteArray> PostmanModel::roleNames() const
{
    return {
        {HandsetIdRole, "handsetId"},
        {PostmanIdRole, "postmanId"},
        {NameRole, "name"},
        {PhoneRole, "phone"},
        {RoundIdRole, "roundId"},
        {RoundNameRole, "roundName"},
        {MarkRole, "mark"},
        {MarkTextRole, "markText"},
        {ReasonRole, "reason"},
        {HasPositionRole, "hasPosition"},
        {LatitudeRole, "latitude"},
        {LongitudeRole, "longitude"},
        {AgeRole, "age"},
        {AccuracyRole, "accuracy"},
        {SpeedRole, "speed"},
        {BatteryTextRole, "batteryText"},
        {BatteryLowRole, "batteryLow"},
        {ConnectedRole, "connected"},
        {LastHeardRole, "lastHeard"},
        {UnsentRole, "unsent"},
        {UnsentTextRole, "unsentText"},
        {DutyRole, "duty"},
        {SharingRole, "sharing"},
        {InAlertRole, "inAlert"},
        {UnansweredRole, "unanswered"},
        {AlertTextRole, "alertText"},
        {OpenTasksRole, "openTasks"},
        {StopRole, "stop"},
        {RevokedRole, "revoked"},
        {CanOrderRole, "canOrder"},
    };
}

QVariant PostmanModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const auto &row = m_rows[static_cast<std::size_t>(index.row())];
    switch (role) {
    case HandsetIdRole:
        return text(row.picture.handset.text);
    case PostmanIdRole:
        return text(row.postman.text);
    case Qt::DisplayRole:
    case NameRole:
        return row.name;
    case PhoneRole: {
        const auto *postman = m_directory.postman(row.postman);
        return postman ? Wording::phone(postman->phone) : QString();
    }
    case RoundIdRole:
        return row.round;
    case RoundNameRole:
        return row.roundName;
    case InAlertRole:
        return row.alert != DotState::NoPosition;
    case UnansweredRole:
        return row.alert == DotState::Alert;
    case AlertTextRole:
        return row.alert == DotState::Alert         ? tr("Alert: unanswered")
               : row.alert == DotState::AlertInHand ? tr("Alert: in hand")
                                                    : QString();
    case OpenTasksRole:
        return row.openTasks;
    case MarkRole:
    case MarkTextRole:
    case ReasonRole:
    case HasPositionRole:
    case LatitudeRole:
    case LongitudeRole:
    case AgeRole:
    case AccuracyRole:
    case SpeedRole:
        return place(row, role);
    default:
        return handset(row, role);
    }
}

QVariant PostmanModel::place(const PostmanRow &row, int role) const
{
    const auto &fix = row.picture.fix;
    switch (role) {
    case MarkRole:
        return markOf(row);
    case MarkTextRole:
        return fix ? Wording::freshness(row.freshness) : Wording::absence(row.picture.absence);
    case ReasonRole:
        return Wording::absence(row.picture.absence);
    case HasPositionRole:
        return fix.has_value();
    case LatitudeRole:
        return fix ? fix->position.latDegrees() : 0.0;
    case LongitudeRole:
        return fix ? fix->position.lonDegrees() : 0.0;
    case AgeRole:
        return fix ? Wording::span(m_now - fix->at) : QString();
    case AccuracyRole:
        return fix ? Wording::accuracy(fix->accuracyDm) : QString();
    case SpeedRole:
        return fix && fix->speedCmS
                   ? tr("%1 km/h").arg(static_cast<double>(*fix->speedCmS) * 0.036, 0, 'f', 0)
                   : QString();
    default:
        return {};
    }
}

QVariant PostmanModel::handset(const PostmanRow &row, int role) const
{
    const auto &picture = row.picture;
    const auto *handset = m_directory.handset(picture.handset);
    const bool revoked = handset && handset->revoked;
    switch (role) {
    case BatteryTextRole:
        if (!picture.batteryPercent)
            return QStringLiteral("–");
        return (picture.charging ? tr("%1 % charging")
                : isLow(picture) ? tr("%1 % low")
                                 : tr("%1 %", "battery"))
            .arg(static_cast<int>(*picture.batteryPercent));
    case BatteryLowRole:
        return isLow(picture);
    case ConnectedRole:
        return picture.connected;
    case LastHeardRole:
        return picture.lastHeardAt ? Wording::span(m_now - *picture.lastHeardAt) : tr("never");
    case UnsentRole:
        return picture.unsent;
    case UnsentTextRole:
        return picture.unsent > 0 ? tr("%n not sent", "", static_cast<int>(picture.unsent))
                                  : QStringLiteral("–");
    case DutyRole:
        return Wording::duty(picture.duty);
    case SharingRole:
        return picture.sharing;
    case StopRole: {
        const auto *round = m_directory.roundOf(row.postman);
        if (!round || !picture.stopIndex || *picture.stopIndex >= round->stops.size())
            return QString();
        return tr("Stop %1 of %2").arg(*picture.stopIndex + 1).arg(round->stops.size());
    }
    case RevokedRole:
        return revoked;
    case CanOrderRole:
        return !revoked;
    default:
        return {};
    }
}

PostmanModel::Mark PostmanModel::markOf(const PostmanRow &row)
{
    if (!row.onMap())
        return row.picture.absence == Absence::SignalLost ? Lost : Hidden;
    return static_cast<Mark>(row.freshness);
}

const PostmanRow *PostmanModel::row(const HandsetId &handset) const
{
    const auto found = m_rowOf.find(handset);
    return found == m_rowOf.end() ? nullptr : &m_rows[found->second];
}

int PostmanModel::rowOf(const QString &handsetId) const
{
    const auto found = m_rowOf.find(HandsetId{handsetId.toStdString()});
    return found == m_rowOf.end() ? -1 : static_cast<int>(found->second);
}

void PostmanModel::name(PostmanRow &row) const
{
    const auto *handset = m_directory.handset(row.picture.handset);
    row.postman = handset ? handset->postman : PostmanId{};
    row.name = row.postman.empty() ? QString() : m_directory.nameOf(row.postman);
    const auto *round = m_directory.roundOf(row.postman);
    row.round = round ? text(round->id.text) : QString();
    row.roundName =
        round ? tr("%1 · %2", "round id, round name").arg(row.round, text(round->name)) : QString();
}

void PostmanModel::applyRoster()
{
    for (std::size_t i = m_rows.size(); i-- > 0;)
        if (!m_directory.handset(m_rows[i].picture.handset))
            drop(i);

    std::vector<HandsetId> fresh;
    for (const auto &[id, handset] : m_directory.handsets())
        if (!m_rowOf.contains(id))
            fresh.push_back(id);
    std::ranges::sort(fresh);

    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        name(m_rows[i]);
        setColumns(i);
    }
    if (!m_rows.empty())
        emit dataChanged(index(0), index(count() - 1));
    if (!fresh.empty()) {
        const int first = count();
        beginInsertRows({}, first, first + static_cast<int>(fresh.size()) - 1);
        for (const auto &id : fresh) {
            PostmanRow row;
            row.picture.handset = id;
            row.picture.absence = Absence::OffDutyOrBreak;
            name(row);
            m_rowOf.emplace(id, m_rows.size());
            m_rows.push_back(std::move(row));
        }
        m_feed.points.resize(m_rows.size());
        for (auto i = static_cast<std::size_t>(first); i < m_rows.size(); ++i)
            setColumns(i);
        endInsertRows();
    }
    m_feed.publish(false);
    recount();
    emit totalsChanged();
}

void PostmanModel::drop(std::size_t row)
{
    beginRemoveRows({}, static_cast<int>(row), static_cast<int>(row));
    m_rows.erase(m_rows.begin() + static_cast<std::ptrdiff_t>(row));
    m_rowOf.clear();
    for (std::size_t i = 0; i < m_rows.size(); ++i)
        m_rowOf.emplace(m_rows[i].picture.handset, i);
    m_feed.points.resize(m_rows.size());
    for (std::size_t i = row; i < m_rows.size(); ++i) {
        setColumns(i);
        m_feed.points.previous[i] = m_feed.points.position[i];
    }
    endRemoveRows();
}

void PostmanModel::apply(std::span<const HandsetPicture> pictures)
{
    // Whoever moved before has arrived: only those who move now glide.
    m_feed.points.previous = m_feed.points.position;
    bool moved = false;
    bool any = false;
    for (const auto &picture : pictures) {
        const auto found = m_rowOf.find(picture.handset);
        if (found == m_rowOf.end())
            continue; // the roster fact that introduces it is still on its way
        auto &row = m_rows[found->second];
        if (row.picture == picture)
            continue;
        any = true;
        moved = moved || row.picture.fix != picture.fix;
        row.picture = picture;
        row.freshness = freshnessAt(picture.fix, m_now);
        setColumns(found->second);
        changed(found->second);
    }
    if (!any)
        return;
    m_feed.publish(moved);
    recount();
}

void PostmanModel::apply(const DutyFact &fact)
{
    const auto found = m_rowOf.find(fact.handset);
    if (found == m_rowOf.end())
        return;
    auto &picture = m_rows[found->second].picture;
    picture.duty = fact.duty;
    picture.sharing = fact.sharing;
    changed(found->second, {DutyRole, SharingRole});
}

void PostmanModel::applyOpen(std::span<const Alert> alerts, std::span<const Task> tasks)
{
    struct Marks
    {
        DotState alert = DotState::NoPosition;
        std::uint8_t tasks = 0;
        bool onTask = false;
        bool exercise = false;
    };
    std::unordered_map<HandsetId, Marks> marks;
    for (const auto &alert : alerts) {
        auto &mark = marks[alert.handset];
        // Of two alerts the one that nobody has answered is shown.
        if (mark.alert != DotState::Alert)
            mark.alert = domain::isUnanswered(alert.state) ? DotState::Alert : DotState::AlertInHand;
        mark.exercise = mark.exercise || alert.exercise;
    }
    for (const auto &task : tasks) {
        auto &mark = marks[task.handset];
        mark.tasks = static_cast<std::uint8_t>(std::min(mark.tasks + 1, 255));
        mark.onTask = mark.onTask || task.state == TaskState::EnRoute || task.state == TaskState::Arrived;
    }
    bool any = false;
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        const auto found = marks.find(m_rows[i].picture.handset);
        const Marks mark = found == marks.end() ? Marks{} : found->second;
        auto &row = m_rows[i];
        if (row.alert == mark.alert && row.openTasks == mark.tasks && row.onTask == mark.onTask &&
            row.exercise == mark.exercise)
            continue;
        row.alert = mark.alert;
        row.openTasks = mark.tasks;
        row.onTask = mark.onTask;
        row.exercise = mark.exercise;
        setColumns(i);
        changed(i, {InAlertRole, UnansweredRole, AlertTextRole, OpenTasksRole});
        any = true;
    }
    if (any)
        m_feed.publish(false);
}

void PostmanModel::tick(Instant now)
{
    m_now = now;
    bool faded = false;
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        const auto freshness = freshnessAt(m_rows[i].picture.fix, now);
        if (freshness == m_rows[i].freshness)
            continue;
        m_rows[i].freshness = freshness;
        m_feed.points.freshness[i] = freshness;
        changed(i, {MarkRole, MarkTextRole});
        faded = true;
    }
    if (faded)
        m_feed.publish(false);
    if (!m_rows.empty())
        emit dataChanged(index(0), index(count() - 1), {AgeRole, LastHeardRole});
}

void PostmanModel::refresh()
{
    if (!m_rows.empty())
        emit dataChanged(index(0), index(count() - 1));
}

void PostmanModel::changed(std::size_t row, const QList<int> &roles)
{
    const auto at = index(static_cast<int>(row));
    emit dataChanged(at, at, roles);
}

void PostmanModel::setColumns(std::size_t i)
{
    const auto &row = m_rows[i];
    const auto &fix = row.picture.fix;
    auto &points = m_feed.points;
    points.handset[i] = text(row.picture.handset.text);
    points.label[i] = row.name.isEmpty() ? points.handset[i] : row.name;
    points.freshness[i] = row.freshness;
    points.exercise[i] = row.exercise ? 1 : 0;
    if (!fix) {
        points.state[i] = DotState::NoPosition;
        points.headingDegrees[i] = std::numeric_limits<float>::quiet_NaN();
        points.accuracyMetres[i] = 0;
        return;
    }
    const auto here = geo::toUnit(fix->position);
    points.previous[i] = points.state[i] == DotState::NoPosition ? here : points.position[i];
    points.position[i] = here;
    points.headingDegrees[i] = fix->headingCdeg ? static_cast<float>(*fix->headingCdeg) / 100.0F
                                                : std::numeric_limits<float>::quiet_NaN();
    points.accuracyMetres[i] = static_cast<float>(fix->accuracyDm) / 10.0F;
    if (row.alert != DotState::NoPosition)
        points.state[i] = row.alert;
    else
        points.state[i] = row.onTask ? DotState::OnTask : DotState::OnRound;
}

void PostmanModel::recount()
{
    Totals totals;
    for (const auto &row : m_rows) {
        if (row.postman.empty())
            continue;
        if (row.onMap())
            ++totals.onMap;
        else if (row.picture.absence == Absence::SharingOff)
            ++totals.sharingOff;
        else if (row.picture.absence == Absence::SignalLost)
            ++totals.signalLost;
        else
            ++totals.offDutyOrBreak;
    }
    if (totals == m_totals)
        return;
    m_totals = totals;
    emit totalsChanged();
}

} // namespace facteo::console
