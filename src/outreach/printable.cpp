// SPDX-License-Identifier: Apache-2.0
#include "printable.h"

#include <QString>

namespace facteo::outreach {

std::string printable(std::string_view bytes, std::size_t most)
{
    auto points =
        QString::fromUtf8(bytes.data(), static_cast<qsizetype>(bytes.size())).toUcs4(); // whole characters
    for (auto &point : points)
        if (!QChar::isPrint(point))
            point = U' ';
    auto line = QString::fromUcs4(reinterpret_cast<const char32_t *>(points.constData()), points.size())
                    .simplified()
                    .toUcs4();
    const auto limit = static_cast<qsizetype>(most);
    if (line.size() > limit) {
        line.resize(limit);
        line.back() = U'…';
    }
    return QString::fromUcs4(reinterpret_cast<const char32_t *>(line.constData()), line.size()).toStdString();
}

} // namespace facteo::outreach
