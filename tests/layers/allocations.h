// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>

namespace facteo::tests {

/// Counts what this thread takes with `new` as long as it lives. The program has to contain allocations.cpp.
class Allocations
{
public:
    Allocations();
    [[nodiscard]] std::size_t count() const;

private:
    std::size_t m_before;
};

} // namespace facteo::tests
