// SPDX-License-Identifier: Apache-2.0
// crash_writer URL FOLDER SEED: records facts and positions until it is killed, and prints what is committed.
#include "store/log_chain.h"
#include "store/trail_store.h"

#include <QCoreApplication>
#include <QRandomGenerator>
#include <cstdio>
#include <cstdlib>

namespace {

using namespace facteo;

constexpr int kHandsets = 7;
const std::vector<protocol::DepotId> kDepots{{"D-BRANCELLE"}, {"D-AUTRE"}};

/// The n-th fix ever written: told apart from all others by its time.
store::HandsetFix fixNumber(std::uint64_t n)
{
    return {.handset = {"H-00" + std::to_string(n % kHandsets)},
        .fix = {.at = protocol::Instant(std::chrono::seconds(1'790'000'000 + static_cast<std::int64_t>(n))),
            .position = {.latE7 = 466'000'000 + static_cast<std::int32_t>(n) * 10, .lonE7 = 23'000'000},
            .accuracyDm = 50,
            .speedCmS = {},
            .headingCdeg = {}}};
}

template<typename T> T orExit(store::Result<T> result)
{
    if (!result) {
        std::fprintf(stderr, "%s\n", result.error().detail.c_str());
        std::exit(3);
    }
    if constexpr (!std::is_void_v<T>)
        return std::move(*result);
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication app(argc, argv);
    if (argc != 4)
        return 2;
    const auto db = orExit(store::Database::open(argv[1]));
    store::FactLog log(*db, kDepots.front());
    const auto logs = orExit(store::TrailLogs::open(argv[2], {"F-HOUSE"}));
    std::vector<std::unique_ptr<store::TrailStore>> trails;
    for (const auto &depot : kDepots)
        trails.push_back(std::make_unique<store::TrailStore>(*db, depot, *logs));
    QRandomGenerator random(static_cast<quint32>(std::atoi(argv[3])));

    std::uint64_t fixes = 0; // continues after the newest that survived
    for (const auto &depot : trails)
        for (int handset = 0; handset < kHandsets; ++handset)
            if (const auto last = orExit(depot->latest({"H-00" + std::to_string(handset)})))
                fixes =
                    std::max(fixes, static_cast<std::uint64_t>((last->position.latE7 - 466'000'000) / 10));
    while (true) {
        const auto end = orExit(log.last());
        orExit(log.append(tests::nextFacts(end, 1 + random.bounded(5u), end.number)));
        std::printf("fact %llu\n", static_cast<unsigned long long>(orExit(log.last()).number));

        std::vector<std::vector<store::HandsetFix>> batch(kDepots.size());
        for (std::uint32_t left = 1 + random.bounded(40u); left > 0; --left)
            batch[random.bounded(2)].push_back(fixNumber(++fixes));
        std::vector<store::TrailLogs::Part> parts;
        for (std::size_t i = 0; i < kDepots.size(); ++i)
            parts.push_back({.depot = kDepots[i], .fixes = batch[i]});
        orExit(logs->append(parts));
        for (std::size_t i = 0; i < kDepots.size(); ++i)
            trails[i]->remember(batch[i]);
        std::printf("fix %llu\n", static_cast<unsigned long long>(fixes));
        std::fflush(stdout);

        if (random.bounded(8) == 0)
            logs->rotate();
        auto &folding = *trails[random.bounded(2)];
        if (random.bounded(4) == 0)
            folding.closeLog();
        orExit(folding.fold(random.bounded(4u)));
    }
}
