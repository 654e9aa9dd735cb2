// SPDX-License-Identifier: Apache-2.0
#include "store/migrations.h"

#include "store/query.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <cassert>
#include <map>

/// Links the compiled-in schema files into whoever uses the library. Must stand outside every namespace.
static void initSchemaResource()
{
    Q_INIT_RESOURCE(store_schema);
}

namespace facteo::store {
namespace {

using namespace Qt::StringLiterals;

struct Applied
{
    int number = 0;
    std::string name;
    std::string checksum;
};

std::vector<Migration> readMigrations()
{
    initSchemaResource();
    std::vector<Migration> all;
    const QDir folder(u":/facteo/store/schema"_s);
    for (const QString &entry : folder.entryList({u"*.sql"_s}, QDir::Files, QDir::Name)) {
        QFile file(folder.filePath(entry));
        [[maybe_unused]] const bool opened = file.open(QIODevice::ReadOnly);
        assert(opened);
        const QByteArray bytes = file.readAll();
        all.push_back({.number = entry.section(u'_', 0, 0).toInt(),
            .name = entry.section(u'_', 1).chopped(4),
            .checksum =
                QString::fromLatin1(QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex()),
            .text = QString::fromUtf8(bytes)});
        assert(all.back().number == static_cast<int>(all.size()));
    }
    assert(!all.empty());
    return all;
}

Result<bool> hasHistory(Database &db)
{
    const QByteArray sql = db.dialect().tableExists(u"schema_version"_s).toUtf8();
    auto found = Query(db, sql.constData()).first([](const Row &row) { return row.number(0) == 1; });
    if (!found)
        return std::unexpected(std::move(found).error());
    return found->value_or(false);
}

Result<std::vector<Applied>> history(Database &db)
{
    auto exists = hasHistory(db);
    if (!exists)
        return std::unexpected(std::move(exists).error());
    if (!*exists)
        return std::vector<Applied>();
    return Query(db, "SELECT number, name, checksum FROM schema_version ORDER BY number")
        .all([](const Row &row) {
            return Applied{.number = row.get<int>("number"),
                .name = row.get<std::string>("name"),
                .checksum = row.get<std::string>("checksum")};
        });
}

/// How many of our migrations the database has, after checking that they are ours.
Result<std::size_t> checkHistory(const Database &db, const std::vector<Applied> &applied)
{
    const auto &own = migrations();
    if (applied.size() > own.size())
        return std::unexpected(Error{Problem::NewerSchema,
            u"%1 was written by a later version of this program (schema %2, this program knows %3): "
            "install that version, or restore a backup made before the upgrade"_s.arg(db.place())
                .arg(applied.back().number)
                .arg(own.back().number)
                .toStdString()});
    for (std::size_t i = 0; i < applied.size(); ++i) {
        if (applied[i].number == own[i].number && applied[i].checksum == own[i].checksum.toStdString())
            continue;
        return std::unexpected(Error{Problem::ChangedMigration,
            u"%1: schema step %2 (%3) ran there with other contents than this program carries; "
            "install the build that made this database"_s.arg(db.place())
                .arg(applied[i].number)
                .arg(QString::fromStdString(applied[i].name))
                .toStdString()});
    }
    return applied.size();
}

Result<void> apply(Database &db, const Migration &migration)
{
    auto transaction = Transaction::begin(db);
    if (!transaction)
        return std::unexpected(std::move(transaction).error());
    for (const QString &statement : db.dialect().statements(migration.text)) {
        if (auto ran = db.run(statement); !ran) {
            ran.error().detail =
                u"schema step %1 (%2): "_s.arg(migration.number).arg(migration.name).toStdString() +
                ran.error().detail;
            return ran;
        }
    }
    auto recorded =
        Query(db, "INSERT INTO schema_version (number, name, checksum) VALUES (:number, :name, :checksum)")
            .bind(":number", migration.number)
            .bind(":name", std::string_view(migration.name.toStdString()))
            .bind(":checksum", std::string_view(migration.checksum.toStdString()))
            .run();
    if (!recorded)
        return std::unexpected(std::move(recorded).error());
    return transaction->commit();
}

} // namespace

const std::vector<Migration> &migrations()
{
    static const std::vector<Migration> all = readMigrations();
    return all;
}

Result<void> migrate(Database &db)
{
    auto applied = history(db);
    if (!applied)
        return std::unexpected(std::move(applied).error());
    auto done = checkHistory(db, *applied);
    if (!done)
        return std::unexpected(std::move(done).error());
    for (std::size_t next = *done; next < migrations().size(); ++next) {
        if (auto ran = apply(db, migrations()[next]); !ran)
            return ran;
    }
    return {};
}

Result<void> requireCurrent(Database &db)
{
    auto applied = history(db);
    if (!applied)
        return std::unexpected(std::move(applied).error());
    auto done = checkHistory(db, *applied);
    if (!done)
        return std::unexpected(std::move(done).error());
    if (*done < migrations().size())
        return std::unexpected(Error{Problem::OlderSchema,
            u"%1 was written by an earlier version of this program: start the hub once, it brings it up to date"_s
                .arg(db.place())
                .toStdString()});
    return {};
}

} // namespace facteo::store
