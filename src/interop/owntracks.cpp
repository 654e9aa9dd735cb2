// SPDX-License-Identifier: Apache-2.0
#include "interop/owntracks.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <algorithm>
#include <array>
#include <cmath>
#include <format>

namespace facteo::interop {
namespace {

using protocol::Fault;
using protocol::Instant;

template<typename T> using Read = std::expected<T, OwnTracksFault>;

std::unexpected<OwnTracksFault> fault(Fault why, std::string detail)
{
    return std::unexpected(OwnTracksFault{.fault = why, .detail = std::move(detail)});
}

constexpr double kCmSPerKmh = 100'000.0 / 3'600.0;

/// The number under `key`; none when it is absent or null.
Read<std::optional<double>> number(const QJsonObject &object, QLatin1StringView key)
{
    const auto value = object.value(key);
    if (value.isUndefined() || value.isNull())
        return std::nullopt;
    if (!value.isDouble())
        return fault(Fault::Malformed, std::format("{}: not a number", key.data()));
    if (!std::isfinite(value.toDouble()))
        return fault(Fault::OutOfRange, std::format("{}: not a finite number", key.data()));
    return value.toDouble();
}

Read<double> needed(const QJsonObject &object, QLatin1StringView key, double least, double most)
{
    const auto value = number(object, key);
    if (!value)
        return std::unexpected(value.error());
    if (!*value)
        return fault(Fault::MissingField, std::format("{}: missing", key.data()));
    // Without the value: whoever reads the reason must not read where somebody is.
    if (**value < least || **value > most)
        return fault(Fault::OutOfRange, std::format("{}: not within {} and {}", key.data(), least, most));
    return **value;
}

/// As `number`, but what is negative is unknown and what is above `most` is refused.
Read<std::optional<double>> known(const QJsonObject &object, QLatin1StringView key, double most)
{
    auto value = number(object, key);
    if (!value || !*value)
        return value;
    if (**value < 0)
        return std::nullopt;
    if (**value > most)
        return fault(Fault::OutOfRange, std::format("{}: {} is above {}", key.data(), **value, most));
    return value;
}

/// 2000-01-01 to 2100-01-01: a phone before its first time signal says 1970, and milliseconds given as
/// seconds lie far in the future.
Read<Instant> instant(const QJsonObject &object, QLatin1StringView key)
{
    const auto seconds = needed(object, key, 946'684'800.0, 4'102'444'800.0);
    if (!seconds)
        return std::unexpected(seconds.error());
    return Instant{std::chrono::milliseconds{std::llround(*seconds * 1000.0)}};
}

std::optional<std::uint32_t> rounded(const std::optional<double> &value, double factor)
{
    if (!value)
        return std::nullopt;
    return static_cast<std::uint32_t>(std::llround(*value * factor));
}

Read<std::uint32_t> accuracyDm(const QJsonObject &object)
{
    const auto metres = number(object, QLatin1StringView("acc"));
    if (!metres)
        return std::unexpected(metres.error());
    if (!*metres)
        return 0;
    if (**metres < 0)
        return fault(Fault::OutOfRange, "acc: negative, the phone says that its position is not valid");
    constexpr double kEarthQuadrantMetres = 10'000'000; // a circle that holds half the Earth says nothing
    if (**metres > kEarthQuadrantMetres)
        return fault(Fault::OutOfRange, std::format("acc: {} m is larger than the Earth", **metres));
    // As bad as we can say it is.
    return std::min(
        static_cast<std::uint32_t>(std::llround(**metres * 10.0)), protocol::Fix::kMostAccuracyDm);
}

Read<OwnTracksMessage> location(const QJsonObject &object)
{
    const auto lat = needed(object, QLatin1StringView("lat"), -90, 90);
    const auto lon = needed(object, QLatin1StringView("lon"), -180, 180);
    const auto at = instant(object, QLatin1StringView("tst"));
    const auto accuracy = accuracyDm(object);
    // Beyond one full turn it is no course.
    const auto kmh = known(object, QLatin1StringView("vel"), protocol::Fix::kMostSpeedCmS / kCmSPerKmh);
    const auto course = known(object, QLatin1StringView("cog"), 360);
    const auto battery = known(object, QLatin1StringView("batt"), 100);
    const auto supply = number(object, QLatin1StringView("bs"));
    for (const auto *read : {&kmh, &course, &battery, &supply})
        if (!*read)
            return std::unexpected(read->error());
    for (const auto *read : {&lat, &lon})
        if (!*read)
            return std::unexpected(read->error());
    if (!at)
        return std::unexpected(at.error());
    if (!accuracy)
        return std::unexpected(accuracy.error());

    OwnTracksLocation read;
    read.fix = {.at = *at,
        .position = {.latE7 = static_cast<std::int32_t>(std::llround(*lat * 1e7)),
            .lonE7 = static_cast<std::int32_t>(std::llround(*lon * 1e7))},
        .accuracyDm = *accuracy,
        .speedCmS = rounded(*kmh, kCmSPerKmh),
        .headingCdeg = rounded(*course, 100.0)};
    if (read.fix.headingCdeg == 36'000)
        read.fix.headingCdeg = 0;
    if (const auto percent = rounded(*battery, 1.0))
        read.batteryPercent = static_cast<std::uint8_t>(*percent);
    read.charging = *supply == 2.0 || *supply == 3.0; // charging, full
    read.ping = object.value(QLatin1StringView("t")).toString() == QLatin1StringView("p");
    return read;
}

/// Types of the contract that carry nothing for the hub.
constexpr std::array kUnusedTypes{"transition", "waypoint", "waypoints", "cmd", "card", "status", "steps",
    "beacon", "dump", "configuration", "request"};

} // namespace

std::expected<OwnTracksMessage, OwnTracksFault> decodeOwnTracks(std::string_view payload)
{
    if (payload.empty())
        return OwnTracksNothing{};
    if (payload.size() > kOwnTracksMaxBytes)
        return fault(Fault::TooLarge, std::format("{} bytes", payload.size()));

    QJsonParseError error{};
    const auto document = QJsonDocument::fromJson(
        QByteArray::fromRawData(payload.data(), static_cast<qsizetype>(payload.size())), &error);
    if (error.error != QJsonParseError::NoError)
        return fault(
            Fault::Malformed, std::format("byte {}: {}", error.offset, error.errorString().toStdString()));
    if (!document.isObject())
        return fault(Fault::Malformed, "not a JSON object");

    const auto object = document.object();
    const auto type = object.value(QLatin1StringView("_type"));
    if (!type.isString())
        return fault(Fault::Malformed, "_type: missing or not a string");
    const auto name = type.toString().toStdString();
    if (name == "location")
        return location(object);
    if (name == "lwt") {
        const auto at = instant(object, QLatin1StringView("tst"));
        if (!at)
            return std::unexpected(at.error());
        return OwnTracksLastWill{*at};
    }
    if (name == "encrypted")
        return fault(Fault::UnknownBody,
            "_type: encrypted. Only the phone has the key; clear its encryption key, TLS protects the way");
    if (std::ranges::contains(kUnusedTypes, name))
        return OwnTracksUnused{name};
    return fault(Fault::UnknownBody, std::format("_type: {:.40} is not known", name));
}

bool isOwnTracksEvent(std::string_view topic)
{
    const auto device = topic.rfind('/');
    return device != std::string_view::npos && device + 1 < topic.size() &&
           std::ranges::count(topic, '/') == 3 && ownTracksAddress(topic.substr(0, device)).has_value();
}

std::optional<OwnTracksAddress> ownTracksAddress(std::string_view topic)
{
    constexpr std::string_view prefix = "owntracks/";
    if (!topic.starts_with(prefix))
        return std::nullopt;
    topic.remove_prefix(prefix.size());
    const auto slash = topic.find('/');
    if (slash == std::string_view::npos || topic.find('/', slash + 1) != std::string_view::npos)
        return std::nullopt;
    const OwnTracksAddress address{.user = topic.substr(0, slash), .device = topic.substr(slash + 1)};
    if (address.user.empty() || address.device.empty())
        return std::nullopt;
    return address;
}

} // namespace facteo::interop
