// SPDX-License-Identifier: Apache-2.0
#include "store/trail_store.h"

#include "store/query.h"
#include "store/trail_codec.h"
#include "store/trail_precision.h"

#include <algorithm>
#include <cassert>
#include <map>
#include <utility>

namespace facteo::store {
namespace {

using protocol::Fix;
using protocol::HandsetId;
using protocol::Instant;

Instant earlier(Instant at, std::chrono::milliseconds by)
{
    return at < Instant::min() + by ? Instant::min() : at - by;
}

Instant later(Instant at, std::chrono::milliseconds by)
{
    return at > Instant::max() - by ? Instant::max() : at + by;
}

/// What is known of one handset's way past a place before it is read: how many pieces of it touch the reach,
/// and whether one of them touches the circle.
struct Candidate
{
    int pieces = 0;
    bool isNear = false;

    /// Between two fixes of one piece he stayed in its box.
    [[nodiscard]] bool mayHavePassed() const { return isNear || pieces > 1; }
};

} // namespace

TrailStore::TrailStore(Database &db, protocol::DepotId depot, TrailLogs &logs)
    : m_db(db), m_chunks(db, depot), m_depot(std::move(depot)), m_logs(logs)
{
    const auto fixes = m_logs.takeBack(m_depot);
    remember(fixes);
    m_openBytes = 0;
    m_recovery = {.fixes = fixes.size(), .cutBytes = m_logs.cutBytes()};
}

TrailStore::TrailStore(Database &db, protocol::DepotId depot, std::unique_ptr<TrailLogs> logs)
    : TrailStore(db, std::move(depot), *logs)
{
    m_ownLogs = std::move(logs);
}

Result<std::unique_ptr<TrailStore>> TrailStore::open(
    Database &db, protocol::DepotId depot, std::filesystem::path folder)
{
    auto logs = TrailLogs::open(std::move(folder), depot);
    if (!logs)
        return std::unexpected(std::move(logs).error());
    return std::unique_ptr<TrailStore>(new TrailStore(db, std::move(depot), std::move(*logs)));
}

Result<void> TrailStore::append(std::span<const HandsetFix> batch)
{
    const TrailLogs::Part part{.depot = m_depot, .fixes = batch};
    auto written = m_logs.append({&part, 1});
    if (written)
        remember(batch);
    return written;
}

void TrailStore::remember(std::span<const HandsetFix> batch)
{
    for (const HandsetFix &entry : batch)
        m_open.add(entry.handset, kept(entry.fix));
    m_openBytes += batch.size() * TrailLog::kFixBytes;
}

void TrailStore::closeLog(Instant foldBefore)
{
    m_logs.beginFolding(m_depot);
    m_foldBefore = foldBefore;
    m_due = m_open.withFixesBefore(foldBefore);
    m_isFolding = true;
    m_openBytes = 0;
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
    if (!m_due.empty() || !m_isFolding)
        return m_isFolding;
    if (auto folded = m_logs.folded(m_depot, m_foldBefore); !folded)
        return std::unexpected(std::move(folded).error());
    m_isFolding = false;
    return false;
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
    const auto add = [&](const HandsetId &handset, const geo::Box &box) {
        auto &candidate = candidates[handset];
        ++candidate.pieces;
        candidate.isNear |= box.touches(circle);
    };
    for (const auto &chunk : *chunks)
        add(chunk.handset, chunk.box);
    m_open.eachTouching(reach, begin, end,
        [&](const OpenTrails::Run &run, const OpenTrails::Extent &extent) { add(run.handset, extent.box); });

    std::vector<Nearby> found;
    for (const auto &[handset, candidate] : candidates) {
        if (!candidate.mayHavePassed())
            continue;
        // All of it: a piece that is nowhere near may tell that he went another way in between.
        const auto whole = trail(handset, begin, end);
        if (!whole)
            return std::unexpected(whole.error());
        if (const auto approach = geo::approachOf(*whole, place, radiusMetres, from, to))
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
