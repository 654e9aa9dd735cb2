// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "protocol/records.h"
#include "store/database.h"

#include <expected>
#include <filesystem>
#include <string>
#include <vector>

/// Whether an alert's record is still what was exported.
namespace facteo::app {

/// What a folder says it holds, and all that is wrong with it: a line each, for a terminal.
struct DossierCheck
{
    protocol::DepotId depot;
    protocol::AlertId alert{};
    std::uint32_t number = 0;
    std::uint64_t logNumber = 0;
    std::string logHash;
    std::string
        seal; ///< hash of the manifest: who noted it elsewhere at export knows that nobody sealed anew
    std::vector<protocol::Fact> facts;
    std::vector<std::string> problems;
};

/// Every file, every hash, every fact. Whoever forges a file and its manifest and the manifest's hash is
/// found by compareWithLog() only.
[[nodiscard]] DossierCheck checkDossier(const std::filesystem::path &folder);

/// Adds what differs from the depot's own log, as it was at the export. The error is for a terminal: the log
/// could not be read.
[[nodiscard]] std::expected<void, std::string> compareWithLog(DossierCheck &check, store::Database &database);

} // namespace facteo::app
