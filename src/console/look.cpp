// SPDX-License-Identifier: Apache-2.0
#include "console/look.h"

#include "console/tone.h"

namespace facteo::console {

QColor Theme::inkOf(int tone) const
{
    switch (static_cast<tone::Kind>(tone)) {
    case tone::Quiet:
        return inkSoft;
    case tone::Normal:
        return normal;
    case tone::Good:
        return good;
    case tone::Attention:
        return attention;
    case tone::Danger:
        return danger;
    }
    return inkSoft;
}

QColor Theme::groundOf(int tone) const
{
    switch (static_cast<tone::Kind>(tone)) {
    case tone::Quiet:
        return hover;
    case tone::Normal:
        return normalSoft;
    case tone::Good:
        return goodSoft;
    case tone::Attention:
        return attentionSoft;
    case tone::Danger:
        return dangerSoft;
    }
    return hover;
}

namespace {

/// What a Look without any themed ancestor sees for the moment between its creation and its place in a
/// window.
Theme *plainTheme()
{
    static Theme plain;
    return &plain;
}

} // namespace

Look::Look(QObject *parent) : QQuickAttachedPropertyPropagator(parent), m_theme(plainTheme())
{
    initialize();
}

void Look::setTheme(Theme *theme)
{
    m_own = theme != nullptr;
    if (theme == m_theme || !theme)
        return;
    m_theme = theme;
    for (auto *child : attachedChildren())
        if (auto *look = qobject_cast<Look *>(child))
            look->inherit(theme);
    emit themeChanged();
}

void Look::inherit(Theme *theme)
{
    if (m_own || theme == m_theme)
        return;
    m_theme = theme;
    for (auto *child : attachedChildren())
        if (auto *look = qobject_cast<Look *>(child))
            look->inherit(theme);
    emit themeChanged();
}

void Look::attachedParentChange(
    QQuickAttachedPropertyPropagator *newParent, QQuickAttachedPropertyPropagator *)
{
    if (const auto *look = qobject_cast<Look *>(newParent))
        inherit(look->theme());
}

} // namespace facteo::console
