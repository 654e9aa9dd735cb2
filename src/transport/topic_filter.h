// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace facteo::transport {

/// True when `topic` is covered by `filter`, with + for one level and # for the rest (MQTT 5, section 4.7).
[[nodiscard]] bool covers(std::string_view filter, std::string_view topic);

/// True for a topic that may be published to: 1 to 1 024 bytes, no wildcard, no NUL.
[[nodiscard]] bool isPublishable(std::string_view topic);

} // namespace facteo::transport
