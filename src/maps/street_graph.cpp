// SPDX-License-Identifier: Apache-2.0
#include "maps/street_graph.h"

#include <algorithm>
#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/astar_search.hpp>
#include <limits>
#include <map>

namespace facteo::maps {
namespace {

using namespace plane;

using Edges = boost::property<boost::edge_weight_t, double>;
using Streets =
    boost::adjacency_list<boost::vecS, boost::vecS, boost::undirectedS, boost::no_property, Edges>;

/// Boost's way to end a search at its goal.
struct Arrived
{
};

class StopAt : public boost::default_astar_visitor
{
public:
    explicit StopAt(std::size_t goal) : m_goal(goal) {}
    void examine_vertex(std::size_t vertex, const Streets &) const
    {
        if (vertex == m_goal)
            throw Arrived{};
    }

private:
    std::size_t m_goal;
};

class Straight : public boost::astar_heuristic<Streets, double>
{
public:
    Straight(const std::vector<Vec> &points, Vec goal) : m_points(&points), m_goal(goal) {}
    double operator()(std::size_t vertex) const { return length((*m_points)[vertex] - m_goal); }

private:
    const std::vector<Vec> *m_points;
    Vec m_goal;
};

} // namespace

struct StreetGraph::Graph
{
    Streets streets;
    std::vector<Vec> points;
    std::map<Vec, std::size_t> corners;
};

StreetGraph::StreetGraph(const StreetWeb &web, std::span<const std::pair<std::size_t, double>> stops)
    : m_graph(std::make_unique<Graph>()), m_stopCorners(stops.size())
{
    std::map<std::size_t, std::vector<std::pair<double, std::size_t>>> stopsOf;
    for (std::size_t i = 0; i < stops.size(); ++i)
        stopsOf[stops[i].first].emplace_back(stops[i].second, i);
    for (std::size_t s = 0; s < web.streets().size(); ++s) {
        const auto &street = web.streets()[s];
        if (!street.kind)
            continue;
        auto &onIt = stopsOf[s];
        std::ranges::sort(onIt);
        auto next = onIt.begin();
        std::size_t from = corner(street.line[0]);
        double walked = 0;
        for (std::size_t i = 1; i < street.line.size(); ++i) {
            const double end = walked + length(street.line[i] - street.line[i - 1]);
            const auto step = [&](Vec point) {
                const auto to = corner(point);
                if (to != from)
                    boost::add_edge(
                        from, to, length(m_graph->points[to] - m_graph->points[from]), m_graph->streets);
                from = to;
            };
            for (; next != onIt.end() && (next->first <= end || i + 1 == street.line.size()); ++next) {
                const double share =
                    end > walked ? std::clamp((next->first - walked) / (end - walked), 0.0, 1.0) : 0;
                step(mix(street.line[i - 1], street.line[i], share));
                m_stopCorners[next->second] = from;
            }
            step(street.line[i]);
            walked = end;
        }
    }
}

StreetGraph::~StreetGraph() = default;

std::size_t StreetGraph::corner(Vec point)
{
    const auto [found, isNew] = m_graph->corners.try_emplace(point, m_graph->points.size());
    if (isNew) {
        m_graph->points.push_back(point);
        boost::add_vertex(m_graph->streets);
    }
    return found->second;
}

std::size_t StreetGraph::cornerNear(Vec point) const
{
    std::size_t best = 0;
    double nearest = std::numeric_limits<double>::max();
    for (std::size_t i = 0; i < m_graph->points.size(); ++i)
        if (const double away = length(m_graph->points[i] - point); away < nearest) {
            nearest = away;
            best = i;
        }
    return best;
}

std::vector<Vec> StreetGraph::way(std::size_t from, std::size_t to) const
{
    const auto &graph = *m_graph;
    if (from == to)
        return {graph.points[from]};
    std::vector<std::size_t> before(graph.points.size());
    try {
        boost::astar_search(graph.streets, from, Straight(graph.points, graph.points[to]),
            boost::predecessor_map(before.data()).visitor(StopAt(to)));
        return {};
    } catch (const Arrived &) {
        std::vector<Vec> points;
        for (std::size_t at = to; at != from; at = before[at])
            points.push_back(graph.points[at]);
        points.push_back(graph.points[from]);
        std::ranges::reverse(points);
        return points;
    }
}

} // namespace facteo::maps
