// SPDX-License-Identifier: Apache-2.0
#include "commands.h"
#include "dossier_check.h"
#include "dossier_files.h"
#include "hub_config.h"
#include "look_check.h"

#include <CLI/CLI.hpp>
#include <QGuiApplication>
#include <algorithm>
#include <array>
#include <memory>
#include <optional>
#include <print>

namespace facteo::app {
namespace {

namespace fs = std::filesystem;

struct ExportOptions
{
    std::string config;
    std::string database;
    std::string trails;
    std::string depot;
    std::uint32_t alert = 0;
    std::string output;
    std::string by;
    std::string purpose;
};

struct VerifyOptions
{
    std::string folder;
    std::string database;
};

/// Where a depot's record lies.
struct Place
{
    std::string database;
    fs::path trails;
    protocol::DepotId owner; ///< of the trails: the depot, or its house
    protocol::DepotId depot;
};

Place placeOf(const ExportOptions &options)
{
    if (options.config.empty()) {
        if (options.database.empty() || options.trails.empty() || options.depot.empty())
            endWith("dossier", "say where the record lies: --config, or --database, --trails and --depot");
        return {.database = options.database,
            .trails = options.trails,
            .owner = {options.depot},
            .depot = {options.depot}};
    }
    const auto config = readHubConfig(options.config);
    if (!config)
        endWith("dossier", config.error());
    Place place{.database = config->database,
        .trails = config->trails,
        .owner = config->depot,
        .depot = {options.depot}};
    if (options.depot.empty() && config->depots.size() == 1)
        place.depot = config->depots.front();
    if (!std::ranges::contains(config->depots, place.depot))
        endWith("dossier", std::format("{} does not serve depot '{}': say which with --depot", options.config,
                               options.depot));
    return place;
}

template<typename T> T orEnd(store::Result<T> result)
{
    if (!result)
        endWith("dossier", result.error().detail);
    return std::move(*result);
}

std::unique_ptr<store::Database> databaseOf(const Place &place)
{
    auto database = store::Database::open(place.database);
    if (!database && database.error().problem == store::Problem::LockedByAnother)
        endWith("dossier", database.error().detail +
                               "\nThe look has to be written into the record, which has one writer: stop the "
                               "hub, or export from a restored backup.");
    return orEnd(std::move(database));
}

/// What Qt's databases and fonts need while they are used.
class QtAround
{
public:
    QtAround()
    {
        // The fonts come from Qt's platform plugin; this one needs no screen.
        qputenv("QT_QPA_PLATFORM", "offscreen");
        m_qt.emplace(m_argc, m_argv.data());
    }

private:
    int m_argc = 1;
    std::array<char, 7> m_name{"facteo"};
    std::array<char *, 2> m_argv{m_name.data(), nullptr};
    std::optional<QGuiApplication> m_qt;
};

void exportOne(const ExportOptions &options)
{
    const QtAround qt;
    const auto place = placeOf(options);
    if (const auto checked = checkPurpose(options.purpose); !checked)
        endWith("dossier", checked.error());
    for (const auto &name : {place.depot.text, options.by})
        if (!protocol::isName(name))
            endWith("dossier", std::format("'{}' is no id: 1 to 32 of A-Z a-z 0-9 _ -", name));
    if (fs::exists(options.output))
        endWith("dossier", options.output + " exists already: name a folder that does not");
    // Opening them makes what is not there; an empty record of nothing helps nobody.
    if (!fs::is_directory(place.trails))
        endWith("dossier", place.trails.string() + " is no folder of trails");
    if (place.database.starts_with("sqlite:") && !fs::exists(place.database.substr(7)))
        endWith("dossier", place.database + ": there is no such file");

    const auto database = databaseOf(place);
    const auto logs = orEnd(store::TrailLogs::open(place.trails, place.owner));
    const store::TrailStore trails(*database, place.depot, *logs);
    const auto now =
        std::chrono::time_point_cast<std::chrono::milliseconds>(std::chrono::system_clock::now());
    const auto dossier = gatherDossier(*database, trails,
        {.depot = place.depot,
            .alert = options.alert,
            .by = {options.by},
            .purpose = options.purpose,
            .version = FACTEO_VERSION},
        now);
    if (!dossier)
        endWith("dossier", dossier.error());

    const auto files = filesOf(*dossier);
    if (const auto written = writeDossier(files, options.output); !written)
        endWith("dossier", written.error());
    std::println("{}: alert {} of {}, {} facts, {} positions", options.output, dossier->alert.number,
        dossier->depot.id.text, dossier->facts.size(), dossier->fixes.size());
    std::println("manifest {}", sha256Of(files.at(kDossierManifest)).toStdString());
}

void verify(const VerifyOptions &options)
{
    const QtAround qt;
    auto check = checkDossier(options.folder);
    if (!options.database.empty() && protocol::isName(check.depot.text)) {
        const auto database = orEnd(store::Database::open(options.database, store::Access::Reader));
        if (const auto compared = compareWithLog(check, *database); !compared)
            endWith("dossier", compared.error());
    }
    for (const auto &problem : check.problems)
        std::println("{}", problem);
    std::fflush(stdout);
    if (!check.problems.empty())
        throw CLI::RuntimeError(1);
    std::println("{}: alert {} of {}, {} facts: nothing was changed{}", options.folder, check.number,
        check.depot.text, check.facts.size(), options.database.empty() ? "" : ", and the log says the same");
    std::println("manifest {}", check.seal);
}

} // namespace

void addDossier(CLI::App &app)
{
    auto *dossier =
        app.add_subcommand("dossier", "The record of one alert, for those who ask about it later");
    dossier->require_subcommand(1);

    auto wished = std::make_shared<ExportOptions>();
    auto *exporting =
        dossier->add_subcommand("export", "Into a folder: paper, facts, positions; the look is recorded");
    auto *config = exporting->add_option("--config", wished->config, "the hub's configuration");
    exporting->add_option("--database", wished->database, "sqlite:PATH or postgresql://…")->excludes(config);
    exporting->add_option("--trails", wished->trails, "the folder of positions")->excludes(config);
    exporting->add_option("--depot", wished->depot, "in a house of many depots: of which");
    exporting->add_option("--alert", wished->alert, "its number")
        ->required()
        ->check(CLI::Range(1U, std::numeric_limits<std::uint32_t>::max()));
    exporting->add_option("--output", wished->output, "a folder that does not exist yet")->required();
    exporting->add_option("--operator", wished->by, "who looks: it stands in the ledger")->required();
    exporting
        ->add_option("--purpose", wished->purpose,
            "why: it stands in the ledger of whoever is looked at; at most 280 characters")
        ->required();
    exporting->callback([wished] { exportOne(*wished); });

    auto asked = std::make_shared<VerifyOptions>();
    auto *verifying =
        dossier->add_subcommand("verify", "Whether it is still what was exported; 1 and a line each if not");
    verifying->add_option("folder", asked->folder, "what export made")->required();
    verifying->add_option("--database", asked->database, "compare with the depot's log as well");
    verifying->callback([asked] { verify(*asked); });
}

} // namespace facteo::app
