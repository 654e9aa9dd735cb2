// SPDX-License-Identifier: Apache-2.0
#include "interop/trail_text.h"

#include <chrono>
#include <format>

namespace facteo::interop {

std::string utcText(protocol::Instant at)
{
    const auto seconds = std::chrono::floor<std::chrono::seconds>(at);
    if (seconds == at)
        return std::format("{:%FT%T}Z", seconds);
    return std::format("{:%FT%T}Z", at);
}

std::string degreesText(double degrees)
{
    return std::format("{:.7f}", degrees);
}

QString printable(std::string_view text)
{
    auto all = QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
    for (QChar &one : all) {
        const auto code = one.unicode();
        const bool isControl = code < 0x20 && code != '\t' && code != '\n' && code != '\r';
        if (isControl || code == 0xfffe || code == 0xffff)
            one = QChar::ReplacementCharacter;
    }
    return all;
}

} // namespace facteo::interop
