// SPDX-License-Identifier: Apache-2.0
#include "console/look.h"

#include "console/tone.h"

namespace facteo::console {

Theme::Tint Theme::tintOf(int tone) const
{
    switch (static_cast<tone::Kind>(tone)) {
    case tone::Quiet:
        break;
    case tone::Normal:
        return {normal, normalSoft};
    case tone::Good:
        return {good, goodSoft};
    case tone::Attention:
        return {attention, attentionSoft};
    case tone::Danger:
        return {danger, dangerSoft};
    }
    return {inkSoft, hover};
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
