// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "maps/tile_cache.h"
#include "maps/tile_server.h"

#include <QByteArray>
#include <QImage>
#include <QNetworkAccessManager>
#include <QObject>
#include <QTimer>
#include <array>
#include <memory>
#include <vector>

class QNetworkReply;

namespace facteo::console {

/// Fetches pictures from a tile server, a block of them at a time, and puts them together.
///
/// Lives in a thread of its own, where it decodes pictures and where its cache on disk is read and written. A
/// block that has no answer is asked for again after 2, 4, 8 … 60 s. A tile that the server does not have
/// (204, 404) is left empty. At most two blocks are under way.
class TileFetcher : public QObject
{
    Q_OBJECT

public:
    /// `cacheFolder` holds what the server allows to keep, at most 256 MB; empty: nothing is kept.
    TileFetcher(maps::TileServer server, const QString &cacheFolder);
    ~TileFetcher() override;

    /// Replaces what is wanted, the most urgent first; its zooms are whole.
    void want(std::vector<maps::TileKey> keys);

signals:
    void fetched(const facteo::maps::TileKey &key, const QImage &image);
    /// What is wrong with the server, in the network's words; empty: it answers.
    void troubleChanged(const QString &trouble);

private:
    static constexpr int kTilesPerSide = 4;

    struct Block
    {
        maps::TileKey key;
        std::array<QByteArray, std::size_t{kTilesPerSide} * kTilesPerSide> pictures;
        std::vector<QNetworkReply *> replies; ///< still to come
        QString trouble;
    };

    void begin();
    void start(const maps::TileKey &key);
    void request(const std::shared_ptr<Block> &block, std::size_t place, const QUrl &url);
    void take(const std::shared_ptr<Block> &block, std::size_t place, QNetworkReply *reply);
    void finish(const std::shared_ptr<Block> &block);
    void setTrouble(const QString &trouble);
    [[nodiscard]] QImage composed(const Block &block) const;

    maps::TileServer m_server;
    QNetworkAccessManager m_network;
    std::vector<maps::TileKey> m_wanted; ///< not begun, the most urgent first
    std::vector<std::shared_ptr<Block>> m_underWay;
    QString m_trouble;
    QTimer m_again; ///< while it runs nothing new is begun
    int m_failures = 0;
};

} // namespace facteo::console
