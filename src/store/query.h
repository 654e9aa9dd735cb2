// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "store/database.h"
#include "store/value.h"

#include <QSqlRecord>
#include <utility>

namespace facteo::store {

/// The current row of a query, read by column name.
class Row
{
public:
    explicit Row(const QSqlQuery &query) : m_query(query), m_columns(query.record()) {}

    /// The column's value; an optional T reads NULL as empty. A column that cannot hold a T gives a T{} and
    /// makes the whole query answer Corrupt.
    template<typename T> [[nodiscard]] T get(const char *column) const
    {
        const int index = m_columns.indexOf(QLatin1StringView(column));
        Q_ASSERT_X(index >= 0, "store::Row", column);
        const QVariant value = m_query.value(index);
        if constexpr (detail::isOptional<T>) {
            if (value.isNull())
                return std::nullopt;
            return get<typename T::value_type>(column);
        } else {
            auto read = fromColumn<T>(value);
            if (!read && m_broken.isEmpty())
                m_broken = QString::fromLatin1(column);
            return std::move(read).value_or(T{});
        }
    }

    /// A column of a query that names none (COUNT), by place.
    [[nodiscard]] qlonglong number(int place) const { return m_query.value(place).toLongLong(); }

    /// The first column that did not hold what was asked of it; empty when all did.
    [[nodiscard]] const QString &broken() const { return m_broken; }

private:
    const QSqlQuery &m_query;
    QSqlRecord m_columns;
    mutable QString m_broken;
};

/// One statement, prepared once per connection, with named values. Use within one expression or scope.
class Query
{
public:
    Query(Database &db, const char *sql);
    ~Query();
    Query(const Query &) = delete;
    Query &operator=(const Query &) = delete;

    template<typename T> Query &bind(const char *name, const T &value)
    {
        m_query.bindValue(QString::fromLatin1(name), toColumn(value));
        return *this;
    }

    /// For INSERT, UPDATE, DELETE. Gives the number of rows it touched.
    [[nodiscard]] Result<int> run();

    /// Every row through `make`.
    template<typename Make>
    [[nodiscard]] auto all(Make make) -> Result<std::vector<std::invoke_result_t<Make, const Row &>>>
    {
        std::vector<std::invoke_result_t<Make, const Row &>> rows;
        auto done = each([&](const Row &row) { rows.push_back(make(row)); });
        if (!done)
            return std::unexpected(std::move(done).error());
        return rows;
    }

    /// The first row, or nothing.
    template<typename Make>
    [[nodiscard]] auto first(Make make) -> Result<std::optional<std::invoke_result_t<Make, const Row &>>>
    {
        std::optional<std::invoke_result_t<Make, const Row &>> found;
        auto done = each([&](const Row &row) {
            if (!found)
                found = make(row);
        });
        if (!done)
            return std::unexpected(std::move(done).error());
        return found;
    }

    /// Calls `visit` for every row without keeping them.
    template<typename Visit> [[nodiscard]] Result<void> each(Visit visit)
    {
        if (auto ran = run(); !ran)
            return std::unexpected(std::move(ran).error());
        const Row row(m_query);
        while (m_query.next()) {
            visit(row);
            if (!row.broken().isEmpty())
                return std::unexpected(corrupt(row.broken()));
        }
        return afterLastRow();
    }

private:
    [[nodiscard]] Error corrupt(const QString &column) const;
    /// SQLite steps while rows are fetched: an error may come as late as this.
    [[nodiscard]] Result<void> afterLastRow() const;

    Database &m_db;
    QString m_sql;
    QSqlQuery m_query;
};

} // namespace facteo::store
