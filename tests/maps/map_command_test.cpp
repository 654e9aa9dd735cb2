// SPDX-License-Identifier: Apache-2.0
#include "maps/demo_town.h"
#include "support/comma_locale.h"
#include "support/registry.h"

#include <QFile>
#include <QProcess>
#include <QTemporaryDir>

/// `facteo map …` as a person types it.
class MapCommandTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        using namespace facteo::maps;
        const auto extract = m_folder.filePath(QStringLiteral("town.osm.pbf"));
        QVERIFY(writeTown(makeDemoTown(kDemoTownSeed), extract.toStdString()).has_value());
        const auto imported = run({QStringLiteral("import"), extract, QStringLiteral("-o"), town()});
        QVERIFY2(imported.code == 0, imported.said);
    }

    void NumbersHaveAPointInEveryLanguage()
    {
        const facteo::tests::CommaLocale comma;
        auto french = QProcessEnvironment::systemEnvironment();
        french.remove(QStringLiteral("LC_ALL"));
        french.insert(QStringLiteral("LOCPATH"), comma.folder());
        french.insert(QStringLiteral("LC_NUMERIC"), QStringLiteral("comma"));
        const auto picture = m_folder.filePath(QStringLiteral("town.png"));
        const auto rendered =
            run({QStringLiteral("render"), town(), QStringLiteral("--center"), QStringLiteral("46.6,2.3"),
                    QStringLiteral("--zoom"), QStringLiteral("14.5"), QStringLiteral("-o"), picture},
                french);
        QVERIFY2(rendered.code == 0, rendered.said);
        QVERIFY(QFile::exists(picture));
    }

    void WhatIsNoPictureIsRefused_data()
    {
        QTest::addColumn<QStringList>("options");
        QTest::newRow("no size") << QStringList{"--size", "large"};
        QTest::newRow("half a size") << QStringList{"--size", "640x"};
        QTest::newRow("more than a size") << QStringList{"--size", "640x480x2"};
        QTest::newRow("no pixel") << QStringList{"--size", "0x480"};
        QTest::newRow("no place") << QStringList{"--center", "here"};
        QTest::newRow("off the map") << QStringList{"--center", "89,2"};
        QTest::newRow("nowhere") << QStringList{"--center", "nan,2"};
    }

    void WhatIsNoPictureIsRefused()
    {
        QFETCH(const QStringList, options);
        const auto picture = m_folder.filePath(QStringLiteral("none.png"));
        const auto rendered =
            run(QStringList{QStringLiteral("render"), town(), QStringLiteral("-o"), picture} + options);
        QVERIFY(rendered.code != 0);
        QVERIFY2(rendered.said.contains(options.front().toUtf8()), rendered.said);
        QVERIFY(!QFile::exists(picture));
    }

    void WhatIsNoPlaceOrDistanceIsRefused_data()
    {
        QTest::addColumn<QStringList>("words");
        QTest::addColumn<QByteArray>("refused");
        QTest::newRow("not a number of metres")
            << QStringList{"reverse", town(), "46.6", "2.3", "--metres", "nan"}
            << QByteArray("nan is no number");
        QTest::newRow("fewer metres than none")
            << QStringList{"reverse", town(), "46.6", "2.3", "--metres", "-5"}
            << QByteArray("-5 is no number");
        QTest::newRow("too many metres") << QStringList{"reverse", town(), "46.6", "2.3", "--metres", "inf"}
                                         << QByteArray("from 1 to 50000");
        QTest::newRow("above the pole")
            << QStringList{"reverse", town(), "91", "2.3"} << QByteArray("-90 to 90");
        QTest::newRow("no latitude") << QStringList{"reverse", town(), "nan", "2.3"}
                                     << QByteArray("-90 to 90");
        QTest::newRow("no longitude")
            << QStringList{"reverse", town(), "46.6", "181"} << QByteArray("-180 to 180");
        QTest::newRow("near nowhere")
            << QStringList{"search", town(), "rue", "--near", "nan", "2.3"} << QByteArray("nan is no number");
        QTest::newRow("near above the pole")
            << QStringList{"search", town(), "rue", "--near", "91", "2.3"} << QByteArray("-90 to 90");
        QTest::newRow("no zoom") << QStringList{"render", town(), "-o", "x.png", "--zoom", "nan"}
                                 << QByteArray("nan is no number");
        QTest::newRow("no street anywhere")
            << QStringList{"route", town(), "--from", "46.6,2.3", "--to", "46.6,2.3", "--metres", "nan"}
            << QByteArray("nan is no number");
    }

    void WhatIsNoPlaceOrDistanceIsRefused()
    {
        QFETCH(const QStringList, words);
        QFETCH(const QByteArray, refused);
        const auto asked = run(words);
        QVERIFY(asked.code != 0);
        QVERIFY2(asked.said.contains(refused), asked.said);
    }

    void PlacesSouthOfTheEquatorAreTaken()
    {
        const auto asked = run({"reverse", town(), "-21.1", "-55.5", "--metres", "50"});
        QCOMPARE(asked.code, 1);
        QVERIFY2(asked.said.contains("no address within 50 m"), asked.said);
    }

private:
    struct Outcome
    {
        int code = -1;
        QByteArray said; ///< on both channels
    };

    [[nodiscard]] QString town() const { return m_folder.filePath(QStringLiteral("town.facteomap")); }

    [[nodiscard]] static Outcome run(const QStringList &words,
        const QProcessEnvironment &environment = QProcessEnvironment::systemEnvironment())
    {
        QProcess facteo;
        facteo.setProcessEnvironment(environment);
        facteo.setProcessChannelMode(QProcess::MergedChannels);
        facteo.start(QStringLiteral(FACTEO_PROGRAM), QStringList{QStringLiteral("map")} + words);
        if (!facteo.waitForFinished(60'000)) {
            facteo.kill();
            facteo.waitForFinished();
            return {.said = "it does not end"};
        }
        return {.code = facteo.exitStatus() == QProcess::NormalExit ? facteo.exitCode() : -1,
            .said = facteo.readAll()};
    }

    QTemporaryDir m_folder;
};

FACTEO_TEST(MapCommandTest);
#include "map_command_test.moc"
