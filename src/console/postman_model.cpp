// SPDX-License-Identifier: Apache-2.0
#include "console/postman_model.h"

#include "console/fleet_criteria.h"
#include "console/wording.h"
#include "domain/alert.h"
#include "domain/presence.h"
#include "domain/task.h"
#include "geo/mercator.h"

#include <algorithm>
#include <limits>
#include <numeric>

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
        return (picture.charging     ? tr("%1 % charging")
                : row.isBatteryLow() ? tr("%1 % low")
                                     : tr("%1 %", "battery"))
            .arg(static_cast<int>(*picture.batteryPercent));
    case BatteryLowRole:
        return row.isBatteryLow();
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

QString PostmanModel::labelOf(const PostmanRow &row)
{
    return row.name.isEmpty() ? text(row.picture.handset.text) : row.name;
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
    dropGone();

    std::vector<HandsetId> fresh;
    for (const auto &[id, handset] : m_directory.handsets())
        if (!m_rowOf.contains(id))
            fresh.push_back(id);
    std::ranges::sort(fresh);

    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        name(m_rows[i]);
        m_feed.setLabel(static_cast<std::uint32_t>(i), labelOf(m_rows[i]));
        setDot(i);
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
            m_feed.add(text(id.text), labelOf(row));
            m_rows.push_back(std::move(row));
        }
        endInsertRows();
    }
    m_feed.publish();
    recount();
    emit totalsChanged();
}

/// Whoever is no longer in the roster leaves as one range: those who stand apart are moved to the end first,
/// in one go. However many there are, it costs one pass.
void PostmanModel::dropGone()
{
    std::vector<std::uint32_t> order;
    order.reserve(m_rows.size());
    std::vector<std::uint32_t> gone;
    for (std::uint32_t i = 0; i < m_rows.size(); ++i)
        (m_directory.handset(m_rows[i].picture.handset) ? order : gone).push_back(i);
    if (gone.empty())
        return;
    auto first = gone.front();
    if (gone.back() - first + 1 != gone.size()) {
        first = static_cast<std::uint32_t>(order.size());
        order.insert(order.end(), gone.begin(), gone.end());
        moveRows(order);
        order.resize(first);
        std::ranges::iota(order, 0U);
    }
    const auto begin = m_rows.begin() + first;
    beginRemoveRows({}, static_cast<int>(first), static_cast<int>(first + gone.size()) - 1);
    m_rows.erase(begin, begin + static_cast<std::ptrdiff_t>(gone.size()));
    m_feed.keep(order);
    numberRows();
    endRemoveRows();
}

/// Row i becomes what was row `order[i]`.
void PostmanModel::moveRows(std::span<const std::uint32_t> order)
{
    emit layoutAboutToBeChanged();
    std::vector<PostmanRow> moved;
    moved.reserve(m_rows.size());
    std::vector<int> newRow(m_rows.size());
    for (const auto from : order) {
        newRow[from] = static_cast<int>(moved.size());
        moved.push_back(std::move(m_rows[from]));
    }
    m_rows = std::move(moved);
    m_feed.keep(order);
    numberRows();
    const auto before = persistentIndexList();
    QModelIndexList after;
    after.reserve(before.size());
    for (const auto &known : before)
        after.append(index(newRow[static_cast<std::size_t>(known.row())]));
    changePersistentIndexList(before, after);
    emit layoutChanged();
}

void PostmanModel::numberRows()
{
    m_rowOf.clear();
    for (std::size_t i = 0; i < m_rows.size(); ++i)
        m_rowOf.emplace(m_rows[i].picture.handset, i);
}

void PostmanModel::apply(std::span<const HandsetPicture> pictures)
{
    bool any = false;
    for (const auto &picture : pictures) {
        const auto found = m_rowOf.find(picture.handset);
        if (found == m_rowOf.end())
            continue; // the roster fact that introduces it is still on its way
        auto &row = m_rows[found->second];
        if (row.picture == picture)
            continue;
        any = true;
        const bool isFollowing = row.picture.fix && picture.fix;
        const auto interval =
            isFollowing ? picture.fix->at - row.picture.fix->at : std::chrono::milliseconds{0};
        row.picture = picture;
        row.freshness = freshnessAt(picture.fix, m_now);
        setDot(found->second, interval);
        changed(found->second);
    }
    if (!any)
        return;
    m_feed.publish();
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
        setDot(i);
        changed(i, {InAlertRole, UnansweredRole, AlertTextRole, OpenTasksRole});
        any = true;
    }
    if (any)
        m_feed.publish();
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
        if (m_criteria && m_criteria->narrowed())
            setDot(i); // he may be one of those wanted now, or no longer
        else
            m_feed.setFreshness(static_cast<std::uint32_t>(i), freshness);
        changed(i, {MarkRole, MarkTextRole});
        faded = true;
    }
    if (faded)
        m_feed.publish();
    if (!m_rows.empty())
        emit dataChanged(index(0), index(count() - 1), {AgeRole, LastHeardRole});
}

void PostmanModel::follow(const FleetCriteria &criteria)
{
    m_criteria = &criteria;
    connect(&criteria, &FleetCriteria::changed, this, [this] {
        for (std::size_t i = 0; i < m_rows.size(); ++i)
            setDot(i);
        m_feed.publish();
    });
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

/// The dot of a row. Only a new fix, `interval` after the one before, makes it move.
void PostmanModel::setDot(std::size_t i, std::chrono::milliseconds interval)
{
    const auto &row = m_rows[i];
    const auto &fix = row.picture.fix;
    const auto dot = static_cast<std::uint32_t>(i);
    m_feed.setExercise(dot, row.exercise);
    if (m_criteria && !m_criteria->narrowsTo(row)) {
        m_feed.remove(dot);
        return;
    }
    if (!fix) {
        const auto place = row.picture.absence == Absence::SharingOff ? roundPlace(row) : std::nullopt;
        if (place)
            m_feed.placeByRound(dot, *place);
        else
            m_feed.remove(dot);
        return;
    }
    const auto state = row.alert != DotState::NoPosition ? row.alert
                       : row.onTask                      ? DotState::OnTask
                                                         : DotState::OnRound;
    const auto here = geo::toUnit(fix->position);
    const auto &points = m_feed.points();
    const bool isThere =
        points.isOnMap(i) && points.position[i].x == here.x && points.position[i].y == here.y;
    if (isThere && interval.count() == 0) {
        m_feed.setState(dot, state);
        m_feed.setFreshness(dot, row.freshness);
        return;
    }
    m_feed.place(dot,
        {.position = here,
            .headingDegrees = fix->headingCdeg ? static_cast<float>(*fix->headingCdeg) / 100.0F
                                               : std::numeric_limits<float>::quiet_NaN(),
            .accuracyMetres = static_cast<float>(fix->accuracyDm) / 10.0F,
            .interval = interval},
        state, row.freshness);
}

/// Where his round begins, as long as nobody tells where on it he scanned last.
std::optional<geo::UnitPoint> PostmanModel::roundPlace(const PostmanRow &row) const
{
    const auto *round = m_directory.roundOf(row.postman);
    if (!round || round->stops.empty())
        return std::nullopt;
    const auto stop = row.picture.stopIndex.value_or(0);
    return geo::toUnit(round->stops[std::min<std::size_t>(stop, round->stops.size() - 1)].position);
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
