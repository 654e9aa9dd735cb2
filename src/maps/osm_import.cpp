// SPDX-License-Identifier: Apache-2.0
#include "maps/osm_import.h"

#include "maps/address_import.h"
#include "maps/osm_collector.h"
#include "maps/package_writer.h"
#include "maps/tag_rules.h"

#include <array>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <fstream>
#include <memory>
#include <new>
#include <osmium/area/assembler.hpp>
#include <osmium/area/multipolygon_manager.hpp>
#include <osmium/handler/node_locations_for_ways.hpp>
#include <osmium/index/map/sparse_file_array.hpp>
#include <osmium/index/map/sparse_mem_array.hpp>
#include <osmium/io/pbf_input.hpp>
#include <osmium/io/reader.hpp>
#include <osmium/visitor.hpp>
#include <string_view>
#include <system_error>
#include <unistd.h>

namespace facteo::maps {
namespace {

using LocationIndex = osmium::index::map::Map<osmium::unsigned_object_id_type, osmium::Location>;
using LocationHandler = osmium::handler::NodeLocationsForWays<LocationIndex>;
using AreaManager = osmium::area::MultipolygonManager<osmium::area::Assembler>;

/// Above this size of the extract node locations go to a file (about 6 GB of it for the whole of France).
constexpr std::uintmax_t kLocationsInMemoryUpTo = 512U << 20;

std::unexpected<ImportFailure> failure(ImportError why, std::string detail = {})
{
    return std::unexpected(ImportFailure{.why = why, .detail = std::move(detail)});
}

std::expected<void, ImportFailure> looksLikePbf(const std::filesystem::path &extract)
{
    std::error_code error;
    if (!std::filesystem::is_regular_file(extract, error))
        return failure(ImportError::NoExtract, error.message());
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

std::string nameOf(const std::filesystem::path &extract)
{
    const auto name = extract.filename().string();
    return name.substr(0, name.find('.'));
}

/// An unnamed file that disappears with its descriptor, whatever happens.
class ScratchFile
{
public:
    explicit ScratchFile(const std::filesystem::path &beside)
    {
        const auto folder = beside.has_parent_path() ? beside.parent_path() : std::filesystem::path(".");
        m_descriptor = ::open(folder.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
        if (m_descriptor < 0)
            throw std::system_error(errno, std::system_category(), "temporary file for node locations");
    }
    ScratchFile(const ScratchFile &) = delete;
    ScratchFile &operator=(const ScratchFile &) = delete;
    ~ScratchFile() { ::close(m_descriptor); }

    [[nodiscard]] int descriptor() const { return m_descriptor; }

private:
    int m_descriptor = -1;
};

/// One run of an import; the library's exceptions pass through it up to importOsm.
class Import
{
public:
    Import(const ImportOrder &order, const ImportProgress &progress, const std::atomic<bool> &stop)
        : m_order(order), m_progress(progress), m_stop(stop)
    {
    }

    std::expected<ImportReport, ImportFailure> run()
    {
        m_writer.setName(m_order.name.empty() ? nameOf(m_order.extract) : m_order.name);
        m_writer.setAttribution(m_order.attribution);
        AreaManager areas(osmium::area::Assembler::config_type{}, areaFilter());
        readRelations(areas);
        ImportReport report;
        report.leftOut = readFeatures(areas);
        if (isStopped())
            return failure(ImportError::Stopped);
        report.features = m_writer.count();
        if (report.features == 0)
            return failure(ImportError::Empty);

        tell(ImportStage::Addresses, 0);
        AddressBuilder builder(WriterRoom{});
        const auto counts = addAddressIndex(m_gazetteer, builder, m_writer);
        for (const auto fault : {m_gazetteer.fault(), builder.fault()})
            if (fault)
                return failure(errorOf(*fault));
        report.streets = counts.streets;
        report.addresses = counts.addresses;
        report.places = counts.places;
        tell(ImportStage::Writing, 0);
        if (isStopped())
            return failure(ImportError::Stopped);
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
    void readRelations(AreaManager &areas)
    {
        osmium::io::Reader reader(m_order.extract.string(), osmium::osm_entity_bits::relation);
        while (auto buffer = read(reader, ImportStage::Relations))
            osmium::apply(buffer, areas, m_notes);
        reader.close();
        areas.prepare_for_lookup();
    }

    std::size_t readFeatures(AreaManager &areas)
    {
        const bool inMemory = std::filesystem::file_size(m_order.extract) <= kLocationsInMemoryUpTo;
        std::unique_ptr<ScratchFile> scratch;
        std::unique_ptr<LocationIndex> index;
        if (inMemory) {
            index = std::make_unique<
                osmium::index::map::SparseMemArray<osmium::unsigned_object_id_type, osmium::Location>>();
        } else {
            scratch = std::make_unique<ScratchFile>(m_order.package);
            index = std::make_unique<
                osmium::index::map::SparseFileArray<osmium::unsigned_object_id_type, osmium::Location>>(
                scratch->descriptor());
        }
        LocationHandler locations(*index);
        locations.ignore_errors();
        OsmCollector collector(m_notes, m_writer, m_gazetteer);
        auto assembled =
            areas.handler([&](osmium::memory::Buffer &&buffer) { osmium::apply(buffer, collector); });

        osmium::io::Reader reader(m_order.extract.string());
        while (auto buffer = read(reader, ImportStage::Features))
            osmium::apply(buffer, locations, collector, assembled);
        reader.close();
        osmium::apply(areas.read(), collector);
        return collector.leftOut();
    }

    /// An invalid buffer at the end of the file, and when the import is to stop.
    osmium::memory::Buffer read(osmium::io::Reader &reader, ImportStage stage)
    {
        if (isStopped())
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

    static ImportError errorOf(WriteError error)
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

    const ImportOrder &m_order;
    const ImportProgress &m_progress;
    const std::atomic<bool> &m_stop;
    RelationNotes m_notes;
    PackageWriter m_writer;
    Gazetteer m_gazetteer;
};

} // namespace

std::expected<ImportReport, ImportFailure> importOsm(
    const ImportOrder &order, const ImportProgress &progress, const std::atomic<bool> &stop)
{
    if (const auto looks = looksLikePbf(order.extract); !looks)
        return std::unexpected(looks.error());
    try {
        return Import(order, progress, stop).run();
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
