// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QProcess>
#include <QString>
#include <QTemporaryDir>

namespace facteo::tests {

/// A PostgreSQL server of the test's own: in a temporary folder, on a local socket, gone with the process.
/// PostgreSQL refuses to run as root; root tests run it as the user `postgres` that its package makes.
class PostgresServer
{
public:
    /// Started at the first call.
    static PostgresServer &instance();
    ~PostgresServer();

    /// Empty when it runs, else why it does not.
    [[nodiscard]] const QString &whyNot() const { return m_whyNot; }
    /// A new, empty database of this server as URL. Precondition: it runs.
    [[nodiscard]] QString newDatabase();
    /// Falls over and comes back: every connection is lost, nothing that was committed. Precondition: it
    /// runs.
    void restart();

private:
    PostgresServer();
    [[nodiscard]] QString start();
    [[nodiscard]] QString launch();
    [[nodiscard]] bool run(const QString &program, const QStringList &arguments, QString *output = nullptr);

    QTemporaryDir m_folder;
    QString m_programs; ///< the folder of initdb, postgres, psql
    QProcess m_server;
    QString m_whyNot;
    int m_databases = 0;
};

} // namespace facteo::tests
