// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "console/desk.h"
#include "console/sample_depot.h"

#include <QQmlApplicationEngine>
#include <QQuickWindow>
#include <QTranslator>
#include <span>

namespace facteo::tests {

/// The whole window over a depot with something of everything, page by page, the same every time.
class Pages
{
public:
    /// What a page shows.
    struct Shot
    {
        const char *name;
        int page;
        const char *alert = "";
        const char *task = "";
        const char *handset = "";
        bool composing = false;
        const char *area = "";
        /// An area is being drawn, so far: 0 corners (not at all) or more; finished from 100 on.
        int drawn = 0;
    };

    /// 2026-11-20 10:24:31 UTC.
    static constexpr protocol::Instant kNow{std::chrono::milliseconds{1'795'170'271'000}};

    explicit Pages(const QUrl &map = {});

    [[nodiscard]] static std::span<const Shot> shots();
    /// Null when the window could not be made.
    [[nodiscard]] QQuickWindow *window() const { return m_window; }
    [[nodiscard]] console::Desk &desk() { return m_desk; }
    /// What views complained about.
    [[nodiscard]] const QStringList &warnings() const { return m_warnings; }

    void look(const QString &language, console::Desk::Appearance appearance);
    void show(const Shot &shot);
    /// The window once two pictures in a row are the same, or after a while when something moves for ever.
    [[nodiscard]] QImage picture();

private:
    void fill();
    void fillAreas(console::News &news);
    void draw(int corners);
    void showHouse();
    void showPast(const QByteArray &name);

    SampleDepot m_depot{kNow};
    console::Desk m_desk;
    QTranslator m_words;
    QQmlApplicationEngine m_engine;
    QQuickWindow *m_window = nullptr;
    QStringList m_warnings;
};

} // namespace facteo::tests
