// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QProcess>

namespace facteo::app {

enum class Bond : std::uint8_t {
    None,       ///< outlives us
    WithParent, ///< gets a SIGTERM when the thread that starts it ends, in whatever way
};

/// Call before start(). The child hears every signal although we block ours, and inherits no descriptor
/// beyond the first three: a socket of ours that it kept open would outlive our closing it.
void startClean(QProcess &child, Bond bond);

} // namespace facteo::app
