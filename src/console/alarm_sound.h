// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QObject>
#include <QThread>
#include <chrono>

namespace facteo::console {

/// How loud an alarm is that has sounded for so long, 0 … 1: louder the longer nobody answers.
[[nodiscard]] float alarmVolume(std::chrono::milliseconds sounding);

/// Makes the console sound while an alert waits: repeated, and louder the longer nobody answers.
///
/// Sound servers may take seconds to answer or not answer at all: everything that talks to them lives on a
/// thread of its own. A device that fails or falls silent is opened again.
class AlarmSound : public QObject
{
    Q_OBJECT

public:
    explicit AlarmSound(QObject *parent = nullptr);
    ~AlarmSound() override;

    /// Looks for a sound device; until then nothing sounds. After the first frame, not before it.
    void start();
    void setSounding(bool sounding);
    /// Sounds a few times, whether or not it sounds already.
    void burst();

signals:
    /// Whether there is a device that plays: when known, and at every change.
    void deviceKnown(bool there);

private:
    class Player;
    QThread m_thread;
    Player *m_player = nullptr; ///< lives on m_thread
    bool m_sounding = false;
};

} // namespace facteo::console
