// SPDX-License-Identifier: Apache-2.0
#include "commands.h"

#include <CLI/CLI.hpp>
#include <cstdio>
#include <print>

namespace facteo::app {

void endWith(std::string_view subcommand, std::string_view why, int code)
{
    std::println(stderr, "facteo {}: {}", subcommand, why);
    throw CLI::RuntimeError(code);
}

} // namespace facteo::app

int main(int argc, char **argv)
{
    CLI::App app{"Facteo Console from the command line", "facteo"};
    app.set_version_flag("--version", FACTEO_VERSION);
    app.require_subcommand(1);

    facteo::app::addDemo(app);
    facteo::app::addDossier(app);
    facteo::app::addHandset(app);
    facteo::app::addHub(app);
    facteo::app::addLog(app);
    facteo::app::addMap(app);
    facteo::app::addPki(app);
    facteo::app::addReplay(app);
    facteo::app::addStatus(app);
    facteo::app::addTrail(app);

    CLI11_PARSE(app, argc, argv);
    return 0;
}
