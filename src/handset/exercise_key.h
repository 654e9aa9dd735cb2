// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "protocol/keys.h"

namespace facteo::handset {

/// The key of a handset that does not exist, made from its id: everybody can make it, so it proves nothing. A
/// hub believes who signs with it only through an exercise gateway that its configuration names.
[[nodiscard]] protocol::SigningKey exerciseKey(const protocol::HandsetId &handset);

} // namespace facteo::handset
