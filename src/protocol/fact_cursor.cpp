// SPDX-License-Identifier: Apache-2.0
#include "protocol/fact_cursor.h"

#include <algorithm>

namespace facteo::protocol {

FactCursor::Step FactCursor::offer(const Fact &fact)
{
    hubIsAt(fact.number);
    if (fact.number < m_number)
        return Step::Known;
    if (fact.number == m_number) {
        // The same number with another hash: somebody restored an old log and went on from there.
        return m_hashKnown && fact.hash != m_hash ? Step::BrokenChain : Step::Known;
    }
    if (fact.number != m_number + 1)
        return Step::Gap;
    if (m_hashKnown && fact.previous != m_hash)
        return Step::BrokenChain;
    m_number = fact.number;
    m_hash = fact.hash;
    m_hashKnown = true;
    return Step::Next;
}

void FactCursor::hubIsAt(std::uint64_t number)
{
    m_hubNumber = std::max(m_hubNumber, number);
}

std::optional<AskFacts> FactCursor::gapRequest() const
{
    if (m_hubNumber <= m_number)
        return std::nullopt;
    return AskFacts{.after = m_number};
}

} // namespace facteo::protocol
