// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "console/map/camera_item.h"
#include "console/map/remote_ground.h"
#include "maps/tile_workshop.h"

#include <QElapsedTimer>
#include <QTimer>
#include <QUrl>

namespace facteo::console {

/// The ground of the map: pictures of blocks, painted from a map package in worker threads, or fetched from
/// the tile server that somebody configured.
///
/// Never waits: shows what there is, coarser or finer pictures until the right ones are painted, and fades
/// these in. While the zoom moves, half levels are painted; as soon as it rests, exactly its zoom, so that
/// names are never scaled and stand on whole pixels.
class TileLayer : public CameraItem
{
    Q_OBJECT
    QML_ELEMENT
    /// A file on this computer (file:): a map package, or, ending in .toml, the words about a tile server.
    /// Anything else is an error: nothing is fetched that no file asks for.
    Q_PROPERTY(QUrl source READ source WRITE setSource NOTIFY sourceChanged)
    Q_PROPERTY(bool dark READ isDark WRITE setDark NOTIFY darkChanged)
    /// True once everything in view has been painted for the first time.
    Q_PROPERTY(bool ready READ isReady NOTIFY readyChanged)
    /// Everything in view is there in its final form.
    Q_PROPERTY(bool complete READ isComplete NOTIFY completeChanged)
    /// Who has to be named beside the map; empty until the package is open.
    Q_PROPERTY(QString attribution READ attribution NOTIFY packageChanged)
    Q_PROPERTY(Fault fault READ fault NOTIFY packageChanged)
    /// Of ServerTrouble: which host and what happened. Of BadServerFile: sentences that say where in the file
    /// and what to write instead, in the language installed when it is read.
    Q_PROPERTY(QString faultDetail READ faultDetail NOTIFY packageChanged)

public:
    enum class Fault {
        None,
        Missing,
        Unreadable,
        NotAPackage,
        OlderVersion,
        NewerVersion,
        Damaged,
        PartlyDamaged,
        BadServerFile,
        ServerTrouble
    };
    Q_ENUM(Fault)

    explicit TileLayer(QQuickItem *parent = nullptr);
    ~TileLayer() override;

    [[nodiscard]] QUrl source() const { return m_source; }
    void setSource(const QUrl &source);
    [[nodiscard]] bool isDark() const { return m_dark; }
    void setDark(bool dark);
    [[nodiscard]] bool isReady() const { return m_ready; }
    [[nodiscard]] bool isComplete() const { return m_complete; }
    [[nodiscard]] QString attribution() const;
    [[nodiscard]] Fault fault() const { return m_fault; }
    [[nodiscard]] QString faultDetail() const;

signals:
    void sourceChanged();
    void darkChanged();
    void readyChanged();
    void completeChanged();
    void packageChanged();

protected:
    void cameraMoved() override;
    void updatePolish() override;
    QSGNode *updatePaintNode(QSGNode *old, UpdatePaintNodeData *) override;
    void itemChange(ItemChange change, const ItemChangeData &value) override;

private:
    /// One block on the screen.
    struct Shown
    {
        maps::TileKey key; ///< its column as tile_grid counts
        QImage image;
        qint64 since = 0; ///< of m_clock, milliseconds: fading in
    };

    /// What a source turned out to be.
    struct Opened
    {
        QUrl source;
        Fault fault = Fault::None;
        std::optional<maps::TileServerError> serverError = std::nullopt; ///< of BadServerFile
        std::shared_ptr<const maps::MapPackage> package = nullptr;
        std::optional<maps::TileServer> server = std::nullopt;
    };

    [[nodiscard]] static Opened open(const QUrl &source);
    void take(const Opened &opened);
    void takeTrouble();
    void chooseZoom();
    [[nodiscard]] std::vector<maps::TileKey> keysIn(const QPolygonF &plane) const;
    void takeFinished(const std::vector<maps::TileKey> &visible);
    void setComplete(bool complete);

    QUrl m_source;
    bool m_dark = false;
    bool m_ready = false;
    bool m_complete = false;
    Fault m_fault = Fault::None;
    std::optional<maps::TileServerError> m_serverError; ///< of BadServerFile
    maps::TileWorkshop m_workshop;
    std::unique_ptr<RemoteGround> m_remote;
    maps::TileSource *m_ground = nullptr; ///< one of the two; null while there is no map
    int m_zoomSteps = -1;
    double m_centerX = 0.5; ///< of the camera that m_shown was made for, 0 … 1
    QTimer m_rest;
    QElapsedTimer m_clock;
    std::vector<Shown> m_shown; ///< in the order of drawing
    bool m_fading = false;      ///< something in view is still fading in
};

} // namespace facteo::console
