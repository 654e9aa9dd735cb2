// SPDX-License-Identifier: Apache-2.0
#include "protocol/outbox.h"

#include "protocol/frame.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <openssl/evp.h>
#include <sys/file.h>
#include <unistd.h>
#include <utility>

namespace facteo::protocol {
namespace {

// The file: these 16 bytes, then records. A record: length of its payload (4 bytes, little-endian), the first
// 8 bytes of the payload's SHA-256, the payload. A payload: kind (1), frame id (16); of a kept frame also its
// channel (1) and the frame.
constexpr std::string_view kHeader = "FACTEO-OUTBOX 1\n";
constexpr std::size_t kRecordHead = 12;
constexpr std::size_t kIdEnd = 17;
constexpr std::size_t kFrameBegin = 18;
constexpr std::byte kKeep{1};
constexpr std::byte kForget{2};

/// Compaction is worth its time when more than half of the file, and more than this, is forgotten.
constexpr std::uint64_t kWorthCompacting = std::uint64_t{64} * 1024;
constexpr std::size_t kReservedBytesPerAlert = 1024;

using Bytes = std::vector<std::byte>;

std::array<std::byte, 8> checksum(std::span<const std::byte> payload)
{
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    if (EVP_Digest(payload.data(), payload.size(), digest.data(), nullptr, EVP_sha256(), nullptr) != 1)
        std::abort(); // only without memory
    std::array<std::byte, 8> out{};
    std::memcpy(out.data(), digest.data(), out.size());
    return out;
}

Bytes recordOf(const Bytes &payload)
{
    Bytes out;
    out.reserve(kRecordHead + payload.size());
    for (int shift = 0; shift < 32; shift += 8)
        out.push_back(static_cast<std::byte>(payload.size() >> shift));
    const auto sum = checksum(payload);
    out.insert(out.end(), sum.begin(), sum.end());
    out.insert(out.end(), payload.begin(), payload.end());
    return out;
}

Bytes payloadOf(std::byte kind, const FrameId &id)
{
    Bytes out{kind};
    const auto bytes = std::as_bytes(std::span(id.bytes));
    out.insert(out.end(), bytes.begin(), bytes.end());
    return out;
}

Bytes keepRecord(const FrameId &id, Channel channel, std::span<const std::byte> frame)
{
    auto payload = payloadOf(kKeep, id);
    payload.push_back(static_cast<std::byte>(channel));
    payload.insert(payload.end(), frame.begin(), frame.end());
    return recordOf(payload);
}

/// The payload at the beginning of `bytes`; nothing when it is torn or damaged.
std::optional<std::span<const std::byte>> payloadAt(std::span<const std::byte> bytes)
{
    if (bytes.size() < kRecordHead)
        return std::nullopt;
    std::uint32_t length = 0;
    for (std::size_t i = 0; i < 4; ++i)
        length |= std::to_integer<std::uint32_t>(bytes[i]) << (8 * i);
    if (length < kIdEnd || length > kFrameBegin + kMaxFrameBytes || length > bytes.size() - kRecordHead)
        return std::nullopt;
    const auto payload = bytes.subspan(kRecordHead, length);
    if (!std::ranges::equal(checksum(payload), bytes.subspan(4, 8)))
        return std::nullopt;
    return payload;
}

bool writeAll(int descriptor, std::span<const std::byte> bytes, std::uint64_t offset)
{
    while (!bytes.empty()) {
        const auto written = ::pwrite(descriptor, bytes.data(), bytes.size(), static_cast<off_t>(offset));
        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0)
            return false;
        bytes = bytes.subspan(static_cast<std::size_t>(written));
        offset += static_cast<std::uint64_t>(written);
    }
    return true;
}

std::optional<Bytes> readAll(int descriptor)
{
    const auto size = ::lseek(descriptor, 0, SEEK_END);
    if (size < 0)
        return std::nullopt;
    Bytes out(static_cast<std::size_t>(size));
    std::size_t done = 0;
    while (done < out.size()) {
        const auto got = ::pread(descriptor, out.data() + done, out.size() - done, static_cast<off_t>(done));
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return std::nullopt;
        if (got == 0)
            break;
        done += static_cast<std::size_t>(got);
    }
    out.resize(done);
    return out;
}

/// A new name in a folder is on the medium only when the folder is.
bool syncFolderOf(const std::filesystem::path &file)
{
    const auto folder = file.has_parent_path() ? file.parent_path() : std::filesystem::path(".");
    const int descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor < 0)
        return false;
    const bool synced = ::fsync(descriptor) == 0;
    ::close(descriptor);
    return synced;
}

OutboxError errorOf(int code)
{
    return code == ENOSPC || code == EDQUOT || code == EFBIG ? OutboxError::DiskFull
                                                             : OutboxError::WriteFailed;
}

std::chrono::milliseconds waitAfter(std::uint32_t attempts, bool alert, const RandomBits &bits)
{
    const std::int64_t first = alert ? 500 : 1'000;
    const std::int64_t longest = alert ? 5'000 : 60'000;
    const auto full = std::min(longest, first << std::min(attempts - 1, 16U));
    const auto cut = static_cast<std::int64_t>(bits() % static_cast<std::uint64_t>(full / 2 + 1));
    return std::chrono::milliseconds{full - cut};
}

/// A clock that was set back must not silence an entry until it has caught up.
bool isDue(const Outbox::Entry &entry, Instant now)
{
    return now >= entry.due || (entry.attempts > 0 && now < entry.lastAttempt);
}

} // namespace

std::string_view describe(OutboxError error)
{
    switch (error) {
    case OutboxError::CannotOpen:
        return "The outbox cannot be opened: no such folder, no right to it, or another process uses it.";
    case OutboxError::NotAnOutbox:
        return "The file is not an outbox; it was left as it is.";
    case OutboxError::DiskFull:
        return "The outbox cannot grow: the disk is full.";
    case OutboxError::WriteFailed:
        return "Writing the outbox failed.";
    case OutboxError::Full:
        return "The outbox has reached its limit.";
    }
    std::unreachable();
}

std::expected<Outbox, OutboxError> Outbox::open(const std::filesystem::path &file)
{
    return open(file, Limits{});
}

std::expected<Outbox, OutboxError> Outbox::open(const std::filesystem::path &file, Limits limits)
{
    Outbox box;
    box.m_file = file;
    box.m_limits = limits;
    box.m_descriptor = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (box.m_descriptor < 0)
        return std::unexpected(errno == ENOSPC ? OutboxError::DiskFull : OutboxError::CannotOpen);
    if (::flock(box.m_descriptor, LOCK_EX | LOCK_NB) != 0)
        return std::unexpected(OutboxError::CannotOpen);
    if (const auto whole = box.read(); !whole)
        return std::unexpected(whole.error());
    return box;
}

Outbox::Outbox(Outbox &&other) noexcept
{
    *this = std::move(other);
}

Outbox &Outbox::operator=(Outbox &&other) noexcept
{
    std::swap(m_descriptor, other.m_descriptor); // the old file is closed with `other`
    m_file = std::move(other.m_file);
    m_limits = other.m_limits;
    m_fileBytes = other.m_fileBytes;
    m_liveBytes = other.m_liveBytes;
    m_liveFrameBytes = other.m_liveFrameBytes;
    m_cutBytes = other.m_cutBytes;
    m_alerts = std::move(other.m_alerts);
    m_others = std::move(other.m_others);
    return *this;
}

Outbox::~Outbox()
{
    if (m_descriptor >= 0)
        ::close(m_descriptor); // and the lock with it
}

std::expected<void, OutboxError> Outbox::read()
{
    const auto found = readAll(m_descriptor);
    if (!found)
        return std::unexpected(OutboxError::CannotOpen);
    const std::span<const std::byte> bytes(*found);
    const auto header = std::as_bytes(std::span(kHeader));
    const auto common = std::min(header.size(), bytes.size());
    if (!std::ranges::equal(bytes.first(common), header.first(common)))
        return std::unexpected(OutboxError::NotAnOutbox);
    if (bytes.size() < header.size()) { // new, or killed in its first moment
        if (!writeAll(m_descriptor, header, 0) || ::fsync(m_descriptor) != 0 || !syncFolderOf(m_file))
            return std::unexpected(errorOf(errno));
        m_fileBytes = header.size();
        return {};
    }

    m_fileBytes = header.size();
    while (const auto payload = payloadAt(bytes.subspan(m_fileBytes))) {
        take(*payload);
        m_fileBytes += kRecordHead + payload->size();
    }
    m_cutBytes = bytes.size() - m_fileBytes;
    if (m_cutBytes > 0 &&
        (::ftruncate(m_descriptor, static_cast<off_t>(m_fileBytes)) != 0 || ::fdatasync(m_descriptor) != 0))
        return std::unexpected(errorOf(errno));
    return {};
}

void Outbox::take(std::span<const std::byte> payload)
{
    FrameId id;
    std::ranges::transform(payload.subspan(1, id.bytes.size()), id.bytes.begin(),
        [](std::byte b) { return std::to_integer<std::uint8_t>(b); });
    if (payload.front() == kForget)
        forget(id);
    else if (payload.front() == kKeep && payload.size() > kFrameBegin)
        remember(id, static_cast<Channel>(payload[kIdEnd]), payload.subspan(kFrameBegin));
}

void Outbox::remember(const FrameId &id, Channel channel, std::span<const std::byte> frame)
{
    queueOf(channel).push_back({.id = id, .channel = channel, .frame = {frame.begin(), frame.end()}});
    m_liveFrameBytes += frame.size();
    m_liveBytes += kRecordHead + kFrameBegin + frame.size();
}

bool Outbox::forget(const FrameId &id)
{
    for (auto *queue : {&m_alerts, &m_others}) {
        const auto found = std::ranges::find(*queue, id, &Entry::id);
        if (found == queue->end())
            continue;
        m_liveFrameBytes -= found->frame.size();
        m_liveBytes -= kRecordHead + kFrameBegin + found->frame.size();
        queue->erase(found);
        return true;
    }
    return false;
}

std::expected<void, OutboxError> Outbox::write(std::span<const std::byte> record, bool waitForMedium)
{
    if (!writeAll(m_descriptor, record, m_fileBytes) || (waitForMedium && ::fdatasync(m_descriptor) != 0)) {
        const auto error = errorOf(errno);
        // What was half written goes at once; if even that fails, the next start cuts it.
        [[maybe_unused]] const int shortened = ::ftruncate(m_descriptor, static_cast<off_t>(m_fileBytes));
        return std::unexpected(error);
    }
    m_fileBytes += record.size();
    return {};
}

bool Outbox::hasRoom(Channel channel, std::size_t bytes) const
{
    const bool alert = channel == Channel::Alert;
    const auto frames = m_limits.frames + (alert ? m_limits.reservedForAlerts : 0);
    const auto total = m_limits.bytes + (alert ? m_limits.reservedForAlerts * kReservedBytesPerAlert : 0);
    return size() < frames && m_liveFrameBytes + bytes <= total;
}

std::expected<void, OutboxError> Outbox::add(
    const FrameId &id, Channel channel, std::span<const std::byte> frame)
{
    assert(!frame.empty() && frame.size() <= kMaxFrameBytes);
    if (find(id))
        return {};
    if (!hasRoom(channel, frame.size()))
        return std::unexpected(OutboxError::Full);
    if (const auto written = write(keepRecord(id, channel, frame), true); !written)
        return written;
    remember(id, channel, frame);
    return {};
}

std::expected<bool, OutboxError> Outbox::acknowledge(const FrameId &id)
{
    if (!forget(id))
        return false;
    // Not waited for: lost, it costs one repetition that the hub recognises.
    const auto written = write(recordOf(payloadOf(kForget, id)), false);
    if (m_fileBytes > 2 * m_liveBytes + kWorthCompacting)
        compact();
    if (!written)
        return std::unexpected(written.error());
    return true;
}

void Outbox::compact()
{
    // Every failure here leaves the long file as it is, which is as good: the next acknowledgement tries
    // again.
    auto fresh = m_file;
    fresh += ".new";
    const int descriptor = ::open(fresh.c_str(), O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (descriptor < 0)
        return;
    const auto header = std::as_bytes(std::span(kHeader));
    std::uint64_t bytes = header.size();
    bool done = ::flock(descriptor, LOCK_EX | LOCK_NB) == 0 && writeAll(descriptor, header, 0);
    for (const auto *queue : {&m_alerts, &m_others}) {
        for (const auto &entry : *queue) {
            const auto record = keepRecord(entry.id, entry.channel, entry.frame);
            done = done && writeAll(descriptor, record, bytes);
            bytes += record.size();
        }
    }
    done = done && ::fsync(descriptor) == 0 && ::rename(fresh.c_str(), m_file.c_str()) == 0;
    if (!done) {
        ::close(descriptor);
        ::unlink(fresh.c_str());
        return;
    }
    // Should the folder not reach the medium, the old file comes back: it has everything, and more.
    [[maybe_unused]] const bool synced = syncFolderOf(m_file);
    ::close(std::exchange(m_descriptor, descriptor));
    m_fileBytes = bytes;
}

const Outbox::Entry *Outbox::nextAttempt(Instant now) const
{
    for (const auto *queue : {&m_alerts, &m_others}) {
        const auto due = std::ranges::find_if(*queue, [&](const Entry &entry) { return isDue(entry, now); });
        if (due != queue->end())
            return &*due;
    }
    return nullptr;
}

void Outbox::attempted(const FrameId &id, Instant now, const RandomBits &bits)
{
    auto *entry = find(id);
    if (!entry)
        return; // acknowledged in between
    ++entry->attempts;
    entry->lastAttempt = now;
    entry->due = now + waitAfter(entry->attempts, entry->channel == Channel::Alert, bits);
}

void Outbox::connected(Instant now)
{
    for (auto *queue : {&m_alerts, &m_others}) {
        for (auto &entry : *queue) {
            entry.attempts = 0;
            entry.due = now;
        }
    }
}

std::optional<Instant> Outbox::nextDue() const
{
    std::optional<Instant> earliest;
    for (const auto *queue : {&m_alerts, &m_others})
        for (const auto &entry : *queue)
            if (!earliest || entry.due < *earliest)
                earliest = entry.due;
    return earliest;
}

Outbox::Entry *Outbox::find(const FrameId &id)
{
    for (auto *queue : {&m_alerts, &m_others}) {
        const auto found = std::ranges::find(*queue, id, &Entry::id);
        if (found != queue->end())
            return &*found;
    }
    return nullptr;
}

std::deque<Outbox::Entry> &Outbox::queueOf(Channel channel)
{
    return channel == Channel::Alert ? m_alerts : m_others;
}

} // namespace facteo::protocol
