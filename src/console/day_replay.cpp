// SPDX-License-Identifier: Apache-2.0
#include "console/day_replay.h"

#include "console/wording.h"
#include "geo/track.h"

#include <QLocale>
#include <QPointer>
#include <algorithm>
#include <cmath>

namespace facteo::console {

using namespace protocol;

namespace {

double msOf(Instant at)
{
    return static_cast<double>(at.time_since_epoch().count());
}

Instant instantOf(double ms)
{
    return Instant(std::chrono::milliseconds(std::llround(ms)));
}

} // namespace

DayReplay::DayReplay(TrailFeed &feed, NearestAddress nearest, QObject *parent)
    : QObject(parent), m_feed(feed), m_nearest(std::move(nearest))
{
}

double DayReplay::firstMs() const
{
    return msOf(m_replay.first());
}

double DayReplay::lastMs() const
{
    return msOf(m_replay.last());
}

double DayReplay::atMs() const
{
    return msOf(m_replay.at());
}

QString DayReplay::firstText() const
{
    return Wording::clock(m_replay.first());
}

QString DayReplay::lastText() const
{
    return Wording::clock(m_replay.last());
}

QList<QPointF> DayReplay::gaps() const
{
    QList<QPointF> shares;
    const double whole = lastMs() - firstMs();
    for (const auto &gap : m_gaps)
        shares.append(QPointF((msOf(gap.from) - firstMs()) / whole, (msOf(gap.to) - firstMs()) / whole));
    return shares;
}

void DayReplay::setPlaying(bool playing)
{
    if (playing == m_replay.isPlaying())
        return;
    if (playing)
        m_replay.play();
    else
        m_replay.pause();
    emit playingChanged();
    follow();
}

void DayReplay::setSpeed(int speed)
{
    if (speed == m_replay.speed())
        return;
    m_replay.setSpeed(speed);
    emit speedChanged();
}

void DayReplay::stepSpeed(int by)
{
    const auto now = std::ranges::find(Replay::kSpeeds, m_replay.speed()) - Replay::kSpeeds.begin();
    const auto last = std::ssize(Replay::kSpeeds) - 1;
    setSpeed(Replay::kSpeeds.at(static_cast<std::size_t>(std::clamp<std::ptrdiff_t>(now + by, 0, last))));
}

QList<int> DayReplay::speeds()
{
    return {Replay::kSpeeds.begin(), Replay::kSpeeds.end()};
}

QString DayReplay::clock() const
{
    return Wording::clockSeconds(m_replay.at());
}

const geo::Gap *DayReplay::gapNow() const
{
    const auto found = std::ranges::find_if(
        m_gaps, [at = m_replay.at()](const geo::Gap &gap) { return gap.from < at && at < gap.to; });
    return found == m_gaps.end() ? nullptr : &*found;
}

QString DayReplay::place() const
{
    if (const auto *gap = gapNow())
        return tr("No position from %1 to %2").arg(Wording::clock(gap->from), Wording::clock(gap->to));
    if (!m_position)
        return {};
    return m_address.isEmpty() ? Wording::coordinates(*m_position) : m_address;
}

QString DayReplay::pace() const
{
    const auto next = std::ranges::upper_bound(m_track, m_replay.at(), {}, &Fix::at);
    if (!m_position || next == m_track.begin() || next == m_track.end())
        return {};
    const auto speed = geo::speedBetween(*std::prev(next), *next);
    if (!speed || next->at - std::prev(next)->at > geo::kLongestGap)
        return {};
    constexpr double kKmhPerMetreASecond = 3.6;
    return tr("%1 km/h", "speed").arg(QLocale().toString(std::round(*speed * kKmhPerMetreASecond), 'f', 0));
}

double DayReplay::latitude() const
{
    return m_position ? m_position->latDegrees() : 0;
}

double DayReplay::longitude() const
{
    return m_position ? m_position->lonDegrees() : 0;
}

void DayReplay::moveTo(double atMs)
{
    if (m_track.empty() || std::isnan(atMs))
        return;
    m_replay.moveTo(instantOf(std::clamp(atMs, firstMs(), lastMs())));
    follow();
}

void DayReplay::moveBy(double seconds)
{
    moveTo(atMs() + seconds * 1'000);
}

void DayReplay::advance(double seconds)
{
    if (!m_replay.isPlaying())
        return;
    m_replay.advance(std::chrono::round<std::chrono::nanoseconds>(std::chrono::duration<double>(seconds)));
    follow();
    if (!m_replay.isPlaying())
        emit playingChanged();
}

void DayReplay::show(std::vector<Fix> track, const geo::TrackSummary &summary)
{
    m_track = std::move(track);
    m_gaps = summary.gaps;
    m_replay.begin(m_track.front().at, m_track.back().at);
    emit rangeChanged();
    emit playingChanged();
    follow();
}

void DayReplay::clear()
{
    m_track.clear();
    m_gaps.clear();
    m_replay.begin({}, {});
    emit rangeChanged();
    emit playingChanged();
    follow();
}

void DayReplay::refresh()
{
    emit rangeChanged();
    emit moved();
    emit placeChanged();
}

void DayReplay::follow()
{
    m_position = geo::positionAt(m_track, m_replay.at());
    m_feed.until = m_replay.at();
    m_feed.marker = m_position
                        ? std::optional(TrailMarker{.place = geo::toUnit(*m_position), .at = m_replay.at()})
                        : std::nullopt;
    m_feed.publish();
    askAddress();
    emit moved();
    emit placeChanged();
}

void DayReplay::askAddress()
{
    if (!m_position)
        m_address.clear();
    if (!m_position || m_asking)
        return;
    m_asking = true;
    m_nearest(*m_position, [self = QPointer(this), asked = *m_position](const QString &address) {
        if (!self)
            return;
        self->m_asking = false;
        if (!self->m_position)
            return;
        self->m_address = address;
        emit self->placeChanged();
        if (self->m_position != asked)
            self->askAddress();
    });
}

} // namespace facteo::console
