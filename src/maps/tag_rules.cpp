// SPDX-License-Identifier: Apache-2.0
#include "maps/tag_rules.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <span>
#include <string_view>

namespace facteo::maps {
namespace {

using enum FeatureKind;

struct Rule
{
    const char *key;
    std::string_view value; ///< "*": any but "no"
    FeatureKind kind;
};

// In each table the first rule that fits wins.

constexpr auto kLines = std::to_array<Rule>({
    {"highway", "motorway", Motorway},
    {"highway", "motorway_link", Motorway},
    {"highway", "trunk", Trunk},
    {"highway", "trunk_link", Trunk},
    {"highway", "primary", Primary},
    {"highway", "primary_link", Primary},
    {"highway", "secondary", Secondary},
    {"highway", "secondary_link", Secondary},
    {"highway", "tertiary", Tertiary},
    {"highway", "tertiary_link", Tertiary},
    {"highway", "residential", Residential},
    {"highway", "unclassified", Residential},
    {"highway", "road", Residential},
    {"highway", "living_street", LivingStreet},
    {"highway", "service", Service},
    {"highway", "pedestrian", Pedestrian},
    {"highway", "track", Track},
    {"highway", "cycleway", Cycleway},
    {"highway", "footway", Path},
    {"highway", "path", Path},
    {"highway", "bridleway", Path},
    {"highway", "steps", Steps},
    {"railway", "rail", Rail},
    {"railway", "light_rail", Rail},
    {"railway", "narrow_gauge", Rail},
    {"railway", "subway", Rail},
    {"railway", "tram", Tram},
    {"waterway", "river", River},
    {"waterway", "canal", River},
    {"waterway", "stream", Stream},
    {"waterway", "ditch", Stream},
    {"waterway", "drain", Stream},
    {"waterway", "dam", Dam},
    {"waterway", "weir", Dam},
    {"natural", "coastline", Coastline},
    {"barrier", "wall", Wall},
    {"barrier", "city_wall", Wall},
    {"barrier", "hedge", Wall},
    {"barrier", "fence", Wall},
});

constexpr auto kAreas = std::to_array<Rule>({
    {"building", "*", Building},
    {"natural", "water", Water},
    {"waterway", "riverbank", Water},
    {"waterway", "dock", Water},
    {"landuse", "reservoir", Water},
    {"landuse", "basin", Water},
    {"amenity", "school", SchoolGround},
    {"amenity", "kindergarten", SchoolGround},
    {"amenity", "college", SchoolGround},
    {"amenity", "university", SchoolGround},
    {"amenity", "hospital", HospitalGround},
    {"amenity", "clinic", HospitalGround},
    {"amenity", "parking", Parking},
    {"amenity", "grave_yard", Cemetery},
    {"landuse", "cemetery", Cemetery},
    {"leisure", "pitch", Pitch},
    {"leisure", "track", Pitch},
    {"leisure", "stadium", Pitch},
    {"leisure", "park", Park},
    {"leisure", "garden", Park},
    {"leisure", "playground", Park},
    {"leisure", "golf_course", Park},
    {"landuse", "forest", Forest},
    {"natural", "wood", Forest},
    {"natural", "wetland", Wetland},
    {"natural", "sand", Sand},
    {"natural", "beach", Sand},
    {"natural", "bare_rock", Rock},
    {"natural", "scree", Rock},
    {"natural", "shingle", Rock},
    {"natural", "glacier", Rock},
    {"landuse", "quarry", Rock},
    {"natural", "grassland", Grass},
    {"natural", "heath", Grass},
    {"natural", "scrub", Grass},
    {"natural", "fell", Grass},
    {"landuse", "grass", Grass},
    {"landuse", "meadow", Grass},
    {"landuse", "village_green", Grass},
    {"landuse", "recreation_ground", Grass},
    {"landuse", "orchard", Orchard},
    {"landuse", "vineyard", Orchard},
    {"landuse", "allotments", Orchard},
    {"landuse", "plant_nursery", Orchard},
    {"landuse", "farmland", Farmland},
    {"landuse", "farmyard", Farmland},
    {"landuse", "residential", ResidentialArea},
    {"landuse", "commercial", CommercialArea},
    {"landuse", "retail", CommercialArea},
    {"landuse", "industrial", IndustrialArea},
    {"landuse", "railway", RailwayGround},
    {"place", "island", Island},
    {"place", "islet", Island},
    {"place", "square", Pedestrian},
});

constexpr auto kPoints = std::to_array<Rule>({
    {"place", "city", City},
    {"place", "town", Town},
    {"place", "village", Village},
    {"place", "hamlet", Hamlet},
    {"place", "isolated_dwelling", Hamlet},
    {"place", "locality", Hamlet},
    {"place", "suburb", Suburb},
    {"place", "quarter", Suburb},
    {"place", "neighbourhood", Suburb},
    {"amenity", "post_office", PostOffice},
    {"amenity", "post_depot", PostOffice},
    {"amenity", "post_box", PostBox},
    {"amenity", "pharmacy", Pharmacy},
    {"amenity", "townhall", TownHall},
    {"amenity", "school", School},
    {"amenity", "kindergarten", School},
    {"amenity", "college", School},
    {"amenity", "university", School},
    {"amenity", "place_of_worship", Church},
    {"amenity", "hospital", Hospital},
    {"amenity", "clinic", Hospital},
    {"amenity", "doctors", Hospital},
    {"amenity", "police", Police},
    {"amenity", "fire_station", FireStation},
    {"amenity", "parking", Parking},
    {"railway", "station", Station},
    {"railway", "halt", Station},
    {"shop", "bakery", Bakery},
    {"natural", "peak", Peak},
    {"natural", "tree", Tree},
});

std::optional<FeatureKind> firstOf(std::span<const Rule> rules, const osmium::TagList &tags)
{
    if (tags.empty())
        return std::nullopt;
    // Neighbouring rules share their key: look it up once.
    const char *key = nullptr;
    const char *value = nullptr;
    for (const auto &rule : rules) {
        if (key == nullptr || std::string_view(key) != rule.key) {
            key = rule.key;
            value = tags[key];
        }
        if (value != nullptr &&
            (rule.value == value || (rule.value == "*" && std::string_view(value) != "no")))
            return rule.kind;
    }
    return std::nullopt;
}

long numberOf(const osmium::TagList &tags, const char *key, long otherwise)
{
    const std::string_view text = tags.get_value_by_key(key, "");
    long number = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
    return read.ec == std::errc{} && read.ptr == text.data() + text.size() ? number : otherwise;
}

bool isSet(const osmium::TagList &tags, const char *key)
{
    const char *value = tags[key];
    return value != nullptr && std::string_view(value) != "no";
}

} // namespace

std::optional<FeatureKind> lineKind(const osmium::TagList &tags)
{
    const auto kind = firstOf(kLines, tags);
    // A square that is mapped as an area has no middle line.
    if (kind && tags.has_tag("area", "yes"))
        return std::nullopt;
    return kind;
}

std::optional<FeatureKind> areaKind(const osmium::TagList &tags)
{
    if (const auto kind = firstOf(kAreas, tags))
        return kind;
    if (tags.has_tag("area", "yes") &&
        (tags.has_tag("highway", "pedestrian") || tags.has_tag("highway", "footway")))
        return Pedestrian;
    return std::nullopt;
}

std::optional<FeatureKind> pointKind(const osmium::TagList &tags)
{
    return firstOf(kPoints, tags);
}

std::optional<FeatureKind> areaPointKind(const osmium::TagList &tags)
{
    const auto kind = pointKind(tags);
    return kind && *kind > Suburb && *kind != Parking ? kind : std::nullopt;
}

std::uint8_t lineFlags(const osmium::TagList &tags)
{
    unsigned flags = 0;
    if (isSet(tags, "bridge"))
        flags |= kBridge;
    if (isSet(tags, "tunnel") || tags.has_tag("covered", "yes"))
        flags |= kTunnel;
    const std::string_view oneway = tags.get_value_by_key("oneway", "");
    if (oneway == "yes" || oneway == "1" || oneway == "true" || tags.has_tag("junction", "roundabout") ||
        (oneway.empty() && tags.has_tag("highway", "motorway")))
        flags |= kOneway;
    else if (oneway == "-1" || oneway == "reverse")
        flags |= kOnewayBack;
    return static_cast<std::uint8_t>(flags);
}

std::int8_t layerOf(const osmium::TagList &tags)
{
    const long otherwise = isSet(tags, "bridge") ? 1 : isSet(tags, "tunnel") ? -1 : 0;
    return static_cast<std::int8_t>(std::clamp(numberOf(tags, "layer", otherwise), -5L, 5L));
}

std::uint8_t populationRank(const osmium::TagList &tags)
{
    const long people = numberOf(tags, "population", 0);
    if (people < 1 || people > 100'000'000)
        return 0;
    return static_cast<std::uint8_t>(std::lround(10 * std::log10(static_cast<double>(people))));
}

std::uint8_t adminLevel(const osmium::TagList &tags)
{
    if (!tags.has_tag("boundary", "administrative"))
        return 0;
    const long level = numberOf(tags, "admin_level", 0);
    return level >= 2 && level <= 11 ? static_cast<std::uint8_t>(level) : std::uint8_t{0};
}

std::uint8_t communeLevel(const osmium::TagList &tags)
{
    const auto level = adminLevel(tags);
    return level == 7 || level == 8 ? level : std::uint8_t{0};
}

bool isWantedArea(const osmium::TagList &tags)
{
    return areaKind(tags) || areaPointKind(tags) || communeLevel(tags) != 0;
}

} // namespace facteo::maps
