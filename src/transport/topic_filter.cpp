// SPDX-License-Identifier: Apache-2.0
#include "transport/topic_filter.h"

namespace facteo::transport {
namespace {

/// Cuts the first level off `rest`; `more` tells whether another level follows.
std::string_view cutLevel(std::string_view &rest, bool &more)
{
    const auto slash = rest.find('/');
    const auto level = rest.substr(0, slash);
    more = slash != std::string_view::npos;
    rest = more ? rest.substr(slash + 1) : std::string_view{};
    return level;
}

} // namespace

bool covers(std::string_view filter, std::string_view topic)
{
    if (filter.empty() || topic.empty())
        return false;
    // Section 4.7.2: a wildcard in the first place does not match the broker's own topics.
    if (topic.front() == '$' && (filter.front() == '+' || filter.front() == '#'))
        return false;
    bool moreFilter = true;
    bool moreTopic = true;
    while (moreFilter) {
        const auto wanted = cutLevel(filter, moreFilter);
        if (wanted == "#")
            return true; // also the parent level itself: "a/#" covers "a"
        if (!moreTopic)
            return false;
        const auto level = cutLevel(topic, moreTopic);
        if (wanted != "+" && wanted != level)
            return false;
    }
    return !moreTopic;
}

bool isPublishable(std::string_view topic)
{
    constexpr std::string_view kForbidden("+#\0", 3);
    return !topic.empty() && topic.size() <= 1024 &&
           topic.find_first_of(kForbidden) == std::string_view::npos;
}

} // namespace facteo::transport
