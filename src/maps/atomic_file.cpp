// SPDX-License-Identifier: Apache-2.0
#include "maps/atomic_file.h"

#include <cerrno>
#include <cstdlib>
#include <fcntl.h>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>
#include <utility>

namespace facteo::maps {
namespace {

std::filesystem::path folderOf(const std::filesystem::path &file)
{
    return file.has_parent_path() ? file.parent_path() : std::filesystem::path(".");
}

/// The rename itself has to reach the disk. Some file systems cannot: then it is as safe as they are.
void syncFolderOf(const std::filesystem::path &file)
{
    const int descriptor = ::open(folderOf(file).c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor < 0)
        return;
    ::fsync(descriptor);
    ::close(descriptor);
}

/// Where /proc shows an open file: the way to give a name to one that has none.
std::string procPathOf(int descriptor)
{
    return "/proc/self/fd/" + std::to_string(descriptor);
}

/// Gives the unnamed file a name beside `file` that nobody has, and returns it; empty when refused.
std::string nameBeside(const std::filesystem::path &file, int descriptor)
{
    constexpr int kTries = 100;
    for (int i = 0; i < kTries; ++i) {
        auto name = file.string() + "." + std::to_string(::getpid()) + "-" + std::to_string(i);
        if (::linkat(AT_FDCWD, procPathOf(descriptor).c_str(), AT_FDCWD, name.c_str(), AT_SYMLINK_FOLLOW) ==
            0)
            return name;
        if (errno != EEXIST)
            return {};
    }
    return {};
}

} // namespace

WriteError writeErrorOf(int number)
{
    switch (number) {
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

std::expected<AtomicFile, WriteError> AtomicFile::create(const std::filesystem::path &file)
{
    // A rename would put a file in the place of a device or a socket.
    std::error_code ignored;
    const auto present = std::filesystem::status(file, ignored).type();
    if (present != std::filesystem::file_type::not_found && present != std::filesystem::file_type::regular)
        return std::unexpected(
            present == std::filesystem::file_type::none ? WriteError::NoFolder : WriteError::Refused);
    AtomicFile made;
    made.m_file = file;
    made.m_descriptor = ::open(folderOf(file).c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
    if (made.m_descriptor >= 0 && ::access(procPathOf(made.m_descriptor).c_str(), F_OK) == 0)
        return made;
    made.discard();
    made.m_temporary = file.string() + ".XXXXXX";
    made.m_descriptor = ::mkostemp(made.m_temporary.data(), O_CLOEXEC);
    if (made.m_descriptor < 0)
        return std::unexpected(writeErrorOf(errno));
    return made;
}

AtomicFile::AtomicFile(AtomicFile &&other) noexcept
    : m_file(std::move(other.m_file)), m_temporary(std::exchange(other.m_temporary, {})),
      m_descriptor(std::exchange(other.m_descriptor, -1))
{
}

AtomicFile &AtomicFile::operator=(AtomicFile &&other) noexcept
{
    discard();
    m_file = std::move(other.m_file);
    m_temporary = std::exchange(other.m_temporary, {});
    m_descriptor = std::exchange(other.m_descriptor, -1);
    return *this;
}

AtomicFile::~AtomicFile()
{
    discard();
}

void AtomicFile::discard() noexcept
{
    if (m_descriptor < 0)
        return;
    ::close(std::exchange(m_descriptor, -1));
    if (!m_temporary.empty())
        ::unlink(m_temporary.c_str());
}

std::expected<void, WriteError> AtomicFile::commit()
{
    if (::fchmod(m_descriptor, 0644) != 0 || ::fsync(m_descriptor) != 0)
        return std::unexpected(writeErrorOf(errno));
    if (m_temporary.empty())
        m_temporary = nameBeside(m_file, m_descriptor);
    if (m_temporary.empty() || ::rename(m_temporary.c_str(), m_file.c_str()) != 0)
        return std::unexpected(writeErrorOf(errno));
    m_temporary.clear();
    syncFolderOf(m_file);
    return {};
}

std::expected<void, WriteError> writeAll(int descriptor, std::span<const std::byte> bytes)
{
    while (!bytes.empty()) {
        const auto written = ::write(descriptor, bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0)
            return std::unexpected(writeErrorOf(errno));
        bytes = bytes.subspan(static_cast<std::size_t>(written));
    }
    return {};
}

std::expected<void, WriteError> writeAtomically(
    const std::filesystem::path &file, std::span<const std::byte> bytes)
{
    auto made = AtomicFile::create(file);
    if (!made)
        return std::unexpected(made.error());
    if (const auto written = writeAll(made->descriptor(), bytes); !written)
        return written;
    return made->commit();
}

} // namespace facteo::maps
