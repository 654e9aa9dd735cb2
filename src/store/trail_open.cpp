// SPDX-License-Identifier: Apache-2.0
#include "store/trail_open.h"

#include <algorithm>
#include <utility>

namespace facteo::store {

using protocol::Fix;
using protocol::HandsetId;
using protocol::Instant;

namespace {

void extend(OpenTrails::Extent &extent, const Fix &fix)
{
    extent.box.add(fix.position);
    extent.first = std::min(extent.first, fix.at);
    extent.last = std::max(extent.last, fix.at);
}

OpenTrails::Extent extentOf(const Fix &fix)
{
    return {.box = {fix.position, fix.position}, .first = fix.at, .last = fix.at};
}

} // namespace

void OpenTrails::add(const HandsetId &handset, const Fix &fix)
{
    const auto [found, isNew] = m_places.try_emplace(handset, m_runs.size());
    if (isNew) {
        m_runs.push_back({.handset = handset, .fixes = {}});
        m_extents.push_back(extentOf(fix));
    }
    m_runs[found->second].fixes.push_back(fix);
    extend(m_extents[found->second], fix);
}

std::span<const Fix> OpenTrails::of(const HandsetId &handset) const
{
    const auto found = m_places.find(handset);
    return found == m_places.end() ? std::span<const Fix>() : m_runs[found->second].fixes;
}

std::vector<HandsetId> OpenTrails::withFixesBefore(Instant end) const
{
    std::vector<HandsetId> handsets;
    for (std::size_t i = 0; i < m_runs.size(); ++i)
        if (m_extents[i].first < end)
            handsets.push_back(m_runs[i].handset);
    return handsets;
}

void OpenTrails::dropBefore(const HandsetId &handset, Instant end)
{
    const auto found = m_places.find(handset);
    if (found == m_places.end())
        return;
    const std::size_t place = found->second;
    auto &fixes = m_runs[place].fixes;
    std::erase_if(fixes, [&](const Fix &fix) { return fix.at < end; });
    if (!fixes.empty()) {
        m_extents[place] = extentOf(fixes.front());
        for (const Fix &fix : fixes)
            extend(m_extents[place], fix);
        return;
    }
    m_places.erase(found);
    if (place + 1 < m_runs.size()) { // the last takes the empty place
        m_runs[place] = std::move(m_runs.back());
        m_extents[place] = m_extents.back();
        m_places[m_runs[place].handset] = place;
    }
    m_runs.pop_back();
    m_extents.pop_back();
}

} // namespace facteo::store
