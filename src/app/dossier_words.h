// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "protocol/words.h"

#include <string_view>

/// An alert in French, for the paper that is handed to an inspector or a court. It is one document with one
/// wording, whatever language the program speaks: not translated.
namespace facteo::app {

[[nodiscard]] std::string_view frenchOf(protocol::AlertTrigger trigger);
[[nodiscard]] std::string_view frenchOf(protocol::AlertState state);
[[nodiscard]] std::string_view frenchOf(protocol::AlertAct act);
[[nodiscard]] std::string_view frenchOf(protocol::AlertOutcome outcome);
[[nodiscard]] std::string_view frenchOf(protocol::PlanStep step);
[[nodiscard]] std::string_view frenchOf(protocol::NoticeChannel channel);
[[nodiscard]] std::string_view frenchOf(protocol::NoticeStage stage);

} // namespace facteo::app
