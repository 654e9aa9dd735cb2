// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "handset/round_walk.h"

#include <memory>
#include <random>
#include <string>
#include <vector>

/// Postmen who walk rounds all over France, with receivers such as phones have. Seeded: the same every time.
namespace facteo::bench {

inline constexpr std::chrono::seconds kFixEvery{10};
inline constexpr int kFixesAnHour = 360;
inline constexpr int kHoursADay = 8;
/// A full hour: the morning of a day.
inline constexpr protocol::Instant kMorning{std::chrono::milliseconds{1'789'999'200'000}};

class Fleet
{
public:
    /// 69 postmen to a depot, each with a round of his own within 4 km of it.
    explicit Fleet(std::size_t postmen);

    [[nodiscard]] std::size_t size() const { return m_postmen.size(); }
    [[nodiscard]] static std::string nameOf(std::size_t postman);
    /// The next fix of a postman: his walk's, with the errors of a receiver in speed (0.15 m/s) and course
    /// (6°).
    [[nodiscard]] protocol::Fix step(std::size_t postman);

private:
    struct Postman
    {
        std::unique_ptr<handset::RoundWalk> walk;
        std::mt19937_64 receiver;
        int fixes = 0;
    };
    std::vector<Postman> m_postmen;
};

} // namespace facteo::bench
