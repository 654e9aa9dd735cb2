// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "console/map/camera_item.h"

class QPainter;

namespace facteo::console {

/// A layer that lays a picture out on the GUI thread before a frame, so that the render thread only copies
/// vertices into its node. In the software scene graph, which draws no nodes of our own, it paints it.
class PictureLayer : public CameraItem
{
    Q_OBJECT
    QML_ANONYMOUS
    Q_PROPERTY(bool dark READ isDark WRITE setDark NOTIFY darkChanged)

public:
    using CameraItem::CameraItem;

    [[nodiscard]] bool isDark() const { return m_dark; }
    void setDark(bool dark);

signals:
    void darkChanged();

protected:
    /// The picture has to be laid out anew; when the layer is hidden, not before it is shown.
    void lookAgain();
    /// The picture is as it has to be now, also between two frames.
    void ensureLaidOut();

    virtual void layOut() = 0;
    /// False: nothing is drawn.
    [[nodiscard]] virtual bool hasPicture() const { return true; }
    /// For the appearance and the device pixel ratio of now; another one is made when these change.
    [[nodiscard]] virtual QSGNode *makeNode() const = 0;
    virtual void fillNode(QSGNode &node) = 0;
    virtual void paint(QPainter &painter) = 0;

    void cameraMoved() override;
    void updatePolish() override;
    QSGNode *updatePaintNode(QSGNode *old, UpdatePaintNodeData *) override;
    void itemChange(ItemChange change, const ItemChangeData &value) override;

private:
    void paintInto(QSGNode &node);

    bool m_dark = false;
    bool m_stale = true;     ///< the picture has to be laid out anew
    bool m_nodeDark = false; ///< of the node that is in the scene graph
    double m_nodeRatio = 0;
};

} // namespace facteo::console
