// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QColor>
#include <QObject>
#include <QQuickAttachedPropertyPropagator>
#include <QtQmlIntegration/qqmlintegration.h>

namespace facteo::console {

/// The colours that views may use, by what they are for. The values stand in qml/Facteo/Style.
///
/// Text on its ground has a contrast of at least 4.5 : 1, signs and borders of controls 3 : 1 (EN 301 549).
class Theme : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(bool dark MEMBER dark NOTIFY changed)
    Q_PROPERTY(QColor ground MEMBER ground NOTIFY changed)   // behind everything
    Q_PROPERTY(QColor surface MEMBER surface NOTIFY changed) // panels
    Q_PROPERTY(QColor raised MEMBER raised NOTIFY changed)   // cards and fields on panels
    Q_PROPERTY(QColor hover MEMBER hover NOTIFY changed)     // under the pointer
    Q_PROPERTY(QColor chosen MEMBER chosen NOTIFY changed)   // the current row
    Q_PROPERTY(QColor line MEMBER line NOTIFY changed)       // between things
    Q_PROPERTY(QColor outline MEMBER outline NOTIFY changed) // around controls
    Q_PROPERTY(QColor ink MEMBER ink NOTIFY changed)
    Q_PROPERTY(QColor inkSoft MEMBER inkSoft NOTIFY changed) // what is read second
    Q_PROPERTY(QColor accent MEMBER accent NOTIFY changed)   // the one thing to do next
    Q_PROPERTY(QColor onAccent MEMBER onAccent NOTIFY changed)
    Q_PROPERTY(QColor brand MEMBER brand NOTIFY changed)
    Q_PROPERTY(QColor onBrand MEMBER onBrand NOTIFY changed)
    Q_PROPERTY(QColor focus MEMBER focus NOTIFY changed)
    Q_PROPERTY(QColor rail MEMBER rail NOTIFY changed)
    Q_PROPERTY(QColor onRail MEMBER onRail NOTIFY changed)
    Q_PROPERTY(QColor railChosen MEMBER railChosen NOTIFY changed)
    Q_PROPERTY(QColor good MEMBER good NOTIFY changed)
    Q_PROPERTY(QColor goodSoft MEMBER goodSoft NOTIFY changed)
    Q_PROPERTY(QColor attention MEMBER attention NOTIFY changed)
    Q_PROPERTY(QColor attentionSoft MEMBER attentionSoft NOTIFY changed)
    Q_PROPERTY(QColor danger MEMBER danger NOTIFY changed)
    Q_PROPERTY(QColor dangerSoft MEMBER dangerSoft NOTIFY changed)
    Q_PROPERTY(QColor alarm MEMBER alarm NOTIFY changed) // the ground of what must not be overlooked
    Q_PROPERTY(QColor onAlarm MEMBER onAlarm NOTIFY changed)
    Q_PROPERTY(QColor normal MEMBER normal NOTIFY changed)
    Q_PROPERTY(QColor normalSoft MEMBER normalSoft NOTIFY changed)

public:
    using QObject::QObject;

    /// Text or sign of this tone, and the ground that goes with it.
    Q_INVOKABLE QColor inkOf(int tone) const { return tintOf(tone).ink; }
    Q_INVOKABLE QColor groundOf(int tone) const { return tintOf(tone).ground; }

    bool dark = false;
    QColor ground, surface, raised, hover, chosen, line, outline, ink, inkSoft, accent, onAccent, brand,
        onBrand, focus, rail, onRail, railChosen, good, goodSoft, attention, attentionSoft, danger,
        dangerSoft, alarm, onAlarm, normal, normalSoft;

signals:
    void changed();

private:
    struct Tint
    {
        QColor ink;
        QColor ground;
    };
    [[nodiscard]] Tint tintOf(int tone) const;
};

/// Gives every item of a window its theme: set `Look.theme` once, at the window.
class Look : public QQuickAttachedPropertyPropagator
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Attached to items and windows")
    QML_ATTACHED(Look)
    Q_PROPERTY(facteo::console::Theme *theme READ theme WRITE setTheme NOTIFY themeChanged)

public:
    explicit Look(QObject *parent = nullptr);

    static Look *qmlAttachedProperties(QObject *object) { return new Look(object); }

    [[nodiscard]] Theme *theme() const { return m_theme; }
    void setTheme(Theme *theme);

signals:
    void themeChanged();

protected:
    void attachedParentChange(
        QQuickAttachedPropertyPropagator *newParent, QQuickAttachedPropertyPropagator *oldParent) override;

private:
    void inherit(Theme *theme);

    Theme *m_theme = nullptr;
    bool m_own = false;
};

} // namespace facteo::console
