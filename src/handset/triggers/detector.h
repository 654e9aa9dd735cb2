// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "domain/triggers.h"
#include "handset/triggers/sample.h"

#include <concepts>
#include <optional>

namespace facteo::handset {

using protocol::AlertTrigger;

/// What every trigger can do.
///
/// observe() takes what it cares about and passes over the rest. dueAt() says when it fires if nothing else
/// is observed until then. After fired() it is quiet until what it watches for has ended and begun anew;
/// after settled() (the postman called it off with his code) as if it had just been switched on.
template<typename T>
concept Detector = requires(T detector, const T &constant, const Sample &sample, Instant now) {
    { T::kTrigger } -> std::convertible_to<AlertTrigger>;
    { detector.observe(sample) } -> std::same_as<void>;
    { constant.dueAt() } -> std::same_as<std::optional<Instant>>;
    { detector.fired(now) } -> std::same_as<void>;
    { detector.settled(now) } -> std::same_as<void>;
};

} // namespace facteo::handset
