// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "protocol/records.h"
#include "store/database.h"

#include <vector>

namespace facteo::store {

/// The geofences as they stand and who is inside: a projection of GeofenceFacts and CrossingFacts.
class GeofenceStore
{
public:
    GeofenceStore(Database &db, protocol::DepotId depot);

    /// Inserts, or replaces the one with its id; a removed one goes, and who was inside with it.
    [[nodiscard]] Result<void> save(const protocol::Geofence &geofence);
    /// Enter makes a stay, anything else ends it.
    [[nodiscard]] Result<void> save(const protocol::CrossingFact &crossing);

    [[nodiscard]] Result<std::vector<protocol::Geofence>> allGeofences() const;
    [[nodiscard]] Result<std::vector<protocol::Stay>> allStays() const;

private:
    Database &m_db;
    protocol::DepotId m_depot;
};

} // namespace facteo::store
