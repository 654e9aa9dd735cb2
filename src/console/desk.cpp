// SPDX-License-Identifier: Apache-2.0
#include "console/desk.h"

#include "console/wording.h"
#include "domain/alert.h"
#include "domain/task.h"

#include <QDateTime>
#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace facteo::console {

using namespace protocol;

Desk::Desk(Outside outside, QObject *parent)
    : QObject(parent), m_outside(std::move(outside)), m_postmen(m_directory),
      m_alerts(m_directory, m_outside.me, m_outside.ask, m_outside.nearest),
      m_tasks(m_directory, m_outside.ask), m_candidates(m_directory, m_postmen, m_alerts, m_outside.walks),
      m_rescuers(m_directory, m_postmen, m_alerts, m_outside.walks), m_systemAlarms(m_outside.ask),
      m_alertTimeline(m_book, m_directory), m_taskTimeline(m_book, m_directory),
      m_geofences(m_directory, m_outside.ask), m_geofenceDraft(m_geofences, m_directory, m_outside.ask),
      m_stays(m_geofences, m_directory), m_crossings(m_book, m_geofences, m_directory), m_rounds(m_directory),
      m_addresses(m_outside.find), m_places(m_outside.find), m_selection(m_postmen, m_outside.ask),
      m_dayTrail(m_directory, m_pastFeed, m_outside.ask, m_outside.nearest, m_outside.save),
      m_nearSearch(m_directory, m_pastFeed, m_outside.ask, m_outside.nearest)
{
    connect(&m_everySecond, &QTimer::timeout, this, &Desk::tick);
    m_everySecond.setInterval(std::chrono::seconds{1});
    m_everySecond.setTimerType(Qt::PreciseTimer);
    m_everySecond.start();
    connect(&m_overview, &OverviewModel::followedChanged, this,
        [this] { m_elsewhere.setFollowed(m_overview.followedDepots()); });
    m_postmen.follow(m_criteria);
    m_directory.learn(m_outside.me, m_outside.operatorName.toStdString());
    tick();
}

Instant Desk::hubNow() const
{
    return m_outside.clock() + m_status.link().hubAhead;
}

void Desk::tick()
{
    const auto now = hubNow();
    m_status.tick(m_outside.clock());
    m_elsewhere.tick(now);
    m_postmen.tick(now);
    m_alerts.tick(now);
    m_tasks.tick(now);
    m_geofences.tick(now);
    m_geofenceDraft.tick(now);
    m_stays.tick(now);
    m_crossings.tick(now);
    m_selection.tick(now);
    m_dayTrail.tick(now);
    m_nearSearch.tick(now);
    m_candidates.follow();
    m_rescuers.follow();
}

void Desk::take(const News &news)
{
    if (news.link)
        m_status.apply(*news.link);
    if (news.snapshot)
        take(*news.snapshot);
    m_book.take(news.history);
    m_book.take(news.facts);
    for (const auto &fact : news.facts) {
        // A roster that changes line by line is followed once.
        if (!std::holds_alternative<RosterFact>(fact.body))
            followRoster();
        take(fact);
    }
    followRoster();
    if (!news.handsets.empty()) {
        m_postmen.apply(news.handsets);
        followFixes(news.handsets);
    }
    if (news.pictureAt)
        m_status.pictureCame(*news.pictureAt);
    if (news.status) {
        m_status.apply(*news.status);
        const std::chrono::days kept{news.status->trailDays};
        m_dayTrail.days()->setKeptFor(kept);
        m_nearSearch.days()->setKeptFor(kept);
    }
    if (news.snapshot || !news.facts.empty()) {
        m_alerts.followColleagues();
        markOpen();
        m_candidates.follow();
        m_rescuers.follow();
    }
    if (news.snapshot || !news.facts.empty() || !news.history.empty()) {
        m_alertTimeline.follow();
        m_taskTimeline.follow();
        m_stays.follow();
        m_crossings.follow();
    }
}

void Desk::take(const OverviewNews &news)
{
    m_overview.apply(news.depots);
    m_elsewhere.apply(news.depots);
    if (!news.left.empty()) {
        m_directory.leave(news.left);
        m_postmen.applyLeft();
        for (const auto &depot : news.left)
            m_overview.showPeople(depot, false);
    }
    if (!news.joined.empty()) {
        m_directory.join(news.joined);
        m_postmen.applyJoined(news.joined);
        for (const auto &roster : news.joined)
            m_overview.showPeople(roster.depot.id, true);
    }
    if (!news.handsets.empty())
        m_postmen.apply(news.handsets);
}

/// Before anything that has a place: an open alert moves the map away from the depot, never the other way
/// round.
template<typename Some> void Desk::takeRoster(const Some &roster)
{
    const auto before = m_directory.depot().position;
    m_directory.take(roster);
    if (m_directory.depot().position != before)
        emit depotChanged();
}

void Desk::take(const Snapshot &snapshot)
{
    m_book.clear();
    m_status.snapshotCame(QString::fromStdString(snapshot.roster.depot.name));
    takeRoster(snapshot.roster);
    m_overview.setChosen(snapshot.roster.depot.id);
    m_elsewhere.setOwn(snapshot.roster.depot.id);
    m_postmen.applyRoster();
    m_geofences.applyAll(snapshot.geofences, snapshot.stays);
    m_postmen.apply(snapshot.handsets);
    for (const auto &alert : snapshot.alerts)
        m_directory.learn(alert.owner, alert.ownerName);
    m_alerts.setLadder(snapshot.escalation.value_or(domain::defaultEscalation()));
    m_alerts.applyAll(snapshot.alerts);
    m_notices.applyAll(snapshot.notices);
    m_systemAlarms.applyAll(snapshot.systemAlarms);
    m_tasks.applyAll(snapshot.tasks);
    for (const auto &command : snapshot.commands)
        m_selection.apply(command);
    rosterChanged();
}

void Desk::rosterChanged()
{
    m_alerts.refresh();
    m_tasks.refresh();
    m_geofences.refresh();
    m_geofenceDraft.refresh();
    m_stays.refresh();
    m_crossings.refresh();
    m_rounds.follow();
}

void Desk::take(const Fact &fact)
{
    m_directory.learn(fact.by, fact.byName);
    if (const auto *alert = std::get_if<AlertFact>(&fact.body)) {
        m_directory.learn(alert->after.owner, alert->after.ownerName);
        m_alerts.apply(alert->after);
    } else if (const auto *task = std::get_if<TaskFact>(&fact.body))
        m_tasks.apply(task->after);
    else if (const auto *command = std::get_if<CommandFact>(&fact.body))
        m_selection.apply(command->after);
    else if (const auto *notice = std::get_if<NoticeFact>(&fact.body))
        m_notices.apply(notice->after);
    else if (const auto *alarm = std::get_if<SystemAlarmFact>(&fact.body))
        m_systemAlarms.apply(alarm->after);
    else if (const auto *ladder = std::get_if<EscalationFact>(&fact.body))
        m_alerts.setLadder(ladder->after);
    else if (const auto *duty = std::get_if<DutyFact>(&fact.body))
        m_postmen.apply(*duty);
    else if (const auto *roster = std::get_if<RosterFact>(&fact.body)) {
        takeRoster(*roster);
        m_isRosterNew = true;
    } else if (const auto *geofence = std::get_if<GeofenceFact>(&fact.body))
        m_geofences.apply(geofence->after);
    else if (const auto *crossing = std::get_if<CrossingFact>(&fact.body))
        m_geofences.apply(*crossing);
}

void Desk::followRoster()
{
    if (!std::exchange(m_isRosterNew, false))
        return;
    m_postmen.applyRoster();
    rosterChanged();
}

void Desk::markOpen()
{
    std::vector<Alert> alerts;
    std::vector<Task> tasks;
    for (const auto &row : m_alerts.rows())
        if (domain::isOpen(row.alert.state))
            alerts.push_back(row.alert);
    for (const auto &row : m_tasks.rows())
        if (domain::isOpen(row.task.state) && !row.task.handset.empty())
            tasks.push_back(row.task);
    m_postmen.applyOpen(alerts, tasks);
}

/// Of the many who moved only those matter here who are in alert or selected.
void Desk::followFixes(const std::vector<HandsetNews> &pictures)
{
    std::vector<HandsetId> watched{HandsetId{m_selection.handset().toStdString()}};
    for (const auto &row : m_alerts.rows())
        if (domain::isOpen(row.alert.state))
            watched.push_back(row.alert.handset);
    for (const auto &handset : watched) {
        const auto *row = m_postmen.row(handset);
        auto fix = row ? row->picture.fix() : std::nullopt;
        // An alert is followed before the roster has introduced whoever raised it.
        if (!row) {
            const auto found = std::ranges::find(pictures, handset, &HandsetNews::handset);
            if (found != pictures.end())
                fix = found->picture.fix();
        }
        if (!fix)
            continue;
        m_alerts.applyFix(handset, *fix);
        m_selection.applyFix(handset, *fix);
    }
}

void Desk::setLanguage(const QString &language)
{
    if (language == m_language)
        return;
    m_language = language;
    emit languageChanged();
}

void Desk::setAppearance(Appearance appearance)
{
    if (appearance == m_appearance)
        return;
    m_appearance = appearance;
    emit appearanceChanged();
}

void Desk::refresh()
{
    m_overview.refresh();
    m_elsewhere.refresh();
    m_status.refresh();
    m_postmen.refresh();
    m_alerts.refresh();
    m_tasks.refresh();
    m_candidates.refresh();
    m_rescuers.refresh();
    m_notices.refresh();
    m_systemAlarms.refresh();
    m_alertTimeline.refresh();
    m_taskTimeline.refresh();
    m_geofences.refresh();
    m_geofenceDraft.refresh();
    m_stays.refresh();
    m_crossings.refresh();
    m_selection.refresh();
    m_dayTrail.refresh();
    m_nearSearch.refresh();
    emit wordsChanged();
}

QStringList Desk::purposes()
{
    QStringList words;
    for (const auto purpose : domain::kPurposes)
        words << Wording::purpose(purpose);
    return words;
}

QStringList Desk::taskKinds()
{
    QStringList words;
    for (const auto kind : kTaskKinds)
        words << Wording::kind(kind);
    return words;
}

double Desk::nowMs() const
{
    return static_cast<double>(hubNow().time_since_epoch().count());
}

double Desk::timeOnDay(const QString &clock, double dayMs)
{
    auto text = clock.trimmed();
    text.replace(QLatin1Char('h'), QLatin1Char(':'));
    const auto time = QTime::fromString(text, QStringLiteral("H:mm"));
    if (!time.isValid())
        return std::numeric_limits<double>::quiet_NaN();
    const auto day = QDateTime::fromMSecsSinceEpoch(std::llround(dayMs)).date();
    return static_cast<double>(QDateTime(day, time).toMSecsSinceEpoch());
}

QString Desk::clockOf(double ms)
{
    return Wording::clock(Instant{std::chrono::milliseconds{std::llround(ms)}});
}

} // namespace facteo::console
