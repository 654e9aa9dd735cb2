// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cmath>
#include <cstdint>
#include <optional>
#include <random>
#include <vector>

/// The drawing board of the demo town: a plane in metres, x east, y north, its origin the church square.
namespace facteo::maps::plane {

struct Vec
{
    double x = 0;
    double y = 0;

    friend Vec operator+(Vec a, Vec b) { return {a.x + b.x, a.y + b.y}; }
    friend Vec operator-(Vec a, Vec b) { return {a.x - b.x, a.y - b.y}; }
    friend Vec operator*(Vec a, double by) { return {a.x * by, a.y * by}; }
    auto operator<=>(const Vec &) const = default;
};

[[nodiscard]] inline double dot(Vec a, Vec b)
{
    return a.x * b.x + a.y * b.y;
}
[[nodiscard]] inline double cross(Vec a, Vec b)
{
    return a.x * b.y - a.y * b.x;
}
[[nodiscard]] inline double length(Vec a)
{
    return std::hypot(a.x, a.y);
}
/// Length 1; the x axis for a vector without a length.
[[nodiscard]] inline Vec unit(Vec a)
{
    const double l = length(a);
    return l > 0 ? a * (1 / l) : Vec{1, 0};
}
/// A quarter turn to the left.
[[nodiscard]] inline Vec leftOf(Vec a)
{
    return {-a.y, a.x};
}
[[nodiscard]] inline Vec mix(Vec a, Vec b, double share)
{
    return a + (b - a) * share;
}

/// Two points or more.
using Line = std::vector<Vec>;
/// Counter-clockwise, without a repeated last point.
using Ring = std::vector<Vec>;

/// Random numbers that are the same on every machine (the distributions of the standard library are not).
class Dice
{
public:
    explicit Dice(std::uint64_t seed) : m_engine(seed) {}

    /// [0, 1)
    double share() { return static_cast<double>(m_engine() >> 11) * 0x1p-53; }
    double between(double low, double high) { return low + (high - low) * share(); }
    /// 0 … count - 1
    std::size_t below(std::size_t count)
    {
        return static_cast<std::size_t>(share() * static_cast<double>(count));
    }
    bool chance(double probability) { return share() < probability; }

private:
    std::mt19937_64 m_engine;
};

/// A smooth curve through the points (Catmull–Rom), with a corner about every `step` metres.
[[nodiscard]] Line smooth(const std::vector<Vec> &through, double step);
/// The line moved to its left by `metres`; for gentle curves.
[[nodiscard]] Line beside(const Line &line, double metres);
/// A point `metres` from the start, and the direction there. The line needs two different points.
struct Stand
{
    Vec point;
    Vec direction;
};
[[nodiscard]] Stand standOn(const Line &line, double metres);
/// The piece of a line between two distances from its start.
[[nodiscard]] Line pieceOf(const Line &line, double from, double to);

[[nodiscard]] double lengthOf(const Line &line);
[[nodiscard]] double distanceTo(Vec from, Vec to, Vec point); ///< of a point to a segment
[[nodiscard]] double distanceTo(const Line &line, Vec point);
[[nodiscard]] double perimeterOf(const Ring &ring);
[[nodiscard]] double areaOf(const Ring &ring);
[[nodiscard]] bool contains(const Ring &ring, Vec point);
/// A point that is surely inside.
[[nodiscard]] Vec insideOf(const Ring &ring);
/// The ring through the points of a line, turned counter-clockwise; a repeated last point is dropped.
[[nodiscard]] Ring closedFrom(Line line);
/// What is left of a ring when a border of `metres` is taken off all around; holes are ignored.
[[nodiscard]] std::vector<Ring> inset(const Ring &ring, double metres);
/// Both in one ring; nothing when they do not touch or when their union has a hole.
[[nodiscard]] std::optional<Ring> joined(const Ring &one, const Ring &other);
/// Direction of the long side of the smallest box around the ring, and its two sides.
struct Axis
{
    Vec direction;
    double longSide = 0;
    double shortSide = 0;
    Vec centre;
};
[[nodiscard]] Axis axisOf(const Ring &ring);

} // namespace facteo::maps::plane
