// SPDX-License-Identifier: Apache-2.0
#include "machine_facts.h"

#include <QCoreApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <algorithm>
#include <cstdio>
#include <optional>
#include <vector>

// start_bench [PROGRAMS_FOLDER]: from the start of facteo-console to its first live map, with a hub that runs
// already (warm) and with everything still to be made (first). JSON on stdout. Needs a screen (or xvfb-run).

namespace {

constexpr int kWarmRuns = 5;
constexpr double kGoalMs = 1'500;
constexpr int kPatienceMs = 120'000;

/// Milliseconds until the console says that its map is live.
std::optional<double> measure(const QString &programs, const QString &data, const QStringList &more)
{
    QProcess console;
    console.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    QElapsedTimer clock;
    clock.start();
    console.start(QDir(programs).filePath(QStringLiteral("facteo-console")),
        QStringList{QStringLiteral("--data"), data, QStringLiteral("--until-live")} + more);
    if (!console.waitForFinished(kPatienceMs)) {
        console.kill();
        console.waitForFinished(5'000);
        return std::nullopt;
    }
    // The console says when it was live; how long it takes to close is not the question.
    for (const auto &line : console.readAllStandardOutput().split('\n'))
        if (line.startsWith("LIVE "))
            return line.mid(5).toDouble();
    return std::nullopt;
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication app(argc, argv);
    const auto programs =
        argc > 1 ? QString::fromLocal8Bit(argv[1])
                 : QDir::cleanPath(QCoreApplication::applicationDirPath() + QStringLiteral("/../../src/app"));
    const QTemporaryDir folder;
    QJsonObject result{{"bench", "start"}, {"unit", "ms"}, {"goal_ms", kGoalMs},
        {"machine", facteo::bench::machineFacts()},
        {"softwareGl", qEnvironmentVariableIntValue("LIBGL_ALWAYS_SOFTWARE") == 1}};

    const auto first = measure(programs, folder.path(), {QStringLiteral("--demo")});
    if (!first) {
        std::fprintf(
            stderr, "start_bench: the console never became live; see %s/run\n", qPrintable(folder.path()));
        return 1;
    }
    result["first_ms"] = *first;

    // A hub and a fleet of their own, so that each console finds both running, as at any depot.
    QProcess hub;
    hub.setStandardOutputFile(QProcess::nullDevice());
    hub.setStandardErrorFile(QProcess::nullDevice());
    hub.start(QDir(programs).filePath(QStringLiteral("facteo-hub")),
        {QStringLiteral("--embedded"), QStringLiteral("--data"), folder.path()});
    const auto ready = folder.filePath(QStringLiteral("run/hub.json"));
    QElapsedTimer patience;
    patience.start();
    while (!QFileInfo::exists(ready) && patience.elapsed() < kPatienceMs)
        hub.waitForFinished(50);

    const QDir demo(QDir(programs).filePath(QStringLiteral("../../share/facteo/demo")));
    QProcess fleet;
    fleet.setStandardErrorFile(QProcess::nullDevice());
    fleet.start(QDir(programs).filePath(QStringLiteral("facteo-handset")),
        {QStringLiteral("--fleet"), demo.filePath(QStringLiteral("roster.pb")), QStringLiteral("--bundles"),
            folder.filePath(QStringLiteral("bundles")), QStringLiteral("--quiet")});
    QByteArray said;
    while (!said.contains("positions sent") && fleet.waitForReadyRead(kPatienceMs))
        said += fleet.readAll();

    QJsonArray warm;
    std::vector<double> all;
    for (int i = 0; i < kWarmRuns; ++i)
        if (const auto run = measure(programs, folder.path(),
                {QStringLiteral("--map"), demo.filePath(QStringLiteral("town.facteomap"))})) {
            warm.append(*run);
            all.push_back(*run);
        }
    fleet.terminate();
    fleet.waitForFinished(10'000);
    hub.terminate();
    hub.waitForFinished(10'000);
    if (all.empty())
        return 1;
    std::ranges::sort(all);
    result["warm_ms"] = warm;
    result["warm_median_ms"] = all[all.size() / 2];
    result["goal_met"] = all[all.size() / 2] <= kGoalMs;
    std::printf("%s", QJsonDocument(result).toJson().constData());
    return 0;
}
