// SPDX-License-Identifier: Apache-2.0
#include "store/old_trail.h"

#include <QFile>

namespace facteo::tests {

OldTrail oldTrail()
{
    QFile file(QStringLiteral(FACTEO_SOURCE_DIR "/tests/store/fixtures/trail_chunk_v1.txt"));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("tests/store/fixtures/trail_chunk_v1.txt is not there");
    OldTrail old{.chunk = QByteArray::fromHex(file.readLine().trimmed()), .fixes = {}};
    while (!file.atEnd()) {
        const auto columns = file.readLine().trimmed().split(',');
        const auto optional = [&](int column) {
            return columns[column].isEmpty() ? std::nullopt : std::optional(columns[column].toUInt());
        };
        old.fixes.push_back({.at = protocol::Instant(std::chrono::milliseconds(columns[0].toLongLong())),
            .position = {columns[1].toInt(), columns[2].toInt()},
            .accuracyDm = columns[3].toUInt(),
            .speedCmS = optional(4),
            .headingCdeg = optional(5)});
    }
    return old;
}

} // namespace facteo::tests
