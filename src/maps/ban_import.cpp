// SPDX-License-Identifier: Apache-2.0
#include "maps/ban_import.h"

#include "maps/address_index.h"
#include "maps/atomic_file.h"
#include "maps/folding.h"
#include "maps/package_output.h"

#include <algorithm>
#include <utility>

namespace facteo::maps {
namespace {

constexpr std::size_t kMemory = std::size_t{256} << 20;
/// Rows of one street in one go: a record stays small when a file puts all addresses into one street.
constexpr std::size_t kMostHouses = 4'096;

bool isAddressSection(SectionKind kind)
{
    return kind >= SectionKind::AddressTexts && kind <= SectionKind::AddressNearby;
}

std::unexpected<BanImportFailure> failure(BanError why)
{
    return std::unexpected(BanImportFailure{.why = why});
}

BanError errorOf(WriteError error)
{
    switch (error) {
    case WriteError::NoFolder:
        return BanError::NoFolder;
    case WriteError::Refused:
        return BanError::Refused;
    case WriteError::NoSpace:
        return BanError::NoSpace;
    case WriteError::TooLarge:
        return BanError::TooLarge;
    case WriteError::Stopped:
        return BanError::Stopped;
    }
    std::unreachable();
}

/// The old package with other addresses and one more to be named.
std::expected<std::uint64_t, WriteError> write(
    const BanOrder &order, const MapPackage &old, AddressBuilder &builder, AddressCounts &counts)
{
    auto file = AtomicFile::create(order.package);
    if (!file)
        return std::unexpected(file.error());
    PackageOutput out(file->descriptor());
    for (const auto kind : old.sections()) {
        if (isAddressSection(kind))
            continue;
        out.beginSection(kind);
        if (kind != SectionKind::Summary) {
            out.append(old.section(kind));
            continue;
        }
        std::string attribution(old.attribution());
        if (attribution.find(order.attribution) == std::string::npos)
            attribution += (attribution.empty() ? "" : ", ") + order.attribution;
        out.append(summaryBytes(old.name(), attribution, old.bounds(), old.featureCount()));
    }
    std::optional<SectionKind> current;
    counts = builder.write([&](SectionKind kind, std::span<const std::byte> bytes) {
        if (std::exchange(current, kind) != kind)
            out.beginSection(kind);
        out.append(bytes);
    });
    if (builder.fault())
        return std::unexpected(*builder.fault());
    const auto size = out.finish();
    if (!size)
        return size;
    if (const auto done = file->commit(); !done)
        return std::unexpected(done.error());
    return size;
}

} // namespace

std::expected<BanTaken, BanFailure> BanIntake::take(const std::filesystem::path &file,
    const std::function<void(double)> &progress, const std::atomic<bool> &stop)
{
    m_outside = 0;
    auto read = readBanFile(file, [this](const BanAddress &address) { add(address); }, progress, stop);
    flush();
    if (!read)
        return std::unexpected(BanFailure{.file = file, .what = std::move(read.error())});
    return BanTaken{.file = file, .read = *std::move(read), .outside = m_outside};
}

void BanIntake::add(const BanAddress &address)
{
    if (!m_bounds.intersects({address.point.x, address.point.y, address.point.x, address.point.y})) {
        ++m_outside;
        return;
    }
    const auto locality = address.formerCity == address.city ? std::string_view() : address.formerCity;
    const bool same = m_street.name == address.street && m_street.commune == address.commune &&
                      m_street.postcode == address.postcode && m_street.locality == locality &&
                      m_street.words == address.routing && m_street.houses.size() < kMostHouses;
    if (!same) {
        flush();
        m_street = {.name = std::string(address.street),
            .city = std::string(address.city),
            .postcode = std::string(address.postcode),
            .commune = std::string(address.commune),
            .locality = std::string(locality),
            .words = std::string(address.routing),
            .sources = std::to_underlying(AddressSource::Ban)};
        m_communes.insert(m_street.commune);
    }
    m_street.houses.push_back({.label = std::string(address.number),
        .point = address.point,
        .source = AddressSource::Ban,
        .quality = address.quality});
}

void BanIntake::flush()
{
    if (!m_street.houses.empty())
        m_builder.add(m_street);
    m_street = {};
}

std::expected<BanReport, BanImportFailure> addBan(const BanOrder &order, const MapPackage &old,
    const std::function<void(double)> &progress, const std::atomic<bool> &stop)
{
    // What would otherwise be seen after every file has been read.
    if (const auto made = AtomicFile::create(order.package); !made)
        return failure(errorOf(made.error()));
    const auto folder =
        order.package.has_parent_path() ? order.package.parent_path() : std::filesystem::path(".");
    // What is damaged would not be read, and so be lost.
    if (!old.check())
        return failure(BanError::Damaged);
    AddressBuilder builder({.scratch = folder, .memory = kMemory});
    BanIntake intake(builder, old.bounds());
    BanReport report;
    for (const auto &file : order.files) {
        const auto share = [&](double of) {
            if (progress)
                progress((static_cast<double>(report.files.size()) + of) /
                         static_cast<double>(order.files.size()));
        };
        auto taken = intake.take(file, share, stop);
        if (!taken && taken.error().what.why == BanFileError::Stopped)
            return failure(BanError::Stopped);
        if (!taken)
            return std::unexpected(
                BanImportFailure{.why = BanError::WrongFile, .file = std::move(taken.error())});
        report.files.push_back(*std::move(taken));
    }
    if (intake.communes().empty())
        return failure(BanError::NotOnTheMap);
    AddressIndex(old).pourInto(
        builder, [&](const std::string &commune) { return intake.communes().contains(commune); });
    if (stop.load(std::memory_order_relaxed))
        return failure(BanError::Stopped);
    const auto size = write(order, old, builder, report.counts);
    if (!size)
        return failure(errorOf(size.error()));
    report.communes = intake.communes().size();
    report.packageBytes = *size;
    return report;
}

} // namespace facteo::maps
