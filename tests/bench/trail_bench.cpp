// SPDX-License-Identifier: Apache-2.0
// Trails: bytes a position at rest, a postman's day, and who was near a place, in our store and in a table of
// one row a position, filled by the same fleet. Both must give the same answers; a difference ends the
// program.
//
//     trail_bench [--positions 2000000] [--queries 31] [--folder DIR] [--gpx FILE…]
#include "machine_facts.h"
#include "trail_fleet.h"
#include "trail_rows.h"

#include "handset/gpx.h"
#include "store/query.h"
#include "store/trail_codec.h"
#include "store/trail_precision.h"
#include "store/trail_store.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <cstdio>
#include <format>

namespace facteo::bench {
namespace {

using namespace std::chrono_literals;
using protocol::Fix;
using protocol::Instant;
using Clock = std::chrono::steady_clock;

constexpr double kRadiusMetres = 300;
constexpr auto kWindow = 10min;
constexpr std::size_t kPostmenABatch = 50;
const protocol::DepotId kDepot{"D-BENCH"};

[[noreturn]] void stopWith(const std::string &why)
{
    std::fprintf(stderr, "trail_bench: %s\n", why.c_str());
    std::exit(1);
}

template<typename T> T orExit(store::Result<T> result)
{
    if (!result)
        stopWith(result.error().detail);
    if constexpr (!std::is_void_v<T>)
        return std::move(*result);
}

/// Both stores, and how long it took to fill them.
struct Stores
{
    std::unique_ptr<store::Database> database;
    std::unique_ptr<store::TrailStore> trails;
    std::unique_ptr<TrailRows> rows;
    std::size_t postmen = 0;
    double positions = 0;
    double appendSeconds = 0;
    double foldSeconds = 0;
    double rowSeconds = 0;
    double indexSeconds = 0;
    double rowBytesBare = 0;
};

std::vector<std::vector<Fix>> walkAnHour(Fleet &fleet)
{
    std::vector<std::vector<Fix>> hour(fleet.size());
    for (std::size_t postman = 0; postman < fleet.size(); ++postman)
        for (int i = 0; i < kFixesAnHour; ++i)
            hour[postman].push_back(store::kept(fleet.step(postman)));
    return hour;
}

void appendToTrails(Stores &stores, const std::vector<std::vector<Fix>> &hour)
{
    std::vector<store::HandsetFix> batch;
    for (std::size_t postman = 0; postman < hour.size(); ++postman) {
        for (const Fix &fix : hour[postman])
            batch.push_back({.handset = {Fleet::nameOf(postman)}, .fix = fix});
        if ((postman + 1) % kPostmenABatch != 0 && postman + 1 < hour.size())
            continue;
        const auto begin = Clock::now();
        orExit(stores.trails->append(batch));
        stores.appendSeconds += secondsSince(begin);
        batch.clear();
    }
}

/// In the order in which positions reach a hub: by time.
void appendToRows(Stores &stores, const std::vector<std::vector<Fix>> &hour)
{
    std::vector<TrailRows::Position> positions;
    for (std::size_t i = 0; i < kFixesAnHour; ++i)
        for (std::size_t postman = 0; postman < hour.size(); ++postman)
            positions.push_back({.handset = static_cast<std::uint32_t>(postman), .fix = hour[postman][i]});
    const auto begin = Clock::now();
    stores.rows->append(positions);
    stores.rowSeconds += secondsSince(begin);
}

void foldAll(Stores &stores, Instant before)
{
    stores.trails->closeLog(before);
    const auto begin = Clock::now();
    while (orExit(stores.trails->fold(kPostmenABatch))) {
    }
    stores.foldSeconds += secondsSince(begin);
}

/// Folds every hour but the last, which is still in memory as it would be in a hub.
Stores filled(std::size_t positions, const std::filesystem::path &folder)
{
    Stores stores;
    stores.postmen = std::max<std::size_t>(1, positions / (kFixesAnHour * kHoursADay));
    stores.database = orExit(store::Database::open("sqlite:" + (folder / "trails.sqlite").string()));
    stores.trails = orExit(store::TrailStore::open(*stores.database, kDepot, folder / "logs"));
    stores.rows = std::make_unique<TrailRows>(QString::fromStdString((folder / "rows.sqlite").string()));
    Fleet fleet(stores.postmen);
    for (int hour = 0; hour < kHoursADay; ++hour) {
        const auto walked = walkAnHour(fleet);
        appendToTrails(stores, walked);
        appendToRows(stores, walked);
        foldAll(stores, kMorning + std::chrono::hours(hour));
        std::fprintf(stderr, "hour %d of %d is stored\n", hour + 1, kHoursADay);
    }
    stores.positions = static_cast<double>(stores.postmen) * kFixesAnHour * kHoursADay;
    stores.rowBytesBare = stores.rows->bytes();
    const auto begin = Clock::now();
    stores.rows->makeIndexes();
    stores.indexSeconds = secondsSince(begin);
    return stores;
}

double bytesOf(store::Database &database)
{
    return orExit(store::Query(database,
                      "SELECT (page_count - freelist_count) * page_size AS bytes FROM pragma_page_count, "
                      "pragma_freelist_count, pragma_page_size")
                      .first([](const store::Row &row) { return static_cast<double>(row.number(0)); }))
        .value_or(0);
}

QJsonObject spread(const std::vector<double> &milliseconds)
{
    return {{"samples", static_cast<int>(milliseconds.size())},
        {"p50Milliseconds", percentile(milliseconds, 0.5)},
        {"p95Milliseconds", percentile(milliseconds, 0.95)},
        {"maxMilliseconds", percentile(milliseconds, 1.0)}};
}

template<typename Ask> auto timed(std::vector<double> &milliseconds, Ask ask)
{
    const auto begin = Clock::now();
    auto answer = ask();
    milliseconds.push_back(secondsSince(begin) * 1'000);
    return answer;
}

QJsonObject trailsOfADay(const Stores &stores, int queries)
{
    std::mt19937_64 random(1);
    std::vector<double> ours;
    std::vector<double> theirs;
    for (int i = 0; i < queries; ++i) {
        const auto postman = static_cast<std::uint32_t>(random() % stores.postmen);
        const auto end = kMorning + 24h;
        const auto trail = timed(
            ours, [&] { return orExit(stores.trails->trail({Fleet::nameOf(postman)}, kMorning, end)); });
        if (timed(theirs, [&] { return stores.rows->trail(postman, kMorning, end); }) != trail)
            stopWith(std::format("the trails of {} differ", Fleet::nameOf(postman)));
    }
    return {{"ours", spread(ours)}, {"rows", spread(theirs)}, {"positions", kFixesAnHour * kHoursADay}};
}

/// Who was within 300 m of where somebody was, within 10 minutes of the hours from `firstHour` on.
QJsonObject nearQueries(const Stores &stores, int queries, int firstHour, int hours)
{
    std::mt19937_64 random(static_cast<std::uint64_t>(firstHour) + 2);
    std::vector<double> ours;
    std::vector<double> theirs;
    double named = 0;
    for (int i = 0; i < queries; ++i) {
        const auto postman = random() % stores.postmen;
        const auto from = kMorning + std::chrono::hours(firstHour) +
                          std::chrono::seconds(random() % static_cast<std::uint64_t>(hours * 3'600 - 600));
        const auto there = orExit(stores.trails->trail({Fleet::nameOf(postman)}, from + 5min, from + 6min));
        if (there.empty())
            stopWith("nobody walks at that time");
        const auto place = there.front().position;
        const auto found = timed(
            ours, [&] { return orExit(stores.trails->near(place, kRadiusMetres, from, from + kWindow)); });
        const auto expected =
            timed(theirs, [&] { return stores.rows->near(place, kRadiusMetres, from, from + kWindow); });
        std::set<std::string> names;
        for (const auto &one : found)
            if (one.approach.fixes > 0)
                names.insert(one.handset.text);
        std::set<std::string> expectedNames;
        for (const auto handset : expected)
            expectedNames.insert(Fleet::nameOf(handset));
        if (names != expectedNames)
            stopWith(std::format("near {} {}: the answers differ", place.latE7, place.lonE7));
        named += static_cast<double>(names.size());
    }
    return {{"ours", spread(ours)}, {"rows", spread(theirs)}, {"handsetsNamed", named / queries}};
}

/// Encoding and decoding of some postmen's hours, in processor time.
QJsonObject codec(int runs)
{
    Fleet fleet(200);
    const auto hours = walkAnHour(fleet);
    std::vector<double> encode;
    std::vector<double> decode;
    double bytes = 0;
    const double positions = static_cast<double>(hours.size()) * kFixesAnHour;
    for (int run = 0; run < runs; ++run) {
        std::vector<std::vector<std::byte>> chunks;
        auto begin = cpuSeconds();
        for (const auto &hour : hours)
            chunks.push_back(store::encodeTrail(hour));
        encode.push_back(positions / (cpuSeconds() - begin));
        bytes = 0;
        begin = cpuSeconds();
        for (std::size_t i = 0; i < chunks.size(); ++i) {
            const auto fixes = store::decodeTrail(chunks[i]);
            if (!fixes || fixes->size() != hours[i].size())
                stopWith("a chunk cannot be decoded");
            bytes += static_cast<double>(chunks[i].size());
        }
        decode.push_back(positions / (cpuSeconds() - begin));
    }
    return {{"bytesPerPosition", bytes / positions}, {"encodedPerSecond", percentile(encode, 0.5)},
        {"decodedPerSecond", percentile(decode, 0.5)}};
}

/// Real traces: what the chunk of each timed track takes.
QJsonArray realTraces(const QStringList &files)
{
    QJsonArray all;
    for (const QString &file : files) {
        const auto track = handset::readGpx(file.toStdString());
        if (!track || !track->isTimed())
            continue;
        std::vector<Fix> fixes;
        for (const auto &point : track->points)
            if (point.at)
                fixes.push_back(store::kept({.at = *point.at, .position = point.position}));
        store::putInOrder(fixes);
        const double bytes = static_cast<double>(store::encodeTrail(fixes).size());
        all.append(
            QJsonObject{{"file", file.section(u'/', -1)}, {"positions", static_cast<int>(fixes.size())},
                {"bytesPerPosition", bytes / static_cast<double>(fixes.size())}});
    }
    return all;
}

QJsonObject measured(std::size_t positions, int queries, const std::filesystem::path &folder)
{
    auto stores = filled(positions, folder);
    const auto openHour = nearQueries(stores, queries, kHoursADay - 1, 1);
    foldAll(stores, Instant::max());
    orExit(stores.database->run(QStringLiteral("PRAGMA wal_checkpoint(TRUNCATE)")));
    const double bytes = bytesOf(*stores.database);
    const double rowBytes = stores.rows->bytes();
    return {{"positions", stores.positions}, {"handsets", static_cast<int>(stores.postmen)},
        {"bytesPerPosition",
            QJsonObject{{"ours", bytes / stores.positions}, {"rows", rowBytes / stores.positions},
                {"rowsWithoutIndexes", stores.rowBytesBare / stores.positions}}},
        {"trailOfADay", trailsOfADay(stores, queries)},
        {"near300m10min", nearQueries(stores, queries, 0, kHoursADay)}, {"nearInTheOpenHour", openHour},
        {"storedPerSecond",
            QJsonObject{{"append", stores.positions / stores.appendSeconds},
                {"fold", stores.positions / stores.foldSeconds},
                {"rows", stores.positions / stores.rowSeconds},
                {"rowsWithIndexes", stores.positions / (stores.rowSeconds + stores.indexSeconds)}}}};
}

} // namespace
} // namespace facteo::bench

int main(int argc, char **argv)
{
    using namespace facteo::bench;
    const QCoreApplication app(argc, argv); // Qt finds its database drivers through it
    QCommandLineParser parser;
    parser.addOptions({{"positions", "How many positions are stored.", "N", "2000000"},
        {"queries", "How often each question is asked.", "N", "31"},
        {"folder", "Where the databases are made; they go again.", "DIR"}});
    parser.addPositionalArgument("gpx", "Real traces to measure, too.", "[FILE…]");
    parser.addHelpOption();
    parser.process(app);
    const QTemporaryDir folder(
        parser.isSet("folder") ? parser.value("folder") + "/trail-XXXXXX" : QTemporaryDir().path());
    const int queries = std::max(5, parser.value("queries").toInt());
    auto result = measured(static_cast<std::size_t>(parser.value("positions").toULongLong()), queries,
        folder.path().toStdString());
    result["bench"] = "trail";
    result["machine"] = machineFacts();
    result["codec"] = codec(queries);
    result["realTraces"] = realTraces(parser.positionalArguments());
    std::printf("%s", QJsonDocument(result).toJson().constData());
    return 0;
}
