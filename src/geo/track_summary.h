// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/box.h"
#include "geo/track.h"

/// What a day's track says in a few lines: how far, where somebody stayed, when nothing came.
namespace facteo::geo {

/// Fixes less certain than this say where somebody was, but not that he moved: an accuracy of a hundred
/// metres is a cell tower's or a courtyard's.
inline constexpr std::uint32_t kLeastCertainDm = 500;

/// Who stays within this of the middle of where he was is standing: receivers between houses wander so far.
/// The stop lasts from the first to the last fix within half of it.
inline constexpr double kStopRadiusMetres = 30;
/// A stop is at least so long: longer than a letter box, a door bell or a traffic light takes.
inline constexpr std::chrono::minutes kShortestStop{2};
/// Silence as long as this between two fixes of one place does not end a stop: indoors there is no reception.
inline constexpr std::chrono::minutes kLongestSilenceOfStop{10};

/// Somebody was at a place for a while.
struct Stop
{
    protocol::Position place{}; ///< the mean of its fixes
    protocol::Instant from{};
    protocol::Instant to{};

    bool operator==(const Stop &) const = default;
};

/// No fix for longer than kLongestGap.
struct Gap
{
    protocol::Instant from{}; ///< the last fix before, and the first after
    protocol::Instant to{};
    double metres = 0; ///< from the one to the other as the crow flies

    bool operator==(const Gap &) const = default;
};

struct TrackSummary
{
    /// The way in metres, without gaps, stops and jitter: a fix counts as the next place only when it is
    /// farther from the last one that counted than both are uncertain (at least 10 m); within a stop nothing
    /// is counted.
    double metres = 0;
    std::vector<Stop> stops{};
    std::vector<Gap> gaps{};
    std::optional<Box> box{}; ///< none for no fixes

    bool operator==(const TrackSummary &) const = default;
};

/// Stay points after Li, Zheng et al., "Mining user similarity based on location history" (ACM GIS 2008),
/// held against the running mean and forgiving one fix at a time that jumped away. One pass but for fixes
/// within a stop.
[[nodiscard]] TrackSummary summaryOf(std::span<const protocol::Fix> track);

/// From the first fix to the last, without stops and without the time of which nobody knows anything: what is
/// left he was on his way.
[[nodiscard]] std::chrono::milliseconds movingTime(
    std::span<const protocol::Fix> track, const TrackSummary &summary);

} // namespace facteo::geo
