// SPDX-License-Identifier: Apache-2.0
#include "trail_writer.h"

#include "trail_file.h"

namespace facteo::app {

TrailWriter::TrailWriter(QObject *parent) : QObject(parent)
{
    m_worker.setMaxThreadCount(1);
}

TrailWriter::~TrailWriter()
{
    m_worker.waitForDone();
}

void TrailWriter::save(console::TrailFile file, protocol::Instant now, std::function<void(QString)> then)
{
    const auto format = interop::trailFormatOf(file.format.toStdString());
    if (!format)
        return then(tr("“%1” is no format.").arg(file.format));
    m_worker.start([this, file = std::move(file), now, then = std::move(then), format = *format] {
        const auto written = writeTrail({.handset = file.handset,
                                            .name = file.name.toStdString(),
                                            .description = file.purpose.toStdString(),
                                            .writtenAt = now,
                                            .fixes = file.fixes},
            format, file.path, Existing::Keep);
        QString fault;
        if (!written)
            fault =
                written.error().why == TrailFileFault::Why::Exists
                    ? tr("There is a file of this name already: %1").arg(file.path)
                    : tr("%1 could not be written: %2", "path, cause").arg(file.path, written.error().detail);
        QMetaObject::invokeMethod(this, [then, fault] { then(fault); });
    });
}

} // namespace facteo::app
