// SPDX-License-Identifier: Apache-2.0
#include "secret.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <format>
#include <sys/stat.h>
#include <unistd.h>

namespace facteo::outreach {

std::expected<std::string, std::string> readSecret(const std::filesystem::path &file)
{
    // O_NONBLOCK: a pipe in this place must not hold anybody up.
    const int fd = ::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (fd < 0)
        return std::unexpected(std::format("cannot be read: {}", std::strerror(errno)));
    struct stat about{};
    char text[4'097];
    const bool isFile = ::fstat(fd, &about) == 0 && S_ISREG(about.st_mode);
    const auto count = isFile ? ::read(fd, text, sizeof text) : -1;
    ::close(fd);
    if (count < 0)
        return std::unexpected("cannot be read: it is no plain file");
    if ((about.st_mode & (S_IRWXG | S_IRWXO)) != 0)
        return std::unexpected("may be read by others than its owner: chmod 600");
    if (count == sizeof text)
        return std::unexpected("is longer than 4096 bytes");
    std::string line(text, static_cast<std::size_t>(count));
    line.erase(std::min(line.find_first_of("\r\n"), line.size()));
    if (line.empty())
        return std::unexpected("has an empty first line");
    // It goes into a header: nothing may end that.
    if (!std::ranges::all_of(line, [](char c) { return c >= ' ' && c <= '~'; }))
        return std::unexpected("must hold letters, digits and signs of ASCII in its first line");
    return line;
}

} // namespace facteo::outreach
