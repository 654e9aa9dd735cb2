// SPDX-License-Identifier: Apache-2.0
#include "commands.h"
#include "data_folder.h"
#include "field_handset.h"
#include "pki/broker_config.h"
#include "pki/bundle.h"
#include "pki/certificate_authority.h"

#include <CLI/CLI.hpp>
#include <csignal>
#include <memory>
#include <print>
#include <ranges>

namespace facteo::app {
namespace {

struct PkiArguments
{
    std::filesystem::path folder;
    std::filesystem::path bundle;
    std::string depot;
    std::string house;
    std::string role;
    std::string id;
    pki::BrokerAddress broker;
    bool renew = false;
    std::filesystem::path to;
    std::string bind = "0.0.0.0";
    std::vector<std::string> gateways;
};

[[noreturn]] void giveUp(const pki::Failure &failure)
{
    std::println(stderr, "{}", failure.detail);
    throw CLI::RuntimeError(1);
}

pki::CertificateAuthority openAuthority(const PkiArguments &arguments)
{
    auto authority = pki::CertificateAuthority::open(arguments.folder);
    if (!authority)
        giveUp(authority.error());
    return std::move(*authority);
}

void init(const PkiArguments &arguments)
{
    const bool isHouse = !arguments.house.empty();
    const auto authority =
        pki::CertificateAuthority::create(arguments.folder, {isHouse ? arguments.house : arguments.depot},
            now(), isHouse ? pki::Scope::House : pki::Scope::Depot);
    if (!authority)
        giveUp(authority.error());
    std::println("{} holds the certificate authority of {} {}. Keep ca.key to yourself; back the folder up.",
        arguments.folder.string(), isHouse ? "house" : "depot", authority->depot().text);
}

void issue(const PkiArguments &arguments)
{
    auto authority = openAuthority(arguments);
    const auto bundle = arguments.bundle.empty() ? arguments.folder.parent_path() / "bundles" / arguments.id
                                                 : arguments.bundle;
    const auto issued = authority.issue(*pki::roleNamed(arguments.role), arguments.id, bundle,
        arguments.broker, now(), arguments.renew, {arguments.depot});
    if (!issued)
        giveUp(issued.error());
    std::println("{} {}: serial {}, valid until {:%F}; its bundle is in {}", arguments.role, issued->id,
        issued->serial, std::chrono::floor<std::chrono::days>(issued->notAfter), bundle.string());
}

void revoke(const PkiArguments &arguments)
{
    std::filesystem::path list;
    {
        auto authority = openAuthority(arguments);
        if (const auto revoked = authority.revoke(arguments.id, now()); !revoked)
            giveUp(revoked.error());
        list = authority.revocationFile();
    } // let go: the hub reads it
    const DataFolder folder{arguments.folder.parent_path()};
    const auto hub = readReadyFile(folder.readyFile());
    if (hub && ::kill(static_cast<pid_t>(hub->pid), SIGHUP) == 0)
        std::println(
            "{} is revoked, and the running hub (process {}) was told: it may say and hear nothing any "
            "more.",
            arguments.id, hub->pid);
    else
        std::println(
            "{} is revoked. A hub that runs embedded sees to it at its next start; another broker when "
            "it has read {} again and its access list does not name {} any more.",
            arguments.id, list.string(), arguments.id);
}

void list(const PkiArguments &arguments)
{
    const auto authority = openAuthority(arguments);
    std::println("{:<16} {:<15} {:<11} {:<11} {}", "id", "role", "issued", "until", "serial");
    for (const auto &line : authority.issued())
        std::println("{:<16} {:<15} {:%F}  {:%F}  {}{}", line.id, pki::nameOf(line.role),
            std::chrono::floor<std::chrono::days>(line.issuedAt),
            std::chrono::floor<std::chrono::days>(line.notAfter), line.serial,
            line.revokedAt
                ? std::format(" revoked {:%F}", std::chrono::floor<std::chrono::days>(*line.revokedAt))
            : line.notAfter <= now()                         ? " ended"
            : line.notAfter - now() <= std::chrono::days{60} ? " ends soon"
                                                             : "");
}

void show(const PkiArguments &arguments)
{
    const auto bundle = pki::readBundle(arguments.bundle);
    if (!bundle)
        giveUp(bundle.error());
    std::string key;
    for (const auto byte : bundle->key.publicKey())
        key += std::format("{:02x}", byte);
    std::println("{} {} of depot {}{}\nbroker {} port {}\nbelieves hub {}\npublic key {}",
        pki::nameOf(bundle->role), bundle->id, bundle->depot.text,
        bundle->house.empty() ? "" : ", house " + bundle->house.text, bundle->broker.host,
        bundle->broker.port, bundle->hub.empty() ? "(none)" : bundle->hub.text, key);
}

void writeBroker(const PkiArguments &arguments)
{
    const auto authority = openAuthority(arguments);
    const auto identity = std::filesystem::absolute(arguments.bundle);
    const auto bundle = pki::readBundle(identity);
    if (!bundle)
        giveUp(bundle.error());
    if (bundle->role != pki::Role::Broker) {
        std::println(stderr, "{} is the bundle of a {}: facteo pki issue broker ID makes a broker's",
            identity.string(), pki::nameOf(bundle->role));
        throw CLI::RuntimeError(1);
    }
    if (bundle->domain() != authority.depot()) {
        std::println(stderr, "{} is of {}, and {} the authority of {}", identity.string(),
            bundle->domain().text, arguments.folder.string(), authority.depot().text);
        throw CLI::RuntimeError(1);
    }
    pki::BrokerConfig config{.depot = authority.depot(),
        .folder = std::filesystem::absolute(arguments.to),
        .bindAddress = arguments.bind,
        .port = arguments.broker.port,
        .caFile = bundle->caFile,
        .crlFile = std::filesystem::absolute(authority.revocationFile()),
        .certificateFile = bundle->certificateFile,
        .keyFile = bundle->keyFile};
    std::vector<protocol::SenderId> gateways;
    gateways.reserve(arguments.gateways.size());
    for (const auto &gateway : arguments.gateways)
        gateways.push_back({gateway});
    pki::nameEverybody(config, authority, now(), gateways);
    const auto written = pki::writeBrokerConfig(config);
    if (!written)
        giveUp(written.error());
    std::println("{} names hubs: {}, consoles: {}, handsets: {}, plain phones: {}. "
                 "mosquitto -c takes it; after each change write it again and send SIGHUP.",
        written->string(), config.hubs.size(), config.consoles.size(), config.handsets.size(),
        config.ownTracksUsers.size());
}

} // namespace

void addPki(CLI::App &app)
{
    auto *pki = app.add_subcommand("pki", "The depot's certificate authority: enrol, revoke, list");
    pki->require_subcommand(1);
    auto arguments = std::make_shared<PkiArguments>();
    arguments->folder = defaultBundles().parent_path() / "pki";
    const auto add = [&](const char *name, const char *help, void (*act)(const PkiArguments &)) {
        auto *command = pki->add_subcommand(name, help);
        command->callback([arguments, act] { act(*arguments); });
        return command;
    };
    const auto withFolder = [&](CLI::App *command) {
        command->add_option("--pki", arguments->folder, "Folder of the authority")->capture_default_str();
        return command;
    };

    auto *making = withFolder(add("init", "Make a new authority; never over an old one", init));
    auto *ofWhat = making->add_option_group("of what");
    ofWhat->add_option("--depot", arguments->depot, "The depot's id, e.g. D-BRANCELLE");
    ofWhat->add_option("--house", arguments->house, "The id of a house of many depots");
    ofWhat->require_option(1);

    auto *issuing = withFolder(add("issue", "Make a key, a certificate and the bundle to carry away", issue));
    issuing
        ->add_option(
            "role", arguments->role, "handset, hub, console, broker, operator-phone or exercise-gateway")
        ->required()
        ->check(CLI::IsMember({"handset", "hub", "console", "broker", "operator-phone", "exercise-gateway"}));
    issuing->add_option("id", arguments->id, "Whose it is, e.g. H-001")->required();
    issuing->add_option("--bundle", arguments->bundle, "Where to; default: bundles/ID beside the authority");
    issuing->add_option("--host", arguments->broker.host, "Of the broker")->capture_default_str();
    issuing->add_option("--port", arguments->broker.port, "Of the broker")->capture_default_str();
    issuing->add_option("--depot", arguments->depot, "In a house: the depot on whose topics it speaks");
    issuing->add_flag("--renew", arguments->renew, "Revoke the id's valid certificate first");

    auto *revoking = withFolder(add("revoke", "Put an id on the revocation list", revoke));
    revoking->add_option("id", arguments->id, "Whose certificate")->required();

    withFolder(add("list", "Everything that was issued", list));

    auto *writing = withFolder(add("broker",
        "Write a mosquitto's configuration and access list, as what is issued demands", writeBroker));
    writing->add_option("bundle", arguments->bundle, "The broker's bundle")->required();
    writing->add_option("to", arguments->to, "Folder of the broker: configuration, rights and sessions")
        ->required();
    writing->add_option("--bind", arguments->bind, "Address to listen on")->capture_default_str();
    writing->add_option(
        "--gateway", arguments->gateways, "Let this exercise gateway speak for handsets that do not exist");
    writing->add_option("--port", arguments->broker.port, "To listen on")->capture_default_str();

    auto *showing = add("show", "Check a bundle and say what it is", show);
    showing->add_option("bundle", arguments->bundle, "The bundle's folder")->required();
}

} // namespace facteo::app
