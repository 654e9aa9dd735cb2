// SPDX-License-Identifier: Apache-2.0
#include "protocol/pages.h"

#include "protocol/codec.h"

#include <iterator>
#include <utility>

namespace facteo::protocol {
namespace {

/// Tag and length of an element in its list.
constexpr std::size_t kElementHead = 5;
/// What stands in a page beside its lists.
constexpr std::size_t kPageHead = 512;

template<typename WireMessage, typename Word> std::size_t encodedBytes(const Word &word)
{
    WireMessage message;
    to(word, message);
    return message.ByteSizeLong() + kElementHead;
}

/// Fills pages one after the other; a new one begins when an element does not fit any more.
template<typename Page> class Filler
{
public:
    Filler(Page first, std::size_t maxBytes) : m_maxBytes(maxBytes)
    {
        m_later = first;
        m_pages.push_back(std::move(first));
    }

    /// `list` says where in a page the elements go.
    template<typename WireMessage, typename List, typename Words> void add(Words &&words, List list)
    {
        for (auto &word : words) {
            const auto bytes = encodedBytes<WireMessage>(word);
            if (m_bytes + bytes > m_maxBytes && m_bytes > kPageHead) {
                m_pages.push_back(m_later);
                m_bytes = kPageHead;
            }
            m_bytes += bytes;
            list(m_pages.back()).push_back(std::move(word));
        }
    }

    std::vector<ResponseBody> pages()
    {
        return {std::make_move_iterator(m_pages.begin()), std::make_move_iterator(m_pages.end())};
    }

private:
    std::size_t m_maxBytes;
    std::size_t m_bytes = kPageHead;
    Page m_later; // what every page repeats
    std::vector<Page> m_pages;
};

std::vector<ResponseBody> cut(Snapshot whole, std::size_t maxBytes)
{
    Filler<Snapshot> filler({.upToFact = whole.upToFact, .roster = {.depot = whole.roster.depot}}, maxBytes);
    filler.add<wire::Postman>(whole.roster.postmen, [](Snapshot &p) -> auto & { return p.roster.postmen; });
    filler.add<wire::Handset>(whole.roster.handsets, [](Snapshot &p) -> auto & { return p.roster.handsets; });
    filler.add<wire::Round>(whole.roster.rounds, [](Snapshot &p) -> auto & { return p.roster.rounds; });
    filler.add<wire::Alert>(whole.alerts, [](Snapshot &p) -> auto & { return p.alerts; });
    filler.add<wire::Task>(whole.tasks, [](Snapshot &p) -> auto & { return p.tasks; });
    filler.add<wire::Command>(whole.commands, [](Snapshot &p) -> auto & { return p.commands; });
    filler.add<wire::HandsetPicture>(whole.handsets, [](Snapshot &p) -> auto & { return p.handsets; });
    filler.add<wire::Geofence>(whole.geofences, [](Snapshot &p) -> auto & { return p.geofences; });
    filler.add<wire::Stay>(whole.stays, [](Snapshot &p) -> auto & { return p.stays; });
    filler.add<wire::Notice>(whole.notices, [](Snapshot &p) -> auto & { return p.notices; });
    filler.add<wire::SystemAlarm>(whole.systemAlarms, [](Snapshot &p) -> auto & { return p.systemAlarms; });
    auto pages = filler.pages();
    // One of a kind, and far smaller than what a frame may hold beside a page.
    std::get<Snapshot>(pages.back()).escalation = std::move(whole.escalation);
    return pages;
}

std::vector<ResponseBody> cut(FactPage whole, std::size_t maxBytes)
{
    Filler<FactPage> filler({}, maxBytes);
    filler.add<wire::Fact>(whole.facts, [](FactPage &p) -> auto & { return p.facts; });
    return filler.pages();
}

std::vector<ResponseBody> cut(TrailPage whole, std::size_t maxBytes)
{
    Filler<TrailPage> filler({.handset = whole.handset}, maxBytes);
    filler.add<wire::Fix>(whole.fixes, [](TrailPage &p) -> auto & { return p.fixes; });
    return filler.pages();
}

std::vector<ResponseBody> cut(NearPage whole, std::size_t maxBytes)
{
    Filler<NearPage> filler({}, maxBytes);
    filler.add<wire::NearPass>(whole.passes, [](NearPage &p) -> auto & { return p.passes; });
    return filler.pages();
}

std::vector<ResponseBody> cut(QuarantinePage whole, std::size_t maxBytes)
{
    Filler<QuarantinePage> filler({}, maxBytes);
    filler.add<wire::QuarantinedFrame>(whole.frames, [](QuarantinePage &p) -> auto & { return p.frames; });
    return filler.pages();
}

std::vector<ResponseBody> cut(HubHeartbeat whole, std::size_t)
{
    return {std::move(whole)};
}
std::vector<ResponseBody> cut(Done whole, std::size_t)
{
    return {whole};
}
std::vector<ResponseBody> cut(Refused whole, std::size_t)
{
    return {std::move(whole)};
}

template<typename T> void moveBehind(std::vector<T> &list, std::vector<T> &more)
{
    list.insert(list.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

} // namespace

std::vector<ResponseBody> pagesOf(ResponseBody body, std::size_t maxBytes)
{
    return std::visit([&](auto &whole) { return cut(std::move(whole), maxBytes); }, body);
}

std::vector<Response> responsesTo(const FrameId &request, ResponseBody body)
{
    std::vector<Response> out;
    for (auto &page : pagesOf(std::move(body)))
        out.push_back({.request = request,
            .page = static_cast<std::uint32_t>(out.size()),
            .last = false,
            .body = std::move(page)});
    out.back().last = true;
    return out;
}

void append(Snapshot &whole, Snapshot page)
{
    moveBehind(whole.roster.postmen, page.roster.postmen);
    moveBehind(whole.roster.handsets, page.roster.handsets);
    moveBehind(whole.roster.rounds, page.roster.rounds);
    moveBehind(whole.alerts, page.alerts);
    moveBehind(whole.tasks, page.tasks);
    moveBehind(whole.commands, page.commands);
    moveBehind(whole.handsets, page.handsets);
    moveBehind(whole.geofences, page.geofences);
    moveBehind(whole.stays, page.stays);
    moveBehind(whole.notices, page.notices);
    moveBehind(whole.systemAlarms, page.systemAlarms);
    if (page.escalation)
        whole.escalation = std::move(page.escalation);
}

} // namespace facteo::protocol
