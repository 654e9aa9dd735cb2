// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "data_folder.h"

#include <QObject>
#include <QProcess>
#include <QStringList>

namespace facteo::app {

/// The postal service of a whole country that does not exist, for the console's demonstration: makes its
/// rosters once, says with what the embedded hub is to be started, and lets everybody walk. Nothing waits.
class NationalExercise : public QObject
{
    Q_OBJECT

public:
    NationalExercise(DataFolder folder, int depots, int postmen, QObject *parent = nullptr);
    ~NationalExercise() override;

    /// Where such a country lives unless somebody says otherwise: each size has a folder of its own.
    [[nodiscard]] static std::string defaultFolder(int depots, int postmen);

    void prepare();
    /// The folder of rosters, and what else the hub is told.
    [[nodiscard]] QString rosters() const;
    [[nodiscard]] static QStringList hubArguments();
    /// Once the hub is ready; again after it was started anew does nothing.
    void walk();

signals:
    /// The rosters are there.
    void prepared();
    void progress(const QString &words);

private:
    DataFolder m_folder;
    int m_depots;
    int m_postmen;
    QProcess m_making;
    QProcess m_crowd;
};

} // namespace facteo::app
