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
/// Different blocks that fail without one that comes: it is not they, it is the server.
constexpr std::size_t kManyInARow = 4;
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

/// 2, 4, 8 … 60 s
std::chrono::milliseconds pauseAfter(int failures)
{
    return std::min<std::chrono::seconds>(kFirstPause * (1 << std::min(failures - 1, 5)), kLongestPause);
}

void addOnce(std::vector<maps::TileKey> &keys, const maps::TileKey &key)
{
    if (std::ranges::find(keys, key) == keys.end())
        keys.push_back(key);
}

} // namespace

TileFetcher::TileFetcher(
    maps::TileServer server, const QString &cacheFolder, std::chrono::milliseconds benefitOfDoubt)
    : m_server(std::move(server)), m_network(this), m_benefitOfDoubt(benefitOfDoubt), m_again(this)
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
    // Who comes back to a block soon does not ask for it sooner.
    m_retries.removeIf([&](const auto &entry) {
        return entry.value().due.hasExpired() && std::ranges::find(m_wanted, entry.key()) == m_wanted.end();
    });
    if (m_failedInARow.empty() && !isAnyWantedAgain())
        setTrouble({});
    begin();
}

void TileFetcher::begin()
{
    while (m_pause.hasExpired() && m_underWay.size() < kBlocksAtOnce) {
        const auto next = nextToBegin();
        if (next == m_wanted.end())
            break;
        const auto key = *next;
        m_wanted.erase(next);
        start(key);
    }
    beginLater();
}

/// The most urgent one that has not failed, else the most urgent one whose time has come again.
std::vector<maps::TileKey>::iterator TileFetcher::nextToBegin()
{
    const auto fresh =
        std::ranges::find_if(m_wanted, [&](const auto &key) { return !m_retries.contains(key); });
    if (fresh != m_wanted.end())
        return fresh;
    return std::ranges::find_if(m_wanted, [&](const auto &key) { return m_retries[key].due.hasExpired(); });
}

/// Wakes up when the next block may be begun, if nothing does before.
void TileFetcher::beginLater()
{
    m_again.stop();
    if (m_wanted.empty() || m_underWay.size() >= kBlocksAtOnce)
        return;
    QDeadlineTimer first(QDeadlineTimer::Forever);
    for (const auto &key : m_wanted)
        first = std::min(first, m_retries.contains(key) ? m_retries[key].due : QDeadlineTimer(0));
    // A timer that runs out before the deadline has would find nothing to do.
    const auto wait = std::max(first.remainingTimeAsDuration(), m_pause.remainingTimeAsDuration());
    m_again.start(std::chrono::ceil<std::chrono::milliseconds>(wait) + 1ms);
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
        (status == 400 || status == 403 ? block->refusal : block->trouble) =
            status >= 400 ? QStringLiteral("%1: HTTP %2").arg(reply->url().host()).arg(status)
                          : QStringLiteral("%1: %2").arg(reply->url().host(), reply->errorString());
    if (block->replies.empty())
        finish(block);
}

void TileFetcher::finish(const std::shared_ptr<Block> &block)
{
    std::erase(m_underWay, block);
    auto trouble = block->trouble;
    if (trouble.isEmpty() && !isNothingThere(*block))
        trouble = block->refusal;
    const auto image = trouble.isEmpty() ? composed(*block) : QImage();
    if (trouble.isEmpty() && image.isNull())
        trouble = tr("%1: what it sends is no picture").arg(QUrl(m_server.address).host());
    if (trouble.isEmpty()) {
        m_retries.remove(block->key);
        noteSuccess();
        emit fetched(block->key, image, !block->refusal.isEmpty());
        if (!isAnyWantedAgain())
            setTrouble({});
    } else {
        noteFailure(block->key, block->trouble.isEmpty() && !block->refusal.isEmpty());
        m_wanted.push_back(block->key);
        setTrouble(trouble);
    }
    begin();
}

/// Whether what was refused in it, if anything, is taken for the edge of what the server has. A server that
/// gives nothing at all has something against us, and that must be said.
bool TileFetcher::isNothingThere(const Block &block)
{
    const bool some = std::ranges::any_of(block.pictures, [](const auto &bytes) { return !bytes.isEmpty(); });
    if (some)
        m_serves.setRemainingTime(m_benefitOfDoubt);
    return some || block.refusal.isEmpty() || !m_serves.hasExpired();
}

void TileFetcher::noteSuccess()
{
    // The server was away: what failed meanwhile is not to wait for its own time.
    if (m_pauses > 0)
        std::ranges::fill(m_retries, Retry());
    m_pauses = 0;
    m_failedInARow.clear();
}

/// `answered`: the server refused it, and so is there.
void TileFetcher::noteFailure(const maps::TileKey &key, bool answered)
{
    auto &retry = m_retries[key];
    retry.due.setRemainingTime(pauseAfter(++retry.failures));
    if (answered)
        return;
    addOnce(m_failedInARow, key);
    // The other one that was under way belongs to the same failure of the server.
    if (m_failedInARow.size() >= kManyInARow && m_pause.hasExpired())
        m_pause.setRemainingTime(pauseAfter(++m_pauses));
}

bool TileFetcher::isAnyWantedAgain() const
{
    return std::ranges::any_of(m_wanted, [&](const auto &key) { return m_retries.contains(key); }) ||
           std::ranges::any_of(m_underWay, [&](const auto &block) { return m_retries.contains(block->key); });
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
