// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "protocol/words.h"

#include <QTimeZone>
#include <chrono>
#include <map>
#include <string>
#include <string_view>

namespace facteo::hub {

/// What the clocks of time zones are ahead of UTC, asked for every position: the last answer of each zone is
/// kept while it must be true.
class ZoneClocks
{
public:
    /// True for a name of the IANA that this machine knows.
    [[nodiscard]] static bool isZone(std::string_view name);

    /// Of an unknown zone: 0.
    [[nodiscard]] std::chrono::seconds utcOffset(const std::string &zone, protocol::Instant at);

private:
    struct Clock
    {
        QTimeZone zone;
        std::chrono::sys_time<std::chrono::minutes> quarter{}; ///< clocks change at quarters of hours
        std::chrono::seconds offset{0};
        bool asked = false;
    };
    std::map<std::string, Clock> m_clocks;
};

} // namespace facteo::hub
