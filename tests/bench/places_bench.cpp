// SPDX-License-Identifier: Apache-2.0
// places_bench [ADDRESSES]: a file of the Base Adresse Nationale with so many addresses is put into a map
// package, and then searched as people do, by position, and, for comparison, by looking at every street.
#include "geo/distance.h"
#include "invented_france.h"
#include "machine_facts.h"
#include "maps/address_index.h"
#include "maps/ban_import.h"
#include "maps/folding.h"
#include "maps/package_writer.h"
#include "maps/world.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QTemporaryDir>
#include <algorithm>
#include <array>
#include <atomic>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <optional>
#include <set>

namespace facteo::bench {
namespace {

constexpr int kQueriesOfAKind = 1'000;
constexpr std::size_t kHits = 10; ///< more than the six that the console shows

/// A field of /proc/self/status in MiB: VmRSS, or VmHWM for the peak since forgetPeak().
double megabytes(const char *field)
{
    QFile status(QStringLiteral("/proc/self/status"));
    if (!status.open(QIODevice::ReadOnly))
        return 0;
    for (const auto &line : status.readAll().split('\n'))
        if (line.startsWith(field))
            return line.mid(line.indexOf(':') + 1).simplified().split(' ').first().toDouble() / 1'024;
    return 0;
}

void forgetPeak()
{
    QFile refs(QStringLiteral("/proc/self/clear_refs"));
    if (refs.open(QIODevice::WriteOnly))
        refs.write("5");
}

/// Milliseconds of wall clock and of processor of each of many things.
struct Times
{
    std::vector<double> wall;
    std::vector<double> cpu;

    void measure(const std::function<void()> &what)
    {
        const auto begin = std::chrono::steady_clock::now();
        const double used = cpuSeconds();
        what();
        cpu.push_back((cpuSeconds() - used) * 1'000);
        wall.push_back(secondsSince(begin) * 1'000);
    }
    void add(const Times &other)
    {
        wall.insert(wall.end(), other.wall.begin(), other.wall.end());
        cpu.insert(cpu.end(), other.cpu.begin(), other.cpu.end());
    }
    [[nodiscard]] QJsonObject json() const
    {
        return {{"samples", static_cast<int>(wall.size())}, {"p50Ms", percentile(wall, 0.5)},
            {"p99Ms", percentile(wall, 0.99)}, {"worstMs", percentile(wall, 1)},
            {"p99CpuMs", percentile(cpu, 0.99)}};
    }
};

/// An empty map of the whole of France: only what the file says is in it.
bool writeEmptyMap(const std::filesystem::path &file)
{
    maps::PackageWriter writer;
    writer.setName("Bench");
    for (const auto &[lat, lon] : {std::pair{41.0, -5.5}, std::pair{51.5, 10.0}})
        writer.add(
            {.kind = maps::FeatureKind::Hamlet, .name = "Bout", .parts = {{maps::worldPoint(lat, lon)}}});
    return writer.finish(file).has_value();
}

/// The letters of a text with one mistake in a word of five letters or more.
std::string misspelt(std::string text, std::mt19937 &random)
{
    std::vector<std::size_t> places;
    std::size_t begin = 0;
    for (std::size_t i = 0; i <= text.size(); ++i) {
        const bool letter = i < text.size() && text[i] >= 'a' && text[i] <= 'z';
        if (letter)
            continue;
        if (i - begin >= 5)
            for (auto at = begin + 1; at + 1 < i; ++at)
                places.push_back(at);
        begin = i + 1;
    }
    if (places.empty())
        return text;
    const auto at = places[random() % places.size()];
    switch (random() % 4) {
    case 0:
        return text.erase(at, 1);
    case 1:
        return text.insert(at, 1, 'e');
    case 2:
        text[at] = text[at] == 'o' ? 'u' : 'o';
        return text;
    default:
        std::swap(text[at], text[at - 1]);
        return text;
    }
}

std::string typed(const std::string &text)
{
    std::string words;
    for (const auto &word : maps::foldedWords(text))
        words += (words.empty() ? "" : " ") + word;
    return words;
}

/// What people type, kind by kind; the address that they mean, where there is one.
class Questions
{
public:
    Questions(const InventedFrance &france, const maps::AddressIndex &index)
        : m_france(france), m_index(index)
    {
    }

    QJsonObject ask()
    {
        const auto any = [this]() -> const InventedAddress & {
            return m_france.addresses()[m_random() % m_france.addresses().size()];
        };
        kind("address", any, [](const auto &a) { return a.number + " " + a.street; });
        kind("addressWithCity", any,
            [](const auto &a) { return typed(a.number + " " + a.street + " " + a.city); });
        kind("addressWithPostcode", any,
            [](const auto &a) { return a.street + " " + a.number + ", " + a.postcode; });
        kind("whileTyping", any, [this](const auto &a) {
            const auto whole = typed(a.number + " " + a.street + " " + a.city);
            return whole.substr(0, 2 + m_random() % (whole.size() - 1));
        });
        kind("commonWords", any, [this](const auto &) {
            constexpr std::array<const char *, 12> kWords{"rue de la", "rue", "r", "chemin du", "impasse des",
                "rue de l'eglise", "place de la mairie", "st", "saint", "rue d", "12 rue de la",
                "av du general"};
            return std::string(kWords[m_random() % kWords.size()]);
        });
        kind("misspelt", any, [this](const auto &a) {
            return misspelt(typed(a.number + " " + a.street + " " + a.city), m_random);
        });
        m_result["all"] = m_all.json();
        return m_result;
    }

private:
    void kind(const char *name, const auto &any, const auto &question)
    {
        Times times;
        int first = 0;
        int among = 0;
        for (int i = 0; i < kQueriesOfAKind; ++i) {
            const auto &meant = any();
            const auto query = question(meant);
            // Half of the questions come from a depot somewhere in the same region, as the console asks them.
            std::optional<protocol::Position> near;
            if (i % 2 == 0)
                near = geo::positionOf(meant.lat + 0.05, meant.lon - 0.05);
            std::vector<maps::Hit> hits;
            times.measure([&] { hits = m_index.search(query, kHits, near); });
            for (std::size_t h = 0; h < hits.size(); ++h)
                if (hits[h].houseNumber == meant.number && hits[h].street == meant.street &&
                    hits[h].postcode == meant.postcode) {
                    first += h == 0 ? 1 : 0;
                    ++among;
                    break;
                }
        }
        m_all.add(times);
        auto json = times.json();
        json["firstHitShare"] = static_cast<double>(first) / kQueriesOfAKind;
        json["amongTenShare"] = static_cast<double>(among) / kQueriesOfAKind;
        m_result[QLatin1StringView(name)] = json;
    }

    const InventedFrance &m_france;
    const maps::AddressIndex &m_index;
    std::mt19937 m_random{7};
    QJsonObject m_result;
    Times m_all;
};

/// What the same questions cost somebody who keeps the folded line of each street and looks through all of
/// them.
QJsonObject plainScan(const InventedFrance &france)
{
    std::set<std::string> distinct;
    for (const auto &address : france.addresses())
        distinct.insert(" " + typed(address.street + " " + address.postcode + " " + address.city));
    const std::vector<std::string> lines(distinct.begin(), distinct.end());
    std::mt19937 random(7);
    Times times;
    std::size_t found = 0;
    for (int i = 0; i < 100; ++i) {
        const auto &meant = france.addresses()[random() % france.addresses().size()];
        const auto words = maps::foldedWords(meant.street + " " + meant.city);
        times.measure([&] {
            for (const auto &line : lines) {
                const bool fits = std::ranges::all_of(words,
                    [&](const std::string &word) { return line.find(" " + word) != std::string::npos; });
                found += fits ? 1U : 0U;
            }
        });
    }
    auto json = times.json();
    json["streets"] = static_cast<int>(lines.size());
    json["found"] = static_cast<int>(found);
    return json;
}

QJsonObject byPosition(const InventedFrance &france, const maps::AddressIndex &index)
{
    std::mt19937 random(3);
    std::uniform_real_distribution<double> away(-0.003, 0.003);
    std::vector<double> microseconds;
    int found = 0;
    for (int i = 0; i < 100'000; ++i) {
        const auto &near = france.addresses()[random() % france.addresses().size()];
        const auto here = geo::positionOf(near.lat + away(random), near.lon + away(random));
        const auto begin = std::chrono::steady_clock::now();
        const auto hit = index.reverse(here);
        microseconds.push_back(secondsSince(begin) * 1e6);
        found += hit ? 1 : 0;
    }
    int same = 0;
    Times scan;
    for (int i = 0; i < 20; ++i) {
        const auto &near = france.addresses()[random() % france.addresses().size()];
        const auto here = geo::positionOf(near.lat + away(random), near.lon + away(random));
        double nearest = 1e9;
        scan.measure([&] {
            for (const auto &address : france.addresses())
                nearest =
                    std::min(nearest, geo::distanceMetres(here, geo::positionOf(address.lat, address.lon)));
        });
        const auto hit = index.reverse(here, 50'000);
        // The file has six decimals, 11 cm.
        same += hit && std::abs(hit->metres - nearest) < 0.3 ? 1 : 0;
    }
    return {{"p50Us", percentile(microseconds, 0.5)}, {"p99Us", percentile(microseconds, 0.99)},
        {"worstUs", percentile(microseconds, 1)}, {"foundShare", found / 1e5}, {"plainScan", scan.json()},
        {"sameAsPlainScan", same}, {"compared", 20}};
}

int run(std::size_t count)
{
    const QTemporaryDir folder;
    const std::filesystem::path package = folder.filePath("bench.facteomap").toStdString();
    const std::filesystem::path file = folder.filePath("ban.csv").toStdString();
    const auto machine = machineFacts();
    const InventedFrance france(count, 1);
    if (!writeEmptyMap(package) || !france.writeBan(file))
        return EXIT_FAILURE;
    forgetPeak();
    const double before = megabytes("VmRSS:");
    const std::atomic<bool> goOn{false};
    const auto begin = std::chrono::steady_clock::now();
    const auto report =
        maps::addBan({.package = package, .files = {file}}, *maps::MapPackage::open(package), {}, goOn);
    const double seconds = secondsSince(begin);
    if (!report)
        return EXIT_FAILURE;
    const QJsonObject import{{"seconds", seconds}, {"rowsPerSecond", static_cast<double>(count) / seconds},
        {"peakMegabytesMore", megabytes("VmHWM:") - before},
        {"packageBytes", static_cast<double>(report->packageBytes)},
        {"fileBytes", static_cast<double>(std::filesystem::file_size(file))},
        {"addresses", static_cast<double>(report->counts.addresses)},
        {"streets", static_cast<double>(report->counts.streets)}};

    const auto opened = maps::MapPackage::open(package);
    const maps::AddressIndex index(*opened);
    (void)index.search("rue", 1); // the file is in the system's cache, but not yet in this program
    const QJsonObject result{{"bench", "places"}, {"machine", machine},
        {"france", QJsonObject{{"addresses", static_cast<double>(france.addresses().size())},
                       {"streets", static_cast<double>(france.streets())},
                       {"communes", static_cast<double>(france.communes())}}},
        {"banImport", import}, {"search", Questions(france, index).ask()}, {"plainScan", plainScan(france)},
        {"reverse", byPosition(france, index)}, {"goals", QJsonObject{{"searchP99Ms", 20}}}};
    std::printf("%s", QJsonDocument(result).toJson().constData());
    return EXIT_SUCCESS;
}

} // namespace
} // namespace facteo::bench

int main(int argc, char **argv)
{
    const QCoreApplication app(argc, argv);
    return facteo::bench::run(argc > 1 ? std::strtoull(argv[1], nullptr, 10) : 1'000'000);
}
