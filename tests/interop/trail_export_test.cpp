// SPDX-License-Identifier: Apache-2.0
#include "interop/trail_export.h"

#include "geo/distance.h"
#include "support/registry.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>
#include <QXmlStreamReader>
#include <algorithm>
#include <cmath>

using namespace facteo;
using namespace facteo::interop;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;
using protocol::Fix;
using protocol::Instant;

namespace {

constexpr Instant kMorning{std::chrono::sys_days{std::chrono::year{2026} / 11 / 23} + 8h};
const std::string kOddName = "H-012, \"Zoé\" <Faure> & fils ]]> 'ε'";

/// An hour with a silence of five minutes in it, so two pieces; then a single fix.
ExportedTrail walk()
{
    ExportedTrail trail{.handset = {"H-012"},
        .name = kOddName,
        .description = "retard <signalé> par un client",
        .writtenAt = kMorning + 10h,
        .fixes = {}};
    auto position = geo::positionOf(46.6, 2.3);
    auto at = kMorning;
    for (int i = 0; i < 120; ++i) {
        Fix fix{.at = at + (i == 7 ? 300ms : 0ms), .position = position, .accuracyDm = 56};
        if (i % 3 != 0) {
            fix.speedCmS = 130;
            fix.headingCdeg = 9'000;
        }
        trail.fixes.push_back(fix);
        at += i == 60 ? 5min : 10s;
        position = geo::destination(position, i * 7 % 360, 13);
    }
    trail.fixes.push_back({.at = at + 1h, .position = geo::positionOf(-12.5, -45.25)});
    return trail;
}

/// What a program prints, given a file of ours; the test ends where the program is not installed or refuses
/// it.
class Reader
{
public:
    Reader(const ExportedTrail &trail, TrailFormat format)
    {
        m_file = m_folder.filePath(u"trail.%1"_s.arg(QLatin1StringView(suffixOf(format))));
        QFile file(m_file);
        if (!file.open(QIODevice::WriteOnly) ||
            file.write(QByteArray::fromStdString(exported(trail, format))) < 0)
            qFatal("cannot write the file that is to be read");
    }
    [[nodiscard]] QString path(const QString &name) const { return m_folder.filePath(name); }
    [[nodiscard]] const QString &file() const { return m_file; }

    [[nodiscard]] QByteArray run(const QString &program, const QStringList &arguments) const
    {
        QProcess process;
        process.start(program, arguments);
        process.waitForFinished();
        m_said = QString::fromUtf8(process.readAllStandardError());
        if (process.exitStatus() != QProcess::NormalExit || process.exitCode() != 0)
            m_said.prepend(u"%1 failed: "_s.arg(program));
        return process.readAllStandardOutput();
    }
    /// Warnings and errors of the last run; empty when all was well.
    [[nodiscard]] const QString &said() const { return m_said; }

private:
    QTemporaryDir m_folder;
    QString m_file;
    mutable QString m_said;
};

bool isThere(const QString &program)
{
    return !QStandardPaths::findExecutable(program).isEmpty();
}

/// The points of a GPX file as somebody else wrote it.
std::vector<Fix> pointsOf(const QString &file)
{
    QFile gpx(file);
    std::vector<Fix> points;
    if (!gpx.open(QIODevice::ReadOnly))
        return points;
    QXmlStreamReader xml(&gpx);
    while (!xml.atEnd()) {
        xml.readNext();
        if (!xml.isStartElement())
            continue;
        if (xml.name() == "trkpt"_L1 || xml.name() == "rtept"_L1) {
            points.push_back({.position = geo::positionOf(xml.attributes().value("lat"_L1).toDouble(),
                                  xml.attributes().value("lon"_L1).toDouble())});
        } else if (xml.name() == "time"_L1 && !points.empty()) {
            const auto time = QDateTime::fromString(xml.readElementText(), Qt::ISODateWithMs);
            points.back().at = Instant(std::chrono::milliseconds(time.toMSecsSinceEpoch()));
        }
    }
    return points;
}

void compare(
    const std::vector<Fix> &read, const std::vector<Fix> &written, std::chrono::milliseconds tolerance)
{
    QCOMPARE(read.size(), written.size());
    for (std::size_t i = 0; i < read.size(); ++i) {
        QVERIFY(std::abs(read[i].position.latE7 - written[i].position.latE7) <= 1);
        QVERIFY(std::abs(read[i].position.lonE7 - written[i].position.lonE7) <= 1);
        QVERIFY(std::chrono::abs(read[i].at - written[i].at) <= tolerance);
    }
}

} // namespace

class TrailExportTest : public QObject
{
    Q_OBJECT

private slots:
    void GpxKeepsTheOrderOfTheSchema()
    {
        const auto trail = walk();
        QXmlStreamReader xml(QString::fromStdString(exported(trail, TrailFormat::Gpx)));
        QStringList path;
        QStringList seen;
        QHash<QString, QString> texts;
        int segments = 0;
        while (!xml.atEnd()) {
            xml.readNext();
            if (xml.isStartElement()) {
                path << xml.name().toString();
                if (path.size() <= 3 && path.last() != "trkseg"_L1)
                    seen << path.join(u'/');
                segments += path.last() == "trkseg"_L1;
                const bool isExtension = path.contains("TrackPointExtension"_L1);
                QCOMPARE(xml.namespaceUri().toString(),
                    isExtension ? u"http://www.garmin.com/xmlschemas/TrackPointExtension/v2"_s
                                : u"http://www.topografix.com/GPX/1/1"_s);
            } else if (xml.isCharacters() && !xml.isWhitespace()) {
                texts[path.join(u'/')] += xml.text();
            } else if (xml.isEndElement()) {
                path.removeLast();
            }
        }
        QVERIFY2(!xml.hasError(), qPrintable(xml.errorString()));
        QCOMPARE(seen,
            QStringList({"gpx", "gpx/metadata", "gpx/metadata/name", "gpx/metadata/desc", "gpx/metadata/time",
                "gpx/metadata/bounds", "gpx/trk", "gpx/trk/name", "gpx/trk/desc", "gpx/trk/src"}));
        QCOMPARE(segments, 3);
        QCOMPARE(texts["gpx/trk/name"].toStdString(), kOddName);
        QCOMPARE(texts["gpx/metadata/time"], "2026-11-23T18:00:00Z");
    }

    void GpsbabelReadsGpx()
    {
        if (!isThere(u"gpsbabel"_s))
            QSKIP("gpsbabel is not installed");
        const auto trail = walk();
        const Reader reader(trail, TrailFormat::Gpx);
        const auto back = reader.path(u"back.gpx"_s);
        std::ignore = reader.run(
            u"gpsbabel"_s, {"-t", "-i", "gpx", "-f", reader.file(), "-o", "gpx,gpxver=1.1", "-F", back});
        QCOMPARE(reader.said(), QString());
        compare(pointsOf(back), trail.fixes, 0ms);
    }

    void GpsbabelReadsKml()
    {
        if (!isThere(u"gpsbabel"_s))
            QSKIP("gpsbabel is not installed");
        const auto trail = walk();
        const Reader reader(trail, TrailFormat::Kml);
        const auto back = reader.path(u"back.gpx"_s);
        std::ignore =
            reader.run(u"gpsbabel"_s, {"-t", "-i", "kml", "-f", reader.file(), "-o", "gpx", "-F", back});
        QCOMPARE(reader.said(), QString());
        compare(pointsOf(back), trail.fixes, 0ms);
    }

    void GpsbabelReadsCsv()
    {
        if (!isThere(u"gpsbabel"_s))
            QSKIP("gpsbabel is not installed");
        const auto trail = walk();
        const Reader reader(trail, TrailFormat::Csv);
        const auto back = reader.path(u"back.gpx"_s);
        std::ignore = reader.run(u"gpsbabel"_s, {"-t", "-i", "unicsv,utc=0", "-f", reader.file(), "-x",
                                                    "transform,trk=wpt", "-o", "gpx", "-F", back});
        QCOMPARE(reader.said(), QString());
        compare(pointsOf(back), trail.fixes, 1s);
    }

    void GpsbabelReadsGeoJson()
    {
        if (!isThere(u"gpsbabel"_s))
            QSKIP("gpsbabel is not installed");
        auto trail = walk();
        const Reader reader(trail, TrailFormat::GeoJson);
        const auto back = reader.path(u"back.gpx"_s);
        std::ignore =
            reader.run(u"gpsbabel"_s, {"-t", "-i", "geojson", "-f", reader.file(), "-o", "gpx", "-F", back});
        QCOMPARE(reader.said(), QString());
        trail.fixes.pop_back(); // alone it is a point, which gpsbabel takes for a place
        auto read = pointsOf(back);
        for (std::size_t i = 0; i < read.size() && i < trail.fixes.size(); ++i)
            read[i].at = trail.fixes[i].at; // it takes a line for a route, which has no times
        compare(read, trail.fixes, 0ms);
    }

    void GdalReadsThemAll()
    {
        if (!isThere(u"ogrinfo"_s))
            QSKIP("GDAL's ogrinfo is not installed");
        const auto trail = walk();
        for (const auto format : kTrailFormats) {
            const Reader reader(trail, format);
            const bool isCsv = format == TrailFormat::Csv;
            QStringList arguments{"-json", "-al", "-features", reader.file()};
            if (isCsv)
                arguments = QStringList{"-oo", "AUTODETECT_TYPE=YES", "-oo", "X_POSSIBLE_NAMES=longitude",
                                "-oo", "Y_POSSIBLE_NAMES=latitude"} +
                            arguments;
            if (format == TrailFormat::Gpx)
                arguments << u"track_points"_s;
            arguments.removeOne(format == TrailFormat::Gpx ? "-al" : "");
            const auto output = reader.run(u"ogrinfo"_s, arguments);
            QCOMPARE(reader.said(), QString());
            std::vector<std::pair<double, double>> found; // longitude, latitude
            const auto layers = QJsonDocument::fromJson(output)["layers"].toArray();
            for (const auto &layer : layers)
                for (const auto &feature : layer.toObject()["features"].toArray()) {
                    const auto geometry = feature.toObject()["geometry"].toObject();
                    const auto coordinates = geometry["coordinates"].toArray();
                    if (geometry["type"].toString() == "Point"_L1)
                        found.emplace_back(coordinates[0].toDouble(), coordinates[1].toDouble());
                    else
                        for (const auto &one : coordinates)
                            found.emplace_back(one.toArray()[0].toDouble(), one.toArray()[1].toDouble());
                }
            QVERIFY2(found.size() == trail.fixes.size(),
                qPrintable(u"%1: %2 of %3 places"_s.arg(QLatin1StringView(suffixOf(format)))
                        .arg(found.size())
                        .arg(trail.fixes.size())));
            for (std::size_t i = 0; i < found.size(); ++i) {
                QVERIFY(std::abs(found[i].first - trail.fixes[i].position.lonDegrees()) < 2e-7);
                QVERIFY(std::abs(found[i].second - trail.fixes[i].position.latDegrees()) < 2e-7);
            }
        }
    }

    void GdalReadsTheTimes()
    {
        if (!isThere(u"ogrinfo"_s))
            QSKIP("GDAL's ogrinfo is not installed");
        const auto trail = walk();
        for (const auto format : {TrailFormat::Gpx, TrailFormat::Csv}) {
            const Reader reader(trail, format);
            QStringList arguments{"-json", "-features", "-oo", "AUTODETECT_TYPE=YES", reader.file(),
                format == TrailFormat::Gpx ? u"track_points"_s : u"trail"_s};
            if (format == TrailFormat::Gpx)
                arguments.remove(2, 2);
            const auto output = reader.run(u"ogrinfo"_s, arguments);
            QCOMPARE(reader.said(), QString());
            const auto features = QJsonDocument::fromJson(output)["layers"][0]["features"].toArray();
            QCOMPARE(features.size(), std::ssize(trail.fixes));
            for (qsizetype i = 0; i < features.size(); ++i) {
                auto said = features[i].toObject()["properties"].toObject()["time"].toString();
                said.replace('/', '-').replace(' ', 'T').replace(QRegularExpression("\\+00$"), "Z");
                const auto time = QDateTime::fromString(said, Qt::ISODateWithMs);
                QCOMPARE(time.toMSecsSinceEpoch(),
                    trail.fixes[static_cast<std::size_t>(i)].at.time_since_epoch().count());
            }
        }
    }

    void CsvHasAllThatIsKnownAndNothingElse()
    {
        const auto csv = QString::fromStdString(exported(walk(), TrailFormat::Csv));
        const auto lines = csv.split("\r\n");
        QCOMPARE(lines.size(), 1 + 121 + 1);
        QCOMPARE(
            lines[0], "time,latitude,longitude,accuracy_m,speed_m_s,course_deg,piece,handset,name,purpose");
        QCOMPARE(lines[1],
            "2026-11-23T08:00:00Z,46.6000000,2.3000000,5.6,,,1,\"H-012\","
            "\"H-012, \"\"Zoé\"\" <Faure> & fils ]]> 'ε'\",\"retard <signalé> par un client\"");
        QVERIFY(lines[2].contains(",5.6,1.30,90.00,1,"));
        QVERIFY(lines[8].startsWith("2026-11-23T08:01:10.300Z,"));
        QVERIFY(lines[121].contains(",-12.5000000,-45.2500000,,,,3,"));
        QVERIFY(lines[122].isEmpty());
    }

    void NoNameIsAFormula()
    {
        auto trail = walk();
        trail.name = "=HYPERLINK(\"http://x\")";
        QVERIFY(exported(trail, TrailFormat::Csv).contains("\"'=HYPERLINK(\"\"http://x\"\")\""));
    }

    void GeoJsonHasATimeForEachPlace()
    {
        const auto json =
            QJsonDocument::fromJson(QByteArray::fromStdString(exported(walk(), TrailFormat::GeoJson)));
        QCOMPARE(json["type"].toString(), "FeatureCollection");
        const auto features = json["features"].toArray();
        QCOMPARE(features.size(), 3);
        const auto first = features[0].toObject();
        QCOMPARE(first["geometry"]["type"].toString(), "LineString");
        QCOMPARE(first["geometry"]["coordinates"].toArray().size(), 61);
        const auto properties = first["properties"].toObject();
        for (const char *key : {"coordTimes", "accuraciesMetres", "speedsMetresPerSecond", "coursesDegrees"})
            QCOMPARE(properties[QLatin1StringView(key)].toArray().size(), 61);
        QVERIFY(properties["speedsMetresPerSecond"].toArray()[0].isNull());
        QCOMPARE(properties["speedsMetresPerSecond"].toArray()[1].toDouble(), 1.3);
        QCOMPARE(properties["name"].toString().toStdString(), kOddName);
        QCOMPARE(features[2].toObject()["geometry"].toObject()["type"].toString(), "Point");
        QCOMPARE(
            features[2].toObject()["geometry"].toObject()["coordinates"].toArray()[0].toDouble(), -45.25);
    }

    void WhateverANameHoldsTheFileIsWellFormed()
    {
        auto trail = walk();
        trail.name = std::string("tab\tnul\0bell\a broken\xff\xc3 high\xef\xbf\xbf <&>", 38);
        trail.description = trail.name;
        for (const auto format : {TrailFormat::Gpx, TrailFormat::Kml}) {
            QXmlStreamReader xml(QByteArray::fromStdString(exported(trail, format)));
            while (!xml.atEnd())
                xml.readNext();
            QVERIFY2(!xml.hasError(), qPrintable(xml.errorString()));
        }
        const auto json = QByteArray::fromStdString(exported(trail, TrailFormat::GeoJson));
        QVERIFY(!QJsonDocument::fromJson(json).isNull());
        const auto csv = exported(trail, TrailFormat::Csv);
        QVERIFY(QByteArrayView(csv).isValidUtf8());
    }

    void NothingIsAFileToo()
    {
        const ExportedTrail nothing{
            .handset = {"H-1"}, .name = {}, .description = {}, .writtenAt = kMorning, .fixes = {}};
        for (const auto format : kTrailFormats) {
            QVERIFY(!exported(nothing, format).empty());
            if (!isThere(u"ogrinfo"_s))
                continue;
            const Reader reader(nothing, format);
            std::ignore = reader.run(u"ogrinfo"_s, {reader.file()});
            QCOMPARE(reader.said(), QString());
        }
    }

    void FormatsAreCalledByTheirSuffix()
    {
        for (const auto format : kTrailFormats)
            QCOMPARE(trailFormatOf(suffixOf(format)), format);
        QCOMPARE(trailFormatOf("GPX"), TrailFormat::Gpx);
        QCOMPARE(trailFormatOf("xlsx"), std::nullopt);
        QCOMPARE(trailFormatOf(""), std::nullopt);
    }
};

FACTEO_TEST(TrailExportTest);

#include "trail_export_test.moc"
