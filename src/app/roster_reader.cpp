// SPDX-License-Identifier: Apache-2.0
#include "roster_reader.h"

#include "protocol/roster_file.h"

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

} // namespace facteo::app
