// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "maps/tile_cache.h"
#include "maps/tile_server.h"

#include <QByteArray>
#include <QDeadlineTimer>
#include <QHash>
#include <QImage>
#include <QNetworkAccessManager>
#include <QObject>
#include <QTimer>
#include <array>
#include <chrono>
#include <memory>
#include <vector>

class QNetworkReply;

namespace facteo::console {

/// Fetches pictures from a tile server, a block of them at a time, and puts them together.
///
/// Lives in a thread of its own, where it decodes pictures and where its cache on disk is read and written.
/// At most two blocks are under way. A block that fails is asked for again after 2, 4, 8 … 60 s, and never
/// before one that has not failed; when several different ones fail in a row, the server is left alone for as
/// long. A tile that the server does not have (204, 404, 410) is left empty. So is one that it refuses (400,
/// 403: what many answer outside the part of the world that they have) beside others that come, or when some
/// came lately.
class TileFetcher : public QObject
{
    Q_OBJECT

public:
    /// `cacheFolder` holds what the server allows to keep, at most 256 MB; empty: nothing is kept. For
    /// `benefitOfDoubt` after a picture came, a block that is refused is taken for one that is not there.
    TileFetcher(
        maps::TileServer server, const QString &cacheFolder, std::chrono::milliseconds benefitOfDoubt);
    ~TileFetcher() override;

    /// Replaces what is wanted, the most urgent first; its zooms are whole.
    void want(std::vector<maps::TileKey> keys);

signals:
    /// `doubtful`: something was refused, and left empty; later it may be there.
    void fetched(const facteo::maps::TileKey &key, const QImage &image, bool doubtful);
    /// What is wrong with the server, in the network's words; empty: everything wanted comes.
    void troubleChanged(const QString &trouble);

private:
    static constexpr int kTilesPerSide = 4;

    struct Block
    {
        maps::TileKey key;
        std::array<QByteArray, std::size_t{kTilesPerSide} * kTilesPerSide> pictures;
        std::vector<QNetworkReply *> replies; ///< still to come
        QString refusal;                      ///< 400 and 403 only; empty: none
        QString trouble;                      ///< everything else
    };

    /// Of a block that failed.
    struct Retry
    {
        int failures = 0;
        QDeadlineTimer due;
    };

    void begin();
    [[nodiscard]] std::vector<maps::TileKey>::iterator nextToBegin();
    void beginLater();
    void start(const maps::TileKey &key);
    void request(const std::shared_ptr<Block> &block, std::size_t place, const QUrl &url);
    void take(const std::shared_ptr<Block> &block, std::size_t place, QNetworkReply *reply);
    void finish(const std::shared_ptr<Block> &block);
    [[nodiscard]] bool isNothingThere(const Block &block);
    void noteSuccess();
    void noteFailure(const maps::TileKey &key, bool answered);
    [[nodiscard]] bool isAnyWantedAgain() const;
    void setTrouble(const QString &trouble);
    [[nodiscard]] QImage composed(const Block &block) const;

    maps::TileServer m_server;
    QNetworkAccessManager m_network;
    std::vector<maps::TileKey> m_wanted; ///< not begun, the most urgent first
    std::vector<std::shared_ptr<Block>> m_underWay;
    QString m_trouble;
    QHash<maps::TileKey, Retry> m_retries;     ///< of what failed and has not come since
    std::vector<maps::TileKey> m_failedInARow; ///< different ones, since the last success
    std::chrono::milliseconds m_benefitOfDoubt;
    QDeadlineTimer m_serves{0}; ///< until then a refusal says that nothing is there
    QDeadlineTimer m_pause{0};  ///< until then nothing is begun
    int m_pauses = 0;           ///< since the last success
    QTimer m_again;
};

} // namespace facteo::console
