// SPDX-License-Identifier: Apache-2.0
#include "facteo_map.h"
#include "commands.h"

#include "maps/osm_import.h"
#include "maps/package.h"
#include "maps/world.h"

#include <CLI/CLI.hpp>
#include <atomic>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <format>
#include <iostream>
#include <memory>
#include <unistd.h>

namespace facteo::app {
namespace {

std::atomic<bool> stopRequested{false};
static_assert(std::atomic<bool>::is_always_lock_free, "set from a signal");

void requestStop(int)
{
    stopRequested = true;
}

const char *words(maps::PackageError error)
{
    switch (error) {
    case maps::PackageError::Missing:
        return "there is no such file";
    case maps::PackageError::Unreadable:
        return "it cannot be read";
    case maps::PackageError::NotAPackage:
        return "it is not a map package";
    case maps::PackageError::OlderVersion:
        return "an older version of the program made it; import it again";
    case maps::PackageError::NewerVersion:
        return "a newer version of the program made it";
    case maps::PackageError::Truncated:
        return "its end is missing; import it again";
    case maps::PackageError::Damaged:
        return "it is damaged; import it again";
    }
    std::unreachable();
}

const char *words(maps::ImportError error)
{
    switch (error) {
    case maps::ImportError::NoExtract:
        return "the extract does not exist or cannot be read";
    case maps::ImportError::NotPbf:
        return "the extract is not an .osm.pbf file";
    case maps::ImportError::BadExtract:
        return "the extract is cut off or damaged";
    case maps::ImportError::Unsorted:
        return "the extract is not sorted by type and id; sort it with 'osmium sort'";
    case maps::ImportError::Empty:
        return "there is nothing in the extract that a map shows";
    case maps::ImportError::Stopped:
        return "stopped; nothing was changed";
    case maps::ImportError::NoMemory:
        return "not enough memory for this extract";
    case maps::ImportError::NoFolder:
        return "the folder of the package does not exist";
    case maps::ImportError::Refused:
        return "the package cannot be created there";
    case maps::ImportError::OverInput:
        return "that is a file that the package is made from; name another one with --output";
    case maps::ImportError::Occupied:
        return "something else than a map package is there; name another file with --output";
    case maps::ImportError::NoSpace:
        return "the disk is full";
    case maps::ImportError::BadBan:
        return "an address file cannot be used";
    case maps::ImportError::TooLarge:
        return "the extract is too large for one package; import a part of it";
    }
    std::unreachable();
}

const char *words(maps::ImportStage stage)
{
    switch (stage) {
    case maps::ImportStage::Relations:
        return "reading relations";
    case maps::ImportStage::Features:
        return "reading nodes, ways and areas";
    case maps::ImportStage::Areas:
        return "assembling areas";
    case maps::ImportStage::Streets:
        return "joining streets";
    case maps::ImportStage::Addresses:
        return "indexing addresses";
    case maps::ImportStage::Writing:
        return "writing the package";
    }
    std::unreachable();
}

/// Whether it lies with the package, not with the extract.
bool isAboutPackage(maps::ImportError error)
{
    using enum maps::ImportError;
    return error == NoFolder || error == Refused || error == OverInput || error == Occupied;
}

std::uint64_t megabytes(std::uint64_t bytes)
{
    return (bytes + 999'999) / 1'000'000;
}

/// Lines on a terminal, one rewritten line per stage; elsewhere one line per stage.
class ProgressLine
{
public:
    void operator()(maps::ImportStage stage, double share)
    {
        const int percent = static_cast<int>(share * 100);
        const bool terminal = ::isatty(STDERR_FILENO) != 0;
        if (stage != m_stage || !m_any) {
            if (m_any && terminal)
                std::fputc('\n', stderr);
            std::fprintf(stderr, terminal ? "%s" : "%s\n", words(stage));
        } else if (percent == m_percent || !terminal) {
            return;
        }
        if (terminal && percent > 0)
            std::fprintf(stderr, "\r%s %d %%", words(stage), percent);
        m_stage = stage;
        m_percent = percent;
        m_any = true;
    }
    void end() const
    {
        if (m_any && ::isatty(STDERR_FILENO) != 0)
            std::fputc('\n', stderr);
    }

private:
    maps::ImportStage m_stage{};
    int m_percent = 0;
    bool m_any = false;
};

void runImport(const maps::ImportOrder &order)
{
    ProgressLine line;
    const auto begun = std::chrono::steady_clock::now();
    const auto report = maps::importOsm(order, std::ref(line), stopOnSignals());
    line.end();
    if (!report) {
        if (report.error().ban)
            sayWrongBanFile(*report.error().ban);
        const auto &file = isAboutPackage(report.error().why) ? order.package : order.extract;
        std::cerr << file.string() << ": " << words(report.error().why);
        if (!report.error().detail.empty())
            std::cerr << " (" << report.error().detail << ")";
        if (report.error().neededBytes > 0)
            std::cerr << ": about " << megabytes(report.error().neededBytes)
                      << " MB have to be free in the folder"
                      << " of the package, " << megabytes(report.error().freeBytes) << " MB are";
        std::cerr << "\n";
        throw CLI::RuntimeError(report.error().why == maps::ImportError::Stopped ? 130 : 1);
    }
    sayBanFiles(report->ban);
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begun;
    std::cout << order.package.string() << ": " << report->features << " features, " << report->streets
              << " streets, " << report->addresses << " addresses, " << report->places << " places, "
              << report->edges << " pieces of streets, " << report->packageBytes / 1024 << " KiB, "
              << took.count() << " s\n";
    if (report->leftOut > 0)
        std::cerr << report->leftOut << " house numbers without a street were left out of the search\n";
    if (report->brokenAreas > 0)
        std::cerr << report->brokenAreas << " areas are not whole in the extract and were left out\n";
    if (report->coastFaults > 0)
        std::cerr << report->coastFaults
                  << " gaps or contradictions in the coastlines; around them the sea was left out\n";
}

void showPackage(const std::string &file, bool check)
{
    const auto package = openOrSay(file);
    if (check && !package.check()) {
        std::cerr << file << ": " << words(maps::PackageError::Damaged) << "\n";
        throw CLI::RuntimeError(1);
    }
    const auto box = package.bounds();
    const auto northWest = maps::positionOf({.x = box.left, .y = box.top});
    const auto southEast = maps::positionOf({.x = box.right, .y = box.bottom});
    std::cout << "name         " << package.name() << "\n"
              << "attribution  " << package.attribution() << "\n"
              << "features     " << package.featureCount() << "\n"
              << "latitude     " << southEast.latDegrees() << " … " << northWest.latDegrees() << "\n"
              << "longitude    " << northWest.lonDegrees() << " … " << southEast.lonDegrees() << "\n";
    if (check)
        std::cout << "check        everything is as it was written\n";
}

void addImport(CLI::App &map)
{
    auto *command =
        map.add_subcommand("import", "Make a map package from an OpenStreetMap extract (.osm.pbf)");
    const auto order = std::make_shared<maps::ImportOrder>();
    command->add_option("extract", order->extract, "The .osm.pbf file")->required();
    command->add_option("-o,--output", order->package, "The package to make or to replace")->required();
    command->add_option("--name", order->name, "What the map is called");
    command->add_option("--attribution", order->attribution, "Who is named beside the map")
        ->capture_default_str();
    const auto megabytes = std::make_shared<std::size_t>(maps::defaultImportMemory() >> 20);
    command->add_option("--memory", *megabytes, "MiB that the import may use")
        ->check(CLI::Range(128, 1 << 20))
        ->capture_default_str();
    command->add_option(
        "--ban", order->ban, "Address files of the Base Adresse Nationale: adresses-18.csv.gz");
    command->callback([order, megabytes] {
        order->memory = *megabytes << 20;
        runImport(*order);
    });
}

void addShow(CLI::App &map)
{
    auto *command = map.add_subcommand("info", "Say what is in a map package");
    const auto file = std::make_shared<std::string>();
    const auto check = std::make_shared<bool>(false);
    command->add_option("package", *file, "The package")->required();
    command->add_flag("--check", *check, "Read all of it and compare it with its sums");
    command->callback([file, check] { showPackage(*file, *check); });
}

} // namespace

const std::atomic<bool> &stopOnSignals()
{
    std::signal(SIGINT, requestStop);
    std::signal(SIGTERM, requestStop);
    std::signal(SIGXFSZ, SIG_IGN); // a limit on the size of files is a full disk
    return stopRequested;
}

maps::MapPackage openOrSay(const std::string &file)
{
    auto package = maps::MapPackage::open(file);
    if (!package) {
        std::cerr << file << ": " << words(package.error()) << "\n";
        throw CLI::RuntimeError(1);
    }
    return std::move(*package);
}

CLI::Validator numberWithin(double least, double most)
{
    const auto check = [least, most](const std::string &text) {
        double number = 0;
        const bool isInside = CLI::detail::lexical_cast(text, number) && number >= least && number <= most;
        return isInside ? std::string() : std::format("{} is no number from {} to {}", text, least, most);
    };
    return {check, std::format("{} to {}", least, most)};
}

void addMap(CLI::App &app)
{
    auto *map = app.add_subcommand("map", "Map packages: import, look into, search");
    map->require_subcommand(1);
    addImport(*map);
    addShow(*map);
    addMapAddresses(*map);
    addMapSearch(*map);
    addMapRoute(*map);
    addMapRender(*map);
}

} // namespace facteo::app
