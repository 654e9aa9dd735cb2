// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "protocol/records.h"
#include "store/fact_log.h"
#include "store/trail_store.h"

#include <QTimeZone>
#include <expected>
#include <string>
#include <vector>

namespace facteo::app {

/// So long before an alert its postman's positions belong to its record.
inline constexpr std::chrono::minutes kDossierBefore{15};

/// Whose alert's record is asked for, by whom and why.
struct DossierWish
{
    protocol::DepotId depot;
    std::uint32_t alert = 0; ///< its number
    protocol::OperatorId by;
    std::string purpose;
    std::string version; ///< of this program
};

/// Everything that is kept about one alert.
struct Dossier
{
    protocol::Depot depot;
    protocol::Alert alert; ///< as it stands
    std::string postmanName;
    std::vector<protocol::Fact> facts; ///< about it, in the log's order
    protocol::Instant from;            ///< of the positions
    protocol::Instant to;
    std::vector<protocol::Fix> fixes;
    store::FactMark log; ///< where the depot's log ended
    protocol::Instant exportedAt;
    protocol::OperatorId exportedBy;
    std::string purpose;
    std::string version;                          ///< of this program
    QTimeZone zone = QTimeZone::systemTimeZone(); ///< of the paper
};

/// Every fact of the depot's log about this alert, oldest first. The error is for a terminal.
[[nodiscard]] std::expected<std::vector<protocol::Fact>, std::string> factsAbout(
    const store::FactLog &log, protocol::AlertId alert);

/// True when `fact` is about this alert. A fact of a kind that this program does not know may be.
[[nodiscard]] bool isAbout(const protocol::Fact &fact, protocol::AlertId alert);

/// Reads it from the depot's own database, which this program has opened as the hub does. The look at the
/// positions is in the ledger before they are read. The error is for a terminal; nothing was read then.
[[nodiscard]] std::expected<Dossier, std::string> gatherDossier(store::Database &database,
    const store::TrailStore &trails, const DossierWish &wish, protocol::Instant now);

} // namespace facteo::app
