// SPDX-License-Identifier: Apache-2.0
#include "support/comma_locale.h"

#include <QDir>
#include <QFile>
#include <array>
#include <clocale>
#include <cstdint>
#include <cstring>

namespace facteo::tests {
namespace {

/// What localedef makes of the category LC_NUMERIC, without the definitions that localedef wants: a magic
/// number, how many fields there are, where they begin, the fields (glibc, locale/loadlocale.c).
QByteArray numericCategory()
{
    constexpr std::uint32_t kBegin = 32;
    constexpr std::array<std::uint32_t, 8> head{
        0x20031115U ^ LC_NUMERIC, 6, kBegin, kBegin + 2, kBegin + 3, kBegin + 8, kBegin + 12, kBegin + 16};
    QByteArray file(reinterpret_cast<const char *>(head.data()), sizeof(head));
    file += QByteArray(",\0\0\x7f\0\0\0\0", 8); // decimal point, separator of thousands, no groups
    const std::array<std::uint32_t, 2> wide{',', 0};
    file += QByteArray(reinterpret_cast<const char *>(wide.data()), sizeof(wide));
    return file + QByteArray("UTF-8", 6);
}

} // namespace

CommaLocale::CommaLocale()
{
    QDir(m_folder.path()).mkdir(QStringLiteral("comma"));
    QFile file(m_folder.filePath(QStringLiteral("comma/LC_NUMERIC")));
    if (file.open(QIODevice::WriteOnly))
        file.write(numericCategory());
}

CommaLocaleHere::CommaLocaleHere()
{
    qputenv("LOCPATH", m_locale.folder().toUtf8());
    m_isSet = std::setlocale(LC_NUMERIC, "comma") != nullptr &&
              std::strcmp(std::localeconv()->decimal_point, ",") == 0;
}

CommaLocaleHere::~CommaLocaleHere()
{
    std::setlocale(LC_NUMERIC, "C");
    qunsetenv("LOCPATH");
}

} // namespace facteo::tests
