// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "maps/package.h"

#include <string>

namespace CLI {
class App;
}

namespace facteo::app {

/// The package, or its fault in words on stderr and CLI::RuntimeError.
[[nodiscard]] maps::MapPackage openOrSay(const std::string &file);

/// `facteo map search` and `facteo map reverse`
void addMapSearch(CLI::App &map);

/// `facteo map render`
void addMapRender(CLI::App &map);

} // namespace facteo::app
