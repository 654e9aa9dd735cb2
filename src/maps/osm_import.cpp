// SPDX-License-Identifier: Apache-2.0
#include "maps/osm_import.h"

#include "maps/address_import.h"
#include "maps/area_assembly.h"
#include "maps/atomic_file.h"
#include "maps/coastline.h"
#include "maps/member_notes.h"
#include "maps/node_locations.h"
#include "maps/osm_collector.h"
#include "maps/package_writer.h"
#include "maps/plain_file.h"
#include "maps/street_builder.h"
#include "maps/world.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <new>
#include <optional>
#include <osmium/handler.hpp>
#include <osmium/handler/check_order.hpp>
#include <osmium/io/pbf_input.hpp>
#include <osmium/io/reader.hpp>
#include <osmium/osm/area.hpp>
#include <osmium/visitor.hpp>
#include <string_view>
#include <system_error>
#include <unistd.h>

namespace facteo::maps {
namespace {

/// What libosmium's reader holds while it decodes ahead of us, in three threads.
constexpr std::size_t kReaderBytes = 96U << 20;
/// Less would work, slowly: it is for tests.
constexpr std::size_t kLeastBytes = 1U << 20;

std::unexpected<ImportFailure> failure(ImportError why, std::string detail = {})
{
    return std::unexpected(ImportFailure{.why = why, .detail = std::move(detail)});
}

std::expected<void, ImportFailure> looksLikePbf(const std::filesystem::path &extract)
{
    if (auto why = whyNoPlainFile(extract))
        return failure(ImportError::NoExtract, *std::move(why));
    std::ifstream file(extract, std::ios::binary);
    if (!file)
        return failure(ImportError::NoExtract, std::strerror(errno));
    // A blob header: its length in four bytes, then field 1, the type, nine letters.
    std::array<char, 15> start{};
    file.read(start.data(), start.size());
    if (!file || std::string_view(start.data() + 4, 11) != "\x0a\x09OSMHeader")
        return failure(ImportError::NotPbf);
    return {};
}

ImportError errorOf(WriteError error)
{
    switch (error) {
    case WriteError::NoFolder:
        return ImportError::NoFolder;
    case WriteError::Refused:
        return ImportError::Refused;
    case WriteError::NoSpace:
        return ImportError::NoSpace;
    case WriteError::TooLarge:
        return ImportError::TooLarge;
    case WriteError::Stopped:
        return ImportError::Stopped;
    }
    std::unreachable();
}

/// What would otherwise be seen after everything has been read.
std::expected<void, ImportFailure> mayBePut(const ImportOrder &order)
{
    const auto isOutput = [&](const std::filesystem::path &input) {
        std::error_code missing;
        return std::filesystem::equivalent(input, order.package, missing);
    };
    if (isOutput(order.extract) || std::ranges::any_of(order.ban, isOutput))
        return failure(ImportError::OverInput);
    std::error_code missing;
    if (std::filesystem::exists(order.package, missing)) {
        if (auto why = whyNoPlainFile(order.package))
            return failure(ImportError::Occupied, *std::move(why));
        const auto old = MapPackage::open(order.package);
        // A package that is too old or damaged is one that may be made again.
        if (!old && (old.error() == PackageError::NotAPackage || old.error() == PackageError::Unreadable))
            return failure(ImportError::Occupied);
    }
    if (const auto made = AtomicFile::create(order.package); !made)
        return failure(errorOf(made.error()));
    return {};
}

/// A wrong name is no reason to read the extract first.
std::expected<void, ImportFailure> areThere(const std::vector<std::filesystem::path> &ban)
{
    for (const auto &file : ban)
        if (auto why = whyNoPlainFile(file))
            return std::unexpected(ImportFailure{.why = ImportError::BadBan,
                .ban = BanFailure{
                    .file = file, .what = {.why = BanFileError::NoFile, .detail = *std::move(why)}}});
    return {};
}

std::string nameOf(const std::filesystem::path &extract)
{
    const auto name = extract.filename().string();
    return name.substr(0, name.find('.'));
}

std::filesystem::path folderOf(const std::filesystem::path &file)
{
    return file.has_parent_path() ? file.parent_path() : std::filesystem::path(".");
}

WorldRect boxOf(osmium::Location location)
{
    const auto point = worldPoint(location.lat(), location.lon());
    return {.left = point.x, .top = point.y, .right = point.x, .bottom = point.y};
}

/// How the memory of an import is shared out. What the locations had goes to the addresses afterwards.
struct MemoryShares
{
    explicit MemoryShares(std::size_t all)
    {
        const auto rest = std::max(kLeastBytes, all - std::min(all, kReaderBytes));
        writer = rest / 8 * 3;
        streets = rest / 8;
        locations = rest / 4;
        areas = rest / 8;
        notes = rest / 8;
        addresses = locations;
    }

    std::size_t writer;
    std::size_t streets;
    std::size_t locations;
    std::size_t areas;
    std::size_t notes;
    std::size_t addresses;
};

/// One run of an import; the library's exceptions pass through it up to importOsm.
class Import
{
public:
    Import(const ImportOrder &order, const ImportProgress &progress, const std::atomic<bool> &stop)
        : m_order(order), m_progress(progress), m_stop(stop), m_folder(folderOf(order.package)),
          m_shares(order.memory == 0 ? defaultImportMemory() : order.memory),
          m_notes(std::in_place, m_folder, m_shares.notes), m_areas(std::in_place, m_folder, m_shares.areas),
          m_streets(std::in_place, WriterRoom{.scratch = m_folder, .memory = m_shares.streets}),
          m_writer({.scratch = m_folder, .memory = m_shares.writer}), m_gazetteer({.scratch = m_folder})
    {
    }

    std::expected<ImportReport, ImportFailure> run()
    {
        m_writer.setName(m_order.name.empty() ? nameOf(m_order.extract) : m_order.name);
        m_writer.setAttribution(m_order.attribution);
        if (const auto room = hasRoom(std::filesystem::file_size(m_order.extract) * kDiskPerExtract); !room)
            return std::unexpected(room.error());
        readRelations();
        ImportReport report;
        report.leftOut = readFeatures();
        report.brokenAreas = m_areas->broken();
        report.features = m_writer.count();
        if (const auto why = trouble())
            return failure(*why);
        m_areas.reset();
        m_notes.reset();
        if (report.features == 0)
            return failure(ImportError::Empty);

        report.coastFaults = fillSea();
        tell(ImportStage::Streets, 0);
        report.edges = m_streets->write(m_writer).edges;
        if (const auto why = trouble())
            return failure(*why);
        m_streets.reset();

        tell(ImportStage::Addresses, 0);
        auto addresses = importAddresses(
            m_gazetteer, m_order.ban, {.scratch = m_folder, .memory = m_shares.addresses}, m_writer,
            [this](double share) { tell(ImportStage::Addresses, share); }, m_stop);
        if (!addresses)
            return failureOf(std::move(addresses.error()));
        if (!m_order.ban.empty())
            m_writer.setAttribution(m_order.attribution + ", " + kBanAttribution);
        report.streets = addresses->counts.streets;
        report.addresses = addresses->counts.addresses;
        report.places = addresses->counts.places;
        report.ban = std::move(addresses->ban);
        tell(ImportStage::Writing, 0);
        if (const auto why = trouble())
            return failure(*why);
        if (const auto room = hasRoom(m_writer.expectedSize()); !room)
            return std::unexpected(room.error());
        const auto written = m_writer.finish(m_order.package, [this](double share) {
            tell(ImportStage::Writing, share);
            return !isStopped();
        });
        if (!written)
            return failure(errorOf(written.error()));
        report.packageBytes = *written;
        tell(ImportStage::Writing, 1);
        return report;
    }

private:
    /// One reading of the nodes and ways, in the order of the file.
    struct Reading : osmium::handler::Handler
    {
        Reading(Import &import, OsmCollector &into)
            : all(import), collector(into), locations(import.m_folder, import.m_shares.locations,
                                                std::filesystem::file_size(import.m_order.extract))
        {
        }

        void node(const osmium::Node &node)
        {
            order.node(node);
            locations.add(node.id(), node.location());
            collector.node(node);
            all.m_streets->node(node);
        }
        void way(osmium::Way &way)
        {
            order.way(way);
            for (auto &node : way.nodes())
                node.set_location(locations.at(node.ref()));
            collector.way(way);
            all.m_streets->way(way);
            all.m_areas->way(way, all.m_notes->of(osmium::item_type::way, way.id()),
                [this](const osmium::Area &area) { collector.area(area); });
        }

        Import &all;
        OsmCollector &collector;
        NodeLocations locations;
        osmium::handler::CheckOrder order;
    };

    void readRelations()
    {
        osmium::io::Reader reader(m_order.extract.string(), osmium::osm_entity_bits::relation);
        osmium::handler::CheckOrder order;
        while (auto buffer = read(reader, ImportStage::Relations))
            for (const auto &relation : buffer.select<osmium::Relation>()) {
                order.relation(relation);
                m_notes->relation(relation);
                m_areas->relation(relation, *m_notes);
            }
        reader.close();
    }

    /// House numbers that belong to no street.
    std::size_t readFeatures()
    {
        OsmCollector collector(*m_notes, m_writer, m_gazetteer, m_coastline);
        {
            Reading reading(*this, collector);
            osmium::io::Reader reader(
                m_order.extract.string(), osmium::osm_entity_bits::node | osmium::osm_entity_bits::way);
            if (const auto box = reader.header().box(); box.valid())
                m_box = united(boxOf(box.bottom_left()), boxOf(box.top_right()));
            while (auto buffer = read(reader, ImportStage::Features)) {
                osmium::apply(buffer, reading);
                m_locationFault = reading.locations.fault();
            }
            reader.close();
        }
        m_areas->assemble([&](const osmium::Area &area) { collector.area(area); },
            [this](double share) {
                tell(ImportStage::Areas, share);
                return !trouble();
            });
        return collector.leftOut();
    }

    /// How many coastlines could not be made sense of.
    std::size_t fillSea()
    {
        if (m_coastline.empty())
            return 0;
        const auto box = m_box ? united(m_writer.bounds(), *m_box) : m_writer.bounds();
        const auto sea = seaWithin(box, m_coastline.join(), m_coastline.land());
        addSea(sea, m_writer);
        return sea.gaps + sea.contrary + sea.unreadable;
    }

    [[nodiscard]] std::expected<void, ImportFailure> hasRoom(std::uint64_t needed) const
    {
        std::error_code error;
        const auto space = std::filesystem::space(m_folder, error);
        if (error)
            return failure(errorOf(writeErrorOf(error.value())), error.message());
        if (space.available >= needed)
            return {};
        auto full = failure(ImportError::NoSpace);
        full.error().neededBytes = needed;
        full.error().freeBytes = space.available;
        return full;
    }

    /// Why there is no sense in going on.
    [[nodiscard]] std::optional<ImportError> trouble() const
    {
        if (isStopped())
            return ImportError::Stopped;
        for (const auto fault : {m_writer.fault(), m_gazetteer.fault(), m_locationFault,
                 m_notes ? m_notes->fault() : std::nullopt, m_areas ? m_areas->fault() : std::nullopt,
                 m_streets ? m_streets->fault() : std::nullopt})
            if (fault)
                return errorOf(*fault);
        return std::nullopt;
    }

    /// An invalid buffer at the end of the file, and when there is no sense in going on.
    osmium::memory::Buffer read(osmium::io::Reader &reader, ImportStage stage)
    {
        if (trouble())
            return {};
        tell(stage, reader.file_size() > 0 ? double(reader.offset()) / double(reader.file_size()) : 0);
        return reader.read();
    }

    [[nodiscard]] bool isStopped() const { return m_stop.load(std::memory_order_relaxed); }

    void tell(ImportStage stage, double share)
    {
        if (m_progress)
            m_progress(stage, share);
    }

    static std::unexpected<ImportFailure> failureOf(AddressFailure &&why)
    {
        if (why.disk)
            return failure(errorOf(*why.disk));
        if (why.ban->what.why == BanFileError::Stopped)
            return failure(ImportError::Stopped);
        return std::unexpected(ImportFailure{.why = ImportError::BadBan, .ban = std::move(why.ban)});
    }

    const ImportOrder &m_order;
    const ImportProgress &m_progress;
    const std::atomic<bool> &m_stop;
    std::filesystem::path m_folder;
    MemoryShares m_shares;
    std::optional<MemberNotes> m_notes; ///< with m_areas, until everything has been read
    std::optional<AreaAssembly> m_areas;
    std::optional<StreetBuilder> m_streets; ///< until it is written
    PackageWriter m_writer;
    std::optional<WriteError> m_locationFault;
    Gazetteer m_gazetteer;
    Coastline m_coastline;
    std::optional<WorldRect> m_box; ///< what the extract says that it reaches around
};

} // namespace

std::size_t defaultImportMemory()
{
    constexpr std::size_t kMost = std::size_t{2} << 30;
    const auto pages = static_cast<std::size_t>(std::max(0L, ::sysconf(_SC_PHYS_PAGES)));
    const auto machine = pages * static_cast<std::size_t>(::sysconf(_SC_PAGESIZE));
    return std::clamp(machine / 4, kReaderBytes + (std::size_t{32} << 20), kMost);
}

std::expected<ImportReport, ImportFailure> importOsm(
    const ImportOrder &order, const ImportProgress &progress, const std::atomic<bool> &stop)
{
    if (const auto looks = looksLikePbf(order.extract); !looks)
        return std::unexpected(looks.error());
    if (const auto may = mayBePut(order); !may)
        return std::unexpected(may.error());
    if (const auto there = areThere(order.ban); !there)
        return std::unexpected(there.error());
    try {
        return Import(order, progress, stop).run();
    } catch (const osmium::out_of_order_error &error) {
        return failure(ImportError::Unsorted, error.what());
    } catch (const std::bad_alloc &) {
        return failure(ImportError::NoMemory);
    } catch (const std::system_error &error) {
        const bool full = error.code().value() == ENOSPC || error.code().value() == EDQUOT;
        return failure(full ? ImportError::NoSpace : ImportError::BadExtract, error.what());
    } catch (const std::exception &error) { // libosmium: pbf_error, io_error, zlib_error, protozero's …
        return failure(ImportError::BadExtract, error.what());
    }
}

} // namespace facteo::maps
