// SPDX-License-Identifier: Apache-2.0
#include "machine_facts.h"
#include "support/synthetic_region.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <fcntl.h>
#include <optional>
#include <osmium/area/assembler.hpp>
#include <osmium/area/multipolygon_manager.hpp>
#include <osmium/handler/node_locations_for_ways.hpp>
#include <osmium/index/map/sparse_mem_array.hpp>
#include <osmium/io/pbf_input.hpp>
#include <osmium/io/reader.hpp>
#include <osmium/visitor.hpp>
#include <string>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>

// import_bench [--keep FOLDER] [--memory MIB] [--runs N] [COLUMNSxROWS | FILE.osm.pbf]…
// `facteo map import` of extracts of growing size, made up (tests/support/synthetic_region.h) or real: time,
// processor time and the most memory it ever held. Baseline: reading the same extract with libosmium's usual
// parts (locations and multipolygons in memory), nothing written. JSON on stdout.

namespace {

using Clock = std::chrono::steady_clock;

struct Cost
{
    double seconds = 0;
    double cpuSeconds = 0;
    double memoryMb = 0; ///< largest resident set
};

/// Runs a program to its end, without its output.
std::optional<Cost> costOf(std::vector<std::string> command)
{
    std::vector<char *> arguments;
    for (auto &word : command)
        arguments.push_back(word.data());
    arguments.push_back(nullptr);
    const auto begun = Clock::now();
    const pid_t child = ::fork();
    if (child == 0) {
        const int nowhere = ::open("/dev/null", O_WRONLY);
        ::dup2(nowhere, STDOUT_FILENO);
        ::dup2(nowhere, STDERR_FILENO);
        ::execv(arguments[0], arguments.data());
        ::_exit(127);
    }
    int status = 0;
    rusage usage{};
    if (child < 0 || ::wait4(child, &status, 0, &usage) != child || status != 0)
        return std::nullopt;
    const auto seconds = [](const timeval &time) {
        return static_cast<double>(time.tv_sec) + 1e-6 * static_cast<double>(time.tv_usec);
    };
    return Cost{.seconds = facteo::bench::secondsSince(begun),
        .cpuSeconds = seconds(usage.ru_utime) + seconds(usage.ru_stime),
        .memoryMb = static_cast<double>(usage.ru_maxrss) / 1024};
}

/// The child of the baseline.
int readPlainly(const char *file)
{
    using Index = osmium::index::map::SparseMemArray<osmium::unsigned_object_id_type, osmium::Location>;
    const osmium::area::AssemblerConfig config;
    osmium::area::MultipolygonManager<osmium::area::Assembler> areas(config);
    osmium::io::Reader relations(file, osmium::osm_entity_bits::relation);
    osmium::apply(relations, areas);
    relations.close();
    areas.prepare_for_lookup();
    Index index;
    osmium::handler::NodeLocationsForWays<Index> locations(index);
    locations.ignore_errors();
    osmium::io::Reader reader(file);
    osmium::apply(reader, locations, areas.handler([](const osmium::memory::Buffer &) {}));
    reader.close();
    return 0;
}

std::optional<Cost> median(int runs, const std::vector<std::string> &command)
{
    std::vector<Cost> all;
    for (int i = 0; i < runs; ++i) {
        const auto cost = costOf(command);
        if (!cost)
            return std::nullopt;
        all.push_back(*cost);
    }
    std::ranges::sort(all, {}, &Cost::cpuSeconds);
    return all[all.size() / 2];
}

QJsonObject jsonOf(const Cost &cost)
{
    return {{"s", cost.seconds}, {"cpu_s", cost.cpuSeconds}, {"memory_MB", cost.memoryMb}};
}

struct Options
{
    QString folder;
    QString memory;
    int runs = 5;
    QStringList extracts;
};

/// The file itself, or one that is made.
QString extractOf(const QString &what, const QString &folder)
{
    if (QFileInfo::exists(what))
        return what;
    const auto sides = what.split(QLatin1Char('x'));
    const auto file = QDir(folder).filePath(what + QStringLiteral(".osm.pbf"));
    if (sides.size() != 2 || QFileInfo::exists(file))
        return file;
    const facteo::tests::SyntheticRegion region(sides[0].toInt(), sides[1].toInt());
    return region.write(file.toStdString()) ? file : QString();
}

QJsonObject measured(const QString &what, const Options &options, const QString &facteo)
{
    const auto extract = extractOf(what, options.folder);
    if (!QFileInfo::exists(extract))
        return {{"extract", what}, {"error", "there is no such extract, and it cannot be written"}};
    const auto package = QDir(options.folder).filePath(QFileInfo(extract).baseName() + ".facteomap");
    std::vector<std::string> import{
        facteo.toStdString(), "map", "import", extract.toStdString(), "-o", package.toStdString()};
    if (!options.memory.isEmpty()) {
        import.emplace_back("--memory");
        import.push_back(options.memory.toStdString());
    }
    QJsonObject result{
        {"extract", what}, {"extract_MB", static_cast<double>(QFileInfo(extract).size()) / 1e6}};
    if (const auto cost = median(options.runs, import))
        result["import"] = jsonOf(*cost);
    const auto self = QCoreApplication::applicationFilePath().toStdString();
    if (const auto cost = median(options.runs, {self, "--read", extract.toStdString()}))
        result["baseline_read_with_libosmium"] = jsonOf(*cost);
    result["package_MB"] = static_cast<double>(QFileInfo(package).size()) / 1e6;
    return result;
}

} // namespace

int main(int argc, char **argv)
{
    if (argc == 3 && std::string(argv[1]) == "--read")
        return readPlainly(argv[2]);
    const QCoreApplication app(argc, argv);
    const QTemporaryDir folder;
    Options options{.folder = folder.path(), .memory = {}, .extracts = {}};
    auto words = QCoreApplication::arguments().mid(1);
    while (words.size() > 1 && words[0].startsWith(QStringLiteral("--"))) {
        if (words[0] == QStringLiteral("--keep")) {
            options.folder = words[1];
            QDir().mkpath(options.folder);
        } else if (words[0] == QStringLiteral("--memory")) {
            options.memory = words[1];
        } else {
            options.runs = words[1].toInt();
        }
        words = words.mid(2);
    }
    options.extracts = words.isEmpty() ? QStringList{"1x1", "3x3"} : words;
    const auto facteo =
        QDir::cleanPath(QCoreApplication::applicationDirPath() + QStringLiteral("/../../src/app/facteo"));
    QJsonArray all;
    for (const auto &what : options.extracts) {
        std::fprintf(stderr, "%s\n", qPrintable(what));
        all.append(measured(what, options, facteo));
    }
    const QJsonObject result{{"bench", "import"}, {"machine", facteo::bench::machineFacts()},
        {"runs", options.runs}, {"extracts", all}};
    std::printf("%s", QJsonDocument(result).toJson().constData());
    return 0;
}
