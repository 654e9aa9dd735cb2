// SPDX-License-Identifier: Apache-2.0
#include "console/postman_filter.h"

#include <algorithm>
#include <chrono>
#include <limits>
#include <numeric>
#include <utility>

namespace facteo::console {
namespace {

using namespace std::chrono_literals;

constexpr auto kInOrderWithin = 250ms;
/// More marks on a map mark nothing.
constexpr std::size_t kMostSought = 200;

constexpr std::uint64_t kNotShown = std::numeric_limits<std::uint64_t>::max();

/// Whether rows are sought or sorted by this.
bool isSoughtBy(int role)
{
    switch (role) {
    case PostmanModel::LastScanRole:
    case PostmanModel::LatitudeRole:
    case PostmanModel::LongitudeRole:
    case PostmanModel::AgeRole:
    case PostmanModel::AccuracyRole:
    case PostmanModel::SpeedRole:
    case PostmanModel::PhoneRole:
    case PostmanModel::LastHeardRole:
    case PostmanModel::UnsentRole:
    case PostmanModel::UnsentTextRole:
    case PostmanModel::StopRole:
    case PostmanModel::RevokedRole:
    case PostmanModel::CanOrderRole:
        return false;
    default:
        return true;
    }
}

/// Rows that follow those of a column of ranks take their places among them, in the order in which they are
/// given.
template<typename Before>
void place(std::vector<std::uint32_t> &ranks, const std::vector<std::uint32_t> &fresh, Before isBefore)
{
    std::vector<std::uint32_t> known(ranks.size());
    for (std::uint32_t row = 0; row < ranks.size(); ++row)
        known[ranks[row]] = row;
    ranks.resize(known.size() + fresh.size());
    std::uint32_t rank = 0;
    auto from = known.cbegin();
    const auto take = [&](auto to) {
        for (; from != to; ++from)
            ranks[*from] = rank++;
    };
    for (const auto row : fresh) {
        take(std::upper_bound(from, known.cend(), row, isBefore));
        ranks[row] = rank++;
    }
    take(known.cend());
}

} // namespace

PostmanFilter::PostmanFilter(QObject *parent) : QAbstractListModel(parent)
{
    m_collator.setNumericMode(true);
    m_soon.setSingleShot(true);
    m_soon.setInterval(kInOrderWithin);
    connect(&m_soon, &QTimer::timeout, this, &PostmanFilter::arrange);
}

int PostmanFilter::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : count();
}

QVariant PostmanFilter::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid) || !m_postmen)
        return {};
    const auto row = m_shown[static_cast<std::size_t>(index.row())];
    return m_postmen->data(m_postmen->index(static_cast<int>(row)), role);
}

QHash<int, QByteArray> PostmanFilter::roleNames() const
{
    return m_postmen ? m_postmen->roleNames() : QAbstractListModel::roleNames();
}

void PostmanFilter::setPostmen(PostmanModel *postmen)
{
    if (postmen == m_postmen)
        return;
    if (m_postmen)
        m_postmen->disconnect(this);
    m_postmen = postmen;
    if (postmen) {
        connect(postmen, &QAbstractItemModel::dataChanged, this,
            [this](const QModelIndex &first, const QModelIndex &last, const QList<int> &roles) {
                sourceChanged(first.row(), last.row(), roles);
            });
        connect(postmen, &QAbstractItemModel::rowsInserted, this,
            [this](const QModelIndex &, int first) { learnMore(static_cast<std::size_t>(first)); });
        // A row of the source is known here by its number, which is another one from now on.
        connect(postmen, &QAbstractItemModel::rowsAboutToBeRemoved, this, [this] { show({}); });
        connect(postmen, &QAbstractItemModel::rowsRemoved, this, &PostmanFilter::learnRows);
        connect(postmen, &QAbstractItemModel::layoutAboutToBeChanged, this, [this] { show({}); });
        connect(postmen, &QAbstractItemModel::layoutChanged, this, &PostmanFilter::learnRows);
    }
    learnRows();
    emit postmenChanged();
}

void PostmanFilter::setCriteria(FleetCriteria *criteria)
{
    if (criteria == m_criteria)
        return;
    if (m_criteria)
        m_criteria->disconnect(this);
    m_criteria = criteria;
    if (criteria)
        connect(criteria, &FleetCriteria::changed, this, &PostmanFilter::arrange);
    arrange();
    emit criteriaChanged();
}

void PostmanFilter::setEveryHandset(bool every)
{
    if (every == m_everyHandset)
        return;
    m_everyHandset = every;
    arrange();
    emit everyHandsetChanged();
}

void PostmanFilter::setOrder(Order order)
{
    if (order == m_order)
        return;
    m_order = order;
    arrange();
    emit orderChanged();
}

void PostmanFilter::learnRows()
{
    const auto count = m_postmen ? m_postmen->rows().size() : 0;
    m_key.resize(count, kNotShown);
    m_place.resize(count, -1);
    m_isRenamed = true;
    arrange();
}

/// A country comes depot by depot: of those who were here before nothing is worked out again.
void PostmanFilter::learnMore(std::size_t first)
{
    if (m_isRenamed || first != m_key.size())
        return learnRows();
    const auto count = m_postmen->rows().size();
    m_key.resize(count, kNotShown);
    m_place.resize(count, -1);
    appendTexts();
    rankFrom(first);
    arrange();
}

/// Of every row that has none.
void PostmanFilter::appendTexts()
{
    for (auto i = m_foldedEnd.size(); i < m_key.size(); ++i) {
        const auto texts = QStringLiteral("%1 %2 %3 %4")
                               .arg(m_postmen->nameAt(i), m_postmen->roundNameAt(i),
                                   QString::fromStdString(m_postmen->bearers()[i].postman.text),
                                   QString::fromStdString(m_postmen->handsets()[i].text));
        m_folded += FleetCriteria::fold(texts).toUtf8().toStdString();
        m_foldedEnd.push_back(static_cast<std::uint32_t>(m_folded.size()));
    }
}

/// Names are compared by the rules of the language, which is slow: once, and their places are kept. Those of
/// the rows from `first` on find theirs among the others.
void PostmanFilter::rankFrom(std::size_t first)
{
    const auto &handsets = m_postmen->handsets();
    const auto count = handsets.size();
    const auto byId = [&](Row a, Row b) { return handsets[a] < handsets[b]; };
    std::vector<Row> fresh(count - first);
    std::ranges::iota(fresh, static_cast<Row>(first));
    std::ranges::sort(fresh, byId);
    place(m_idRank, fresh, byId);

    std::vector<QCollatorSortKey> keys;
    keys.reserve(fresh.size());
    for (auto row = first; row < count; ++row)
        keys.push_back(m_collator.sortKey(m_postmen->nameAt(row)));
    const auto inOrder = [&](int byName, Row a, Row b) {
        return byName != 0 ? byName < 0 : m_idRank[a] < m_idRank[b];
    };
    std::ranges::sort(
        fresh, [&](Row a, Row b) { return inOrder(keys[a - first].compare(keys[b - first]), a, b); });
    place(m_nameRank, fresh, [&](Row a, Row b) {
        return inOrder(m_collator.compare(m_postmen->nameAt(a), m_postmen->nameAt(b)), a, b);
    });
}

std::string_view PostmanFilter::foldedTexts(Row row) const
{
    const auto begin = row > 0 ? m_foldedEnd[row - 1] : 0;
    return std::string_view(m_folded).substr(begin, m_foldedEnd[row] - begin);
}

void PostmanFilter::sourceChanged(int first, int last, const QList<int> &roles)
{
    if (!roles.isEmpty() && std::ranges::none_of(roles, isSoughtBy)) {
        // Views look at a screenful of rows; finding out which of all rows are shown would cost more.
        if (!m_shown.empty())
            emit dataChanged(index(0), index(count() - 1), roles);
        return;
    }
    m_isRenamed = m_isRenamed || PostmanModel::isNaming(roles);
    bool moved = m_isRenamed;
    int least = count();
    int most = -1;
    const auto end = std::min<std::size_t>(static_cast<std::size_t>(last) + 1, m_key.size());
    for (auto row = static_cast<std::size_t>(first); row < end; ++row) {
        moved = moved || m_key[row] != keyOf(static_cast<Row>(row));
        if (m_place[row] < 0)
            continue;
        least = std::min(least, m_place[row]);
        most = std::max(most, m_place[row]);
    }
    if (most >= 0)
        emit dataChanged(index(least), index(most), roles);
    if (moved && !m_soon.isActive())
        m_soon.start();
}

std::uint64_t PostmanFilter::keyOf(Row row) const
{
    const auto &postman = m_postmen->rows()[row];
    const auto &bearer = m_postmen->bearers()[row];
    if (bearer.postman.empty() && !m_everyHandset)
        return kNotShown;
    if (m_criteria && !m_criteria->accepts(postman, bearer, foldedTexts(row)))
        return kNotShown;
    if (m_order == ByHandset)
        return m_idRank[row];
    const auto alert = postman.alert == DotState::Alert         ? 0ULL
                       : postman.alert == DotState::AlertInHand ? 1ULL
                                                                : 2ULL;
    return alert << 40 | (postman.onMap() ? 0ULL : 1ULL) << 36 | m_nameRank[row];
}

void PostmanFilter::arrange()
{
    m_soon.stop();
    if (std::exchange(m_isRenamed, false) && m_postmen) {
        m_folded.clear();
        m_foldedEnd.clear();
        m_foldedEnd.reserve(m_key.size());
        appendTexts();
        m_folded.shrink_to_fit();
        m_nameRank.clear();
        m_idRank.clear();
        rankFrom(0);
    }
    std::vector<Row> wanted;
    const auto count = static_cast<Row>(m_key.size());
    wanted.reserve(count);
    for (Row row = 0; row < count; ++row) {
        m_key[row] = keyOf(row);
        if (m_key[row] != kNotShown)
            wanted.push_back(row);
    }
    std::ranges::sort(wanted, {}, [this](Row row) { return m_key[row]; });
    show(std::move(wanted));
    markSought();
}

void PostmanFilter::markSought()
{
    QStringList sought;
    const bool isTyped = m_criteria && !m_criteria->text().trimmed().isEmpty();
    const bool tooMany = isTyped && m_shown.size() > kMostSought;
    if (isTyped && !tooMany)
        for (int row = 0; row < count(); ++row)
            sought << handsetAt(row);
    if (sought == m_sought && tooMany == m_tooManySought)
        return;
    m_sought = std::move(sought);
    m_tooManySought = tooMany;
    emit soughtChanged();
}

void PostmanFilter::show(std::vector<Row> wanted)
{
    if (wanted == m_shown)
        return;
    const auto before = count();
    std::vector<std::uint8_t> stays(m_place.size());
    for (const auto row : wanted)
        stays[row] = 1;
    const auto isGone = [&](Row row) { return stays[row] == 0; };
    if (std::ranges::any_of(m_shown, isGone)) {
        auto order = m_shown;
        const auto gone = std::ranges::stable_partition(order, [&](Row row) { return !isGone(row); });
        const auto left = static_cast<int>(order.size() - gone.size());
        reorder(std::move(order));
        beginRemoveRows({}, left, count() - 1);
        m_shown.resize(static_cast<std::size_t>(left));
        numberPlaces();
        endRemoveRows();
    }
    if (wanted.size() > m_shown.size()) {
        beginInsertRows({}, count(), static_cast<int>(wanted.size()) - 1);
        for (const auto row : wanted)
            if (m_place[row] < 0)
                m_shown.push_back(row);
        numberPlaces();
        endInsertRows();
    }
    reorder(std::move(wanted));
    if (count() != before)
        emit countChanged();
}

/// Precondition: the same rows in another order.
void PostmanFilter::reorder(std::vector<Row> order)
{
    if (order == m_shown)
        return;
    emit layoutAboutToBeChanged({}, VerticalSortHint);
    const auto known = persistentIndexList();
    std::vector<Row> rows;
    rows.reserve(static_cast<std::size_t>(known.size()));
    for (const auto &index : known)
        rows.push_back(m_shown[static_cast<std::size_t>(index.row())]);
    m_shown = std::move(order);
    numberPlaces();
    QModelIndexList moved;
    moved.reserve(known.size());
    for (const auto row : rows)
        moved.append(index(m_place[row]));
    changePersistentIndexList(known, moved);
    emit layoutChanged({}, VerticalSortHint);
}

void PostmanFilter::numberPlaces()
{
    std::ranges::fill(m_place, -1);
    for (std::size_t place = 0; place < m_shown.size(); ++place)
        m_place[m_shown[place]] = static_cast<std::int32_t>(place);
}

QString PostmanFilter::handsetAt(int row) const
{
    return index(row).data(PostmanModel::HandsetIdRole).toString();
}

int PostmanFilter::rowOf(const QString &handset) const
{
    const int row = m_postmen ? m_postmen->rowOf(handset) : -1;
    return row < 0 || static_cast<std::size_t>(row) >= m_place.size()
               ? -1
               : m_place[static_cast<std::size_t>(row)];
}

} // namespace facteo::console
