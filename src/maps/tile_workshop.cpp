// SPDX-License-Identifier: Apache-2.0
#include "maps/tile_workshop.h"

#include <QThread>
#include <algorithm>
#include <sys/resource.h>
#include <unistd.h>

namespace facteo::maps {
namespace {

/// A worker gets a third of the time of the window's thread, and of the threads that draw where there is no
/// graphics card, while these have something to do. QThread's priorities do nothing in Linux' ordinary
/// scheduling.
constexpr int kNiceness = 5;

/// In Linux, niceness is a thread's.
void giveWay()
{
    static_cast<void>(setpriority(PRIO_PROCESS, static_cast<id_t>(gettid()), kNiceness));
}

} // namespace

TileWorkshop::TileWorkshop(qsizetype mostBytes, QObject *parent) : TileSource(parent), m_cache(mostBytes)
{
    // One core is left to the window; the workers give way to it, too.
    m_workers.setMaxThreadCount(std::clamp(QThread::idealThreadCount() - 1, 1, 4));
    // A new thread would have to shape every name anew.
    m_workers.setExpiryTimeout(-1);
    for (int i = 0; i < m_workers.maxThreadCount(); ++i)
        m_workers.start([] { prepareNames(Style::light()); });
}

TileWorkshop::~TileWorkshop()
{
    cancelAll();
    m_workers.waitForDone();
}

void TileWorkshop::setPackage(std::shared_ptr<const MapPackage> package)
{
    cancelAll();
    m_cache.clear();
    m_package = std::move(package);
    m_saidDamaged = false;
}

void TileWorkshop::setRatio(double ratio)
{
    if (ratio == m_ratio)
        return;
    cancelAll();
    m_cache.clear();
    m_ratio = ratio;
}

void TileWorkshop::want(std::span<const TileKey> keys)
{
    for (const Job &job : m_jobs) {
        if (std::ranges::find(keys, job.key) == keys.end())
            *job.cancelled = true;
    }
    m_wanted.clear();
    for (const TileKey &key : keys) {
        const bool begun = std::ranges::any_of(
            m_jobs, [&](const Job &job) { return job.key == key && !job.cancelled->load(); });
        if (!begun && !m_cache.contains(key))
            m_wanted.push_back(key);
    }
    std::ranges::reverse(m_wanted);
    begin();
}

void TileWorkshop::begin()
{
    while (m_package && !m_wanted.empty() && std::ssize(m_jobs) < m_workers.maxThreadCount()) {
        const TileKey key = m_wanted.back();
        m_wanted.pop_back();
        start(key);
    }
}

void TileWorkshop::start(const TileKey &key)
{
    const auto cancelled = std::make_shared<Cancelled>(false);
    m_jobs.push_back({key, cancelled});
    m_workers.start([this, key, cancelled, package = m_package, ratio = m_ratio] {
        giveWay(); // here, because nobody says which threads the pool begins, and when
        const Style &style = key.dark ? Style::dark() : Style::light();
        const Frame frame{.zoom = key.zoom(), .units = blockUnits(key.column, key.row), .ratio = ratio};
        const QImage image = cancelled->load() ? QImage() : paint(*package, style, frame, cancelled.get());
        QMetaObject::invokeMethod(
            this, [this, key, cancelled, image] { finish(cancelled, key, image); }, Qt::QueuedConnection);
    });
}

void TileWorkshop::finish(const std::shared_ptr<Cancelled> &job, const TileKey &key, const QImage &image)
{
    std::erase_if(m_jobs, [&](const Job &other) { return other.cancelled == job; });
    const bool wanted = !job->load() && !image.isNull();
    if (wanted)
        m_cache.insert(key, image);
    begin();
    if (m_package && m_package->isDamaged() && !m_saidDamaged) {
        m_saidDamaged = true;
        emit damaged();
    }
    if (wanted)
        emit painted(key);
}

void TileWorkshop::cancelAll()
{
    m_wanted.clear();
    for (const Job &job : m_jobs)
        *job.cancelled = true;
}

} // namespace facteo::maps
