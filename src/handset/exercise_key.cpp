// SPDX-License-Identifier: Apache-2.0
#include "handset/exercise_key.h"

#include <algorithm>
#include <array>
#include <cstdint>

namespace facteo::handset {

protocol::SigningKey exerciseKey(const protocol::HandsetId &handset)
{
    std::array<std::uint8_t, 32> seed{}; // as long as the longest name
    std::ranges::copy(handset.text.substr(0, seed.size()), seed.begin());
    return protocol::SigningKey::fromSeed(seed);
}

} // namespace facteo::handset
