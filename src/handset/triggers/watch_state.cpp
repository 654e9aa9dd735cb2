// SPDX-License-Identifier: Apache-2.0
#include "handset/triggers/watch_state.h"

#include <charconv>
#include <format>
#include <ranges>
#include <vector>

namespace facteo::handset {
namespace {

constexpr std::string_view kStateFormat = "facteo-triggers-1";
constexpr std::string_view kNone = "-";
constexpr int kMostWrongCodes = 1'000;

std::string textOf(const std::optional<Deadline> &deadline)
{
    if (!deadline)
        return std::string(kNone);
    return std::format("{}+{}", deadline->at.time_since_epoch().count(), deadline->left.count());
}

template<typename Number> bool readNumber(std::string_view text, Number &to)
{
    const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), to);
    return fault == std::errc{} && end == text.data() + text.size();
}

/// False: it is neither a deadline nor none.
bool read(std::string_view text, std::optional<Deadline> &to)
{
    if (text == kNone)
        return true;
    const auto plus = text.find('+');
    std::int64_t at = 0;
    std::int64_t left = 0;
    if (plus == std::string_view::npos || !readNumber(text.substr(0, plus), at) ||
        !readNumber(text.substr(plus + 1), left) || left < 0)
        return false;
    to = Deadline{.at = Instant{std::chrono::milliseconds{at}}, .left = std::chrono::milliseconds{left}};
    return true;
}

} // namespace

std::string toText(const WatchState &state)
{
    const auto trigger =
        state.countdown ? domain::triggerRow(state.countdown->trigger).name : std::string_view(kNone);
    const auto end = state.countdown ? std::optional(state.countdown->end) : std::nullopt;
    return std::format("{} {} {} {} {} {} {}\n", kStateFormat, trigger, textOf(end),
        state.countdown ? state.countdown->wrongCodes : 0, textOf(state.checkIn), textOf(state.visit),
        state.raised ? "raised" : "quiet");
}

std::optional<WatchState> watchStateFrom(std::string_view text)
{
    if (!text.ends_with('\n'))
        return std::nullopt; // torn
    text.remove_suffix(1);
    const auto words = text | std::views::split(' ') |
                       std::views::transform([](auto &&word) { return std::string_view(word); }) |
                       std::ranges::to<std::vector>();
    WatchState state;
    std::optional<Deadline> end;
    int wrongCodes = 0;
    const bool whole = words.size() == 7 && words[0] == kStateFormat && read(words[2], end) &&
                       readNumber(words[3], wrongCodes) && wrongCodes >= 0 && wrongCodes <= kMostWrongCodes &&
                       read(words[4], state.checkIn) && read(words[5], state.visit) &&
                       (words[6] == "raised" || words[6] == "quiet") &&
                       (words[1] == kNone) == !end.has_value();
    if (!whole)
        return std::nullopt;
    state.raised = words[6] == "raised";
    if (end) {
        const auto *const row = domain::triggerNamed(words[1]);
        if (!row || !row->hasCountdown)
            return std::nullopt;
        state.countdown = Countdown{.trigger = row->trigger, .end = *end, .wrongCodes = wrongCodes};
    }
    return state;
}

} // namespace facteo::handset
