// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "console/link.h"
#include "console/packed_picture.h"
#include "protocol/messages.h"

#include <expected>
#include <functional>
#include <optional>
#include <variant>
#include <vector>

namespace facteo::console {

/// What the worker hands to the GUI thread in one go: decoded, in the order in which it has to be applied
/// (snapshot, facts, handsets, status, link).
struct News
{
    std::optional<protocol::Snapshot> snapshot;
    std::vector<protocol::Fact> facts;   ///< ascending, without a gap, following what was handed over before
    std::vector<protocol::Fact> history; ///< older than the snapshot: for timelines only
    std::vector<HandsetNews> handsets;   ///< each at most once
    std::optional<protocol::Instant> pictureAt; ///< hub's clock
    std::optional<protocol::HubStatus> status;
    std::optional<Link> link;

    [[nodiscard]] bool empty() const
    {
        return !snapshot && facts.empty() && history.empty() && handsets.empty() && !pictureAt && !status &&
               !link;
    }
};

/// Why a request has no answer of the hub's.
enum class AskFailure : std::uint8_t {
    NotConnected, ///< it was not sent
    NoAnswer,     ///< it was sent; whether it was carried out shows when facts come back
};

/// What became of a request: every page's content in one body, the hub's refusal, or no answer.
struct Answer
{
    std::expected<protocol::ResponseBody, AskFailure> body;

    /// The fact under which it was recorded, for requests that change something.
    [[nodiscard]] const protocol::Done *done() const
    {
        return body ? std::get_if<protocol::Done>(&*body) : nullptr;
    }
};

/// What a desk finds out by itself.
enum class Shortfall : std::uint8_t {
    Incomplete,    ///< a new visit lacks who, where or when
    WindowIsOver,  ///< a new visit's window lies in the past
    NothingStored, ///< no position is stored for the time asked for
    DayIsEmpty,    ///< no position is stored of a day
    DayIsOld,      ///< likewise, and it is so long ago that positions are usually deleted
    NoPurpose,     ///< nobody looks at the past without one
    NoTime,        ///< a beginning or an end is no time
    TimeBackwards, ///< the end is not after the beginning
    NoPlace,       ///< nobody said around which place
};

/// Why something was not done; empty when it was. Becomes words when somebody reads it, in the language of
/// then.
using Unmet = std::variant<std::monostate, protocol::Refusal, AskFailure, Shortfall>;

[[nodiscard]] inline Unmet unmetBy(const Answer &answer)
{
    if (!answer.body)
        return answer.body.error();
    if (const auto *refused = std::get_if<protocol::Refused>(&*answer.body))
        return refused->why;
    return {};
}

/// Puts a request to the hub; `then` is called once, on the thread of the caller.
using Ask = std::function<void(protocol::RequestBody, std::function<void(const Answer &)> then)>;

/// UTC as this workstation believes it.
using Clock = std::function<protocol::Instant()>;

} // namespace facteo::console
