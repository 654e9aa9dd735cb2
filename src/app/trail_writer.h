// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "console/trail_saver.h"

#include <QObject>
#include <QThreadPool>

namespace facteo::app {

/// Writes trails into files on a thread of its own; what became of them comes back on this object's.
class TrailWriter : public QObject
{
    Q_OBJECT

public:
    explicit TrailWriter(QObject *parent = nullptr);
    /// Waits for the file that is being written.
    ~TrailWriter() override;

    void save(console::TrailFile file, protocol::Instant now, std::function<void(QString)> then);

private:
    QThreadPool m_worker;
};

} // namespace facteo::app
