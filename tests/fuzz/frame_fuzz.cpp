// SPDX-License-Identifier: Apache-2.0
#include "protocol/chain.h"
#include "protocol/frame.h"
#include "protocol/roster_file.h"
#include "protocol/topics.h"

#include <cstdlib>

/// Anything is a frame, a fact, a roster or a topic to somebody: no input may do more than be refused, and
/// what is accepted can be said again.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *bytes, std::size_t size)
{
    using namespace facteo::protocol;
    const auto input = std::as_bytes(std::span(bytes, size));

    const auto opened = open(input);
    const auto explanation = explain(input);
    if (opened.has_value() != explanation.empty())
        std::abort();
    if (opened) {
        (void)opened->isSignedBy(PublicKey{});
        const auto again = open(seal(opened->envelope, nullptr));
        if (!again || again->envelope != opened->envelope)
            std::abort();
    }
    (void)peek(input);
    if (const auto fact = decodeFact(input); fact && decodeFact(encodeFact(*fact)) != fact)
        std::abort();
    if (const auto roster = decodeRoster(input); roster && decodeRoster(encodeRoster(*roster)) != roster)
        std::abort();
    if (const auto topic = parseTopic({reinterpret_cast<const char *>(bytes), size}))
        if (parseTopic(topicText(*topic)) != topic)
            std::abort();
    return 0;
}
