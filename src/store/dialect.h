// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "store/error.h"

#include <QSqlError>
#include <QString>
#include <QStringList>
#include <cstdint>
#include <string_view>

namespace facteo::store {

enum class Engine : std::uint8_t { Sqlite, PostgreSql };

/// Where and how to connect, as Qt SQL wants it.
struct ConnectionSpec
{
    Engine engine = Engine::Sqlite;
    QString database; ///< file path, or the name of the database
    QString host;
    int port = -1;
    QString user;
    QString password;
    QString options; ///< libpq keywords, "key=value;key=value"
};

/// `sqlite:PATH` or `postgresql://…`. BadUrl says which part is wrong.
[[nodiscard]] Result<ConnectionSpec> parseUrl(std::string_view url);

/// Every difference between SQLite and PostgreSQL that this program knows. All other SQL is common to both.
class Dialect
{
public:
    explicit Dialect(Engine engine) : m_engine(engine) {}

    [[nodiscard]] Engine engine() const { return m_engine; }
    [[nodiscard]] QString driver() const;
    /// Qt's connect options for a hub or a reader.
    [[nodiscard]] QString connectOptions(const ConnectionSpec &spec, bool readOnly) const;
    /// Statements to run right after connecting.
    [[nodiscard]] QStringList session(bool readOnly) const;
    /// Statements that take the database for this connection alone, with LockedByAnother if it is another's;
    /// none where a file lock does that. They wait for at most 3 s: a server takes a moment to notice that
    /// the connection before, the same hub's, is gone.
    [[nodiscard]] QStringList lock() const;
    [[nodiscard]] QString begin() const;
    /// One query without parameters: 1 when the table exists. `table` is one of ours, never input.
    [[nodiscard]] QString tableExists(const QString &table) const;

    /// Schema files are written once for both: `{blob}` is the type of bytes, `{hex 00ff}` a literal of it,
    /// and the statement `{append_only TABLE}` makes the database itself refuse to change or delete rows.
    [[nodiscard]] QStringList statements(const QString &schemaFile) const;

    [[nodiscard]] Problem problem(const QSqlError &error) const;

private:
    [[nodiscard]] QStringList appendOnly(const QString &table) const;

    Engine m_engine;
};

} // namespace facteo::store
