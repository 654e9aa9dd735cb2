// SPDX-License-Identifier: Apache-2.0
#include "commands.h"
#include "field_handset.h"
#include "handset/gpx_replay.h"
#include "handset_words.h"
#include "wake_up.h"

#include <CLI/CLI.hpp>
#include <cmath>
#include <memory>
#include <print>
#include <random>

namespace facteo::app {
namespace {

struct ReplayArguments
{
    std::filesystem::path file;
    std::filesystem::path bundles = defaultBundles();
    std::string id;
    double speed = 1;
    bool check = false;
};

using namespace std::chrono_literals;

/// One position for every ten seconds of the track, but not more than five a second.
std::chrono::milliseconds reportEvery(double speed)
{
    return std::max(200ms, std::chrono::milliseconds{std::llround(10'000 / speed)});
}

void say(const handset::Track &track, const handset::GpxReplay &replay)
{
    std::println("{}: {} points{}, {:.1f} minutes to play{}", track.name.empty() ? "track" : track.name,
        replay.points(), track.isTimed() ? "" : " without times, walked at 1.25 m/s",
        std::chrono::duration<double, std::ratio<60>>(replay.length()).count(),
        replay.passedOver() > 0
            ? std::format("; {} points passed over, their time repeats or goes back", replay.passedOver())
            : "");
}

void play(const ReplayArguments &arguments)
{
    const auto track = handset::readGpx(arguments.file);
    if (!track) {
        std::println(stderr, "{}", track.error().detail);
        throw CLI::RuntimeError(1);
    }
    auto replay = std::make_unique<handset::GpxReplay>(*track, now(), arguments.speed);
    say(*track, *replay);
    if (arguments.check)
        return;
    const auto *playing = replay.get();
    WakeUp wakeUp;
    transport::NetworkThread network;
    auto field = FieldHandset::open(
        network,
        {.bundle = arguments.bundles / arguments.id,
            .clientSuffix = "-replay",
            .stateFolder = "replay",
            .alertConnection = false,
            .seed = std::random_device{}(),
            .positionEvery = reportEvery(arguments.speed),
            .cadenceFromHub = false},
        std::move(replay), [&wakeUp] { wakeUp.notify(); }, now());
    if (!field) {
        std::println(stderr, "{}", field.error());
        throw CLI::RuntimeError(1);
    }
    auto &handset = (*field)->handset();
    handset.onEvent([](const handset::Event &event) { std::println("{}", describe(event)); });
    wakeUp.stopOnSignals();
    (*field)->start();
    handset.setDay(protocol::Duty::On, true, now());
    while (!wakeUp.stopping() && !playing->finished(now())) {
        (*field)->pump(now());
        std::fflush(stdout);
        wakeUp.wait(50ms);
    }
    handset.setDuty(protocol::Duty::Off, now());
    // The depot should know that he is off duty before the program is gone; it need not wait for ever.
    const auto deadline = now() + 5s;
    while (!wakeUp.stopping() && handset.unsent() > 0 && now() < deadline) {
        (*field)->pump(now());
        wakeUp.wait(50ms);
    }
    (*field)->stop(now());
    std::println("{} positions sent", handset.positionsSent());
    if (handset.positionsSent() == 0)
        throw CLI::RuntimeError(3);
}

} // namespace

void addReplay(CLI::App &app)
{
    auto *replay = app.add_subcommand("replay", "Play a recorded track (GPX) as a handset");
    auto arguments = std::make_shared<ReplayArguments>();
    replay->add_option("file", arguments->file, "The track")->required();
    auto *as = replay->add_option("--as", arguments->id, "The handset's id, e.g. H-001");
    auto *check = replay->add_flag("--check", arguments->check, "Only read the track and say what is in it");
    replay->add_option("--speed", arguments->speed, "How much faster than it was walked")
        ->check(CLI::Range(0.1, 1000.0))
        ->capture_default_str();
    replay->add_option("--bundles", arguments->bundles, "Folder with the handset's bundle")
        ->capture_default_str();
    replay->callback([arguments, as, check] {
        if (as->empty() && check->empty())
            throw CLI::RequiredError("--as");
        play(*arguments);
    });
}

} // namespace facteo::app
