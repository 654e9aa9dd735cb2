// SPDX-License-Identifier: Apache-2.0
#include "commands.h"
#include "console_line.h"
#include "hub_words.h"
#include "pki/certificate_authority.h"

#include <CLI/CLI.hpp>
#include <QJsonArray>
#include <QJsonDocument>
#include <map>
#include <memory>
#include <print>

namespace facteo::app {
namespace {

struct HubOptions
{
    std::string data;
    std::string depot;
    bool json = false;
    std::uint32_t atMost = 100;
    std::string id;
    std::string duty;
    std::string postman;
    std::string name;
    std::string ownTracks;
    bool revoke = false;
};

std::unique_ptr<ConsoleLine> connected(const HubOptions &options)
{
    auto line = ConsoleLine::open(dataFolder(options.data), options.depot);
    if (!line)
        endWith("hub", line.error());
    return std::move(*line);
}

void quarantine(const HubOptions &options)
{
    const auto pages = connected(options)->ask(protocol::AskQuarantine{.atMost = options.atMost});
    if (!pages)
        endWith("hub", pages.error());
    QJsonArray all;
    for (const auto &body : *pages) {
        const auto *page = std::get_if<protocol::QuarantinePage>(&body);
        if (page == nullptr)
            endWith("hub", ConsoleLine::explained(body));
        for (const auto &frame : page->frames) {
            if (options.json)
                all.append(jsonOf(frame));
            else
                std::println("{}  {:<20} {}  {} bytes  {}", textOf(frame.at), nameOf(frame.fault),
                    frame.topic, frame.totalBytes, frame.detail);
        }
    }
    if (options.json)
        std::println("{}", QJsonDocument(all).toJson(QJsonDocument::Indented).toStdString());
}

void duty(const HubOptions &options)
{
    static const std::map<std::string, protocol::Duty> duties{
        {"on", protocol::Duty::On}, {"break", protocol::Duty::OnBreak}, {"off", protocol::Duty::Off}};
    const auto done = connected(options)->askFor<protocol::Done>(
        protocol::SetDuty{.handset = {options.id}, .duty = duties.at(options.duty)});
    if (!done)
        endWith("hub", done.error());
    std::println("{} is {} (fact {})", options.id, options.duty, done->fact);
}

/// A certificate of its own for whoever speaks: the handset, or the phone that speaks for it. The authority
/// is let go before the hub is told, which reads it.
protocol::PublicKey issue(const HubOptions &options, const DataFolder &folder)
{
    const auto now =
        std::chrono::time_point_cast<std::chrono::milliseconds>(std::chrono::system_clock::now());
    const auto broker = pki::readBundle(folder.bundle("console-cli"));
    if (!broker)
        endWith("hub", broker.error().detail);
    auto authority = pki::CertificateAuthority::open(folder.pki());
    if (!authority)
        endWith("hub", authority.error().detail);
    const bool isHouse = authority->scope() == pki::Scope::House;
    if (isHouse && options.depot.empty())
        endWith("hub", "this is a house of many depots: say which with --depot ID");
    const bool isPhone = !options.ownTracks.empty();
    const auto id = isPhone ? options.ownTracks.substr(0, options.ownTracks.find('/')) : options.id;
    if (options.revoke) {
        if (const auto revoked = authority->revoke(id, now); !revoked)
            endWith("hub", revoked.error().detail);
        return authority->publicKey(id).value_or(protocol::PublicKey{});
    }
    if (const auto finished = authority->finish(id, folder.bundle(id), now); !finished)
        endWith("hub", finished.error().detail);
    if (!authority->validOf(id)) {
        const auto issued =
            authority->issue(isPhone ? pki::Role::OperatorPhone : pki::Role::Handset, id, folder.bundle(id),
                broker->broker, now, false, isHouse ? protocol::DepotId{options.depot} : protocol::DepotId{});
        if (!issued)
            endWith("hub", issued.error().detail);
        std::println("bundle of {}: {}", id, folder.bundle(id).string());
    }
    return isPhone ? protocol::PublicKey{} : authority->publicKey(id).value_or(protocol::PublicKey{});
}

void enrol(const HubOptions &options)
{
    protocol::Enrol wish{.handset = {.id = {options.id},
                             .postman = {options.postman},
                             .revoked = options.revoke,
                             .ownTracks = options.ownTracks},
        .postman = std::nullopt};
    if (!options.name.empty())
        wish.postman = protocol::Postman{.id = {options.postman}, .name = options.name};
    wish.handset.publicKey = issue(options, dataFolder(options.data));
    const auto done = connected(options)->askFor<protocol::Done>(wish);
    if (!done)
        endWith("hub", done.error());
    std::println("{} {} (fact {})", options.id, options.revoke ? "revoked" : "enrolled", done->fact);
}

std::string asAddress(const std::string &text)
{
    const bool good = std::ranges::count(text, '/') == 1 && !text.ends_with('/') &&
                      protocol::isName(text.substr(0, text.find('/'))) &&
                      text.size() <= protocol::Handset::kMostOwnTracks;
    return good ? std::string() : "must be USER/DEVICE, as in the topic owntracks/USER/DEVICE";
}

std::string asName(const std::string &text)
{
    return protocol::isName(text) ? std::string() : "must be 1 to 32 of A-Z a-z 0-9 _ -";
}

} // namespace

void addHub(CLI::App &app)
{
    auto options = std::make_shared<HubOptions>();
    auto *hub = app.add_subcommand("hub", "Ask and tell the running hub");
    hub->require_subcommand(1);
    hub->add_option("--data", options->data, "the hub's data folder; default $XDG_DATA_HOME/facteo");
    hub->add_option("--depot", options->depot, "in a house of many depots: of which");

    auto *kept = hub->add_subcommand("quarantine", "Refused frames, newest first, and why");
    kept->add_flag("--json", options->json, "for programs; with the first bytes, base64");
    kept->add_option("--at-most", options->atMost, "default 100")->check(CLI::Range(1, 500));
    kept->fallthrough();
    kept->callback([options] { quarantine(*options); });

    auto *clock = hub->add_subcommand("duty", "Clock a plain OwnTracks phone on, to a break, or off");
    clock->add_option("--id", options->id, "the handset")->required()->check(asName);
    clock->add_option("state", options->duty, "on, break or off")
        ->required()
        ->check(CLI::IsMember({"on", "break", "off"}));
    clock->fallthrough();
    clock->callback([options] { duty(*options); });

    auto *add = hub->add_subcommand("enrol", "A new handset, or an OwnTracks phone that speaks for one");
    add->add_option("--id", options->id, "of the handset, e.g. H-070")->required()->check(asName);
    add->add_option("--postman", options->postman, "who has it, e.g. P-070")->check(asName);
    add->add_option("--name", options->name, "of a postman who is new");
    add->add_option("--owntracks", options->ownTracks, "USER/DEVICE of the phone; its certificate is USER's")
        ->check(asAddress);
    add->add_flag("--revoke", options->revoke, "its certificate is worth nothing from now on");
    add->fallthrough();
    add->callback([options] { enrol(*options); });
}

} // namespace facteo::app
