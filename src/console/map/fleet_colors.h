// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QColor>
#include <QObject>
#include <QtQmlIntegration/qqmlintegration.h>

namespace facteo::console {

/// The colours of dots, defined once for the map and the legend beside it.
///
/// Chosen to stay apart for the three common kinds of colour blindness (yellow, blue and red of different
/// lightness); shape says the same again: disc, square within, ring, dashed ring with a cross, diamond.
class FleetColors : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_SINGLETON
    Q_PROPERTY(QColor onRound READ onRound CONSTANT)
    Q_PROPERTY(QColor onTask READ onTask CONSTANT)
    Q_PROPERTY(QColor alert READ alert CONSTANT)
    Q_PROPERTY(QColor outline READ outline CONSTANT)
    Q_PROPERTY(QColor aged READ aged CONSTANT)
    Q_PROPERTY(QColor accent READ accent CONSTANT)
    Q_PROPERTY(QColor exercise READ exercise CONSTANT)

public:
    using QObject::QObject;

    static QColor onRound() { return {255, 203, 5}; }
    static QColor onTask() { return {64, 150, 255}; }
    static QColor alert() { return {208, 18, 43}; }
    static QColor outline() { return {0, 45, 122}; }
    static QColor aged() { return {92, 103, 120}; }
    static QColor accent() { return {0, 90, 220}; }
    static QColor exercise() { return {123, 63, 181}; }
};

} // namespace facteo::console
