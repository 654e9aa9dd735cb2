// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "outreach/message.h"

#include <string>
#include <string_view>

namespace facteo::outreach {

/// A whole e-mail (RFC 5322, MIME): lines of ASCII that end with CR LF, none longer than an address needs,
/// the text in base64. No text of the message can begin a header of its own. Message-ID is the message's id
/// at the domain of `from`, so that a mail sent twice is known for one. Preconditions: whyNot(message) has
/// nothing to say, `from` is an address.
[[nodiscard]] std::string mailText(const Message &message, std::string_view from);

} // namespace facteo::outreach
