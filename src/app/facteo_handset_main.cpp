// SPDX-License-Identifier: Apache-2.0
#include "crowd_program.h"
#include "field_handset.h"
#include "fleet.h"
#include "geo/distance.h"
#include "handset/gpx_replay.h"
#include "handset/standing_still.h"
#include "handset_words.h"
#include "wake_up.h"

#include <CLI/CLI.hpp>
#include <cmath>
#include <cstdio>
#include <exception>
#include <print>
#include <random>

namespace facteo::app {
namespace {

struct SingleOptions
{
    std::filesystem::path bundle;
    std::filesystem::path gpx;
    double latitude = 46.60; ///< of the demo town
    double longitude = 2.30;
    double speed = 1;
};

std::unique_ptr<handset::PositionSource> sourceOf(const SingleOptions &options)
{
    if (options.gpx.empty())
        return std::make_unique<handset::StandingStill>(
            geo::positionOf(options.latitude, options.longitude), std::random_device{}());
    const auto track = handset::readGpx(options.gpx);
    if (!track) {
        std::println(stderr, "{}", track.error().detail);
        return nullptr;
    }
    return std::make_unique<handset::GpxReplay>(*track, now(), options.speed);
}

/// One handset, led by lines on stdin.
int runSingle(const SingleOptions &options)
{
    auto positions = sourceOf(options);
    if (!positions)
        return 1;
    WakeUp wakeUp;
    transport::NetworkThread network;
    auto field = FieldHandset::open(
        network, {.bundle = options.bundle, .seed = std::random_device{}()}, std::move(positions),
        [&wakeUp] { wakeUp.notify(); }, now());
    if (!field) {
        std::println(stderr, "{}", field.error());
        return 1;
    }
    auto &handset = (*field)->handset();
    handset.onEvent([](const handset::Event &event) { std::println("{}", describe(event)); });
    wakeUp.stopOnSignals();
    wakeUp.readLines();
    std::println("{}: {}", handset.id().text, kOrders);
    (*field)->start();
    bool quit = false;
    while (!wakeUp.stopping() && !quit) {
        (*field)->pump(now());
        while (const auto line = wakeUp.nextLine()) {
            quit = quit || *line == "quit";
            if (const auto answer = quit ? std::string{} : obey(handset, *line, now()); !answer.empty())
                std::println("{}", answer);
        }
        std::fflush(stdout);
        wakeUp.wait(std::chrono::milliseconds{100});
    }
    (*field)->stop(now());
    return 0;
}

int run(int argc, char **argv)
{
    CLI::App app{
        "Reference handsets: one that obeys lines on stdin, a fleet that walks its rounds, or a crowd",
        "facteo-handset"};
    app.set_version_flag("--version", FACTEO_VERSION);
    SingleOptions single;
    FleetOptions fleet;
    CrowdOptions crowd;
    double everySeconds = 15;
    fleet.bundles = defaultBundles();
    app.add_option("--bundle", single.bundle, "One handset: its enrolment bundle");
    app.add_option("--gpx", single.gpx, "One handset: play this track");
    app.add_option("--lat", single.latitude, "One handset: where it lies, degrees");
    app.add_option("--lon", single.longitude, "One handset: where it lies, degrees");
    app.add_option("--fleet", fleet.roster, "Many handsets: the roster whose rounds they walk");
    app.add_option("--bundles", fleet.bundles, "Many handsets: the folder with a bundle for each id")
        ->capture_default_str();
    app.add_option("--count", fleet.count, "Many handsets: not more than this");
    app.add_option("--speed", fleet.pace, "How much faster than life everybody walks")
        ->check(CLI::Range(0.1, 1000.0))
        ->capture_default_str();
    app.add_option("--seed", fleet.seed, "Many handsets: of everything they decide")->capture_default_str();
    app.add_flag("--one-connection{false}", fleet.alertConnections,
        "Many handsets: alerts on the same connection as everything else");
    app.add_flag("--quiet", fleet.quiet, "Many handsets: print no events");
    app.add_option("--crowd", crowd.rosters,
           "Handsets that do not exist, on one connection: their roster, or a folder of rosters")
        ->check(CLI::ExistingPath);
    app.add_option("--gateway", crowd.bundle, "The bundle of the crowd's exercise gateway");
    app.add_option("--every", everySeconds, "Seconds from one position of a crowd's handset to the next")
        ->check(CLI::Range(0.5, 3600.0))
        ->capture_default_str();
    CLI11_PARSE(app, argc, argv);

    single.speed = fleet.pace;
    if (!crowd.rosters.empty()) {
        crowd.positionEvery = std::chrono::milliseconds{std::llround(everySeconds * 1'000)};
        crowd.pace = fleet.pace;
        crowd.seed = fleet.seed;
        crowd.quiet = fleet.quiet;
        return CrowdProgram(crowd).run();
    }
    if (!fleet.roster.empty())
        return Fleet(fleet).run();
    if (!single.bundle.empty())
        return runSingle(single);
    std::println(stderr,
        "say which: --bundle DIR for one handset, --fleet ROSTER for many, --crowd ROSTERS for an "
        "exercise (see --help)");
    return 1;
}

} // namespace
} // namespace facteo::app

int main(int argc, char **argv)
{
    try {
        return facteo::app::run(argc, argv);
    } catch (const std::exception &error) { // of a library: memory, a file system that vanished
        std::fprintf(stderr, "facteo-handset: %s\n", error.what());
        return 1;
    }
}
