// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "maps/ban_import.h"
#include "maps/gazetteer.h"
#include "maps/package_writer.h"

#include <atomic>
#include <expected>
#include <filesystem>
#include <functional>
#include <optional>
#include <vector>

namespace facteo::maps {

struct AddressReport
{
    AddressCounts counts = {};
    std::vector<BanTaken> ban = {};
};

/// Of the two exactly one is there.
struct AddressFailure
{
    std::optional<BanFailure> ban = std::nullopt;
    std::optional<WriteError> disk = std::nullopt;
};

/// Adds the address index to a package in the making: what the gazetteer holds, and what lies on the map of
/// files of the Base Adresse Nationale.
[[nodiscard]] std::expected<AddressReport, AddressFailure> importAddresses(Gazetteer &gazetteer,
    const std::vector<std::filesystem::path> &ban, const WriterRoom &room, PackageWriter &writer,
    const std::function<void(double)> &progress, const std::atomic<bool> &stop);

} // namespace facteo::maps
