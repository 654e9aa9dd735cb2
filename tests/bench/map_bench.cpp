// SPDX-License-Identifier: Apache-2.0
#include "console/postman_filter.h"
#include "layers/allocations.h"
#include "machine_facts.h"
#include "map_rig.h"

#include <QCommandLineParser>
#include <QElapsedTimer>
#include <QGuiApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>
#include <cstdio>
#include <cstdlib>
#include <malloc.h>

// map_bench [--fleet N] [--runs N] [--frames N] [--no-stock]: what a fleet costs on the map, beside the bare
// map and beside Qt Location's own MapItemView, in one window with software OpenGL. JSON on stdout. Needs a
// screen (./dev bench map gives one).

using namespace facteo;
using namespace facteo::bench;
using namespace facteo::console;
using namespace facteo::protocol;

namespace {

constexpr QSize kScreen(1920, 1080);
constexpr double kGoalUpdateMs = 5;
constexpr double kGoalPan = 1.5;
constexpr double kGoalStock = 100;
constexpr double kGoalMemoryMiB = 150;
constexpr double kGoalHitMs = 1;
constexpr std::size_t kStockFew = 10'000;
constexpr double kTownZoom = 14; ///< shows the whole fleet on the ground of the town

double median(const std::vector<double> &samples)
{
    return percentile(samples, 0.5);
}

double rounded(double value)
{
    return std::round(value * 1'000) / 1'000;
}

/// What this process has taken with malloc and not given back.
double heapMiB()
{
    const auto heap = mallinfo2();
    return static_cast<double>(heap.uordblks + heap.hblkhd) / (1 << 20);
}

struct Options
{
    std::size_t fleet = 85'000;
    int runs = 5;
    int frames = 60;
    bool stock = true;
    QUrl package;
};

/// One run of a pan gives one number, the median of its frames; the result is the median of the runs.
class Pans
{
public:
    void add(const std::vector<double> &frames)
    {
        m_runs.push_back(median(frames));
        m_slow.push_back(percentile(frames, 0.95));
    }
    [[nodiscard]] double ms() const { return median(m_runs); }
    [[nodiscard]] QJsonObject json() const
    {
        return {{"frame_ms", rounded(ms())}, {"p95_ms", rounded(median(m_slow))},
            {"runs", static_cast<int>(m_runs.size())}};
    }

private:
    std::vector<double> m_runs;
    std::vector<double> m_slow;
};

geo::UnitPoint town()
{
    return geo::toUnit(46.6, 2.3);
}

/// What the console holds of a fleet, with the list beside the map.
struct Console
{
    Directory directory;
    PostmanModel model{directory};
    FleetCriteria criteria;
    PostmanFilter list;

    /// Says what each part takes, MiB of the heap.
    QJsonObject fill(const TownFleet &fleet)
    {
        QJsonObject parts;
        double before = heapMiB();
        const auto note = [&](const char *part) {
            const double now = heapMiB();
            parts[QLatin1String(part)] = rounded(now - before);
            before = now;
        };
        directory.take(fleet.roster());
        note("directory_mib");
        model.tick(fleet.now());
        model.applyRoster();
        model.apply(fleet.pictures());
        note("model_mib");
        model.follow(criteria);
        list.setCriteria(&criteria);
        list.setPostmen(&model);
        note("list_mib");
        (void)model.feed()->index();
        note("index_mib");
        return parts;
    }
};

/// A country is shown depot by depot, so many at a time: what the console does each time, by then.
QJsonObject measureJoining(const TownFleet &fleet)
{
    constexpr std::size_t kPeople = 34;
    constexpr std::size_t kDepotsAtOnce = 50;
    const auto everybody = fleet.roster();
    std::vector<Roster> depots;
    for (std::size_t first = 0; first < everybody.handsets.size(); first += kPeople) {
        auto &depot = depots.emplace_back();
        depot.depot = {.id = {std::format("D-{:04}", depots.size())}, .name = "Depot", .position = {}};
        const auto last = std::min(first + kPeople, everybody.handsets.size());
        for (auto i = first; i < last; ++i) {
            depot.postmen.push_back(everybody.postmen[i]);
            depot.handsets.push_back(everybody.handsets[i]);
        }
    }
    Console console;
    console.list.setCriteria(&console.criteria);
    console.list.setPostmen(&console.model);
    std::vector<double> each;
    double all = 0;
    for (std::size_t first = 0; first < depots.size(); first += kDepotsAtOnce) {
        const double start = cpuSeconds();
        const auto joined = std::span(depots).subspan(first, std::min(kDepotsAtOnce, depots.size() - first));
        console.directory.join(joined);
        console.model.applyJoined(joined);
        each.push_back((cpuSeconds() - start) * 1'000);
        all += each.back();
    }
    return {{"depots", static_cast<int>(depots.size())}, {"depots_at_once", static_cast<int>(kDepotsAtOnce)},
        {"all_ms", rounded(all)}, {"median_ms", rounded(median(each))},
        {"worst_ms", rounded(*std::ranges::max_element(each))}};
}

/// Everybody moves, once a second: the model with its list, the order along the ground, and the picture.
QJsonObject measureUpdate(Console &console, TownFleet &fleet, double zoom, int runs)
{
    auto *feed = console.model.feed();
    // Seconds are as long for the glides as for those who walk.
    feed->setClock([&fleet] { return fleet.now().time_since_epoch().count(); });
    FleetLayout layout;
    FleetLook look{.camera = {.center = town(), .zoom = zoom, .size = kScreen}};
    std::vector<HandsetNews> news(fleet.pictures().begin(), fleet.pictures().end());
    std::vector<double> worker;
    std::vector<double> model;
    std::vector<double> index;
    std::vector<double> picture;
    std::vector<double> all;
    std::size_t allocations = 0;
    // The first rounds find the memory that all others use again.
    constexpr int kWarm = 3;
    for (int run = 0; run < runs + kWarm; ++run) {
        const auto &pictures = fleet.walkOn();
        // As the session's worker does.
        const double came = cpuSeconds();
        for (std::size_t i = 0; i < pictures.size(); ++i)
            news[i] = HandsetNews(pictures[i]);
        const tests::Allocations counted;
        const double start = cpuSeconds();
        console.model.apply(news);
        console.model.tick(fleet.now());
        const double applied = cpuSeconds();
        (void)feed->index();
        const double ordered = cpuSeconds();
        look.now = feed->now();
        (void)layout.layOut(*feed, look);
        const double laidOut = cpuSeconds();
        if (run < kWarm)
            continue;
        allocations += counted.count();
        worker.push_back((start - came) * 1'000);
        model.push_back((applied - start) * 1'000);
        index.push_back((ordered - applied) * 1'000);
        picture.push_back((laidOut - ordered) * 1'000);
        all.push_back((laidOut - start) * 1'000);
    }
    return {{"postmen", static_cast<int>(fleet.pictures().size())}, {"worker_ms", rounded(median(worker))},
        {"model_ms", rounded(median(model))}, {"index_ms", rounded(median(index))},
        {"picture_ms", rounded(median(picture))}, {"gui_thread_ms", rounded(median(all))},
        {"allocations", static_cast<int>(allocations)}, {"runs", runs}, {"goal_ms", kGoalUpdateMs},
        {"goal_met", median(all) <= kGoalUpdateMs && allocations == 0}};
}

/// Somebody is looked for, key after key; the list follows each. CPU.
QJsonObject measureSearch(Console &console, int runs)
{
    std::vector<double> keys;
    for (int run = 0; run < runs; ++run) {
        const auto name = QStringLiteral("postman %1").arg(1'000 + 7 * run);
        for (qsizetype length = 1; length <= name.size(); ++length) {
            const double start = cpuSeconds();
            console.criteria.setText(name.first(length));
            keys.push_back((cpuSeconds() - start) * 1'000);
        }
        console.criteria.setText({});
    }
    return {{"key_ms", rounded(median(keys))}, {"worst_key_ms", rounded(*std::ranges::max_element(keys))},
        {"keys", static_cast<int>(keys.size())}};
}

/// The same with everybody where he is in France, all in sight.
QJsonObject measureUpdateOfFrance(const Options &options, int runs)
{
    TownFleet france(options.fleet, geo::toUnit(46.6, 2.5), 0);
    Console console;
    const auto memory = console.fill(france);
    auto update = measureUpdate(console, france, kTownZoom - TownFleet::kZoomsCloser, runs);
    update["memory"] = memory;
    update["search"] = measureSearch(console, 5);
    update["joining"] = measureJoining(france);
    return update;
}

/// The first question about a picture makes the tree of it; the others use it.
QJsonObject measureHits(MapRig &rig, int runs)
{
    auto *fleet = rig.fleet();
    std::vector<double> first;
    std::vector<double> next;
    for (int run = 0; run < runs; ++run) {
        rig.look(town(), 14 + run % 5);
        emit fleet->feed()->published();
        QTest::qWait(50);
        for (int i = 0; i < 200; ++i) {
            QElapsedTimer clock;
            clock.start();
            (void)fleet->hit(kScreen.width() * (i % 20) / 20.0, kScreen.height() * (i / 20) / 10.0);
            (i == 0 ? first : next).push_back(static_cast<double>(clock.nsecsElapsed()) * 1e-6);
        }
    }
    const double slowest = *std::ranges::max_element(first);
    return {{"first_of_a_picture_ms", rounded(median(first))}, {"first_worst_ms", rounded(slowest)},
        {"next_ms", rounded(median(next))}, {"runs", runs}, {"goal_ms", kGoalHitMs},
        {"goal_met", slowest <= kGoalHitMs}};
}

QJsonObject measureStock(const Options &options, const TownFleet &fleet, std::size_t count, int runs)
{
    Places places(fleet.pictures(), count);
    MapRig rig(kScreen);
    if (!rig.showStock(options.package, &places) || !rig.hasStock(count))
        return {{"items", static_cast<int>(count)}, {"error", "it did not make all its items"}};
    rig.look(town(), 14);
    Pans pans;
    for (int run = 0; run < runs; ++run)
        pans.add(rig.pan(count > kStockFew ? 3 : 8));
    auto json = pans.json();
    json["items"] = static_cast<int>(count);
    return json;
}

QJsonObject measure(const Options &options)
{
    MapRig rig(kScreen);
    if (!rig.showOurs(options.package, nullptr))
        return {};
    QJsonObject result{{"bench", "map"}, {"machine", machineFacts()}, {"graphics", rig.graphics()},
        {"softwareGl", qEnvironmentVariableIntValue("LIBGL_ALWAYS_SOFTWARE") == 1},
        {"screen", QStringLiteral("%1x%2").arg(kScreen.width()).arg(kScreen.height())}};

    constexpr std::array kZooms{14.0, 16.0, 18.0};
    std::array<Pans, kZooms.size()> bare;
    std::array<Pans, kZooms.size()> ours;
    std::array<QJsonObject, kZooms.size()> drawn;
    // Until the window holds all of the ground that it ever will: every view that is looked at later.
    for (const double zoom : {14.0, 15.0, 16.0, 17.0, 18.0}) {
        rig.look(town(), zoom);
        (void)rig.pan(options.frames);
    }
    malloc_trim(0);
    const double empty = residentMemory();

    TownFleet fleet(options.fleet, town());
    malloc_trim(0);
    const double withPictures = residentMemory();
    const double heapWithPictures = heapMiB();
    Console console;
    auto memory = console.fill(fleet);
    for (int run = 0; run < options.runs; ++run)
        for (std::size_t i = 0; i < kZooms.size(); ++i) {
            // One after the other, so that whatever else the machine does falls upon both.
            rig.fleet()->setFeed(nullptr);
            rig.look(town(), kZooms[i]);
            bare[i].add(rig.pan(options.frames));
            rig.fleet()->setFeed(console.model.feed());
            ours[i].add(rig.pan(options.frames));
            const auto &picture = rig.fleet()->picture();
            drawn[i] = {{"dots", static_cast<int>(picture.seen.size())},
                {"crowds", static_cast<int>(picture.crowds.size())},
                {"names", static_cast<int>(picture.labels.size())}};
        }
    QJsonArray pans;
    for (std::size_t i = 0; i < kZooms.size(); ++i)
        pans.append(QJsonObject{{"zoom", kZooms[i]}, {"postmen", static_cast<int>(options.fleet)},
            {"drawn", drawn[i]}, {"bare", bare[i].json()}, {"fleet", ours[i].json()},
            {"ratio", rounded(ours[i].ms() / bare[i].ms())}, {"goal_ratio", kGoalPan},
            {"goal_met", ours[i].ms() <= kGoalPan * bare[i].ms()}});
    result["pan"] = pans;
    result["hit"] = measureHits(rig, std::max(options.runs, 5));
    const int updates = std::max(options.runs * 4, 20);
    result["update_in_town"] = measureUpdate(console, fleet, kTownZoom, updates);
    malloc_trim(0);
    const double resident = residentMemory() - withPictures;
    memory["heap_mib"] = rounded(heapMiB() - heapWithPictures);
    memory["empty_mib"] = rounded(empty);
    memory["fleet_mib"] = rounded(resident);
    memory["goal_mib"] = kGoalMemoryMiB;
    memory["goal_met"] = resident <= kGoalMemoryMiB;
    result["memory"] = memory;
    result["update"] = measureUpdateOfFrance(options, updates);

    if (!options.stock)
        return result;
    QJsonArray stock{measureStock(options, fleet, kStockFew, options.runs),
        measureStock(options, fleet, options.fleet, 1)};
    for (auto entry : stock) {
        auto json = entry.toObject();
        if (json.contains(QStringLiteral("frame_ms"))) {
            const double frame = json["frame_ms"].toDouble();
            json["times_ours"] = rounded(frame / ours[0].ms());
            if (json["items"].toInt() == static_cast<int>(options.fleet)) {
                json["goal_times"] = kGoalStock;
                json["goal_met"] = frame >= kGoalStock * ours[0].ms();
            }
            // What each adds to the bare map; ours may be lost in its noise.
            json["added_ms"] = rounded(frame - bare[0].ms());
            json["ours_added_ms"] = rounded(ours[0].ms() - bare[0].ms());
        }
        entry = json;
    }
    result["stock"] = stock;
    return result;
}

} // namespace

int main(int argc, char **argv)
{
    // Everywhere the same: without a graphics card, as fast as it goes.
    qputenv("LIBGL_ALWAYS_SOFTWARE", "1");
    qputenv("QSG_RHI_BACKEND", "opengl");
    if (!qEnvironmentVariableIsSet("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "xcb");
    QSurfaceFormat format = QSurfaceFormat::defaultFormat();
    format.setSwapInterval(0);
    QSurfaceFormat::setDefaultFormat(format);
    const QGuiApplication app(argc, argv);
    QCommandLineParser parser;
    parser.addOptions({{QStringLiteral("fleet"), QStringLiteral("postmen"), QStringLiteral("count"),
                           QStringLiteral("85000")},
        {QStringLiteral("runs"), QStringLiteral("of each measurement"), QStringLiteral("count"),
            QStringLiteral("5")},
        {QStringLiteral("frames"), QStringLiteral("of each pan"), QStringLiteral("count"),
            QStringLiteral("60")},
        {QStringLiteral("update"), QStringLiteral("only the update, without a window")},
        {QStringLiteral("no-stock"), QStringLiteral("leave out Qt's MapItemView, which takes minutes")}});
    parser.addHelpOption();
    parser.process(app);
    Options options;
    options.fleet = parser.value(QStringLiteral("fleet")).toULongLong();
    options.runs = parser.value(QStringLiteral("runs")).toInt();
    options.frames = parser.value(QStringLiteral("frames")).toInt();
    options.stock = !parser.isSet(QStringLiteral("no-stock"));
    options.package = QUrl::fromLocalFile(
        QGuiApplication::applicationDirPath() + QStringLiteral("/../../share/facteo/demo/town.facteomap"));
    if (parser.isSet(QStringLiteral("update"))) {
        const auto update = measureUpdateOfFrance(options, options.runs);
        std::printf("%s", QJsonDocument(update).toJson().constData());
        return 0;
    }
    const auto result = measure(options);
    if (result.isEmpty()) {
        std::fprintf(stderr, "map_bench: the map did not come up\n");
        return 1;
    }
    std::printf("%s", QJsonDocument(result).toJson().constData());
    return 0;
}
