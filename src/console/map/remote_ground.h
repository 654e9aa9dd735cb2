// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "maps/tile_server.h"
#include "maps/tile_source.h"

#include <QDeadlineTimer>
#include <QThread>
#include <chrono>

namespace facteo::console {

class TileFetcher;

/// The pictures of a tile server as blocks, for whole zooms. Fetches in a thread of its own.
class RemoteGround : public maps::TileSource
{
    Q_OBJECT

public:
    /// `mostBytes` bounds the pictures in memory. While a picture came within `doubt`, what is refused is
    /// taken for empty; so long after that it is asked for anew, when somebody wants it.
    RemoteGround(const maps::TileServer &server, const QString &cacheFolder, qsizetype mostBytes,
        std::chrono::milliseconds doubt = std::chrono::minutes(5));
    ~RemoteGround() override;

    [[nodiscard]] const maps::TileServer &server() const { return m_server; }
    /// What is wrong with the server; empty: nothing, as far as anybody knows.
    [[nodiscard]] const QString &trouble() const { return m_trouble; }

    void want(std::span<const maps::TileKey> keys) override;
    [[nodiscard]] std::optional<QImage> find(const maps::TileKey &key) override { return m_cache.find(key); }
    /// A server's pictures have the pixels that they have.
    void setRatio(double) override {}

signals:
    void troubleChanged();

private:
    maps::TileServer m_server;
    maps::TileCache m_cache;
    QString m_trouble;
    std::vector<maps::TileKey> m_asked;
    std::chrono::milliseconds m_doubt;
    QHash<maps::TileKey, QDeadlineTimer> m_doubtful; ///< in the cache, until they are asked for anew
    TileFetcher *m_fetcher;                          ///< lives in m_thread, and goes with it
    QThread m_thread;
};

} // namespace facteo::console
