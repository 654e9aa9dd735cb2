// SPDX-License-Identifier: Apache-2.0
#include "trail_fleet.h"

#include "geo/distance.h"

#include <cmath>
#include <format>

namespace facteo::bench {
namespace {

using protocol::Fix;

constexpr std::size_t kPostmenADepot = 69;
constexpr double kSpeedError = 0.15;
constexpr double kCourseError = 6;
constexpr std::uint32_t kSlowestWithCourseCmS = 30; // receivers give no course below it

double between(std::mt19937_64 &random, double low, double high)
{
    return std::uniform_real_distribution<double>(low, high)(random);
}

/// Streets of 25 to 160 m with corners, some of them dead ends, and a door every 15 to 55 m.
protocol::Round roundFrom(protocol::Position place, std::mt19937_64 &random)
{
    protocol::Round round;
    round.path.push_back(place);
    double course = between(random, 0, 360);
    for (int street = 0; street < 60; ++street) {
        const double turn = between(random, 0, 1);
        course += turn < 0.3 ? 90 : turn < 0.6 ? -90 : turn < 0.65 ? 180 : between(random, -12, 12);
        const double length = between(random, 25, 160);
        for (double metres = 15; metres < length; metres += between(random, 30, 55))
            round.stops.push_back({.address = {},
                .position = geo::destination(place, course, metres),
                .serviceSeconds = static_cast<std::uint32_t>(between(random, 8, 45))});
        place = geo::destination(place, course, length);
        round.path.push_back(place);
    }
    return round;
}

} // namespace

Fleet::Fleet(std::size_t postmen)
{
    std::mt19937_64 random(20'261'122);
    protocol::Position depot;
    for (std::size_t i = 0; i < postmen; ++i) {
        if (i % kPostmenADepot == 0)
            depot = geo::positionOf(between(random, 43.2, 50.5), between(random, -1.5, 7.5));
        const auto begin = geo::destination(depot, between(random, 0, 360), between(random, 0, 4'000));
        const auto round = roundFrom(begin, random);
        m_postmen.push_back({.walk = std::make_unique<handset::RoundWalk>(
                                 round, depot, kMorning, between(random, 0, 1), 1.0, random()),
            .receiver = std::mt19937_64(random())});
    }
}

std::string Fleet::nameOf(std::size_t postman)
{
    return std::format("H-{:05}", postman);
}

Fix Fleet::step(std::size_t postman)
{
    auto &one = m_postmen[postman];
    Fix fix = *one.walk->fixAt(kMorning + kFixEvery * one.fixes++);
    std::normal_distribution<double> speedError(0, kSpeedError * 100);
    std::normal_distribution<double> courseError(0, kCourseError);
    fix.speedCmS = static_cast<std::uint32_t>(std::abs(*fix.speedCmS + speedError(one.receiver)));
    if (*fix.speedCmS < kSlowestWithCourseCmS) {
        fix.headingCdeg.reset();
    } else {
        const double course = (fix.headingCdeg ? *fix.headingCdeg / 100.0 : between(one.receiver, 0, 360)) +
                              courseError(one.receiver);
        fix.headingCdeg = static_cast<std::uint32_t>(std::fmod(course + 720, 360) * 100) % 36'000;
    }
    return fix;
}

} // namespace facteo::bench
