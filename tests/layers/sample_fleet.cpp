// SPDX-License-Identifier: Apache-2.0
#include "layers/sample_fleet.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <random>

namespace facteo::tests {

using namespace console;

namespace {

struct Town
{
    double latitude;
    double longitude;
    double thousands; ///< inhabitants of its urban unit, INSEE 2020, rounded
};

constexpr auto kTowns = std::to_array<Town>({{48.857, 2.352, 10'857}, {45.760, 4.836, 1'706},
    {43.297, 5.370, 1'618}, {50.632, 3.058, 1'053}, {43.605, 1.444, 1'049}, {44.838, -0.579, 994},
    {43.703, 7.266, 951}, {47.218, -1.554, 669}, {43.124, 5.928, 581}, {45.188, 5.724, 452},
    {48.573, 7.752, 473}, {49.443, 1.099, 470}, {43.611, 3.877, 469}, {48.117, -1.678, 372},
    {45.439, 4.387, 374}, {43.949, 4.806, 460}, {47.394, 0.685, 363}, {45.777, 3.087, 271},
    {47.902, 1.909, 287}, {49.494, 0.108, 234}, {48.692, 6.184, 286}, {47.478, -0.563, 248},
    {49.120, 6.176, 287}, {49.258, 4.032, 214}, {48.390, -4.486, 202}, {47.322, 5.041, 244},
    {48.000, 0.200, 211}, {49.894, 2.296, 164}, {42.689, 2.895, 203}, {45.834, 1.262, 185},
    {49.183, -0.371, 203}, {43.837, 4.360, 184}, {46.580, 0.340, 132}, {47.238, 6.025, 137},
    {47.750, 7.336, 245}, {43.295, -0.371, 200}, {46.160, -1.151, 132}, {47.997, -4.103, 80},
    {41.919, 8.738, 70}, {42.697, 9.451, 66}, {45.900, 6.129, 170}, {44.933, 4.892, 133}});

/// The mainland's outline, roughly.
constexpr auto kOutline = std::to_array<std::array<double, 2>>({{51.05, 2.4}, {50.1, 4.1}, {49.5, 5.8},
    {49.0, 8.1}, {47.6, 7.5}, {46.4, 6.1}, {45.9, 7.0}, {44.2, 7.6}, {43.4, 6.8}, {43.3, 5.2}, {43.5, 4.0},
    {42.5, 3.1}, {42.75, 0.5}, {43.35, -1.7}, {44.6, -1.2}, {45.9, -1.1}, {47.3, -2.4}, {47.9, -4.3},
    {48.6, -4.6}, {48.7, -2.0}, {49.6, -1.6}, {49.3, -0.3}, {49.9, 1.2}});

bool isInside(double latitude, double longitude)
{
    bool inside = false;
    for (std::size_t i = 0, j = kOutline.size() - 1; i < kOutline.size(); j = i++) {
        const auto &a = kOutline[i];
        const auto &b = kOutline[j];
        if ((a[0] > latitude) != (b[0] > latitude) &&
            longitude < (b[1] - a[1]) * (latitude - a[0]) / (b[0] - a[0]) + a[1])
            inside = !inside;
    }
    return inside;
}

constexpr double kMetresPerDegree = 111'195;

geo::UnitPoint around(double latitude, double longitude, double eastMetres, double northMetres)
{
    return geo::toUnit(latitude + northMetres / kMetresPerDegree,
        longitude + eastMetres / (kMetresPerDegree * std::cos(latitude * std::numbers::pi / 180)));
}

constexpr std::size_t kPerDepot = 34;

} // namespace

SampleFleet::SampleFleet(std::size_t count, std::uint32_t seed)
{
    std::mt19937 random(seed);
    std::uniform_real_distribution<double> part(0, 1);
    std::normal_distribution<double> bell;
    std::vector<double> weights;
    for (const auto &town : kTowns)
        weights.push_back(town.thousands);
    std::discrete_distribution<std::size_t> someTown(weights.begin(), weights.end());
    m_walkers.reserve(count);
    while (m_walkers.size() < count) {
        double latitude = 0;
        double longitude = 0;
        double reach = 3'500;
        if (part(random) < 0.45) {
            const auto &town = kTowns[someTown(random)];
            const double spread = 620 * std::sqrt(town.thousands) / kMetresPerDegree * 0.4;
            latitude = town.latitude + bell(random) * spread;
            longitude = town.longitude + bell(random) * spread * 1.4;
            reach = 1'100;
        } else {
            do {
                latitude = 42.3 + part(random) * 8.8;
                longitude = -4.8 + part(random) * 13.1;
            } while (!isInside(latitude, longitude));
        }
        const auto depot = around(latitude, longitude, 0, 0);
        for (std::size_t i = 0; i < kPerDepot && m_walkers.size() < count; ++i)
            m_walkers.push_back(
                {depot, around(latitude, longitude, bell(random) * reach, bell(random) * reach),
                    static_cast<float>(part(random) * 360)});
    }
}

void SampleFleet::walk(double seconds)
{
    constexpr double kUnitsPerMetre = 1 / (40'075'017 * 0.69); // at 46° north
    constexpr double kMetresPerSecond = 1.4;
    for (std::size_t i = 0; i < m_walkers.size(); ++i) {
        auto &walker = m_walkers[i];
        walker.headingDegrees =
            std::fmod(walker.headingDegrees + static_cast<float>(i % 7) * 0.9F + 360, 360.0F);
        const double angle = static_cast<double>(walker.headingDegrees) * std::numbers::pi / 180;
        walker.position.x += std::sin(angle) * kMetresPerSecond * seconds * kUnitsPerMetre;
        walker.position.y -= std::cos(angle) * kMetresPerSecond * seconds * kUnitsPerMetre;
    }
}

void SampleFleet::fill(FleetFeed &feed) const
{
    for (std::size_t i = 0; i < m_walkers.size(); ++i) {
        const auto row = feed.add(QStringLiteral("H-%1").arg(i + 1, 5, 10, QLatin1Char('0')),
            QStringLiteral("T-%1").arg(i % 9'000 + 1, 4, 10, QLatin1Char('0')));
        const auto state = i % 8'501 == 77    ? DotState::Alert
                           : i % 8'501 == 801 ? DotState::AlertInHand
                           : i % 10 == 3      ? DotState::OnTask
                                              : DotState::OnRound;
        const auto freshness = i % 97 == 5   ? Freshness::Lost
                               : i % 41 == 7 ? Freshness::Stale
                               : i % 19 == 2 ? Freshness::Ageing
                                             : Freshness::Fresh;
        const auto &walker = m_walkers[i];
        feed.place(row,
            {.position = walker.position, .headingDegrees = walker.headingDegrees, .accuracyMetres = 9},
            state, freshness);
    }
    feed.publish();
}

void SampleFleet::report(FleetFeed &feed, std::chrono::milliseconds interval) const
{
    for (std::uint32_t row = 0; row < m_walkers.size(); ++row)
        feed.place(row,
            {.position = m_walkers[row].position,
                .headingDegrees = m_walkers[row].headingDegrees,
                .accuracyMetres = 9,
                .interval = interval},
            feed.points().state[row], feed.points().freshness[row]);
    feed.publish();
}

} // namespace facteo::tests
