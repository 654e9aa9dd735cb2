// SPDX-License-Identifier: Apache-2.0
#include "store/trail_log.h"

#include "store/bits.h"
#include "store/checksum.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <fstream>
#include <limits>
#include <optional>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

namespace facteo::store {
namespace {

constexpr std::string_view kMagic = "FACTRL01";
constexpr std::uint32_t kNone = 0xffff'ffff;
constexpr std::uint32_t kLongestPayload = 256 * 1024 * 1024;

struct BatchHeader
{
    std::uint32_t payloadBytes = 0;
    std::uint32_t checksum = 0;
};

/// One fix in the file; none of its fields needs padding between them.
struct Record
{
    std::int64_t atMs = 0;
    std::uint32_t handset = 0; ///< number within the file
    std::int32_t latE7 = 0;
    std::int32_t lonE7 = 0;
    std::uint32_t accuracyDm = 0;
    std::uint32_t speedCmS = kNone;
    std::uint32_t headingCdeg = kNone;
};
static_assert(sizeof(Record) == TrailLog::kFixBytes && std::has_unique_object_representations_v<Record>);
static_assert(sizeof(BatchHeader) == 8);

template<typename T> void put(std::vector<std::byte> &to, const T &value)
{
    const auto *bytes = reinterpret_cast<const std::byte *>(&value);
    to.insert(to.end(), bytes, bytes + sizeof value);
}

template<typename T> bool take(std::span<const std::byte> &from, T &value)
{
    if (from.size() < sizeof value)
        return false;
    std::memcpy(&value, from.data(), sizeof value);
    from = from.subspan(sizeof value);
    return true;
}

Record recordOf(std::uint32_t handset, const protocol::Fix &fix)
{
    return {.atMs = fix.at.time_since_epoch().count(),
        .handset = handset,
        .latE7 = fix.position.latE7,
        .lonE7 = fix.position.lonE7,
        .accuracyDm = fix.accuracyDm,
        .speedCmS = fix.speedCmS.value_or(kNone),
        .headingCdeg = fix.headingCdeg.value_or(kNone)};
}

protocol::Fix fixOf(const Record &record)
{
    const auto present = [](std::uint32_t value) {
        return value == kNone ? std::nullopt : std::optional(value);
    };
    return {.at = protocol::Instant(std::chrono::milliseconds(record.atMs)),
        .position = {.latE7 = record.latE7, .lonE7 = record.lonE7},
        .accuracyDm = record.accuracyDm,
        .speedCmS = present(record.speedCmS),
        .headingCdeg = present(record.headingCdeg)};
}

/// What a file's handsets are called. Behind something that cannot be read, numbers that are given from then
/// on are not known: no position may become another one's.
struct Names
{
    std::vector<protocol::HandsetId> all;
    std::size_t known = std::numeric_limits<std::size_t>::max(); ///< numbers below this are

    void endHere() { known = std::min(known, all.size()); }
};

/// Checks the whole payload before anything of it is told. Records of handsets that are not known are left
/// out.
bool readPayload(std::span<const std::byte> payload, Names &names,
    const std::function<void(HandsetFix)> &visit, TrailLog::Read &read)
{
    std::uint32_t newNames = 0;
    std::uint32_t count = 0;
    if (!take(payload, newNames) || !take(payload, count))
        return false;
    for (std::uint32_t i = 0; i < newNames; ++i) {
        std::uint8_t length = 0;
        if (!take(payload, length) || payload.size() < length)
            return false;
        names.all.push_back({std::string(reinterpret_cast<const char *>(payload.data()), length)});
        payload = payload.subspan(length);
    }
    if (payload.size() != std::size_t{count} * sizeof(Record))
        return false;
    std::vector<Record> records(count);
    if (count > 0)
        std::memcpy(records.data(), payload.data(), payload.size());
    const auto isNamed = [&](const Record &record) {
        return record.handset < std::min(names.all.size(), names.known);
    };
    if (names.known > names.all.size() && !std::ranges::all_of(records, isNamed))
        return false;
    for (const Record &record : records) {
        if (isNamed(record)) {
            visit({.handset = names.all[record.handset], .fix = fixOf(record)});
            ++read.fixes;
        } else {
            read.damagedBytes += sizeof(Record);
        }
    }
    return true;
}

/// The payload of the batch that begins there; nothing where none does.
std::optional<std::span<const std::byte>> payloadAt(std::span<const std::byte> from)
{
    BatchHeader header;
    if (!take(from, header) || header.payloadBytes > std::min<std::size_t>(from.size(), kLongestPayload))
        return std::nullopt;
    const auto payload = from.first(header.payloadBytes);
    // Whether it can be one at all costs less than its sum, and is asked at every byte behind a damaged one.
    std::uint32_t newNames = 0;
    std::uint32_t count = 0;
    if (auto rest = payload; !take(rest, newNames) || !take(rest, count) ||
                             std::uint64_t{count} * sizeof(Record) + newNames > rest.size())
        return std::nullopt;
    return checksum(payload) == header.checksum ? std::optional(payload) : std::nullopt;
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
    return true;
}

Error systemError(const std::filesystem::path &file, std::string_view doing, int code)
{
    const Problem problem = code == ENOSPC || code == EDQUOT ? Problem::DiskFull : Problem::NotWritable;
    return {problem,
        std::string(doing) + " " + file.string() + ": " + std::strerror(code) +
            (problem == Problem::DiskFull ? "; make room on the disk" : "; check the rights on the folder")};
}

} // namespace

TrailLog::TrailLog(std::filesystem::path file, int descriptor)
    : m_file(std::move(file)), m_descriptor(descriptor)
{
}

TrailLog::TrailLog(TrailLog &&other) noexcept
    : m_file(std::move(other.m_file)), m_descriptor(std::exchange(other.m_descriptor, -1)),
      m_bytes(other.m_bytes), m_isTorn(other.m_isTorn), m_numbers(std::move(other.m_numbers)),
      m_buffer(std::move(other.m_buffer))
{
}

TrailLog &TrailLog::operator=(TrailLog &&other) noexcept
{
    std::swap(m_file, other.m_file);
    std::swap(m_descriptor, other.m_descriptor);
    std::swap(m_bytes, other.m_bytes);
    std::swap(m_isTorn, other.m_isTorn);
    std::swap(m_numbers, other.m_numbers);
    std::swap(m_buffer, other.m_buffer);
    return *this;
}

TrailLog::~TrailLog()
{
    if (m_descriptor >= 0)
        ::close(m_descriptor);
}

Result<void> syncFolder(const std::filesystem::path &folder)
{
    const int descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    const bool synced = descriptor >= 0 && ::fsync(descriptor) == 0;
    const int code = errno;
    if (descriptor >= 0)
        ::close(descriptor);
    if (!synced)
        return std::unexpected(systemError(folder, "cannot write", code));
    return {};
}

Result<TrailLog> TrailLog::create(const std::filesystem::path &file)
{
    const int descriptor = ::open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_APPEND | O_CLOEXEC, 0600);
    if (descriptor < 0)
        return std::unexpected(systemError(file, "cannot make", errno));
    TrailLog log(file, descriptor);
    Result<void> written;
    if (!writeAll(descriptor, std::as_bytes(std::span(kMagic))) || ::fdatasync(descriptor) != 0)
        written = std::unexpected(systemError(file, "cannot write", errno));
    else
        written = syncFolder(file.parent_path());
    if (!written) {
        ::unlink(file.c_str()); // or its name would be taken at the next try
        return std::unexpected(std::move(written).error());
    }
    log.m_bytes = kMagic.size();
    return log;
}

Result<void> TrailLog::append(std::span<const HandsetFix> batch)
{
    std::vector<std::uint32_t> handsets;
    handsets.reserve(batch.size());
    std::vector<protocol::HandsetId> newNames;
    for (const HandsetFix &entry : batch) {
        const auto next = static_cast<std::uint32_t>(m_numbers.size());
        const auto [found, isNew] = m_numbers.try_emplace(entry.handset, next);
        if (isNew)
            newNames.push_back(entry.handset);
        handsets.push_back(found->second);
    }

    m_buffer.assign(sizeof(BatchHeader), {});
    put(m_buffer, static_cast<std::uint32_t>(newNames.size()));
    put(m_buffer, static_cast<std::uint32_t>(batch.size()));
    for (const auto &name : newNames) {
        put(m_buffer, static_cast<std::uint8_t>(name.text.size()));
        const auto text = std::as_bytes(std::span(name.text));
        m_buffer.insert(m_buffer.end(), text.begin(), text.end());
    }
    const std::size_t records = m_buffer.size();
    m_buffer.resize(records + batch.size() * sizeof(Record));
    for (std::size_t i = 0; i < batch.size(); ++i) {
        const Record record = recordOf(handsets[i], batch[i].fix);
        std::memcpy(&m_buffer[records + i * sizeof(Record)], &record, sizeof record);
    }
    const auto payload = std::span(m_buffer).subspan(sizeof(BatchHeader));
    const BatchHeader header{
        .payloadBytes = static_cast<std::uint32_t>(payload.size()), .checksum = checksum(payload)};
    std::memcpy(m_buffer.data(), &header, sizeof header);

    if (payload.size() <= kLongestPayload && writeAll(m_descriptor, m_buffer) &&
        ::fdatasync(m_descriptor) == 0) {
        m_bytes += m_buffer.size();
        return {};
    }
    const int code = payload.size() > kLongestPayload ? EFBIG : errno;
    for (const auto &name : newNames)
        m_numbers.erase(name);
    // Half a batch would hide every later one from readBack().
    m_isTorn = ::ftruncate(m_descriptor, static_cast<off_t>(m_bytes)) != 0;
    return std::unexpected(systemError(m_file, "cannot append to", code));
}

Result<TrailLog::Read> TrailLog::readBack(
    const std::filesystem::path &file, const std::function<void(HandsetFix)> &visit)
{
    std::ifstream from(file, std::ios::binary);
    std::error_code failed;
    const auto size = std::filesystem::file_size(file, failed);
    if (!from || failed)
        return std::unexpected(systemError(file, "cannot read", failed ? failed.value() : errno));
    std::vector<std::byte> bytes(size);
    if (!from.read(reinterpret_cast<char *>(bytes.data()), static_cast<std::streamsize>(size)))
        return std::unexpected(systemError(file, "cannot read", EIO));
    if (size >= kMagic.size() && std::memcmp(bytes.data(), kMagic.data(), kMagic.size()) != 0)
        return std::unexpected(Error{Problem::Corrupt, file.string() + " is not a trail log: move it away"});

    Read read;
    Names names;
    std::size_t whole = size < kMagic.size() ? 0 : kMagic.size();
    for (auto at = whole; at < size;) {
        const auto payload = payloadAt(std::span(bytes).subspan(at));
        if (!payload) {
            // Half of a batch at the end, or damaged with others behind it: the next one tells.
            ++at;
            continue;
        }
        if (at > whole)
            names.endHere();
        read.damagedBytes += at - whole;
        whole = at + sizeof(BatchHeader) + payload->size();
        if (!readPayload(*payload, names, visit, read)) {
            names.endHere();
            read.damagedBytes += whole - at;
        }
        at = whole;
    }
    read.cutBytes = size - whole;
    if (read.cutBytes > 0) {
        std::filesystem::resize_file(file, whole, failed);
        if (failed)
            return std::unexpected(systemError(file, "cannot cut back", failed.value()));
    }
    return read;
}

} // namespace facteo::store
