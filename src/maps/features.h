// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

/// What a map is made of, in the shape in which a painter wants it.
namespace facteo::maps {

/// A point of the Web Mercator world square as a 32-bit fraction: x from 180° W eastwards, y from the
/// northern edge (85.0511° N) southwards. One unit is 9.3 mm at the equator, 6.4 mm in Paris.
struct WorldPoint
{
    std::uint32_t x = 0;
    std::uint32_t y = 0;

    auto operator<=>(const WorldPoint &) const = default;
};

/// An axis-parallel box, borders included; left <= right and top <= bottom (it never crosses the
/// antimeridian).
struct WorldRect
{
    std::uint32_t left = 0;
    std::uint32_t top = 0;
    std::uint32_t right = 0;
    std::uint32_t bottom = 0;

    [[nodiscard]] constexpr bool intersects(const WorldRect &other) const
    {
        return left <= other.right && other.left <= right && top <= other.bottom && other.top <= bottom;
    }
    auto operator<=>(const WorldRect &) const = default;
};

/// What a feature is. Closed; the numbers stand in package files: never reuse one.
enum class FeatureKind : std::uint8_t {
    // Lines
    Motorway = 1,
    Trunk = 2,
    Primary = 3,
    Secondary = 4,
    Tertiary = 5,
    Residential = 6, ///< ordinary street, also unclassified road
    LivingStreet = 7,
    Service = 8,
    Pedestrian = 9, ///< line, or a square when kArea is set
    Track = 10,
    Cycleway = 11,
    Path = 12, ///< footway, path, bridleway
    Steps = 13,
    Rail = 14,
    Tram = 15,
    River = 16, ///< also canal
    Stream = 17,
    Coastline = 18, ///< land on the left, as OSM draws it
    Boundary = 19,  ///< rank: admin_level 2 (country) … 8 (commune)
    Wall = 20,      ///< also hedge and fence
    Dam = 21,       ///< also weir

    // Areas
    Water = 40,
    Building = 41, ///< number: house number when the building carries the address
    Forest = 42,
    Grass = 43, ///< grass, meadow, heath, scrub, village green
    Park = 44,
    Farmland = 45,
    Orchard = 46, ///< also vineyard and allotments
    ResidentialArea = 47,
    CommercialArea = 48,
    IndustrialArea = 49,
    Cemetery = 50,
    Pitch = 51,
    Parking = 52, ///< also a point
    Sand = 53,
    Rock = 54, ///< bare rock, scree, glacier
    SchoolGround = 55,
    HospitalGround = 56,
    RailwayGround = 57,
    Island = 58,
    Wetland = 59,
    Sea = 60, ///< pieces of it, others at every level of detail

    // Points: place names, what postmen look for, house numbers
    City = 80,
    Town = 81,
    Village = 82,
    Hamlet = 83,     ///< also isolated dwelling and locality
    Suburb = 84,     ///< also quarter and neighbourhood
    PostOffice = 85, ///< also sorting and delivery depots
    PostBox = 86,
    Pharmacy = 87,
    TownHall = 88,
    School = 89,
    Church = 90,   ///< any place of worship
    Hospital = 91, ///< also doctors and clinics
    Station = 92,
    Police = 93,
    FireStation = 94,
    Bakery = 95,
    Peak = 96,
    Tree = 97,
    Address = 98, ///< number is the house number, name its street
};

inline constexpr std::uint8_t kBridge = 1;
inline constexpr std::uint8_t kTunnel = 2; ///< also culvert and covered
inline constexpr std::uint8_t kOneway = 4; ///< in the direction of the points
inline constexpr std::uint8_t kOnewayBack = 8;
inline constexpr std::uint8_t kArea =
    16; ///< parts are rings: closed without a repeated last point, fill odd-even

/// One thing on the map. Views live as long as the FeatureBatch (parts) and its MapPackage (texts).
struct Feature
{
    FeatureKind kind = FeatureKind::Residential;
    std::uint8_t flags = 0;   ///< kBridge …
    std::int8_t layer = 0;    ///< OSM layer, -5 … 5: what passes over what
    std::uint8_t minZoom = 0; ///< first zoom at which it may be drawn
    /// Places: 10 · log10(population), 0 when unknown. Boundaries: admin_level. Others 0.
    std::uint8_t rank = 0;
    /// Unique within the package and the same at every zoom: the last tie-breaker of any drawing order.
    std::uint32_t ordinal = 0;
    std::string_view name;   ///< UTF-8
    std::string_view ref;    ///< road number: "D 940"
    std::string_view number; ///< house number: "12 bis"
    WorldRect bounds;
    /// Lines: one part each. Areas: outer rings and holes. Points: one part with one point.
    std::span<const std::span<const WorldPoint>> parts;

    [[nodiscard]] bool isArea() const { return (flags & kArea) != 0; }
    [[nodiscard]] bool isPoint() const { return parts.size() == 1 && parts[0].size() == 1; }
};

/// What one look into a package found. Moves, never copies: the features point into it.
class FeatureBatch
{
public:
    FeatureBatch() = default;
    FeatureBatch(FeatureBatch &&) noexcept = default;
    FeatureBatch &operator=(FeatureBatch &&) noexcept = default;
    FeatureBatch(const FeatureBatch &) = delete;
    FeatureBatch &operator=(const FeatureBatch &) = delete;
    ~FeatureBatch() = default;

    /// Ascending by ordinal, each feature once.
    [[nodiscard]] std::span<const Feature> features() const { return m_features; }
    [[nodiscard]] auto begin() const { return m_features.begin(); }
    [[nodiscard]] auto end() const { return m_features.end(); }
    [[nodiscard]] std::size_t size() const { return m_features.size(); }

private:
    friend class FeatureReader;

    std::vector<WorldPoint> m_points;
    std::vector<std::span<const WorldPoint>> m_parts;
    std::vector<Feature> m_features;
};

} // namespace facteo::maps
