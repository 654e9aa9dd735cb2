// SPDX-License-Identifier: Apache-2.0
#include "maps/street_use.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <initializer_list>
#include <osmium/osm/tag.hpp>
#include <string_view>

namespace facteo::maps {
namespace {

using enum TravelMode;

constexpr std::uint8_t kFoot = modeBit(Foot);
constexpr std::uint8_t kBicycle = modeBit(Bicycle);
constexpr std::uint8_t kCar = modeBit(Car);
constexpr std::uint8_t kAll = kFoot | kBicycle | kCar;

/// OSRM's car.lua drives at so much of a speed limit.
constexpr double kShareOfLimit = 0.8;
constexpr double kFerryKmh = 10;
constexpr double kMilesToKilometres = 1.609344;

struct ClassRule
{
    std::string_view highway;
    WayClass wayClass;
    std::uint8_t modes; ///< without any tag of access
    double kmh;         ///< of cars, without a speed limit: car.lua
};

constexpr auto kRules = std::to_array<ClassRule>({
    {"motorway", WayClass::Road, kCar, 90},
    {"motorway_link", WayClass::Road, kCar, 45},
    {"trunk", WayClass::Road, kAll, 85},
    {"trunk_link", WayClass::Road, kAll, 40},
    {"primary", WayClass::Road, kAll, 65},
    {"primary_link", WayClass::Road, kAll, 30},
    {"secondary", WayClass::Road, kAll, 55},
    {"secondary_link", WayClass::Road, kAll, 25},
    {"tertiary", WayClass::Road, kAll, 40},
    {"tertiary_link", WayClass::Road, kAll, 20},
    {"unclassified", WayClass::Road, kAll, 25},
    {"residential", WayClass::Road, kAll, 25},
    {"road", WayClass::Road, kAll, 25},
    {"living_street", WayClass::Road, kAll, 10},
    {"service", WayClass::Road, kAll, 15},
    {"track", WayClass::Track, kFoot | kBicycle, 15},
    {"path", WayClass::Path, kFoot | kBicycle, 10},
    {"bridleway", WayClass::Path, kFoot | kBicycle, 10},
    {"cycleway", WayClass::Cycleway, kBicycle, 10},
    {"footway", WayClass::Walk, kFoot, 10},
    {"pedestrian", WayClass::Walk, kFoot | kBicycle, 10}, // bicycles at a walk: Code de la route R431-9
    {"platform", WayClass::Walk, kFoot, 10},
    {"steps", WayClass::Steps, kFoot, 5},
});

std::string_view value(const osmium::TagList &tags, const char *key)
{
    return tags.get_value_by_key(key, "");
}

bool isOneOf(std::string_view text, std::initializer_list<std::string_view> values)
{
    return std::ranges::find(values, text) != values.end();
}

enum class Access : std::uint8_t { Unsaid, Open, Pushed, Closed };

Access accessIn(std::string_view text)
{
    if (text.empty() || text == "unknown")
        return Access::Unsaid;
    if (text == "dismount")
        return Access::Pushed;
    return isOneOf(text, {"yes", "permissive", "designated", "official", "destination", "delivery",
                             "customers", "permit", "residents", "limited"})
               ? Access::Open
               : Access::Closed;
}

/// The tag that says most about it counts.
Access accessOf(const osmium::TagList &tags, std::initializer_list<const char *> fromSpecial)
{
    for (const char *key : fromSpecial)
        if (const auto said = accessIn(value(tags, key)); said != Access::Unsaid)
            return said;
    return Access::Unsaid;
}

struct AccessSaid
{
    Access foot;
    Access bicycle;
    Access car;
};

AccessSaid accessSaid(const osmium::TagList &tags)
{
    return {.foot = accessOf(tags, {"foot", "access"}),
        .bicycle = accessOf(tags, {"bicycle", "vehicle", "access"}),
        .car = accessOf(tags, {"motorcar", "motor_vehicle", "vehicle", "access"})};
}

std::uint8_t modesAfter(std::uint8_t usual, const AccessSaid &said)
{
    const auto apply = [&](Access access, std::uint8_t mode) {
        if (access == Access::Open || access == Access::Pushed)
            usual |= mode;
        else if (access == Access::Closed)
            usual &= static_cast<std::uint8_t>(~mode);
    };
    apply(said.foot, kFoot);
    apply(said.bicycle, kBicycle);
    apply(said.car, kCar);
    return usual;
}

enum class Oneway : std::uint8_t { No, Forward, Backward };

std::optional<Oneway> onewayIn(std::string_view text)
{
    if (isOneOf(text, {"yes", "1", "true"}))
        return Oneway::Forward;
    if (isOneOf(text, {"-1", "reverse"}))
        return Oneway::Backward;
    if (isOneOf(text, {"no", "0", "false"}))
        return Oneway::No;
    return std::nullopt;
}

Oneway onewayOf(const osmium::TagList &tags, std::string_view highway)
{
    if (const auto said = onewayIn(value(tags, "oneway")))
        return *said;
    const bool implied = isOneOf(value(tags, "junction"), {"roundabout", "circular"}) ||
                         isOneOf(highway, {"motorway", "motorway_link"});
    return implied ? Oneway::Forward : Oneway::No;
}

bool leadsAgainst(std::string_view cycleway)
{
    return cycleway.starts_with("opposite");
}

/// Against the cars: by its own tag, or by a lane that is made for it.
Oneway bicycleOneway(const osmium::TagList &tags, Oneway cars)
{
    if (const auto said = onewayIn(value(tags, "oneway:bicycle")))
        return *said;
    for (const char *key : {"cycleway", "cycleway:left", "cycleway:right", "cycleway:both"})
        if (leadsAgainst(value(tags, key)))
            return Oneway::No;
    for (const char *key : {"cycleway:left:oneway", "cycleway:right:oneway", "cycleway:both:oneway"})
        if (isOneOf(value(tags, key), {"no", "-1"}))
            return Oneway::No;
    return cars;
}

void applyOneway(WayUse &use, std::uint8_t mode, Oneway oneway)
{
    if (oneway == Oneway::Forward)
        use.backward &= static_cast<std::uint8_t>(~mode);
    else if (oneway == Oneway::Backward)
        use.forward &= static_cast<std::uint8_t>(~mode);
}

/// Kilometres an hour, 0 when nothing usable is said.
double limitIn(std::string_view text)
{
    constexpr std::array<std::pair<std::string_view, double>, 7> kNamed{{{"FR:urban", 50}, {"FR:rural", 80},
        {"FR:trunk", 110}, {"FR:motorway", 130}, {"FR:zone30", 30}, {"FR:zone20", 20}, {"walk", 7}}};
    for (const auto &[name, kmh] : kNamed)
        if (text == name)
            return kmh;
    unsigned number = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
    if (read.ec != std::errc{} || number > 200)
        return 0;
    return std::string_view(read.ptr, text.data() + text.size()).ends_with("mph")
               ? number * kMilesToKilometres
               : number;
}

double carSpeed(const osmium::TagList &tags, const ClassRule &rule)
{
    const double limit = limitIn(value(tags, "maxspeed"));
    if (limit <= 0)
        return rule.kmh;
    double speed = limit * kShareOfLimit;
    // Nobody drives at the limit where it is only there because nobody wrote another.
    if (isOneOf(rule.highway, {"service", "living_street", "track"}))
        speed = std::min(speed, rule.kmh);
    return std::clamp(speed, 1.0, 250.0);
}

/// "00:35", "35", "1:05:00" in seconds; 0 when it is none of these.
std::uint32_t durationIn(std::string_view text)
{
    std::array<std::uint32_t, 3> parts{};
    std::size_t count = 0;
    while (!text.empty() && count < parts.size()) {
        const auto read = std::from_chars(text.data(), text.data() + text.size(), parts[count]);
        if (read.ec != std::errc{} || parts[count] > 10'000)
            return 0;
        ++count;
        text.remove_prefix(static_cast<std::size_t>(read.ptr - text.data()));
        if (text.starts_with(':'))
            text.remove_prefix(1);
        else if (!text.empty())
            return 0;
    }
    if (count == 1)
        return parts[0] * 60;
    return count == 2 ? parts[0] * 3'600 + parts[1] * 60 : parts[0] * 3'600 + parts[1] * 60 + parts[2];
}

std::optional<WayUse> ferryUse(const osmium::TagList &tags)
{
    const auto modes = modesAfter(kFoot, accessSaid(tags));
    WayUse use{.wayClass = WayClass::Ferry,
        .forward = modes,
        .backward = modes,
        .kmh = kFerryKmh,
        .ferrySeconds = durationIn(value(tags, "duration"))};
    const auto oneway = onewayOf(tags, {});
    for (const auto mode : {kFoot, kBicycle, kCar})
        applyOneway(use, mode, oneway);
    if ((use.forward | use.backward) == 0)
        return std::nullopt;
    return use;
}

} // namespace

std::optional<WayUse> wayUse(const osmium::TagList &tags)
{
    const auto highway = value(tags, "highway");
    if (highway.empty() && value(tags, "route") == "ferry")
        return ferryUse(tags);
    const auto rule = std::ranges::find(kRules, highway, &ClassRule::highway);
    if (rule == kRules.end())
        return std::nullopt;
    auto usual = rule->modes;
    if (value(tags, "motorroad") == "yes")
        usual = kCar;
    if (rule->wayClass == WayClass::Track && value(tags, "tracktype") == "grade1")
        usual |= kCar;
    const auto said = accessSaid(tags);
    auto modes = modesAfter(usual, said);
    if (rule->wayClass == WayClass::Steps)
        modes &= kFoot; // a ramp for bicycles is no way for a loaded one
    WayUse use{.wayClass = rule->wayClass, .forward = modes, .backward = modes, .kmh = carSpeed(tags, *rule)};
    use.pushed =
        said.bicycle == Access::Pushed || (rule->wayClass == WayClass::Walk && said.bicycle != Access::Open);
    const auto cars = onewayOf(tags, highway);
    applyOneway(use, kCar, cars);
    applyOneway(use, kBicycle, use.pushed ? Oneway::No : bicycleOneway(tags, cars));
    applyOneway(use, kFoot, onewayIn(value(tags, "oneway:foot")).value_or(Oneway::No));
    if ((use.forward | use.backward) == 0)
        return std::nullopt;
    return use;
}

std::uint8_t blockedModes(const osmium::TagList &tags)
{
    const auto barrier = value(tags, "barrier");
    if (barrier.empty())
        return 0;
    std::uint8_t open = kAll;
    if (isOneOf(barrier,
            {"bollard", "block", "cycle_barrier", "planter", "log", "jersey_barrier", "motorcycle_barrier"}))
        open = kFoot | kBicycle;
    else if (isOneOf(barrier, {"stile", "turnstile", "kissing_gate", "full-height_turnstile"}))
        open = kFoot;
    else if (isOneOf(barrier, {"wall", "fence", "hedge", "debris"}))
        open = 0;
    if (value(tags, "locked") == "yes")
        open = 0;
    return kAll & static_cast<std::uint8_t>(~modesAfter(open, accessSaid(tags)));
}

double speedKmh(EdgeBits edge, TravelMode mode)
{
    constexpr double kWalk = 5;
    constexpr double kOnSteps = 2.5;
    constexpr double kPush = 4;
    const double driven = std::max(0.1, edge.kmh());
    if (edge.wayClass() == WayClass::Ferry || mode == Car)
        return driven;
    if (mode == Foot)
        return edge.wayClass() == WayClass::Steps ? kOnSteps : kWalk;
    if (edge.pushed())
        return kPush;
    if (edge.wayClass() == WayClass::Track)
        return 12;
    return edge.wayClass() == WayClass::Path ? 13 : 15;
}

} // namespace facteo::maps
