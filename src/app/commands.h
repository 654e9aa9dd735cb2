// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace CLI {
class App;
}

/// The subcommands of `facteo`, each in its own facteo_<name>.cpp. A subcommand sets a callback; the callback
/// throws CLI::RuntimeError(code) to end with another exit code than 0.
namespace facteo::app {

/// Ends the program with this exit code, after a line on stderr that names the subcommand.
[[noreturn]] void endWith(std::string_view subcommand, std::string_view why, int code = 1);

void addDemo(CLI::App &app);
void addDossier(CLI::App &app);
void addHandset(CLI::App &app);
void addHub(CLI::App &app);
void addLog(CLI::App &app);
void addMap(CLI::App &app);
void addPki(CLI::App &app);
void addReplay(CLI::App &app);
void addStatus(CLI::App &app);
void addTrail(CLI::App &app);

} // namespace facteo::app
