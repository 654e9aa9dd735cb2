// SPDX-License-Identifier: Apache-2.0
#include "message.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <format>
#include <ranges>
#include <utility>

namespace facteo::outreach {
namespace {

constexpr bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

constexpr bool isAlphanumeric(char c)
{
    return isDigit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

constexpr bool isControl(char c)
{
    return static_cast<unsigned char>(c) < 0x20 || c == 0x7f;
}

bool isId(std::string_view id)
{
    const auto allowed = [](char c) { return isAlphanumeric(c) || c == '.' || c == '_' || c == '-'; };
    return !id.empty() && id.size() <= 64 && std::ranges::all_of(id, allowed);
}

/// ITU-T E.164: a plus, a country code that does not begin with 0, 15 digits at most.
bool isPhone(std::string_view to)
{
    return to.size() >= 8 && to.size() <= 16 && to[0] == '+' && to[1] != '0' &&
           std::ranges::all_of(to.substr(1), isDigit);
}

/// RFC 5321 without quoted names and address literals: nobody's mailbox needs them.
bool isMailAddress(std::string_view to)
{
    const auto at = to.find('@');
    if (at == std::string_view::npos || at == 0 || at > 64 || to.size() > 254)
        return false;
    const auto domain = to.substr(at + 1);
    const auto named = [](char c) {
        return isAlphanumeric(c) || std::string_view(".!#$%&'*+-/=?^_`{|}~").contains(c);
    };
    const auto hosted = [](char c) { return isAlphanumeric(c) || c == '.' || c == '-'; };
    return std::ranges::all_of(to.substr(0, at), named) && !domain.empty() &&
           std::ranges::all_of(domain, hosted) && !to.contains("..") && isAlphanumeric(domain.front()) &&
           isAlphanumeric(domain.back()) && to.front() != '.' && to[at - 1] != '.';
}

} // namespace

std::string_view nameOf(Channel channel)
{
    switch (channel) {
    case Channel::Sms:
        return "sms";
    case Channel::Voice:
        return "voice";
    case Channel::Mail:
        return "mail";
    case Channel::Command:
        return "command";
    }
    std::unreachable();
}

std::string geoUri(protocol::Position at)
{
    return std::format("geo:{:.6f},{:.6f}", at.latDegrees(), at.lonDegrees());
}

bool isAddress(Channel channel, std::string_view to)
{
    switch (channel) {
    case Channel::Sms:
    case Channel::Voice:
        return isPhone(to);
    case Channel::Mail:
        return isMailAddress(to);
    case Channel::Command:
        return to.size() <= kMostLine && std::ranges::none_of(to, isControl);
    }
    std::unreachable();
}

std::optional<std::string> whyNot(const Message &message)
{
    if (!isId(message.id))
        return "The message has no usable id (1 to 64 of A-Z a-z 0-9 . _ -). This is a fault of the program "
               "that wrote it.";
    if (!isAddress(message.channel, message.to)) {
        const auto must = message.channel == Channel::Mail      ? "an e-mail address"
                          : message.channel == Channel::Command ? "one line"
                                                                : "a number such as +33612345678";
        return std::format("The address for {} is not {}. Correct it where the persons to reach are listed.",
            nameOf(message.channel), must);
    }
    const auto lines = std::to_array<std::pair<std::string_view, const std::string *>>(
        {{"subject", &message.subject}, {"alert", &message.alert}, {"depot", &message.depot},
            {"postman", &message.postman}, {"priority", &message.priority}});
    for (const auto &[name, text] : lines)
        if (text->size() > kMostLine)
            return std::format("The {} is longer than {} bytes.", name, kMostLine);
    if (message.text.size() > kMostText)
        return std::format("The text is longer than {} bytes.", kMostText);
    return std::nullopt;
}

} // namespace facteo::outreach
