// SPDX-License-Identifier: Apache-2.0
#include "maps/package.h"

#include "maps/bytes.h"
#include "maps/feature_reader.h"
#include "maps/package_format.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <optional>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>
#include <xxhash.h>

namespace facteo::maps {
namespace {

using namespace format;

/// A whole file in memory, read-only.
class Mapping
{
public:
    Mapping() = default;
    Mapping(const Mapping &) = delete;
    Mapping &operator=(const Mapping &) = delete;
    ~Mapping()
    {
        if (m_size > 0)
            ::munmap(m_start, m_size);
    }

    [[nodiscard]] std::span<const std::byte> bytes() const
    {
        return {static_cast<const std::byte *>(m_start), m_size};
    }

    /// 0, or the system's error number.
    int map(const std::filesystem::path &file)
    {
        const int descriptor = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
        if (descriptor < 0)
            return errno;
        struct stat status{};
        int error = ::fstat(descriptor, &status) == 0 ? 0 : errno;
        if (error == 0 && !S_ISREG(status.st_mode))
            error = EISDIR;
        if (error == 0 && status.st_size > 0) {
            void *start = ::mmap(
                nullptr, static_cast<std::size_t>(status.st_size), PROT_READ, MAP_PRIVATE, descriptor, 0);
            if (start == MAP_FAILED) {
                error = errno;
            } else {
                m_start = start;
                m_size = static_cast<std::size_t>(status.st_size);
            }
        }
        ::close(descriptor);
        return error;
    }

private:
    void *m_start = nullptr;
    std::size_t m_size = 0;
};

} // namespace

namespace {

/// The body of a file and the sums of its chunks, each compared when it is needed first.
class SummedBody
{
public:
    SummedBody() = default;
    SummedBody(std::span<const std::byte> body, std::span<const std::byte> sums)
        : m_body(body), m_sums(sums.size() / sizeof(std::uint64_t)), m_states(m_sums.size())
    {
        std::memcpy(m_sums.data(), sums.data(), sums.size());
    }

    /// Whether these bytes of the body are as they were written. Two threads may compare one chunk twice.
    [[nodiscard]] bool isIntact(std::uint64_t offset, std::uint64_t size) const
    {
        if (size == 0)
            return true;
        for (auto chunk = offset / kChunkBytes; chunk <= (offset + size - 1) / kChunkBytes; ++chunk)
            if (!isChunkIntact(static_cast<std::size_t>(chunk)))
                return false;
        return true;
    }
    [[nodiscard]] bool isDamaged() const { return m_damaged.load(std::memory_order_relaxed); }

private:
    enum class State : std::uint8_t { Unknown, Intact, Damaged };

    [[nodiscard]] bool isChunkIntact(std::size_t chunk) const
    {
        auto &state = m_states[chunk];
        if (const auto known = state.load(std::memory_order_relaxed); known != State::Unknown)
            return known == State::Intact;
        const auto from = chunk * kChunkBytes;
        const auto bytes = m_body.subspan(from, std::min(kChunkBytes, m_body.size() - from));
        const bool intact = XXH3_64bits_withSeed(bytes.data(), bytes.size(), chunk) == m_sums[chunk];
        state.store(intact ? State::Intact : State::Damaged, std::memory_order_relaxed);
        if (!intact)
            m_damaged.store(true, std::memory_order_relaxed);
        return intact;
    }

    std::span<const std::byte> m_body;
    std::vector<std::uint64_t> m_sums;
    mutable std::vector<std::atomic<State>> m_states;
    mutable std::atomic<bool> m_damaged = false;
};

} // namespace

struct MapPackage::Content
{
    Mapping mapping;
    std::vector<std::byte> memory;
    std::span<const std::byte> body;
    std::optional<SummedBody> sums;
    std::vector<SectionEntry> sections; ///< offsets from the start of the body
    std::string_view name;
    std::string_view attribution;
    WorldRect bounds;
    std::size_t features = 0;

    std::expected<void, PackageError> read(std::span<const std::byte> file, std::uint64_t checkedAtOnce);
    std::expected<void, PackageError> readTail(const FileHeader &header, std::span<const std::byte> tail);
    std::expected<void, PackageError> readSummary();
    [[nodiscard]] const SectionEntry *find(SectionKind kind) const;
    [[nodiscard]] std::span<const std::byte> bytes(
        const SectionEntry &section, std::uint64_t offset, std::uint64_t size) const;
};

std::expected<void, PackageError> MapPackage::Content::read(
    std::span<const std::byte> file, std::uint64_t checkedAtOnce)
{
    ByteReader reader(file);
    const auto magic = reader.fixed<std::array<char, 8>>();
    const auto version = reader.fixed<std::uint32_t>();
    const auto begun = std::min(file.size(), kMagic.size());
    if (begun == 0 || std::memcmp(file.data(), kMagic.data(), begun) != 0)
        return std::unexpected(PackageError::NotAPackage);
    if (reader.ok() && magic == kMagic && version != kVersion)
        return std::unexpected(version < kVersion ? PackageError::OlderVersion : PackageError::NewerVersion);
    ByteReader again(file);
    const auto header = again.fixed<FileHeader>();
    if (!again.ok() || file.size() < header.fileSize)
        return std::unexpected(PackageError::Truncated);
    if (file.size() != header.fileSize || header.sections > kMostSections ||
        header.sumsAt < sizeof(FileHeader) || header.sumsAt > header.fileSize)
        return std::unexpected(PackageError::Damaged);
    body = file.subspan(sizeof(FileHeader), static_cast<std::size_t>(header.sumsAt) - sizeof(FileHeader));
    if (const auto tail = readTail(header, file.subspan(static_cast<std::size_t>(header.sumsAt))); !tail)
        return tail;
    if (file.size() <= checkedAtOnce && !sums->isIntact(0, body.size()))
        return std::unexpected(PackageError::Damaged);
    return readSummary();
}

std::expected<void, PackageError> MapPackage::Content::readTail(
    const FileHeader &header, std::span<const std::byte> tail)
{
    const auto sumBytes = chunksOf(body.size()) * sizeof(std::uint64_t);
    if (tail.size() != sumBytes + header.sections * sizeof(SectionEntry) ||
        XXH3_64bits_withSeed(tail.data(), tail.size(), header.fileSize) != header.tailSum)
        return std::unexpected(PackageError::Damaged);
    ByteReader reader(tail);
    sums.emplace(body, reader.bytes(sumBytes));
    while (!reader.atEnd()) {
        auto entry = reader.fixed<SectionEntry>();
        if (entry.offset < sizeof(FileHeader) || entry.offset - sizeof(FileHeader) > body.size() ||
            entry.size > body.size() - (entry.offset - sizeof(FileHeader)))
            return std::unexpected(PackageError::Damaged);
        entry.offset -= sizeof(FileHeader);
        sections.push_back(entry);
    }
    return {};
}

const SectionEntry *MapPackage::Content::find(SectionKind kind) const
{
    const auto found = std::ranges::find(sections, std::to_underlying(kind), &SectionEntry::kind);
    return found == sections.end() ? nullptr : &*found;
}

std::span<const std::byte> MapPackage::Content::bytes(
    const SectionEntry &section, std::uint64_t offset, std::uint64_t size) const
{
    if (offset > section.size || size > section.size - offset ||
        !sums->isIntact(section.offset + offset, size))
        return {};
    return body.subspan(static_cast<std::size_t>(section.offset + offset), static_cast<std::size_t>(size));
}

std::expected<void, PackageError> MapPackage::Content::readSummary()
{
    const auto *found = find(SectionKind::Summary);
    if (found == nullptr)
        return std::unexpected(PackageError::Damaged);
    ByteReader reader(bytes(*found, 0, found->size));
    name = reader.text();
    attribution = reader.text();
    bounds = reader.fixed<WorldRect>();
    features = static_cast<std::size_t>(reader.varint());
    if (!reader.ok() || bounds.left > bounds.right || bounds.top > bounds.bottom)
        return std::unexpected(PackageError::Damaged);
    return {};
}

MapPackage::MapPackage(std::unique_ptr<Content> content) : m_content(std::move(content)) {}
MapPackage::MapPackage(MapPackage &&) noexcept = default;
MapPackage &MapPackage::operator=(MapPackage &&) noexcept = default;
MapPackage::~MapPackage() = default;

std::expected<MapPackage, PackageError> MapPackage::open(
    const std::filesystem::path &file, std::uint64_t checkedAtOnce)
{
    auto content = std::make_unique<Content>();
    if (const int error = content->mapping.map(file); error != 0)
        return std::unexpected(
            error == ENOENT || error == ENOTDIR ? PackageError::Missing : PackageError::Unreadable);
    if (const auto read = content->read(content->mapping.bytes(), checkedAtOnce); !read)
        return std::unexpected(read.error());
    return MapPackage(std::move(content));
}

std::expected<MapPackage, PackageError> MapPackage::fromBytes(
    std::vector<std::byte> bytes, std::uint64_t checkedAtOnce)
{
    auto content = std::make_unique<Content>();
    content->memory = std::move(bytes);
    if (const auto read = content->read(content->memory, checkedAtOnce); !read)
        return std::unexpected(read.error());
    return MapPackage(std::move(content));
}

WorldRect MapPackage::bounds() const
{
    return m_content->bounds;
}

std::string_view MapPackage::attribution() const
{
    return m_content->attribution;
}

std::string_view MapPackage::name() const
{
    return m_content->name;
}

std::size_t MapPackage::featureCount() const
{
    return m_content->features;
}

FeatureBatch MapPackage::features(const WorldRect &rect, int zoom) const
{
    return FeatureReader(*this, rect, zoom).read();
}

FeatureBatch MapPackage::places(const WorldRect &rect, int zoom) const
{
    return FeatureReader(*this, rect, zoom, FeatureKind::City, FeatureKind::Suburb).read();
}

std::span<const std::byte> MapPackage::section(SectionKind kind) const
{
    const auto *found = m_content->find(kind);
    return found == nullptr ? std::span<const std::byte>() : m_content->bytes(*found, 0, found->size);
}

std::vector<SectionKind> MapPackage::sections() const
{
    std::vector<SectionKind> kinds;
    for (const auto &entry : m_content->sections)
        kinds.push_back(static_cast<SectionKind>(entry.kind));
    std::ranges::sort(kinds);
    return kinds;
}

std::span<const std::byte> MapPackage::bytes(SectionKind kind, std::uint64_t offset, std::uint64_t size) const
{
    const auto *found = m_content->find(kind);
    return found == nullptr ? std::span<const std::byte>() : m_content->bytes(*found, offset, size);
}

std::string_view MapPackage::text(std::uint32_t offset) const
{
    const auto *texts = m_content->find(SectionKind::Texts);
    if (texts == nullptr || offset >= texts->size)
        return {};
    // Its length is in front of it: a varint.
    constexpr std::uint64_t kLongestLength = 5;
    ByteReader length(m_content->bytes(*texts, offset, std::min(kLongestLength, texts->size - offset)));
    const auto before = length.left();
    const auto size = length.varint();
    if (!length.ok())
        return {};
    const auto found = m_content->bytes(*texts, offset + (before - length.left()), size);
    return {reinterpret_cast<const char *>(found.data()), found.size()};
}

bool MapPackage::isDamaged() const
{
    return m_content->sums->isDamaged();
}

std::expected<void, PackageError> MapPackage::check() const
{
    if (!m_content->sums->isIntact(0, m_content->body.size()))
        return std::unexpected(PackageError::Damaged);
    return {};
}

} // namespace facteo::maps
