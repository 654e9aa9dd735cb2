// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "protocol/random.h"

#include <array>
#include <cstdint>
#include <expected>
#include <optional>
#include <string>
#include <string_view>

namespace facteo::handset {

/// Why two codes are not taken.
enum class CodeError : std::uint8_t {
    TooShort,      ///< fewer than 4 digits
    TooLong,       ///< more than 8 digits
    NotDigits,     ///< anything but 0 to 9
    TooSimple,     ///< one digit throughout, or a run such as 1234 or 8765
    LengthsDiffer, ///< an onlooker who knows the normal code would see that this is another
    Same,
    TooAlike, ///< one slip of the finger makes one of the other, or it is a neighbour or the reverse
};

/// What a code that was typed turned out to be.
enum class CodeKind : std::uint8_t { Normal, Duress, Wrong };

/// What Argon2id may cost. The product's figures are OWASP's first choice for little memory (Password Storage
/// Cheat Sheet: 19 MiB, 2 passes, 1 lane); tests take less.
struct CodeCost
{
    std::uint32_t memoryKib = 19'456; ///< 8 to 262 144
    std::uint32_t passes = 2;         ///< 1 to 16

    bool operator==(const CodeCost &) const = default;
};

/// The postman's two codes: the normal one calls a countdown off; the duress code seems to, and says to the
/// hub that he was forced.
///
/// Kept as Argon2id (RFC 9106) of each with one random salt: one derivation is compared with both, each time
/// and in constant time, so that nothing a stopwatch can see tells which was typed. Four digits are ten
/// thousand codes: against somebody who has the file this buys minutes to days, not safety; the file's rights
/// do the rest. A cheap value.
class Codes
{
public:
    [[nodiscard]] static std::optional<CodeError> faultIn(std::string_view normal, std::string_view duress);

    /// Takes about 40 ms of one core for each code with the cost of the product.
    [[nodiscard]] static std::expected<Codes, CodeError> choose(std::string_view normal,
        std::string_view duress, CodeCost cost = {}, const protocol::RandomBits &bits = protocol::secureBits);

    /// Reads what toText() wrote; nothing when it is damaged or its cost out of range.
    [[nodiscard]] static std::optional<Codes> fromText(std::string_view text);
    /// One line of ASCII without the codes. For a file that is private to its owner.
    [[nodiscard]] std::string toText() const;

    /// What `typed` is: as long a look whatever it is.
    [[nodiscard]] CodeKind judge(std::string_view typed) const;

    bool operator==(const Codes &) const = default;

private:
    using Salt = std::array<std::uint8_t, 16>;
    using Digest = std::array<std::uint8_t, 32>;

    Codes() = default;
    [[nodiscard]] Digest digestOf(std::string_view typed) const;

    CodeCost m_cost;
    Salt m_salt{};
    Digest m_normal{};
    Digest m_duress{};
};

} // namespace facteo::handset
