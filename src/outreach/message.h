// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "protocol/words.h"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace facteo::outreach {

enum class Channel : std::uint8_t { Sms, Voice, Mail, Command };

/// As in the configuration and in JSON: "sms", "voice", "mail", "command".
[[nodiscard]] std::string_view nameOf(Channel channel);

struct Place
{
    protocol::Position at;
    std::chrono::seconds age{0}; ///< of the position when the message was written
};

/// "geo:48.117300,-1.677800" (RFC 5870): phones open it in whatever map they have. Six decimals, 11 cm.
[[nodiscard]] std::string geoUri(protocol::Position at);

/// One notice to one person. All text is UTF-8; what is not becomes U+FFFD.
struct Message
{
    std::string id; ///< unique per notice: 1 to 64 of A-Z a-z 0-9 . _ -. Whoever gets it twice sends it once
    Channel channel = Channel::Sms;
    std::string to;       ///< what isAddress() takes
    std::string subject;  ///< one line: for mail, and for whoever shows a title
    std::string text;     ///< everything a person has to read or hear; may have lines
    protocol::Instant at; ///< when it was written

    // The same for machines, so that a gateway needs not take the text apart.
    std::string alert; ///< the alert's number as people say it
    std::string depot;
    std::string postman; ///< his name
    bool exercise = false;
    std::string priority;
    std::optional<Place> place{};
};

/// Whether `to` may be an address of that channel: an E.164 number ("+33612345678") for SMS and voice, one
/// e-mail address in ASCII for mail, anything in one line for a command. For whoever reads a ladder of
/// persons: a bad address should be found there, and not in an alert.
[[nodiscard]] bool isAddress(Channel channel, std::string_view to);

/// The largest texts that are taken, in bytes.
inline constexpr std::size_t kMostText = 16'384;
inline constexpr std::size_t kMostLine = 512; ///< of every other text

/// Why it cannot be sent by anybody, as a sentence; nothing when it can.
[[nodiscard]] std::optional<std::string> whyNot(const Message &message);

enum class Stage : std::uint8_t {
    Sent,      ///< the gateway, mail server or program took it
    Delivered, ///< and says that it arrived
    Failed,    ///< nobody took it; or it is not known that anybody did
};

struct Outcome
{
    std::string id; ///< of the message
    Stage stage = Stage::Failed;
    std::string detail{}; ///< for a technician: what, where, what to do. One line, no secrets
};

} // namespace facteo::outreach
