// SPDX-License-Identifier: Apache-2.0
#include "store/dialect.h"

#include <QRegularExpression>
#include <QUrl>
#include <QUrlQuery>
#include <algorithm>
#include <array>
#include <utility>

namespace facteo::store {
namespace {

using namespace Qt::StringLiterals;

/// libpq keywords (PostgreSQL 17, "Parameter Key Words") that may stand in the URL and go through as they
/// are.
constexpr std::array kLibpqKeywords{"sslmode", "sslrootcert", "sslcert", "sslkey", "sslcrl",
    "ssl_min_protocol_version", "channel_binding", "connect_timeout", "application_name", "keepalives",
    "keepalives_idle", "keepalives_interval", "keepalives_count", "tcp_user_timeout", "target_session_attrs",
    "passfile", "service"};

/// Shared by all hubs: the advisory lock's key is any number that nobody else uses in this database.
constexpr auto kLockKey = "4774451427036529"_L1;

Error badUrl(const QString &what)
{
    return {Problem::BadUrl,
        (what + u"; expected sqlite:PATH or postgresql://user:password@host:port/database"_s).toStdString()};
}

Result<ConnectionSpec> parsePostgres(const QString &text)
{
    // libpq allows an empty host (local socket), QUrl does not.
    QString completed = text;
    completed.replace(QRegularExpression(u"^(postgres(?:ql)?://(?:[^/@]*@)?)/"_s), u"\\1localsocket/"_s);
    const QUrl url(completed, QUrl::StrictMode);
    if (!url.isValid())
        return std::unexpected(badUrl(u"database address: "_s + url.errorString().section(u';', 0, 0)));

    ConnectionSpec spec{.engine = Engine::PostgreSql,
        .database = url.path().mid(1),
        .host = url.host() == "localsocket"_L1 ? QString() : url.host(),
        .port = url.port(),
        .user = url.userName(QUrl::FullyDecoded),
        .password = url.password(QUrl::FullyDecoded),
        .options = {}};
    QStringList options;
    const auto items = QUrlQuery(url).queryItems(QUrl::FullyDecoded);
    for (const auto &[key, value] : items) {
        if (value.contains(u';') || value.contains(u'\''))
            return std::unexpected(
                badUrl(u"database address: the value of \"%1\" may not contain ; or '"_s.arg(key)));
        if (key == "host"_L1)
            spec.host = value;
        else if (key == "port"_L1)
            spec.port = value.toInt();
        else if (key == "user"_L1)
            spec.user = value;
        else if (key == "password"_L1)
            spec.password = value;
        else if (std::ranges::any_of(
                     kLibpqKeywords, [&](const char *known) { return key == QLatin1StringView(known); }))
            options << key + u'=' + value;
        else
            return std::unexpected(badUrl(u"database address: unknown option \"%1\""_s.arg(key)));
    }
    if (spec.database.isEmpty())
        return std::unexpected(badUrl(u"database address: the name of the database is missing"_s));
    spec.options = options.join(u';');
    return spec;
}

} // namespace

Result<ConnectionSpec> parseUrl(std::string_view url)
{
    const auto text = QString::fromUtf8(url.data(), static_cast<qsizetype>(url.size()));
    if (text.startsWith("sqlite:"_L1)) {
        const QString path = text.mid(7);
        if (path.isEmpty() || path.startsWith(':') || path.startsWith("//"_L1))
            return std::unexpected(badUrl(u"database address: sqlite: needs the path of a file"_s));
        ConnectionSpec file;
        file.database = path;
        return file;
    }
    if (text.startsWith("postgresql://"_L1) || text.startsWith("postgres://"_L1))
        return parsePostgres(text);
    return std::unexpected(badUrl(u"database address: unknown kind \"%1\""_s.arg(text.section(u':', 0, 0))));
}

QString Dialect::driver() const
{
    return m_engine == Engine::Sqlite ? u"QSQLITE"_s : u"QPSQL"_s;
}

QString Dialect::connectOptions(const ConnectionSpec &spec, bool readOnly) const
{
    if (m_engine == Engine::PostgreSql)
        return spec.options;
    // A reader waits for a checkpoint or a backup. The hub does not: its one thread also listens and beats,
    // and what it could not write comes again.
    return readOnly ? u"QSQLITE_BUSY_TIMEOUT=5000;QSQLITE_OPEN_READONLY"_s : u"QSQLITE_BUSY_TIMEOUT=500"_s;
}

QStringList Dialect::session(bool readOnly) const
{
    if (m_engine == Engine::PostgreSql) {
        QStringList statements{
            u"SET client_min_messages = warning"_s, u"SET standard_conforming_strings = on"_s};
        if (readOnly)
            statements << u"SET default_transaction_read_only = on"_s;
        else // facts must survive power loss whatever the server's default is
            statements << u"SET synchronous_commit = on"_s;
        return statements;
    }
    if (readOnly)
        return {u"PRAGMA query_only = ON"_s};
    // A chunk of an hour is about 2 kB: of 4 kB pages nearly half would stay empty. Only new files take it.
    return {u"PRAGMA page_size = 8192"_s, u"PRAGMA journal_mode = WAL"_s, u"PRAGMA synchronous = FULL"_s,
        u"PRAGMA foreign_keys = ON"_s};
}

QStringList Dialect::lock() const
{
    if (m_engine == Engine::Sqlite)
        return {};
    return {u"SET lock_timeout = '3s'"_s, u"SELECT pg_advisory_lock(%1)"_s.arg(kLockKey),
        u"RESET lock_timeout"_s};
}

QString Dialect::begin() const
{
    // A deferred SQLite transaction takes its write lock late, where waiting for it cannot work any more.
    return m_engine == Engine::Sqlite ? u"BEGIN IMMEDIATE"_s : u"BEGIN"_s;
}

QString Dialect::tableExists(const QString &table) const
{
    if (m_engine == Engine::Sqlite)
        return u"SELECT COUNT(*) FROM sqlite_master WHERE type = 'table' AND name = '%1'"_s.arg(table);
    return u"SELECT COUNT(*) FROM pg_tables WHERE schemaname = current_schema() AND tablename = '%1'"_s.arg(
        table);
}

QStringList Dialect::statements(const QString &schemaFile) const
{
    static const QRegularExpression comment(u"^\\s*--.*$"_s, QRegularExpression::MultilineOption);
    static const QRegularExpression end(u";\\s*(?:\\n|$)"_s);
    static const QRegularExpression hex(u"\\{hex ([0-9a-f]*)\\}"_s);
    static const QRegularExpression appendOnlyTable(u"^\\{append_only ([a-z_]+)\\}$"_s);

    QString text = schemaFile;
    text.remove(comment);
    const bool sqlite = m_engine == Engine::Sqlite;
    text.replace("{blob}"_L1, sqlite ? "BLOB"_L1 : "BYTEA"_L1);
    text.replace(hex, sqlite ? u"X'\\1'"_s : u"'\\x\\1'"_s);
    QStringList all;
    for (const QString &part : text.split(end, Qt::SkipEmptyParts)) {
        const QString statement = part.trimmed();
        if (const auto found = appendOnlyTable.match(statement); found.hasMatch())
            all << appendOnly(found.captured(1));
        else if (!statement.isEmpty())
            all << statement;
    }
    return all;
}

QStringList Dialect::appendOnly(const QString &table) const
{
    if (m_engine == Engine::Sqlite) {
        const QString trigger = u"CREATE TRIGGER %1_no_%2 BEFORE %2 ON %1 BEGIN "
                                "SELECT RAISE(ABORT, '%1 is append-only'); END"_s;
        return {trigger.arg(table, u"update"_s), trigger.arg(table, u"delete"_s)};
    }
    return {u"CREATE FUNCTION %1_append_only() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN RAISE EXCEPTION '%1 is append-only'; END $$"_s.arg(table),
        u"CREATE TRIGGER %1_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON %1 "
        "FOR EACH STATEMENT EXECUTE FUNCTION %1_append_only()"_s.arg(table)};
}

Problem Dialect::problem(const QSqlError &error) const
{
    const QString code = error.nativeErrorCode();
    if (m_engine == Engine::Sqlite) {
        // Result codes: https://www.sqlite.org/rescode.html; the low byte is the primary code.
        switch (code.toInt() & 0xff) {
        case 5: // SQLITE_BUSY
        case 6: // SQLITE_LOCKED
            return Problem::LockedByAnother;
        case 3:  // SQLITE_PERM
        case 8:  // SQLITE_READONLY
        case 14: // SQLITE_CANTOPEN
            return Problem::NotWritable;
        case 11: // SQLITE_CORRUPT
        case 26: // SQLITE_NOTADB
            return Problem::Corrupt;
        case 13: // SQLITE_FULL
            return Problem::DiskFull;
        case 19: // SQLITE_CONSTRAINT: 1555 primary key, 2067 unique
            return code.toInt() == 1555 || code.toInt() == 2067 ? Problem::Duplicate : Problem::Failed;
        default:
            return Problem::Failed;
        }
    }
    // SQLSTATE: PostgreSQL 17, appendix A.
    if (code == "23505"_L1)
        return Problem::Duplicate;
    if (code == "53100"_L1)
        return Problem::DiskFull;
    if (code == "55P03"_L1 || code == "40P01"_L1)
        return Problem::LockedByAnother;
    if (code == "25006"_L1 || code == "42501"_L1)
        return Problem::NotWritable;
    if (code.startsWith("XX"_L1))
        return Problem::Corrupt;
    // 08: connection; 57P01 to 57P03: the server goes or comes. A socket that broke carries no code at all.
    if (code.isEmpty() || code.startsWith("08"_L1) || code.startsWith("57P"_L1))
        return Problem::Unreachable;
    return Problem::Failed;
}

} // namespace facteo::store
