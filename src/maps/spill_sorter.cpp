// SPDX-License-Identifier: Apache-2.0
#include "maps/spill_sorter.h"

#include <algorithm>
#include <cassert>
#include <cstring>
#include <tuple>
#include <utility>

namespace facteo::maps {
namespace {

/// Before each record in the file.
struct RecordHead
{
    SortKey key;
    std::uint64_t size = 0;
};

/// Of the memory, for the places of the records: right for records of about 60 bytes.
constexpr std::size_t kEntryShare = 3;
/// A window smaller than this would be read with more calls than bytes.
constexpr std::size_t kLeastWindow = 64U << 10;

} // namespace

SpillSorter::SpillSorter(std::filesystem::path folder, std::size_t memory)
    : m_memory(memory), m_file(std::move(folder))
{
}

void SpillSorter::add(SortKey key, std::span<const std::byte> record)
{
    assert(!m_reading);
    if (m_entries.capacity() == 0) {
        // All at once: a vector that grows needs its old place and its new one. What is never touched costs
        // nothing.
        m_entries.reserve(std::max<std::size_t>(1, m_memory / kEntryShare / sizeof(Entry)));
        m_bytes.reserve(m_memory - m_memory / kEntryShare);
    }
    const bool isFull =
        m_entries.size() == m_entries.capacity() || m_bytes.size() + record.size() > m_bytes.capacity();
    if (isFull && !m_entries.empty())
        spill();
    m_entries.push_back({.key = key, .offset = m_bytes.size(), .size = record.size()});
    m_bytes.insert(m_bytes.end(), record.begin(), record.end());
    ++m_count;
    m_size += record.size();
}

void SpillSorter::sortEntries()
{
    std::ranges::sort(m_entries, {}, [](const Entry &entry) { return std::tuple(entry.key, entry.offset); });
}

void SpillSorter::spill()
{
    sortEntries();
    Run run;
    run.at = m_file.size();
    for (const auto &entry : m_entries) {
        const RecordHead head{.key = entry.key, .size = entry.size};
        m_file.append(std::as_bytes(std::span(&head, 1)));
        m_file.append(std::span(m_bytes).subspan(entry.offset, entry.size));
    }
    run.end = m_file.size();
    m_runs.push_back(std::move(run));
    m_entries.clear();
    m_bytes.clear();
}

void SpillSorter::beginReading()
{
    m_reading = true;
    if (m_runs.empty()) {
        sortEntries();
        return;
    }
    if (!m_entries.empty())
        spill();
    m_entries = {};
    m_bytes = {};
    m_windowBytes = std::max(kLeastWindow, m_memory / m_runs.size());
    for (std::size_t run = 0; run < m_runs.size(); ++run)
        if (advance(m_runs[run]))
            m_heap.push_back(run);
    std::ranges::make_heap(m_heap, [this](std::size_t a, std::size_t b) { return isAfter(a, b); });
}

bool SpillSorter::isAfter(std::size_t run, std::size_t other) const
{
    return std::tuple(m_runs[run].key, run) > std::tuple(m_runs[other].key, other);
}

/// Has at least so many unread bytes in the window.
bool SpillSorter::fill(Run &run, std::size_t bytes)
{
    const auto left = run.window.size() - run.used;
    if (left >= bytes)
        return true;
    if (bytes - left > run.end - run.at)
        return false;
    std::memmove(run.window.data(), run.window.data() + run.used, left);
    run.used = 0;
    const auto more = static_cast<std::size_t>(
        std::min<std::uint64_t>(std::max(m_windowBytes, bytes) - left, run.end - run.at));
    run.window.resize(left + more);
    if (!m_file.read(run.at, std::span(run.window).subspan(left)))
        return false;
    run.at += more;
    return true;
}

bool SpillSorter::advance(Run &run)
{
    run.used += run.size;
    run.size = 0;
    RecordHead head;
    if (!fill(run, sizeof head))
        return false;
    std::memcpy(&head, run.window.data() + run.used, sizeof head);
    run.used += sizeof head;
    run.key = head.key;
    if (!fill(run, static_cast<std::size_t>(head.size)))
        return false;
    run.size = static_cast<std::size_t>(head.size);
    return true;
}

std::optional<SortedRecord> SpillSorter::next()
{
    if (!m_reading)
        beginReading();
    if (m_runs.empty()) {
        if (m_nextEntry == m_entries.size())
            return std::nullopt;
        const auto &entry = m_entries[m_nextEntry++];
        return SortedRecord{entry.key, std::span(m_bytes).subspan(entry.offset, entry.size)};
    }
    const auto after = [this](std::size_t a, std::size_t b) { return isAfter(a, b); };
    if (m_current && advance(m_runs[*m_current])) {
        m_heap.push_back(*m_current);
        std::ranges::push_heap(m_heap, after);
    }
    m_current.reset();
    if (m_heap.empty() || fault())
        return std::nullopt;
    std::ranges::pop_heap(m_heap, after);
    m_current = m_heap.back();
    m_heap.pop_back();
    const auto &run = m_runs[*m_current];
    return SortedRecord{run.key, std::span(run.window).subspan(run.used, run.size)};
}

} // namespace facteo::maps
