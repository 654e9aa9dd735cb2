// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "maps/address_builder.h"
#include "maps/ban_file.h"
#include "maps/package.h"

#include <cstddef>
#include <cstdint>
#include <expected>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <unordered_set>
#include <vector>

namespace facteo::maps {

/// The words that its licence (Licence Ouverte 2.0) wants beside what shows it.
inline constexpr const char *kBanAttribution = "Base Adresse Nationale";

/// What was taken of one file.
struct BanTaken
{
    std::filesystem::path file = {};
    BanFileReport read = {};
    std::uint64_t outside = 0; ///< rows that are right, but not on this map
};

/// Which file is wrong, and how.
struct BanFailure
{
    std::filesystem::path file = {};
    BanFileFailure what = {};
};

/// Gives addresses of files to a builder. Rows of one street that follow each other become one record.
class BanIntake
{
public:
    /// Takes what lies in `bounds`.
    BanIntake(AddressBuilder &builder, const WorldRect &bounds) : m_builder(builder), m_bounds(bounds) {}

    /// After a failure the builder is of no more use.
    [[nodiscard]] std::expected<BanTaken, BanFailure> take(const std::filesystem::path &file,
        const std::function<void(double)> &progress, const std::atomic<bool> &stop);

    /// INSEE codes of which something was taken.
    [[nodiscard]] const std::unordered_set<std::string> &communes() const { return m_communes; }

private:
    void add(const BanAddress &address);
    void flush();

    AddressBuilder &m_builder;
    WorldRect m_bounds;
    std::unordered_set<std::string> m_communes;
    StreetDraft m_street; ///< the current one
    std::uint64_t m_outside = 0;
};

struct BanOrder
{
    std::filesystem::path package = {}; ///< replaced at the end, in one step
    std::vector<std::filesystem::path> files = {};
    std::string attribution = kBanAttribution; ///< added to that of the package
};

enum class BanError : std::uint8_t {
    WrongFile,   ///< one of the files: `file`
    NotOnTheMap, ///< no row of any file lies in the package
    Damaged,     ///< the package
    Stopped,
    NoFolder, ///< as WriteError
    Refused,
    NoSpace,
    TooLarge,
};

struct BanImportFailure
{
    BanError why = BanError::WrongFile;
    std::optional<BanFailure> file = std::nullopt;
};

struct BanReport
{
    std::vector<BanTaken> files = {};
    std::size_t communes = 0;
    AddressCounts counts = {}; ///< of the whole package now
    std::uint64_t packageBytes = 0;
};

/// Puts the addresses of files of the Base Adresse Nationale into the package that `old` is the content of:
/// all addresses of a commune that is in the files are replaced, those of other communes and of OSM stay.
/// Adding the same files again changes no byte. The old package stays until the new one is complete.
///
/// Memory: 256 MB, and 25 bytes an address of the whole package; scratch files beside the package take about
/// its size.
[[nodiscard]] std::expected<BanReport, BanImportFailure> addBan(const BanOrder &order, const MapPackage &old,
    const std::function<void(double)> &progress, const std::atomic<bool> &stop);

} // namespace facteo::maps
