// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "protocol/frame.h"
#include "protocol/random.h"

namespace facteo::protocol {

/// Seals what one sender says to one audience, from its start to its end.
///
/// The audience sees every frame of a session, so a hole in the sequence is a loss: a handset has one
/// session; a hub has one for its consoles and one for each handset and each console it answers.
/// One thread at a time.
class SenderSession
{
public:
    /// Draws its session from `bits`; the key signs the bodies that must be signed.
    SenderSession(SenderId sender, SigningKey key, RandomBits bits = secureBits);

    struct Sealed
    {
        FrameId id;
        std::vector<std::byte> bytes;
    };

    /// The next frame: sequence goes up by one, wrapping after 2^32 − 1.
    [[nodiscard]] Sealed seal(Body body, Instant now, bool exercise = false);

    /// Outside the sequence, for the broker to publish when the connection dies: it may come much later
    /// than its neighbours, or never.
    [[nodiscard]] Sealed sealWill(Instant now) const;

    [[nodiscard]] const SenderId &sender() const { return m_sender; }
    [[nodiscard]] std::uint64_t session() const { return m_session; }
    /// The number of the next frame.
    [[nodiscard]] std::uint32_t nextSequence() const { return m_next; }
    /// Continues elsewhere than at 0.
    void continueAt(std::uint32_t sequence) { m_next = sequence; }

private:
    SenderId m_sender;
    SigningKey m_key;
    RandomBits m_bits;
    std::uint64_t m_session = 0;
    std::uint32_t m_next = 0;
};

} // namespace facteo::protocol
