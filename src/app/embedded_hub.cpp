// SPDX-License-Identifier: Apache-2.0
#include "embedded_hub.h"

#include "child_process.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <csignal>

namespace facteo::app {

using namespace std::chrono_literals;

namespace {

constexpr std::chrono::milliseconds kLookWhileStarting{50};
constexpr std::chrono::milliseconds kLookAtAdopted{1'000};
constexpr std::chrono::milliseconds kLongestPause{8'000};
/// Group commit, broker and database close in far less.
constexpr int kStopPatienceMs = 6'000;

bool isAlive(std::int64_t pid)
{
    // Process ids are used again: a live one counts only while it is a hub.
    if (pid <= 0 || ::kill(static_cast<pid_t>(pid), 0) != 0)
        return false;
    return QFileInfo(QStringLiteral("/proc/%1/exe").arg(pid))
        .symLinkTarget()
        .contains(QLatin1String("facteo-hub"));
}

QString logFile(const DataFolder &folder)
{
    return QString::fromStdString((folder.run() / "hub.log").string());
}

} // namespace

QString siblingProgram(const QString &name)
{
    return QDir(QCoreApplication::applicationDirPath()).filePath(name);
}

QString shareFolder()
{
    auto given = qEnvironmentVariable("FACTEO_SHARE");
    if (!given.isEmpty())
        return given;
    const QDir here(QCoreApplication::applicationDirPath());
    for (const auto *way : {"../share/facteo", "../../share/facteo"})
        if (const auto folder = here.filePath(QLatin1String(way)); QFileInfo::exists(folder))
            return QDir::cleanPath(folder);
    return {};
}

EmbeddedHub::EmbeddedHub(DataFolder folder, QString roster, QStringList more, QObject *parent)
    : QObject(parent), m_folder(std::move(folder)), m_roster(std::move(roster)), m_more(std::move(more))
{
    startClean(m_process, Bond::None); // it answers handsets also when the window is gone
    m_again.setSingleShot(true);
    connect(&m_again, &QTimer::timeout, this, &EmbeddedHub::launch);
    connect(&m_look, &QTimer::timeout, this, &EmbeddedHub::look);
    connect(&m_process, &QProcess::finished, this, &EmbeddedHub::finished);
    connect(&m_process, &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart)
            emit progress(tr("The hub cannot be started: %1").arg(m_process.errorString()));
    });
}

EmbeddedHub::~EmbeddedHub()
{
    m_stopping = true;
    m_look.stop();
    m_again.stop();
    if (m_process.state() != QProcess::NotRunning) {
        m_process.terminate();
        m_process.waitForFinished(kStopPatienceMs);
    }
}

void EmbeddedHub::start()
{
    const auto running = readReadyFile(m_folder.readyFile());
    if (!running || !isAlive(running->pid)) {
        launch();
        return;
    }
    m_adopted = true;
    m_pid = running->pid;
    m_look.start(kLookAtAdopted);
    emit ready();
}

void EmbeddedHub::launch()
{
    m_adopted = false;
    m_pid = 0;
    if (const auto claimed = claimFolder(m_folder); !claimed) {
        emit progress(tr("The folder %1 cannot be written: %2")
                .arg(
                    QString::fromStdString(m_folder.root.string()), QString::fromStdString(claimed.error())));
        return;
    }
    std::error_code failed;
    const bool first = !std::filesystem::exists(m_folder.pki(), failed);
    emit progress(first ? tr("First start: making certificates, a broker and a database…")
                        : tr("The hub is starting…"));
    QStringList arguments{QStringLiteral("--embedded"), QStringLiteral("--data"),
        QString::fromStdString(m_folder.root.string())};
    if (!m_roster.isEmpty())
        arguments << QStringLiteral("--roster") << m_roster;
    arguments << m_more;
    // Into a file, not a pipe: a hub that outlives a killed console must not die of a broken pipe.
    m_process.setStandardOutputFile(logFile(m_folder));
    m_process.setStandardErrorFile(logFile(m_folder), QIODevice::Append);
    m_process.setStandardInputFile(QProcess::nullDevice());
    m_process.start(siblingProgram(QStringLiteral("facteo-hub")), arguments);
    m_look.start(kLookWhileStarting);
}

void EmbeddedHub::look()
{
    if (m_adopted) {
        if (isAlive(m_pid))
            return;
        m_look.stop();
        emit progress(tr("The hub has stopped and is started again."));
        launch();
        return;
    }
    const auto running = readReadyFile(m_folder.readyFile());
    if (!running || running->pid != m_process.processId())
        return;
    m_look.stop();
    m_pid = running->pid;
    m_pause = 500ms;
    emit progress({});
    emit ready();
}

void EmbeddedHub::finished(int code)
{
    m_look.stop();
    if (m_stopping)
        return;
    const bool wasReady = m_pid != 0;
    m_pid = 0;
    if (wasReady)
        emit progress(tr("The hub has stopped and is started again."));
    else
        emit progress(tr("The hub does not start (code %1): %2").arg(code).arg(lastWords()));
    m_again.start(m_pause);
    m_pause = std::min(m_pause * 2, kLongestPause);
}

QString EmbeddedHub::lastWords() const
{
    QFile log(logFile(m_folder));
    if (!log.open(QIODevice::ReadOnly))
        return {};
    log.seek(std::max<qint64>(0, log.size() - 2'000));
    const auto lines = QString::fromUtf8(log.readAll()).split(QLatin1Char('\n'), Qt::SkipEmptyParts);
    return lines.isEmpty() ? QString() : lines.constLast();
}

} // namespace facteo::app
