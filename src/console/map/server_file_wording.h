// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "maps/tile_server.h"

#include <QCoreApplication>
#include <QString>

namespace facteo::console {

/// What is wrong with the file about a tile server, in the language installed at the moment.
///
/// Beside Wording, which stands above the layers of the map and cannot be asked by them.
class ServerFileWording
{
    Q_DECLARE_TR_FUNCTIONS(facteo::console::ServerFileWording)

public:
    /// A sentence or two: where it is and what to write instead. `file`: as people call it, without its
    /// folder.
    static QString fault(const QString &file, const maps::TileServerError &error);
};

} // namespace facteo::console
