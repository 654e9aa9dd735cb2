// SPDX-License-Identifier: Apache-2.0
#include "app/trail_file.h"

#include "app/trail_writer.h"
#include "support/registry.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <QThread>

// Qt 6.8's QTRY_ macros narrow a duration.
#pragma GCC diagnostic ignored "-Wconversion"

using namespace facteo;
using namespace facteo::app;
using namespace std::chrono_literals;

namespace {

interop::ExportedTrail someTrail()
{
    return {.handset = {"H-012"},
        .name = "H-012, Zoé Faure",
        .description = "litige",
        .writtenAt = protocol::Instant{1'795'170'271s},
        .fixes = {{.at = protocol::Instant{1'795'170'000s}, .position = {466'000'000, 23'000'000}},
            {.at = protocol::Instant{1'795'170'010s}, .position = {466'001'000, 23'000'000}}}};
}

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("<cannot be read>");
}

} // namespace

class TrailFileTest : public QObject
{
    Q_OBJECT

private slots:
    void AFileIsWholeItsOwnersAndNeverInPlaceOfAnother()
    {
        const QTemporaryDir folder;
        const auto path = folder.filePath(QStringLiteral("way.gpx"));
        for (const auto format : interop::kTrailFormats) {
            QVERIFY(writeTrail(someTrail(), format, path, Existing::Replace));
            QCOMPARE(contentOf(path).toStdString(), interop::exported(someTrail(), format));
            QCOMPARE(QFile::permissions(path) & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
        }
        const auto before = contentOf(path);
        const auto kept = writeTrail(someTrail(), interop::TrailFormat::Kml, path, Existing::Keep);
        QVERIFY(!kept && kept.error().why == TrailFileFault::Why::Exists);
        QCOMPARE(contentOf(path), before);
        const auto nowhere = writeTrail(someTrail(), interop::TrailFormat::Kml,
            folder.filePath(QStringLiteral("no such folder/way.kml")), Existing::Keep);
        QVERIFY(!nowhere && nowhere.error().why == TrailFileFault::Why::CannotWrite);
        QVERIFY(!nowhere.error().detail.isEmpty());
        QCOMPARE(QDir(folder.path()).entryList(QDir::Files), QStringList{QStringLiteral("way.gpx")});
    }

    void TheWriterSaysPathAndCauseOnItsOwnThread()
    {
        const QTemporaryDir folder;
        TrailWriter writer;
        QStringList said;
        const auto save = [&](const QString &name, const QString &format) {
            const auto trail = someTrail();
            writer.save({.path = folder.filePath(name),
                            .format = format,
                            .handset = trail.handset,
                            .name = QString::fromStdString(trail.name),
                            .purpose = QString::fromStdString(trail.description),
                            .fixes = trail.fixes},
                trail.writtenAt, [&](const QString &fault) {
                    QCOMPARE(QThread::currentThread(), thread());
                    said << fault;
                });
        };
        save(QStringLiteral("way.gpx"), QStringLiteral("gpx"));
        QTRY_COMPARE(said.size(), 1);
        QVERIFY2(said[0].isEmpty(), qPrintable(said[0]));
        QCOMPARE(contentOf(folder.filePath(QStringLiteral("way.gpx"))).toStdString(),
            interop::exported(someTrail(), interop::TrailFormat::Gpx));
        save(QStringLiteral("way.gpx"), QStringLiteral("gpx"));
        save(QStringLiteral("nowhere/way.csv"), QStringLiteral("csv"));
        QTRY_COMPARE(said.size(), 3);
        QVERIFY2(said[1].contains(QStringLiteral("way.gpx")), qPrintable(said[1]));
        QVERIFY2(said[2].contains(QStringLiteral("nowhere/way.csv")), qPrintable(said[2]));
        QVERIFY2(said[2].contains(QStringLiteral("No such file")), qPrintable(said[2]));
    }
};

FACTEO_TEST(TrailFileTest);
#include "trail_file_test.moc"
