// SPDX-License-Identifier: Apache-2.0
#include "desk_window.h"

#include "console/ids.h"

#include <QtQuickTest/quicktest.h>

namespace facteo::tests {

using namespace console;
using namespace protocol;
using namespace std::chrono_literals;

namespace {

template<typename Do> void visit(QQuickItem *item, Do act)
{
    act(item);
    for (auto *child : item->childItems())
        visit(child, act);
}

} // namespace

DeskWindow::DeskWindow()
    : desk({.clock = [] { return kNow; },
          .ask =
              [this](const RequestBody &body, std::function<void(const Answer &)> then) {
                  asked.push_back(body);
                  waiting.push_back(std::move(then));
              },
          .nearest = [](Position,
                         const std::function<void(QString)> &then) { then(QStringLiteral("1 rue Neuve")); },
          .find =
              [](const QString &, const std::function<void(std::vector<FoundAddress>)> &then) {
                  then({{QStringLiteral("12 rue du Moulin"), QStringLiteral("Brancelle-sur-Orle"),
                      {.latE7 = 466'012'000, .lonE7 = 23'034'000}}});
              },
          .me = {"cmorel"},
          .operatorName = QStringLiteral("Claire Morel")})
{
    News news;
    news.snapshot = depot.snapshot();
    news.link = Link{.state = LinkState::Live, .since = kNow, .hubAhead = 0ms};
    news.pictureAt = kNow;
    desk.take(news);
    engine.setInitialProperties({{QStringLiteral("desk"), QVariant::fromValue(&desk)}});
    QObject::connect(&engine, &QQmlEngine::warnings,
        [this](const QList<QQmlError> &list) { warnings += static_cast<int>(list.size()); });
    engine.loadFromModule("Facteo.Desk", "Main");
    if (engine.rootObjects().isEmpty())
        return;
    window = qobject_cast<QQuickWindow *>(engine.rootObjects().constFirst());
    window->resize(1'366, 768);
    window->requestActivate(); // shortcuts are the active window's
    std::ignore = QTest::qWaitForWindowActive(window);
}

void DeskWindow::take(FactBody body)
{
    News news;
    news.facts = {depot.fact(std::move(body))};
    desk.take(news);
}

QQuickItem *DeskWindow::item(const QString &name) const
{
    return window->findChild<QQuickItem *>(name);
}

bool DeskWindow::isInList() const
{
    const auto *item = window->activeFocusItem();
    while (item && !item->inherits("QQuickListView"))
        item = item->parentItem();
    return item;
}

void DeskWindow::show(const Alert &alert) const
{
    QMetaObject::invokeMethod(frame(), "showAlert", Q_ARG(QString, idText(alert.id)));
    QCoreApplication::processEvents(); // the keyboard follows before anybody can press a key
}

void DeskWindow::type(const QString &text)
{
    for (const QChar c : text)
        QTest::keyClick(window, c.toLatin1());
}

QQuickItem *DeskWindow::button(const QString &words) const
{
    QQuickItem *found = nullptr;
    visit(window->contentItem(), [&](QQuickItem *item) {
        if (!found && item->isVisible() && item->inherits("QQuickAbstractButton") &&
            item->property("text").toString().startsWith(words))
            found = item;
    });
    return found;
}

bool DeskWindow::hasNotice(const QString &words) const
{
    bool found = false;
    visit(window->contentItem(), [&](const QQuickItem *item) {
        found = found || (item->isVisible() && item->property("text").toString().startsWith(words));
    });
    return found;
}

void DeskWindow::click(const QString &words)
{
    auto *item = button(words);
    QVERIFY2(item, qPrintable(words));
    std::ignore = QQuickTest::qWaitForPolish(window);
    QTest::mouseClick(
        window, Qt::LeftButton, {}, item->mapToScene({item->width() / 2, item->height() / 2}).toPoint());
}

} // namespace facteo::tests
