// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "maps/ban_import.h"

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <expected>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace facteo::maps {

/// The words that have to stand beside every picture of OSM data (https://osm.org/copyright).
inline constexpr const char *kOsmAttribution = "© OpenStreetMap contributors";

/// Room on the disk that is asked for before an import, in sizes of its extract: scratch files and package at
/// their most. Of Andorra, which fits into memory, that was 3.2. Made-up regions, whose packages are 2.2
/// times as large for their extracts, took 7.1 where they fit, and 14 with as little memory as can be
/// (docs/performance.md): of real ground that would be 6.4.
inline constexpr std::uint64_t kDiskPerExtract = 8;

struct ImportOrder
{
    std::filesystem::path extract = {}; ///< .osm.pbf
    std::filesystem::path package = {}; ///< replaced at the end, in one step
    std::string name = {};              ///< empty: the extract's file name without its endings
    std::string attribution = kOsmAttribution;
    std::size_t memory = 0;                      ///< bytes; 0: defaultImportMemory()
    std::vector<std::filesystem::path> ban = {}; ///< address files of the Base Adresse Nationale
};

enum class ImportError : std::uint8_t {
    NoExtract,  ///< there is no such file, or it may not be read
    NotPbf,     ///< it begins with something else
    BadExtract, ///< cut off or damaged somewhere inside
    Unsorted,   ///< not by type and id, as every extract of Geofabrik is
    Empty,      ///< nothing in it that a map shows
    Stopped,    ///< `stop` was set
    NoMemory,
    NoFolder,  ///< of the package
    Refused,   ///< the system refuses to create the package
    OverInput, ///< the package would replace the extract or an address file
    Occupied,  ///< at the path of the package is something else than a map package
    NoSpace,
    TooLarge, ///< for one package
    BadBan,   ///< an address file cannot be used
};

struct ImportFailure
{
    ImportError why;
    std::string detail = {};       ///< what the library or the system says; for the log, may be empty
    std::uint64_t neededBytes = 0; ///< NoSpace, when it was seen beforehand: about what has to be free
    std::uint64_t freeBytes = 0;   ///< and what is
    std::optional<BanFailure> ban = std::nullopt; ///< of BadBan
};

struct ImportReport
{
    std::size_t features = 0;
    std::size_t streets = 0;     ///< entries of the address index
    std::size_t addresses = 0;   ///< house numbers that can be found
    std::size_t places = 0;      ///< places and points of interest with a name
    std::size_t edges = 0;       ///< pieces of streets that routes are found on
    std::size_t leftOut = 0;     ///< house numbers without a street
    std::size_t brokenAreas = 0; ///< multipolygons that are not whole in the extract
    std::size_t coastFaults = 0; ///< gaps and contradictions of coastlines: around them there is no sea
    std::size_t packageBytes = 0;
    std::vector<BanTaken> ban = {};
};

enum class ImportStage : std::uint8_t { Relations, Features, Areas, Streets, Addresses, Writing };

/// Called from the importing thread with a share 0 … 1 of the stage, some hundred times at most.
using ImportProgress = std::function<void(ImportStage, double)>;

/// A quarter of the machine's memory, between 128 MiB and 2 GiB.
[[nodiscard]] std::size_t defaultImportMemory();

/// Makes a map package from an OSM extract. The old package stays until the new one is complete.
///
/// Reads the file twice (relations first). What does not fit into `order.memory` waits in unnamed files
/// beside the package: with the package, up to kDiskPerExtract times the room of the extract, and that
/// much is asked for before anything is read, and so is whether the package may be put there. `stop` may be
/// set from a signal: the import ends within a block of the file and leaves nothing behind.
[[nodiscard]] std::expected<ImportReport, ImportFailure> importOsm(
    const ImportOrder &order, const ImportProgress &progress, const std::atomic<bool> &stop);

} // namespace facteo::maps
