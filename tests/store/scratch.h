// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "protocol/words.h"
#include "store/database.h"

#include <QDeadlineTimer>
#include <QTemporaryDir>
#include <QTest>
#include <filesystem>
#include <memory>
#include <string>

namespace facteo::tests {

inline const protocol::DepotId kDepot{"D-BRANCELLE"};

/// For initTestCase_data(): every test of the class runs on SQLite and on PostgreSQL.
void bothDatabases();

/// An empty database of the engine at hand, and a folder; both go with it.
class Scratch
{
public:
    Scratch();

    /// Empty, or why this engine cannot be tested here.
    [[nodiscard]] const QString &whyNot() const { return m_whyNot; }
    [[nodiscard]] const std::string &url() const { return m_url; }
    [[nodiscard]] std::filesystem::path folder() const { return m_folder.path().toStdString(); }
    /// Fails the test with the store's words when it cannot be opened.
    [[nodiscard]] std::unique_ptr<store::Database> open(store::Access access = store::Access::Hub) const;

private:
    QTemporaryDir m_folder;
    QString m_whyNot;
    std::string m_url;
};

/// What a Result carries, or the test's end with its words.
template<typename T> T worked(store::Result<T> result, const char *file, int line)
{
    if (!result)
        QTest::qFail(result.error().detail.c_str(), file, line);
    if constexpr (std::is_void_v<T>)
        return;
    else
        return result ? std::move(*result) : T{};
}

/// Waits until `happens()`, at most half a minute. For another process: a server that lets go of a lock.
template<typename Happens> [[nodiscard]] bool inTime(Happens happens)
{
    return QTest::qWaitFor(happens, QDeadlineTimer(std::chrono::seconds(30)));
}

} // namespace facteo::tests

#define WORKED(...) ::facteo::tests::worked(__VA_ARGS__, __FILE__, __LINE__)
/// The Scratch `name`, or a skipped test that says why.
#define SCRATCH(name)                                                                                        \
    const ::facteo::tests::Scratch name;                                                                     \
    if (!name.whyNot().isEmpty())                                                                            \
    QSKIP(qPrintable(name.whyNot()))
