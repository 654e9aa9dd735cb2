// SPDX-License-Identifier: Apache-2.0
#include "app/data_folder.h"

#include "support/registry.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <sys/stat.h>

using namespace facteo::app;
namespace fs = std::filesystem;

class DataFolderTest : public QObject
{
    Q_OBJECT
private slots:
    void WhatIsMadeIsForItsOwnerOnly();
    void WhatIsThereKeepsItsRights();
    void SomethingElsesFolderIsLeftAlone();
};

namespace {

unsigned modeOf(const fs::path &path)
{
    struct stat status{};
    return ::stat(path.c_str(), &status) == 0 ? status.st_mode & 0777U : 0U;
}

} // namespace

void DataFolderTest::WhatIsMadeIsForItsOwnerOnly()
{
    const QTemporaryDir place;
    const DataFolder folder{fs::path(place.path().toStdString()) / "new" / "depot"};
    QVERIFY(claimFolder(folder));
    for (const auto &path : {folder.root, folder.broker(), folder.run(), folder.root / "store"})
        QCOMPARE(modeOf(path), 0700U);
    QVERIFY(claimFolder(folder)); // at every start
}

void DataFolderTest::WhatIsThereKeepsItsRights()
{
    const QTemporaryDir place;
    const DataFolder folder{fs::path(place.path().toStdString()) / "depot"};
    QCOMPARE(::mkdir(folder.root.c_str(), 0755), 0);
    fs::permissions(folder.root, fs::perms{0755});
    fs::create_directory(folder.root / "maps"); // an operator's, before the first start
    QVERIFY(claimFolder(folder));
    QCOMPARE(modeOf(folder.root), 0755U);
    QCOMPARE(modeOf(folder.root / "store"), 0700U);
}

void DataFolderTest::SomethingElsesFolderIsLeftAlone()
{
    const QTemporaryDir place;
    const DataFolder folder{place.path().toStdString()};
    QFile letter(place.filePath(QStringLiteral("letter.txt")));
    QVERIFY(letter.open(QIODevice::WriteOnly));
    fs::permissions(folder.root, fs::perms{0755});
    const auto claimed = claimFolder(folder);
    QVERIFY(!claimed);
    QVERIFY2(claimed.error().contains("letter.txt"), claimed.error().c_str());
    QCOMPARE(modeOf(folder.root), 0755U);
    QCOMPARE(QDir(place.path()).count(), 3U); // ., .. and the letter
}

FACTEO_TEST(DataFolderTest);
#include "data_folder_test.moc"
