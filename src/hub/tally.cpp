// SPDX-License-Identifier: Apache-2.0
#include "hub/tally.h"

#include <algorithm>

namespace facteo::hub {

using store::Result;

namespace {

/// As protocol::QuarantinedFrame::bytes says.
constexpr std::size_t kBytesKept = 4'096;

store::Counts sum(store::Counts total, const store::Counts &delta)
{
    std::ranges::transform(total.faults, delta.faults, total.faults.begin(), std::plus{});
    std::ranges::transform(total.gated, delta.gated, total.gated.begin(), std::plus{});
    total.positionsStored += delta.positionsStored;
    return total;
}

} // namespace

Tally::Tally(store::Database &db, const protocol::DepotId &depot)
    : m_db(db), m_counters(db, depot), m_quarantine(db, depot)
{
}

Result<void> Tally::load()
{
    auto totals = m_counters.totals();
    if (!totals)
        return std::unexpected(totals.error());
    m_totals = *totals;
    return {};
}

void Tally::refuse(protocol::Fault fault, std::string_view topic, std::span<const std::byte> bytes,
    std::string detail, protocol::Instant now)
{
    const auto kept = bytes.first(std::min(bytes.size(), kBytesKept));
    keep({.at = now,
        .topic = std::string(topic.substr(0, 256)),
        .fault = fault,
        .detail = std::move(detail),
        .bytes = {kept.begin(), kept.end()},
        .totalBytes = bytes.size()});
}

void Tally::refusePosition(protocol::Fault fault, std::string_view topic, std::size_t size,
    std::string detail, protocol::Instant now)
{
    keep({.at = now,
        .topic = std::string(topic.substr(0, 256)),
        .fault = fault,
        .detail = std::move(detail),
        .bytes = {},
        .totalBytes = size});
}

void Tally::keep(protocol::QuarantinedFrame frame)
{
    ++m_delta.of(frame.fault);
    if (keeps())
        m_refused.push_back(std::move(frame));
}

Result<void> Tally::write()
{
    if (isFlushed())
        return {};
    auto written = m_counters.add(m_delta);
    if (written && !m_refused.empty())
        written = m_quarantine.add(m_refused);
    return written;
}

void Tally::settle()
{
    m_totals = sum(m_totals, m_delta);
    m_delta = {};
    m_refused.clear();
}

store::Counts Tally::totals() const
{
    return sum(m_totals, m_delta);
}

Result<std::vector<protocol::QuarantinedFrame>> Tally::newest(std::uint32_t atMost)
{
    auto transaction = store::Transaction::begin(m_db);
    if (!transaction)
        return std::unexpected(transaction.error());
    if (const auto written = write().and_then([&] { return transaction->commit(); }); !written)
        return std::unexpected(written.error());
    settle();
    return m_quarantine.newest(atMost);
}

} // namespace facteo::hub
