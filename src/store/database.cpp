// SPDX-License-Identifier: Apache-2.0
#include "store/database.h"

#include "store/migrations.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSqlError>
#include <atomic>
#include <cassert>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

namespace facteo::store {
namespace {

using namespace Qt::StringLiterals;

QString nextConnectionName()
{
    static std::atomic<int> last = 0;
    return u"facteo-store-%1"_s.arg(++last);
}

QString remedy(Problem problem, const Dialect &dialect)
{
    const bool sqlite = dialect.engine() == Engine::Sqlite;
    switch (problem) {
    case Problem::NotWritable:
        return sqlite ? u"give this user write access to the file and its folder"_s
                      : u"grant this user CREATE and write access to the database"_s;
    case Problem::Unreachable:
        return u"check that the server runs and that address, user and password are right"_s;
    case Problem::LockedByAnother:
        return u"stop the other program that writes to it"_s;
    case Problem::Corrupt:
        return sqlite
                   ? u"restore the file from a backup, or use another path if it is not a Facteo database"_s
                   : u"restore the database from a backup"_s;
    case Problem::DiskFull:
        return u"make room on the disk"_s;
    case Problem::BadUrl:
    case Problem::NewerSchema:
    case Problem::OlderSchema:
    case Problem::ChangedMigration:
    case Problem::OutOfSequence:
    case Problem::Duplicate:
    case Problem::Failed:
        break;
    }
    return {};
}

} // namespace

/// flock, not a file that exists: the kernel lets go of it however the process ends.
struct Database::Lock
{
    int descriptor = -1;

    explicit Lock(int opened) : descriptor(opened) {}
    Lock(const Lock &) = delete;
    Lock &operator=(const Lock &) = delete;
    ~Lock() { ::close(descriptor); }
};

Database::Database(Dialect dialect) : m_dialect(dialect) {}

Database::~Database()
{
    assert(m_depth == 0);
    m_idle.clear();
    m_connection.close();
    m_connection = {};
    QSqlDatabase::removeDatabase(m_connectionName);
}

Result<std::unique_ptr<Database>> Database::open(std::string_view url, Access access)
{
    auto spec = parseUrl(url);
    if (!spec)
        return std::unexpected(std::move(spec).error());

    std::unique_ptr<Database> db(new Database(Dialect(spec->engine)));
    db->m_access = access;
    db->m_spec = std::move(*spec);
    const auto &to = db->m_spec;
    if (to.engine == Engine::Sqlite)
        db->m_place = QDir::toNativeSeparators(QFileInfo(to.database).absoluteFilePath());
    else
        db->m_place = u"PostgreSQL database %1 on %2"_s.arg(
            to.database, to.host.isEmpty() ? u"the local socket"_s : to.host);

    if (auto locked = db->lockFile(); !locked)
        return std::unexpected(std::move(locked).error());
    if (auto connected = db->connect(); !connected)
        return std::unexpected(std::move(connected).error());
    auto ready = access == Access::Hub ? migrate(*db) : requireCurrent(*db);
    if (!ready)
        return std::unexpected(std::move(ready).error());
    return db;
}

Result<void> Database::lockFile()
{
    if (m_dialect.engine() != Engine::Sqlite)
        return {};
    const QFileInfo file(m_spec.database);
    if (m_access == Access::Reader) {
        if (file.exists())
            return {};
        return std::unexpected(Error{Problem::Unreachable,
            u"no database at %1: the hub makes it at its first start"_s.arg(m_place).toStdString()});
    }
    if (!QDir().mkpath(file.absolutePath()))
        return std::unexpected(Error{Problem::NotWritable,
            u"cannot make the folder %1: give this user write access to the folder above, or choose another place"_s
                .arg(file.absolutePath())
                .toStdString()});

    const QByteArray path = QFile::encodeName(file.absoluteFilePath() + u".lock"_s);
    const int descriptor = ::open(path.constData(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (descriptor < 0)
        return std::unexpected(Error{Problem::NotWritable,
            u"cannot write %1: %2; give this user write access to the folder, or choose another place"_s
                .arg(QFile::decodeName(path), QString::fromLocal8Bit(std::strerror(errno)))
                .toStdString()});
    auto lock = std::make_unique<Lock>(descriptor);
    if (::flock(descriptor, LOCK_EX | LOCK_NB) != 0) {
        char holder[32] = {};
        const auto length = ::pread(descriptor, holder, sizeof holder - 1, 0);
        return std::unexpected(Error{Problem::LockedByAnother,
            u"%1 is in use by another hub (process %2): stop it first, or choose another data folder"_s
                .arg(m_place, length > 0 ? QString::fromLatin1(holder).trimmed() : u"unknown"_s)
                .toStdString()});
    }
    const QByteArray own = QByteArray::number(::getpid()) + '\n';
    // Only for the message above: a failure to write it changes nothing about the lock.
    if (::ftruncate(descriptor, 0) == 0) [[maybe_unused]]
        const auto written = ::pwrite(descriptor, own.constData(), static_cast<std::size_t>(own.size()), 0);
    m_lock = std::move(lock);

    // SQLite would make the file readable for everybody; its -wal and -shm take over these rights.
    const int made =
        ::open(QFile::encodeName(file.absoluteFilePath()).constData(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (made < 0)
        return std::unexpected(
            Error{Problem::NotWritable, u"cannot write %1: %2; give this user write access to the file"_s
                                            .arg(m_place, QString::fromLocal8Bit(std::strerror(errno)))
                                            .toStdString()});
    ::close(made);
    return {};
}

Result<void> Database::connect()
{
    const bool readOnly = m_access == Access::Reader;
    m_connectionName = nextConnectionName();
    m_connection = QSqlDatabase::addDatabase(m_dialect.driver(), m_connectionName);
    if (!m_connection.isValid())
        return std::unexpected(Error{Problem::Failed,
            u"Qt's database driver %1 is not installed"_s.arg(m_dialect.driver()).toStdString()});
    m_connection.setDatabaseName(m_spec.database);
    m_connection.setHostName(m_spec.host);
    m_connection.setPort(m_spec.port);
    m_connection.setUserName(m_spec.user);
    m_connection.setPassword(m_spec.password);
    m_connection.setConnectOptions(m_dialect.connectOptions(m_spec, readOnly));
    if (!m_connection.open())
        return std::unexpected(error(m_connection.lastError(), u"cannot open"_s));
    for (const QString &statement : m_dialect.session(readOnly)) {
        if (auto ran = run(statement); !ran)
            return ran;
    }

    if (readOnly)
        return {};
    for (const QString &statement : m_dialect.lock()) {
        auto locked = run(statement);
        if (locked)
            continue;
        if (locked.error().problem == Problem::LockedByAnother)
            locked.error().detail =
                u"%1 is in use by another hub: stop it first, or use another database"_s.arg(m_place)
                    .toStdString();
        return locked;
    }
    return {};
}

Result<void> Database::reconnect()
{
    assert(m_depth == 0);
    m_idle.clear();
    m_connection.close();
    m_connection = {};
    QSqlDatabase::removeDatabase(m_connectionName);
    return connect();
}

Result<void> Database::run(const QString &sql)
{
    assert(m_thread == std::this_thread::get_id());
    QSqlQuery query(m_connection);
    if (!query.exec(sql))
        return std::unexpected(
            error(query.lastError(), u"cannot run \"%1\" on"_s.arg(sql.simplified().left(60))));
    return {};
}

Error Database::error(const QSqlError &from, const QString &doing) const
{
    Problem problem = m_dialect.problem(from);
    if (m_dialect.engine() == Engine::PostgreSql && from.type() == QSqlError::ConnectionError)
        problem = Problem::Unreachable;
    const QString said = from.databaseText().isEmpty() ? from.driverText() : from.databaseText();
    QString detail = u"%1 %2: %3"_s.arg(doing, m_place, said.simplified());
    if (const QString todo = remedy(problem, m_dialect); !todo.isEmpty())
        detail += u"; "_s + todo;
    return {problem, detail.toStdString()};
}

QSqlQuery Database::take(const QString &sql)
{
    assert(m_thread == std::this_thread::get_id());
    if (const auto found = m_idle.find(sql); found != m_idle.end()) {
        QSqlQuery query = std::move(*found);
        m_idle.erase(found);
        return query;
    }
    QSqlQuery query(m_connection);
    query.setForwardOnly(true);
    query.prepare(sql); // a failure is reported by exec()
    return query;
}

void Database::giveBack(const QString &sql, QSqlQuery query)
{
    query.finish();
    m_idle.emplace(sql, std::move(query));
}

Result<Transaction> Transaction::begin(Database &db)
{
    if (db.m_depth == 0) {
        if (auto began = db.run(db.m_dialect.begin()); !began)
            return std::unexpected(std::move(began).error());
        db.m_doomed = false;
    }
    ++db.m_depth;
    return Transaction(db);
}

Transaction::Transaction(Transaction &&other) noexcept : m_db(std::exchange(other.m_db, nullptr)) {}

Transaction::~Transaction()
{
    if (m_db == nullptr)
        return;
    m_db->m_doomed = true;
    if (--m_db->m_depth == 0) {
        // Where the connection is lost the server rolls back by itself.
        [[maybe_unused]] const auto undone = m_db->run(u"ROLLBACK"_s);
    }
}

Result<void> Transaction::commit()
{
    assert(m_db != nullptr);
    if (m_db->m_doomed)
        return std::unexpected(Error{Problem::Failed,
            u"not committed to %1: a statement before failed"_s.arg(m_db->m_place).toStdString()});
    if (m_db->m_depth == 1) {
        if (auto committed = m_db->run(u"COMMIT"_s); !committed)
            return committed;
    }
    --m_db->m_depth;
    m_db = nullptr;
    return {};
}

} // namespace facteo::store
