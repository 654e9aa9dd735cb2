// SPDX-License-Identifier: Apache-2.0
#include "console/ids.h"

#include <QRandomGenerator>

namespace facteo::console {

std::uint64_t drawId()
{
    std::uint64_t id = 0;
    while (id == 0)
        id = QRandomGenerator::system()->generate64() >> 1;
    return id;
}

} // namespace facteo::console
