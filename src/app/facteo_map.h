// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "maps/ban_import.h"
#include "maps/package.h"

#include <atomic>
#include <string>
#include <vector>

namespace CLI {
class App;
class Validator;
} // namespace CLI

namespace facteo::app {

/// The package, or its fault in words on stderr and CLI::RuntimeError.
[[nodiscard]] maps::MapPackage openOrSay(const std::string &file);

/// Becomes true with SIGINT or SIGTERM, from the first call on.
[[nodiscard]] const std::atomic<bool> &stopOnSignals();

/// A number from `least` to `most`, both included. Not a number is outside, which CLI::Range lets through.
[[nodiscard]] CLI::Validator numberWithin(double least, double most);

/// What was taken of address files, and on stderr the rows that were wrong.
void sayBanFiles(const std::vector<maps::BanTaken> &files);
void sayWrongBanFile(const maps::BanFailure &failure);

/// `facteo map addresses`
void addMapAddresses(CLI::App &map);

/// `facteo map search` and `facteo map reverse`
void addMapSearch(CLI::App &map);

/// `facteo map route`
void addMapRoute(CLI::App &map);

/// `facteo map render`
void addMapRender(CLI::App &map);

} // namespace facteo::app
