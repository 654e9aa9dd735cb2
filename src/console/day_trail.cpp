// SPDX-License-Identifier: Apache-2.0
#include "console/day_trail.h"

#include "console/wording.h"
#include "geo/track.h"

#include <QPointer>
#include <cmath>

namespace facteo::console {

using namespace protocol;

namespace {

/// What the ledger keeps of a purpose is 280 characters; a file's own words come behind it.
constexpr qsizetype kMostNote = 160;

std::shared_ptr<const MapTrail> mapTrailOf(std::span<const Fix> track, const geo::TrackSummary &summary)
{
    auto trail = std::make_shared<MapTrail>();
    trail->points.reserve(track.size());
    for (const auto piece : geo::piecesOf(track)) {
        for (const auto &fix : piece)
            trail->points.push_back({.place = geo::toUnit(fix.position), .at = fix.at});
        trail->ends.push_back(trail->points.size());
    }
    for (const auto &stop : summary.stops)
        trail->stops.push_back(geo::toUnit(stop.place));
    return trail;
}

} // namespace

QString purposeLine(int purpose, const QString &note)
{
    if (purpose < 0 || purpose >= std::ssize(domain::kPurposes))
        return {};
    const auto words = Wording::purpose(domain::kPurposes.at(static_cast<std::size_t>(purpose)));
    const auto added = note.simplified().left(kMostNote);
    return added.isEmpty() ? words : DayTrail::tr("%1: %2", "purpose, remark").arg(words, added);
}

DayTrail::DayTrail(const Directory &directory, TrailFeed &feed, Ask ask, const NearestAddress &nearest,
    SaveTrail save, QObject *parent)
    : QObject(parent), m_directory(directory), m_feed(feed), m_ask(std::move(ask)), m_log(nearest),
      m_replay(feed, nearest), m_saver(m_ask, std::move(save))
{
    connect(&m_replay, &DayReplay::moved, this, [this] { m_log.setAt(m_replay.at()); });
    connect(&m_calendar, &DayCalendar::dayWanted, this, &DayTrail::goTo);
    connect(&m_calendar, &DayCalendar::rangeChanged, this, &DayTrail::dayChanged);
}

QString DayTrail::name() const
{
    return m_handset.empty() ? QString() : m_directory.nameOf(m_handset);
}

QString DayTrail::dayText() const
{
    return m_day.isValid() ? Wording::day(m_day) : QString();
}

QString DayTrail::refusal() const
{
    return Wording::unmet(m_refusal);
}

QString DayTrail::wayText() const
{
    return m_phase == Phase::Shown ? Wording::metres(m_summary.metres) : QString();
}

QString DayTrail::movingText() const
{
    return m_phase == Phase::Shown ? Wording::span(geo::movingTime(m_track, m_summary)) : QString();
}

QString DayTrail::timesText() const
{
    if (m_phase != Phase::Shown)
        return {};
    return tr("%1 – %2, %n positions", "from, to", static_cast<int>(m_track.size()))
        .arg(Wording::clock(m_track.front().at), Wording::clock(m_track.back().at));
}

QGeoRectangle DayTrail::bounds() const
{
    if (!m_summary.box)
        return {};
    const auto &box = *m_summary.box;
    return {QGeoCoordinate(box.northEast.latDegrees(), box.southWest.lonDegrees()),
        QGeoCoordinate(box.southWest.latDegrees(), box.northEast.lonDegrees())};
}

void DayTrail::open(const QString &handsetId)
{
    m_wanted.reset();
    choose(handsetId, m_calendar.today());
}

void DayTrail::openAt(const QString &handsetId, double ms)
{
    m_wanted = Instant(std::chrono::milliseconds(std::llround(ms)));
    choose(handsetId, dayOf(*m_wanted));
}

void DayTrail::choose(const QString &handsetId, QDate day)
{
    // Why somebody is looked at is asked for each of them.
    m_handset = {handsetId.toStdString()};
    m_day = day;
    m_calendar.setChosen(day);
    m_purpose.clear();
    m_refusal = {};
    hide(m_handset.empty() ? Phase::Nobody : Phase::WantsPurpose);
    emit subjectChanged();
    emit dayChanged();
}

void DayTrail::close()
{
    choose({}, {});
}

void DayTrail::ask(int purpose, const QString &note)
{
    if (m_phase != Phase::WantsPurpose)
        return;
    m_purpose = purposeLine(purpose, note);
    if (m_purpose.isEmpty()) {
        m_refusal = Shortfall::NoPurpose;
        emit phaseChanged();
        return;
    }
    send();
}

void DayTrail::goTo(QDate day)
{
    if (m_handset.empty() || !m_calendar.has(day))
        return;
    m_day = day;
    m_calendar.setChosen(day);
    m_wanted.reset();
    emit dayChanged();
    if (!m_purpose.isEmpty())
        send();
}

void DayTrail::send()
{
    m_refusal = {};
    hide(Phase::Waiting);
    const auto [from, to] = boundsOf(m_day);
    const AskTrail request{.handset = m_handset, .from = from, .to = to, .purpose = m_purpose.toStdString()};
    m_ask(request, [self = QPointer(this), question = m_question](const Answer &answer) {
        if (self && question == self->m_question)
            self->answered(answer);
    });
}

void DayTrail::answered(const Answer &answer)
{
    m_refusal = unmetBy(answer);
    const auto *page = answer.body ? std::get_if<TrailPage>(&*answer.body) : nullptr;
    if (page && !page->fixes.empty())
        return show(page->fixes);
    const auto firstKept =
        m_calendar.firstKept().isValid() ? m_calendar.firstKept() : m_calendar.today().addDays(-kUsualDays);
    if (page)
        m_refusal = m_day < firstKept ? Shortfall::DayIsOld : Shortfall::DayIsEmpty;
    // Refused for want of a purpose or lost on the way: he may say it again.
    if (!page)
        m_purpose.clear();
    hide(page ? Phase::Missing : Phase::WantsPurpose);
}

void DayTrail::show(std::vector<Fix> track)
{
    m_track = std::move(track);
    m_summary = geo::summaryOf(m_track);
    m_feed.trail = mapTrailOf(m_track, m_summary);
    m_log.show(m_summary);
    m_replay.show(m_track, m_summary);
    if (m_wanted)
        m_replay.moveTo(static_cast<double>(m_wanted->time_since_epoch().count()));
    m_saver.offer({.handset = m_handset, .name = name(), .day = m_day, .purpose = m_purpose});
    m_phase = Phase::Shown;
    emit phaseChanged();
    emit shown();
}

void DayTrail::hide(Phase phase)
{
    ++m_question;
    m_track.clear();
    m_summary = {};
    m_feed.trail.reset();
    m_log.clear();
    m_replay.clear();
    m_saver.offer({});
    m_phase = phase;
    emit phaseChanged();
}

void DayTrail::refresh()
{
    m_calendar.refresh();
    m_log.refresh();
    m_replay.refresh();
    m_saver.refresh();
    emit subjectChanged();
    emit dayChanged();
    emit phaseChanged();
}

} // namespace facteo::console
