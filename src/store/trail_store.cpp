// SPDX-License-Identifier: Apache-2.0
#include "store/trail_store.h"

#include "store/query.h"
#include "store/trail_codec.h"
#include "store/trail_precision.h"

#include <algorithm>
#include <cassert>
#include <charconv>
#include <format>
#include <map>
#include <utility>

namespace facteo::store {
namespace {

using protocol::Fix;
using protocol::HandsetId;
using protocol::Instant;

constexpr std::string_view kSuffix = ".trail";

std::optional<std::uint64_t> numberOf(const std::filesystem::path &file, const protocol::DepotId &depot)
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

Instant earlier(Instant at, std::chrono::milliseconds by)
{
    return at < Instant::min() + by ? Instant::min() : at - by;
}

Instant later(Instant at, std::chrono::milliseconds by)
{
    return at > Instant::max() - by ? Instant::max() : at + by;
}

/// What may be one handset's way past a place: where it is, and whether it can have come near by itself.
struct Candidate
{
    std::vector<const TrailChunks::Chunk *> chunks;
    std::span<const Fix> open;
    bool isNear = false;
};

} // namespace

TrailStore::TrailStore(Database &db, protocol::DepotId depot, std::filesystem::path folder)
    : m_db(db), m_chunks(db, depot), m_depot(std::move(depot)), m_folder(std::move(folder))
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
            if (const auto number = numberOf(entry->path(), m_depot))
                numbers.push_back(*number);
        }
    }
    if (failed)
        return std::unexpected(
            Error{Problem::NotWritable, "cannot use the folder of trails " + m_folder.string() + ": " +
                                            failed.message() + "; give this user write access to it"});

    std::ranges::sort(numbers);
    for (const std::uint64_t number : numbers) {
        m_nextNumber = number + 1;
        ClosedLog log{.number = number};
        auto read = TrailLog::readBack(logFile(number), [&](const HandsetFix &entry) {
            const Fix fix = kept(entry.fix);
            m_open.add(entry.handset, fix);
            log.newest = std::max(log.newest, fix.at);
        });
        if (!read)
            return std::unexpected(std::move(read).error());
        m_recovery.fixes += read->fixes;
        m_recovery.cutBytes += read->cutBytes;
        m_closed.push_back(log);
    }
    return {};
}

std::filesystem::path TrailStore::logFile(std::uint64_t number) const
{
    return m_folder / std::format("{}-{:08}{}", m_depot.text, number, kSuffix);
}

Result<void> TrailStore::beginLog()
{
    auto log = TrailLog::create(logFile(m_nextNumber));
    if (!log)
        return std::unexpected(std::move(log).error());
    m_log = std::move(*log);
    m_current = {.number = m_nextNumber++};
    return {};
}

void TrailStore::endLog()
{
    if (!m_log)
        return;
    m_log.reset();
    m_closed.push_back(m_current);
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
            endLog();
        return written;
    }
    for (const HandsetFix &entry : batch) {
        const Fix fix = kept(entry.fix);
        m_open.add(entry.handset, fix);
        m_current.newest = std::max(m_current.newest, fix.at);
    }
    return {};
}

std::uint64_t TrailStore::openBytes() const
{
    return m_log ? m_log->bytes() : 0;
}

void TrailStore::closeLog(Instant foldBefore)
{
    endLog();
    m_foldBefore = foldBefore;
    m_due = m_open.withFixesBefore(foldBefore);
    m_logsOfPass = m_closed.size();
}

Result<bool> TrailStore::fold(std::size_t atMost)
{
    assert(!m_db.inTransaction()); // memory is let go of when this commits
    const auto count = std::min(atMost, m_due.size());
    if (count > 0) {
        auto transaction = Transaction::begin(m_db);
        if (!transaction)
            return std::unexpected(std::move(transaction).error());
        const auto handsets = std::span(m_due).last(count);
        for (const HandsetId &handset : handsets) {
            std::vector<Fix> fixes;
            std::ranges::copy_if(m_open.of(handset), std::back_inserter(fixes),
                [&](const Fix &fix) { return fix.at < m_foldBefore; });
            putInOrder(fixes);
            if (auto added = m_chunks.add(handset, fixes); !added)
                return std::unexpected(std::move(added).error());
        }
        if (auto committed = transaction->commit(); !committed)
            return std::unexpected(std::move(committed).error());
        for (const HandsetId &handset : handsets)
            m_open.dropBefore(handset, m_foldBefore);
        m_due.resize(m_due.size() - count);
    }
    if (!m_due.empty())
        return true;
    if (auto removed = removeFoldedLogs(); !removed)
        return std::unexpected(std::move(removed).error());
    return false;
}

Result<void> TrailStore::removeFoldedLogs()
{
    bool isRemoved = false;
    for (std::size_t i = 0; i < m_logsOfPass;) {
        const auto log = m_closed.begin() + static_cast<std::ptrdiff_t>(i);
        if (log->newest >= m_foldBefore) {
            ++i;
            continue;
        }
        const auto file = logFile(log->number);
        std::error_code failed;
        std::filesystem::remove(file, failed);
        if (failed)
            return std::unexpected(
                Error{Problem::NotWritable, "cannot remove " + file.string() + ": " + failed.message() +
                                                "; check the rights on the folder"});
        m_closed.erase(log);
        --m_logsOfPass;
        isRemoved = true;
    }
    return isRemoved ? syncFolder(m_folder) : Result<void>();
}

Result<std::vector<Fix>> TrailStore::trail(const HandsetId &handset, Instant from, Instant to) const
{
    auto found = m_chunks.hours(handset, from, to);
    if (!found)
        return found;
    const auto open = m_open.of(handset);
    found->insert(found->end(), open.begin(), open.end());
    std::erase_if(*found, [&](const Fix &fix) { return fix.at < from || fix.at > to; });
    putInOrder(*found);
    return found;
}

Result<std::optional<Fix>> TrailStore::latest(const HandsetId &handset) const
{
    auto newest = m_chunks.latest(handset);
    if (!newest)
        return newest;
    for (const Fix &fix : m_open.of(handset))
        if (!*newest || fix.at >= (*newest)->at)
            *newest = fix;
    return newest;
}

Result<std::vector<HandsetFix>> TrailStore::within(const geo::Box &box, Instant from, Instant to) const
{
    std::map<HandsetId, std::vector<Fix>> found;
    const auto take = [&](const HandsetId &handset, std::span<const Fix> fixes) {
        std::ranges::copy_if(fixes, std::back_inserter(found[handset]),
            [&](const Fix &fix) { return fix.at >= from && fix.at <= to && box.contains(fix.position); });
    };
    const auto chunks = m_chunks.touching(box, from, to);
    if (!chunks)
        return std::unexpected(chunks.error());
    for (const auto &chunk : *chunks) {
        const auto fixes = m_chunks.decoded(chunk.bytes, chunk.handset);
        if (!fixes)
            return std::unexpected(fixes.error());
        take(chunk.handset, *fixes);
    }
    m_open.eachTouching(box, from, to,
        [&](const OpenTrails::Run &run, const OpenTrails::Extent &) { take(run.handset, run.fixes); });
    std::vector<HandsetFix> all;
    for (auto &[handset, fixes] : found) {
        putInOrder(fixes);
        for (const Fix &fix : fixes)
            all.push_back({.handset = handset, .fix = fix});
    }
    return all;
}

Result<std::vector<Nearby>> TrailStore::near(
    protocol::Position place, double radiusMetres, Instant from, Instant to) const
{
    // Both ends of a passage lie within its length of the circle; and the line between two fixes of one chunk
    // stays in its box, but for the centimetres that a straight line on the Earth bulges.
    const auto reach = geo::boxAround(place, radiusMetres + geo::kLongestPassageMetres + 1);
    const auto circle = geo::boxAround(place, radiusMetres + 1);
    const Instant begin = earlier(from, geo::kLongestPassage);
    const Instant end = later(to, geo::kLongestPassage);
    const auto chunks = m_chunks.touching(reach, begin, end);
    if (!chunks)
        return std::unexpected(chunks.error());
    std::map<HandsetId, Candidate> candidates;
    for (const auto &chunk : *chunks) {
        auto &candidate = candidates[chunk.handset];
        candidate.chunks.push_back(&chunk);
        candidate.isNear |= chunk.box.touches(circle) || candidate.chunks.size() > 1;
    }
    m_open.eachTouching(reach, begin, end, [&](const OpenTrails::Run &run, const OpenTrails::Extent &extent) {
        auto &candidate = candidates[run.handset];
        candidate.open = run.fixes;
        candidate.isNear |= extent.box.touches(circle) || !candidate.chunks.empty();
    });

    std::vector<Nearby> found;
    for (const auto &[handset, candidate] : candidates) {
        if (!candidate.isNear)
            continue;
        std::vector<Fix> trail(candidate.open.begin(), candidate.open.end());
        for (const auto *chunk : candidate.chunks) {
            const auto fixes = m_chunks.decoded(chunk->bytes, handset);
            if (!fixes)
                return std::unexpected(fixes.error());
            trail.insert(trail.end(), fixes->begin(), fixes->end());
        }
        std::erase_if(trail, [&](const Fix &fix) { return fix.at < begin || fix.at > end; });
        putInOrder(trail);
        if (const auto approach = geo::approachOf(trail, place, radiusMetres, from, to))
            found.push_back({.handset = handset, .approach = *approach});
    }
    std::ranges::stable_sort(found, {}, [](const Nearby &one) { return one.approach.nearestMetres; });
    return found;
}

Result<int> TrailStore::forgetBefore(Instant before)
{
    return m_chunks.forgetBefore(before);
}

} // namespace facteo::store
