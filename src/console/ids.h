// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "protocol/words.h"

#include <QString>
#include <optional>
#include <utility>

namespace facteo::console {

/// 64-bit ids cross into QML as strings: JavaScript numbers lose them above 2^53.
template<typename Id> [[nodiscard]] QString idText(Id id)
{
    return QString::number(std::to_underlying(id));
}

template<typename Id> [[nodiscard]] std::optional<Id> idFrom(const QString &text)
{
    bool good = false;
    const auto number = text.toULongLong(&good);
    if (!good || number == 0)
        return std::nullopt;
    return Id{number};
}

/// A fresh random id: never 0, below 2^63.
[[nodiscard]] std::uint64_t drawId();

} // namespace facteo::console
