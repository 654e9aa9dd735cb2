// SPDX-License-Identifier: Apache-2.0
#include "domain/escalation.h"

#include "domain/alert.h"

#include <algorithm>
#include <array>
#include <format>

namespace facteo::domain {

using protocol::Alert;
using protocol::Contact;
using protocol::Instant;
using protocol::NoticeChannel;

namespace {

constexpr std::array kPriorities{Priority::P1, Priority::P2, Priority::P3};
constexpr std::uint32_t kRepeatSeconds = 120;

/// "+" and 8 to 15 digits (E.164).
bool isPhone(std::string_view text)
{
    return text.size() >= 9 && text.size() <= 16 && text.front() == '+' &&
           std::ranges::all_of(text.substr(1), [](char c) { return c >= '0' && c <= '9'; });
}

bool isMail(std::string_view text)
{
    const auto at = text.find('@');
    return at != std::string_view::npos && at > 0 && at + 1 < text.size() &&
           text.find_first_of(" \t\r\n<>,;") == std::string_view::npos;
}

void check(const Contact &contact, std::vector<LadderError> &errors)
{
    const auto wrong = [&](LadderFault fault) { errors.push_back({fault, contact.id.text}); };
    if (contact.channels.empty() || std::ranges::contains(contact.channels, NoticeChannel::Console))
        wrong(LadderFault::NoChannel);
    const bool calls = std::ranges::contains(contact.channels, NoticeChannel::Sms) ||
                       std::ranges::contains(contact.channels, NoticeChannel::Voice);
    if (calls && !isPhone(contact.phone))
        wrong(LadderFault::NoPhone);
    if (std::ranges::contains(contact.channels, NoticeChannel::Mail) && !isMail(contact.mail))
        wrong(LadderFault::NoMail);
}

void check(const EscalationPolicy &policy, Priority priority, std::vector<LadderError> &errors)
{
    const auto ladder = ladderOf(policy, priority);
    const auto wrong = [&](LadderFault fault) {
        errors.push_back({fault, std::format("{}", std::to_underlying(priority))});
    };
    if (ladder.empty())
        return wrong(LadderFault::NoRung);
    if (ladder.front().afterSeconds != 0)
        wrong(LadderFault::FirstIsLate);
    if (std::ranges::adjacent_find(ladder, {}, &Rung::afterSeconds) != ladder.end())
        wrong(LadderFault::NotAscending);
    if (std::chrono::seconds{ladder.back().afterSeconds} > kSlowestRung)
        wrong(LadderFault::TooSlow);
}

} // namespace

Priority priorityOf(const Alert &alert)
{
    return alert.silent ? Priority::P1 : priorityOf(alert.trigger);
}

EscalationPolicy defaultEscalation()
{
    EscalationPolicy policy{.repeatSeconds = kRepeatSeconds};
    for (const auto priority : kPriorities) {
        const std::uint32_t first = priority == Priority::P1 ? 30 : 90;
        const auto number = std::to_underlying(priority);
        policy.rungs.push_back({.priority = number, .afterSeconds = 0, .name = "consoles"});
        policy.rungs.push_back(
            {.priority = number, .afterSeconds = first / 2, .name = "depot", .allConsoles = true});
        policy.rungs.push_back(
            {.priority = number, .afterSeconds = first, .name = "on-call", .allConsoles = true});
        policy.rungs.push_back(
            {.priority = number, .afterSeconds = 2 * first, .name = "region", .allConsoles = true});
    }
    return policy;
}

std::vector<Rung> ladderOf(const EscalationPolicy &policy, Priority priority)
{
    std::vector<Rung> ladder;
    std::ranges::copy_if(policy.rungs, std::back_inserter(ladder),
        [&](const Rung &rung) { return rung.priority == std::to_underlying(priority); });
    std::ranges::stable_sort(ladder, {}, &Rung::afterSeconds);
    return ladder;
}

Rung rungOf(const Alert &alert, const EscalationPolicy &policy)
{
    const auto ladder = ladderOf(policy, priorityOf(alert));
    if (ladder.empty())
        return {};
    return ladder[std::min<std::size_t>(alert.rung, ladder.size() - 1)];
}

std::optional<Instant> nextRungAt(const Alert &alert, const EscalationPolicy &policy)
{
    if (!isUnanswered(alert.state))
        return std::nullopt;
    const auto ladder = ladderOf(policy, priorityOf(alert));
    const std::size_t next = std::size_t{alert.rung} + 1;
    if (next < ladder.size())
        return alert.rungAt + std::chrono::seconds{ladder[next].afterSeconds - ladder[next - 1].afterSeconds};
    if (policy.repeatSeconds == 0 || ladder.empty())
        return std::nullopt;
    return alert.rungAt + std::chrono::seconds{policy.repeatSeconds};
}

bool soundsAt(const protocol::SenderId &console, const Alert &alert, const EscalationPolicy &policy)
{
    if (!isUnanswered(alert.state) || alert.silent)
        return false;
    return policy.firstConsoles.empty() || std::ranges::contains(policy.firstConsoles, console) ||
           rungOf(alert, policy).allConsoles;
}

std::vector<LadderError> faultsOf(const EscalationPolicy &policy)
{
    std::vector<LadderError> errors;
    for (const auto priority : kPriorities)
        check(policy, priority, errors);
    for (auto contact = policy.contacts.begin(); contact != policy.contacts.end(); ++contact) {
        check(*contact, errors);
        if (std::ranges::contains(policy.contacts.begin(), contact, contact->id, &Contact::id))
            errors.push_back({LadderFault::DoubledContact, contact->id.text});
    }
    for (const auto &rung : policy.rungs)
        for (const auto &id : rung.contacts)
            if (!std::ranges::contains(policy.contacts, id, &Contact::id))
                errors.push_back({LadderFault::UnknownContact, id.text});
    return errors;
}

} // namespace facteo::domain
