// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "protocol/records.h"
#include "store/database.h"

#include <vector>

namespace facteo::store {

/// Who was told of alerts, and the alarms of the technology: a projection of NoticeFacts and
/// SystemAlarmFacts.
class EscalationStore
{
public:
    EscalationStore(Database &db, protocol::DepotId depot);

    /// Inserts it, or replaces what was known of this recipient, channel and rung.
    [[nodiscard]] Result<void> save(const protocol::Notice &notice);
    /// Inserts it, or replaces the alarm of the same id.
    [[nodiscard]] Result<void> save(const protocol::SystemAlarm &alarm);

    /// Of open alerts, and of those that changed at or after `endedSince`, oldest first.
    [[nodiscard]] Result<std::vector<protocol::Notice>> noticesSince(protocol::Instant endedSince) const;
    /// Those that are not cleared, oldest first.
    [[nodiscard]] Result<std::vector<protocol::SystemAlarm>> openAlarms() const;

private:
    Database &m_db;
    protocol::DepotId m_depot;
};

} // namespace facteo::store
