// SPDX-License-Identifier: Apache-2.0
#include "protocol/request_book.h"

#include <algorithm>
#include <utility>

namespace facteo::protocol {

void RequestBook::sent(const FrameId &request, Instant now, std::chrono::milliseconds patience)
{
    m_waiting.insert_or_assign(request, Waiting{.deadline = now + patience, .patience = patience});
}

std::vector<Response> RequestBook::arrived(Response &&page, Instant now)
{
    const auto found = m_waiting.find(page.request);
    if (found == m_waiting.end())
        return {};
    auto &waiting = found->second;
    // A number behind nextPage is a duplicate; the difference is then huge.
    if (page.page - waiting.nextPage > kMaxPagesAhead)
        return {};
    waiting.deadline = now + waiting.patience;
    waiting.ahead.try_emplace(page.page, std::move(page));

    std::vector<Response> ready;
    while (!waiting.ahead.empty() && waiting.ahead.begin()->first == waiting.nextPage) {
        ready.push_back(std::move(waiting.ahead.begin()->second));
        waiting.ahead.erase(waiting.ahead.begin());
        ++waiting.nextPage;
        if (ready.back().last) {
            m_waiting.erase(found);
            break;
        }
    }
    return ready;
}

std::vector<FrameId> RequestBook::expired(Instant now)
{
    std::vector<std::pair<Instant, FrameId>> over;
    for (const auto &[request, waiting] : m_waiting)
        if (waiting.deadline <= now)
            over.emplace_back(waiting.deadline, request);
    std::ranges::sort(over);

    std::vector<FrameId> out;
    out.reserve(over.size());
    for (const auto &[deadline, request] : over) {
        m_waiting.erase(request);
        out.push_back(request);
    }
    return out;
}

std::optional<Instant> RequestBook::nextDeadline() const
{
    std::optional<Instant> earliest;
    for (const auto &[request, waiting] : m_waiting)
        if (!earliest || waiting.deadline < *earliest)
            earliest = waiting.deadline;
    return earliest;
}

std::vector<FrameId> RequestBook::abandonAll()
{
    std::vector<FrameId> out;
    out.reserve(m_waiting.size());
    for (const auto &[request, waiting] : m_waiting)
        out.push_back(request);
    std::ranges::sort(out);
    m_waiting.clear();
    return out;
}

} // namespace facteo::protocol
