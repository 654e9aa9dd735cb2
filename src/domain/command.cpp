// SPDX-License-Identifier: Apache-2.0
#include "domain/command.h"

#include <algorithm>

namespace facteo::domain {

bool mayMove(CommandState from, CommandState to)
{
    return std::ranges::any_of(
        kCommandMoves, [&](const CommandMove &move) { return move.from == from && move.to == to; });
}

} // namespace facteo::domain
