// SPDX-License-Identifier: Apache-2.0
#include "geo/track_summary.h"

#include "geo/distance.h"

#include <algorithm>

namespace facteo::geo {
namespace {

using protocol::Fix;
using protocol::Position;

constexpr double kLeastStepMetres = 10;

bool isCertain(const Fix &fix)
{
    return fix.accuracyDm <= kLeastCertainDm;
}

/// The mean of positions that are close together.
class Mean
{
public:
    explicit Mean(Position first) : m_first(first) { add(first); }

    void add(Position position)
    {
        m_lat += position.latE7 - std::int64_t{m_first.latE7};
        m_lon += position.lonE7 - std::int64_t{m_first.lonE7};
        ++m_count;
    }
    [[nodiscard]] Position value() const
    {
        return {.latE7 = static_cast<std::int32_t>(m_first.latE7 + m_lat / m_count),
            .lonE7 = static_cast<std::int32_t>(m_first.lonE7 + m_lon / m_count)};
    }

private:
    Position m_first;
    std::int64_t m_lat = 0;
    std::int64_t m_lon = 0;
    std::int64_t m_count = 0;
};

/// Fixes from `begin` on that stay in one place: the stop, where it is long enough, and the index behind it.
struct Stay
{
    std::optional<Stop> stop;
    std::size_t end = 0;
};

Stay stayFrom(std::span<const Fix> fixes, std::size_t begin)
{
    Mean middle(fixes[begin].position);
    std::size_t last = begin;
    for (std::size_t i = begin + 1; i < fixes.size(); ++i) {
        if (fixes[i].at - fixes[last].at > kLongestSilenceOfStop)
            break;
        if (distanceMetres(middle.value(), fixes[i].position) <= kStopRadiusMetres) {
            middle.add(fixes[i].position);
            last = i;
        } else if (last + 1 < i) {
            break; // the second in a row
        }
    }
    Stay stay{.stop = std::nullopt, .end = last + 1};
    // The last steps of coming and the first of going are within the radius, too.
    const auto isThere = [&](const Fix &fix) {
        return distanceMetres(middle.value(), fix.position) <= kStopRadiusMetres / 2;
    };
    const auto whole = fixes.subspan(begin, last + 1 - begin);
    const auto first = std::ranges::find_if(whole, isThere);
    const auto final = std::ranges::find_last_if(whole, isThere).begin();
    if (first != whole.end() && final->at - first->at >= kShortestStop)
        stay.stop = Stop{.place = middle.value(), .from = first->at, .to = final->at};
    return stay;
}

std::vector<Stop> stopsOf(std::span<const Fix> fixes)
{
    std::vector<Stop> stops;
    for (std::size_t i = 0; i < fixes.size();) {
        const Stay stay = stayFrom(fixes, i);
        if (stay.stop)
            stops.push_back(*stay.stop);
        i = stay.stop ? stay.end : i + 1;
    }
    return stops;
}

double leastStep(const Fix &from, const Fix &to)
{
    return std::max(kLeastStepMetres, std::max(from.accuracyDm, to.accuracyDm) / 10.0);
}

double metresOf(std::span<const Fix> fixes, std::span<const Stop> stops)
{
    double metres = 0;
    auto stop = stops.begin();
    const Fix *counted = nullptr;
    const Fix *before = nullptr;
    for (const Fix &fix : fixes) {
        while (stop != stops.end() && stop->to < fix.at)
            ++stop;
        const bool isStanding = stop != stops.end() && stop->from < fix.at;
        if (counted == nullptr || fix.at - before->at > kLongestGap) {
            counted = &fix;
        } else if (isStanding) {
            counted = &fix; // the way on begins where the stop ends
        } else if (const double step = distanceMetres(counted->position, fix.position);
            step >= leastStep(*counted, fix)) {
            metres += step;
            counted = &fix;
        }
        before = &fix;
    }
    return metres;
}

std::vector<Gap> gapsOf(std::span<const Fix> track)
{
    std::vector<Gap> gaps;
    for (std::size_t i = 1; i < track.size(); ++i)
        if (track[i].at - track[i - 1].at > kLongestGap)
            gaps.push_back({.from = track[i - 1].at,
                .to = track[i].at,
                .metres = distanceMetres(track[i - 1].position, track[i].position)});
    return gaps;
}

} // namespace

TrackSummary summaryOf(std::span<const Fix> track)
{
    TrackSummary summary;
    if (track.empty())
        return summary;
    std::vector<Fix> certain;
    std::ranges::copy_if(track, std::back_inserter(certain), isCertain);
    summary.stops = stopsOf(certain);
    summary.metres = metresOf(certain, summary.stops);
    summary.gaps = gapsOf(track);
    summary.box = Box{track.front().position, track.front().position};
    for (const Fix &fix : track)
        summary.box->add(fix.position);
    return summary;
}

std::chrono::milliseconds movingTime(std::span<const Fix> track, const TrackSummary &summary)
{
    if (track.empty())
        return {};
    std::vector<std::pair<protocol::Instant, protocol::Instant>> idle;
    idle.reserve(summary.stops.size() + summary.gaps.size());
    for (const auto &stop : summary.stops)
        idle.emplace_back(stop.from, stop.to);
    for (const auto &gap : summary.gaps)
        idle.emplace_back(gap.from, gap.to);
    std::ranges::sort(idle);
    auto moving = track.back().at - track.front().at;
    auto counted = track.front().at; // a silence within a stop is idle once
    for (const auto &[from, to] : idle) {
        const auto begin = std::max(from, counted);
        if (to > begin)
            moving -= to - begin;
        counted = std::max(counted, to);
    }
    return moving;
}

} // namespace facteo::geo
