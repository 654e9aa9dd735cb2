// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QObject>
#include <QThread>

namespace facteo::console {

/// Makes the console sound while an alert waits: repeated, and louder the longer nobody answers.
///
/// Sound servers may take seconds to answer or not answer at all: everything that talks to them lives on a
/// thread of its own.
class AlarmSound : public QObject
{
    Q_OBJECT

public:
    explicit AlarmSound(QObject *parent = nullptr);
    ~AlarmSound() override;

    /// Looks for a sound device; until then nothing sounds. After the first frame, not before it.
    void start();
    void setSounding(bool sounding);

signals:
    /// Whether there is a device at all: when known, and at every change.
    void deviceKnown(bool there);

private:
    class Player;
    QThread m_thread;
    Player *m_player = nullptr; ///< lives on m_thread
    bool m_sounding = false;
};

} // namespace facteo::console
