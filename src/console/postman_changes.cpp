// SPDX-License-Identifier: Apache-2.0
#include "console/fleet_criteria.h"
#include "console/postman_model.h"
#include "domain/alert.h"
#include "domain/presence.h"
#include "domain/task.h"
#include "geo/mercator.h"

#include <algorithm>
#include <numeric>
#include <utility>

// PostmanModel: what changes rows. What reads them is in postman_model.cpp.

namespace facteo::console {

using namespace protocol;

namespace {

/// Rows are larger than what a processor fetches by itself in time: so many before they are needed.
constexpr std::size_t kAhead = 16;

/// What tells how old a row looks: his position or, without one, the last scan of his work.
std::optional<Instant> signOf(const PackedPicture &picture)
{
    return picture.hasFix() ? picture.fixAt() : picture.lastScanAt();
}

Freshness freshnessAt(std::optional<Instant> sign, Instant now)
{
    if (!sign)
        return Freshness::Lost;
    switch (domain::freshness(now - *sign)) {
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

/// When something that is this fresh is so no longer.
Instant fadesAt(std::optional<Instant> sign, Freshness freshness)
{
    constexpr std::chrono::milliseconds kJustAfter{1};
    if (!sign)
        return Instant::max();
    switch (freshness) {
    case Freshness::Fresh:
        return *sign + domain::kFreshFor + kJustAfter;
    case Freshness::Ageing:
        return *sign + domain::kAgeingFor + kJustAfter;
    case Freshness::Stale:
        return *sign + domain::kStaleFor + kJustAfter;
    case Freshness::Lost:
        return Instant::max();
    }
    Q_UNREACHABLE_RETURN(Instant::max());
}

TaskKinds kindBit(TaskKind kind)
{
    const auto place = std::ranges::find(kTaskKinds, kind) - kTaskKinds.begin();
    return static_cast<TaskKinds>(1U << place);
}

QString labelOf(const PostmanRow &row)
{
    return row.name.isEmpty() ? QString::fromStdString(row.handset.text) : row.name;
}

} // namespace

bool PostmanModel::name(PostmanRow &row) const
{
    const auto *handset = m_directory.handset(row.handset);
    auto postman = handset ? handset->postman : PostmanId{};
    auto called = postman.empty() ? QString() : m_directory.nameOf(postman);
    const auto *round = m_directory.roundOf(postman);
    auto roundId = round ? QString::fromStdString(round->id.text) : QString();
    auto roundName =
        round ? tr("%1 · %2", "round id, round name").arg(roundId, QString::fromStdString(round->name))
              : QString();
    const auto *depot = &m_directory.depotOf(row.handset);
    if (row.postman == postman && row.name == called && row.round == roundId && row.roundName == roundName &&
        row.depot == depot)
        return false;
    row.depot = depot;
    row.postman = std::move(postman);
    row.name = std::move(called);
    row.round = std::move(roundId);
    row.roundName = std::move(roundName);
    return true;
}

void PostmanModel::applyRoster()
{
    const auto before = m_totals;
    dropGone();
    nameAll();
    addNew();
    recount();
    m_feed.publish();
    if (m_totals == before)
        emit totalsChanged(); // count() may have
    tellTotals(before);
}

void PostmanModel::nameAll()
{
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        const bool isRenamed = name(m_rows[i]);
        // Its round may have other stops.
        setDot(i);
        if (!isRenamed)
            continue;
        m_feed.setLabel(static_cast<std::uint32_t>(i), labelOf(m_rows[i]));
        changed(i, {Qt::DisplayRole, PostmanIdRole, NameRole, RoundIdRole, RoundNameRole, DepotNameRole});
    }
    if (!m_rows.empty())
        emit dataChanged(index(0), index(count() - 1), {PhoneRole, StopRole, RevokedRole, CanOrderRole});
}

void PostmanModel::addNew()
{
    std::vector<HandsetId> fresh;
    for (const auto &[id, handset] : m_directory.handsets())
        if (!m_rowOf.contains(id))
            fresh.push_back(id);
    if (fresh.empty())
        return;
    std::ranges::sort(fresh);
    const int first = count();
    beginInsertRows({}, first, first + static_cast<int>(fresh.size()) - 1);
    m_rows.reserve(m_rows.size() + fresh.size());
    m_feed.reserve(fresh.size());
    for (const auto &id : fresh) {
        PostmanRow row;
        row.handset = id;
        row.picture = PackedPicture({.absence = Absence::OffDutyOrBreak});
        (void)name(row);
        m_feed.add(QString::fromStdString(id.text), labelOf(row));
        m_rows.push_back(std::move(row));
    }
    numberRows();
    endInsertRows();
}

/// Whoever is no longer in the roster leaves as one range: those who stand apart are moved to the end first,
/// in one go. However many there are, it costs one pass.
void PostmanModel::dropGone()
{
    std::vector<std::uint32_t> order;
    order.reserve(m_rows.size());
    std::vector<std::uint32_t> gone;
    for (std::uint32_t i = 0; i < m_rows.size(); ++i)
        (m_directory.handset(m_rows[i].handset) ? order : gone).push_back(i);
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

/// Everything that knows rows by their number, anew.
void PostmanModel::numberRows()
{
    m_rowOf.clear();
    m_marked.clear();
    m_fadesAt.assign(m_rows.size(), Instant::max());
    for (std::uint32_t i = 0; i < m_rows.size(); ++i) {
        const auto &row = m_rows[i];
        m_rowOf.emplace(row.handset, i);
        if (row.alert != DotState::NoPosition || row.openTasks > 0)
            m_marked.push_back(i);
        planFading(i);
    }
}

/// Pictures come in the order of the roster, and so do rows: the next one is the one behind the last. When
/// there is no such row, the number of rows.
std::size_t PostmanModel::find(const HandsetId &handset)
{
    if (m_expected + kAhead < m_rows.size()) {
        const auto &soon = m_rows[m_expected + kAhead];
        __builtin_prefetch(&soon.picture, 1);
        __builtin_prefetch(&soon.handset);
    }
    if (m_expected >= m_rows.size() || m_rows[m_expected].handset != handset) {
        const auto found = m_rowOf.find(handset);
        if (found == m_rowOf.end())
            return m_rows.size();
        m_expected = found->second;
    }
    return m_expected++;
}

void PostmanModel::apply(std::span<const HandsetPicture> pictures)
{
    std::vector<HandsetNews> packed;
    packed.reserve(pictures.size());
    for (const auto &picture : pictures)
        packed.push_back({picture.handset, PackedPicture(picture)});
    apply(packed);
}

void PostmanModel::apply(std::span<const HandsetNews> pictures)
{
    const auto before = m_totals;
    auto first = m_rows.size();
    std::size_t last = 0;
    for (const auto &[handset, picture] : pictures) {
        const auto row = find(handset);
        if (row == m_rows.size())
            continue; // the roster fact that introduces it is still on its way
        const auto change = take(row, picture);
        if (change == Change::None)
            continue;
        first = std::min(first, row);
        last = std::max(last, row);
        if (change == Change::Everything)
            changed(row);
    }
    if (first > last)
        return;
    emit dataChanged(index(static_cast<int>(first)), index(static_cast<int>(last)), movingRoles());
    m_feed.publish();
    tellTotals(before);
}

PostmanModel::Change PostmanModel::take(std::size_t i, const PackedPicture &picture)
{
    auto &row = m_rows[i];
    if (row.picture == picture)
        return Change::None;
    const bool isStanding = !row.picture.standsLike(picture);
    const auto interval = row.picture.hasFix() && picture.hasFix() ? picture.fixAt() - row.picture.fixAt()
                                                                   : std::chrono::milliseconds{0};
    if (isStanding)
        m_totals.count(row, -1);
    row.picture = picture;
    if (isStanding)
        m_totals.count(row, 1);
    const auto freshness = std::exchange(row.freshness, freshnessAt(signOf(picture), m_now));
    planFading(i);
    setDot(i, interval);
    return isStanding || freshness != row.freshness ? Change::Everything : Change::Moves;
}

void PostmanModel::apply(const DutyFact &fact)
{
    const auto found = m_rowOf.find(fact.handset);
    if (found == m_rowOf.end())
        return;
    m_rows[found->second].picture.setDuty(fact.duty, fact.sharing);
    changed(found->second, {DutyRole, SharingRole});
}

void PostmanModel::applyOpen(std::span<const Alert> alerts, std::span<const Task> tasks)
{
    struct Marks
    {
        DotState alert = DotState::NoPosition;
        std::uint8_t tasks = 0;
        TaskKinds kinds = 0;
        bool onTask = false;
        bool exercise = false;
    };
    std::unordered_map<std::uint32_t, Marks> marks;
    const auto marksOf = [&](const HandsetId &handset) -> Marks * {
        const auto found = m_rowOf.find(handset);
        return found == m_rowOf.end() ? nullptr : &marks[static_cast<std::uint32_t>(found->second)];
    };
    for (const auto row : m_marked)
        marks.try_emplace(row);
    for (const auto &alert : alerts) {
        auto *mark = marksOf(alert.handset);
        if (!mark)
            continue;
        // Of two alerts the one that nobody has answered is shown.
        if (mark->alert != DotState::Alert)
            mark->alert = domain::isUnanswered(alert.state) ? DotState::Alert : DotState::AlertInHand;
        mark->exercise = mark->exercise || alert.exercise;
    }
    for (const auto &task : tasks) {
        auto *mark = marksOf(task.handset);
        if (!mark)
            continue;
        mark->tasks = static_cast<std::uint8_t>(std::min(mark->tasks + 1, 255));
        mark->kinds |= kindBit(task.kind);
        mark->onTask = mark->onTask || task.state == TaskState::EnRoute || task.state == TaskState::Arrived;
    }
    bool any = false;
    m_marked.clear();
    for (const auto &[number, mark] : marks) {
        if (mark.alert != DotState::NoPosition || mark.tasks > 0)
            m_marked.push_back(number);
        auto &row = m_rows[number];
        if (row.alert == mark.alert && row.openTasks == mark.tasks && row.taskKinds == mark.kinds &&
            row.onTask == mark.onTask && row.exercise == mark.exercise)
            continue;
        row.alert = mark.alert;
        row.openTasks = mark.tasks;
        row.taskKinds = mark.kinds;
        row.onTask = mark.onTask;
        row.exercise = mark.exercise;
        m_feed.setExercise(number, mark.exercise);
        setDot(number);
        changed(number, {InAlertRole, UnansweredRole, AlertTextRole, OpenTasksRole});
        any = true;
    }
    if (any)
        m_feed.publish();
}

void PostmanModel::tick(Instant now)
{
    const bool isBack = now < m_now; // the hub's clock was set
    m_now = now;
    bool any = false;
    for (std::size_t row = 0; row < m_rows.size(); ++row)
        if (isBack || m_fadesAt[row] <= now)
            any = fade(row) || any;
    if (any)
        m_feed.publish();
    if (!m_rows.empty())
        emit dataChanged(index(0), index(count() - 1), agingRoles());
}

/// Whether the row looks older now.
bool PostmanModel::fade(std::size_t i)
{
    auto &row = m_rows[i];
    const auto freshness = std::exchange(row.freshness, freshnessAt(signOf(row.picture), m_now));
    planFading(i);
    if (freshness == row.freshness)
        return false;
    setDot(i);
    changed(i, {MarkRole, MarkTextRole});
    return true;
}

void PostmanModel::planFading(std::size_t i)
{
    const auto &row = m_rows[i];
    m_fadesAt[i] = fadesAt(signOf(row.picture), row.freshness);
}

void PostmanModel::follow(const FleetCriteria &criteria)
{
    m_criteria = &criteria;
    m_isNarrowed = criteria.narrowed();
    connect(&criteria, &FleetCriteria::changed, this, [this] {
        m_isNarrowed = m_criteria->narrowed();
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
    const auto &picture = row.picture;
    const auto dot = static_cast<std::uint32_t>(i);
    if (m_isNarrowed && !m_criteria->narrowsTo(row)) {
        m_feed.remove(dot);
        return;
    }
    if (!picture.hasFix()) {
        const auto place = picture.absence() == Absence::SharingOff ? roundPlace(row) : std::nullopt;
        if (place)
            m_feed.placeByRound(dot, *place, row.freshness);
        else
            m_feed.remove(dot);
        return;
    }
    const auto state = row.alert != DotState::NoPosition ? row.alert
                       : row.onTask                      ? DotState::OnTask
                                                         : DotState::OnRound;
    const auto here = picture.place();
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
            .headingDegrees = picture.headingDegrees(),
            .accuracyMetres = picture.accuracyMetres(),
            .interval = interval},
        state, row.freshness);
}

/// A place on his round, the same all day: it says which round, and not where on it he is.
std::optional<geo::UnitPoint> PostmanModel::roundPlace(const PostmanRow &row) const
{
    const auto *round = m_directory.roundOf(row.postman);
    if (!round || round->stops.empty())
        return std::nullopt;
    return geo::toUnit(round->stops[round->stops.size() / 2].position);
}

void PostmanModel::Totals::count(const PostmanRow &row, int by)
{
    if (row.postman.empty())
        return;
    if (row.onMap())
        onMap += by;
    else if (row.picture.absence() == Absence::SharingOff)
        sharingOff += by;
    else if (row.picture.absence() == Absence::SignalLost)
        signalLost += by;
    else
        offDutyOrBreak += by;
}

void PostmanModel::recount()
{
    m_totals = {};
    for (const auto &row : m_rows)
        m_totals.count(row, 1);
}

void PostmanModel::tellTotals(const Totals &before)
{
    if (m_totals != before)
        emit totalsChanged();
}

} // namespace facteo::console
