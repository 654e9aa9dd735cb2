// SPDX-License-Identifier: Apache-2.0
#include "trail_file.h"

#include <QFileInfo>
#include <QSaveFile>

namespace facteo::app {

std::expected<void, TrailFileFault> writeTrail(
    const interop::ExportedTrail &trail, interop::TrailFormat format, const QString &path, Existing existing)
{
    if (existing == Existing::Keep && QFileInfo::exists(path))
        return std::unexpected(TrailFileFault{.why = TrailFileFault::Why::Exists, .detail = {}});
    const auto text = interop::exported(trail, format);
    const auto bytes = static_cast<qint64>(text.size());
    QSaveFile file(path);
    const bool isSaved = file.open(QIODevice::WriteOnly) &&
                         file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner) &&
                         file.write(text.data(), bytes) == bytes && file.commit();
    if (!isSaved)
        return std::unexpected(
            TrailFileFault{.why = TrailFileFault::Why::CannotWrite, .detail = file.errorString()});
    return {};
}

} // namespace facteo::app
