// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <expected>
#include <string>

namespace facteo::store {

/// Why the store could not do it. Programs branch on this; people read Error::detail.
enum class Problem : std::uint8_t {
    BadUrl = 1,
    NotWritable,      ///< folder or file cannot be written
    Unreachable,      ///< the database server does not answer, or the connection was lost
    LockedByAnother,  ///< another hub has this database, or a writer held it longer than the busy timeout
    NewerSchema,      ///< a later version of the program wrote it
    OlderSchema,      ///< a reader may not migrate: the hub has to run once
    ChangedMigration, ///< a migration that already ran is not the one this program carries
    Corrupt,          ///< what is stored cannot be what was written
    DiskFull,
    OutOfSequence, ///< a fact that does not continue the log: nothing was written
    Duplicate,     ///< this key is recorded already
    Failed,        ///< anything else the database said
};

/// What failed, where, and where possible what to do. English, one line, no secrets: for logs and
/// technicians.
struct Error
{
    Problem problem = Problem::Failed;
    std::string detail;

    bool operator==(const Error &) const = default;
};

template<typename T> using Result = std::expected<T, Error>;

} // namespace facteo::store
