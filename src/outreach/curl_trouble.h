// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <curl/curl.h>
#include <string>
#include <string_view>

namespace facteo::outreach {

/// Why a transfer to `where` ended with `code`, and what to do, as sentences. `trouble` is what curl wrote
/// into the error buffer; it may be empty.
[[nodiscard]] std::string describeTrouble(
    CURLcode code, std::string_view where, std::string_view trouble, std::chrono::milliseconds timeout);

} // namespace facteo::outreach
