// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "protocol/records.h"

#include <QTimeZone>
#include <cstdint>
#include <expected>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// Alerts as OASIS Common Alerting Protocol 1.2, for other control rooms.
namespace facteo::interop {

/// A message about the same alert that was sent before.
struct CapSent
{
    std::string identifier;
    protocol::Instant at;
};

/// Who tells whom, and when. Texts of people may be anything; what XML cannot hold becomes U+FFFD.
struct CapSetting
{
    std::string sender; ///< "facteo.example": no blanks, no commas, none of < and &
    protocol::DepotId depot;
    std::string depotName;              ///< senderName, and where nothing better is known; may be empty
    std::vector<std::string> addresses; ///< scope Private; without any: Restricted, to control rooms
    std::vector<CapSent> earlier{};     ///< oldest first: this message updates or cancels them
    protocol::Instant at;               ///< sent; kept in whole seconds
    QTimeZone zone = QTimeZone::utc();  ///< whose clock the times are read on
};

enum class CapFault : std::uint8_t {
    BadSender = 1,
    BadAddress,         ///< empty, or with a quotation mark or a control character
    AddressedToHandset, ///< whoever stands beside the postman would read it
    BadReference,       ///< an earlier message whose identifier no message has
};

/// The identifier of the message that follows so many earlier ones.
[[nodiscard]] std::string capIdentifier(
    const protocol::Alert &alert, const protocol::DepotId &depot, std::size_t earlier);

/// "2026-11-23T09:15:30+01:00": never with Z; where there is no offset "-00:00", as CAP wants UTC.
[[nodiscard]] std::string capTime(protocol::Instant at, const QTimeZone &zone);

/// The whole message, UTF-8. The first is an Alert; later ones Update it, or Cancel it when the postman is
/// safe and the alert was none. Drills are Exercise for ever, and say so in words as well: not every program
/// reads the status. The postman is his id, never his name.
[[nodiscard]] std::expected<std::string, CapFault> capOf(
    const protocol::Alert &alert, const CapSetting &setting);

} // namespace facteo::interop
