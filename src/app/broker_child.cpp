// SPDX-License-Identifier: Apache-2.0
#include "broker_child.h"

#include "child_process.h"

#include <QFile>
#include <QLoggingCategory>
#include <QSaveFile>
#include <QStandardPaths>
#include <QTcpServer>
#include <chrono>
#include <csignal>
#include <filesystem>
#include <poll.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace facteo::app {

using namespace std::chrono_literals;
namespace fs = std::filesystem;

Q_LOGGING_CATEGORY(lcBroker, "facteo.broker")

namespace {

/// Standing this long, the next failure starts with a short wait again.
constexpr auto kStood = 10s;

/// True when process `pid` is a mosquitto with our configuration file: the only thing we may end.
bool isOurs(qint64 pid, const fs::path &config)
{
    QFile file(QStringLiteral("/proc/%1/cmdline").arg(pid));
    if (!file.open(QIODevice::ReadOnly))
        return false;
    const auto arguments = file.readAll().split('\0');
    return arguments.size() >= 3 && arguments[0].endsWith("mosquitto") &&
           arguments.contains(QByteArray::fromStdString(config.string()));
}

/// Waits without polling; a pid that was reused cannot be hit, because the descriptor names the process.
void endProcess(pid_t pid, std::chrono::milliseconds patience)
{
    const int process = static_cast<int>(::syscall(SYS_pidfd_open, pid, 0));
    if (process < 0)
        return;
    pollfd ended{.fd = process, .events = POLLIN, .revents = 0};
    ::syscall(SYS_pidfd_send_signal, process, SIGTERM, nullptr, 0);
    if (::poll(&ended, 1, static_cast<int>(patience.count())) == 0) {
        ::syscall(SYS_pidfd_send_signal, process, SIGKILL, nullptr, 0);
        ::poll(&ended, 1, static_cast<int>(patience.count()));
    }
    ::close(process);
}

} // namespace

std::uint16_t freePort(std::uint16_t wanted)
{
    QTcpServer probe;
    if (wanted != 0 && probe.listen(QHostAddress::LocalHost, wanted))
        return wanted;
    probe.close();
    return probe.listen(QHostAddress::LocalHost, 0) ? probe.serverPort() : std::uint16_t{0};
}

BrokerChild::BrokerChild(fs::path config, fs::path pidFile, QObject *parent)
    : QObject(parent), m_config(std::move(config)), m_pidFile(std::move(pidFile)),
      m_backoff({.first = 100ms, .longest = 5'000ms}, static_cast<std::uint64_t>(::getpid()))
{
    startClean(m_process, Bond::WithParent);
    m_process.setProcessChannelMode(QProcess::MergedChannels);
    m_process.setStandardInputFile(QProcess::nullDevice());
    m_again.setSingleShot(true);
    connect(&m_again, &QTimer::timeout, this, &BrokerChild::launch);
    connect(&m_process, &QProcess::readyRead, this, &BrokerChild::forwardLog);
    connect(&m_process, &QProcess::finished, this, &BrokerChild::onFinished);
    connect(&m_process, &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart) // then nothing has finished
            tryAgain(QStringLiteral("cannot be started: %1").arg(m_process.errorString()));
    });
}

BrokerChild::~BrokerChild()
{
    stop();
}

void BrokerChild::endOrphan()
{
    QFile file(QString::fromStdString(m_pidFile.string()));
    if (!file.open(QIODevice::ReadOnly))
        return;
    const auto pid = file.readAll().trimmed().toLongLong();
    if (pid <= 1 || !isOurs(pid, m_config))
        return;
    qCWarning(lcBroker) << "ending the broker that a killed hub left, process" << pid;
    endProcess(static_cast<pid_t>(pid), 2s);
}

std::expected<void, std::string> BrokerChild::start()
{
    launch();
    if (!m_process.waitForStarted(5'000))
        return std::unexpected("cannot start mosquitto (" + m_process.errorString().toStdString() +
                               "): install the package mosquitto");
    return {};
}

void BrokerChild::launch()
{
    // Debian puts it where the PATH of a plain user does not look.
    auto program = QStandardPaths::findExecutable(QStringLiteral("mosquitto"));
    if (program.isEmpty())
        program = QStringLiteral("/usr/sbin/mosquitto");
    m_process.start(program, {QStringLiteral("-c"), QString::fromStdString(m_config.string())});
    if (!m_process.waitForStarted(5'000))
        return;
    QSaveFile file(QString::fromStdString(m_pidFile.string()));
    if (!file.open(QIODevice::WriteOnly) || file.write(QByteArray::number(m_process.processId())) < 0 ||
        !file.commit())
        qCWarning(lcBroker) << "cannot write" << file.fileName() << file.errorString();
    QTimer::singleShot(kStood, this, [this, pid = m_process.processId()] {
        if (m_process.processId() == pid)
            m_backoff.reset();
    });
}

void BrokerChild::onFinished(int code, QProcess::ExitStatus status)
{
    const auto why =
        status == QProcess::CrashExit
            ? QStringLiteral("killed by a signal")
            : QStringLiteral("ended with code %1: %2").arg(code).arg(QString::fromUtf8(m_lastLine));
    tryAgain(why);
}

void BrokerChild::tryAgain(const QString &why)
{
    if (m_stopping)
        return;
    const auto wait = m_backoff.next();
    qCWarning(lcBroker).noquote() << "mosquitto" << why << "- again in" << wait.count() << "ms";
    emit diedAgain(why);
    m_again.start(wait);
}

void BrokerChild::forwardLog()
{
    while (m_process.canReadLine()) {
        m_lastLine = m_process.readLine().trimmed();
        // Every phone that loses its radio makes one of these; ours say what time it is themselves.
        if (m_lastLine.contains("OpenSSL Error"))
            qCDebug(lcBroker).noquote() << m_lastLine;
        else
            qCInfo(lcBroker).noquote() << m_lastLine.mid(m_lastLine.indexOf(": ") + 2);
    }
}

void BrokerChild::stop()
{
    m_stopping = true;
    m_again.stop();
    if (m_process.state() == QProcess::NotRunning)
        return;
    m_process.terminate();
    if (!m_process.waitForFinished(1'000)) {
        m_process.kill();
        m_process.waitForFinished(500);
    }
    QFile::remove(QString::fromStdString(m_pidFile.string()));
}

void BrokerChild::reload()
{
    if (isRunning())
        ::kill(static_cast<pid_t>(m_process.processId()), SIGHUP);
}

} // namespace facteo::app
