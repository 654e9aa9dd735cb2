// SPDX-License-Identifier: Apache-2.0
#include "maps/tile_server.h"
#include "support/registry.h"

#include <QFile>
#include <QTemporaryDir>

using namespace facteo::maps;

class TileServerTest : public QObject
{
    Q_OBJECT

private slots:
    void TilesAreWhereTheirServerHasThem_data()
    {
        QTest::addColumn<QString>("words");
        QTest::addColumn<QString>("expected");
        QTest::newRow("xyz") << "https://a.example/{z}/{x}/{y}.png?key=1"
                             << "https://a.example/12/2074/1445.png?key=1";
        QTest::newRow("tms") << "http://a.example/{z}/{x}/{-y}.png" << "http://a.example/12/2074/2650.png";
        QTest::newRow("wmts")
            << "https://a.example/"
               "wmts?SERVICE=WMTS&TILEMATRIX={TileMatrix}&TILEROW={TileRow}&TILECOL={TileCol}"
            << "https://a.example/wmts?SERVICE=WMTS&TILEMATRIX=12&TILEROW=1445&TILECOL=2074";
    }
    void TilesAreWhereTheirServerHasThem()
    {
        QFETCH(QString, words);
        QFETCH(QString, expected);
        QCOMPARE(addressOf({.address = words, .attribution = {}}, 12, 2074, 1445), QUrl(expected));
    }

    void AWrongFileIsRefusedWithItsReason_data()
    {
        QTest::addColumn<QByteArray>("words");
        QTest::addColumn<TileServerFault>("fault");
        QTest::addColumn<QByteArray>("where");
        const QByteArray url = "url = \"https://a.example/{z}/{x}/{y}\"\n";
        const QByteArray credit = "attribution = \"me\"\n";
        QTest::newRow("no toml") << url + "attribution = me" << TileServerFault::NotToml << QByteArray("2");
        QTest::newRow("misspelt") << url + credit + "zoom = [0, 3]" << TileServerFault::UnknownKey
                                  << QByteArray("zoom");
        QTest::newRow("no address") << credit << TileServerFault::NoAddress << QByteArray("url");
        QTest::newRow("a file") << "url = \"file:///etc/{z}/{x}/{y}\"\n" + credit
                                << TileServerFault::NoAddress << QByteArray("url");
        QTest::newRow("no host") << "url = \"https:///{z}/{x}/{y}\"\n" + credit << TileServerFault::NoAddress
                                 << QByteArray("url");
        QTest::newRow("no row") << "url = \"https://a.example/{z}/{x}\"\n" + credit
                                << TileServerFault::NoPlaceholder << QByteArray("url");
        QTest::newRow("unknown") << "url = \"https://{s}.example/{z}/{x}/{y}\"\n" + credit
                                 << TileServerFault::NoPlaceholder << QByteArray("url");
        QTest::newRow("nobody named") << url << TileServerFault::NoAttribution << QByteArray("attribution");
        QTest::newRow("zooms") << url + credit + "zooms = [5, 3]" << TileServerFault::BadZooms
                               << QByteArray("zooms");
        QTest::newRow("deep") << url + credit + "zooms = [0, 40]" << TileServerFault::BadZooms
                              << QByteArray("zooms");
        QTest::newRow("words for zooms")
            << url + credit + "zooms = \"all\"" << TileServerFault::BadZooms << QByteArray("zooms");
        QTest::newRow("words for a zoom")
            << url + credit + "zooms = [\"0\", 12]" << TileServerFault::BadZooms << QByteArray("zooms");
        QTest::newRow("half a zoom") << url + credit + "zooms = [0, 12.0]" << TileServerFault::BadZooms
                                     << QByteArray("zooms");
        QTest::newRow("words for pixels")
            << url + credit + "pixels = \"512\"" << TileServerFault::BadPixels << QByteArray("pixels");
        QTest::newRow("a yes for pixels")
            << url + credit + "pixels = true" << TileServerFault::BadPixels << QByteArray("pixels");
        QTest::newRow("beyond an int")
            << url + credit + "pixels = 4294967552" << TileServerFault::BadPixels << QByteArray("pixels");
        QTest::newRow("a number for an address")
            << credit + "url = 3" << TileServerFault::NotText << QByteArray("url");
        QTest::newRow("a list for a name")
            << url + "attribution = [\"me\"]" << TileServerFault::NotText << QByteArray("attribution");
        QTest::newRow("pixels") << url + credit + "pixels = 300" << TileServerFault::BadPixels
                                << QByteArray("pixels");
    }
    void AWrongFileIsRefusedWithItsReason()
    {
        QFETCH(QByteArray, words);
        QFETCH(TileServerFault, fault);
        QFETCH(QByteArray, where);
        const auto read = readFrom(words);
        QVERIFY(!read.has_value());
        QCOMPARE(read.error().fault, fault);
        QCOMPARE(QByteArray::fromStdString(read.error().where), where);
    }

    void ARightFileIsRead()
    {
        const auto read = readFrom(
            "url = \"https://a.example/{z}/{x}/{y}\"\nattribution = \"me\"\nzooms = [4, 18]\npixels = 512\n");
        QVERIFY(read.has_value());
        QCOMPARE(read->attribution, QStringLiteral("me"));
        QCOMPARE(read->leastZoom, 4);
        QCOMPARE(read->mostZoom, 18);
        QCOMPARE(read->pixels, 512);
        QCOMPARE(readTileServer("/nowhere/at/all.toml").error().fault, TileServerFault::Unreadable);
        QCOMPARE(readTileServer("/").error().fault, TileServerFault::Unreadable);
    }

private:
    static std::expected<TileServer, TileServerError> readFrom(const QByteArray &words)
    {
        const QTemporaryDir folder;
        QFile file(folder.filePath(QStringLiteral("server.toml")));
        if (!file.open(QIODevice::WriteOnly) || file.write(words) != words.size())
            qFatal("no file");
        file.close();
        return readTileServer(file.fileName().toStdString());
    }
};

FACTEO_TEST(TileServerTest);
#include "tile_server_test.moc"
