// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "console/desk.h"
#include "console/sample_depot.h"

#include <QQmlApplicationEngine>
#include <QQuickItem>
#include <QQuickWindow>
#include <QTest>
#include <functional>
#include <vector>

namespace facteo::tests {

/// The whole window over a desk whose hub is the test.
class DeskWindow
{
public:
    DeskWindow();

    void take(protocol::FactBody body);

    [[nodiscard]] QQuickItem *frame() const { return item(QStringLiteral("frame")); }
    /// By its objectName.
    [[nodiscard]] QQuickItem *item(const QString &name) const;
    [[nodiscard]] bool isInList() const;
    /// Keys act on whatever appeared by itself without the moment of grace.
    void settleAtOnce() const { frame()->setProperty("settleMs", 0); }
    /// As if somebody had clicked on it in the list.
    void show(const protocol::Alert &alert) const;
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = {}) { QTest::keyClick(window, key, modifiers); }
    void type(const QString &text);

    /// The visible button whose words begin so; null where there is none.
    [[nodiscard]] QQuickItem *button(const QString &words) const;
    /// Something that can be seen says so.
    [[nodiscard]] bool hasNotice(const QString &words) const;
    void click(const QString &words);

    SampleDepot depot{kNow};
    std::vector<protocol::RequestBody> asked;
    std::vector<std::function<void(const console::Answer &)>> waiting;
    console::Desk desk;
    QQmlApplicationEngine engine;
    QQuickWindow *window = nullptr;
    int warnings = 0;
};

} // namespace facteo::tests
