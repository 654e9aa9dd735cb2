// SPDX-License-Identifier: Apache-2.0
#include "commands.h"

#include "handset/exercise_key.h"
#include "maps/demo_france.h"
#include "maps/demo_nation.h"
#include "maps/demo_roster.h"
#include "maps/demo_town.h"
#include "maps/osm_import.h"
#include "maps/package_writer.h"
#include "protocol/roster_file.h"

#include <CLI/CLI.hpp>
#include <atomic>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <memory>

namespace facteo::app {
namespace {

void failed(const std::filesystem::path &file)
{
    std::cerr << file.string() << ": could not be written\n";
    throw CLI::RuntimeError(1);
}

maps::ImportReport importOrSay(const maps::ImportOrder &order)
{
    const std::atomic<bool> stop{false};
    const auto report = maps::importOsm(order, {}, stop);
    if (!report)
        failed(order.package);
    return *report;
}

void make(const std::filesystem::path &folder)
{
    std::error_code error;
    std::filesystem::create_directories(folder, error);
    const auto town = maps::makeDemoTown(maps::kDemoTownSeed);
    const auto extract = folder / "town.osm.pbf";
    if (!maps::writeTown(town, extract))
        failed(extract);
    const maps::ImportOrder order{.extract = extract,
        .package = folder / "town.facteomap",
        .name = maps::kDemoTownName,
        .attribution = maps::kDemoTownAttribution};
    const auto report = importOrSay(order);
    const auto roster = maps::makeDemoRoster(town);
    const auto file = folder / "roster.pb";
    if (!maps::writeAtomically(file, protocol::encodeRoster(roster)))
        failed(file);
    std::cout << folder.string() << ": " << report.features << " features, " << report.streets << " streets, "
              << report.addresses << " addresses, " << roster.rounds.size() << " rounds, "
              << roster.postmen.size() << " postmen\n";
}

struct NationOptions
{
    std::filesystem::path folder;
    maps::NationSize size;
};

void writeRoster(const std::filesystem::path &file, protocol::Roster roster)
{
    for (auto &handset : roster.handsets)
        handset.publicKey = handset::exerciseKey(handset.id).publicKey();
    const auto bytes = protocol::encodeRoster(roster);
    std::ofstream out(file, std::ios::binary);
    out.write(reinterpret_cast<const char *>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
    if (!out.flush())
        failed(file);
}

/// The extract is only needed to make the package.
void makeWallMap(const std::filesystem::path &folder)
{
    const auto extract = folder / "france.osm.pbf";
    if (!maps::drawFrance().write(extract))
        failed(extract);
    importOrSay({.extract = extract,
        .package = folder / "france.facteomap",
        .name = maps::kFranceName,
        .attribution = maps::kFranceAttribution});
    std::error_code error;
    std::filesystem::remove(extract, error);
}

/// The folder is there when it is whole.
void makeNation(const NationOptions &options)
{
    if (options.size.postmen < options.size.depots || options.size.postmen > options.size.depots * 99) {
        std::cerr << "a depot has 1 to 99 postmen: " << options.size.depots << " depots have "
                  << options.size.depots << " to " << options.size.depots * 99 << '\n';
        throw CLI::RuntimeError(1);
    }
    std::error_code error;
    if (std::filesystem::exists(options.folder, error)) {
        std::cerr << options.folder.string() << ": is there already\n";
        throw CLI::RuntimeError(1);
    }
    auto unfinished = options.folder;
    unfinished += ".new";
    std::filesystem::remove_all(unfinished, error);
    std::filesystem::create_directories(unfinished, error);
    const maps::DemoNation nation(options.size);
    for (std::size_t i = 0; i < nation.depots(); ++i) {
        auto roster = nation.roster(i);
        const auto file = unfinished / (roster.depot.id.text + ".pb");
        writeRoster(file, std::move(roster));
    }
    makeWallMap(unfinished);
    std::filesystem::rename(unfinished, options.folder, error);
    if (error)
        failed(options.folder);
    std::cout << options.folder.string() << ": " << nation.depots() << " depots, " << options.size.postmen
              << " postmen\n";
}

void addNation(CLI::App &demo)
{
    auto *command = demo.add_subcommand(
        "national", "Make the rosters of a postal service of all France, and a map of it");
    const auto options = std::make_shared<NationOptions>();
    command->add_option("folder", options->folder, "Where to put them; a new one")->required();
    command->add_option("--depots", options->size.depots, "How many")
        ->check(CLI::Range(1, 9'999))
        ->capture_default_str();
    command->add_option("--postmen", options->size.postmen, "In all depots")->capture_default_str();
    command->add_option("--seed", options->size.seed, "Another one, another service")->capture_default_str();
    command->callback([options] { makeNation(*options); });
}

} // namespace

void addDemo(CLI::App &app)
{
    auto *demo = app.add_subcommand("demo", "The invented town and country of the demonstrations");
    demo->require_subcommand(1);
    auto *command = demo->add_subcommand("make", "Make the town's extract, map package and roster");
    const auto folder = std::make_shared<std::filesystem::path>();
    command->add_option("folder", *folder, "Where to put them")->required();
    command->callback([folder] { make(*folder); });
    addNation(*demo);
}

} // namespace facteo::app
