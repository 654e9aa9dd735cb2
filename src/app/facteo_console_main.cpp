// SPDX-License-Identifier: Apache-2.0
#include "console_program.h"
#include "unix_signals.h"

#include <CLI/CLI.hpp>
#include <QFont>
#include <QGuiApplication>
#include <QIcon>
#include <QQuickWindow>
#include <atomic>
#include <csignal>
#include <cstdio>

namespace {

std::atomic<int> qmlWarnings = 0;

/// A view that warns is a broken view: the self-test counts what scripts and bindings complain about.
void logLine(QtMsgType type, const QMessageLogContext &context, const QString &text)
{
    const QLatin1StringView category(context.category ? context.category : "default");
    const bool fromView = category == QLatin1String("qml") || category == QLatin1String("js") ||
                          category.startsWith(QLatin1String("qt.qml")) ||
                          text.contains(QLatin1String(".qml:"));
    if (type != QtDebugMsg && type != QtInfoMsg && fromView)
        ++qmlWarnings;
    if (type != QtDebugMsg)
        std::fprintf(stderr, "%s: %s\n", category.data(), text.toUtf8().constData());
}

struct Flags
{
    bool light = false;
    bool dark = false;
    bool afterReady = false; ///< the default, said aloud
};

void addOptions(CLI::App &cli, facteo::app::ConsoleOptions &options, Flags &flags)
{
    cli.set_version_flag("--version", FACTEO_VERSION);
    cli.add_option("--data", options.data, "folder of the embedded depot; default $XDG_DATA_HOME/facteo");
    cli.add_flag("--demo", options.demo, "a fictional depot whose postmen walk their rounds");
    auto *national = cli.add_flag(
        "--national", options.national, "a fictional country: every postman of 2,500 depots on his round");
    cli.add_option("--depots", options.depots, "of that country")
        ->check(CLI::Range(1, 9'999))
        ->needs(national);
    cli.add_option("--postmen", options.postmen, "of that country")
        ->check(CLI::Range(1, 900'000))
        ->needs(national);
    cli.add_option("--connect", options.connect, "bundle folder of a remote hub, instead of an embedded one")
        ->check(CLI::ExistingDirectory);
    cli.add_option("--map", options.map, "map package, or a .toml about a tile server")
        ->check(CLI::ExistingFile);
    cli.add_option("--operator", options.operatorName, "who sits here, as postmen will read it");
    cli.add_option("--lang", options.language, "language of the window")->check(CLI::IsMember({"fr", "en"}));
    auto *lightFlag = cli.add_flag("--light", flags.light, "light colours");
    cli.add_flag("--dark", flags.dark, "dark colours")->excludes(lightFlag);
    cli.add_option("--size", options.size, "window size, as 1920x1080");
    cli.add_option("--page", options.page, "page to begin with")
        ->check(CLI::IsMember({"live", "alert", "task", "fleet"}));
    cli.add_option("--screenshot", options.screenshot, "write the window into this file, and end");
    cli.add_flag(
        "--after-ready", flags.afterReady, "with --screenshot: when the depot is on the map (the default)");
    cli.add_flag(
        "--until-live", options.untilLive, "end with the first live map, and print how long it took");
    cli.add_flag("--self-test", options.selfTest, "load every page; ends with 0 when none complains");
}

} // namespace

int main(int argc, char **argv)
{
    facteo::app::ConsoleOptions options;
    CLI::App cli{"The supervisor's console: postmen on the map, alerts, tasks", "facteo-console"};
    Flags flags;
    addOptions(cli, options, flags);
    CLI11_PARSE(cli, argc, argv);
    if (options.national && options.data.empty())
        options.data = facteo::app::NationalExercise::defaultFolder(options.depots, options.postmen);
    if (flags.light || flags.dark)
        options.appearance = flags.dark ? "dark" : "light";

    // Before the first thread: whoever ends the console by a signal wants its hub and fleet to end well, too.
    sigset_t ending;
    sigemptyset(&ending);
    sigaddset(&ending, SIGTERM);
    sigaddset(&ending, SIGINT);
    pthread_sigmask(SIG_BLOCK, &ending, nullptr);

    qInstallMessageHandler(logLine);
    QQuickWindow::setTextRenderType(QQuickWindow::NativeTextRendering);
    QGuiApplication app(argc, argv);
    QGuiApplication::setApplicationName(QStringLiteral("facteo"));
    QGuiApplication::setApplicationDisplayName(QStringLiteral("Facteo Console"));
    QGuiApplication::setWindowIcon(QIcon(QStringLiteral(":/facteo/icons/facteo.svg")));
    QGuiApplication::setFont(QFont(QStringLiteral("Inter")));

    const facteo::app::UnixSignals endings({SIGTERM, SIGINT});
    QObject::connect(
        &endings, &facteo::app::UnixSignals::received, &app, [](int) { QGuiApplication::quit(); });

    int code = 1;
    {
        const bool selfTest = options.selfTest;
        facteo::app::ConsoleProgram program(std::move(options));
        if (program.start())
            code = QGuiApplication::exec();
        if (selfTest && qmlWarnings > 0) {
            std::fprintf(stderr, "self-test: %d warning(s) from views\n", qmlWarnings.load());
            code = 1;
        }
    }
    return code;
}
