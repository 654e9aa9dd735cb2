// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "protocol/words.h"

#include <chrono>
#include <optional>

namespace facteo::handset {

/// An electric contact that bounces: what does not last for `settle` did not happen. A change that lasted
/// counts from its first edge. Edges come in the order of time.
class Contact
{
public:
    Contact(std::chrono::milliseconds settle, bool closed)
        : m_settle(settle), m_raw(closed), m_settled(closed)
    {
    }

    void edge(bool closed, protocol::Instant at)
    {
        if (closed == m_raw)
            return;
        look(at);
        m_raw = closed;
        m_rawSince = at;
    }

    /// Takes what has lasted long enough by `now` as settled. True: it has just changed.
    bool look(protocol::Instant now)
    {
        if (m_settled == m_raw || now < m_rawSince + m_settle)
            return false;
        m_settled = m_raw;
        m_settledSince = m_rawSince;
        return true;
    }

    /// When it was closed, if it is and no edge comes; for what is not settled yet, as if it lasted.
    [[nodiscard]] std::optional<protocol::Instant> closedSince() const { return since(true); }
    [[nodiscard]] std::optional<protocol::Instant> openSince() const { return since(false); }
    /// When an edge that is not settled yet will be.
    [[nodiscard]] std::optional<protocol::Instant> settlesAt() const
    {
        return m_settled == m_raw ? std::nullopt : std::optional(m_rawSince + m_settle);
    }
    [[nodiscard]] bool closed() const { return m_settled; }

private:
    [[nodiscard]] std::optional<protocol::Instant> since(bool closed) const
    {
        if (m_raw != closed)
            return std::nullopt;
        return m_settled == closed ? m_settledSince : m_rawSince;
    }

    std::chrono::milliseconds m_settle;
    bool m_raw;
    bool m_settled;
    protocol::Instant m_rawSince{};
    protocol::Instant m_settledSince{};
};

} // namespace facteo::handset
