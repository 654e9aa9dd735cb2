// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "handset/gps_noise.h"
#include "handset/triggers/sample.h"

#include <array>
#include <functional>
#include <random>

namespace facteo::tests {

/// A postman as his phone feels him: accelerations at 50 Hz, steps, fixes every 10 s.
///
/// A model and no recording: amplitudes and frequencies are round figures of the gait literature (steps at
/// 1.7 to 2.1 Hz and 2 to 4 m/s² at the trunk; a thigh that swings by 20° to either side; a runner who flies
/// for a tenth of a second), with noise on all of them. The phone sits in a random orientation.
class Wearer
{
public:
    enum class Carried : std::uint8_t { AtTheBelt, InTheTrousers };
    using Feed = std::function<void(const handset::Sample &)>;

    Wearer(Carried carried, std::uint64_t seed, protocol::Instant start, Feed feed);

    // What he does, for so many seconds
    void walk(double seconds);
    void run(double seconds);
    void stand(double seconds); ///< talking at a door; in every other stand he does not stir at all
    void bend(double seconds);  ///< over his crate or a low letter box
    void drive(double seconds); ///< with halts of up to a minute
    void sitInVan(double seconds);
    void cycle(double seconds);                    ///< over cobbles
    void use(double seconds);                      ///< phone in hand, a touch at least every 25 s
    void layDown(double seconds);                  ///< the phone on a table
    void lie(double seconds);                      ///< he himself
    void writhe(double seconds);                   ///< lies, and moves a good deal
    void lieStill(double seconds, double degrees); ///< leaning or lying at so many degrees from upright

    // What happens to him at once
    void fall();      ///< hard: falls for 0.3 s, then the ground
    void stumble();   ///< a hop down from a kerb: 0.12 s, lands on his feet
    void dropPhone(); ///< it falls for 0.4 s, lies for some seconds, is picked up
    void tripInto(double weightlessSeconds, double blow); ///< a fall of so long and with such a blow

    void feed(const handset::Sample &sample) { m_feed(sample); }
    [[nodiscard]] protocol::Instant now() const { return m_now; }
    [[nodiscard]] std::mt19937_64 &random() { return m_random; }
    [[nodiscard]] double between(double least, double most);

private:
    /// How the phone is turned against upright: pitch forward, roll to the side, degrees.
    struct Posture
    {
        double pitch = 0;
        double roll = 0;
    };

    template<typename Motion>
    void live(double seconds, Posture posture, double metresPerSecond, Motion motion);
    void feel(double right, double up, double forward, double wobble);
    [[nodiscard]] double noise(double sigma);
    void fix(double metresPerSecond);
    [[nodiscard]] double seated();

    Carried m_carried;
    std::mt19937_64 m_random;
    Feed m_feed;
    protocol::Instant m_now;
    handset::GpsNoise m_receiver;
    protocol::Position m_place;
    protocol::Instant m_nextFix;
    double m_heading = 0;
    Posture m_posture;
    std::array<std::array<double, 3>, 3> m_mount{};
    double m_phase = 0;
};

} // namespace facteo::tests
