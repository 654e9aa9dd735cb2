// SPDX-License-Identifier: Apache-2.0
#include "broker_child.h"
#include "embedded_depot.h"
#include "hub/projection.h"
#include "hub_daemon.h"
#include "pki/certificate_authority.h"
#include "roster_reader.h"
#include "unix_signals.h"

#include <CLI/CLI.hpp>
#include <QCoreApplication>
#include <QDateTime>
#include <QLoggingCategory>
#include <QTimer>
#include <algorithm>
#include <cstdio>
#include <format>
#include <print>
#include <unistd.h>

using namespace facteo;
namespace fs = std::filesystem;
using namespace std::chrono_literals;

Q_LOGGING_CATEGORY(lcMain, "facteo.main")

namespace {

struct Options
{
    bool embedded = false;
    bool rebuild = false;
    std::string data;
    std::uint16_t port = 0;
    std::string roster;
    std::string depot;
    std::string house;
    std::vector<std::string> gateways;
    std::string config;
    std::string authority;
};

protocol::Instant now()
{
    return std::chrono::time_point_cast<std::chrono::milliseconds>(std::chrono::system_clock::now());
}

/// One line each: time, level, category, text.
void logLine(QtMsgType type, const QMessageLogContext &context, const QString &text)
{
    const char *level = "info";
    switch (type) {
    case QtDebugMsg:
        level = "debug";
        break;
    case QtInfoMsg:
        break;
    case QtWarningMsg:
        level = "warning";
        break;
    case QtCriticalMsg:
        level = "error";
        break;
    case QtFatalMsg:
        level = "fatal";
        break;
    }
    const auto at = QDateTime::currentDateTimeUtc().toString(Qt::ISODateWithMs).toStdString();
    auto line = text;
    line.replace(u'\n', u' ');
    std::fprintf(stderr, "%s %s %s: %s\n", at.c_str(), level, context.category ? context.category : "-",
        line.toUtf8().constData());
}

int failed(const std::string &why)
{
    std::fprintf(stderr, "facteo-hub: %s%s", why.c_str(), why.ends_with('\n') ? "" : "\n");
    return 1;
}

int rebuild(const app::HubConfig &config)
{
    const auto database = store::Database::open(config.database);
    if (!database)
        return failed(database.error().detail);
    for (const auto &depot : config.depots) {
        const auto facts = hub::rebuildProjections(**database, depot);
        if (!facts)
            return failed(facts.error().detail);
        std::println("state of depot {} rebuilt from {} facts", depot.text, *facts);
    }
    return 0;
}

/// Runs until a signal says stop.
int serve(const app::HubConfig &config, std::vector<protocol::Roster> rosters, app::BrokerChild *broker,
    const app::DataFolder *folder)
{
    app::HubDaemon daemon(config);
    const app::UnixSignals unixSignals({SIGTERM, SIGINT, SIGHUP});
    QTimer renewAgain;
    renewAgain.setSingleShot(true);
    const auto renew = [&] {
        if (broker == nullptr || folder == nullptr)
            return;
        const auto consoles = app::renewRights(*folder, daemon.brokerPort(), now());
        if (!consoles) {
            // Another process has the authority for a moment, or the disk is full: a revocation waits for it.
            qCWarning(lcMain).noquote()
                << "rights not renewed, tried again in a second:" << QString::fromStdString(consoles.error());
            renewAgain.start(1s);
            return;
        }
        renewAgain.stop();
        daemon.house().trust(*consoles);
        broker->reload();
    };
    QObject::connect(&renewAgain, &QTimer::timeout, &daemon, renew);
    QObject::connect(&unixSignals, &app::UnixSignals::received, &daemon, [&](int signal) {
        if (signal == SIGHUP)
            renew();
        else
            QCoreApplication::quit();
    });
    QObject::connect(&daemon, &app::HubDaemon::ready, &daemon, [&] {
        const app::ReadyHub hub{.depot = config.depot.text, .port = daemon.brokerPort(), .pid = ::getpid()};
        if (!config.readyFile.empty())
            if (const auto written = app::writeReadyFile(config.readyFile, hub); !written)
                qCWarning(lcMain) << written.error();
        std::println("READY depot={} port={} pid={}", hub.depot, hub.port, hub.pid);
        std::fflush(stdout);
    });
    if (const auto started = daemon.start(std::move(rosters)); !started)
        return failed(started.error());
    daemon.house().onRosterChanged(renew);

    QCoreApplication::exec();
    std::error_code none;
    fs::remove(config.readyFile, none);
    daemon.stop();
    return 0;
}

int runEmbedded(const Options &options)
{
    const auto folder = app::dataFolder(options.data);
    if (const auto claimed = app::claimFolder(folder); !claimed)
        return failed(claimed.error());
    const auto lock = app::FolderLock::take(folder);
    if (!lock)
        return failed(lock.error());
    std::error_code none;
    fs::remove(folder.readyFile(), none); // of a hub that was killed

    if (options.rebuild) {
        const auto config = app::readHubConfig(folder.config());
        return config ? rebuild(*config) : failed(config.error());
    }
    app::BrokerChild broker(folder.broker() / "mosquitto.conf", folder.brokerPid());
    broker.endOrphan();
    auto depot = app::prepareDepot({.folder = folder,
                                       .port = options.port,
                                       .roster = options.roster,
                                       .depot = options.depot,
                                       .house = options.house,
                                       .gateways = options.gateways},
        now());
    if (!depot)
        return failed(depot.error());
    for (const auto &note : depot->notes)
        qCWarning(lcMain).noquote() << QString::fromStdString(note);
    if (const auto started = broker.start(); !started)
        return failed(started.error());
    const int code = serve(depot->config, std::move(depot->rosters), &broker, &folder);
    broker.stop();
    return code;
}

/// The rosters of the command line, with the keys that the authority issued where they bring none.
std::expected<std::vector<protocol::Roster>, std::string> rostersFor(
    const app::HubConfig &config, const Options &options)
{
    if (options.roster.empty())
        return {};
    auto rosters = app::readRosters(options.roster);
    if (!rosters)
        return rosters;
    for (const auto &roster : *rosters)
        if (!std::ranges::contains(config.depots, roster.depot.id))
            return std::unexpected(std::format("{} is the roster of depot {}, and {} serves {} {}",
                options.roster, roster.depot.id.text, options.config,
                config.isHouse ? "only the depots of" : "", config.depot.text));
    const auto authority = pki::CertificateAuthority::open(options.authority);
    if (!authority)
        return std::unexpected(authority.error().detail);
    std::string missing;
    for (auto &roster : *rosters)
        for (auto &handset : roster.handsets) {
            if (const auto key = authority->publicKey(handset.id.text))
                handset.publicKey = *key;
            else if (handset.publicKey == protocol::PublicKey{})
                missing += " " + handset.id.text;
        }
    if (!missing.empty())
        return std::unexpected(
            std::format("{} issued no certificate for{}: facteo pki issue handset ID --pki {}",
                options.authority, missing, options.authority));
    return rosters;
}

int runRemote(const Options &options)
{
    const auto config = app::readHubConfig(options.config);
    if (!config)
        return failed(config.error());
    if (options.rebuild)
        return rebuild(*config);
    auto rosters = rostersFor(*config, options);
    if (!rosters)
        return failed(rosters.error());
    return serve(*config, std::move(*rosters), nullptr, nullptr);
}

int run(int argc, char **argv)
{
    Options options;
    CLI::App cli{"The hub of a depot, or of a house of many: takes in what handsets send, records it, tells "
                 "the consoles",
        "facteo-hub"};
    cli.set_version_flag("--version", FACTEO_VERSION);
    auto *embedded = cli.add_flag("--embedded", options.embedded,
        "serve a data folder of this machine, with a broker and a database of its own");
    cli.add_option("--data", options.data, "that folder; default $XDG_DATA_HOME/facteo")->needs(embedded);
    cli.add_option("--port", options.port, "of the broker; default the one of last time, or a free one")
        ->needs(embedded);
    auto *roster = cli.add_option("--roster", options.roster,
                          "people, rounds and handsets to enrol: a file, or a folder with one for each depot")
                       ->check(CLI::ExistingPath);
    cli.add_option("--depot", options.depot, "id of the depot, at the first start without a roster")
        ->needs(embedded);
    cli.add_option("--house", options.house,
           "id of a house of many depots, at its first start; they are those of the rosters")
        ->needs(embedded);
    cli.add_option("--gateway", options.gateways,
           "exercises: from the first start on this gateway may speak for handsets that do not exist")
        ->needs(embedded);
    auto *config =
        cli.add_option("--config", options.config, "serve what this file says (TOML)")->excludes(embedded);
    cli.add_option("--authority", options.authority,
           "with --config and --roster: who issued the handsets' certificates")
        ->needs(config)
        ->needs(roster)
        ->check(CLI::ExistingDirectory);
    cli.add_flag("--rebuild", options.rebuild, "make the state tables again from the facts, and end");
    CLI11_PARSE(cli, argc, argv);
    if (!options.embedded && options.config.empty())
        return failed("give --embedded, or --config FILE");
    if (!options.config.empty() && !options.roster.empty() && options.authority.empty())
        return failed(
            "--roster beside --config needs --authority DIR: the hub has to know the handsets' keys");

    const QCoreApplication qt(argc, argv);
    qInstallMessageHandler(logLine);
    return options.embedded ? runEmbedded(options) : runRemote(options);
}

} // namespace

int main(int argc, char **argv)
{
    try {
        return run(argc, argv);
    } catch (const std::exception &error) { // of a library: memory, a file system that vanished
        std::fprintf(stderr, "facteo-hub: %s\n", error.what());
        return 1;
    }
}
