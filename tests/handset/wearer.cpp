// SPDX-License-Identifier: Apache-2.0
#include "handset/wearer.h"

#include "geo/distance.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace facteo::tests {
namespace {

using namespace handset;
using namespace std::chrono_literals;

constexpr double kGravity = 9.81;
constexpr std::chrono::milliseconds kEvery{20};
constexpr double kSeconds = 0.02;

double radians(double degrees)
{
    return degrees * std::numbers::pi / 180;
}

double wave(double turns)
{
    return std::sin(2 * std::numbers::pi * turns);
}

} // namespace

Wearer::Wearer(Carried carried, std::uint64_t seed, protocol::Instant start, Feed feed)
    : m_carried(carried), m_random(seed), m_feed(std::move(feed)), m_now(start), m_receiver(seed + 1),
      m_place(geo::positionOf(46.6, 2.3)), m_nextFix(start)
{
    // Any rotation: by three angles.
    const double a = between(0, 360), b = between(0, 360), c = between(0, 360);
    const double ca = std::cos(radians(a)), sa = std::sin(radians(a)), cb = std::cos(radians(b)),
                 sb = std::sin(radians(b)), cc = std::cos(radians(c)), sc = std::sin(radians(c));
    m_mount = {{{ca * cb, ca * sb * sc - sa * cc, ca * sb * cc + sa * sc},
        {sa * cb, sa * sb * sc + ca * cc, sa * sb * cc - ca * sc}, {-sb, cb * sc, cb * cc}}};
}

double Wearer::between(double least, double most)
{
    return least + (most - least) * static_cast<double>(m_random() >> 11) * 0x1p-53;
}

/// Bell-shaped enough: the sum of four even ones.
double Wearer::noise(double sigma)
{
    const auto bits = m_random();
    double sum = 0;
    for (int i = 0; i < 4; ++i)
        sum += static_cast<double>((bits >> (16 * i)) & 0xFFFF) / 65'535.0 - 0.5;
    return sigma * sum * 1.7320508;
}

/// Accelerations of the body in its own upright frame, without gravity; `wobble` is a quick pitch on top.
void Wearer::feel(double right, double up, double forward, double wobble)
{
    const double pitch = radians(m_posture.pitch + wobble);
    const double roll = radians(m_posture.roll);
    const std::array<double, 3> body{right + kGravity * std::cos(pitch) * std::sin(roll),
        up + kGravity * std::cos(pitch) * std::cos(roll), forward + kGravity * std::sin(pitch)};
    std::array<double, 3> phone{};
    for (std::size_t i = 0; i < 3; ++i)
        for (std::size_t k = 0; k < 3; ++k)
            phone[i] += m_mount[i][k] * body[k];
    m_feed(Acceleration{.at = m_now, .x = phone[0], .y = phone[1], .z = phone[2]});
}

void Wearer::fix(double metresPerSecond)
{
    if (m_now < m_nextFix)
        return;
    m_nextFix = m_now + 10s;
    m_heading += between(-40, 40);
    m_place = geo::destination(m_place, m_heading, metresPerSecond * 10);
    protocol::Fix truth{.at = m_now,
        .position = m_place,
        .speedCmS = static_cast<std::uint32_t>(std::max(0.0, metresPerSecond * 100 + noise(20)))};
    m_feed(Place{.at = m_now, .fix = m_receiver.blur(truth)});
}

/// Lives for so long: turns slowly into the posture, moves by `motion` (which feels), and is located.
template<typename Motion>
void Wearer::live(double seconds, Posture posture, double metresPerSecond, Motion motion)
{
    const auto until = m_now + std::chrono::milliseconds(std::lround(seconds * 1000));
    for (; m_now < until; m_now += kEvery) {
        m_posture.pitch += 0.04 * (posture.pitch - m_posture.pitch);
        m_posture.roll += 0.04 * (posture.roll - m_posture.roll);
        m_phase += kSeconds;
        motion();
        fix(metresPerSecond);
    }
}

void Wearer::walk(double seconds)
{
    const double steps = between(1.7, 2.1);
    const double vigour = between(0.8, 1.3);
    const bool leg = m_carried == Carried::InTheTrousers;
    double walked = 0;
    live(seconds, {between(-6, 8), between(-4, 4)}, 1.25, [&] {
        const double turn = m_phase * steps;
        feel(vigour * 1.0 * wave(turn / 2) + noise(0.5),
            vigour * (2.5 * wave(turn) + wave(2 * turn)) + noise(0.8),
            vigour * (leg ? 4.0 : 1.5) * wave(leg ? turn / 2 : turn + 0.2) + noise(0.7),
            leg ? 20 * wave(turn / 2) : 2 * wave(turn));
        walked += kSeconds * steps;
        if (walked >= 1) {
            walked -= 1;
            if (between(0, 1) < 0.92) // a step detector misses some
                m_feed(Step{m_now});
        }
    });
}

void Wearer::run(double seconds)
{
    const double steps = between(2.6, 3.0);
    const double flight = between(0.08, 0.14); // seconds of each step
    double walked = 0;
    live(seconds, {between(5, 15), 0}, 3.2, [&] {
        walked += kSeconds * steps;
        const double inStep = walked / steps; // seconds since the last foot strike
        const double stance = 1 / steps - flight;
        const double up = inStep < stance ? 22 * std::sin(std::numbers::pi * inStep / stance) - 4 : -8.6;
        feel(noise(inStep < stance ? 2 : 0.4), up + noise(0.4), noise(inStep < stance ? 3 : 0.4),
            m_carried == Carried::InTheTrousers ? 30 * wave(m_phase * steps / 2) : 0);
        if (walked >= 1) {
            walked -= 1;
            m_feed(Step{m_now});
        }
    });
}

void Wearer::stand(double seconds)
{
    const bool lively = between(0, 1) < 0.5;
    live(seconds, {between(-5, 10), between(-5, 5)}, 0, [&] {
        const bool gesture = lively && wave(m_phase / 7) > 0.6;
        feel(noise(gesture ? 0.6 : 0.05), noise(gesture ? 0.8 : 0.05), noise(gesture ? 0.6 : 0.05),
            1.5 * wave(m_phase / 5));
    });
}

void Wearer::bend(double seconds)
{
    live(seconds, {between(60, 115), between(-20, 20)}, 0,
        [&] { feel(noise(0.9), noise(0.9), noise(0.9), 8 * wave(m_phase)); });
}

double Wearer::seated()
{
    return m_carried == Carried::InTheTrousers ? between(75, 95) : between(-30, -12);
}

void Wearer::drive(double seconds)
{
    const double pitch = seated();
    while (seconds > 0) {
        const double leg = std::min(seconds, between(20, 180));
        live(leg, {pitch, 0}, between(4, 14), [&] {
            feel(noise(0.6) + 2 * wave(m_phase / 9), noise(0.9), noise(0.6) + 1.5 * wave(m_phase / 13), 0);
        });
        seconds -= leg;
        const double halt = std::min(seconds, between(2, 60));
        live(halt, {pitch, 0}, 0, [&] { feel(noise(0.12), noise(0.15), noise(0.12), 0); });
        seconds -= halt;
    }
}

void Wearer::sitInVan(double seconds)
{
    const double stir = between(5, 20);
    live(seconds, {seated(), 0}, 0, [&] {
        const bool arms = wave(m_phase / stir) > 0.7;
        feel(noise(arms ? 0.8 : 0.1), noise(arms ? 0.8 : 0.1), noise(arms ? 0.8 : 0.1), 0);
    });
}

void Wearer::cycle(double seconds)
{
    const bool leg = m_carried == Carried::InTheTrousers;
    const double cobbles = between(3, 6);
    live(seconds, {leg ? 50 : between(12, 35), 0}, between(3.6, 6), [&] {
        feel(noise(cobbles / 2), noise(cobbles), noise(cobbles / 2), leg ? 30 * wave(1.1 * m_phase) : 0);
    });
}

void Wearer::use(double seconds)
{
    auto touch = m_now;
    live(seconds, {between(-150, -30), between(-40, 40)}, 0, [&] {
        feel(noise(0.3), noise(0.3), noise(0.3), 4 * wave(m_phase / 2));
        if (m_now >= touch) {
            m_feed(Used{m_now});
            touch = m_now + std::chrono::milliseconds(std::lround(between(300, 25'000)));
        }
    });
    m_feed(Used{m_now}); // locks it and puts it back
}

void Wearer::layDown(double seconds)
{
    live(seconds, {90, 0}, 0, [&] { feel(noise(0.02), noise(0.02), noise(0.02), 0); });
}

void Wearer::lieStill(double seconds, double degrees)
{
    live(seconds, {degrees, 0}, 0, [&] {
        feel(noise(0.04), noise(0.04), noise(0.04) + 0.04 * wave(m_phase / 4), 0); // he breathes
    });
}

void Wearer::writhe(double seconds)
{
    live(seconds, {between(80, 105), between(-15, 15)}, 0,
        [&] { feel(noise(1.5), noise(1.5), noise(1.5), 10 * wave(m_phase)); });
}

void Wearer::lie(double seconds)
{
    lieStill(seconds, between(75, 110) * (between(0, 1) < 0.5 ? 1 : -1));
}

void Wearer::tripInto(double weightlessSeconds, double blow)
{
    live(weightlessSeconds, {m_posture.pitch + 60, 0}, 0, [&] {
        feel(noise(0.3), -kGravity * std::cos(radians(m_posture.pitch)) + noise(0.3),
            -kGravity * std::sin(radians(m_posture.pitch)) + noise(0.3), 0);
    });
    double left = blow;
    live(0.1, {m_posture.pitch + 30, 0}, 0, [&] {
        feel(left, 0, 0, 0);
        left *= 0.5;
    });
}

void Wearer::fall()
{
    tripInto(between(0.26, 0.4), between(28, 60));
}

void Wearer::stumble()
{
    tripInto(0.12, between(26, 35));
}

void Wearer::dropPhone()
{
    tripInto(between(0.35, 0.45), 70);
    m_posture.pitch = between(0, 360);
    layDown(between(2, 7));
    use(between(5, 15));
}

} // namespace facteo::tests
