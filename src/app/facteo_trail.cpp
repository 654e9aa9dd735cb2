// SPDX-License-Identifier: Apache-2.0
#include "commands.h"
#include "console_line.h"
#include "geo/track_summary.h"
#include "hub_words.h"
#include "interop/trail_export.h"
#include "look_check.h"
#include "protocol/pages.h"
#include "trail_file.h"
#include "when_and_where.h"

#include <CLI/CLI.hpp>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <algorithm>
#include <map>
#include <memory>
#include <print>

namespace facteo::app {
namespace {

using protocol::Fix;
using protocol::Instant;

/// What every look at positions has to say.
struct LookOptions
{
    std::string data;
    std::string depot;
    std::string from;
    std::string to = "now";
    std::string purpose;
};

struct ShowOptions
{
    LookOptions look;
    std::string handset;
    std::string format;
    std::string output;
};

struct NearOptions
{
    LookOptions look;
    std::string place;
    std::uint32_t metres = 0;
    bool json = false;
};

struct Period
{
    Instant from;
    Instant to;
};

Instant thisMoment()
{
    return std::chrono::time_point_cast<std::chrono::milliseconds>(std::chrono::system_clock::now());
}

template<typename T> T orEnd(std::expected<T, std::string> read)
{
    if (!read)
        endWith("trail", read.error());
    return std::move(*read);
}

Period periodOf(const LookOptions &look, std::chrono::days longest)
{
    const auto at = thisMoment();
    const Period period{
        .from = orEnd(instantOf(look.from, at)), .to = look.to == "now" ? at : orEnd(instantOf(look.to, at))};
    if (const auto checked = checkPeriod(period.from, period.to, longest); !checked)
        endWith("trail", checked.error());
    if (const auto checked = checkPurpose(look.purpose); !checked)
        endWith("trail", checked.error());
    return period;
}

/// Who carries which handset; empty where the hub does not say.
std::map<protocol::HandsetId, std::string> postmenOf(ConsoleLine &line)
{
    std::map<protocol::HandsetId, std::string> names;
    const auto pages = line.ask(protocol::AskSnapshot{});
    if (!pages)
        return names;
    protocol::Snapshot whole;
    for (const auto &page : *pages)
        if (const auto *snapshot = std::get_if<protocol::Snapshot>(&page))
            protocol::append(whole, *snapshot);
    for (const auto &handset : whole.roster.handsets)
        for (const auto &postman : whole.roster.postmen)
            if (postman.id == handset.postman && !postman.id.empty())
                names[handset.id] = postman.name;
    return names;
}

std::string withName(
    const protocol::HandsetId &handset, const std::map<protocol::HandsetId, std::string> &names)
{
    const auto found = names.find(handset);
    return found == names.end() ? handset.text : std::format("{}, {}", handset.text, found->second);
}

// --- show ---

std::vector<Fix> fixesOf(ConsoleLine &line, const ShowOptions &options, const Period &period)
{
    const auto pages = orEnd(line.ask(protocol::AskTrail{.handset = {options.handset},
        .from = period.from,
        .to = period.to,
        .purpose = options.look.purpose}));
    std::vector<Fix> fixes;
    for (const auto &page : pages) {
        const auto *trail = std::get_if<protocol::TrailPage>(&page);
        if (trail == nullptr)
            endWith("trail", ConsoleLine::explained(page));
        fixes.insert(fixes.end(), trail->fixes.begin(), trail->fixes.end());
    }
    return fixes;
}

void printSummary(const std::string &who, std::span<const Fix> fixes)
{
    if (fixes.empty()) {
        std::println("{}: no positions in this time", who);
        return;
    }
    const auto summary = geo::summaryOf(fixes);
    const auto minutes = [](const auto &one) {
        return std::chrono::round<std::chrono::minutes>(one.to - one.from).count();
    };
    std::println("{}: {} positions, {} to {}", who, fixes.size(), localText(fixes.front().at),
        localText(fixes.back().at));
    std::println("way      {:.1f} km, without stops and gaps", summary.metres / 1'000);
    for (const auto &stop : summary.stops)
        std::println("stop     {} to {} ({} min)  {:.6f},{:.6f}", localClock(stop.from), localClock(stop.to),
            minutes(stop), stop.place.latDegrees(), stop.place.lonDegrees());
    for (const auto &gap : summary.gaps)
        std::println("nothing  {} to {} ({} min)  {:.0f} m apart", localClock(gap.from), localClock(gap.to),
            minutes(gap), gap.metres);
}

std::optional<interop::TrailFormat> formatOf(const ShowOptions &options)
{
    if (!options.format.empty()) {
        const auto format = interop::trailFormatOf(options.format);
        if (!format)
            endWith("trail", std::format("'{}' is no format: gpx, kml, csv or geojson", options.format));
        return format;
    }
    if (options.output.empty())
        return std::nullopt;
    const auto dot = options.output.rfind('.');
    const auto format =
        dot == std::string::npos ? std::nullopt : interop::trailFormatOf(options.output.substr(dot + 1));
    if (!format)
        endWith(
            "trail", "--output does not say which format: name it with --format gpx, kml, csv or geojson");
    return format;
}

void show(const ShowOptions &options)
{
    const auto period = periodOf(options.look, protocol::AskTrail::kLongest);
    const auto format = formatOf(options);
    if (!protocol::isName(options.handset))
        endWith("trail", std::format("'{}' is no handset", options.handset));
    const auto line = orEnd(ConsoleLine::open(dataFolder(options.look.data), options.look.depot));
    auto fixes = fixesOf(*line, options, period);
    const auto who = withName({options.handset}, postmenOf(*line));
    if (!format) {
        printSummary(who, fixes);
        return;
    }
    const interop::ExportedTrail trail{.handset = {options.handset},
        .name = who,
        .description = options.look.purpose,
        .writtenAt = thisMoment(),
        .fixes = std::move(fixes)};
    if (options.output.empty()) {
        std::print("{}", interop::exported(trail, *format));
        return;
    }
    const auto path = QString::fromStdString(options.output);
    if (const auto written = writeTrail(trail, *format, path, Existing::Replace); !written)
        endWith("trail",
            std::format("cannot write {}: {}", options.output, written.error().detail.toStdString()));
}

// --- near ---

QJsonObject jsonOf(const protocol::NearPass &pass)
{
    return {{"handset", QString::fromStdString(pass.handset.text)},
        {"first", QString::fromStdString(textOf(pass.first))},
        {"last", QString::fromStdString(textOf(pass.last))},
        {"nearestAt", QString::fromStdString(textOf(pass.nearestAt))},
        {"nearestMetres", pass.nearestDm / 10.0}, {"positions", static_cast<qint64>(pass.fixes)}};
}

void print(const protocol::NearPass &pass, const std::string &who)
{
    if (pass.fixes == 0)
        std::println("{:<32} passed between two positions, about {:.0f} m away at {}", who,
            pass.nearestDm / 10.0, localClock(pass.nearestAt));
    else
        std::println("{:<32} {} to {}, {} positions, nearest {:.0f} m at {}", who, localClock(pass.first),
            localClock(pass.last), pass.fixes, pass.nearestDm / 10.0, localClock(pass.nearestAt));
}

void near(const NearOptions &options)
{
    const auto period = periodOf(options.look, protocol::AskNear::kLongest);
    const auto place = orEnd(positionOf(options.place));
    const auto line = orEnd(ConsoleLine::open(dataFolder(options.look.data), options.look.depot));
    const auto pages = orEnd(line->ask(protocol::AskNear{.position = place,
        .radiusMetres = options.metres,
        .from = period.from,
        .to = period.to,
        .purpose = options.look.purpose}));
    std::vector<protocol::NearPass> passes;
    for (const auto &page : pages) {
        const auto *found = std::get_if<protocol::NearPage>(&page);
        if (found == nullptr)
            endWith("trail", ConsoleLine::explained(page));
        passes.insert(passes.end(), found->passes.begin(), found->passes.end());
    }
    if (options.json) {
        QJsonArray all;
        for (const auto &pass : passes)
            all.append(jsonOf(pass));
        std::print("{}", QJsonDocument(all).toJson(QJsonDocument::Indented).toStdString());
        return;
    }
    if (passes.empty()) {
        std::println("nobody was within {} m from {} to {}", options.metres, localText(period.from),
            localText(period.to));
        return;
    }
    const auto names = postmenOf(*line);
    for (const auto &pass : passes)
        print(pass, withName(pass.handset, names));
}

void addLookOptions(CLI::App &command, LookOptions &look, const char *longest)
{
    command
        .add_option(
            "--from", look.from, "local time (2026-11-23T08:00, or 08:00 for today), or with an offset")
        ->required();
    command.add_option(
        "--to", look.to, std::format("the same; now without it; at most {} after --from", longest));
    command
        .add_option("--purpose", look.purpose,
            "why: it stands in the ledger of whoever is looked at; at most 280 characters")
        ->required();
    command.add_option("--data", look.data, "the hub's data folder; default $XDG_DATA_HOME/facteo");
    command.add_option("--depot", look.depot, "in a house of many depots: of which");
}

} // namespace

void addTrail(CLI::App &app)
{
    auto *trail =
        app.add_subcommand("trail", "Where somebody was, and who was somewhere; every look is recorded");
    trail->require_subcommand(1);

    auto shown = std::make_shared<ShowOptions>();
    auto *showing =
        trail->add_subcommand("show", "A handset's way: in words, or as a file for other programs");
    showing->add_option("handset", shown->handset, "its id")->required();
    addLookOptions(*showing, shown->look, "7 days");
    showing->add_option("--format", shown->format, "gpx, kml, csv or geojson");
    showing->add_option(
        "--output", shown->output, "a file instead of the terminal; its suffix may say the format");
    showing->callback([shown] { show(*shown); });

    auto asked = std::make_shared<NearOptions>();
    auto *asking = trail->add_subcommand("near", "Who was near a place");
    asking->add_option("place", asked->place, "latitude,longitude in degrees")->required();
    asking->add_option("--radius", asked->metres, "metres, at most 5000")
        ->required()
        ->check(CLI::Range(1U, protocol::AskNear::kMostMetres));
    addLookOptions(*asking, asked->look, "a day");
    asking->add_flag("--json", asked->json, "for programs");
    asking->callback([asked] { near(*asked); });
}

} // namespace facteo::app
