// SPDX-License-Identifier: Apache-2.0
#include "maps/package_writer.h"

#include <cerrno>
#include <cstdlib>
#include <fcntl.h>
#include <string>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>

namespace facteo::maps {
namespace {

/// Closes and removes what was begun unless it was kept.
class TemporaryFile
{
public:
    explicit TemporaryFile(const std::filesystem::path &beside)
        : m_path(beside.string() + ".XXXXXX"), m_descriptor(::mkostemp(m_path.data(), O_CLOEXEC))
    {
    }
    TemporaryFile(const TemporaryFile &) = delete;
    TemporaryFile &operator=(const TemporaryFile &) = delete;
    ~TemporaryFile()
    {
        if (m_descriptor < 0)
            return;
        ::close(m_descriptor);
        if (!m_kept)
            ::unlink(m_path.c_str());
    }

    [[nodiscard]] int descriptor() const { return m_descriptor; }
    [[nodiscard]] bool renameTo(const std::filesystem::path &file)
    {
        m_kept = ::rename(m_path.c_str(), file.c_str()) == 0;
        return m_kept;
    }

private:
    std::string m_path;
    int m_descriptor;
    bool m_kept = false;
};

WriteError reason(int error)
{
    switch (error) {
    case ENOSPC:
    case EDQUOT:
    case EFBIG:
        return WriteError::NoSpace;
    case ENOENT:
    case ENOTDIR:
        return WriteError::NoFolder;
    default:
        return WriteError::Refused;
    }
}

bool writeAll(int descriptor, std::span<const std::byte> bytes)
{
    while (!bytes.empty()) {
        const auto written = ::write(descriptor, bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0)
            return false;
        bytes = bytes.subspan(static_cast<std::size_t>(written));
    }
    return true;
}

/// The rename itself has to reach the disk. Some file systems cannot: then it is as safe as they are.
void syncFolderOf(const std::filesystem::path &file)
{
    const auto folder = file.has_parent_path() ? file.parent_path() : std::filesystem::path(".");
    const int descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor < 0)
        return;
    ::fsync(descriptor);
    ::close(descriptor);
}

} // namespace

std::expected<void, WriteError> writeAtomically(
    const std::filesystem::path &file, std::span<const std::byte> bytes)
{
    // A rename would put a file in the place of a device or a socket.
    std::error_code ignored;
    const auto present = std::filesystem::status(file, ignored).type();
    if (present != std::filesystem::file_type::not_found && present != std::filesystem::file_type::regular)
        return std::unexpected(
            present == std::filesystem::file_type::none ? WriteError::NoFolder : WriteError::Refused);
    TemporaryFile temporary(file);
    if (temporary.descriptor() < 0)
        return std::unexpected(reason(errno));
    if (!writeAll(temporary.descriptor(), bytes) || ::fchmod(temporary.descriptor(), 0644) != 0 ||
        ::fsync(temporary.descriptor()) != 0 || !temporary.renameTo(file))
        return std::unexpected(reason(errno));
    syncFolderOf(file);
    return {};
}

} // namespace facteo::maps
