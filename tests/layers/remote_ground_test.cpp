// SPDX-License-Identifier: Apache-2.0
#include "console/map/remote_ground.h"
#include "console/map/server_file_wording.h"
#include "console/map/tile_layer.h"
#include "layers/picture_server.h"
#include "support/registry.h"

#include <QFile>
#include <QQuickWindow>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <utility>

namespace facteo::console {
namespace {

using tests::PictureServer;

constexpr int kStep = maps::TileKey::kZoomSteps;
/// The first pause after a failure is 2 s.
constexpr int kPatienceMs = 20'000;

maps::TileServer wordsAbout(const PictureServer &server)
{
    return {.address = server.address() + QStringLiteral("/{z}/{x}/{y}"),
        .attribution = QStringLiteral("© Test")};
}

/// The blocks of a row, from the west.
std::vector<maps::TileKey> rowOf(int count)
{
    std::vector<maps::TileKey> keys;
    for (int i = 0; i < count; ++i)
        keys.push_back({.zoomSteps = 13 * kStep, .column = 1034 + i, .row = 730});
    return keys;
}

/// A ground without a cache on disk.
struct Ground
{
    explicit Ground(std::chrono::milliseconds doubt = std::chrono::minutes(5))
        : remote(wordsAbout(server), QString(), 128 * 1024 * 1024, doubt)
    {
    }

    PictureServer server;
    RemoteGround remote;

    void want(const maps::TileKey &key) { remote.want({{key}}); }
    [[nodiscard]] bool has(const maps::TileKey &key) { return remote.find(key).has_value(); }
    [[nodiscard]] bool comes(const maps::TileKey &key)
    {
        return QTest::qWaitFor([&] { return has(key); }, kPatienceMs);
    }
};

} // namespace

class RemoteGroundTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }

    void ABlockIsSixteenTiles()
    {
        Ground ground;
        const maps::TileKey key{.zoomSteps = 13 * kStep, .column = 1035, .row = 730};
        ground.want(key);
        QVERIFY(ground.comes(key));
        const auto image = *ground.remote.find(key);
        QCOMPARE(image.size(), QSize(1024, 1024));
        for (int row = 0; row < 4; ++row)
            for (int column = 0; column < 4; ++column)
                QCOMPARE(image.pixelColor(column * 256 + 5, row * 256 + 250),
                    PictureServer::colorOf(13, 1035 * 4 + column, 730 * 4 + row));
        QCOMPARE(ground.server.paths.size(), 16);
        ground.want(key);
        QVERIFY(ground.remote.trouble().isEmpty());
    }

    void TheWorldHasNoTilesBeyondItsEdge()
    {
        Ground ground;
        const maps::TileKey key{.zoomSteps = kStep, .column = 0, .row = 0};
        ground.want(key);
        QVERIFY(ground.comes(key));
        QCOMPARE(ground.server.paths.size(), 4);
    }

    void WhatAServerDoesNotHaveIsLeftEmpty()
    {
        Ground ground;
        ground.server.mood = PictureServer::Mood::HasNone;
        const maps::TileKey key{.zoomSteps = 5 * kStep, .column = 3, .row = 3};
        ground.want(key);
        QVERIFY(ground.comes(key));
        QVERIFY(ground.remote.trouble().isEmpty());
    }

    void AServerThatFailsIsNamedAndAskedAgain_data()
    {
        QTest::addColumn<PictureServer::Mood>("mood");
        QTest::addColumn<QString>("words");
        QTest::newRow("refuses") << PictureServer::Mood::Refuses << "127.0.0.1: HTTP 503";
        QTest::newRow("lies") << PictureServer::Mood::Lies << "127.0.0.1: what it sends is no picture";
    }
    void AServerThatFailsIsNamedAndAskedAgain()
    {
        QFETCH(PictureServer::Mood, mood);
        QFETCH(QString, words);
        Ground ground;
        ground.server.mood = mood;
        const maps::TileKey key{.zoomSteps = 8 * kStep, .column = 30, .row = 22};
        ground.want(key);
        QVERIFY(QTest::qWaitFor([&] { return !ground.remote.trouble().isEmpty(); }, kPatienceMs));
        QCOMPARE(ground.remote.trouble(), words);
        QVERIFY(!ground.has(key));
        ground.server.mood = PictureServer::Mood::Serves;
        QVERIFY(ground.comes(key));
        QVERIFY(QTest::qWaitFor([&] { return ground.remote.trouble().isEmpty(); }, kPatienceMs));
    }

    void WhatAlwaysFailsHoldsNothingUp_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<int>("columns"); // wide, in turn given and not
        QTest::newRow("refused tiles") << 403 << 1;
        QTest::newRow("refused blocks") << 403 << 4;
        QTest::newRow("bad requests") << 400 << 4;
        QTest::newRow("broken blocks") << 500 << 4;
    }
    void WhatAlwaysFailsHoldsNothingUp()
    {
        QFETCH(int, status);
        QFETCH(int, columns);
        Ground ground;
        const auto isGiven = [columns](int column) { return column / columns % 2 == 1; };
        ground.server.refusal = [&](int, int column, int) { return isGiven(column) ? 0 : status; };
        // What fails is the most urgent.
        auto keys = rowOf(12);
        std::ranges::stable_partition(keys, [&](const auto &key) { return !isGiven(key.column * 4); });
        ground.remote.want(keys);
        for (const auto &key : keys) {
            if (columns == 4 && !isGiven(key.column * 4))
                continue;
            QVERIFY2(ground.comes(key), qPrintable(QString::number(key.column)));
            const auto image = *ground.remote.find(key);
            QCOMPARE(image.pixelColor(256 + 5, 5), PictureServer::colorOf(13, key.column * 4 + 1, 730 * 4));
        }
        if (status == 500) {
            QCOMPARE(ground.remote.trouble(), QStringLiteral("127.0.0.1: HTTP 500"));
            return; // a server that breaks is no edge
        }
        // Refused beside what is given: nothing is there, and nobody need hear of it.
        for (const auto &key : keys)
            QVERIFY2(ground.comes(key), qPrintable(QString::number(key.column)));
        QVERIFY(QTest::qWaitFor([&] { return ground.remote.trouble().isEmpty(); }, kPatienceMs));
    }

    void AServerThatRefusesEverythingIsNamed()
    {
        Ground ground(std::chrono::milliseconds(0));
        const auto keys = rowOf(2);
        ground.want(keys[0]);
        QVERIFY(ground.comes(keys[0]));
        ground.server.refusal = [](int, int, int) { return 403; };
        ground.want(keys[1]);
        QVERIFY(QTest::qWaitFor([&] { return !ground.remote.trouble().isEmpty(); }, kPatienceMs));
        QCOMPARE(ground.remote.trouble(), QStringLiteral("127.0.0.1: HTTP 403"));
        QVERIFY(!ground.has(keys[1]));
    }

    void WhatWasRefusedIsAskedForAgainMuchLater()
    {
        Ground ground(std::chrono::milliseconds(0));
        const auto key = rowOf(1)[0];
        const int column = key.column * 4;
        ground.server.refusal = [&](int, int asked, int) { return asked == column ? 403 : 0; };
        ground.want(key);
        QVERIFY(ground.comes(key));
        QVERIFY(ground.remote.find(key)->pixelColor(5, 5) != PictureServer::colorOf(13, column, 730 * 4));
        ground.server.refusal = nullptr;
        ground.want(key);
        QVERIFY(QTest::qWaitFor(
            [&] {
                return ground.remote.find(key)->pixelColor(5, 5) ==
                       PictureServer::colorOf(13, column, 730 * 4);
            },
            kPatienceMs));
        // Nothing was refused now: it is not asked for a third time.
        const auto asked = ground.server.paths.size();
        ground.want(key);
        const auto other = rowOf(2)[1];
        ground.want(other);
        QVERIFY(ground.comes(other));
        QCOMPARE(ground.server.paths.size(), asked + 16);
    }

    void AServerThatIsDownIsLeftAlone()
    {
        Ground ground;
        ground.server.mood = PictureServer::Mood::Refuses;
        const auto keys = rowOf(12);
        ground.remote.want(keys);
        // Four fail; the fifth was under way already.
        constexpr int kBeforeThePause = 5 * 16;
        QVERIFY(QTest::qWaitFor([&] { return ground.server.paths.size() >= 4 * 16; }, kPatienceMs));
        QVERIFY(!QTest::qWaitFor([&] { return ground.server.paths.size() > kBeforeThePause; }, 1'000));
        ground.server.mood = PictureServer::Mood::Serves;
        for (const auto &key : keys)
            QVERIFY2(ground.comes(key), qPrintable(QString::number(key.column)));
        QVERIFY(QTest::qWaitFor([&] { return ground.remote.trouble().isEmpty(); }, kPatienceMs));
    }

    void WhatIsNoLongerWantedHoldsNothingUp()
    {
        Ground ground;
        ground.server.silentAbout = QStringLiteral("/9/");
        const maps::TileKey first{.zoomSteps = 9 * kStep, .column = 60, .row = 44};
        const maps::TileKey second{.zoomSteps = 9 * kStep, .column = 61, .row = 44};
        const maps::TileKey other{.zoomSteps = 10 * kStep, .column = 120, .row = 88};
        const std::vector both{first, second};
        ground.remote.want(both);
        QVERIFY(QTest::qWaitFor([&] { return !ground.server.paths.isEmpty(); }, kPatienceMs));
        ground.want(other);
        QVERIFY(ground.comes(other));
        QVERIFY(ground.remote.trouble().isEmpty());
        ground.server.silentAbout.clear();
        ground.want(first); // given up before, and asked for anew
        QVERIFY(ground.comes(first));
    }

    void TheLayerShowsWhatTheServerHas()
    {
        PictureServer server;
        const QTemporaryDir folder;
        QFile file(folder.filePath(QStringLiteral("server.toml")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("url = \"" + server.address().toUtf8() +
                   "/{z}/{x}/{y}\"\nattribution = \"© Test\"\nzooms = [3, 12]\n");
        file.close();
        QQuickWindow window;
        window.resize(600, 400);
        TileLayer layer(window.contentItem());
        layer.setSize(QSizeF(600, 400));
        layer.setCenter(QGeoCoordinate(46.6, 2.3));
        layer.setZoomLevel(11.8);
        layer.setSource(QUrl::fromLocalFile(file.fileName()));
        window.show();
        QVERIFY(QTest::qWaitFor([&] { return layer.isComplete(); }, kPatienceMs));
        QCOMPARE(layer.attribution(), QStringLiteral("© Test"));
        QCOMPARE(layer.fault(), TileLayer::Fault::None);
        QVERIFY(std::ranges::all_of(
            server.paths, [](const QString &path) { return path.startsWith(QStringLiteral("/12/")); }));
        // The tile in the middle: 2^12 · (2.3 + 180) / 360, and Mercator's latitude.
        const auto shown = window.grabWindow().pixelColor(300, 200);
        QCOMPARE(shown, PictureServer::colorOf(12, 2074, 1447));
    }

    void WhoCrossesTheDateLineSeesNoGap()
    {
        PictureServer server;
        const QTemporaryDir folder;
        QFile file(folder.filePath(QStringLiteral("server.toml")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("url = \"" + server.address().toUtf8() + "/{z}/{x}/{y}\"\nattribution = \"© Test\"\n");
        file.close();
        QQuickWindow window;
        window.resize(600, 400);
        TileLayer layer(window.contentItem());
        layer.setSize(QSizeF(600, 400));
        layer.setZoomLevel(6);
        layer.setCenter(QGeoCoordinate(-16.5, 179.99));
        layer.setSource(QUrl::fromLocalFile(file.fileName()));
        window.show();
        QVERIFY(QTest::qWaitFor([&] { return layer.isComplete(); }, kPatienceMs));
        const int row = 34; // 64 · Mercator's latitude
        const auto verify = [&](const QImage &image) {
            QCOMPARE(image.pixelColor(200, 200), PictureServer::colorOf(6, 63, row));
            QCOMPARE(image.pixelColor(400, 200), PictureServer::colorOf(6, 0, row));
        };
        verify(window.grabWindow());
        // Not faded in anew: at once.
        layer.setCenter(QGeoCoordinate(-16.5, -179.99));
        verify(window.grabWindow());
    }

    void AWrongFileIsNamedInASentence_data()
    {
        QTest::addColumn<QByteArray>("words");
        QTest::addColumn<QString>("sentence");
        const QByteArray url = "url = \"https://a.example/{z}/{x}/{y}\"\n";
        const QByteArray credit = "attribution = \"me\"\n";
        QTest::newRow("line")
            << url + credit + "pixels = five"
            << "“own.toml” cannot be understood at line 3. A line is a key, an equals sign and "
               "a value; text stands in quotation marks.";
        QTest::newRow("key")
            << url + credit + "pixel = 512"
            << "“own.toml” has an unknown key, “pixel”. Known are url, attribution, zooms and pixels.";
        QTest::newRow("text") << credit + "url = 5"
                              << "In “own.toml” the value of “url” is no text. Write it in quotation marks.";
        QTest::newRow("pixels")
            << url + credit + "pixels = \"512\""
            << "In “own.toml” the pixels have to be the number 256 or 512, without quotation "
               "marks. Write pixels = 256.";
    }
    void AWrongFileIsNamedInASentence()
    {
        QFETCH(QByteArray, words);
        QFETCH(QString, sentence);
        const QTemporaryDir folder;
        QFile file(folder.filePath(QStringLiteral("own.toml")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(words);
        file.close();
        TileLayer layer;
        layer.setSource(QUrl::fromLocalFile(file.fileName()));
        QVERIFY(
            QTest::qWaitFor([&] { return layer.fault() == TileLayer::Fault::BadServerFile; }, kPatienceMs));
        QCOMPARE(layer.faultDetail(), sentence);
        layer.setSource({});
        QCOMPARE(layer.faultDetail(), QString());
    }

    void EveryFaultOfAFileHasItsOwnWords()
    {
        QSet<QString> seen;
        for (auto fault = maps::TileServerFault::Unreadable; fault <= maps::TileServerFault::BadPixels;
            fault = maps::TileServerFault(std::to_underlying(fault) + 1)) {
            const auto words = ServerFileWording::fault(QStringLiteral("own.toml"), {fault, "12"});
            QVERIFY2(words.contains(QStringLiteral("own.toml")) && !words.contains(u'%'), qPrintable(words));
            QVERIFY2(!seen.contains(words), qPrintable(words));
            seen.insert(words);
        }
    }

    void NothingIsFetchedThatNoFileAsksFor()
    {
        PictureServer server;
        TileLayer layer;
        layer.setSize(QSizeF(600, 400));
        layer.setSource(QUrl(server.address() + QStringLiteral("/{z}/{x}/{y}")));
        QCOMPARE(layer.fault(), TileLayer::Fault::Missing);
        layer.setSource(QUrl::fromLocalFile(QStringLiteral("/nowhere/wrong.toml")));
        QVERIFY(
            QTest::qWaitFor([&] { return layer.fault() == TileLayer::Fault::BadServerFile; }, kPatienceMs));
        QVERIFY(!server.hasPendingConnections());
        QVERIFY(server.paths.isEmpty());
    }
};

} // namespace facteo::console

using facteo::console::RemoteGroundTest;
FACTEO_TEST(RemoteGroundTest);
#include "remote_ground_test.moc"
