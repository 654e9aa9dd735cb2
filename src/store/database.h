// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "store/dialect.h"
#include "store/error.h"

#include <QHash>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QString>
#include <memory>
#include <string_view>
#include <thread>

namespace facteo::store {

/// Who opens: one hub writes; any number of readers (command line, tests) look on.
enum class Access : std::uint8_t { Hub, Reader };

/// One connection to the depot's database, used only by the thread that opened it.
///
/// `sqlite:PATH` opens or makes a file (WAL, foreign keys, synchronous FULL: what is committed survives
/// kill -9 and power loss). `postgresql://user:password@host:port/name?sslmode=…` opens a server's database;
/// host, port, user, password and any libpq keyword may also stand in the query part.
/// As hub it takes the database for itself (SQLite: a lock on PATH.lock; PostgreSQL: an advisory lock) and
/// brings the schema to this program's version. As reader it does neither and refuses another version.
class Database
{
public:
    [[nodiscard]] static Result<std::unique_ptr<Database>> open(
        std::string_view url, Access access = Access::Hub);
    ~Database();
    Database(const Database &) = delete;
    Database &operator=(const Database &) = delete;

    /// Drops the connection and makes a new one in its place: the way back after Problem::Unreachable.
    /// Precondition: no Transaction is open.
    [[nodiscard]] Result<void> reconnect();

    [[nodiscard]] const Dialect &dialect() const { return m_dialect; }
    /// Where it is, without a password: for messages.
    [[nodiscard]] const QString &place() const { return m_place; }
    [[nodiscard]] bool inTransaction() const { return m_depth > 0; }
    /// One statement as it is, for schema work. Everything else goes through Query.
    [[nodiscard]] Result<void> run(const QString &sql);

private:
    friend class Query;
    friend class Transaction;
    struct Lock;

    explicit Database(Dialect dialect);
    [[nodiscard]] Result<void> connect();
    [[nodiscard]] Result<void> lockFile();
    [[nodiscard]] Error error(const QSqlError &from, const QString &doing) const;
    [[nodiscard]] QSqlQuery take(const QString &sql);
    void giveBack(const QString &sql, QSqlQuery query);

    Dialect m_dialect;
    Access m_access = Access::Hub;
    ConnectionSpec m_spec;
    QString m_place;
    QString m_connectionName;
    QSqlDatabase m_connection;
    QHash<QString, QSqlQuery> m_idle; ///< prepared statements that nobody runs at the moment
    std::unique_ptr<Lock> m_lock;
    int m_depth = 0;
    bool m_doomed = false; ///< something in the open transaction failed: it can only be rolled back
    std::thread::id m_thread = std::this_thread::get_id();
};

/// Makes several writes one: all of them or none. Rolls back unless committed. One inside another joins it:
/// only the outermost commit writes, and it fails when any statement or inner transaction failed.
class Transaction
{
public:
    [[nodiscard]] static Result<Transaction> begin(Database &db);
    Transaction(Transaction &&other) noexcept;
    Transaction &operator=(Transaction &&) = delete;
    ~Transaction();

    /// After an error nothing of it is stored.
    [[nodiscard]] Result<void> commit();

private:
    explicit Transaction(Database &db) : m_db(&db) {}

    Database *m_db;
};

} // namespace facteo::store
