// SPDX-License-Identifier: Apache-2.0
#include "handset/triggers/no_movement.h"

#include "geo/distance.h"

namespace facteo::handset {

void NoMovement::observe(const Sample &sample)
{
    if (const auto *const acceleration = std::get_if<Acceleration>(&sample))
        hear(*acceleration);
    else if (const auto *const step = std::get_if<Step>(&sample))
        moved(step->at);
    else if (const auto *const used = std::get_if<Used>(&sample))
        moved(used->at);
    else if (const auto *const day = std::get_if<Circumstances>(&sample))
        hear(*day);
    else if (const auto *const place = std::get_if<Place>(&sample))
        hear(place->fix, place->at);
}

void NoMovement::moved(Instant at)
{
    if (m_stillSince)
        m_stillSince = at;
    m_anchor.reset();
    m_spent = false;
}

void NoMovement::hear(const Acceleration &sample)
{
    if (!m_stillSince)
        m_stillSince = sample.at;
    const auto scatter = m_scatter.add(sample);
    if (scatter && *scatter > m_settings.movingAbove)
        moved(sample.at);
}

void NoMovement::hear(const Circumstances &day)
{
    const bool before = isAtWorkOutside(m_day);
    m_day = day;
    if (!before && isAtWorkOutside(m_day))
        moved(day.at);
}

void NoMovement::hear(const protocol::Fix &fix, Instant at)
{
    if (!m_anchor) {
        m_anchor = fix;
        return;
    }
    const double uncertain = 0.1 * (m_anchor->accuracyDm + fix.accuracyDm);
    if (geo::distanceMetres(m_anchor->position, fix.position) - uncertain > m_settings.movedMetres)
        moved(at);
}

std::optional<Instant> NoMovement::dueAt() const
{
    if (!m_stillSince || m_spent || !isAtWorkOutside(m_day))
        return std::nullopt;
    return *m_stillSince + m_settings.after;
}

} // namespace facteo::handset
