// SPDX-License-Identifier: Apache-2.0
#include "maps/package.h"

#include "maps/bytes.h"
#include "maps/feature_reader.h"
#include "maps/package_format.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
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

struct MapPackage::Content
{
    Mapping mapping;
    std::vector<std::byte> memory;
    std::vector<std::pair<SectionKind, std::span<const std::byte>>> sections;
    std::string_view name;
    std::string_view attribution;
    WorldRect bounds;
    std::size_t features = 0;

    std::expected<void, PackageError> read(std::span<const std::byte> file);
    std::expected<void, PackageError> readSummary();
};

std::expected<void, PackageError> MapPackage::Content::read(std::span<const std::byte> file)
{
    ByteReader reader(file);
    const auto header = reader.fixed<FileHeader>();
    if (!reader.ok()) {
        const auto begun = std::min(file.size(), kMagic.size());
        const bool ours = begun > 0 && std::memcmp(file.data(), kMagic.data(), begun) == 0;
        return std::unexpected(ours ? PackageError::Truncated : PackageError::NotAPackage);
    }
    if (header.magic != kMagic)
        return std::unexpected(PackageError::NotAPackage);
    if (header.version != kVersion)
        return std::unexpected(PackageError::UnknownVersion);
    if (file.size() < header.fileSize)
        return std::unexpected(PackageError::Truncated);
    if (file.size() != header.fileSize || header.sections > kMostSections)
        return std::unexpected(PackageError::Damaged);

    const auto table = reader.bytes(header.sections * sizeof(SectionEntry));
    if (!reader.ok() || XXH3_64bits_withSeed(table.data(), table.size(), header.fileSize) != header.tableSum)
        return std::unexpected(PackageError::Damaged);
    for (ByteReader entries(table); !entries.atEnd();) {
        const auto entry = entries.fixed<SectionEntry>();
        if (entry.offset > file.size() || entry.size > file.size() - entry.offset)
            return std::unexpected(PackageError::Damaged);
        const auto bytes =
            file.subspan(static_cast<std::size_t>(entry.offset), static_cast<std::size_t>(entry.size));
        if (XXH3_64bits_withSeed(bytes.data(), bytes.size(), entry.kind) != entry.sum)
            return std::unexpected(PackageError::Damaged);
        sections.emplace_back(static_cast<SectionKind>(entry.kind), bytes);
    }
    return readSummary();
}

std::expected<void, PackageError> MapPackage::Content::readSummary()
{
    const auto found =
        std::ranges::find(sections, SectionKind::Summary, [](const auto &section) { return section.first; });
    if (found == sections.end())
        return std::unexpected(PackageError::Damaged);
    ByteReader reader(found->second);
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

std::expected<MapPackage, PackageError> MapPackage::open(const std::filesystem::path &file)
{
    auto content = std::make_unique<Content>();
    if (const int error = content->mapping.map(file); error != 0)
        return std::unexpected(
            error == ENOENT || error == ENOTDIR ? PackageError::Missing : PackageError::Unreadable);
    if (const auto read = content->read(content->mapping.bytes()); !read)
        return std::unexpected(read.error());
    return MapPackage(std::move(content));
}

std::expected<MapPackage, PackageError> MapPackage::fromBytes(std::vector<std::byte> bytes)
{
    auto content = std::make_unique<Content>();
    content->memory = std::move(bytes);
    if (const auto read = content->read(content->memory); !read)
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

std::span<const std::byte> MapPackage::section(SectionKind kind) const
{
    for (const auto &[present, bytes] : m_content->sections)
        if (present == kind)
            return bytes;
    return {};
}

std::string_view MapPackage::text(std::uint32_t offset) const
{
    const auto texts = section(SectionKind::Texts);
    if (offset >= texts.size())
        return {};
    ByteReader reader(texts.subspan(offset));
    return reader.text();
}

} // namespace facteo::maps
