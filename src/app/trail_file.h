// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "interop/trail_export.h"

#include <QString>
#include <expected>

namespace facteo::app {

/// Why a file was not written; `detail` is the system's own words.
struct TrailFileFault
{
    enum class Why : std::uint8_t { Exists, CannotWrite };

    Why why = Why::CannotWrite;
    QString detail;
};

/// What becomes of a file of this name that is there already.
enum class Existing : std::uint8_t { Replace, Keep };

/// Writes the file whole or not at all, for its owner only: it says where somebody was. Blocks.
[[nodiscard]] std::expected<void, TrailFileFault> writeTrail(
    const interop::ExportedTrail &trail, interop::TrailFormat format, const QString &path, Existing existing);

} // namespace facteo::app
