// SPDX-License-Identifier: Apache-2.0
#include "app/roster_reader.h"

#include "protocol/roster_file.h"
#include "support/registry.h"

#include <QTemporaryDir>
#include <QTest>
#include <fstream>

using namespace facteo;
using namespace facteo::app;

namespace {

protocol::Roster rosterOf(const char *depot, const char *handset)
{
    return {.depot = {.id = {depot}, .name = depot, .position = {}},
        .handsets = {{.id = {handset}, .postman = {}, .publicKey = {}, .ownTracks = {}}}};
}

} // namespace

class RosterReaderTest : public QObject
{
    Q_OBJECT

private slots:
    void AHandsetOfAHouseHasOneDepot()
    {
        const QTemporaryDir place;
        const std::filesystem::path folder = place.path().toStdString();
        const auto write = [&](const char *name, const protocol::Roster &roster) {
            const auto bytes = protocol::encodeRoster(roster);
            std::ofstream(folder / name, std::ios::binary)
                .write(
                    reinterpret_cast<const char *>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
        };
        write("1.pb", rosterOf("D-1", "H-1"));
        write("2.pb", rosterOf("D-2", "H-2"));
        const auto two = readRosters(folder);
        QVERIFY2(two, two ? "" : two.error().c_str());
        QCOMPARE(two->size(), 2U);
        write("2.pb", rosterOf("D-2", "H-1"));
        const auto same = readRosters(folder);
        QVERIFY(!same);
        for (const auto *word : {"H-1", "D-1", "D-2"})
            QVERIFY2(same.error().contains(word), same.error().c_str());
    }
};

FACTEO_TEST(RosterReaderTest);
#include "roster_reader_test.moc"
