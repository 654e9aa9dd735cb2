// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "transport/backoff.h"

#include <QObject>
#include <QProcess>
#include <QTimer>
#include <cstdint>
#include <expected>
#include <filesystem>
#include <string>

namespace facteo::app {

/// A port of this machine that nobody listens on, on 127.0.0.1; `wanted` when it is free.
[[nodiscard]] std::uint16_t freePort(std::uint16_t wanted);

/// The embedded hub's own mosquitto: started, watched, started again when it dies, and ended with the hub,
/// however that ends (the kernel sends it a signal when its parent is gone).
class BrokerChild : public QObject
{
    Q_OBJECT
public:
    BrokerChild(std::filesystem::path config, std::filesystem::path pidFile, QObject *parent = nullptr);
    ~BrokerChild() override;

    /// An earlier hub that was killed may have left its broker for a moment: ends exactly that process.
    void endOrphan();

    [[nodiscard]] std::expected<void, std::string> start();
    /// Asks it to save and leave; at most a second.
    void stop();
    /// Rights or revocations changed.
    void reload();

    [[nodiscard]] bool isRunning() const { return m_process.state() == QProcess::Running; }

signals:
    void diedAgain(const QString &why);

private:
    void onFinished(int code, QProcess::ExitStatus status);
    void tryAgain(const QString &why);
    void forwardLog();
    void launch();

    std::filesystem::path m_config;
    std::filesystem::path m_pidFile;
    QProcess m_process;
    QTimer m_again;
    transport::Backoff m_backoff;
    bool m_stopping = false;
    QByteArray m_lastLine;
};

} // namespace facteo::app
