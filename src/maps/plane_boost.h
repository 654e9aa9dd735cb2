// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "maps/plane.h"

#include <boost/geometry/core/closure.hpp>
#include <boost/geometry/core/point_order.hpp>
#include <boost/geometry/geometries/register/point.hpp>
#include <boost/geometry/geometries/register/ring.hpp>

/// Makes the drawing board's points and rings known to Boost.Geometry. Apart from plane.h, because few need
/// it and it takes seconds to compile.
BOOST_GEOMETRY_REGISTER_POINT_2D(facteo::maps::plane::Vec, double, boost::geometry::cs::cartesian, x, y)
BOOST_GEOMETRY_REGISTER_RING(facteo::maps::plane::Ring)

namespace boost::geometry::traits {

template<> struct point_order<facteo::maps::plane::Ring>
{
    static const order_selector value = counterclockwise;
};

template<> struct closure<facteo::maps::plane::Ring>
{
    static const closure_selector value = open;
};

} // namespace boost::geometry::traits
