// SPDX-License-Identifier: Apache-2.0
#include "console/round_list.h"

#include "console/fleet_criteria.h"

namespace facteo::console {

using namespace protocol;

RoundList::RoundList(const Directory &directory, QObject *parent) : ListModel(parent), m_directory(directory)
{
}

int RoundList::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QHash<int, QByteArray> RoundList::roleNames() const
{
    return {{RoundIdRole, "roundId"}, {RoundTextRole, "roundText"}, {HolderRole, "holder"}};
}

QVariant RoundList::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const auto &row = m_rows[static_cast<std::size_t>(index.row())];
    switch (role) {
    case RoundIdRole:
        return QString::fromStdString(row.id.text);
    case Qt::DisplayRole:
    case RoundTextRole:
        return row.text;
    case HolderRole:
        return row.holder;
    default:
        return {};
    }
}

void RoundList::setTyped(const QString &typed)
{
    if (typed == m_typed)
        return;
    m_typed = typed;
    emit typedChanged();
    follow();
}

void RoundList::follow()
{
    const auto words = FleetCriteria::fold(m_typed).split(u' ', Qt::SkipEmptyParts);
    std::vector<Row> wanted;
    for (const auto &round : m_directory.rounds()) {
        Row row{.id = round.id,
            .text = m_directory.nameOf(round.id),
            .holder = round.holder.empty() ? QString() : m_directory.nameOf(round.holder)};
        const auto all = FleetCriteria::fold(row.text + u' ' + row.holder);
        if (std::ranges::all_of(words, [&](const QString &word) { return all.contains(word); }))
            wanted.push_back(std::move(row));
    }
    become(m_rows, std::move(wanted), [](const Row &a, const Row &b) { return a.id < b.id; });
}

QString RoundList::roundAt(int row) const
{
    return index(row).data(RoundIdRole).toString();
}

} // namespace facteo::console
