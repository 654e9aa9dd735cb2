// SPDX-License-Identifier: Apache-2.0
#include "store/fact_log.h"
#include "store/query.h"
#include "store/trail_codec.h"
#include "store/trail_store.h"

#include <QCoreApplication>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <algorithm>
#include <benchmark/benchmark.h>
#include <chrono>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <format>

namespace {

using namespace facteo;
using protocol::Fix;
using protocol::Instant;

constexpr std::int64_t kBegin = 1'789'999'200'000; // a full hour
const protocol::DepotId kDepot{"D-BENCH"};

template<typename T> T orExit(store::Result<T> result)
{
    if (!result) {
        std::fprintf(stderr, "%s\n", result.error().detail.c_str());
        std::exit(1);
    }
    if constexpr (!std::is_void_v<T>)
        return std::move(*result);
}

/// A postman on foot, every 10 s, with gait and receiver noise in everything.
class Walker
{
public:
    explicit Walker(quint32 seed) : m_random(seed), m_course(m_random.bounded(360.0)) {}

    Fix step()
    {
        m_at += 10'000;
        m_course = std::fmod(m_course + m_random.bounded(40.0) - 20 + 360, 360.0);
        m_lat += 1.26e-4 * std::cos(m_course * 0.017453) + (m_random.bounded(2.0) - 1) * 1e-5;
        m_lon += 1.84e-4 * std::sin(m_course * 0.017453) + (m_random.bounded(2.0) - 1) * 1e-5;
        return {.at = Instant(std::chrono::milliseconds(m_at)),
            .position = {static_cast<std::int32_t>(m_lat * 1e7), static_cast<std::int32_t>(m_lon * 1e7)},
            .accuracyDm = 30 + m_random.bounded(40u),
            .speedCmS = 120 + m_random.bounded(40u),
            .headingCdeg = static_cast<std::uint32_t>(m_course * 100)};
    }

private:
    QRandomGenerator m_random;
    std::int64_t m_at = kBegin;
    double m_lat = 46.6;
    double m_lon = 2.3;
    double m_course = 0;
};

std::vector<Fix> walk(quint32 seed, std::size_t count)
{
    Walker walker(seed);
    std::vector<Fix> fixes(count);
    std::ranges::generate(fixes, [&] { return walker.step(); });
    return fixes;
}

std::string handsetName(std::size_t number)
{
    return std::format("H-{:05}", number);
}

void EncodeTrail(benchmark::State &state)
{
    const auto fixes = walk(1, 360);
    std::size_t bytes = 0;
    for (auto _ : state)
        bytes = store::encodeTrail(fixes).size();
    state.SetItemsProcessed(state.iterations() * 360);
    state.counters["bytes/position"] = static_cast<double>(bytes) / 360;
}
BENCHMARK(EncodeTrail);

void DecodeTrail(benchmark::State &state)
{
    const auto chunk = store::encodeTrail(walk(1, 360));
    for (auto _ : state)
        benchmark::DoNotOptimize(store::decodeTrail(chunk));
    state.SetItemsProcessed(state.iterations() * 360);
}
BENCHMARK(DecodeTrail);

/// One batch per iteration, each on disk before the next: what the hub does with what a second brought.
void AppendPositions(benchmark::State &state)
{
    const QTemporaryDir folder;
    const auto db = orExit(store::Database::open("sqlite:" + folder.filePath("b.sqlite").toStdString()));
    const auto trails = orExit(store::TrailStore::open(*db, kDepot, folder.path().toStdString()));
    const auto perBatch = static_cast<std::size_t>(state.range(0));
    std::vector<store::HandsetFix> batch(perBatch);
    std::vector<Walker> walkers;
    for (std::size_t i = 0; i < perBatch; ++i) {
        walkers.emplace_back(static_cast<quint32>(i));
        batch[i].handset = {handsetName(i)};
        batch[i].fix = walkers.back().step();
    }
    for (auto _ : state) {
        orExit(trails->append(batch));
        if (trails->openBytes() > 400'000'000) { // memory, not speed, would end the bench
            state.PauseTiming();
            trails->closeLog();
            while (orExit(trails->fold(1'000))) {
            }
            state.ResumeTiming();
        }
    }
    state.SetItemsProcessed(state.iterations() * state.range(0));
}
BENCHMARK(AppendPositions)->Arg(1)->Arg(100)->Arg(8'500)->UseRealTime()->Unit(benchmark::kMicrosecond);

/// An hour of 1,000 handsets into chunks, in steps of 100 handsets.
void FoldHour(benchmark::State &state)
{
    const QTemporaryDir folder;
    const auto db = orExit(store::Database::open("sqlite:" + folder.filePath("b.sqlite").toStdString()));
    const auto trails = orExit(store::TrailStore::open(*db, kDepot, folder.path().toStdString()));
    std::vector<store::HandsetFix> hour;
    for (std::size_t handset = 0; handset < 1'000; ++handset)
        for (const Fix &fix : walk(static_cast<quint32>(handset), 359))
            hour.push_back({.handset = {handsetName(handset)}, .fix = fix});
    for (auto _ : state) {
        state.PauseTiming();
        orExit(trails->append(hour));
        trails->closeLog();
        state.ResumeTiming();
        while (orExit(trails->fold(100))) {
        }
    }
    state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(hour.size()));
    orExit(db->run(QStringLiteral("PRAGMA wal_checkpoint(TRUNCATE)")));
    state.counters["bytes/position in the file"] =
        static_cast<double>(std::filesystem::file_size(folder.filePath("b.sqlite").toStdString())) /
        static_cast<double>(state.iterations() * static_cast<std::int64_t>(hour.size()));
}
BENCHMARK(FoldHour)->UseRealTime()->Unit(benchmark::kMillisecond)->Iterations(3);

/// One postman's eight hours among 69 who walked them: 200,000 positions.
void TrailOfADay(benchmark::State &state)
{
    const QTemporaryDir folder;
    const auto db = orExit(store::Database::open("sqlite:" + folder.filePath("b.sqlite").toStdString()));
    const auto trails = orExit(store::TrailStore::open(*db, kDepot, folder.path().toStdString()));
    for (std::size_t handset = 0; handset < 69; ++handset) {
        std::vector<store::HandsetFix> day;
        for (const Fix &fix : walk(static_cast<quint32>(handset), 2'880))
            day.push_back({.handset = {handsetName(handset)}, .fix = fix});
        orExit(trails->append(day));
    }
    trails->closeLog();
    while (orExit(trails->fold(100))) {
    }
    const Instant from(std::chrono::milliseconds{kBegin});
    for (auto _ : state)
        benchmark::DoNotOptimize(
            orExit(trails->trail({handsetName(33)}, from, from + std::chrono::hours(9))));
    state.SetItemsProcessed(state.iterations() * 2'880);
}
BENCHMARK(TrailOfADay)->UseRealTime()->Unit(benchmark::kMicrosecond);

std::vector<store::EncodedFact> nextFacts(store::FactMark &end, std::int64_t count, QRandomGenerator &random)
{
    std::vector<store::EncodedFact> facts(static_cast<std::size_t>(count));
    for (auto &fact : facts) {
        fact = {.number = ++end.number,
            .at = Instant(std::chrono::milliseconds(kBegin)),
            .sender = {"H-00001"},
            .by = {},
            .cause = {},
            .kind = 1,
            .subject = "1234567890123",
            .bytes = std::vector<std::byte>(220),
            .previous = end.hash,
            .hash = {}};
        for (auto &byte : fact.cause.bytes)
            byte = static_cast<std::uint8_t>(random.bounded(256));
        fact.hash[0] = static_cast<std::uint8_t>(fact.number);
        end.hash = fact.hash;
    }
    return facts;
}

/// Facts committed together, on disk when it returns; one alone is an alert.
void CommitFacts(benchmark::State &state)
{
    const QTemporaryDir folder;
    const auto db = orExit(store::Database::open("sqlite:" + folder.filePath("b.sqlite").toStdString()));
    store::FactLog log(*db, kDepot);
    store::FactMark end;
    QRandomGenerator random(1);
    std::vector<double> milliseconds;
    for (auto _ : state) {
        const auto facts = nextFacts(end, state.range(0), random);
        const auto began = std::chrono::steady_clock::now();
        orExit(log.append(facts));
        milliseconds.push_back(
            std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - began).count());
        state.SetIterationTime(milliseconds.back() / 1'000);
    }
    std::ranges::sort(milliseconds);
    state.SetItemsProcessed(state.iterations() * state.range(0));
    state.counters["p50 ms"] = milliseconds[milliseconds.size() / 2];
    state.counters["p99 ms"] = milliseconds[milliseconds.size() * 99 / 100];
}
BENCHMARK(CommitFacts)->Arg(1)->Arg(10)->Arg(100)->UseManualTime()->Unit(benchmark::kMillisecond);

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication app(argc, argv); // Qt finds its database drivers through it
    benchmark::Initialize(&argc, argv);
    if (benchmark::ReportUnrecognizedArguments(argc, argv))
        return 2;
    benchmark::RunSpecifiedBenchmarks();
    return 0;
}
