// SPDX-License-Identifier: Apache-2.0
#include "commands.h"
#include "console_line.h"
#include "hub_words.h"
#include "pki/certificate_authority.h"

#include <CLI/CLI.hpp>
#include <QJsonArray>
#include <QJsonDocument>
#include <algorithm>
#include <chrono>
#include <memory>
#include <print>

namespace facteo::app {
namespace {

struct StatusOptions
{
    std::string data;
    std::string depot;
    bool json = false;
    bool overview = false;
};

void print(const protocol::HubStatus &status)
{
    std::println("depot        {}  (hub {}, since {})", status.depot.text, status.hubVersion,
        textOf(status.startedAt));
    std::println("store        {}", status.storeWorks ? "works" : "DOES NOT WORK");
    std::println("broker       {}", status.brokerWorks ? "connected" : "LOST");
    std::println("facts        {}", status.lastFact);
    std::println("open         {} alerts, {} tasks", status.openAlerts, status.openTasks);
    std::println("handsets     {} known, {} live", status.handsetsKnown, status.handsetsLive);
    std::println("  absent     {} off duty or on break, {} not sharing, {} signal lost",
        status.offDutyOrBreak, status.sharingOff, status.signalLost);
    std::println("positions    {} stored{}", status.positionsStored,
        status.trailDays > 0 ? std::format(", kept for {} days", status.trailDays) : "");
    std::println("  gated      {} off duty, {} in a break, {} without sharing", status.gatedOffDuty,
        status.gatedOnBreak, status.gatedSharingOff);
    std::println("rejected     {}", status.faults.empty() ? "nothing" : "");
    for (const auto &count : status.faults)
        std::println("  {:<20} {}", nameOf(count.fault), count.count);
}

protocol::DepotSummary sumOf(const std::vector<protocol::DepotSummary> &depots)
{
    protocol::DepotSummary sum;
    for (const auto &depot : depots) {
        sum.known += depot.known;
        sum.live += depot.live;
        sum.ageing += depot.ageing;
        sum.lost += depot.lost;
        sum.sharingOff += depot.sharingOff;
        sum.offDutyOrBreak += depot.offDutyOrBreak;
        sum.openAlerts += depot.openAlerts;
        sum.unansweredAlerts += depot.unansweredAlerts;
        sum.exerciseAlerts += depot.exerciseAlerts;
        sum.standing = std::max(sum.standing, depot.standing);
        sum.heardAt = std::max(sum.heardAt, depot.heardAt);
    }
    return sum;
}

void print(const std::vector<protocol::DepotSummary> &depots)
{
    constexpr auto kLine = "{:<34} {:>6} {:>6} {:>6} {:>6} {:>8} {:>8} {:>6} {:>10}  {}";
    std::println(kLine, "depot", "known", "live", "ageing", "lost", "private", "resting", "alerts",
        "unanswered", "standing");
    const auto line = [&](const std::string &name, const protocol::DepotSummary &one) {
        std::println(kLine, name, one.known, one.live, one.ageing, one.lost, one.sharingOff,
            one.offDutyOrBreak, one.openAlerts, one.unansweredAlerts, nameOf(one.standing));
    };
    for (const auto &depot : depots)
        line(std::format("{} {}", depot.depot.id.text, depot.depot.name), depot);
    line(std::format("all {} depots", depots.size()), sumOf(depots));
}

void runOverview(ConsoleLine &line, bool json)
{
    const auto depots = line.overview();
    if (!depots)
        endWith("status", depots.error());
    if (!json)
        return print(*depots);
    QJsonArray each;
    for (const auto &depot : *depots)
        each.append(jsonOf(depot));
    auto sum = jsonOf(sumOf(*depots));
    for (const auto *key : {"id", "name", "latitude", "longitude"})
        sum.remove(QLatin1String(key));
    const QJsonObject all{{"sum", sum}, {"depots", each}};
    std::println("{}", QJsonDocument(all).toJson(QJsonDocument::Indented).toStdString());
}

/// Certificates that only a person can renew; on stderr, beside whatever a program reads.
void sayWhatEnds(const DataFolder &folder)
{
    const auto authority = pki::CertificateAuthority::open(folder.pki());
    if (!authority)
        return; // busy for a moment, or elsewhere
    const auto now = std::chrono::system_clock::now();
    const auto ending = std::ranges::count_if(authority->issued(), [&](const pki::Issued &issued) {
        return !issued.revokedAt && issued.notAfter - now <= std::chrono::days{60} &&
               (issued.role == pki::Role::Handset || issued.role == pki::Role::OperatorPhone);
    });
    if (ending > 0)
        std::println(stderr, "{} certificates end within 60 days or have ended: facteo pki list --pki {}",
            ending, folder.pki().string());
}

void run(const StatusOptions &options)
{
    const auto line = ConsoleLine::open(dataFolder(options.data), options.depot);
    if (!line)
        endWith("status", line.error());
    if (options.overview)
        return runOverview(**line, options.json);
    const auto answer = (*line)->askFor<protocol::HubHeartbeat>(protocol::AskStatus{});
    if (!answer)
        endWith("status", answer.error());
    if (options.json)
        std::println(
            "{}", QJsonDocument(jsonOf(answer->status)).toJson(QJsonDocument::Indented).toStdString());
    else
        print(answer->status);
    sayWhatEnds(dataFolder(options.data));
}

} // namespace

void addStatus(CLI::App &app)
{
    auto options = std::make_shared<StatusOptions>();
    auto *command = app.add_subcommand("status", "What the running hub knows, stores and refuses");
    command->add_option("--data", options->data, "the hub's data folder; default $XDG_DATA_HOME/facteo");
    auto *depot = command->add_option("--depot", options->depot, "in a house of many depots: of which");
    command->add_flag("--overview", options->overview, "all depots of the house in numbers")->excludes(depot);
    command->add_flag("--json", options->json, "for programs");
    command->callback([options] { run(*options); });
}

} // namespace facteo::app
