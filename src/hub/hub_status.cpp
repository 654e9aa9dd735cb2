// SPDX-License-Identifier: Apache-2.0
#include "domain/alert.h"
#include "hub/hub.h"

namespace facteo::hub {

using protocol::Instant;

namespace {

protocol::DepotStanding standingOf(const protocol::DepotSummary &summary, bool recording)
{
    using enum protocol::DepotStanding;
    if (summary.unansweredAlerts > 0)
        return Alert;
    if (summary.openAlerts > 0)
        return AlertInHand;
    if (!recording)
        return NotRecording;
    if (summary.lost > 0)
        return Lost;
    if (summary.ageing > 0)
        return Stale;
    return summary.live > 0 ? AtWork : Quiet;
}

} // namespace

protocol::HubStatus Hub::status(Instant now) const
{
    const auto counts = m_tally.totals();
    const auto census = m_picture.census(now);
    protocol::HubStatus status{.at = now,
        .startedAt = m_startedAt,
        .depot = m_settings.depot,
        .lastFact = m_recorder.last().number,
        .handsetsKnown = census.known,
        .handsetsLive = census.live,
        .sharingOff = census.sharingOff,
        .offDutyOrBreak = census.offDutyOrBreak,
        .signalLost = census.signalLost,
        .positionsStored = counts.positionsStored,
        .gatedOffDuty = counts.of(store::Gate::OffDuty),
        .gatedOnBreak = counts.of(store::Gate::OnBreak),
        .gatedSharingOff = counts.of(store::Gate::SharingOff),
        .openAlerts = m_state.openAlerts(),
        .openTasks = m_state.openTasks(),
        .storeWorks = works(),
        .brokerWorks = m_brokerWorks,
        .hubVersion = m_settings.version,
        .trailDays = static_cast<std::uint32_t>(m_settings.trailKeptFor.count())};
    for (std::size_t fault = 0; fault < counts.faults.size(); ++fault)
        if (counts.faults[fault] > 0)
            status.faults.push_back(
                {.fault = static_cast<protocol::Fault>(fault), .count = counts.faults[fault]});
    return status;
}

protocol::DepotSummary Hub::summary(Instant now) const
{
    const auto census = m_picture.census(now);
    protocol::DepotSummary summary{.depot = m_state.depot(),
        .known = census.known,
        .live = census.live,
        .ageing = census.ageing,
        .lost = census.signalLost,
        .sharingOff = census.sharingOff,
        .offDutyOrBreak = census.offDutyOrBreak,
        .heardAt = census.heardAt};
    for (const auto &[id, alert] : m_state.alerts()) {
        if (!domain::isOpen(alert.state))
            continue;
        ++(alert.exercise ? summary.exerciseAlerts : summary.openAlerts);
        summary.unansweredAlerts += !alert.exercise && domain::isUnanswered(alert.state) ? 1 : 0;
    }
    summary.standing = standingOf(summary, works());
    return summary;
}

} // namespace facteo::hub
