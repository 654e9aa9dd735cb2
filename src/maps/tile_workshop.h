// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "maps/package.h"
#include "maps/paint.h"
#include "maps/tile_source.h"

#include <QThreadPool>
#include <memory>
#include <span>
#include <vector>

namespace facteo::maps {

/// Has the wanted blocks painted in worker threads, the most urgent first, and keeps what it painted.
///
/// Belongs to one thread. Only as many jobs are begun as there are workers: what is wanted next is decided
/// when a worker is free, so a view that moved on is served at once. No lock: jobs get everything by value
/// and hand their picture back through the event loop.
class TileWorkshop : public TileSource
{
    Q_OBJECT

public:
    /// `mostBytes` bounds the pictures kept.
    explicit TileWorkshop(qsizetype mostBytes, QObject *parent = nullptr);
    /// Waits for the jobs that are running; they stop early.
    ~TileWorkshop() override;

    /// Forgets every picture. Null: nothing to paint.
    void setPackage(std::shared_ptr<const MapPackage> package);
    [[nodiscard]] const std::shared_ptr<const MapPackage> &package() const { return m_package; }
    /// Forgets every picture when it changes.
    void setRatio(double ratio) override;

    /// Jobs for anything else are cancelled.
    void want(std::span<const TileKey> keys) override;
    [[nodiscard]] std::optional<QImage> find(const TileKey &key) override { return m_cache.find(key); }
    [[nodiscard]] bool isIdle() const { return m_wanted.empty() && m_jobs.empty(); }
    [[nodiscard]] const TileCache &cache() const { return m_cache; }

signals:
    /// Something in the package did not fit its sum; said once.
    void damaged();

private:
    struct Job
    {
        TileKey key;
        std::shared_ptr<Cancelled> cancelled;
    };

    void begin();
    void start(const TileKey &key);
    void finish(const std::shared_ptr<Cancelled> &job, const TileKey &key, const QImage &image);
    void cancelAll();

    std::shared_ptr<const MapPackage> m_package;
    bool m_saidDamaged = false;
    double m_ratio = 1;
    TileCache m_cache;
    std::vector<TileKey> m_wanted; ///< not begun, the most urgent last
    std::vector<Job> m_jobs;       ///< cancelled ones, too, until their worker is free
    QThreadPool m_workers;
};

} // namespace facteo::maps
