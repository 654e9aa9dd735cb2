// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "protocol/messages.h"

#include <cstddef>
#include <vector>

/// Answers that are longer than a frame may be travel in pages.
namespace facteo::protocol {

/// Leaves room for envelope and signature below kMaxFrameBytes.
inline constexpr std::size_t kMaxPageBytes = std::size_t{192} * 1024;

/// `body` cut so that each part encodes to at most `maxBytes`; at least one part, in order. Lists are cut
/// between their elements, so one element alone may be longer. Answers that have no list stay whole.
[[nodiscard]] std::vector<ResponseBody> pagesOf(ResponseBody body, std::size_t maxBytes = kMaxPageBytes);

/// The same, ready to seal: numbered from 0, `last` on the last.
[[nodiscard]] std::vector<Response> responsesTo(const FrameId &request, ResponseBody body);

/// Puts a later page behind `whole`: lists grow, single values stay those of the first page.
void append(Snapshot &whole, Snapshot page);

} // namespace facteo::protocol
