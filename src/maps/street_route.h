// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "maps/street_network.h"
#include "protocol/words.h"

#include <cstddef>
#include <cstdint>
#include <expected>
#include <limits>
#include <memory>
#include <optional>
#include <span>
#include <vector>

namespace facteo::maps {

enum class RouteError : std::uint8_t {
    NoStreets,  ///< the package has no street network
    FromTooFar, ///< no street that this mode may use is near the beginning
    ToTooFar,
    NoWay, ///< the streets do not lead there
};

/// How far and how long along streets.
struct Leg
{
    double metres = 0;
    double seconds = 0;
};

/// The quickest way between two positions, from the nearest place on a street to the nearest place on a
/// street.
struct Route
{
    Leg leg;
    std::vector<protocol::Position> line; ///< of the streets
    double metresToStreet = 0;            ///< from the position that was asked with
    double metresFromStreet = 0;
};

/// Finds quickest ways on the streets of a package.
///
/// Speeds are those of speedKmh (maps/street_use.h): no traffic, no lights, no turns, no hills. Turn
/// restrictions are not read. A* from one end to the other (Hart, Nilsson, Raphael 1968): in a town below a
/// millisecond. One thread at a time: it keeps 24 bytes for each corner that it ever came to. The network
/// must outlive it.
class StreetRouter
{
public:
    /// `metresToStreet`: a position farther away from every street is refused.
    explicit StreetRouter(const StreetNetwork &network, double metresToStreet = 500);
    StreetRouter(StreetRouter &&) noexcept;
    StreetRouter &operator=(StreetRouter &&) noexcept;
    ~StreetRouter();

    [[nodiscard]] std::expected<Route, RouteError> route(
        protocol::Position from, protocol::Position to, TravelMode mode);

    /// From one position to many: nothing where no street leads, or not within `mostSeconds`. The error is
    /// NoStreets or FromTooFar.
    [[nodiscard]] std::expected<std::vector<std::optional<Leg>>, RouteError> legs(protocol::Position from,
        std::span<const protocol::Position> to, TravelMode mode,
        double mostSeconds = std::numeric_limits<double>::infinity());

    /// From each to each, row by row; a row of nothing where the beginning is too far from any street.
    [[nodiscard]] std::expected<std::vector<std::optional<Leg>>, RouteError> matrix(
        std::span<const protocol::Position> from, std::span<const protocol::Position> to, TravelMode mode,
        double mostSeconds = std::numeric_limits<double>::infinity());

private:
    struct Search;

    const StreetNetwork *m_network;
    double m_metresToStreet;
    std::unique_ptr<Search> m_search;
};

} // namespace facteo::maps
