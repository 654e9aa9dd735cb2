// SPDX-License-Identifier: Apache-2.0
#include "console/map/tile_fetcher.h"

#include "maps/paint.h"
#include "maps/style.h"

#include <QBuffer>
#include <QCoreApplication>
#include <QImageReader>
#include <QNetworkDiskCache>
#include <QNetworkReply>
#include <QPainter>
#include <algorithm>
#include <chrono>

namespace facteo::console {
namespace {

using namespace std::chrono_literals;

constexpr std::size_t kBlocksAtOnce = 2;
constexpr qint64 kMostCacheBytes = qint64{256} * 1024 * 1024;
/// The largest tiles in use (512 pixels of an aerial photograph) are a twentieth of it.
constexpr qint64 kMostTileBytes = qint64{8} * 1024 * 1024;
constexpr auto kPatience = 15s;
constexpr auto kFirstPause = 2s;
constexpr auto kLongestPause = 60s;
constexpr int kMostPixels = 1'024;

/// What tile servers send, and nothing else that some plugin would read. Null when it is none of that.
QImage pictureIn(const QByteArray &bytes)
{
    QBuffer buffer;
    buffer.setData(bytes);
    QImageReader reader(&buffer);
    const auto format = reader.format();
    const auto size = reader.size();
    if ((format != "png" && format != "jpeg" && format != "webp") || size.width() > kMostPixels ||
        size.height() > kMostPixels)
        return {};
    return reader.read();
}

} // namespace

TileFetcher::TileFetcher(maps::TileServer server, const QString &cacheFolder)
    : m_server(std::move(server)), m_network(this), m_again(this)
{
    m_network.setTransferTimeout(kPatience);
    if (!cacheFolder.isEmpty()) {
        auto *cache = new QNetworkDiskCache(&m_network);
        cache->setCacheDirectory(cacheFolder);
        cache->setMaximumCacheSize(kMostCacheBytes);
        m_network.setCache(cache);
    }
    m_again.setSingleShot(true);
    connect(&m_again, &QTimer::timeout, this, &TileFetcher::begin);
}

TileFetcher::~TileFetcher()
{
    want({});
}

void TileFetcher::want(std::vector<maps::TileKey> keys)
{
    const auto leftover = std::ranges::partition(
        m_underWay, [&](const auto &block) { return std::ranges::find(keys, block->key) != keys.end(); });
    const std::vector<std::shared_ptr<Block>> given(leftover.begin(), leftover.end());
    m_underWay.erase(leftover.begin(), leftover.end());
    for (const auto &block : given) {
        for (auto *reply : std::exchange(block->replies, {})) {
            reply->disconnect(this);
            reply->abort();
            reply->deleteLater();
        }
    }
    std::erase_if(keys, [&](const auto &key) {
        return std::ranges::any_of(m_underWay, [&](const auto &block) { return block->key == key; });
    });
    m_wanted = std::move(keys);
    begin();
}

void TileFetcher::begin()
{
    while (!m_again.isActive() && !m_wanted.empty() && m_underWay.size() < kBlocksAtOnce) {
        const auto key = m_wanted.front();
        m_wanted.erase(m_wanted.begin());
        start(key);
    }
}

void TileFetcher::start(const maps::TileKey &key)
{
    const auto block = std::make_shared<Block>();
    block->key = key;
    m_underWay.push_back(block);
    const int zoom = key.zoomSteps / maps::TileKey::kZoomSteps;
    const int side = 1 << zoom;
    for (int place = 0; place < kTilesPerSide * kTilesPerSide; ++place) {
        const int column = key.column * kTilesPerSide + place % kTilesPerSide;
        const int row = key.row * kTilesPerSide + place / kTilesPerSide;
        if (column < side && row < side)
            request(block, static_cast<std::size_t>(place), maps::addressOf(m_server, zoom, column, row));
    }
}

void TileFetcher::request(const std::shared_ptr<Block> &block, std::size_t place, const QUrl &url)
{
    QNetworkRequest request(url);
    request.setHeader(QNetworkRequest::UserAgentHeader,
        QStringLiteral("Facteo-Console/%1").arg(QCoreApplication::applicationVersion()));
    request.setAttribute(QNetworkRequest::CacheLoadControlAttribute, QNetworkRequest::PreferCache);
    request.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    auto *reply = m_network.get(request);
    block->replies.push_back(reply);
    connect(reply, &QNetworkReply::downloadProgress, this, [reply](qint64 received, qint64) {
        if (received > kMostTileBytes)
            reply->abort();
    });
    connect(
        reply, &QNetworkReply::finished, this, [this, block, place, reply] { take(block, place, reply); });
}

void TileFetcher::take(const std::shared_ptr<Block> &block, std::size_t place, QNetworkReply *reply)
{
    std::erase(block->replies, reply);
    reply->deleteLater();
    const int status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    if (reply->error() == QNetworkReply::NoError)
        block->pictures[place] = reply->readAll();
    else if (status != 404 && status != 410)
        block->trouble = status >= 400
                             ? QStringLiteral("%1: HTTP %2").arg(reply->url().host()).arg(status)
                             : QStringLiteral("%1: %2").arg(reply->url().host(), reply->errorString());
    if (block->replies.empty())
        finish(block);
}

void TileFetcher::finish(const std::shared_ptr<Block> &block)
{
    std::erase(m_underWay, block);
    auto trouble = block->trouble;
    const auto image = trouble.isEmpty() ? composed(*block) : QImage();
    if (trouble.isEmpty() && image.isNull())
        trouble = tr("%1: what it sends is no picture").arg(QUrl(m_server.address).host());
    if (!trouble.isEmpty()) {
        const auto pause =
            std::min<std::chrono::seconds>(kFirstPause * (1 << std::min(m_failures, 5)), kLongestPause);
        ++m_failures;
        m_wanted.insert(m_wanted.begin(), block->key);
        m_again.start(pause);
    } else {
        m_failures = 0;
        emit fetched(block->key, image);
    }
    setTrouble(trouble);
    begin();
}

void TileFetcher::setTrouble(const QString &trouble)
{
    if (trouble == m_trouble)
        return;
    m_trouble = trouble;
    emit troubleChanged(trouble);
}

/// Null when something that came is no picture.
QImage TileFetcher::composed(const Block &block) const
{
    const int pixels = m_server.pixels;
    QImage image(kTilesPerSide * pixels, kTilesPerSide * pixels, QImage::Format_RGB32);
    image.fill((block.key.dark ? maps::Style::dark() : maps::Style::light()).background());
    QPainter painter(&image);
    for (std::size_t place = 0; place < block.pictures.size(); ++place) {
        if (block.pictures[place].isEmpty())
            continue;
        const auto tile = pictureIn(block.pictures[place]);
        if (tile.isNull())
            return {};
        const int at = static_cast<int>(place);
        painter.drawImage(
            QRect(at % kTilesPerSide * pixels, at / kTilesPerSide * pixels, pixels, pixels), tile);
    }
    painter.end();
    return image;
}

} // namespace facteo::console
