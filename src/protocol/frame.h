// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "protocol/body_kind.h"
#include "protocol/keys.h"
#include "protocol/messages.h"

#include <cstddef>
#include <expected>
#include <optional>
#include <span>
#include <string>
#include <vector>

/// The one door between bytes and words: docs/wire.md shows the layout.
namespace facteo::protocol {

inline constexpr std::uint32_t kWireVersion = 1;

/// Longer frames are refused before anything is read of them: TooLarge.
inline constexpr std::size_t kMaxFrameBytes = std::size_t{256} * 1024;

/// Encodes and, with a key, signs: Ed25519 over "facteo-frame-1\0" and the exact envelope bytes.
///
/// The caller keeps the ranges that records.h states; a receiver refuses what does not. Broken contract: a
/// body that needs more than kMaxFrameBytes (split answers with protocol/pages.h).
[[nodiscard]] std::vector<std::byte> seal(const Envelope &envelope, const SigningKey *key);

/// A frame whose every field was checked. Whether the sender is who he says is the caller's next question.
class Opened
{
public:
    Envelope envelope;

    [[nodiscard]] BodyKind kind() const { return kindOf(envelope.body); }
    [[nodiscard]] bool isSigned() const { return m_signature.has_value(); }
    /// False for an unsigned frame too.
    [[nodiscard]] bool isSignedBy(const PublicKey &key) const;

private:
    friend std::expected<Opened, Fault> open(std::span<const std::byte> bytes);

    std::vector<std::byte> m_signedBytes; // with the prefix; empty when unsigned
    std::optional<Signature> m_signature;
};

/// Errors: TooLarge, Malformed, UnknownVersion (0), UnknownBody, MissingField, OutOfRange, BrokenChain.
/// A frame of a newer version is understood as far as its body is known. Any thread.
[[nodiscard]] std::expected<Opened, Fault> open(std::span<const std::byte> bytes);

/// What stands on the envelope, readable even when the body is unknown or wrong: enough to count a refusal
/// against its sender and to tell him (Receipt) not to repeat it. Unchecked otherwise: not authenticated.
struct Heading
{
    std::uint32_t version = 0;
    FrameId id{};
    SenderId sender{};
    Instant sentAt{};
    std::uint64_t session = 0;
    std::uint32_t sequence = 0;
    bool exercise = false;
    std::uint32_t bodyField = 0; ///< the body's number in facteo.proto, also of one unknown here; 0 = none

    bool operator==(const Heading &) const = default;
};

/// Nothing when not even the envelope can be read.
[[nodiscard]] std::optional<Heading> peek(std::span<const std::byte> bytes);

/// What open() objects to, with the field: "AlertReport.last_fix.lat_e7 is out of range". For the
/// quarantine and a technician, in English; empty when it objects to nothing. Slow.
[[nodiscard]] std::string explain(std::span<const std::byte> bytes);

/// The id of frames that go without one of their own to stay short: positions and other news that is never
/// acknowledged one by one. Session and sequence, big-endian, then four zero bytes.
[[nodiscard]] FrameId derivedFrameId(std::uint64_t session, std::uint32_t sequence);

} // namespace facteo::protocol
