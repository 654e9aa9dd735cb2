// SPDX-License-Identifier: Apache-2.0
#include "pages.h"

#include <QCommandLineParser>
#include <QDir>
#include <QFont>
#include <QGuiApplication>
#include <QQuickWindow>

// Renders every page with a sample depot into PNG files: for people who look at pages.

using namespace facteo;

int main(int argc, char **argv)
{
    QQuickWindow::setTextRenderType(QQuickWindow::NativeTextRendering);
    const QGuiApplication app(argc, argv);
    QGuiApplication::setFont(QFont(QStringLiteral("Inter")));

    QCommandLineParser options;
    options.addOptions({{QStringLiteral("out"), QStringLiteral("folder"), QStringLiteral("folder"),
                            QStringLiteral(".")},
        {QStringLiteral("size"), QStringLiteral("WxH"), QStringLiteral("size"), QStringLiteral("1920x1080")},
        {QStringLiteral("lang"), QStringLiteral("fr|en"), QStringLiteral("lang"), QStringLiteral("fr")},
        {QStringLiteral("only"), QStringLiteral("page"), QStringLiteral("only")},
        {QStringLiteral("map"), QStringLiteral("map package"), QStringLiteral("map")},
        {QStringLiteral("dark"), QStringLiteral("dark")}});
    options.process(app);

    tests::Pages pages(QUrl::fromLocalFile(options.value(QStringLiteral("map"))));
    if (!pages.window())
        return 1;
    const auto size = options.value(QStringLiteral("size")).split(QLatin1Char('x'));
    pages.window()->resize(size.value(0).toInt(), size.value(1).toInt());
    pages.look(options.value(QStringLiteral("lang")),
        options.isSet(QStringLiteral("dark")) ? console::Desk::Dark : console::Desk::Light);
    const auto only = options.value(QStringLiteral("only"));
    for (const auto &shot : tests::Pages::shots()) {
        const auto name = QString::fromLatin1(shot.name);
        pages.show(shot);
        if (only.isEmpty() || only == name)
            pages.picture().save(
                QDir(options.value(QStringLiteral("out"))).filePath(name + QStringLiteral(".png")));
    }
    return pages.warnings().isEmpty() ? 0 : 1;
}
