// SPDX-License-Identifier: Apache-2.0
#include "maps/demo_town.h"
#include "maps/package.h"
#include "support/registry.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <csignal>
#include <linux/capability.h>
#include <sys/prctl.h>
#include <sys/resource.h>

using namespace facteo::maps;

namespace {

constexpr int kPatience = 60'000;

QByteArray content(const QString &file)
{
    QFile in(file);
    return in.open(QIODevice::ReadOnly) ? in.readAll() : QByteArray();
}

} // namespace

/// `facteo map import` as a person starts it, and what may befall it.
class ImportProcessTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        QVERIFY(writeTown(makeDemoTown(kDemoTownSeed), extract().toStdString()).has_value());
        QProcess import;
        start(import);
        QVERIFY(import.waitForFinished(kPatience));
        QCOMPARE(import.exitCode(), 0);
        m_before = content(package());
        QVERIFY(m_before.size() > 1'000'000);
    }

    void KilledOrStoppedInAnyStageItChangesNothing_data()
    {
        QTest::addColumn<QByteArray>("stage");
        QTest::addColumn<int>("signal");
        for (const char *stage : {"reading relations", "reading nodes", "indexing", "writing"}) {
            QTest::addRow("killed while %s", stage) << QByteArray(stage) << SIGKILL;
            QTest::addRow("stopped while %s", stage) << QByteArray(stage) << SIGINT;
        }
    }

    void KilledOrStoppedInAnyStageItChangesNothing()
    {
        QFETCH(QByteArray, stage);
        QFETCH(int, signal);
        QProcess import;
        start(import);
        QByteArray said;
        while (!said.contains(stage) && import.waitForReadyRead(kPatience))
            said += import.readAll();
        QVERIFY(said.contains(stage));
        ::kill(static_cast<pid_t>(import.processId()), signal);
        QVERIFY(import.waitForFinished(kPatience));
        // It may have been faster than the signal; then it made the same package again.
        QVERIFY(content(package()) == m_before);
        QCOMPARE(files(), QStringList({QStringLiteral("town.facteomap"), QStringLiteral("town.osm.pbf")}));
        if (signal == SIGINT && import.exitCode() != 0) {
            QCOMPARE(import.exitCode(), 130);
            QVERIFY((said + import.readAll()).contains("nothing was changed"));
        }
    }

    void AFullDiskLeavesTheOldPackage()
    {
        for (const rlim_t most : {1'000UL, 100'000UL, 2'000'000UL}) {
            QProcess import;
            // What a full disk says, without one: no file may grow beyond this.
            import.setChildProcessModifier([most] {
                const rlimit limit{most, most};
                ::setrlimit(RLIMIT_FSIZE, &limit);
            });
            start(import);
            QVERIFY(import.waitForFinished(kPatience));
            QCOMPARE(import.exitStatus(), QProcess::NormalExit);
            QCOMPARE(import.exitCode(), 1);
            QVERIFY(import.readAll().contains("the disk is full"));
            QVERIFY(content(package()) == m_before);
            QCOMPARE(files().size(), 2);
        }
    }

    void WhereItMayNotWriteItSaysSoBeforeItReads()
    {
        const QDir closed(m_folder.filePath(QStringLiteral("closed")));
        QVERIFY(closed.mkpath(QStringLiteral(".")));
        QVERIFY(QFile::setPermissions(closed.path(), QFile::ReadOwner | QFile::ExeOwner));
        QProcess import;
        // Root would be allowed everything.
        import.setChildProcessModifier([] { ::prctl(PR_CAPBSET_DROP, CAP_DAC_OVERRIDE); });
        start(import, closed.filePath(QStringLiteral("town.facteomap")));
        QVERIFY(import.waitForFinished(kPatience));
        QCOMPARE(import.exitCode(), 1);
        const auto said = import.readAll();
        QVERIFY2(said.contains("closed/town.facteomap: the package cannot be created there"), said);
        QVERIFY2(!said.contains("reading"), said);
    }

    void AnExtractIsNotReplacedByItsPackage()
    {
        const auto before = content(extract());
        QProcess import;
        start(import, extract());
        QVERIFY(import.waitForFinished(kPatience));
        QCOMPARE(import.exitCode(), 1);
        const auto said = import.readAll();
        QVERIFY2(said.contains("a file that the package is made from"), said);
        QVERIFY(content(extract()) == before);
    }

private:
    [[nodiscard]] QString extract() const { return m_folder.filePath(QStringLiteral("town.osm.pbf")); }
    [[nodiscard]] QString package() const { return m_folder.filePath(QStringLiteral("town.facteomap")); }
    [[nodiscard]] QStringList files() const { return QDir(m_folder.path()).entryList(QDir::Files); }

    void start(QProcess &import) const { start(import, package()); }
    void start(QProcess &import, const QString &output) const
    {
        import.setProcessChannelMode(QProcess::MergedChannels);
        import.start(QStringLiteral(FACTEO_PROGRAM),
            {QStringLiteral("map"), QStringLiteral("import"), extract(), QStringLiteral("-o"), output});
    }

    QTemporaryDir m_folder;
    QByteArray m_before;
};

FACTEO_TEST(ImportProcessTest);
#include "import_process_test.moc"
