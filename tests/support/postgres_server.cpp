// SPDX-License-Identifier: Apache-2.0
#include "support/postgres_server.h"

#include <QDeadlineTimer>
#include <QDir>
#include <QFile>
#include <QThread>
#include <csignal>
#include <pwd.h>
#include <unistd.h>

namespace facteo::tests {
namespace {

using namespace Qt::StringLiterals;

QString folderOfPrograms()
{
    // Debian keeps one folder per version and puts none of them into PATH.
    const QDir versions(u"/usr/lib/postgresql"_s);
    const auto found = versions.entryList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name | QDir::Reversed);
    for (const QString &version : found) {
        const QString programs = versions.filePath(version + u"/bin"_s);
        if (QFile::exists(programs + u"/initdb"_s))
            return programs;
    }
    return {};
}

/// setpriv changes the user, and makes the kernel end the server should the test die without a destructor.
QStringList asOrdinaryUser()
{
    QStringList command{u"setpriv"_s, u"--pdeathsig=QUIT"_s};
    if (::geteuid() == 0)
        command << u"--reuid=postgres"_s << u"--regid=postgres"_s << u"--init-groups"_s;
    return command;
}

} // namespace

PostgresServer &PostgresServer::instance()
{
    static PostgresServer server;
    return server;
}

PostgresServer::PostgresServer()
{
    m_whyNot = start();
}

PostgresServer::~PostgresServer()
{
    m_server.terminate();
    if (!m_server.waitForFinished(10'000))
        m_server.kill();
    m_server.waitForFinished();
}

bool PostgresServer::run(const QString &program, const QStringList &arguments, QString *output)
{
    QStringList command = asOrdinaryUser() << m_programs + u'/' + program << arguments;
    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.setWorkingDirectory(m_folder.path());
    process.start(command.takeFirst(), command);
    const bool finished = process.waitForFinished(60'000);
    if (output != nullptr)
        *output = QString::fromLocal8Bit(process.readAll()).trimmed();
    return finished && process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0;
}

QString PostgresServer::start()
{
    m_programs = folderOfPrograms();
    if (m_programs.isEmpty())
        return u"no PostgreSQL server is installed (package postgresql)"_s;
    if (::geteuid() == 0) {
        const passwd *user = ::getpwnam("postgres");
        if (user == nullptr)
            return u"there is no user postgres to run a PostgreSQL server as"_s;
        if (::chown(QFile::encodeName(m_folder.path()).constData(), user->pw_uid, user->pw_gid) != 0)
            return u"the temporary folder cannot be given to the user postgres"_s;
    }
    QString said;
    const QString data = m_folder.filePath(u"data"_s);
    if (!run(u"initdb"_s,
            {u"-D"_s, data, u"-U"_s, u"facteo"_s, u"-A"_s, u"trust"_s, u"-E"_s, u"UTF8"_s, u"--no-locale"_s,
                u"--no-sync"_s},
            &said))
        return u"initdb failed: "_s + said.right(300);
    return launch();
}

QString PostgresServer::launch()
{
    const QString data = m_folder.filePath(u"data"_s);
    QStringList command = asOrdinaryUser() << m_programs + u"/postgres"_s << u"-D"_s << data << u"-k"_s
                                           << m_folder.path() << u"-c"_s << u"listen_addresses="_s << u"-c"_s
                                           << u"fsync=off"_s << u"-c"_s << u"shared_buffers=16MB"_s;
    m_server.setProcessChannelMode(QProcess::MergedChannels);
    m_server.start(command.takeFirst(), command);
    const QDeadlineTimer deadline(60'000);
    while (!run(u"pg_isready"_s, {u"-h"_s, m_folder.path()})) {
        if (m_server.state() == QProcess::NotRunning || deadline.hasExpired())
            return u"the PostgreSQL server did not start: "_s +
                   QString::fromLocal8Bit(m_server.readAll()).right(300);
    }
    return {};
}

void PostgresServer::restart()
{
    // SIGQUIT: its "immediate" shutdown, after which it recovers as after a crash.
    ::kill(static_cast<pid_t>(m_server.processId()), SIGQUIT);
    m_server.waitForFinished();
    if (const QString why = launch(); !why.isEmpty())
        qFatal("%s", qPrintable(why));
}

QString PostgresServer::newDatabase()
{
    const QString name = u"facteo_%1"_s.arg(++m_databases);
    QString said;
    if (!run(u"psql"_s,
            {u"-h"_s, m_folder.path(), u"-U"_s, u"facteo"_s, u"-d"_s, u"postgres"_s, u"-c"_s,
                u"CREATE DATABASE "_s + name},
            &said))
        qFatal("no database for the test: %s", qPrintable(said));
    return u"postgresql:///%1?host=%2&user=facteo"_s.arg(name, m_folder.path());
}

} // namespace facteo::tests
