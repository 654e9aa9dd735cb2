// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QObject>
#include <QSocketNotifier>
#include <csignal>
#include <initializer_list>
#include <memory>

namespace facteo::app {

/// Signals of the operating system as events of the loop. Make it before any other thread starts: they are
/// blocked for all of them, and for child processes that do not unblock them.
class UnixSignals : public QObject
{
    Q_OBJECT
public:
    explicit UnixSignals(std::initializer_list<int> numbers);
    ~UnixSignals() override;

signals:
    void received(int signal) const;

private:
    int m_descriptor = -1;
    std::unique_ptr<QSocketNotifier> m_notifier;
};

} // namespace facteo::app
