// SPDX-License-Identifier: Apache-2.0
#include "store/trail_store.h"

#include "store/query.h"
#include "store/trail_codec.h"

#include <algorithm>
#include <cassert>
#include <charconv>
#include <format>
#include <map>
#include <ranges>
#include <tuple>

namespace facteo::store {
namespace {

using namespace Qt::StringLiterals;
using protocol::Fix;
using protocol::HandsetId;
using protocol::Instant;

constexpr std::string_view kSuffix = ".trail";
/// No chunk crosses a full hour: so a chunk that overlaps a window ends at most this long after it.
constexpr std::chrono::hours kLongestChunk{1};

struct Chunk
{
    HandsetId handset;
    std::vector<std::byte> bytes;
};

Chunk chunkFrom(const Row &row)
{
    return {.handset = row.get<HandsetId>("handset"), .bytes = row.get<std::vector<std::byte>>("bytes")};
}

auto inFull(const Fix &fix)
{
    return std::tuple(
        fix.at, fix.position.latE7, fix.position.lonE7, fix.accuracyDm, fix.speedCmS, fix.headingCdeg);
}

/// By time, and the same fix once: a handset may repeat itself, and a fold that was interrupted by the end of
/// the process leaves a chunk whose log is still there.
void putInOrder(std::vector<Fix> &fixes)
{
    std::ranges::sort(fixes, {}, inFull);
    const auto repeated = std::ranges::unique(fixes);
    fixes.erase(repeated.begin(), repeated.end());
}

std::string_view wordFor(TrailFault fault)
{
    switch (fault) {
    case TrailFault::Truncated:
        return "ends too early";
    case TrailFault::UnknownVersion:
        return "has an unknown version";
    case TrailFault::BadChecksum:
        return "has a wrong checksum";
    case TrailFault::BadColumn:
        return "has a broken column";
    }
    return "is broken";
}

std::optional<std::uint64_t> segmentOf(const std::filesystem::path &file, const protocol::DepotId &depot)
{
    const std::string name = file.stem().string();
    const std::string prefix = depot.text + "-";
    if (file.extension() != kSuffix || !name.starts_with(prefix))
        return std::nullopt;
    std::uint64_t number = 0;
    const char *end = name.data() + name.size();
    const auto [stopped, failed] = std::from_chars(name.data() + prefix.size(), end, number);
    return failed == std::errc() && stopped == end && number > 0 ? std::optional(number) : std::nullopt;
}

Instant afterLongestChunk(Instant to)
{
    return to > Instant::max() - kLongestChunk ? Instant::max() : to + kLongestChunk;
}

} // namespace

bool Box::contains(const protocol::Position &position) const
{
    return position.latE7 >= southWest.latE7 && position.latE7 <= northEast.latE7 &&
           position.lonE7 >= southWest.lonE7 && position.lonE7 <= northEast.lonE7;
}

TrailStore::TrailStore(Database &db, protocol::DepotId depot, std::filesystem::path folder)
    : m_db(db), m_depot(std::move(depot)), m_folder(std::move(folder))
{
}

Result<std::unique_ptr<TrailStore>> TrailStore::open(
    Database &db, protocol::DepotId depot, std::filesystem::path folder)
{
    std::unique_ptr<TrailStore> store(new TrailStore(db, std::move(depot), std::move(folder)));
    if (auto read = store->readBack(); !read)
        return std::unexpected(std::move(read).error());
    return store;
}

Result<void> TrailStore::readBack()
{
    std::error_code failed;
    std::filesystem::create_directories(m_folder, failed);
    std::vector<std::uint64_t> numbers;
    if (!failed) {
        for (auto entry = std::filesystem::directory_iterator(m_folder, failed);
            !failed && entry != std::filesystem::directory_iterator(); entry.increment(failed)) {
            if (const auto number = segmentOf(entry->path(), m_depot))
                numbers.push_back(*number);
        }
    }
    if (failed)
        return std::unexpected(
            Error{Problem::NotWritable, "cannot use the folder of trails " + m_folder.string() + ": " +
                                            failed.message() + "; give this user write access to it"});

    auto folded =
        Query(m_db, "SELECT COALESCE(MAX(segment), 0) AS newest FROM trail_chunk WHERE depot = :depot")
            .bind(":depot", m_depot)
            .first([](const Row &row) { return row.get<std::uint64_t>("newest"); });
    if (!folded)
        return std::unexpected(std::move(folded).error());
    m_nextNumber = folded->value_or(0) + 1;

    std::ranges::sort(numbers);
    for (const std::uint64_t number : numbers) {
        m_nextNumber = std::max(m_nextNumber, number + 1);
        Segment segment{.number = number, .fixes = {}};
        auto read = TrailLog::readBack(logFile(number),
            [&](const HandsetFix &entry) { segment.fixes[entry.handset].push_back(entry.fix); });
        if (!read)
            return std::unexpected(std::move(read).error());
        m_recovery.fixes += read->fixes;
        m_recovery.cutBytes += read->cutBytes;
        m_segments.push_back(std::move(segment));
    }
    return {};
}

std::filesystem::path TrailStore::logFile(std::uint64_t segment) const
{
    return m_folder / std::format("{}-{:08}{}", m_depot.text, segment, kSuffix);
}

Result<void> TrailStore::beginLog()
{
    auto log = TrailLog::create(logFile(m_nextNumber));
    if (!log)
        return std::unexpected(std::move(log).error());
    m_log = std::move(*log);
    m_segments.push_back({.number = m_nextNumber++, .fixes = {}});
    return {};
}

Result<void> TrailStore::append(std::span<const HandsetFix> batch)
{
    if (batch.empty())
        return {};
    if (!m_log) {
        if (auto begun = beginLog(); !begun)
            return begun;
    }
    if (auto written = m_log->append(batch); !written) {
        if (m_log->isTorn())
            closeLog();
        return written;
    }
    auto &fixes = m_segments.back().fixes;
    for (const HandsetFix &entry : batch)
        fixes[entry.handset].push_back(entry.fix);
    return {};
}

std::uint64_t TrailStore::openBytes() const
{
    return m_log ? m_log->bytes() : 0;
}

void TrailStore::closeLog()
{
    m_log.reset();
}

Result<bool> TrailStore::fold(std::size_t atMost)
{
    assert(!m_db.inTransaction()); // memory is let go of when this commits
    const auto closed = m_segments.size() - (m_log ? 1 : 0);
    if (closed == 0)
        return false;
    Segment &segment = m_segments.front();

    auto transaction = Transaction::begin(m_db);
    if (!transaction)
        return std::unexpected(std::move(transaction).error());
    std::vector<HandsetId> folded;
    for (const auto &[handset, fixes] : segment.fixes) {
        if (folded.size() == atMost)
            break;
        if (auto written = writeChunks(segment.number, handset, fixes); !written)
            return std::unexpected(std::move(written).error());
        folded.push_back(handset);
    }
    if (auto committed = transaction->commit(); !committed)
        return std::unexpected(std::move(committed).error());

    for (const HandsetId &handset : folded)
        segment.fixes.erase(handset);
    if (segment.fixes.empty()) {
        if (auto removed = removeLog(segment.number); !removed)
            return std::unexpected(std::move(removed).error());
        m_segments.pop_front();
    }
    return m_segments.size() > (m_log ? 1u : 0u);
}

Result<void> TrailStore::writeChunks(std::uint64_t segment, const HandsetId &handset, std::vector<Fix> fixes)
{
    putInOrder(fixes);
    int part = 0;
    for (auto first = fixes.begin(); first != fixes.end();) {
        const auto hour = std::chrono::floor<std::chrono::hours>(first->at);
        const auto most = std::min<std::ptrdiff_t>(fixes.end() - first, kMostFixesPerChunk);
        const auto end = std::find_if(first, first + most,
            [&](const Fix &fix) { return std::chrono::floor<std::chrono::hours>(fix.at) != hour; });
        const std::span<const Fix> chunk(first, end);
        const auto [south, north] = std::ranges::minmax(
            chunk | std::views::transform([](const Fix &fix) { return fix.position.latE7; }));
        const auto [west, east] = std::ranges::minmax(
            chunk | std::views::transform([](const Fix &fix) { return fix.position.lonE7; }));
        const auto bytes = encodeTrail(chunk);
        // Already there: this log was folded before. A restored backup may hold only the beginning of the
        // log, so what is there stays.
        auto written = Query(m_db, R"(
            INSERT INTO trail_chunk (depot, handset, segment, part, from_ms, to_ms, south_e7, west_e7,
                                     north_e7, east_e7, fixes, bytes)
            VALUES (:depot, :handset, :segment, :part, :from, :to, :south, :west,
                    :north, :east, :fixes, :bytes)
            ON CONFLICT (depot, handset, segment, part) DO NOTHING)")
                           .bind(":depot", m_depot)
                           .bind(":handset", handset)
                           .bind(":segment", segment)
                           .bind(":part", part++)
                           .bind(":from", chunk.front().at)
                           .bind(":to", chunk.back().at)
                           .bind(":south", south)
                           .bind(":west", west)
                           .bind(":north", north)
                           .bind(":east", east)
                           .bind(":fixes", chunk.size())
                           .bind(":bytes", std::span<const std::byte>(bytes))
                           .run();
        if (!written)
            return std::unexpected(std::move(written).error());
        first = end;
    }
    return {};
}

Result<void> TrailStore::removeLog(std::uint64_t segment)
{
    const auto file = logFile(segment);
    std::error_code failed;
    std::filesystem::remove(file, failed);
    if (failed)
        return std::unexpected(Error{Problem::NotWritable,
            "cannot remove " + file.string() + ": " + failed.message() + "; check the rights on the folder"});
    return syncFolder(m_folder);
}

Result<std::vector<Fix>> TrailStore::trail(const HandsetId &handset, Instant from, Instant to) const
{
    const auto isWanted = [&](const Fix &fix) { return fix.at >= from && fix.at <= to; };
    auto chunks = Query(m_db, R"(
            SELECT handset, bytes
              FROM trail_chunk
             WHERE depot = :depot AND handset = :handset
               AND to_ms >= :from AND to_ms <= :to_at_most AND from_ms <= :to)")
                      .bind(":depot", m_depot)
                      .bind(":handset", handset)
                      .bind(":from", from)
                      .bind(":to_at_most", afterLongestChunk(to))
                      .bind(":to", to)
                      .all(chunkFrom);
    if (!chunks)
        return std::unexpected(std::move(chunks).error());
    std::vector<Fix> found;
    for (const Chunk &chunk : *chunks) {
        auto fixes = decoded(chunk.bytes, handset);
        if (!fixes)
            return fixes;
        std::ranges::copy_if(*fixes, std::back_inserter(found), isWanted);
    }
    for (const Segment &segment : m_segments) {
        if (const auto own = segment.fixes.find(handset); own != segment.fixes.end())
            std::ranges::copy_if(own->second, std::back_inserter(found), isWanted);
    }
    putInOrder(found);
    return found;
}

Result<std::optional<Fix>> TrailStore::latest(const HandsetId &handset) const
{
    auto chunk = Query(m_db, R"(
            SELECT handset, bytes
              FROM trail_chunk
             WHERE depot = :depot AND handset = :handset
             ORDER BY to_ms DESC
             LIMIT 1)")
                     .bind(":depot", m_depot)
                     .bind(":handset", handset)
                     .first(chunkFrom);
    if (!chunk)
        return std::unexpected(std::move(chunk).error());
    std::optional<Fix> newest;
    if (*chunk) {
        auto fixes = decoded((*chunk)->bytes, handset);
        if (!fixes)
            return std::unexpected(std::move(fixes).error());
        newest = fixes->back();
    }
    for (const Segment &segment : m_segments) {
        if (const auto own = segment.fixes.find(handset); own != segment.fixes.end()) {
            const Fix &last = *std::ranges::max_element(own->second, {}, &Fix::at);
            if (!newest || last.at >= newest->at)
                newest = last;
        }
    }
    return newest;
}

Result<std::vector<HandsetFix>> TrailStore::within(const Box &box, Instant from, Instant to) const
{
    const auto isWanted = [&](const Fix &fix) {
        return fix.at >= from && fix.at <= to && box.contains(fix.position);
    };
    auto chunks = Query(m_db, R"(
            SELECT handset, bytes
              FROM trail_chunk
             WHERE depot = :depot AND to_ms >= :from AND to_ms <= :to_at_most AND from_ms <= :to
               AND north_e7 >= :south AND south_e7 <= :north AND east_e7 >= :west AND west_e7 <= :east)")
                      .bind(":depot", m_depot)
                      .bind(":from", from)
                      .bind(":to_at_most", afterLongestChunk(to))
                      .bind(":to", to)
                      .bind(":south", box.southWest.latE7)
                      .bind(":west", box.southWest.lonE7)
                      .bind(":north", box.northEast.latE7)
                      .bind(":east", box.northEast.lonE7)
                      .all(chunkFrom);
    if (!chunks)
        return std::unexpected(std::move(chunks).error());
    std::map<HandsetId, std::vector<Fix>> found;
    for (const Chunk &chunk : *chunks) {
        auto fixes = decoded(chunk.bytes, chunk.handset);
        if (!fixes)
            return std::unexpected(std::move(fixes).error());
        std::ranges::copy_if(*fixes, std::back_inserter(found[chunk.handset]), isWanted);
    }
    for (const Segment &segment : m_segments) {
        for (const auto &[handset, fixes] : segment.fixes)
            std::ranges::copy_if(fixes, std::back_inserter(found[handset]), isWanted);
    }
    std::vector<HandsetFix> all;
    for (auto &[handset, fixes] : found) {
        putInOrder(fixes);
        for (const Fix &fix : fixes)
            all.push_back({.handset = handset, .fix = fix});
    }
    return all;
}

Result<std::vector<Fix>> TrailStore::decoded(std::span<const std::byte> chunk, const HandsetId &handset) const
{
    auto fixes = decodeTrail(chunk);
    if (!fixes)
        return std::unexpected(
            Error{Problem::Corrupt, std::format("{}: a trail chunk of {} {}; restore it from a backup",
                                        m_db.place().toStdString(), handset.text, wordFor(fixes.error()))});
    return std::move(*fixes);
}

Result<int> TrailStore::forgetBefore(Instant before)
{
    return Query(m_db, "DELETE FROM trail_chunk WHERE depot = :depot AND to_ms < :before")
        .bind(":depot", m_depot)
        .bind(":before", before)
        .run();
}

} // namespace facteo::store
