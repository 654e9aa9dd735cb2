// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QQuickPaintedItem>
#include <QtQmlIntegration/qqmlintegration.h>

namespace facteo::console {

/// A small piece of an area as the map draws it: what its pattern and border mean.
class AreaSwatch : public QQuickPaintedItem
{
    Q_OBJECT
    QML_ELEMENT
    /// protocol::GeofenceKind
    Q_PROPERTY(int kind READ kind WRITE setKind NOTIFY lookChanged REQUIRED)
    Q_PROPERTY(bool watched READ isWatched WRITE setWatched NOTIFY lookChanged)
    Q_PROPERTY(bool dark READ isDark WRITE setDark NOTIFY lookChanged)

public:
    explicit AreaSwatch(QQuickItem *parent = nullptr);

    [[nodiscard]] int kind() const { return m_kind; }
    void setKind(int kind);
    [[nodiscard]] bool isWatched() const { return m_watched; }
    void setWatched(bool watched);
    [[nodiscard]] bool isDark() const { return m_dark; }
    void setDark(bool dark);

    void paint(QPainter *painter) override;

signals:
    void lookChanged();

private:
    void lookAgain();

    int m_kind = 1;
    bool m_watched = true;
    bool m_dark = false;
};

} // namespace facteo::console
