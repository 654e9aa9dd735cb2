// SPDX-License-Identifier: Apache-2.0
#include "maps/scratch_file.h"

#include <cerrno>
#include <cstdlib>
#include <fcntl.h>
#include <string>
#include <unistd.h>
#include <utility>

namespace facteo::maps {
namespace {

/// -1 with errno.
int openUnnamed(const std::filesystem::path &folder)
{
    const int descriptor = ::open(folder.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
    if (descriptor >= 0 || (errno != EOPNOTSUPP && errno != EISDIR))
        return descriptor;
    // A file system without unnamed files: named for a moment.
    auto name = (folder / "facteo.XXXXXX").string();
    const int named = ::mkostemp(name.data(), O_CLOEXEC);
    if (named >= 0)
        ::unlink(name.c_str());
    return named;
}

} // namespace

ScratchFile::ScratchFile(std::filesystem::path folder, std::size_t buffer)
    : m_folder(std::move(folder)), m_mostBuffered(buffer)
{
}

ScratchFile::ScratchFile(ScratchFile &&other) noexcept
    : m_folder(std::move(other.m_folder)), m_mostBuffered(other.m_mostBuffered),
      m_buffer(std::move(other.m_buffer)), m_written(std::exchange(other.m_written, 0)),
      m_descriptor(std::exchange(other.m_descriptor, -1)), m_fault(other.m_fault)
{
}

ScratchFile &ScratchFile::operator=(ScratchFile &&other) noexcept
{
    close();
    m_folder = std::move(other.m_folder);
    m_mostBuffered = other.m_mostBuffered;
    m_buffer = std::move(other.m_buffer);
    m_written = std::exchange(other.m_written, 0);
    m_descriptor = std::exchange(other.m_descriptor, -1);
    m_fault = other.m_fault;
    return *this;
}

ScratchFile::~ScratchFile()
{
    close();
}

void ScratchFile::close() noexcept
{
    if (m_descriptor >= 0)
        ::close(std::exchange(m_descriptor, -1));
}

void ScratchFile::append(std::span<const std::byte> bytes)
{
    if (m_buffer.size() + bytes.size() > m_mostBuffered)
        flush();
    if (bytes.size() > m_mostBuffered)
        write(bytes);
    else if (!m_fault)
        m_buffer.insert(m_buffer.end(), bytes.begin(), bytes.end());
}

void ScratchFile::flush()
{
    if (!m_buffer.empty())
        write(m_buffer);
    m_buffer.clear();
}

void ScratchFile::write(std::span<const std::byte> bytes)
{
    if (!m_fault && m_descriptor < 0) {
        m_descriptor = openUnnamed(m_folder);
        if (m_descriptor < 0)
            m_fault = writeErrorOf(errno);
    }
    if (m_fault)
        return;
    if (const auto written = writeAll(m_descriptor, bytes); !written)
        m_fault = written.error();
    m_written += bytes.size();
}

bool ScratchFile::read(std::uint64_t offset, std::span<std::byte> into)
{
    if (into.size() > size() || offset > size() - into.size())
        return false;
    if (offset + into.size() > m_written)
        flush();
    while (!m_fault && !into.empty()) {
        const auto got = ::pread(m_descriptor, into.data(), into.size(), static_cast<off_t>(offset));
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0) {
            m_fault = WriteError::Refused;
            return false;
        }
        into = into.subspan(static_cast<std::size_t>(got));
        offset += static_cast<std::uint64_t>(got);
    }
    return !m_fault;
}

} // namespace facteo::maps
