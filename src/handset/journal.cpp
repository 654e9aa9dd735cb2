// SPDX-License-Identifier: Apache-2.0
#include "handset/journal.h"

#include <array>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <format>
#include <fstream>
#include <iterator>
#include <unistd.h>
#include <utility>

namespace facteo::handset {
namespace {

constexpr std::size_t kHeaderBytes = 8;
constexpr std::uint32_t kMaxFrameBytes = 1U << 20;

/// FNV-1a, 32 bits (Fowler, Noll, Vo): finds a torn record; it is no defence against a forger, who could
/// write the file anyway.
std::uint32_t checksum(std::span<const std::byte> bytes)
{
    std::uint32_t sum = 2'166'136'261U;
    for (const auto byte : bytes)
        sum = (sum ^ std::to_integer<std::uint32_t>(byte)) * 16'777'619U;
    return sum;
}

void put(std::vector<std::byte> &to, std::uint32_t value)
{
    for (int shift = 24; shift >= 0; shift -= 8)
        to.push_back(static_cast<std::byte>(value >> shift));
}

std::uint32_t take(std::span<const std::byte> from)
{
    std::uint32_t value = 0;
    for (const auto byte : from.first<4>())
        value = (value << 8) | std::to_integer<std::uint32_t>(byte);
    return value;
}

void putRecord(std::vector<std::byte> &to, std::span<const std::byte> frame)
{
    put(to, static_cast<std::uint32_t>(frame.size()));
    put(to, checksum(frame));
    to.insert(to.end(), frame.begin(), frame.end());
}

bool writeAll(int descriptor, std::span<const std::byte> bytes)
{
    while (!bytes.empty()) {
        const auto written = ::write(descriptor, bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0)
            return false;
        bytes = bytes.subspan(static_cast<std::size_t>(written));
    }
    return ::fdatasync(descriptor) == 0;
}

} // namespace

std::expected<Journal, std::string> Journal::open(const std::filesystem::path &file)
{
    Journal journal;
    journal.m_file = file;
    journal.m_descriptor = ::open(file.c_str(), O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    if (journal.m_descriptor < 0)
        return std::unexpected(std::format("cannot open {}: {}", file.string(), std::strerror(errno)));
    std::ifstream stream(file, std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
    auto rest = std::as_bytes(std::span(text));
    while (rest.size() >= kHeaderBytes) {
        const auto length = take(rest);
        if (length > kMaxFrameBytes || rest.size() - kHeaderBytes < length)
            break;
        const auto frame = rest.subspan(kHeaderBytes, length);
        if (checksum(frame) != take(rest.subspan(4)))
            break;
        journal.m_frames.emplace_back(frame.begin(), frame.end());
        rest = rest.subspan(kHeaderBytes + length);
    }
    journal.m_bytes = text.size() - rest.size();
    if (!rest.empty() && ::ftruncate(journal.m_descriptor, static_cast<off_t>(journal.m_bytes)) != 0)
        return std::unexpected(
            std::format("cannot cut the torn end off {}: {}", file.string(), std::strerror(errno)));
    return journal;
}

Journal::Journal(Journal &&other) noexcept
    : m_file(std::move(other.m_file)), m_descriptor(std::exchange(other.m_descriptor, -1)),
      m_bytes(other.m_bytes), m_frames(std::move(other.m_frames))
{
}

Journal &Journal::operator=(Journal &&other) noexcept
{
    std::swap(m_file, other.m_file);
    std::swap(m_descriptor, other.m_descriptor);
    std::swap(m_bytes, other.m_bytes);
    std::swap(m_frames, other.m_frames);
    return *this;
}

Journal::~Journal()
{
    if (m_descriptor >= 0)
        ::close(m_descriptor);
}

bool Journal::append(std::span<const std::byte> frame)
{
    std::vector<std::byte> record;
    putRecord(record, frame);
    if (!writeAll(m_descriptor, record)) {
        // What was half written must not hide what comes after it.
        static_cast<void>(!::ftruncate(m_descriptor, static_cast<off_t>(m_bytes)));
        return false;
    }
    m_bytes += record.size();
    return true;
}

bool Journal::rewrite(const std::vector<Frame> &frames)
{
    auto fresh = m_file;
    fresh += ".new";
    const int descriptor = ::open(fresh.c_str(), O_RDWR | O_CREAT | O_TRUNC | O_APPEND | O_CLOEXEC, 0600);
    if (descriptor < 0)
        return false;
    std::vector<std::byte> records;
    for (const auto &frame : frames)
        putRecord(records, frame);
    if (!writeAll(descriptor, records) || ::rename(fresh.c_str(), m_file.c_str()) != 0) {
        ::close(descriptor);
        return false;
    }
    ::close(std::exchange(m_descriptor, descriptor));
    m_bytes = records.size();
    return true;
}

} // namespace facteo::handset
