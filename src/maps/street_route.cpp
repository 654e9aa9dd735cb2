// SPDX-License-Identifier: Apache-2.0
#include "maps/street_route.h"

#include "maps/street_search.h"
#include "maps/world.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <ranges>
#include <unordered_map>
#include <utility>

namespace facteo::maps {
namespace {

/// Rounding must not make a straight line longer than a way.
constexpr double kSafety = 0.999;

double unitsBetween(WorldPoint a, WorldPoint b)
{
    return std::hypot(static_cast<double>(a.x) - b.x, static_cast<double>(a.y) - b.y);
}

/// That no street beats on the map.
double secondsPerUnit(const StreetNetwork &network, TravelMode mode)
{
    const double top = network.topKmh(mode) / 3.6;
    return top > 0 ? kSafety * network.metresPerUnit() / top : 0;
}

/// The part of a line between two shares of its length, in this direction.
std::vector<WorldPoint> cut(std::vector<WorldPoint> line, double from, double to)
{
    if (from > to) {
        std::ranges::reverse(line);
        from = 1 - from;
        to = 1 - to;
    }
    double all = 0;
    for (std::size_t i = 1; i < line.size(); ++i)
        all += unitsBetween(line[i - 1], line[i]);
    std::vector<WorldPoint> part;
    double before = 0;
    for (std::size_t i = 1; i < line.size(); ++i) {
        const double length = unitsBetween(line[i - 1], line[i]);
        const auto at = [&](double share) {
            const double inPiece = length > 0 ? std::clamp((share * all - before) / length, 0.0, 1.0) : 0;
            return WorldPoint{.x = static_cast<std::uint32_t>(
                                  std::lround(std::lerp(double(line[i - 1].x), double(line[i].x), inPiece))),
                .y = static_cast<std::uint32_t>(
                    std::lround(std::lerp(double(line[i - 1].y), double(line[i].y), inPiece)))};
        };
        if (part.empty() && before + length >= from * all)
            part.push_back(at(from));
        if (!part.empty() && before + length >= to * all) {
            part.push_back(at(to));
            break;
        }
        if (!part.empty())
            part.push_back(line[i]);
        before += length;
    }
    return part;
}

/// Directly along the street that both places lie on.
std::optional<Leg> directLeg(
    const StreetNetwork &network, const StreetPlace &from, const StreetPlace &to, TravelMode mode)
{
    if (from.edge != to.edge)
        return std::nullopt;
    const auto edge = network.edge(from.edge);
    const EdgeBits bits{edge.bits};
    const auto modes = from.share <= to.share ? bits.forward() : bits.backward();
    if ((modes & modeBit(mode)) == 0 && from.share != to.share)
        return std::nullopt;
    const double share = std::abs(from.share - to.share);
    return Leg{.metres = share * edge.centimetres / 100, .seconds = share * secondsOf(edge, mode)};
}

/// Nobody passes a blocked corner, but somebody may stand on it.
bool mayPass(const StreetNetwork &network, std::uint32_t vertex, TravelMode mode, double before, double after)
{
    return before == 0 || after == 0 || !network.isBlocked(vertex, mode);
}

class LineMaker
{
public:
    explicit LineMaker(const StreetNetwork &network) : m_network(network) {}

    void add(const std::vector<WorldPoint> &piece)
    {
        for (const auto point : piece)
            if (m_line.empty() || m_line.back() != point)
                m_line.push_back(point);
    }
    void addEdge(std::uint32_t edge, std::uint32_t begin)
    {
        auto line = m_network.lineOf(edge);
        if (m_network.edge(edge).from != begin)
            std::ranges::reverse(line);
        add(line);
    }
    /// Between a place and a corner at one end of its street: the nearer one when it is at both.
    void addEnd(const StreetPlace &place, std::uint32_t vertex, TravelMode mode, Setting setting)
    {
        const StreetEnd *nearer = nullptr;
        const auto ends = endsOf(m_network, place, mode, setting);
        for (const auto &end : ends)
            if (end.vertex == vertex && (nearer == nullptr || end.seconds < nearer->seconds))
                nearer = &end;
        if (nearer == nullptr)
            return;
        const double end = nearer->isEnd ? 1 : 0;
        const auto line = m_network.lineOf(place.edge);
        add(setting == Setting::Out ? cut(line, place.share, end) : cut(line, end, place.share));
    }
    [[nodiscard]] std::vector<protocol::Position> positions() const
    {
        std::vector<protocol::Position> positions;
        positions.reserve(m_line.size());
        for (const auto point : m_line)
            positions.push_back(positionOf(point));
        return positions;
    }

private:
    const StreetNetwork &m_network;
    std::vector<WorldPoint> m_line;
};

std::vector<std::optional<Leg>> legsOf(const auto &arrivals)
{
    std::vector<std::optional<Leg>> legs;
    legs.reserve(arrivals.size());
    for (const auto &arrival : arrivals)
        legs.push_back(arrival ? std::optional(arrival->leg) : std::nullopt);
    return legs;
}

} // namespace

struct StreetRouter::Search
{
    explicit Search(const StreetNetwork &streets) : network(streets), frontier(streets) {}

    /// Where a way arrived.
    struct Arrival
    {
        Leg leg;
        std::optional<std::uint32_t> corner; ///< the last before the place; none when both lie on one street
    };
    using Arrivals = std::vector<std::optional<Arrival>>;

    [[nodiscard]] Arrivals toMany(const StreetPlace &from, std::span<const std::optional<StreetPlace>> to,
        TravelMode mode, double most);
    [[nodiscard]] std::vector<protocol::Position> line(
        const StreetPlace &from, const StreetPlace &to, TravelMode mode, const Arrival &arrival) const;

    const StreetNetwork &network;
    StreetFrontier frontier;
};

StreetRouter::Search::Arrivals StreetRouter::Search::toMany(
    const StreetPlace &from, std::span<const std::optional<StreetPlace>> to, TravelMode mode, double most)
{
    struct Awaited
    {
        std::size_t target;
        StreetEnd end;
    };
    Arrivals arrivals(to.size());
    std::unordered_multimap<std::uint32_t, Awaited> awaited;
    const auto offer = [&](std::size_t target, const Arrival &arrival) {
        auto &best = arrivals[target];
        if (arrival.leg.seconds <= most && (!best || arrival.leg.seconds < best->leg.seconds))
            best = arrival;
    };
    for (std::size_t target = 0; target < to.size(); ++target) {
        if (!to[target])
            continue;
        if (const auto direct = directLeg(network, from, *to[target], mode))
            offer(target, {.leg = *direct, .corner = std::nullopt});
        for (const auto &end : endsOf(network, *to[target], mode, Setting::In))
            awaited.emplace(end.vertex, Awaited{.target = target, .end = end});
    }
    const bool isOne = to.size() == 1 && to[0];
    StreetFrontier::Goal goal;
    if (isOne)
        goal = {.point = to[0]->point, .secondsPerUnit = secondsPerUnit(network, mode)};
    frontier.start(mode, goal);
    frontier.beginAt(from);
    while (!awaited.empty()) {
        const auto next = frontier.nextKey();
        if (!next || *next > most || (isOne && arrivals[0] && *next >= arrivals[0]->leg.seconds))
            break;
        const auto vertex = frontier.advance();
        const auto [first, last] = awaited.equal_range(vertex);
        for (auto one = first; one != last; ++one) {
            const auto &[target, end] = one->second;
            const auto &label = *frontier.labelOf(vertex);
            if (mayPass(network, vertex, mode, label.seconds, end.seconds))
                offer(target, {.leg = {.metres = (label.centimetres + end.centimetres) / 100,
                                   .seconds = label.seconds + end.seconds},
                                  .corner = vertex});
        }
        awaited.erase(first, last);
    }
    return arrivals;
}

std::vector<protocol::Position> StreetRouter::Search::line(
    const StreetPlace &from, const StreetPlace &to, TravelMode mode, const Arrival &arrival) const
{
    LineMaker made(network);
    if (!arrival.corner) {
        made.add(cut(network.lineOf(from.edge), from.share, to.share));
        return made.positions();
    }
    std::vector<std::pair<std::uint32_t, std::uint32_t>> edges; // with the corner where each begins
    auto vertex = *arrival.corner;
    while (frontier.labelOf(vertex)->edge != StreetLabel::kBegun) {
        const auto number = frontier.labelOf(vertex)->edge;
        const auto edge = network.edge(number);
        vertex = edge.from == vertex ? edge.to : edge.from;
        edges.emplace_back(number, vertex);
    }
    made.addEnd(from, vertex, mode, Setting::Out);
    for (const auto &[edge, begin] : edges | std::views::reverse)
        made.addEdge(edge, begin);
    made.addEnd(to, *arrival.corner, mode, Setting::In);
    return made.positions();
}

StreetRouter::StreetRouter(const StreetNetwork &network, double metresToStreet)
    : m_network(&network), m_metresToStreet(metresToStreet), m_search(std::make_unique<Search>(network))
{
}

StreetRouter::StreetRouter(StreetRouter &&) noexcept = default;
StreetRouter &StreetRouter::operator=(StreetRouter &&) noexcept = default;
StreetRouter::~StreetRouter() = default;

std::expected<Route, RouteError> StreetRouter::route(
    protocol::Position from, protocol::Position to, TravelMode mode)
{
    if (m_network->empty())
        return std::unexpected(RouteError::NoStreets);
    const auto begin = m_network->nearest(from, mode, m_metresToStreet);
    if (!begin)
        return std::unexpected(RouteError::FromTooFar);
    const std::array ends{m_network->nearest(to, mode, m_metresToStreet)};
    if (!ends[0])
        return std::unexpected(RouteError::ToTooFar);
    constexpr double kHoweverLong = std::numeric_limits<double>::infinity();
    const auto arrival = m_search->toMany(*begin, ends, mode, kHoweverLong).front();
    if (!arrival)
        return std::unexpected(RouteError::NoWay);
    return Route{.leg = arrival->leg,
        .line = m_search->line(*begin, *ends[0], mode, *arrival),
        .metresToStreet = begin->metresAway,
        .metresFromStreet = ends[0]->metresAway};
}

std::expected<std::vector<std::optional<Leg>>, RouteError> StreetRouter::legs(
    protocol::Position from, std::span<const protocol::Position> to, TravelMode mode, double mostSeconds)
{
    if (m_network->empty())
        return std::unexpected(RouteError::NoStreets);
    const auto begin = m_network->nearest(from, mode, m_metresToStreet);
    if (!begin)
        return std::unexpected(RouteError::FromTooFar);
    std::vector<std::optional<StreetPlace>> ends;
    for (const auto position : to)
        ends.push_back(m_network->nearest(position, mode, m_metresToStreet));
    return legsOf(m_search->toMany(*begin, ends, mode, mostSeconds));
}

std::expected<std::vector<std::optional<Leg>>, RouteError> StreetRouter::matrix(
    std::span<const protocol::Position> from, std::span<const protocol::Position> to, TravelMode mode,
    double mostSeconds)
{
    if (m_network->empty())
        return std::unexpected(RouteError::NoStreets);
    std::vector<std::optional<StreetPlace>> ends;
    for (const auto position : to)
        ends.push_back(m_network->nearest(position, mode, m_metresToStreet));
    std::vector<std::optional<Leg>> all;
    all.reserve(from.size() * to.size());
    for (const auto position : from) {
        const auto begin = m_network->nearest(position, mode, m_metresToStreet);
        const auto row = begin ? legsOf(m_search->toMany(*begin, ends, mode, mostSeconds))
                               : std::vector<std::optional<Leg>>(to.size());
        all.insert(all.end(), row.begin(), row.end());
    }
    return all;
}

} // namespace facteo::maps
