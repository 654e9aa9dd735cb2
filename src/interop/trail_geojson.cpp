// SPDX-License-Identifier: Apache-2.0
#include "interop/trail_geojson.h"

#include "geo/track.h"
#include "interop/trail_text.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace facteo::interop {
namespace {

using protocol::Fix;

QJsonArray coordinate(const Fix &fix)
{
    return {fix.position.lonDegrees(), fix.position.latDegrees()};
}

QJsonValue hundredths(std::optional<std::uint32_t> value)
{
    return value ? QJsonValue(*value / 100.0) : QJsonValue();
}

QJsonObject featureOf(const ExportedTrail &trail, std::span<const Fix> piece)
{
    QJsonArray line;
    QJsonArray times;
    QJsonArray accuracies;
    QJsonArray speeds;
    QJsonArray courses;
    for (const Fix &fix : piece) {
        line.append(coordinate(fix));
        times.append(QString::fromStdString(utcText(fix.at)));
        accuracies.append(fix.accuracyDm > 0 ? QJsonValue(fix.accuracyDm / 10.0) : QJsonValue());
        speeds.append(hundredths(fix.speedCmS));
        courses.append(hundredths(fix.headingCdeg));
    }
    const bool isPoint = piece.size() == 1; // a line has two positions at least
    return {{"type", "Feature"},
        {"geometry", QJsonObject{{"type", isPoint ? "Point" : "LineString"},
                         {"coordinates", isPoint ? line.first().toArray() : line}}},
        {"properties", QJsonObject{{"handset", printable(trail.handset.text)},
                           {"name", printable(trail.name)}, {"description", printable(trail.description)},
                           {"from", QString::fromStdString(utcText(piece.front().at))},
                           {"to", QString::fromStdString(utcText(piece.back().at))}, {"coordTimes", times},
                           {"accuraciesMetres", accuracies}, {"speedsMetresPerSecond", speeds},
                           {"coursesDegrees", courses}}}};
}

} // namespace

std::string geoJsonOf(const ExportedTrail &trail)
{
    QJsonArray features;
    for (const auto &piece : geo::piecesOf(trail.fixes))
        features.append(featureOf(trail, piece));
    return QJsonDocument(QJsonObject{{"type", "FeatureCollection"}, {"features", features}})
        .toJson(QJsonDocument::Compact)
        .toStdString();
}

} // namespace facteo::interop
