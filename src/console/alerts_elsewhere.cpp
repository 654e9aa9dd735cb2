// SPDX-License-Identifier: Apache-2.0
#include "console/alerts_elsewhere.h"

#include "console/wording.h"

#include <algorithm>
#include <utility>

namespace facteo::console {

using namespace protocol;

int AlertsElsewhere::count() const
{
    std::uint32_t count = 0;
    for (const auto &[id, waiting] : m_waiting)
        count += id == m_own ? 0 : waiting.unanswered;
    return static_cast<int>(count);
}

AlertsElsewhere::Depots::const_iterator AlertsElsewhere::longest() const
{
    auto found = m_waiting.end();
    for (auto depot = m_waiting.begin(); depot != m_waiting.end(); ++depot)
        if (depot->first != m_own && (found == m_waiting.end() || depot->second.since < found->second.since))
            found = depot;
    return found;
}

QString AlertsElsewhere::depot() const
{
    const auto found = longest();
    return found == m_waiting.end() ? QString() : QString::fromStdString(found->first.text);
}

QString AlertsElsewhere::text() const
{
    const auto found = longest();
    if (found == m_waiting.end())
        return {};
    const int others = static_cast<int>(m_waiting.size() - m_waiting.count(m_own)) - 1;
    return others == 0 ? tr("Danger alert in %1").arg(found->second.name)
                       : tr("Danger alerts in %1 and %n other depot(s)", "", others).arg(found->second.name);
}

QString AlertsElsewhere::waiting() const
{
    const auto found = longest();
    return found == m_waiting.end()
               ? QString()
               : tr("unanswered there for %1").arg(Wording::span(m_now - found->second.since));
}

void AlertsElsewhere::apply(std::span<const DepotSummary> depots)
{
    for (const auto &summary : depots) {
        if (summary.unansweredAlerts == 0) {
            m_waiting.erase(summary.depot.id);
            continue;
        }
        auto &waiting = m_waiting.try_emplace(summary.depot.id, Waiting{.since = m_now}).first->second;
        const auto &id = summary.depot.id.text;
        waiting.name = QString::fromStdString(summary.depot.name.empty() ? id : summary.depot.name);
        waiting.unanswered = summary.unansweredAlerts;
    }
    follow();
}

void AlertsElsewhere::setOwn(const DepotId &depot)
{
    m_own = depot;
    follow();
}

void AlertsElsewhere::setFollowed(const std::set<DepotId> &depots)
{
    m_followed = depots;
    follow();
}

void AlertsElsewhere::tick(Instant now)
{
    m_now = now;
    if (!m_waiting.empty())
        follow();
}

void AlertsElsewhere::follow()
{
    const bool sounding = std::ranges::any_of(m_waiting, [this](const auto &entry) {
        const auto &[id, waiting] = entry;
        return id != m_own && (m_followed.contains(id) || m_now - waiting.since >= kAloneFor);
    });
    const bool before = std::exchange(m_sounding, sounding);
    emit changed();
    if (sounding && !before)
        emit sounded();
}

} // namespace facteo::console
