// SPDX-License-Identifier: Apache-2.0
#include "roster_reader.h"

#include "protocol/roster_file.h"

#include <algorithm>
#include <format>
#include <fstream>
#include <iterator>
#include <unordered_map>

namespace facteo::app {

namespace {

/// The broker tells handsets apart by their ids, in all of a house. Empty when each has one depot.
std::string inTwoDepots(const std::vector<protocol::Roster> &rosters)
{
    std::unordered_map<protocol::HandsetId, protocol::DepotId> depots;
    for (const auto &roster : rosters)
        for (const auto &handset : roster.handsets) {
            const auto [known, isNew] = depots.emplace(handset.id, roster.depot.id);
            if (!isNew)
                return std::format(
                    "handset {} is in the rosters of {} and of {}; give one of them another id",
                    handset.id.text, known->second.text, roster.depot.id.text);
        }
    return {};
}

} // namespace

std::expected<protocol::Roster, std::string> readRoster(const std::filesystem::path &file)
{
    std::ifstream in(file, std::ios::binary);
    if (!in)
        return std::unexpected(file.string() + ": cannot be read");
    const std::string text((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
    auto roster = protocol::decodeRoster(std::as_bytes(std::span(text)));
    if (!roster)
        return std::unexpected(file.string() + ": is no roster (facteo demo make writes one)");
    return std::move(*roster);
}

std::expected<std::vector<protocol::Roster>, std::string> readRosters(
    const std::filesystem::path &fileOrFolder)
{
    namespace fs = std::filesystem;
    std::vector<fs::path> files;
    std::error_code failed;
    if (!fs::is_directory(fileOrFolder, failed))
        files.push_back(fileOrFolder);
    for (auto entry = fs::directory_iterator(fileOrFolder, failed);
        !failed && entry != fs::directory_iterator(); entry.increment(failed))
        if (entry->path().extension() == ".pb")
            files.push_back(entry->path());
    if (files.empty())
        return std::unexpected(fileOrFolder.string() + ": holds no roster (*.pb)");
    std::ranges::sort(files);
    std::vector<protocol::Roster> rosters;
    for (const auto &file : files) {
        auto roster = readRoster(file);
        if (!roster)
            return std::unexpected(std::move(roster).error());
        rosters.push_back(std::move(*roster));
    }
    if (const auto twice = inTwoDepots(rosters); !twice.empty())
        return std::unexpected(fileOrFolder.string() + ": " + twice);
    return rosters;
}

} // namespace facteo::app
