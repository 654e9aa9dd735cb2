// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "handset/triggers/codes.h"

namespace facteo::tests {

/// 4711, and 8053 under duress, at the least cost: for tests that type thousands of codes.
inline const handset::Codes &cheapCodes()
{
    static const auto codes = *handset::Codes::choose("4711", "8053", {.memoryKib = 8, .passes = 1});
    return codes;
}

} // namespace facteo::tests
