// SPDX-License-Identifier: Apache-2.0
#include "maps/plain_file.h"

#include <system_error>

namespace facteo::maps {

std::optional<std::string> whyNoPlainFile(const std::filesystem::path &path)
{
    std::error_code error;
    const auto status = std::filesystem::status(path, error);
    if (std::filesystem::is_regular_file(status))
        return std::nullopt;
    // What is there but no file is no error of the system: it would say "Success".
    if (std::filesystem::is_directory(status))
        return "it is a folder";
    return error ? error.message() : "it is not a plain file";
}

} // namespace facteo::maps
