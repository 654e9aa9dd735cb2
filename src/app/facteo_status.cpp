// SPDX-License-Identifier: Apache-2.0
#include "commands.h"
#include "console_line.h"
#include "hub_words.h"
#include "pki/certificate_authority.h"

#include <CLI/CLI.hpp>
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
    bool json = false;
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
    std::println("positions    {} stored", status.positionsStored);
    std::println("  gated      {} off duty, {} in a break, {} without sharing", status.gatedOffDuty,
        status.gatedOnBreak, status.gatedSharingOff);
    std::println("rejected     {}", status.faults.empty() ? "nothing" : "");
    for (const auto &count : status.faults)
        std::println("  {:<20} {}", nameOf(count.fault), count.count);
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
    const auto line = ConsoleLine::open(dataFolder(options.data));
    if (!line)
        endWith("status", line.error());
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
    command->add_flag("--json", options->json, "for programs");
    command->callback([options] { run(*options); });
}

} // namespace facteo::app
