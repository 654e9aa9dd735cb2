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

DotState dotState(const PostmanRow &row)
{
    return row.alert != DotState::NoPosition ? row.alert : row.onTask ? DotState::OnTask : DotState::OnRound;
}

} // namespace

/// Who carries the handset and where he walks. True when that, or what his round is called, is news.
bool PostmanModel::learn(std::size_t i)
{
    auto &bearer = m_bearers[i];
    const auto *handset = m_directory.handset(m_handsets[i]);
    auto postman = handset ? handset->postman : PostmanId{};
    const auto *round = m_directory.roundOf(postman);
    auto roundId = round ? round->id : RoundId{};
    const auto roundName = round ? std::hash<std::string>{}(round->name) : 0;
    const auto *depot = &m_directory.depotOf(m_handsets[i]);
    if (bearer.postman == postman && bearer.round == roundId && bearer.roundNameHash == roundName &&
        bearer.depot == depot)
        return false;
    bearer = {.postman = std::move(postman),
        .round = std::move(roundId),
        .roundNameHash = roundName,
        .depot = depot};
    return true;
}

QString PostmanModel::labelOf(std::size_t i) const
{
    const auto &postman = m_bearers[i].postman;
    return postman.empty() ? QString::fromStdString(m_handsets[i].text) : m_directory.nameOf(postman);
}

void PostmanModel::applyRoster()
{
    const auto before = m_totals;
    dropGone();
    for (std::size_t row = 0; row < m_rows.size(); ++row)
        nameAnew(row);
    tellRecords();
    std::vector<HandsetId> fresh;
    for (const auto *handset : m_directory.handsets())
        if (!m_rowOf.contains(handset->id))
            fresh.push_back(handset->id);
    add(std::move(fresh));
    recount();
    finishRoster(before);
}

void PostmanModel::applyJoined(std::span<const Roster> depots)
{
    const auto before = m_totals;
    std::vector<HandsetId> fresh;
    for (const auto &depot : depots)
        for (const auto &handset : depot.handsets) {
            if (const auto row = m_rowOf.find(handset.id))
                nameAnew(*row);
            else if (m_directory.handset(handset.id))
                fresh.push_back(handset.id);
        }
    // Depots are told again after a broken connection, perhaps without somebody.
    if (m_rows.size() + fresh.size() != m_directory.handsets().size())
        dropGone();
    tellRecords();
    add(std::move(fresh));
    recount();
    finishRoster(before);
}

void PostmanModel::applyLeft()
{
    const auto before = m_totals;
    dropGone();
    recount();
    finishRoster(before);
}

void PostmanModel::finishRoster(const Totals &before)
{
    m_feed.publish();
    if (m_totals == before)
        emit totalsChanged(); // count() may have
    tellTotals(before);
}

/// What rows do not keep themselves may be another one.
void PostmanModel::tellRecords()
{
    if (!m_rows.empty())
        emit dataChanged(index(0), index(count() - 1), {PhoneRole, StopRole, RevokedRole, CanOrderRole});
}

void PostmanModel::nameAnew(std::size_t i)
{
    const bool isOther = learn(i);
    // Its round may have other stops.
    setDot(i);
    const auto label = labelOf(i);
    if (!isOther && label == m_feed.points().label[i])
        return;
    m_feed.setLabel(static_cast<std::uint32_t>(i), label);
    changed(i,
        {Qt::DisplayRole, PostmanIdRole, NameRole, RoundIdRole, RoundNameRole, DepotIdRole, DepotNameRole});
}

/// Rows at the end.
void PostmanModel::add(std::vector<HandsetId> fresh)
{
    if (fresh.empty())
        return;
    std::ranges::sort(fresh);
    const int first = count();
    beginInsertRows({}, first, first + static_cast<int>(fresh.size()) - 1);
    const auto rows = m_rows.size() + fresh.size();
    m_rows.reserve(rows);
    m_bearers.reserve(rows);
    m_handsets.reserve(rows);
    m_fadesAt.reserve(rows);
    m_rowOf.reserve(rows);
    m_feed.reserve(fresh.size());
    for (auto &id : fresh) {
        const auto row = m_rows.size();
        m_rows.push_back({.picture = PackedPicture({.absence = Absence::OffDutyOrBreak})});
        m_bearers.emplace_back();
        m_handsets.push_back(std::move(id));
        m_fadesAt.push_back(Instant::max());
        m_rowOf.add(static_cast<std::uint32_t>(row));
        (void)learn(row);
        (void)age(row);
        m_feed.add(QString::fromStdString(m_handsets[row].text), labelOf(row));
    }
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
        (m_directory.handset(m_handsets[i]) ? order : gone).push_back(i);
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
    beginRemoveRows({}, static_cast<int>(first), static_cast<int>(first + gone.size()) - 1);
    keep(order);
    numberRows();
    endRemoveRows();
}

/// Row i becomes what was row `order[i]`.
void PostmanModel::moveRows(std::span<const std::uint32_t> order)
{
    emit layoutAboutToBeChanged();
    std::vector<int> newRow(m_rows.size());
    for (int to = 0; const auto from : order)
        newRow[from] = to++;
    keep(order);
    numberRows();
    const auto before = persistentIndexList();
    QModelIndexList after;
    after.reserve(before.size());
    for (const auto &known : before)
        after.append(index(newRow[static_cast<std::size_t>(known.row())]));
    changePersistentIndexList(before, after);
    emit layoutChanged();
}

/// Row i becomes what was row `rows[i]`; whoever is not named goes.
void PostmanModel::keep(std::span<const std::uint32_t> rows)
{
    keepRows(m_rows, rows);
    keepRows(m_bearers, rows);
    keepRows(m_handsets, rows);
    m_feed.keep(rows);
}

/// Everything that knows rows by their number, anew.
void PostmanModel::numberRows()
{
    numberAnew(m_rowOf, m_rows.size());
    m_marked.clear();
    m_fadesAt.assign(m_rows.size(), Instant::max());
    for (std::uint32_t i = 0; i < m_rows.size(); ++i) {
        const auto &row = m_rows[i];
        if (row.alert != DotState::NoPosition || row.openTasks > 0)
            m_marked.push_back(i);
        (void)age(i);
    }
}

/// Pictures come in the order of the roster, and so do rows: the next one is the one behind the last. When
/// there is no such row, the number of rows.
std::size_t PostmanModel::find(const HandsetId &handset)
{
    if (m_expected >= m_rows.size() || m_handsets[m_expected] != handset) {
        const auto found = m_rowOf.find(handset);
        if (!found)
            return m_rows.size();
        m_expected = *found;
    }
    return m_expected++;
}

void PostmanModel::apply(std::span<const HandsetPicture> pictures)
{
    apply(std::vector<HandsetNews>(pictures.begin(), pictures.end()));
}

/// Flat: five calls for each of tens of thousands would take a quarter of its time.
[[gnu::flatten]] void PostmanModel::apply(std::span<const HandsetNews> pictures)
{
    const auto before = m_totals;
    auto first = m_rows.size();
    std::size_t last = 0;
    for (const auto &news : pictures) {
        const auto row = find(news.handset);
        if (row == m_rows.size())
            continue; // the roster fact that introduces it is still on its way
        const auto change = take(row, news);
        if (change == Change::None)
            continue;
        first = std::min(first, row);
        last = std::max(last, row);
        if (change == Change::Everything)
            changed(row, pictureRoles());
    }
    if (first > last)
        return;
    emit dataChanged(index(static_cast<int>(first)), index(static_cast<int>(last)), movingRoles());
    m_feed.publish();
    tellTotals(before);
}

PostmanModel::Change PostmanModel::take(std::size_t i, const HandsetNews &news)
{
    auto &row = m_rows[i];
    const auto &picture = news.picture;
    if (row.picture == picture)
        return Change::None;
    const bool isStanding = !row.picture.standsLike(picture);
    const bool moves = picture.hasFix() && !picture.hasSameFix(row.picture);
    const auto interval =
        moves && row.picture.hasFix() ? picture.fixAt() - row.picture.fixAt() : std::chrono::milliseconds{0};
    if (isStanding)
        m_totals.count(row, m_bearers[i], -1);
    row.picture = picture;
    if (isStanding)
        m_totals.count(row, m_bearers[i], 1);
    const bool isOlder = age(i);
    if (moves)
        moveDot(i, news.place, interval);
    else
        setDot(i);
    return isStanding || isOlder ? Change::Everything : Change::Moves;
}

void PostmanModel::apply(const DutyFact &fact)
{
    const auto found = m_rowOf.find(fact.handset);
    if (!found)
        return;
    m_rows[*found].picture.setDuty(fact.duty, fact.sharing);
    changed(*found, {DutyRole, SharingRole});
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
        return found ? &marks[*found] : nullptr;
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
    if (!age(i))
        return false;
    setDot(i);
    changed(i, {MarkRole, MarkTextRole});
    return true;
}

/// How old a row looks, and until when. True when it looks different.
bool PostmanModel::age(std::size_t i)
{
    auto &row = m_rows[i];
    const auto sign = signOf(row.picture);
    const auto freshness = freshnessAt(sign, m_now);
    m_fadesAt[i] = fadesAt(sign, freshness);
    // Nothing is written that is so already: memory that was only read costs half.
    if (row.freshness == freshness)
        return false;
    row.freshness = freshness;
    return true;
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

/// Whether somebody wants to see others only.
bool PostmanModel::isHidden(std::size_t i) const
{
    return m_isNarrowed && !m_criteria->narrowsTo(m_rows[i], m_bearers[i]);
}

/// What the dot of a row looks like, or that there is none. Nobody moves by this.
void PostmanModel::setDot(std::size_t i)
{
    const auto &row = m_rows[i];
    const auto dot = static_cast<std::uint32_t>(i);
    if (isHidden(i)) {
        m_feed.remove(dot);
    } else if (!row.onMap()) {
        const auto place = row.picture.absence() == Absence::SharingOff ? roundPlace(i) : std::nullopt;
        if (place)
            m_feed.placeByRound(dot, *place, row.freshness);
        else
            m_feed.remove(dot);
    } else if (m_feed.points().isOnMap(i)) {
        m_feed.setState(dot, dotState(row));
        m_feed.setFreshness(dot, row.freshness);
    } else {
        moveDot(i, geo::toUnit(row.picture.position()), {});
    }
}

/// To the place of a new fix, which came so long after the one before.
void PostmanModel::moveDot(std::size_t i, geo::UnitPoint place, std::chrono::milliseconds interval)
{
    const auto &row = m_rows[i];
    const auto dot = static_cast<std::uint32_t>(i);
    if (isHidden(i)) {
        m_feed.remove(dot);
        return;
    }
    m_feed.place(dot,
        {.position = place,
            .headingDegrees = row.picture.headingDegrees(),
            .accuracyMetres = row.picture.accuracyMetres(),
            .interval = interval},
        dotState(row), row.freshness);
}

/// A place on his round, the same all day: it says which round, and not where on it he is.
std::optional<geo::UnitPoint> PostmanModel::roundPlace(std::size_t i) const
{
    const auto *round = m_directory.roundOf(m_bearers[i].postman);
    if (!round || round->stops.empty())
        return std::nullopt;
    return geo::toUnit(round->stops[round->stops.size() / 2].position);
}

void PostmanModel::Totals::count(const PostmanRow &row, const Bearer &bearer, int by)
{
    if (bearer.postman.empty())
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
    for (std::size_t i = 0; i < m_rows.size(); ++i)
        m_totals.count(m_rows[i], m_bearers[i], 1);
}

void PostmanModel::tellTotals(const Totals &before)
{
    if (m_totals != before)
        emit totalsChanged();
}

} // namespace facteo::console
