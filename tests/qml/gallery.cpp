// SPDX-License-Identifier: Apache-2.0
#include "console/desk.h"
#include "console/sample_depot.h"

#include <QCommandLineParser>
#include <QDir>
#include <QFontDatabase>
#include <QGuiApplication>
#include <QQmlApplicationEngine>
#include <QQuickItem>
#include <QQuickWindow>
#include <QTimer>
#include <QTranslator>
#include <cstdio>

// Renders every page with a sample depot into PNG files: for people who look at pages, and for golden
// screens.

using namespace facteo;
using namespace facteo::console;
using namespace protocol;
using namespace std::chrono_literals;

namespace {

/// 2026-11-20 10:24:31 UTC: the same pictures every time.
constexpr Instant kNow{std::chrono::milliseconds{1'795'170'271'000}};

struct Shot
{
    const char *name;
    int page;
    const char *alert;
    const char *task;
    bool composing;
};

void fill(Desk &desk, tests::SampleDepot &depot)
{
    News news;
    news.snapshot = depot.snapshot();
    news.link = Link{.state = LinkState::Live, .since = kNow - 40min, .hubAhead = 0ms};
    news.pictureAt = kNow - 700ms;
    news.status = HubStatus{.at = kNow, .startedAt = kNow - 2h, .depot = {"D-BRANCELLE"}};
    news.status->handsetsLive = 46;
    const OperatorId me{"cmorel"};
    auto resolved = depot.alert(30, AlertState::Resolved);
    resolved.recordedAt -= 95min;
    resolved.raisedAt -= 95min;
    resolved.changedAt -= 88min;
    resolved.outcome = AlertOutcome::Animal;
    resolved.owner = me;
    resolved.ownerName = "Claire Morel";
    resolved.reason = "Chien en liberté, maître prévenu, le facteur a repris sa tournée.";
    auto claimed = depot.alert(7, AlertState::Claimed);
    claimed.recordedAt -= 4min;
    claimed.raisedAt -= 4min;
    claimed.owner = me;
    claimed.ownerName = "Claire Morel";
    const auto taskIn = [&](std::size_t number, TaskState state) {
        auto task = depot.task(number, state);
        if (state == TaskState::Declined)
            task.declineReason = "Trop loin de ma tournée ce matin.";
        if (state == TaskState::Done)
            task.report = VisitReport{.wellbeing = Wellbeing::SoSo,
                .needsMedicines = true,
                .otherNeed = {},
                .observations = "Attend la visite de sa fille dimanche. Le pendentif fonctionne.",
                .beganAt = kNow - 64min,
                .endedAt = kNow - 55min};
        return TaskFact{TaskAct::Send, task};
    };
    auto claimedBefore = claimed;
    claimedBefore.state = AlertState::Raised;
    news.facts = {depot.fact(AlertFact{AlertAct::Raise, resolved, {}}),
        depot.fact(AlertFact{AlertAct::Raise, claimedBefore, {}}),
        depot.fact(AlertFact{AlertAct::Acknowledge, claimed, {}}, me),
        depot.fact(AlertFact{AlertAct::Claim, claimed, {}}, me)};
    for (const auto &[number, state] : {std::pair{1U, TaskState::Planned}, {2U, TaskState::Declined},
             {3U, TaskState::Accepted}, {4U, TaskState::EnRoute}, {6U, TaskState::Done}})
        news.facts.push_back(depot.fact(taskIn(number, state), me));
    desk.take(news);
}

QString nearestAddress(Position position)
{
    return QStringLiteral("%1 rue des Tilleuls, Brancelle-sur-Orle").arg(position.latE7 % 60 + 3);
}

} // namespace

int main(int argc, char **argv)
{
    QQuickWindow::setTextRenderType(QQuickWindow::NativeTextRendering);
    QGuiApplication app(argc, argv);
    QFont font(QStringLiteral("Inter"));
    app.setFont(font);

    QCommandLineParser options;
    options.addOptions({{QStringLiteral("out"), QStringLiteral("folder"), QStringLiteral("folder"),
                            QStringLiteral(".")},
        {QStringLiteral("size"), QStringLiteral("WxH"), QStringLiteral("size"), QStringLiteral("1920x1080")},
        {QStringLiteral("lang"), QStringLiteral("fr|en"), QStringLiteral("lang"), QStringLiteral("fr")},
        {QStringLiteral("only"), QStringLiteral("page"), QStringLiteral("only")},
        {QStringLiteral("map"), QStringLiteral("map package"), QStringLiteral("map")},
        {QStringLiteral("dark"), QStringLiteral("dark")}});
    options.process(app);

    QTranslator translator;
    const auto language = options.value(QStringLiteral("lang"));
    QLocale::setDefault(QLocale(language));
    if (translator.load(QStringLiteral(":/i18n/facteo_%1.qm").arg(language)))
        app.installTranslator(&translator);

    tests::SampleDepot depot(kNow);
    Desk desk({.clock = [] { return kNow; },
        .ask = [](const RequestBody &, const std::function<void(const Answer &)> &) {},
        .nearest = [](Position position,
                       const std::function<void(QString)> &then) { then(nearestAddress(position)); },
        .find =
            [](const QString &, const std::function<void(std::vector<FoundAddress>)> &then) {
                std::vector<FoundAddress> found;
                for (int i = 0; i < 4; ++i)
                    found.push_back(
                        {QStringLiteral("1%1 rue du Moulin").arg(i), QStringLiteral("Brancelle-sur-Orle"),
                            {.latE7 = 466'012'000 + i * 2'000, .lonE7 = 23'034'000}});
                then(found);
            },
        .me = {"cmorel"},
        .operatorName = QStringLiteral("Claire Morel")});
    desk.setLanguage(language);
    desk.setAppearance(options.isSet(QStringLiteral("dark")) ? Desk::Dark : Desk::Light);
    desk.status()->setSound(StatusLine::Sound::Ready);
    fill(desk, depot);

    QQmlApplicationEngine engine;
    engine.setInitialProperties({{QStringLiteral("desk"), QVariant::fromValue(&desk)},
        {QStringLiteral("mapSource"), QUrl::fromLocalFile(options.value(QStringLiteral("map")))}});
    engine.loadFromModule("Facteo.Desk", "Main");
    if (engine.rootObjects().isEmpty())
        return 1;
    auto *window = qobject_cast<QQuickWindow *>(engine.rootObjects().constFirst());
    const auto size = options.value(QStringLiteral("size")).split(QLatin1Char('x'));
    window->resize(size.value(0).toInt(), size.value(1).toInt());
    auto *frame = window->findChild<QQuickItem *>(QStringLiteral("frame"));

    static constexpr Shot shots[]{{"live", 0, "", "", false}, {"postman", 0, "", "", false},
        {"alerts", 1, "1007", "", false}, {"tasks", 2, "", "5002", false}, {"report", 2, "", "5006", false},
        {"visit", 2, "", "", true}, {"fleet", 3, "", "", false}, {"danger", 0, "", "", false},
        {"frozen", 0, "", "", false}};
    int next = 0;
    QTimer timer;
    QObject::connect(&timer, &QTimer::timeout, &app, [&] {
        if (next > 0) {
            const auto name = QString::fromLatin1(shots[next - 1].name);
            if (!options.isSet(QStringLiteral("only")) || options.value(QStringLiteral("only")) == name)
                window->grabWindow().save(
                    QDir(options.value(QStringLiteral("out"))).filePath(name + QStringLiteral(".png")));
        }
        if (next == std::ssize(shots)) {
            app.quit();
            return;
        }
        const auto &shot = shots[next++];
        const QByteArray name = shot.name;
        frame->setProperty("page", shot.page);
        frame->setProperty("alertId", QString::fromLatin1(shot.alert));
        frame->setProperty("taskId", QString::fromLatin1(shot.task));
        frame->setProperty("composing", shot.composing);
        desk.selection()->select(name == "postman" ? QStringLiteral("H-004") : QString());
        if (name == "visit") {
            desk.addresses()->setTyped(QStringLiteral("moulin"));
            desk.candidates()->lookAround(46.601, 2.303);
        }
        if (name == "danger") {
            News news;
            news.facts = {depot.fact(AlertFact{AlertAct::Raise, depot.alert(12, AlertState::Raised), {}})};
            desk.take(news);
        }
        if (name == "frozen") {
            News news;
            news.link = Link{.state = LinkState::HubSilent, .since = kNow - 7s, .hubAhead = 0ms};
            desk.take(news);
            desk.tick();
        }
    });
    timer.start(1'500);
    return app.exec();
}
