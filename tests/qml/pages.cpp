// SPDX-License-Identifier: Apache-2.0
#include "pages.h"

#include "geo/distance.h"

#include <QCoreApplication>
#include <QLocale>
#include <QQuickItem>
#include <QTest>
#include <array>

namespace facteo::tests {

using namespace console;
using namespace protocol;
using namespace std::chrono_literals;

namespace {

QString nearestAddress(Position position)
{
    return QStringLiteral("%1 rue des Tilleuls, Brancelle-sur-Orle").arg(position.latE7 % 60 + 3);
}

std::vector<FoundAddress> addresses()
{
    std::vector<FoundAddress> found;
    for (int i = 0; i < 4; ++i)
        found.push_back({QStringLiteral("1%1 rue du Moulin").arg(i), QStringLiteral("Brancelle-sur-Orle"),
            {.latE7 = 466'012'000 + i * 2'000, .lonE7 = 23'034'000}});
    return found;
}

/// A morning on foot around the middle of the town, with two stops and a time without reception.
std::vector<Fix> morning()
{
    std::vector<Fix> track;
    auto at = Pages::kNow - 3h;
    Position place{466'012'000, 23'034'000};
    const auto record = [&] { track.push_back({.at = at += 10s, .position = place, .accuracyDm = 60}); };
    for (int leg = 0; leg < 5; ++leg) {
        for (int i = 0; i < 70; ++i) {
            // Streets: straight on, then around a corner.
            const double course = 90.0 * ((leg + i / 18) % 4) + 12;
            place = geo::destination(place, course, leg % 2 ? 12 : 9);
            record();
        }
        if (leg == 2)
            at += 24min;
        for (int i = 0; leg % 2 == 1 && i < 40 + leg * 12; ++i)
            record();
    }
    return track;
}

/// The hub of these pages knows one morning, and two who were near.
void answerFromThePast(const RequestBody &body, const std::function<void(const Answer &)> &then)
{
    if (const auto *trail = std::get_if<AskTrail>(&body))
        then({ResponseBody{TrailPage{.handset = trail->handset, .fixes = morning()}}});
    if (const auto *near = std::get_if<AskNear>(&body))
        then({ResponseBody{NearPage{{{.handset = {"H-004"},
                                         .first = near->from + 12min,
                                         .last = near->from + 19min,
                                         .nearestAt = near->from + 14min,
                                         .nearestDm = 234,
                                         .fixes = 43},
            {.handset = {"H-021"},
                .first = near->from + 31min,
                .last = near->from + 31min,
                .nearestAt = near->from + 31min,
                .nearestDm = 712}}}}});
}

} // namespace

std::span<const Pages::Shot> Pages::shots()
{
    static constexpr std::array all{Shot{.name = "live", .page = 0},
        Shot{.name = "postman", .page = 0, .handset = "H-004"},
        Shot{.name = "alert", .page = 1, .alert = "1007"}, Shot{.name = "ended", .page = 1, .alert = "1030"},
        Shot{.name = "task", .page = 2, .task = "5002"}, Shot{.name = "report", .page = 2, .task = "5006"},
        Shot{.name = "visit", .page = 2, .composing = true}, Shot{.name = "fleet", .page = 3},
        Shot{.name = "areas", .page = 4}, Shot{.name = "area", .page = 4, .area = "7001"},
        Shot{.name = "unwatched", .page = 4, .area = "7004"}, Shot{.name = "drawing", .page = 4, .drawn = 4},
        Shot{.name = "area-form", .page = 4, .drawn = 105}, Shot{.name = "why", .page = 5},
        Shot{.name = "day", .page = 5}, Shot{.name = "month", .page = 5}, Shot{.name = "ask", .page = 5},
        Shot{.name = "near", .page = 5}, Shot{.name = "danger", .page = 0},
        Shot{.name = "again", .page = 1, .alert = "1007"}, Shot{.name = "frozen", .page = 0},
        Shot{.name = "house", .page = 0}};
    return all;
}

Pages::Pages(const QUrl &map)
    : m_desk({.clock = [] { return kNow; },
          .ask = answerFromThePast,
          .nearest = [](Position position,
                         const std::function<void(QString)> &then) { then(nearestAddress(position)); },
          .find = [](const QString &,
                      const std::function<void(std::vector<FoundAddress>)> &then) { then(addresses()); },
          .me = {"cmorel"},
          .operatorName = QStringLiteral("Claire Morel")})
{
    m_desk.status()->setSound(StatusLine::Sound::Ready);
    fill();
    m_engine.setInitialProperties(
        {{QStringLiteral("desk"), QVariant::fromValue(&m_desk)}, {QStringLiteral("mapSource"), map}});
    QObject::connect(&m_engine, &QQmlEngine::warnings, [this](const QList<QQmlError> &list) {
        for (const auto &error : list)
            m_warnings << error.toString();
    });
    m_engine.loadFromModule("Facteo.Desk", "Main");
    if (!m_engine.rootObjects().isEmpty())
        m_window = qobject_cast<QQuickWindow *>(m_engine.rootObjects().constFirst());
}

void Pages::fill()
{
    News news;
    news.snapshot = m_depot.snapshot();
    news.link = Link{.state = LinkState::Live, .since = kNow - 40min, .hubAhead = 0ms};
    news.pictureAt = kNow - 700ms;
    news.status = HubStatus{.at = kNow, .startedAt = kNow - 2h, .depot = {"D-BRANCELLE"}, .trailDays = 60};
    news.status->handsetsLive = 46;
    const OperatorId me{"cmorel"};
    auto resolved = m_depot.alert(30, AlertState::Closed);
    resolved.recordedAt -= 95min;
    resolved.raisedAt -= 95min;
    resolved.changedAt -= 88min;
    resolved.outcome = AlertOutcome::Animal;
    resolved.owner = me;
    resolved.ownerName = "Claire Morel";
    resolved.reason = "Chien en liberté, maître prévenu, le facteur a repris sa tournée.";
    auto claimed = m_depot.alert(7, AlertState::Claimed);
    claimed.recordedAt -= 4min;
    claimed.raisedAt -= 4min;
    claimed.owner = me;
    claimed.ownerName = "Claire Morel";
    const auto taskIn = [&](std::size_t number, TaskState state) {
        auto task = m_depot.task(number, state);
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
    news.facts = {m_depot.fact(AlertFact{AlertAct::Raise, resolved, {}}),
        m_depot.fact(AlertFact{AlertAct::Raise, claimedBefore, {}}),
        m_depot.fact(AlertFact{AlertAct::Acknowledge, claimed, {}}, me),
        m_depot.fact(AlertFact{AlertAct::Claim, claimed, {}}, me)};
    const auto told = [&](NoticeChannel channel, const char *recipient, const char *name, NoticeStage stage,
                          const char *detail) {
        news.facts.push_back(m_depot.fact(NoticeFact{{.alert = claimed.id,
            .rung = 2,
            .channel = channel,
            .recipient = recipient,
            .recipientName = name,
            .stage = stage,
            .at = kNow - 4min,
            .detail = detail}}));
    };
    told(NoticeChannel::Console, "console-1", "Claire Morel", NoticeStage::Seen, "");
    told(NoticeChannel::Sms, "mdiot", "Marc Diot", NoticeStage::Failed, "https://sms.example.org: 503");
    told(NoticeChannel::Voice, "mdiot", "Marc Diot", NoticeStage::Delivered, "");
    news.facts.push_back(m_depot.fact(SystemAlarmFact{.after = {.id = SystemAlarmId{11},
                                                          .subject = "Marc Diot",
                                                          .detail = "https://sms.example.org: 503",
                                                          .since = kNow - 4min,
                                                          .changedAt = kNow - 4min}}));
    for (const auto &[number, state] : {std::pair{1U, TaskState::Planned}, {2U, TaskState::Declined},
             {3U, TaskState::Accepted}, {4U, TaskState::EnRoute}, {6U, TaskState::Done}})
        news.facts.push_back(m_depot.fact(taskIn(number, state), me));
    fillAreas(news);
    m_desk.take(news);
}

void Pages::fillAreas(News &news)
{
    const auto at = [](double east, double north) {
        return geo::destination(geo::destination(geo::positionOf(46.6, 2.3), 90, east), 0, north);
    };
    const auto polygon = [&](std::initializer_list<std::pair<double, double>> corners) {
        Polygon shape;
        for (const auto &[east, north] : corners)
            shape.corners.push_back(at(east, north));
        return shape;
    };
    const auto set = [&](std::uint64_t id, GeofenceKind kind, const char *name, geo::Shape shape) {
        return Geofence{.id = GeofenceId{id},
            .kind = kind,
            .name = name,
            .round = {kind == GeofenceKind::RoundArea ? "T-07" : ""},
            .shape = std::move(shape),
            .timeZone = "Europe/Paris"};
    };
    std::vector areas{
        set(7001, GeofenceKind::RoundArea, "Les Tanneries",
            polygon({{-900, 300}, {-500, 640}, {-60, 520}, {80, 160}, {-200, -160}, {-760, -80}})),
        set(7002, GeofenceKind::Depot, "Centre de Brancelle",
            Circle{.centre = at(520, -420), .radiusMetres = 180}),
        set(7003, GeofenceKind::SensitivePlace, "Chien, rue du Moulin",
            Circle{.centre = at(-360, 330), .radiusMetres = 70}),
        set(7004, GeofenceKind::SensitivePlace, "Chantier de la gare",
            polygon({{300, 260}, {760, 420}, {840, 120}, {420, 40}}))};
    areas[0].hours = {{.days = 0b0111111, .fromMinute = 7 * 60 + 30, .toMinute = 14 * 60}};
    areas[3].hours = {{.days = 0b0011111, .fromMinute = 17 * 60, .toMinute = 20 * 60}};
    areas[3].until = Instant{std::chrono::sys_days{std::chrono::year{2026} / 12 / 18} + 23h};
    for (const auto &area : areas)
        news.facts.push_back(m_depot.fact(GeofenceFact{area}));
    const auto cross = [&](std::uint64_t id, const char *handset, Crossing crossing,
                           std::chrono::minutes ago) {
        news.facts.push_back(m_depot.fact(CrossingFact{
            .geofence = GeofenceId{id}, .handset = {handset}, .crossing = crossing, .at = kNow - ago}));
    };
    cross(7002, "H-007", Crossing::Enter, 150min);
    cross(7002, "H-007", Crossing::Leave, 122min);
    cross(7001, "H-007", Crossing::Enter, 118min);
    cross(7003, "H-012", Crossing::Enter, 64min);
    cross(7003, "H-012", Crossing::Leave, 61min);
    cross(7001, "H-007", Crossing::Unwatched, 40min);
    cross(7001, "H-007", Crossing::Enter, 22min);
    cross(7003, "H-007", Crossing::Enter, 3min);
}

void Pages::draw(int corners)
{
    auto *draft = m_desk.geofenceDraft();
    draft->cancel();
    if (corners == 0)
        return;
    draft->begin();
    const int placed = corners % 100;
    for (int i = 0; i < placed; ++i) {
        const auto at = geo::destination(geo::positionOf(46.6, 2.3), 200.0 + i * 62, 420 + i % 2 * 120);
        draft->place({at.latDegrees(), at.lonDegrees()});
    }
    if (corners < 100)
        return;
    draft->finish();
    draft->setName(QStringLiteral("Quai de l’Orle"));
    draft->setKind(GeofenceModel::RoundArea);
    draft->setRound(QStringLiteral("T-07"));
    draft->hours()->add();
    draft->setLastDay(QStringLiteral("18/12/2026"));
}

void Pages::look(const QString &language, Desk::Appearance appearance)
{
    QLocale::setDefault(QLocale(language));
    QCoreApplication::removeTranslator(&m_words);
    if (m_words.load(QStringLiteral(":/i18n/facteo_%1.qm").arg(language)))
        QCoreApplication::installTranslator(&m_words);
    m_desk.setLanguage(language);
    m_desk.setAppearance(appearance);
    m_engine.retranslate();
    m_desk.refresh();
}

void Pages::show(const Shot &shot)
{
    const QByteArray name = shot.name;
    News news;
    if (name == "danger")
        news.facts = {m_depot.fact(AlertFact{AlertAct::Raise, m_depot.alert(12, AlertState::Raised), {}})};
    if (name == "again") {
        auto pressed = m_depot.alert(7, AlertState::Claimed);
        pressed.occurrences = 2;
        pressed.owner = {"cmorel"};
        pressed.ownerName = "Claire Morel";
        news.facts = {m_depot.fact(AlertFact{AlertAct::Repeat, pressed, {}})};
    }
    if (name == "frozen")
        news.link = Link{.state = LinkState::HubSilent, .since = kNow - 7s, .hubAhead = 0ms};
    m_desk.take(news);
    if (name == "house")
        showHouse();
    m_desk.tick();
    auto *frame = m_window->findChild<QQuickItem *>(QStringLiteral("frame"));
    frame->setProperty("page", shot.page);
    frame->setProperty("alertId", QString::fromLatin1(shot.alert));
    frame->setProperty("taskId", QString::fromLatin1(shot.task));
    frame->setProperty("areaId", QString::fromLatin1(shot.area));
    draw(shot.drawn);
    frame->setProperty("composing", false);
    if (shot.composing)
        QMetaObject::invokeMethod(frame, "compose");
    QCoreApplication::processEvents();
    m_desk.selection()->select(QString::fromLatin1(shot.handset));
    m_desk.addresses()->setTyped(shot.composing ? QStringLiteral("moulin") : QString());
    if (shot.composing)
        m_desk.candidates()->lookAround(46.601, 2.303);
    if (shot.page == 5)
        showPast(name);
}

/// Two other depots, of which one is shown with its people, and nobody else's.
void Pages::showHouse()
{
    const auto own = m_depot.snapshot().roster.depot;
    const auto around = [&](const char *id, const char *name, double course, std::uint32_t alerts) {
        return DepotSummary{
            .depot = {.id = {id}, .name = name, .position = geo::destination(own.position, course, 9'000)},
            .known = 40,
            .live = 31,
            .lost = 2,
            .openAlerts = alerts,
            .unansweredAlerts = alerts,
            .standing = alerts > 0 ? DepotStanding::Alert : DepotStanding::AtWork};
    };
    OverviewNews news;
    news.depots = {{.depot = own, .known = 69, .live = 55, .standing = DepotStanding::AtWork},
        around("F-36-020", "Saint-Benoît-sur-Orle", 80, 0), around("F-36-031", "La Châtre", 200, 1)};
    auto &roster = news.joined.emplace_back();
    roster.depot = news.depots[1].depot;
    for (const auto *who : {"Zoé Arnaud", "Yanis Bel", "Thérèse Cazeaux"}) {
        const auto number = std::to_string(901 + roster.postmen.size());
        roster.postmen.push_back({.id = {"P-" + number}, .name = who});
        roster.handsets.push_back({.id = {"H-" + number}, .postman = {"P-" + number}});
        HandsetPicture picture{.handset = {"H-" + number}, .absence = Absence::None, .batteryPercent = 71};
        picture.fix =
            Fix{.at = kNow - 4s, .position = geo::destination(own.position, 80, 600), .accuracyDm = 60};
        news.handsets.emplace_back(picture);
    }
    m_desk.overview()->setEverybody(true);
    m_desk.take(news);
    m_desk.criteria()->setDepot(QStringLiteral("F-36-020"));
    if (auto *filter = m_window->findChild<QQuickItem *>(QStringLiteral("filter")))
        filter->setProperty("checked", true);
}

void Pages::showPast(const QByteArray &name)
{
    auto *frame = m_window->findChild<QQuickItem *>(QStringLiteral("frame"));
    QMetaObject::invokeMethod(frame, "showDay", Q_ARG(QString, QStringLiteral("H-004")));
    if (name == "day") {
        m_desk.dayTrail()->ask(1, QStringLiteral("réclamation 4711"));
        m_desk.dayTrail()->replay()->moveBy(4'000);
    }
    QCoreApplication::processEvents();
    if (name == "month")
        QMetaObject::invokeMethod(m_window->findChild<QQuickItem *>(QStringLiteral("dayOpener")), "click");
    if (name == "near" || name == "ask")
        QMetaObject::invokeMethod(frame, "askAround", Q_ARG(double, 46.6012), Q_ARG(double, 2.3034));
    if (name == "near")
        m_desk.nearSearch()->ask(QStringLiteral("8:00"), QStringLiteral("9:00"), 1, {});
}

QImage Pages::picture()
{
    constexpr int kAtMost = 20;
    QImage last;
    for (int i = 0; i < kAtMost; ++i) {
        QTest::qWait(100);
        auto now = m_window->grabWindow().convertToFormat(QImage::Format_RGB32);
        if (now == last && m_window->property("mapReady").toBool())
            break;
        last = std::move(now);
    }
    return last;
}

} // namespace facteo::tests
