// SPDX-License-Identifier: Apache-2.0
#include "console/map/tile_layer.h"

#include "console/map/server_file_wording.h"
#include "console/map/tile_grid.h"
#include "console/map/tile_node.h"

#include <QAbstractEventDispatcher>
#include <QPointer>
#include <QQuickWindow>
#include <QStandardPaths>
#include <QThreadPool>
#include <algorithm>
#include <cmath>

namespace facteo::console {
namespace {

/// Pictures kept: a screen of 3840×2160 at ratio 2 needs about 130 MB.
constexpr qsizetype kMostBytes = qsizetype{192} * 1024 * 1024;
/// After this time without a change the zoom rests.
constexpr int kRestMilliseconds = 90;
constexpr qint64 kFadeMilliseconds = 140;
/// So far beyond the edge blocks are painted, too, once the view is complete.
constexpr double kAheadUnits = 200;
constexpr std::size_t kMostShown = 120;
/// A new picture goes to the graphics memory (4 MB and more) while its first frame is made; in a view that
/// moves, the others wait for the next frames.
constexpr int kMostNewInAFrame = 2;

/// Of the user, who may delete it at any time; shared by all windows.
QString tileCacheFolder()
{
    const auto own = QStandardPaths::writableLocation(QStandardPaths::CacheLocation);
    return own.isEmpty() ? own : own + QStringLiteral("/tiles");
}

TileLayer::Fault faultOf(maps::PackageError error)
{
    switch (error) {
    case maps::PackageError::Missing:
        return TileLayer::Fault::Missing;
    case maps::PackageError::Unreadable:
        return TileLayer::Fault::Unreadable;
    case maps::PackageError::NotAPackage:
        return TileLayer::Fault::NotAPackage;
    case maps::PackageError::OlderVersion:
        return TileLayer::Fault::OlderVersion;
    case maps::PackageError::NewerVersion:
        return TileLayer::Fault::NewerVersion;
    case maps::PackageError::Truncated:
    case maps::PackageError::Damaged:
        return TileLayer::Fault::Damaged;
    }
    Q_UNREACHABLE_RETURN(TileLayer::Fault::Damaged);
}

} // namespace

TileLayer::TileLayer(QQuickItem *parent) : CameraItem(parent), m_workshop(kMostBytes)
{
    m_clock.start();
    m_rest.setSingleShot(true);
    m_rest.setInterval(kRestMilliseconds);
    connect(&m_rest, &QTimer::timeout, this, [this] {
        m_zoomSteps = -1;
        polish();
    });
    connect(&m_workshop, &maps::TileWorkshop::painted, this, [this] { polish(); });
    connect(&m_workshop, &maps::TileWorkshop::damaged, this, [this] {
        m_fault = Fault::PartlyDamaged;
        emit packageChanged();
    });
}

TileLayer::~TileLayer() = default;

void TileLayer::setSource(const QUrl &source)
{
    if (source == m_source)
        return;
    m_source = source;
    emit sourceChanged();
    if (!source.isLocalFile()) {
        take({.source = source, .fault = source.isEmpty() ? Fault::None : Fault::Missing});
        return;
    }
    // Opening reads and checks: not on this thread.
    QThreadPool::globalInstance()->start([self = QPointer<TileLayer>(this), source, thread = this->thread()] {
        auto opened = open(source);
        QMetaObject::invokeMethod(
            QAbstractEventDispatcher::instance(thread),
            [self, opened = std::move(opened)] {
                if (self)
                    self->take(opened);
            },
            Qt::QueuedConnection);
    });
}

TileLayer::Opened TileLayer::open(const QUrl &source)
{
    const auto file = source.toLocalFile();
    if (file.endsWith(QStringLiteral(".toml"))) {
        const auto server = maps::readTileServer(file.toStdString());
        if (server)
            return {.source = source, .server = *server};
        return {.source = source, .fault = Fault::BadServerFile, .serverError = server.error()};
    }
    auto package = maps::MapPackage::open(file.toStdString());
    if (!package)
        return {.source = source, .fault = faultOf(package.error())};
    return {.source = source, .package = std::make_shared<const maps::MapPackage>(*std::move(package))};
}

void TileLayer::take(const Opened &opened)
{
    if (opened.source != m_source)
        return; // another one was asked for meanwhile
    m_workshop.setPackage(opened.package);
    m_ground = opened.package ? &m_workshop : nullptr;
    m_remote.reset();
    if (opened.server) {
        m_remote = std::make_unique<RemoteGround>(*opened.server, tileCacheFolder(), kMostBytes);
        m_ground = m_remote.get();
        connect(m_remote.get(), &maps::TileSource::painted, this, [this] { polish(); });
        connect(m_remote.get(), &RemoteGround::troubleChanged, this, &TileLayer::takeTrouble);
    }
    m_shown.clear();
    m_zoomSteps = -1;
    m_fault = opened.fault;
    m_serverError = opened.serverError;
    emit packageChanged();
    polish();
    update();
}

void TileLayer::takeTrouble()
{
    m_fault = m_remote->trouble().isEmpty() ? Fault::None : Fault::ServerTrouble;
    emit packageChanged();
}

QString TileLayer::faultDetail() const
{
    if (m_serverError)
        return ServerFileWording::fault(m_source.fileName(), *m_serverError);
    return m_remote ? m_remote->trouble() : QString();
}

void TileLayer::setDark(bool dark)
{
    if (dark == m_dark)
        return;
    m_dark = dark;
    emit darkChanged();
    setComplete(false);
    polish();
    update();
}

QString TileLayer::attribution() const
{
    if (m_remote)
        return m_remote->server().attribution;
    if (!m_workshop.package())
        return {};
    const auto text = m_workshop.package()->attribution();
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

void TileLayer::cameraMoved()
{
    // Who crosses the 180th meridian is at the other end of the world; what is shown goes along.
    const int around = static_cast<int>(std::lround(camera().center.x - m_centerX));
    m_centerX = camera().center.x;
    if (around != 0)
        for (Shown &shown : m_shown)
            shown.key.column += around * tile_grid::columnsAt(shown.key.zoomSteps);
    setComplete(false);
    if (m_zoomSteps >= 0 &&
        std::abs(camera().zoom - static_cast<double>(m_zoomSteps) / maps::TileKey::kZoomSteps) > 1e-9)
        m_rest.start();
    polish();
    update();
}

void TileLayer::itemChange(ItemChange change, const ItemChangeData &value)
{
    if (change == ItemDevicePixelRatioHasChanged || (change == ItemSceneChange && value.window)) {
        m_workshop.setRatio(window() ? window()->effectiveDevicePixelRatio() : 1);
        polish();
    }
    CameraItem::itemChange(change, value);
}

/// Exactly the camera's zoom when it rests; while it moves the last one serves until it is off by 0.6. A tile
/// server has whole zooms.
void TileLayer::chooseZoom()
{
    constexpr int kSteps = maps::TileKey::kZoomSteps;
    const double zoom = std::clamp(camera().zoom, 0.0, 22.0);
    if (m_remote)
        m_zoomSteps = kSteps * std::clamp(static_cast<int>(std::lround(zoom)), m_remote->server().leastZoom,
                                   m_remote->server().mostZoom);
    else if (m_zoomSteps < 0)
        m_zoomSteps = static_cast<int>(std::lround(zoom * kSteps));
    else if (std::abs(zoom - static_cast<double>(m_zoomSteps) / kSteps) > 0.6)
        m_zoomSteps = static_cast<int>(std::lround(zoom * 2)) * kSteps / 2;
}

std::vector<maps::TileKey> TileLayer::keysIn(const QPolygonF &plane) const
{
    return tile_grid::keysIn(camera(), m_zoomSteps, m_dark, plane);
}

void TileLayer::updatePolish()
{
    if (!m_ground || camera().size.isEmpty())
        return;
    chooseZoom();
    const auto plane = camera().visiblePlane();
    const auto visible = keysIn(plane);
    std::vector<maps::TileKey> wanted;
    // The same block may be in view in the east and in the west.
    const auto want = [&](const maps::TileKey &key) {
        const auto block = tile_grid::inWorld(key);
        if (std::ranges::find(wanted, block) == wanted.end())
            wanted.push_back(block);
    };
    std::ranges::for_each(visible, want);
    const auto ahead = plane.boundingRect().adjusted(-kAheadUnits, -kAheadUnits, kAheadUnits, kAheadUnits);
    if (camera().isFlat())
        std::ranges::for_each(keysIn(QPolygonF(ahead)), want);
    m_ground->want(wanted);
    takeFinished(visible);
}

/// Adds what has been painted to what is shown, and drops what can no longer be seen.
void TileLayer::takeFinished(const std::vector<maps::TileKey> &visible)
{
    const qint64 now = m_clock.elapsed();
    const auto plane = camera().visiblePlane();
    bool all = true;
    bool settled = true;
    int fresh = 0;
    for (const auto &key : visible) {
        const auto found = std::ranges::find(m_shown, key, &Shown::key);
        if (found != m_shown.end()) {
            settled = settled && now - found->since >= kFadeMilliseconds;
            continue;
        }
        if (m_ready && fresh == kMostNewInAFrame) {
            all = settled = false;
        } else if (auto image = m_ground->find(tile_grid::inWorld(key))) {
            ++fresh;
            // The very first picture need not fade: there is nothing below it.
            m_shown.push_back({key, *std::move(image), m_ready ? now : now - kFadeMilliseconds});
            settled = settled && !m_ready;
        } else {
            all = false;
        }
    }
    std::erase_if(m_shown, [&](const Shown &shown) {
        const bool right = std::ranges::find(visible, shown.key) != visible.end();
        return !right &&
               ((all && settled) || !plane.intersects(QPolygonF(tile_grid::onPlane(camera(), shown.key))));
    });
    if (m_shown.size() > kMostShown)
        m_shown.erase(m_shown.begin(), m_shown.end() - kMostShown);
    // Pictures of the zoom and style in force lie above all others.
    std::ranges::stable_partition(m_shown,
        [&](const Shown &shown) { return shown.key.zoomSteps != m_zoomSteps || shown.key.dark != m_dark; });
    m_fading = !settled;
    setComplete(all && settled && !m_rest.isActive());
    update();
}

void TileLayer::setComplete(bool complete)
{
    if (complete && !m_ready) {
        m_ready = true;
        emit readyChanged();
    }
    if (complete != m_complete) {
        m_complete = complete;
        emit completeChanged();
    }
}

QSGNode *TileLayer::updatePaintNode(QSGNode *old, UpdatePaintNodeData *)
{
    auto *node = old ? static_cast<TileNode *>(old) : new TileNode(window());
    const auto &style = m_dark ? maps::Style::dark() : maps::Style::light();
    node->begin(style.background(), camera());
    const qint64 now = m_clock.elapsed();
    for (const Shown &shown : m_shown) {
        const double opacity =
            std::clamp(static_cast<double>(now - shown.since) / kFadeMilliseconds, 0.0, 1.0);
        node->show(shown.key, shown.image, tile_grid::partInWorld(shown.key),
            tile_grid::onPlane(camera(), shown.key), opacity);
    }
    node->end();
    if (m_fading)
        QMetaObject::invokeMethod(this, &TileLayer::polish, Qt::QueuedConnection);
    return node;
}

} // namespace facteo::console
