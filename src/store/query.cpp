// SPDX-License-Identifier: Apache-2.0
#include "store/query.h"

#include <QSqlError>

namespace facteo::store {

using namespace Qt::StringLiterals;

Query::Query(Database &db, const char *sql) : m_db(db), m_sql(QString::fromUtf8(sql)), m_query(db.take(m_sql))
{
}

Query::~Query()
{
    m_db.giveBack(m_sql, std::move(m_query));
}

Result<int> Query::run()
{
    if (!m_query.exec()) {
        m_db.m_doomed = true; // PostgreSQL refuses the rest of the transaction; SQLite shall not differ
        return std::unexpected(
            m_db.error(m_query.lastError(), u"\"%1…\" failed on"_s.arg(m_sql.simplified().left(60))));
    }
    return m_query.numRowsAffected();
}

Error Query::corrupt(const QString &column) const
{
    return {Problem::Corrupt,
        u"%1: column %2 of \"%3…\" holds what cannot have been written there; restore from a backup"_s
            .arg(m_db.m_place, column, m_sql.simplified().left(60))
            .toStdString()};
}

Result<void> Query::afterLastRow() const
{
    if (m_query.lastError().type() == QSqlError::NoError)
        return {};
    m_db.m_doomed = true;
    return std::unexpected(
        m_db.error(m_query.lastError(), u"\"%1…\" failed on"_s.arg(m_sql.simplified().left(60))));
}

} // namespace facteo::store
