// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "protocol/messages.h"
#include "protocol/topics.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <string_view>

namespace facteo::protocol {

/// Names a body without looking into it. The numbers are the fields of Envelope in facteo.proto.
enum class BodyKind : std::uint8_t {
    PositionReport = 10,
    StateReport = 11,
    AlertReport = 12,
    TaskReport = 13,
    CommandReport = 14,
    Goodbye = 15,
    Receipt = 20,
    AlertNews = 21,
    TaskOrder = 22,
    CommandOrder = 23,
    Assignment = 24,
    FactNotice = 30,
    Picture = 31,
    HubHeartbeat = 32,
    Overview = 33,
    Request = 40,
    Response = 41,
};

/// How often a lost frame is sent again, and so how it is named.
enum class Delivery : std::uint8_t {
    AtMostOnce = 1,  ///< QoS 0, derived id: the next one replaces it
    AtLeastOnce = 2, ///< QoS 1, an id of its own; from a handset, repeated until a Receipt names it
};

/// One row per body: where it travels and what must be true of it.
struct BodyRule
{
    BodyKind kind;
    std::string_view name; ///< for logs and the quarantine
    Channel channel;
    bool mustBeSigned;
    Delivery delivery;
};

/// In the order of the Body variant.
inline constexpr auto kBodyRules = [] {
    using enum Delivery;
    return std::to_array<BodyRule>({
        {BodyKind::PositionReport, "PositionReport", Channel::Position, false, AtMostOnce},
        {BodyKind::StateReport, "StateReport", Channel::Up, false, AtLeastOnce},
        {BodyKind::AlertReport, "AlertReport", Channel::Alert, true, AtLeastOnce},
        {BodyKind::TaskReport, "TaskReport", Channel::Up, true, AtLeastOnce},
        {BodyKind::CommandReport, "CommandReport", Channel::Up, true, AtLeastOnce},
        {BodyKind::Goodbye, "Goodbye", Channel::Will, false, AtMostOnce},
        {BodyKind::Receipt, "Receipt", Channel::Down, true, AtLeastOnce},
        {BodyKind::AlertNews, "AlertNews", Channel::Down, true, AtLeastOnce},
        {BodyKind::TaskOrder, "TaskOrder", Channel::Down, true, AtLeastOnce},
        {BodyKind::CommandOrder, "CommandOrder", Channel::Down, true, AtLeastOnce},
        {BodyKind::Assignment, "Assignment", Channel::Down, true, AtLeastOnce},
        {BodyKind::FactNotice, "FactNotice", Channel::Facts, true, AtLeastOnce},
        {BodyKind::Picture, "Picture", Channel::Picture, false, AtMostOnce},
        {BodyKind::HubHeartbeat, "HubHeartbeat", Channel::Hub, false, AtMostOnce},
        {BodyKind::Overview, "Overview", Channel::Overview, false, AtMostOnce},
        {BodyKind::Request, "Request", Channel::Request, true, AtLeastOnce},
        {BodyKind::Response, "Response", Channel::Reply, true, AtLeastOnce},
    });
}();
static_assert(kBodyRules.size() == std::variant_size_v<Body>);

[[nodiscard]] constexpr const BodyRule &ruleOf(BodyKind kind)
{
    const auto row = std::ranges::find(kBodyRules, kind, &BodyRule::kind);
    assert(row != kBodyRules.end());
    return *row;
}

[[nodiscard]] inline BodyKind kindOf(const Body &body)
{
    return kBodyRules[body.index()].kind;
}

/// A body of this kind without a signature is refused: Fault::Unsigned.
[[nodiscard]] constexpr bool mustBeSigned(BodyKind kind)
{
    return ruleOf(kind).mustBeSigned;
}

/// False: Fault::WrongDirection. A hub that stops says Goodbye on its own topic.
[[nodiscard]] constexpr bool mayTravelOn(Channel channel, BodyKind kind)
{
    return ruleOf(kind).channel == channel || (kind == BodyKind::Goodbye && channel == Channel::Hub);
}

} // namespace facteo::protocol
