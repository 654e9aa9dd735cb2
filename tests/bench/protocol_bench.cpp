// SPDX-License-Identifier: Apache-2.0
#include "protocol/chain.h"
#include "protocol/frame.h"
#include "protocol/outbox.h"
#include "protocol/sequence_watch.h"

#include <benchmark/benchmark.h>
#include <filesystem>
#include <unistd.h>

namespace {

using namespace facteo::protocol;

constexpr Instant kMorning{std::chrono::milliseconds{1'795'335'330'000}};

Envelope envelopeOf(Body body, std::uint32_t sequence)
{
    return {.id = derivedFrameId(77, sequence),
        .sender = {"H-012"},
        .sentAt = kMorning,
        .session = 77,
        .sequence = sequence,
        .body = std::move(body)};
}

Fix fix()
{
    return {.at = kMorning - std::chrono::seconds{2},
        .position = {.latE7 = 466'012'345, .lonE7 = 22'998'765},
        .accuracyDm = 83,
        .speedCmS = 142,
        .headingCdeg = 27'150};
}

void openPosition(benchmark::State &state)
{
    const auto frame = seal(envelopeOf(PositionReport{.fix = fix(), .batteryPercent = 81}, 100'000), nullptr);
    for (auto _ : state)
        benchmark::DoNotOptimize(open(frame));
    state.SetItemsProcessed(state.iterations());
    state.counters["bytes"] = static_cast<double>(frame.size());
}

void sealPosition(benchmark::State &state)
{
    const auto envelope = envelopeOf(PositionReport{.fix = fix(), .batteryPercent = 81}, 100'000);
    for (auto _ : state)
        benchmark::DoNotOptimize(seal(envelope, nullptr));
    state.SetItemsProcessed(state.iterations());
}

void sealAlertSigned(benchmark::State &state)
{
    const auto key = SigningKey::generate();
    const auto envelope =
        envelopeOf(AlertReport{.alert = AlertId{9}, .raisedAt = kMorning, .lastFix = fix()}, 1);
    for (auto _ : state)
        benchmark::DoNotOptimize(seal(envelope, &key));
    state.SetItemsProcessed(state.iterations());
}

void openAlertAndVerify(benchmark::State &state)
{
    const auto key = SigningKey::generate();
    const auto envelope =
        envelopeOf(AlertReport{.alert = AlertId{9}, .raisedAt = kMorning, .lastFix = fix()}, 1);
    const auto frame = seal(envelope, &key);
    const auto publicKey = key.publicKey();
    for (auto _ : state)
        benchmark::DoNotOptimize(open(frame)->isSignedBy(publicKey));
    state.SetItemsProcessed(state.iterations());
}

void chainAndEncodeFact(benchmark::State &state)
{
    Fact fact{.depot = {"D-BRANCELLE"},
        .number = 1,
        .at = kMorning,
        .sender = {"H-012"},
        .body = DutyFact{.handset = {"H-012"}, .duty = Duty::On}};
    for (auto _ : state) {
        fact = chained(std::move(fact), fact.hash);
        benchmark::DoNotOptimize(encodeFact(fact));
    }
    state.SetItemsProcessed(state.iterations());
}

void watchSequence(benchmark::State &state)
{
    SequenceWatch watch;
    std::uint32_t sequence = 0;
    for (auto _ : state)
        benchmark::DoNotOptimize(watch.note(1, sequence++));
    state.SetItemsProcessed(state.iterations());
}

void keepInOutbox(benchmark::State &state)
{
    const auto file = std::filesystem::temp_directory_path() / ("outbox_bench." + std::to_string(::getpid()));
    auto box = Outbox::open(file);
    if (!box)
        return state.SkipWithError("no outbox");
    const std::vector<std::byte> frame(200);
    std::uint32_t number = 0;
    for (auto _ : state) {
        const auto id = derivedFrameId(1, number++);
        if (!box->add(id, Channel::Alert, frame) || !box->acknowledge(id))
            return state.SkipWithError("not kept");
    }
    state.SetItemsProcessed(state.iterations());
    std::filesystem::remove(file);
}

BENCHMARK(openPosition);
BENCHMARK(sealPosition);
BENCHMARK(sealAlertSigned);
BENCHMARK(openAlertAndVerify);
BENCHMARK(chainAndEncodeFact);
BENCHMARK(watchSequence);
BENCHMARK(keepInOutbox);

} // namespace

BENCHMARK_MAIN();
