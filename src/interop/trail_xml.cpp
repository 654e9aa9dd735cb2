// SPDX-License-Identifier: Apache-2.0
#include "interop/trail_xml.h"

#include "geo/box.h"
#include "geo/track.h"
#include "interop/trail_text.h"

#include <QXmlStreamWriter>
#include <format>

namespace facteo::interop {
namespace {

using namespace Qt::StringLiterals;
using protocol::Fix;

QString text(const std::string &all)
{
    return QString::fromStdString(all);
}

void writeIfAny(QXmlStreamWriter &xml, const QString &element, const std::string &value)
{
    if (!value.empty())
        xml.writeTextElement(element, printable(value));
}

// --- GPX ---

void writeMetadata(QXmlStreamWriter &xml, const ExportedTrail &trail)
{
    xml.writeStartElement(u"metadata"_s);
    writeIfAny(xml, u"name"_s, trail.name);
    writeIfAny(xml, u"desc"_s, trail.description);
    xml.writeTextElement(u"time"_s, text(utcText(trail.writtenAt)));
    if (!trail.fixes.empty()) {
        geo::Box box{trail.fixes.front().position, trail.fixes.front().position};
        for (const Fix &fix : trail.fixes)
            box.add(fix.position);
        xml.writeEmptyElement(u"bounds"_s);
        xml.writeAttribute(u"minlat"_s, text(degreesText(box.southWest.latDegrees())));
        xml.writeAttribute(u"minlon"_s, text(degreesText(box.southWest.lonDegrees())));
        xml.writeAttribute(u"maxlat"_s, text(degreesText(box.northEast.latDegrees())));
        xml.writeAttribute(u"maxlon"_s, text(degreesText(box.northEast.lonDegrees())));
    }
    xml.writeEndElement();
}

void writePoint(QXmlStreamWriter &xml, const Fix &fix)
{
    xml.writeStartElement(u"trkpt"_s);
    xml.writeAttribute(u"lat"_s, text(degreesText(fix.position.latDegrees())));
    xml.writeAttribute(u"lon"_s, text(degreesText(fix.position.lonDegrees())));
    xml.writeTextElement(u"time"_s, text(utcText(fix.at)));
    if (fix.speedCmS || fix.headingCdeg) {
        xml.writeStartElement(u"extensions"_s);
        xml.writeStartElement(u"gpxtpx:TrackPointExtension"_s);
        if (fix.speedCmS)
            xml.writeTextElement(u"gpxtpx:speed"_s, text(std::format("{:.2f}", *fix.speedCmS / 100.0)));
        if (fix.headingCdeg)
            xml.writeTextElement(u"gpxtpx:course"_s, text(std::format("{:.2f}", *fix.headingCdeg / 100.0)));
        xml.writeEndElement();
        xml.writeEndElement();
    }
    xml.writeEndElement();
}

// --- KML ---

/// One value of a gx:SimpleArrayData for each place of a track.
template<typename Value>
void writeArray(QXmlStreamWriter &xml, const QString &name, std::span<const Fix> piece, Value value)
{
    xml.writeStartElement(u"gx:SimpleArrayData"_s);
    xml.writeAttribute(u"name"_s, name);
    for (const Fix &fix : piece)
        xml.writeTextElement(u"gx:value"_s, text(value(fix)));
    xml.writeEndElement();
}

void writeTrack(QXmlStreamWriter &xml, std::span<const Fix> piece)
{
    xml.writeStartElement(u"gx:Track"_s);
    for (const Fix &fix : piece)
        xml.writeTextElement(u"when"_s, text(utcText(fix.at)));
    for (const Fix &fix : piece)
        xml.writeTextElement(u"gx:coord"_s,
            text(degreesText(fix.position.lonDegrees()) + ' ' + degreesText(fix.position.latDegrees())));
    xml.writeStartElement(u"ExtendedData"_s);
    xml.writeStartElement(u"SchemaData"_s);
    xml.writeAttribute(u"schemaUrl"_s, u"#fix"_s);
    writeArray(xml, u"accuracy"_s, piece, [](const Fix &fix) {
        return fix.accuracyDm > 0 ? std::format("{:.1f}", fix.accuracyDm / 10.0) : std::string();
    });
    writeArray(xml, u"speed"_s, piece, [](const Fix &fix) {
        return fix.speedCmS ? std::format("{:.2f}", *fix.speedCmS / 100.0) : std::string();
    });
    xml.writeEndElement();
    xml.writeEndElement();
    xml.writeEndElement();
}

void writeSchema(QXmlStreamWriter &xml)
{
    xml.writeStartElement(u"Schema"_s);
    xml.writeAttribute(u"id"_s, u"fix"_s);
    for (const auto &[name, label] :
        {std::pair{u"accuracy"_s, u"Accuracy (m)"_s}, {u"speed"_s, u"Speed (m/s)"_s}}) {
        xml.writeStartElement(u"gx:SimpleArrayField"_s);
        xml.writeAttribute(u"name"_s, name);
        xml.writeAttribute(u"type"_s, u"float"_s);
        xml.writeTextElement(u"displayName"_s, label);
        xml.writeEndElement();
    }
    xml.writeEndElement();
}

} // namespace

std::string gpxOf(const ExportedTrail &trail)
{
    QString file;
    QXmlStreamWriter xml(&file);
    xml.setAutoFormatting(true);
    xml.setAutoFormattingIndent(1);
    xml.writeStartDocument();
    xml.writeStartElement(u"gpx"_s);
    xml.writeAttribute(u"version"_s, u"1.1"_s);
    xml.writeAttribute(u"creator"_s, u"Facteo Console"_s);
    xml.writeAttribute(u"xmlns"_s, u"http://www.topografix.com/GPX/1/1"_s);
    xml.writeAttribute(u"xmlns:gpxtpx"_s, u"http://www.garmin.com/xmlschemas/TrackPointExtension/v2"_s);
    xml.writeAttribute(u"xmlns:xsi"_s, u"http://www.w3.org/2001/XMLSchema-instance"_s);
    xml.writeAttribute(u"xsi:schemaLocation"_s,
        u"http://www.topografix.com/GPX/1/1 http://www.topografix.com/GPX/1/1/gpx.xsd "
        "http://www.garmin.com/xmlschemas/TrackPointExtension/v2 "
        "https://www8.garmin.com/xmlschemas/TrackPointExtensionv2.xsd"_s);
    writeMetadata(xml, trail);
    xml.writeStartElement(u"trk"_s);
    writeIfAny(xml, u"name"_s, trail.name);
    writeIfAny(xml, u"desc"_s, trail.description);
    writeIfAny(xml, u"src"_s, trail.handset.text);
    for (const auto &piece : geo::piecesOf(trail.fixes)) {
        xml.writeStartElement(u"trkseg"_s);
        for (const Fix &fix : piece)
            writePoint(xml, fix);
        xml.writeEndElement();
    }
    xml.writeEndDocument();
    return file.toStdString();
}

std::string kmlOf(const ExportedTrail &trail)
{
    QString file;
    QXmlStreamWriter xml(&file);
    xml.setAutoFormatting(true);
    xml.setAutoFormattingIndent(1);
    xml.writeStartDocument();
    xml.writeStartElement(u"kml"_s);
    xml.writeAttribute(u"xmlns"_s, u"http://www.opengis.net/kml/2.2"_s);
    xml.writeAttribute(u"xmlns:gx"_s, u"http://www.google.com/kml/ext/2.2"_s);
    xml.writeStartElement(u"Document"_s);
    writeIfAny(xml, u"name"_s, trail.name);
    writeIfAny(xml, u"description"_s, trail.description);
    writeSchema(xml);
    const auto pieces = geo::piecesOf(trail.fixes);
    for (std::size_t i = 0; i < pieces.size(); ++i) {
        xml.writeStartElement(u"Placemark"_s);
        xml.writeTextElement(
            u"name"_s, printable(std::format("{} ({}/{})", trail.name, i + 1, pieces.size())));
        writeTrack(xml, pieces[i]);
        xml.writeEndElement();
    }
    xml.writeEndDocument();
    return file.toStdString();
}

} // namespace facteo::interop
