// SPDX-License-Identifier: Apache-2.0
#include "interop/owntracks.h"

#include "support/registry.h"

#include <QTest>

using namespace facteo;
using namespace facteo::interop;
using namespace std::chrono_literals;
using protocol::Fault;

namespace {

/// A good location with one key replaced or added: `"acc":-1`.
std::string locationWith(std::string_view last)
{
    std::string text = R"({"_type":"location","lat":48.84696,"lon":2.278922,"tst":1700000000)";
    text += ',';
    text += last;
    text += '}';
    return text;
}

std::string location(std::string_view lat, std::string_view lon, std::string_view tst)
{
    return std::format(R"({{"_type":"location","lat":{},"lon":{},"tst":{}}})", lat, lon, tst);
}

struct Bad
{
    std::string payload;
    Fault fault;
};

std::vector<Bad> brokenJson()
{
    std::vector<Bad> all;
    for (const char *text : {"{", "}", "[", "]", "[]", "[{}]", "null", "true", "17", "\"location\"", " ",
             "\n", "{]", "{\"_type\"}", "{\"_type\":}", "{\"_type\":\"location\"",
             "{\"_type\":\"location\",}", "{'_type':'location'}", "{\"_type\":location}",
             "{\"a\":1}{\"b\":2}", "{\"_type\":\"loc\xff\"}", "\xef\xbb\xbf{\"_type\"",
             "{\"_type\":\"location\",\"lat\":0x10}", "{\"_type\":\"location\",\"lat\":NaN}",
             "{\"_type\":\"location\",\"lat\":Infinity}", "{\"_type\":\"location\" \"lat\":1}",
             "{\"_type\":\"location\",\"lat\":1,\"lon\":2,\"tst\":1700000000", "{\"_type\":\"\\uZZZZ\"}",
             "<location lat='48'/>", "lat=48.8&lon=2.2", "{\"_type\":\"location\",\"lat\":--1}", "{}",
             "{\"_type\":null}", "{\"_type\":1}", "{\"_type\":true}", "{\"_type\":[]}", "{\"_type\":{}}",
             "{\"type\":\"location\"}", "{\"_TYPE\":\"location\"}", "\x01\x02\x03"})
        all.push_back({text, Fault::Malformed});
    all.push_back({std::string(3, '\0'), Fault::Malformed});
    all.push_back({std::string(5'000, '['), Fault::Malformed});
    std::string deep;
    for (int i = 0; i < 2'000; ++i)
        deep += "{\"a\":";
    all.push_back({deep, Fault::Malformed});
    all.push_back({std::string(kOwnTracksMaxBytes + 1, ' '), Fault::TooLarge});
    return all;
}

std::vector<Bad> wrongTypes()
{
    std::vector<Bad> all;
    for (const char *value : {"\"48.8\"", "true", "[]", "{}", "[48.8]", "\"\""}) {
        all.push_back({location(value, "2.2", "1700000000"), Fault::Malformed});
        all.push_back({location("48.8", value, "1700000000"), Fault::Malformed});
        all.push_back({location("48.8", "2.2", value), Fault::Malformed});
    }
    for (const char *pair : {R"("acc":"12")", R"("vel":"5")", R"("cog":[])", R"("batt":{})", R"("bs":"2")"})
        all.push_back({locationWith(pair), Fault::Malformed});
    return all;
}

std::vector<Bad> missing()
{
    std::vector<Bad> all;
    for (const char *text :
        {R"({"_type":"location"})", R"({"_type":"location","lat":48.8})", R"({"_type":"location","lon":2.2})",
            R"({"_type":"location","tst":1700000000})", R"({"_type":"location","lat":48.8,"lon":2.2})",
            R"({"_type":"location","lat":48.8,"tst":1700000000})",
            R"({"_type":"location","lon":2.2,"tst":1700000000})",
            R"({"_type":"location","lat":null,"lon":2.2,"tst":1700000000})",
            R"({"_type":"location","lat":48.8,"lon":null,"tst":1700000000})",
            R"({"_type":"location","lat":48.8,"lon":2.2,"tst":null})",
            R"({"_type":"location","latitude":48.8,"longitude":2.2,"tst":1700000000})", R"({"_type":"lwt"})",
            R"({"_type":"lwt","tst":null})"})
        all.push_back({text, Fault::MissingField});
    return all;
}

std::vector<Bad> outOfRange()
{
    std::vector<Bad> all;
    for (const char *lat : {"90.0001", "-90.0001", "91", "4884696", "-1e300", "1e308"})
        all.push_back({location(lat, "2.2", "1700000000"), Fault::OutOfRange});
    for (const char *lon : {"180.0001", "-180.0001", "360", "2278922", "1e300"})
        all.push_back({location("48.8", lon, "1700000000"), Fault::OutOfRange});
    for (const char *tst : {"0", "-1", "1", "1700000000000", "99999999999", "946684799", "1e40"})
        all.push_back({location("48.8", "2.2", tst), Fault::OutOfRange});
    for (const char *pair : {R"("acc":-1)", R"("acc":1e9)", R"("vel":1441)", R"("vel":40000)", R"("cog":361)",
             R"("batt":101)", R"("batt":4e9)"})
        all.push_back({locationWith(pair), Fault::OutOfRange});
    all.push_back({R"({"_type":"lwt","tst":0})", Fault::OutOfRange});
    return all;
}

std::vector<Bad> unknownTypes()
{
    std::vector<Bad> all;
    for (const char *type : {"", "Location", "location ", "sos", "alert", "encrypted", "locations", "LWT"})
        all.push_back({std::format(R"({{"_type":"{}"}})", type), Fault::UnknownBody});
    all.push_back({std::format(R"({{"_type":"{}"}})", std::string(3'000, 'x')), Fault::UnknownBody});
    return all;
}

} // namespace

class OwnTracksTest : public QObject
{
    Q_OBJECT
private slots:
    void AMobilePhoneOfTheContractIsUnderstood();
    void WhatIsLeftOutIsUnknown();
    void WhatCoreLocationCallsInvalidIsUnknown();
    void WhatIsUnderstoodFitsIntoAFrame();
    void APingIsMarked();
    void FullAndChargingAreBothOnTheCable();
    void TheBrokersLastWillIsUnderstood();
    void AnEmptyBodyIsNothing();
    void TypesWithoutUseAreNamed();
    void UnknownKeysChangeNothing();
    void AnEncryptedBodyIsExplained();
    void AHundredMalformedInputsAreEachRefusedForTheirReason();
    void EveryTruncationIsRefused();
    void OnlyPublishingTopicsHaveAnAddress();
};

void OwnTracksTest::AMobilePhoneOfTheContractIsUnderstood()
{
    const auto read = decodeOwnTracks(
        R"({"_type":"location","lat":48.84696,"lon":2.278922,"tst":1700000000,"acc":12,"batt":71,"tid":"21","t":"t","vel":36,"cog":270,"bs":1})");
    QVERIFY(read);
    const auto &got = std::get<OwnTracksLocation>(*read);
    QCOMPARE(got.fix.at, protocol::Instant{1'700'000'000s});
    QCOMPARE(got.fix.position, (protocol::Position{.latE7 = 488'469'600, .lonE7 = 22'789'220}));
    QCOMPARE(got.fix.accuracyDm, 120u);
    QCOMPARE(got.fix.speedCmS, 1'000u); // 36 km/h
    QCOMPARE(got.fix.headingCdeg, 27'000u);
    QCOMPARE(got.batteryPercent, std::uint8_t{71});
    QVERIFY(!got.charging);
    QVERIFY(!got.ping);
}

void OwnTracksTest::WhatIsLeftOutIsUnknown()
{
    const auto read = decodeOwnTracks(location("-90", "180", "1700000000.25"));
    QVERIFY(read);
    const auto &got = std::get<OwnTracksLocation>(*read);
    QCOMPARE(got.fix.at, protocol::Instant{1'700'000'000'250ms});
    QCOMPARE(got.fix.position, (protocol::Position{.latE7 = -900'000'000, .lonE7 = 1'800'000'000}));
    QCOMPARE(got.fix.accuracyDm, 0u);
    QVERIFY(!got.fix.speedCmS);
    QVERIFY(!got.fix.headingCdeg);
    QVERIFY(!got.batteryPercent);
}

void OwnTracksTest::WhatCoreLocationCallsInvalidIsUnknown()
{
    const auto read = decodeOwnTracks(locationWith(R"("vel":-1,"cog":-1,"batt":-1)"));
    QVERIFY(read);
    const auto &got = std::get<OwnTracksLocation>(*read);
    QVERIFY(!got.fix.speedCmS);
    QVERIFY(!got.fix.headingCdeg);
    QVERIFY(!got.batteryPercent);

    const auto north = decodeOwnTracks(locationWith(R"("cog":360)"));
    QVERIFY(north);
    QCOMPARE(std::get<OwnTracksLocation>(*north).fix.headingCdeg, 0u);
}

void OwnTracksTest::WhatIsUnderstoodFitsIntoAFrame()
{
    // A frame with a worse accuracy or a higher speed is refused whole by everybody.
    for (const char *pair : {R"("acc":200000)", R"("acc":9999999)", R"("acc":100000.04)"}) {
        const auto read = decodeOwnTracks(locationWith(pair));
        QVERIFY(read);
        QCOMPARE(std::get<OwnTracksLocation>(*read).fix.accuracyDm, protocol::Fix::kMostAccuracyDm);
    }
    const auto fast = decodeOwnTracks(locationWith(R"("vel":1440)"));
    QVERIFY(fast);
    QCOMPARE(std::get<OwnTracksLocation>(*fast).fix.speedCmS, protocol::Fix::kMostSpeedCmS);
}

void OwnTracksTest::APingIsMarked()
{
    const auto read = decodeOwnTracks(locationWith(R"("t":"p")"));
    QVERIFY(read);
    QVERIFY(std::get<OwnTracksLocation>(*read).ping);
}

void OwnTracksTest::FullAndChargingAreBothOnTheCable()
{
    for (const auto &[supply, charging] : {std::pair{0, false}, {1, false}, {2, true}, {3, true}}) {
        const auto read = decodeOwnTracks(locationWith(std::format(R"("bs":{})", supply)));
        QVERIFY(read);
        QCOMPARE(std::get<OwnTracksLocation>(*read).charging, charging);
    }
}

void OwnTracksTest::TheBrokersLastWillIsUnderstood()
{
    const auto read = decodeOwnTracks(R"({"_type":"lwt","tst":1700000000})");
    QVERIFY(read);
    QCOMPARE(std::get<OwnTracksLastWill>(*read).connectedAt, protocol::Instant{1'700'000'000s});
}

void OwnTracksTest::AnEmptyBodyIsNothing()
{
    const auto read = decodeOwnTracks({});
    QVERIFY(read);
    QVERIFY(std::holds_alternative<OwnTracksNothing>(*read));
}

void OwnTracksTest::TypesWithoutUseAreNamed()
{
    for (const char *type : {"transition", "waypoint", "waypoints", "cmd", "card", "status"}) {
        const auto read = decodeOwnTracks(std::format(R"({{"_type":"{}","x":1}})", type));
        QVERIFY(read);
        QCOMPARE(std::get<OwnTracksUnused>(*read).type, std::string(type));
    }
}

void OwnTracksTest::UnknownKeysChangeNothing()
{
    QCOMPARE(decodeOwnTracks(locationWith(R"("inregions":["home"],"new":{"a":[1,2]},"SSID":null)")),
        decodeOwnTracks(locationWith(R"("conn":"w")")));
}

void OwnTracksTest::AnEncryptedBodyIsExplained()
{
    const auto read = decodeOwnTracks(R"({"_type":"encrypted","data":"AAAA"})");
    QVERIFY(!read);
    QCOMPARE(read.error().fault, Fault::UnknownBody);
    QVERIFY(read.error().detail.contains("encrypted"));
}

void OwnTracksTest::AHundredMalformedInputsAreEachRefusedForTheirReason()
{
    std::size_t tried = 0;
    for (const auto &group : {brokenJson(), wrongTypes(), missing(), outOfRange(), unknownTypes()})
        for (const auto &bad : group) {
            const auto read = decodeOwnTracks(bad.payload);
            const auto shown = bad.payload.substr(0, 80);
            QVERIFY2(!read, shown.c_str());
            QVERIFY2(read.error().fault == bad.fault, (shown + " -> " + read.error().detail).c_str());
            QVERIFY2(!read.error().detail.empty() && read.error().detail.size() < 200, shown.c_str());
            ++tried;
        }
    QVERIFY2(tried >= 100, std::to_string(tried).c_str());
}

void OwnTracksTest::EveryTruncationIsRefused()
{
    const auto whole = locationWith(R"("acc":12,"batt":71)");
    for (std::size_t size = 1; size < whole.size(); ++size)
        QVERIFY(!decodeOwnTracks(std::string_view(whole).substr(0, size)));
}

void OwnTracksTest::OnlyPublishingTopicsHaveAnAddress()
{
    const auto address = ownTracksAddress("owntracks/f0421/s8");
    QVERIFY(address);
    QCOMPARE(address->user, std::string_view("f0421"));
    QCOMPARE(address->device, std::string_view("s8"));
    for (const char *topic :
        {"", "owntracks", "owntracks/", "owntracks/f0421", "owntracks/f0421/", "owntracks//s8",
            "owntracks/f0421/s8/event", "owntracks/f0421/s8/", "facteo/1/D/h/H-001/pos", "Owntracks/a/b"})
        QVERIFY2(!ownTracksAddress(topic), topic);
}

FACTEO_TEST(OwnTracksTest);
#include "owntracks_test.moc"
