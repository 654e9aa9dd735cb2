// SPDX-License-Identifier: Apache-2.0
#include "protocol/sender_session.h"

#include <utility>

namespace facteo::protocol {

SenderSession::SenderSession(SenderId sender, SigningKey key, RandomBits bits)
    : m_sender(std::move(sender)), m_key(std::move(key)), m_bits(std::move(bits)),
      m_session(randomSession(m_bits))
{
}

SenderSession::Sealed SenderSession::seal(Body body, Instant now, bool exercise)
{
    const auto &rule = ruleOf(kindOf(body));
    const auto sequence = m_next++;
    const auto id =
        rule.delivery == Delivery::AtMostOnce ? derivedFrameId(m_session, sequence) : randomFrameId(m_bits);
    const Envelope envelope{.id = id,
        .sender = m_sender,
        .sentAt = now,
        .session = m_session,
        .sequence = sequence,
        .exercise = exercise,
        .body = std::move(body)};
    return {.id = id, .bytes = protocol::seal(envelope, rule.mustBeSigned ? &m_key : nullptr)};
}

SenderSession::Sealed SenderSession::sealWill(Instant now) const
{
    // An id of its own: the derived one belongs to the frame that has this number.
    const Envelope envelope{.id = randomFrameId(m_bits),
        .sender = m_sender,
        .sentAt = now,
        .session = m_session,
        .sequence = m_next,
        .body = Goodbye{.clean = false}};
    return {.id = envelope.id, .bytes = protocol::seal(envelope, nullptr)};
}

} // namespace facteo::protocol
