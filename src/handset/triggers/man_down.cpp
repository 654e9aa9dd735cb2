// SPDX-License-Identifier: Apache-2.0
#include "handset/triggers/man_down.h"

#include <algorithm>

namespace facteo::handset {
namespace {

using namespace std::chrono_literals;

constexpr std::chrono::seconds kHandledFor{30}; ///< after the last touch it may still be in his hand
constexpr std::chrono::seconds kSpeedHolds{15}; ///< one fix and a half
constexpr std::chrono::seconds kSensorPause{2}; ///< longer than any delivery in batches
constexpr std::chrono::seconds kComesToRest{1}; ///< after the blow
constexpr double kSwingOverSeconds = 10;

} // namespace

void ManDown::observe(const Sample &sample)
{
    if (const auto *const acceleration = std::get_if<Acceleration>(&sample)) {
        hear(*acceleration);
    } else if (const auto *const step = std::get_if<Step>(&sample)) {
        m_gait.step(step->at);
        if (m_gait.walking(step->at)) {
            upright();
            m_carried = m_draft;
        } else {
            m_draft = m_carried;
        }
    } else if (const auto *const used = std::get_if<Used>(&sample)) {
        m_usedAt = used->at;
        upright();
    } else if (const auto *const day = std::get_if<Circumstances>(&sample)) {
        hear(*day);
    } else if (const auto *const place = std::get_if<Place>(&sample)) {
        m_fix = place->fix;
    }
}

void ManDown::upright()
{
    m_tiltSince.reset();
    m_fall = {};
    m_spent = false;
}

void ManDown::hear(const Circumstances &day)
{
    m_day = day;
    if (!isAtWorkOutside(m_day))
        upright();
}

void ManDown::hear(const Acceleration &sample)
{
    const Vector value{.x = sample.x, .y = sample.y, .z = sample.z};
    const bool paused = !m_heardAt || sample.at - *m_heardAt > kSensorPause;
    const double elapsed = paused ? 0 : std::chrono::duration<double>(sample.at - *m_heardAt).count();
    m_heardAt = sample.at;
    if (paused) {
        m_gravity.forget();
        m_quick.forget();
    }
    m_gravity.add(value, elapsed);
    m_quick.add(value, elapsed);
    const bool inHand = m_usedAt && sample.at - *m_usedAt < kHandledFor;
    if (m_gait.walking(sample.at) && !inHand)
        learn(value, elapsed);
    const auto scatter = m_scatter.add(sample);
    if (!isAtWorkOutside(m_day))
        return;
    watchTilt(sample.at);
    watchFall(sample);
    if (scatter)
        watchLying(*scatter, sample.at);
}

void ManDown::learn(const Vector &value, double elapsedSeconds)
{
    m_draft.posture.add(value, elapsedSeconds);
    m_draft.learnt += elapsedSeconds;
    const double off = angleBetween(m_quick.mean(), m_draft.posture.mean());
    m_draft.swingSquared += elapsedSeconds / kSwingOverSeconds * (off * off - m_draft.swingSquared);
}

bool ManDown::knowsPosture() const
{
    return m_carried.learnt >= std::chrono::duration<double>(m_settings.learnFor).count() &&
           swing() <= m_settings.carriedSwing;
}

bool ManDown::isTilted() const
{
    return knowsPosture() &&
           angleBetween(m_gravity.mean(), m_carried.posture.mean()) > m_settings.tiltDegrees;
}

bool ManDown::rides(Instant now) const
{
    return m_fix && m_fix->speedCmS && now - m_fix->at <= kSpeedHolds &&
           *m_fix->speedCmS * 0.01 > m_settings.ridingAbove;
}

void ManDown::watchTilt(Instant now)
{
    if (!isTilted() || rides(now))
        m_tiltSince.reset();
    else if (!m_tiltSince)
        m_tiltSince = now;
}

void ManDown::watchFall(const Acceleration &sample)
{
    const double weight = Vector{.x = sample.x, .y = sample.y, .z = sample.z}.length();
    if (weight < m_settings.freeFallBelow) {
        if (!m_fall.weightlessSince)
            m_fall.weightlessSince = sample.at;
        if (sample.at - *m_fall.weightlessSince >= m_settings.freeFallFor)
            m_fall.endedAt = sample.at;
        return;
    }
    m_fall.weightlessSince.reset();
    if (!m_fall.endedAt)
        return;
    if (sample.at - *m_fall.endedAt > m_settings.impactWithin)
        m_fall.endedAt.reset(); // a hop: nothing hit him
    else if (weight > m_settings.impactAbove)
        m_fall = {.weightlessSince = {}, .endedAt = {}, .blowAt = sample.at, .lyingSince = {}};
}

void ManDown::watchLying(double scatter, Instant now)
{
    if (!m_fall.blowAt || now - *m_fall.blowAt < kComesToRest)
        return;
    if (isTilted() || scatter < m_settings.stillBelow) {
        if (!m_fall.lyingSince)
            m_fall.lyingSince = now;
        return;
    }
    m_fall.lyingSince.reset();
    if (now - *m_fall.blowAt > m_settings.fallCounts)
        m_fall.blowAt.reset();
}

std::optional<Instant> ManDown::dueAt() const
{
    if (m_spent)
        return std::nullopt;
    std::optional<Instant> due;
    if (m_tiltSince)
        due = *m_tiltSince + m_settings.tiltFor;
    if (m_fall.lyingSince) {
        const auto fallen = *m_fall.lyingSince + m_settings.lieFor;
        due = due ? std::min(*due, fallen) : fallen;
    }
    return due;
}

void ManDown::fired(Instant)
{
    upright();
    m_spent = true;
}

void ManDown::settled(Instant)
{
    upright();
    m_carried = m_draft = {};
}

} // namespace facteo::handset
