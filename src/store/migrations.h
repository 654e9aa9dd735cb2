// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "store/database.h"

#include <QStringList>
#include <vector>

namespace facteo::store {

/// One step of the schema: a file schema/NNNN_name.sql, compiled in. A file that was released is never
/// changed: databases out there remember its checksum.
struct Migration
{
    int number = 0;
    QString name;
    QString checksum; ///< SHA-256 of the file, in hex
    QString text;
};

/// All of them, 1, 2, 3… in order.
[[nodiscard]] const std::vector<Migration> &migrations();

/// Brings the database to this program's version, each step in a transaction of its own.
/// NewerSchema, ChangedMigration: nothing was touched.
[[nodiscard]] Result<void> migrate(Database &db);

/// For readers: whether the database has exactly this program's version.
[[nodiscard]] Result<void> requireCurrent(Database &db);

} // namespace facteo::store
