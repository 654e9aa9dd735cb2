// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "data_folder.h"

#include <QObject>
#include <QProcess>
#include <QString>
#include <QTimer>
#include <chrono>

namespace facteo::app {

/// The hub that a console starts on its own machine, and keeps alive as long as the console lives.
///
/// A hub that runs already (somebody started it, or it outlived a console that was killed) is used and left
/// running. One that was started here is stopped with the console: nobody would hear an alert any more, and
/// a handset must not be told that somebody received it. Nothing here waits: everything is a signal.
class EmbeddedHub : public QObject
{
    Q_OBJECT

public:
    /// `roster`, which may be empty, and `more` arguments are given to a hub that is started.
    EmbeddedHub(DataFolder folder, QString roster, QStringList more = {}, QObject *parent = nullptr);
    ~EmbeddedHub() override;

    void start();
    [[nodiscard]] const DataFolder &folder() const { return m_folder; }

signals:
    /// Its bundle can be read and its broker answers. Again after every restart.
    void ready();
    /// What is being waited for, in words; empty: nothing.
    void progress(const QString &words);

private:
    void launch();
    void look();
    void finished(int code);
    [[nodiscard]] QString lastWords() const;

    DataFolder m_folder;
    QString m_roster;
    QStringList m_more;
    QProcess m_process;
    QTimer m_look;
    QTimer m_again;
    std::int64_t m_pid = 0; ///< of the hub that is ready; 0: none yet
    bool m_adopted = false;
    bool m_stopping = false;
    std::chrono::milliseconds m_pause{500};
};

/// The program of ours that lies beside this one.
[[nodiscard]] QString siblingProgram(const QString &name);

/// The folder with what is shipped beside the programs: share/facteo; empty when it is not there.
[[nodiscard]] QString shareFolder();

} // namespace facteo::app
