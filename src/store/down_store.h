// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "protocol/words.h"
#include "store/database.h"

#include <optional>
#include <span>
#include <vector>

namespace facteo::store {

/// A sealed frame on its way to a handset.
struct DownFrame
{
    protocol::FrameId frame;
    protocol::HandsetId handset;
    protocol::Instant queuedAt;
    std::optional<protocol::Instant> notAfter; ///< an order that must not act late; empty: until received
    std::vector<std::byte> bytes;

    bool operator==(const DownFrame &) const = default;
};

/// The hub's outbox towards handsets: what is in here is sent again until the handset's receipt names it.
/// Added in the same Transaction as the fact that orders it.
class DownStore
{
public:
    DownStore(Database &db, protocol::DepotId depot);

    /// A frame that is in here already gives Duplicate.
    [[nodiscard]] Result<void> add(const DownFrame &frame);
    /// Receipt came. False when none of that id waited (a second receipt).
    [[nodiscard]] Result<bool> remove(const protocol::FrameId &frame);
    /// Takes out what may no longer act, and gives how many.
    [[nodiscard]] Result<int> removeExpired(protocol::Instant now);
    /// In the order they were added; all of them: by handset, then in that order.
    [[nodiscard]] Result<std::vector<DownFrame>> pending(const protocol::HandsetId &handset) const;
    [[nodiscard]] Result<std::vector<DownFrame>> allPending() const;

private:
    Database &m_db;
    protocol::DepotId m_depot;
};

} // namespace facteo::store
