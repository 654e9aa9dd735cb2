// SPDX-License-Identifier: Apache-2.0
#include "roster_reader.h"

#include "protocol/roster_file.h"

#include <algorithm>
#include <fstream>
#include <iterator>

namespace facteo::app {

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
    return rosters;
}

} // namespace facteo::app
