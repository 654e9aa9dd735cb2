// SPDX-License-Identifier: Apache-2.0
#include "handset/gpx.h"

#include "support/registry.h"

#include <QDir>
#include <QRandomGenerator>
#include <QtEnvironmentVariables>

using namespace facteo;
using namespace facteo::handset;
using namespace std::chrono_literals;

namespace {

QString testData()
{
    return qEnvironmentVariable("FACTEO_TEST_DATA", FACTEO_SOURCE_DIR "/../shared/data");
}

const std::string kGood = R"(<?xml version="1.0" encoding="UTF-8"?>
<gpx version="1.1" creator="test" xmlns="http://www.topografix.com/GPX/1/1">
<trk><name>Tournée 7</name><trkseg>
<trkpt lat="46.60" lon="2.30"><ele>200</ele><time>2026-11-22T08:00:00Z</time></trkpt>
<trkpt lat="46.61" lon="2.31"><time>2026-11-22T08:10:00.5Z</time></trkpt>
</trkseg><trkseg>
<trkpt lat="46.62" lon="2.32"><time>2026-11-22T10:20:00+02:00</time>
<extensions><x:trkpt xmlns:x="u" lat="bad"/><time>no time</time></extensions></trkpt>
</trkseg></trk></gpx>)";

/// Broken on purpose: what, and which fault it must be called.
struct Broken
{
    std::string name;
    std::string text;
    GpxFault fault;
};

std::string withPoint(const std::string &point)
{
    return "<gpx><trk><trkseg>\n<trkpt lat=\"1\" lon=\"2\"/>\n" + point + "\n</trkseg></trk></gpx>";
}

std::vector<Broken> brokenInputs()
{
    using enum GpxFault;
    std::vector<Broken> all{
        {"empty", "", NotXml},
        {"text", "48.1,2.3", NotXml},
        {"json", "{\"lat\":1}", NotXml},
        {"zeros", std::string(1000, '\0'), NotXml},
        {"html", "<html><body/></html>", NotGpx},
        {"kml", "<kml xmlns=\"http://www.opengis.net/kml/2.2\"><Document/></kml>", NotGpx},
        {"doctype", "<!DOCTYPE gpx [<!ENTITY a \"b\">]><gpx><trk/></gpx>", NotAllowed},
        {"laughs", "<!DOCTYPE z [<!ENTITY a \"aaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]><gpx>&b;</gpx>",
            NotAllowed},
        {"external", "<!DOCTYPE gpx SYSTEM \"file:///etc/passwd\"><gpx/>", NotAllowed},
        {"undefined entity", "<gpx><trk><name>&oops;</name></trk></gpx>", NotXml},
        {"empty gpx", "<gpx/>", NoTrack},
        {"route only", "<gpx><rte><rtept lat=\"1\" lon=\"2\"/></rte></gpx>", NoTrack},
        {"waypoints only", "<gpx><wpt lat=\"1\" lon=\"2\"/></gpx>", NoTrack},
        {"points outside a track", "<gpx><trkpt lat=\"1\" lon=\"2\"/></gpx>", NoTrack},
        {"track without segment", "<gpx><trk><name>x</name></trk></gpx>", NoSegment},
        {"points outside a segment", "<gpx><trk><trkpt lat=\"1\" lon=\"2\"/></trk></gpx>", NoSegment},
        {"empty segment", "<gpx><trk><trkseg/></trk></gpx>", NoPoint},
        {"two gpx", "<gpx/><gpx/>", NotXml},
        {"wrong end", "<gpx><trk></gpx></trk>", NotXml},
        {"bad encoding", "<?xml version=\"1.0\" encoding=\"klingon\"?><gpx/>", NotXml},
        {"bad utf-8", "<gpx><trk><name>\xff\xfe</name></trk></gpx>", NotXml},
        {"control character", "<gpx><trk><name>\x01</name></trk></gpx>", NotXml},
    };
    std::string deep;
    for (int i = 0; i < 5000; ++i)
        deep += i == 0 ? "<gpx>" : "<a>";
    all.push_back({"deep", deep, NotGpx});
    for (const auto *value : {"", " ", "north", "46,6", "46.6N", "91", "-90.0001", "1e999", "nan", "inf",
             "0x10", "4 6", "+46", "--1", "46.6.0", "٤٦"})
        all.push_back({std::string("lat ") + value,
            withPoint("<trkpt lat=\"" + std::string(value) + "\" lon=\"2\"/>"), BadCoordinate});
    for (const auto *value : {"", "180.0001", "-181", "east", "2;3", "1e99"})
        all.push_back({std::string("lon ") + value,
            withPoint("<trkpt lat=\"1\" lon=\"" + std::string(value) + "\"/>"), BadCoordinate});
    all.push_back({"no lat", withPoint("<trkpt lon=\"2\"/>"), BadCoordinate});
    all.push_back({"no lon", withPoint("<trkpt lat=\"2\"/>"), BadCoordinate});
    all.push_back({"capital LAT", withPoint("<trkpt LAT=\"1\" lon=\"2\"/>"), BadCoordinate});
    all.push_back({"lat twice", withPoint("<trkpt lat=\"1\" lat=\"1\" lon=\"2\"/>"), NotXml});
    for (const auto *time : {"", "now", "08:00", "2026-11-22", "2026-11-22 08:00:00", "22/11/2026T08:00:00Z",
             "2026-13-01T00:00:00Z", "2026-06-31T00:00:00Z", "2026-02-29T00:00:00Z", "2026-11-22T24:00:01Z",
             "2026-11-22T08:60:00Z", "2026-11-22T08:00:61Z", "2026-11-22T08:00:00X",
             "2026-11-22T08:00:00+99:00", "2026-11-22T08:00:00.Z", "1763798400", "-026-11-22T08:00:00Z",
             "2026-11-22T08:00:00ZZ"})
        all.push_back({std::string("time ") + time,
            withPoint("<trkpt lat=\"1\" lon=\"2\"><time>" + std::string(time) + "</time></trkpt>"), BadTime});
    // A good file, cut off at every 10th byte.
    for (std::size_t cut = 40; cut + 20 < kGood.size(); cut += 10)
        all.push_back({"cut at " + std::to_string(cut), kGood.substr(0, cut), NotXml});
    return all;
}

} // namespace

class GpxTest : public QObject
{
    Q_OBJECT
private slots:
    void ReadsTracksOfAllSegments();
    void ReadsTheTimesThatGpxAllows();
    void AHundredBrokenInputsAreEachExplained();
    void RandomDamageNeverCrashes();
    void RealFilesAreReadOrExplained();
    void AMissingFileIsNamed();
};

void GpxTest::ReadsTracksOfAllSegments()
{
    const auto track = parseGpx(kGood);
    QVERIFY2(track.has_value(), track ? "" : track.error().detail.c_str());
    QCOMPARE(track->name, "Tournée 7");
    QCOMPARE(track->points.size(), std::size_t{3});
    QVERIFY(track->isTimed());
    QCOMPARE(track->points[0].position, (protocol::Position{.latE7 = 466'000'000, .lonE7 = 23'000'000}));
    QCOMPARE(*track->points[1].at - *track->points[0].at, 600'500ms);
    QCOMPARE(*track->points[2].at - *track->points[0].at, 1'200'000ms); // the offset was taken off
    QCOMPARE(track->points[2].line, std::uint64_t{7});
}

void GpxTest::ReadsTheTimesThatGpxAllows()
{
    const protocol::Instant eight = std::chrono::sys_days{std::chrono::year{2026} / 11 / 22} + 8h;
    QCOMPARE(*parseGpxTime("2026-11-22T08:00:00Z"), eight);
    QCOMPARE(*parseGpxTime("2026-11-22T08:00:00"), eight);
    QCOMPARE(*parseGpxTime("2026-11-22T09:00:00+01:00"), eight);
    QCOMPARE(*parseGpxTime("2026-11-22T03:30:00-0430"), eight);
    QCOMPARE(*parseGpxTime("2026-11-22T08:00:00.25Z"), eight + 250ms);
    QCOMPARE(*parseGpxTime("2026-11-22T08:00:00.123456789Z"), eight + 123ms);
    QVERIFY(parseGpxTime("2024-02-29T00:00:00Z"));
}

void GpxTest::AHundredBrokenInputsAreEachExplained()
{
    const auto inputs = brokenInputs();
    QVERIFY(inputs.size() >= 100);
    for (const auto &broken : inputs) {
        const auto track = parseGpx(broken.text);
        QVERIFY2(!track, broken.name.c_str());
        QVERIFY2(track.error().fault == broken.fault, (broken.name + ": " + track.error().detail).c_str());
        QVERIFY2(track.error().detail.size() > 20, broken.name.c_str());
        if (broken.fault == GpxFault::BadCoordinate || broken.fault == GpxFault::BadTime)
            QVERIFY2(track.error().line == 3 && track.error().detail.contains("point 2"),
                (broken.name + ": " + track.error().detail).c_str());
    }
}

void GpxTest::RandomDamageNeverCrashes()
{
    QRandomGenerator random(1);
    int readable = 0;
    for (int round = 0; round < 5000; ++round) {
        auto text = kGood;
        const int changes = random.bounded(1, 6);
        for (int i = 0; i < changes; ++i)
            text[static_cast<std::size_t>(random.bounded(static_cast<int>(text.size())))] =
                static_cast<char>(random.bounded(256));
        const auto track = parseGpx(text);
        readable += track ? 1 : 0;
        if (!track)
            QVERIFY(!track.error().detail.empty());
    }
    QVERIFY(readable > 0 && readable < 5000);
}

void GpxTest::RealFilesAreReadOrExplained()
{
    const QDir folder(testData() + "/gpx");
    if (!folder.exists())
        QSKIP("the folder of test data is not here; set FACTEO_TEST_DATA");
    const auto read = [&](const char *name) { return readGpx(folder.filePath(name).toStdString()); };
    QCOMPARE(read("no_trk.gpx").error().fault, GpxFault::NoTrack);
    QCOMPARE(read("no_trkseg.gpx").error().fault, GpxFault::NoSegment);
    QCOMPARE(read("no_trkpt.gpx").error().fault, GpxFault::NoPoint);
    QVERIFY(read("no_trk.gpx").error().detail.contains("no_trk.gpx"));
    for (const auto *name : {"issue-70.gpx", "tour-with-loop.gpx", "tour2-with-loop.gpx"}) {
        const auto track = read(name);
        QVERIFY2(track.has_value(), track ? "" : track.error().detail.c_str());
        QVERIFY2(track->isTimed(), name);
        QVERIFY(track->points.size() > 10);
    }
    // One has no times, the other one and the same time at every point: neither says how fast it was walked.
    for (const auto *name : {"andorra.gpx", "issue-13.gpx"}) {
        const auto track = read(name);
        QVERIFY(track && !track->isTimed() && track->points.size() > 10);
    }
}

void GpxTest::AMissingFileIsNamed()
{
    const auto track = readGpx("/no/such/track.gpx");
    QCOMPARE(track.error().fault, GpxFault::NotReadable);
    QVERIFY(track.error().detail.contains("/no/such/track.gpx"));
}

FACTEO_TEST(GpxTest);
#include "gpx_test.moc"
