// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QAbstractListModel>
#include <QtQmlIntegration/qqmlintegration.h>
#include <algorithm>
#include <utility>
#include <vector>

namespace facteo::console {

/// What the short lists have in common: rows with a key, in an order, changed one at a time, never reset.
///
/// A row type has `auto key() const` and is equality-comparable. Linear in the number of rows: for lists
/// that people read (alerts, tasks, candidates), not for fleets.
class ListModel : public QAbstractListModel
{
    Q_OBJECT
    QML_ANONYMOUS
    Q_PROPERTY(int count READ count NOTIFY countChanged)

public:
    using QAbstractListModel::QAbstractListModel;

    [[nodiscard]] int count() const { return rowCount({}); }

signals:
    void countChanged();

protected:
    /// Inserts the row where `before` wants it, or changes it and moves it there.
    template<typename Row, typename Before> void put(std::vector<Row> &rows, Row row, Before before)
    {
        const auto found = std::ranges::find(rows, row.key(), &Row::key);
        if (found == rows.end()) {
            const auto place = std::ranges::upper_bound(rows, row, before);
            const auto at = static_cast<int>(place - rows.begin());
            beginInsertRows({}, at, at);
            rows.insert(place, std::move(row));
            endInsertRows();
            emit countChanged();
            return;
        }
        if (*found == row)
            return;
        const auto from = static_cast<int>(found - rows.begin());
        *found = std::move(row);
        emit dataChanged(index(from), index(from));
        settle(rows, from, before);
    }

    template<typename Row, typename Key> void drop(std::vector<Row> &rows, const Key &key)
    {
        const auto found = std::ranges::find(rows, key, &Row::key);
        if (found == rows.end())
            return;
        const auto at = static_cast<int>(found - rows.begin());
        beginRemoveRows({}, at, at);
        rows.erase(found);
        endRemoveRows();
        emit countChanged();
    }

    template<typename Row, typename Keep> void dropUnless(std::vector<Row> &rows, Keep keep)
    {
        for (std::size_t i = rows.size(); i-- > 0;)
            if (!keep(rows[i]))
                drop(rows, rows[i].key());
    }

    /// Makes `rows` hold exactly `wanted`, with the fewest signals that keep views quiet.
    template<typename Row, typename Before>
    void become(std::vector<Row> &rows, std::vector<Row> wanted, Before before)
    {
        dropUnless(rows, [&](const Row &row) { return std::ranges::contains(wanted, row.key(), &Row::key); });
        for (auto &row : wanted)
            put(rows, std::move(row), before);
    }

    void everyRowChanged(const QList<int> &roles = {})
    {
        if (const int rows = rowCount({}); rows > 0)
            emit dataChanged(index(0), index(rows - 1), roles);
    }

private:
    /// Brings the one row that may have lost its place to where the order wants it.
    template<typename Row, typename Before> void settle(std::vector<Row> &rows, int from, Before before)
    {
        auto row = rows.begin() + from;
        auto place = row;
        while (place != rows.begin() && before(*row, *(place - 1)))
            --place;
        if (place != row) {
            const auto to = static_cast<int>(place - rows.begin());
            beginMoveRows({}, from, from, {}, to);
            std::rotate(place, row, row + 1);
            endMoveRows();
            return;
        }
        while (place + 1 != rows.end() && before(*(place + 1), *row))
            ++place;
        if (place == row)
            return;
        const auto to = static_cast<int>(place - rows.begin());
        beginMoveRows({}, from, from, {}, to + 1);
        std::rotate(row, row + 1, place + 1);
        endMoveRows();
    }
};

} // namespace facteo::console
