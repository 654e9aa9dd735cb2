// SPDX-License-Identifier: Apache-2.0
#include "handset/journal.h"

#include "support/registry.h"

#include <QTemporaryDir>
#include <filesystem>
#include <fstream>

using namespace facteo::handset;

namespace {

Journal::Frame frame(std::size_t length, int seed)
{
    Journal::Frame made(length);
    for (std::size_t i = 0; i < length; ++i)
        made[i] = static_cast<std::byte>(static_cast<int>(i) * 31 + seed);
    return made;
}

} // namespace

class JournalTest : public QObject
{
    Q_OBJECT
private slots:
    void KeepsEverythingInOrder();
    void EveryTornEndIsCutOff();
    void ADamagedRecordEndsIt();
    void RewritingForgetsTheRest();
    void AFolderThatIsNotThereIsNamed();
};

void JournalTest::KeepsEverythingInOrder()
{
    const QTemporaryDir folder;
    const auto file = std::filesystem::path(folder.path().toStdString()) / "journal";
    std::vector<Journal::Frame> written;
    for (int i = 0; i < 3; ++i) {
        auto journal = Journal::open(file);
        QVERIFY(journal);
        QVERIFY(journal->takeFrames() == written);
        for (int k = 0; k < 5; ++k) {
            written.push_back(frame(static_cast<std::size_t>(i * 100 + k), k));
            QVERIFY(journal->append(written.back()));
        }
    }
}

void JournalTest::EveryTornEndIsCutOff()
{
    const QTemporaryDir folder;
    const auto file = std::filesystem::path(folder.path().toStdString()) / "journal";
    {
        auto journal = Journal::open(file);
        QVERIFY(journal->append(frame(20, 1)));
        QVERIFY(journal->append(frame(30, 2)));
    }
    const auto whole = std::filesystem::file_size(file);
    for (auto length = whole - 1; length > 28; --length) {
        std::filesystem::resize_file(file, length);
        auto journal = Journal::open(file);
        QVERIFY(journal);
        QVERIFY(journal->takeFrames() == std::vector<Journal::Frame>{frame(20, 1)});
        QVERIFY(journal->append(frame(30, 2))); // goes where the torn one was
        QCOMPARE(std::filesystem::file_size(file), whole);
    }
}

void JournalTest::ADamagedRecordEndsIt()
{
    const QTemporaryDir folder;
    const auto file = std::filesystem::path(folder.path().toStdString()) / "journal";
    {
        auto journal = Journal::open(file);
        QVERIFY(journal->append(frame(20, 1)));
        QVERIFY(journal->append(frame(30, 2)));
    }
    std::fstream(file, std::ios::in | std::ios::out | std::ios::binary).seekp(40).put('\x7f');
    auto journal = Journal::open(file);
    QVERIFY(journal->takeFrames() == std::vector<Journal::Frame>{frame(20, 1)});
}

void JournalTest::RewritingForgetsTheRest()
{
    const QTemporaryDir folder;
    const auto file = std::filesystem::path(folder.path().toStdString()) / "journal";
    {
        auto journal = Journal::open(file);
        for (int i = 0; i < 10; ++i)
            QVERIFY(journal->append(frame(50, i)));
        QVERIFY(journal->rewrite({frame(50, 3)}));
        QVERIFY(journal->append(frame(50, 11)));
    }
    auto journal = Journal::open(file);
    QVERIFY((journal->takeFrames() == std::vector<Journal::Frame>{frame(50, 3), frame(50, 11)}));
}

void JournalTest::AFolderThatIsNotThereIsNamed()
{
    const auto journal = Journal::open("/no/such/folder/journal");
    QVERIFY(!journal);
    QVERIFY(journal.error().contains("/no/such/folder/journal"));
}

FACTEO_TEST(JournalTest);
#include "journal_test.moc"
