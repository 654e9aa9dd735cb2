// SPDX-License-Identifier: Apache-2.0
#include "commands.h"

#include "maps/demo_roster.h"
#include "maps/demo_town.h"
#include "maps/osm_import.h"
#include "maps/package_writer.h"
#include "protocol/roster_file.h"

#include <CLI/CLI.hpp>
#include <atomic>
#include <filesystem>
#include <iostream>
#include <memory>

namespace facteo::app {
namespace {

void failed(const std::filesystem::path &file)
{
    std::cerr << file.string() << ": could not be written\n";
    throw CLI::RuntimeError(1);
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
    const std::atomic<bool> stop{false};
    const auto report = maps::importOsm(order, {}, stop);
    if (!report)
        failed(order.package);
    const auto roster = maps::makeDemoRoster(town);
    const auto file = folder / "roster.pb";
    if (!maps::writeAtomically(file, protocol::encodeRoster(roster)))
        failed(file);
    std::cout << folder.string() << ": " << report->features << " features, " << report->streets
              << " streets, " << report->addresses << " addresses, " << roster.rounds.size() << " rounds, "
              << roster.postmen.size() << " postmen\n";
}

} // namespace

void addDemo(CLI::App &app)
{
    auto *demo = app.add_subcommand("demo", "The invented town of the demonstration");
    demo->require_subcommand(1);
    auto *command = demo->add_subcommand("make", "Make the town's extract, map package and roster");
    const auto folder = std::make_shared<std::filesystem::path>();
    command->add_option("folder", *folder, "Where to put them")->required();
    command->callback([folder] { make(*folder); });
}

} // namespace facteo::app
