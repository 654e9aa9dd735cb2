// SPDX-License-Identifier: Apache-2.0
// Geofences: where are 85,000 postmen, held against 1,000 polygons? Every answer of the index is compared
// with the one of brute force; a difference ends the program.
#include "machine_facts.h"

#include "geo/areas.h"
#include "geo/distance.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <cstdio>
#include <random>

namespace {

using namespace facteo;

constexpr std::size_t kPositions = 85'000;
constexpr std::size_t kPolygons = 1'000;
constexpr int kRuns = 5;

/// Over France without Corsica, roughly.
protocol::Position somewhere(std::mt19937_64 &random)
{
    return geo::positionOf(std::uniform_real_distribution<double>(43.2, 50.5)(random),
        std::uniform_real_distribution<double>(-1.5, 7.5)(random));
}

std::vector<geo::Area> polygons(std::size_t corners, std::uint64_t seed)
{
    std::mt19937_64 random(seed);
    std::uniform_real_distribution<double> reach(500, 15'000);
    std::vector<geo::Area> areas;
    for (std::size_t i = 0; i < kPolygons; ++i) {
        const auto middle = somewhere(random);
        protocol::Polygon polygon;
        for (std::size_t corner = 0; corner < corners; ++corner)
            polygon.corners.push_back(geo::destination(
                middle, 360.0 * static_cast<double>(corner) / static_cast<double>(corners), reach(random)));
        areas.emplace_back(polygon);
    }
    return areas;
}

struct Answers
{
    std::vector<std::vector<std::uint64_t>> inside;
    double cpuSeconds = 0;
};

Answers byForce(const std::vector<geo::Area> &areas, const std::vector<protocol::Position> &positions)
{
    Answers answers;
    answers.inside.resize(positions.size());
    const auto begin = bench::cpuSeconds();
    for (std::size_t i = 0; i < positions.size(); ++i)
        for (std::uint64_t key = 0; key < areas.size(); ++key)
            if (areas[key].contains(positions[i]))
                answers.inside[i].push_back(key);
    answers.cpuSeconds = bench::cpuSeconds() - begin;
    return answers;
}

Answers byIndex(const geo::AreaIndex &index, const std::vector<protocol::Position> &positions)
{
    Answers answers;
    answers.inside.resize(positions.size());
    const auto begin = bench::cpuSeconds();
    for (std::size_t i = 0; i < positions.size(); ++i)
        index.at(positions[i], answers.inside[i]);
    answers.cpuSeconds = bench::cpuSeconds() - begin;
    return answers;
}

QJsonObject measure(std::size_t corners, const std::vector<protocol::Position> &positions)
{
    const auto areas = polygons(corners, corners);
    const auto begin = bench::cpuSeconds();
    geo::AreaIndex index;
    for (std::uint64_t key = 0; key < areas.size(); ++key)
        index.set(key, areas[key]);
    const auto building = bench::cpuSeconds() - begin;

    // Brute force takes seconds to minutes: one run of a tenth of the positions stands for all.
    const std::vector<protocol::Position> tenth(positions.begin(), positions.begin() + kPositions / 10);
    const auto brute = byForce(areas, tenth);
    std::vector<double> runs;
    std::size_t hits = 0;
    for (int run = 0; run < kRuns; ++run) {
        const auto indexed = byIndex(index, positions);
        runs.push_back(indexed.cpuSeconds * 1e3);
        hits = 0;
        for (std::size_t i = 0; i < positions.size(); ++i) {
            hits += indexed.inside[i].size();
            if (i < tenth.size() && indexed.inside[i] != brute.inside[i]) {
                std::fprintf(stderr, "position %zu: the index and brute force differ\n", i);
                std::exit(1);
            }
        }
    }
    const auto median = bench::percentile(runs, 0.5);
    return {{"corners", static_cast<int>(corners)}, {"buildMs", building * 1e3}, {"indexMs", median},
        {"bruteForceMs", brute.cpuSeconds * 1e4}, {"times", brute.cpuSeconds * 1e4 / median},
        {"inside", static_cast<qint64>(hits)}, {"compared", static_cast<qint64>(tenth.size())}};
}

} // namespace

int main(int argc, char *argv[])
{
    const QCoreApplication application(argc, argv);
    std::mt19937_64 random(1);
    std::vector<protocol::Position> positions(kPositions);
    std::ranges::generate(positions, [&] { return somewhere(random); });
    const QJsonObject result{{"bench", "geo"}, {"machine", bench::machineFacts()},
        {"positions", static_cast<qint64>(kPositions)}, {"polygons", static_cast<qint64>(kPolygons)},
        {"geofences", QJsonArray{measure(50, positions), measure(500, positions)}}};
    std::puts(QJsonDocument(result).toJson().constData());
    return 0;
}
