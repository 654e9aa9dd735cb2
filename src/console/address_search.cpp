// SPDX-License-Identifier: Apache-2.0
#include "console/address_search.h"

#include <QPointer>

namespace facteo::console {

namespace {

/// One letter fits half the town: it is no question yet.
constexpr qsizetype kShortestQuestion = 2;

} // namespace

AddressSearch::AddressSearch(FindAddresses find, QObject *parent) : ListModel(parent), m_find(std::move(find))
{
}

int AddressSearch::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QHash<int, QByteArray> AddressSearch::roleNames() const
{
    return {{AddressRole, "address"}, {TownRole, "town"}, {LatitudeRole, "latitude"},
        {LongitudeRole, "longitude"}};
}

QVariant AddressSearch::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const auto &found = m_rows[static_cast<std::size_t>(index.row())].address;
    switch (role) {
    case Qt::DisplayRole:
    case AddressRole:
        return found.text;
    case TownRole:
        return found.town;
    case LatitudeRole:
        return found.position.latDegrees();
    case LongitudeRole:
        return found.position.lonDegrees();
    default:
        return {};
    }
}

void AddressSearch::setTyped(const QString &typed)
{
    if (typed == m_typed)
        return;
    m_typed = typed;
    emit typedChanged();
    if (typed.trimmed().size() < kShortestQuestion) {
        show({});
        m_nothingFound = false;
        emit answered();
        return;
    }
    m_find(typed, [self = QPointer(this), typed](std::vector<FoundAddress> found) {
        if (!self || self->m_typed != typed)
            return;
        const bool none = found.empty();
        self->show(std::move(found));
        self->m_nothingFound = none;
        emit self->answered();
    });
}

void AddressSearch::show(std::vector<FoundAddress> found)
{
    std::vector<Row> wanted;
    wanted.reserve(found.size());
    for (auto &address : found)
        wanted.push_back({std::move(address), static_cast<int>(wanted.size())});
    become(m_rows, std::move(wanted), [](const Row &a, const Row &b) { return a.place < b.place; });
}

} // namespace facteo::console
