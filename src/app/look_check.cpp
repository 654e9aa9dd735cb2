// SPDX-License-Identifier: Apache-2.0
#include "look_check.h"

#include "domain/blank.h"
#include "when_and_where.h"

#include <QString>
#include <QUtf8StringView>
#include <algorithm>
#include <format>

namespace facteo::app {
namespace {

constexpr qsizetype kMostPurpose = 280; ///< as the record keeps it

std::unexpected<std::string> wrong(std::string why)
{
    return std::unexpected(std::move(why));
}

} // namespace

std::expected<void, std::string> checkPeriod(
    protocol::Instant from, protocol::Instant to, std::chrono::days longest)
{
    if (from <= protocol::Instant{})
        return wrong(std::format("--from ({}) is before 1970: nobody was followed then", localText(from)));
    if (to < from)
        return wrong(std::format("--to ({}) is before --from ({})", localText(to), localText(from)));
    if (to - from > longest)
        return wrong(std::format("--from and --to are more than {} apart: ask for one part after the other",
            longest.count() == 1 ? std::string("a day") : std::format("{} days", longest.count())));
    return {};
}

std::expected<void, std::string> checkPurpose(std::string_view purpose)
{
    const QUtf8StringView utf8(purpose.data(), static_cast<qsizetype>(purpose.size()));
    if (!utf8.isValidUtf8())
        return wrong("--purpose is not UTF-8: type it in a terminal that is");
    if (domain::isBlank(purpose))
        return wrong("--purpose is empty: it stands in the ledger of whoever is looked at");
    const auto characters = utf8.toString().toUcs4();
    if (characters.size() > kMostPurpose)
        return wrong(std::format("--purpose is longer than {} characters", kMostPurpose));
    // The hub refuses what would drive the terminal of whoever reads the record.
    const auto isControl = [](char32_t c) {
        return (c < 0x20 && c != U'\t' && c != U'\n' && c != U'\r') || c == 0x7f;
    };
    if (std::ranges::any_of(characters, isControl))
        return wrong("--purpose has a control character in it");
    return {};
}

} // namespace facteo::app
