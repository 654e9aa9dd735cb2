// SPDX-License-Identifier: Apache-2.0
#include "console/map/remote_ground.h"

#include "console/map/tile_fetcher.h"

namespace facteo::console {

RemoteGround::RemoteGround(const maps::TileServer &server, const QString &cacheFolder, qsizetype mostBytes,
    std::chrono::milliseconds doubt)
    : m_server(server), m_cache(mostBytes), m_doubt(doubt),
      m_fetcher(new TileFetcher(server, cacheFolder, doubt))
{
    m_fetcher->moveToThread(&m_thread);
    connect(&m_thread, &QThread::finished, m_fetcher, &QObject::deleteLater);
    connect(m_fetcher, &TileFetcher::fetched, this,
        [this](const maps::TileKey &key, const QImage &image, bool doubtful) {
            m_cache.insert(key, image);
            m_doubtful.remove(key);
            if (doubtful) {
                m_doubtful.removeIf([&](const auto &entry) { return !m_cache.contains(entry.key()); });
                m_doubtful.insert(key, QDeadlineTimer(m_doubt));
            }
            std::erase(m_asked, key);
            emit painted(key);
        });
    connect(m_fetcher, &TileFetcher::troubleChanged, this, [this](const QString &trouble) {
        m_trouble = trouble;
        emit troubleChanged();
    });
    m_thread.start();
}

RemoteGround::~RemoteGround()
{
    m_thread.quit();
    m_thread.wait();
}

void RemoteGround::want(std::span<const maps::TileKey> keys)
{
    std::vector<maps::TileKey> missing;
    for (const auto &key : keys) {
        const auto doubtful = m_doubtful.constFind(key);
        if (!m_cache.contains(key) || (doubtful != m_doubtful.cend() && doubtful->hasExpired()))
            missing.push_back(key);
    }
    // Asked at every frame: the other thread hears of it when it changes.
    if (missing == m_asked)
        return;
    m_asked = missing;
    QMetaObject::invokeMethod(
        m_fetcher, [fetcher = m_fetcher, missing = std::move(missing)] { fetcher->want(missing); },
        Qt::QueuedConnection);
}

} // namespace facteo::console
