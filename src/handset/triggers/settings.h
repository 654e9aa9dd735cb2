// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstddef>

namespace facteo::handset {

// Figures without a source are a design of this project, to be tuned with recorded days of real postmen.

struct ButtonSettings
{
    std::chrono::milliseconds settle{30};         ///< 5 to 100: a contact that bounces faster was not pressed
    std::chrono::milliseconds hold{3'000};        ///< 1 000 to 10 000 (DOMAIN 5.1)
    std::size_t presses = 5;                      ///< 3 to 10 (DOMAIN 5.1)
    std::chrono::milliseconds pressWindow{5'000}; ///< 2 000 to 10 000: from the first press to the last
};

struct ManDownSettings
{
    double tiltDegrees = 60;                       ///< 40 to 85 from the carried posture (DOMAIN 5.1)
    std::chrono::seconds tiltFor{30};              ///< 10 to 120 (DOMAIN 5.1)
    double freeFallBelow = 3;                      ///< 1 to 5 m/s²: 0.3 g
    std::chrono::milliseconds freeFallFor{200};    ///< 100 to 500: a fall of 20 cm; runners fly 80 to 150 ms
    double impactAbove = 25;                       ///< 15 to 60 m/s²: 2.5 g
    std::chrono::milliseconds impactWithin{1'000}; ///< 200 to 3 000 after the free fall
    std::chrono::seconds lieFor{10};               ///< 5 to 60: after a fall, tilted or still
    std::chrono::seconds fallCounts{60};           ///< 20 to 300: who has not lain by then got up
    double stillBelow = 0.5;           ///< 0.2 to 2 m/s² of scatter within a second: breathing, not walking
    double carriedSwing = 12;          ///< 5 to 30 degrees: above it he carries it at a leg or in a hand
    std::chrono::seconds learnFor{20}; ///< 5 to 120 of walking, before a posture is believed
    double ridingAbove = 3;            ///< 2 to 10 m/s over ground: who rides does not lie
};

struct NoMovementSettings
{
    std::chrono::seconds after{120}; ///< 30 to 600 (DOMAIN 2.2: 2 minutes)
    double movingAbove = 0.3;        ///< 0.1 to 1 m/s² of scatter within a second
    double movedMetres = 25;         ///< 10 to 100, beyond what both fixes leave open
};

struct VisitOverrunSettings
{
    std::chrono::seconds grace{600}; ///< 0 to 3 600 after the planned end
};

struct TearOffSettings
{
    std::chrono::milliseconds detachedFor{2'000}; ///< 500 to 10 000
    std::chrono::milliseconds settle{100}; ///< 20 to 500: a contact must be closed so long to count as closed
};

struct CountdownSettings
{
    std::chrono::seconds lasts{60}; ///< 10 to 120 (DOMAIN 2.2: 1 minute)
    int wrongCodes = 5;             ///< 3 to 10, then the entry is locked
};

struct TriggerSettings
{
    ButtonSettings button;
    ManDownSettings manDown;
    NoMovementSettings noMovement;
    VisitOverrunSettings visitOverrun;
    TearOffSettings tearOff;
    CountdownSettings countdown;
};

/// Whether every figure is within what its comment allows.
[[nodiscard]] bool isInRange(const TriggerSettings &settings);

} // namespace facteo::handset
