// SPDX-License-Identifier: Apache-2.0
#include "maps/street_search.h"

#include <cmath>
#include <new>

namespace facteo::maps {
namespace {

/// Somebody so near to a corner stands on it, and may leave it by any of its streets.
constexpr double kAtCornerCentimetres = 50;

} // namespace

double secondsOf(const format::EdgeEntry &edge, TravelMode mode)
{
    return edge.centimetres * 0.036 / speedKmh({edge.bits}, mode);
}

std::vector<StreetEnd> endsOf(
    const StreetNetwork &network, const StreetPlace &place, TravelMode mode, Setting setting)
{
    const auto edge = network.edge(place.edge);
    const EdgeBits bits{edge.bits};
    const double seconds = secondsOf(edge, mode);
    const double centimetres = edge.centimetres;
    const bool along = setting == Setting::Out;
    std::vector<StreetEnd> ends;
    const auto add = [&](bool isEnd, double share) {
        ends.push_back({.vertex = isEnd ? edge.to : edge.from,
            .isEnd = isEnd,
            .seconds = share * seconds,
            .centimetres = share * centimetres});
    };
    const bool toEnd = ((along ? bits.forward() : bits.backward()) & modeBit(mode)) != 0;
    const bool toBegin = ((along ? bits.backward() : bits.forward()) & modeBit(mode)) != 0;
    if (toEnd || (1 - place.share) * centimetres < kAtCornerCentimetres)
        add(true, 1 - place.share);
    if (toBegin || place.share * centimetres < kAtCornerCentimetres)
        add(false, place.share);
    return ends;
}

StreetFrontier::StreetFrontier(const StreetNetwork &network) : m_network(network) {}

void StreetFrontier::start(TravelMode mode, const Goal &goal)
{
    m_mode = mode;
    m_goal = goal;
    m_turns = {};
    if (m_labels && ++m_search != 0)
        return;
    // calloc: corners that no search comes to cost no memory.
    m_labels.reset(
        static_cast<StreetLabel *>(std::calloc(m_network.vertexCount() + 1U, sizeof(StreetLabel))));
    if (!m_labels)
        throw std::bad_alloc();
    m_search = 1;
}

void StreetFrontier::label(std::uint32_t vertex, const StreetLabel &better)
{
    if (vertex >= m_network.vertexCount())
        return; // a damaged file
    m_labels[vertex] = better;
    m_turns.push({.key = better.seconds + secondsLeft(vertex), .seconds = better.seconds, .vertex = vertex});
}

double StreetFrontier::secondsLeft(std::uint32_t vertex) const
{
    if (m_goal.secondsPerUnit == 0)
        return 0;
    const auto point = m_network.vertex(vertex);
    const double x = static_cast<double>(point.x) - m_goal.point.x;
    const double y = static_cast<double>(point.y) - m_goal.point.y;
    return m_goal.secondsPerUnit * std::sqrt(x * x + y * y);
}

const StreetLabel *StreetFrontier::labelOf(std::uint32_t vertex) const
{
    if (vertex >= m_network.vertexCount())
        return nullptr; // a damaged file
    const auto &label = m_labels[vertex];
    return label.search == m_search ? &label : nullptr;
}

void StreetFrontier::beginAt(const StreetPlace &place)
{
    for (const auto &end : endsOf(m_network, place, m_mode, Setting::Out)) {
        if (end.vertex >= m_network.vertexCount())
            continue;
        if (const auto *known = labelOf(end.vertex); known == nullptr || end.seconds < known->seconds)
            label(end.vertex, {.seconds = end.seconds,
                                  .centimetres = static_cast<std::uint32_t>(end.centimetres),
                                  .search = m_search});
    }
}

std::optional<double> StreetFrontier::nextKey()
{
    // A corner that got better has an older turn, too.
    while (!m_turns.empty() && m_turns.top().seconds > m_labels[m_turns.top().vertex].seconds)
        m_turns.pop();
    if (m_turns.empty())
        return std::nullopt;
    return m_turns.top().key;
}

std::uint32_t StreetFrontier::advance()
{
    const auto vertex = m_turns.top().vertex;
    m_turns.pop();
    const auto here = m_labels[vertex];
    // Where the search began nobody passes.
    if (here.seconds > 0 && m_network.isBlocked(vertex, m_mode))
        return vertex;
    const auto arcs = m_network.arcsOf(vertex);
    for (auto arc = arcs.first; arc < arcs.end; ++arc) {
        const auto number = m_network.edgeOfArc(arc);
        const auto edge = m_network.edge(number);
        const EdgeBits bits{edge.bits};
        if (edge.from != vertex && edge.to != vertex)
            continue; // a damaged file
        const bool fromHere = edge.from == vertex;
        const auto other = fromHere ? edge.to : edge.from;
        const auto modes = fromHere ? bits.forward() : bits.backward();
        if ((modes & modeBit(m_mode)) == 0 || other >= m_network.vertexCount())
            continue;
        const double seconds = here.seconds + secondsOf(edge, m_mode);
        if (const auto *known = labelOf(other); known != nullptr && known->seconds <= seconds)
            continue;
        label(other, {.seconds = seconds,
                         .centimetres = here.centimetres + edge.centimetres,
                         .edge = number,
                         .search = m_search});
    }
    return vertex;
}

} // namespace facteo::maps
