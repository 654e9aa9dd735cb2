// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "protocol/records.h"

#include <QJsonObject>
#include <span>
#include <string>
#include <string_view>

/// Technical names for terminals and JSON, in English: stable, not translated. The console's words for
/// people are in console/wording.
namespace facteo::app {

[[nodiscard]] std::string_view nameOf(protocol::Fault fault);
[[nodiscard]] std::string_view nameOf(protocol::Refusal refusal);
[[nodiscard]] std::string_view nameOf(protocol::Duty duty);
[[nodiscard]] std::string_view nameOf(protocol::AlertState state);
[[nodiscard]] std::string_view nameOf(protocol::AlertAct act);
[[nodiscard]] std::string_view nameOf(protocol::TaskState state);
[[nodiscard]] std::string_view nameOf(protocol::TaskAct act);
[[nodiscard]] std::string_view nameOf(protocol::CommandState state);
[[nodiscard]] std::string_view nameOf(protocol::HubEvent event);
[[nodiscard]] std::string_view nameOf(protocol::Crossing crossing);
[[nodiscard]] std::string_view nameOf(protocol::DepotStanding standing);

/// 2026-11-22T08:15:30.123Z
[[nodiscard]] std::string textOf(protocol::Instant instant);
[[nodiscard]] std::string hexOf(std::span<const std::uint8_t> bytes);

[[nodiscard]] QJsonObject jsonOf(const protocol::HubStatus &status);
[[nodiscard]] QJsonObject jsonOf(const protocol::DepotSummary &summary);
[[nodiscard]] QJsonObject jsonOf(const protocol::Fact &fact);
[[nodiscard]] QJsonObject jsonOf(const protocol::QuarantinedFrame &frame);
/// One line for people.
[[nodiscard]] std::string lineOf(const protocol::Fact &fact);

} // namespace facteo::app
