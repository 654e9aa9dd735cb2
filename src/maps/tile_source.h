// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "maps/tile_cache.h"

#include <QObject>
#include <optional>
#include <span>

namespace facteo::maps {

/// Where the pictures of blocks come from. Belongs to one thread and never blocks it.
class TileSource : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    /// Replaces what is wanted, the most urgent first. What is no longer wanted is not worked on any more.
    virtual void want(std::span<const TileKey> keys) = 0;
    /// The picture of a block, when it is there.
    [[nodiscard]] virtual std::optional<QImage> find(const TileKey &key) = 0;
    /// Pixels per unit.
    virtual void setRatio(double ratio) = 0;

signals:
    /// From now on find() has it.
    void painted(const facteo::maps::TileKey &key);
};

} // namespace facteo::maps
