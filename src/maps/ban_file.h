// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "maps/features.h"

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <expected>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace facteo::maps {

/// One address of the Base Adresse Nationale. Views live until the next one.
struct BanAddress
{
    std::string_view number = {}; ///< as people write it: "12 bis"
    std::string_view street = {};
    std::string_view postcode = {};   ///< five digits, or empty
    std::string_view commune = {};    ///< INSEE code
    std::string_view city = {};       ///< name of the commune
    std::string_view formerCity = {}; ///< name of the commune that was merged into it; mostly empty
    std::string_view routing = {};    ///< the city as La Poste writes it: "ST ETIENNE CEDEX 2"; may be empty
    WorldPoint point = {};
    std::uint8_t quality = 0; ///< of the position: 0 where the post is delivered … 8 unknown
};

/// What is wrong with a row. It is left out, the others are not.
enum class BanRowFault : std::uint8_t {
    Fields,   ///< more or fewer than the header names
    Quotes,   ///< a quoted field does not end
    Encoding, ///< not UTF-8
    Number,   ///< not 0 … 9999
    Street,   ///< empty
    Postcode, ///< neither empty nor five digits
    Commune,  ///< no INSEE code of five characters, or no name
    Position, ///< longitude or latitude missing, no number, or nowhere on the map
};
inline constexpr std::size_t kBanRowFaults = 8;

struct BanBadRow
{
    std::uint64_t line = 0; ///< from 1, the header
    BanRowFault fault = BanRowFault::Fields;
};

enum class BanFileError : std::uint8_t {
    NoFile,         ///< there is none, or it may not be read
    MissingColumns, ///< the first line is not a header of the format, or lacks something; the detail says
                    ///< what
    Damaged,        ///< compressed and cut off, or damaged inside
    BadRows,        ///< more than a tenth of the rows are wrong: it is something else
    Empty,          ///< no row that is right
    Stopped,
};

struct BanFileFailure
{
    BanFileError why = BanFileError::NoFile;
    std::string detail = {};
    std::vector<BanBadRow> badRows = {};
};

struct BanFileReport
{
    std::uint64_t rows = 0;
    std::array<std::uint64_t, kBanRowFaults> bad{}; ///< by BanRowFault
    std::vector<BanBadRow> badRows = {};            ///< the first hundred

    [[nodiscard]] std::uint64_t badCount() const;
};

/// Reads a CSV file of the Base Adresse Nationale, plain or compressed with gzip, row by row: `;` between
/// fields, UTF-8, a header that names the columns, in any order (adresse.data.gouv.fr, "adresses-csv").
/// Positions come from `lon` and `lat`; `x` and `y` are in another projection in each part of France and are
/// not read.
///
/// Memory: one megabyte, whatever the file. `progress` gets the share of the file that is read, some hundred
/// times.
[[nodiscard]] std::expected<BanFileReport, BanFileFailure> readBanFile(const std::filesystem::path &file,
    const std::function<void(const BanAddress &)> &take, const std::function<void(double)> &progress,
    const std::atomic<bool> &stop);

} // namespace facteo::maps
