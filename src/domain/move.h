// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "protocol/words.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <expected>

namespace facteo::domain {

/// One line of a state machine's table.
template<typename State, typename Act> struct Move
{
    State from;
    Act act;
    State to;
};

/// Where `act` leads from `from`. What the table does not list is refused.
template<typename State, typename Act, std::size_t N>
constexpr std::expected<State, protocol::Refusal> follow(
    const std::array<Move<State, Act>, N> &moves, State from, Act act)
{
    const auto move =
        std::ranges::find_if(moves, [&](const auto &m) { return m.from == from && m.act == act; });
    if (move == moves.end())
        return std::unexpected(protocol::Refusal::NotFromThisState);
    return move->to;
}

} // namespace facteo::domain
