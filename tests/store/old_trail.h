// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "protocol/records.h"

#include <QByteArray>
#include <vector>

namespace facteo::tests {

/// An hour of trail as schema versions 2 to 4 kept it (fixtures/trail_chunk_v1.txt: the chunk in hex, then
/// the fixes that it was made from).
struct OldTrail
{
    QByteArray chunk;
    std::vector<protocol::Fix> fixes;
};

[[nodiscard]] OldTrail oldTrail();

} // namespace facteo::tests
