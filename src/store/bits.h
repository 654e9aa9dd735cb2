// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <bit>
#include <cassert>
#include <cstdint>
#include <cstring>
#include <optional>
#include <span>
#include <vector>

/// Bits and variable-length numbers, least significant first: what trail_codec is written in.
namespace facteo::store {

static_assert(std::endian::native == std::endian::little, "stored bytes are little-endian");

[[nodiscard]] constexpr std::uint64_t zigzag(std::int64_t value)
{
    return (static_cast<std::uint64_t>(value) << 1) ^ static_cast<std::uint64_t>(value >> 63);
}

[[nodiscard]] constexpr std::int64_t unzigzag(std::uint64_t value)
{
    return static_cast<std::int64_t>(value >> 1) ^ -static_cast<std::int64_t>(value & 1);
}

/// Appends to a byte vector.
class BitWriter
{
public:
    explicit BitWriter(std::vector<std::byte> &to) : m_to(to) {}

    /// The `count` lowest bits, at most 57. Higher bits of `value` must be 0.
    void bits(std::uint64_t value, unsigned count)
    {
        m_pending |= value << m_count;
        m_count += count;
        while (m_count >= 8) {
            m_to.push_back(static_cast<std::byte>(m_pending));
            m_pending >>= 8;
            m_count -= 8;
        }
    }

    /// Fills the last byte with zeros.
    void align()
    {
        if (m_count > 0)
            m_to.push_back(static_cast<std::byte>(m_pending));
        m_pending = 0;
        m_count = 0;
    }

    /// Precondition: aligned. Seven bits a byte, the high bit says that more follow.
    void varint(std::uint64_t value)
    {
        assert(m_count == 0);
        for (; value >= 0x80; value >>= 7)
            m_to.push_back(static_cast<std::byte>(value | 0x80));
        m_to.push_back(static_cast<std::byte>(value));
    }

private:
    std::vector<std::byte> &m_to;
    std::uint64_t m_pending = 0;
    unsigned m_count = 0; ///< below 8 between calls
};

/// Reads any bytes; past their end it reads zeros and overran() is true.
class BitReader
{
public:
    explicit BitReader(std::span<const std::byte> from) : m_from(from) {}

    /// The next bits, at least 57 of them.
    [[nodiscard]] std::uint64_t peek() const
    {
        const std::size_t byte = m_bit / 8;
        std::uint64_t word = 0;
        if (byte + 8 <= m_from.size())
            std::memcpy(&word, &m_from[byte], 8);
        else if (byte < m_from.size())
            std::memcpy(&word, &m_from[byte], m_from.size() - byte);
        return word >> (m_bit % 8);
    }

    void skip(unsigned count) { m_bit += count; }

    /// At most 57 bits.
    [[nodiscard]] std::uint64_t bits(unsigned count)
    {
        const std::uint64_t value = peek() & ((std::uint64_t{1} << count) - 1);
        skip(count);
        return value;
    }

    void align() { m_bit = (m_bit + 7) / 8 * 8; }

    /// Nothing when it is longer than a 64-bit number can be.
    [[nodiscard]] std::optional<std::uint64_t> varint()
    {
        std::uint64_t value = 0;
        for (unsigned shift = 0; shift < 64; shift += 7) {
            const std::uint64_t byte = bits(8);
            if (shift == 63 && byte > 1)
                return std::nullopt;
            value |= (byte & 0x7f) << shift;
            if (byte < 0x80)
                return value;
        }
        return std::nullopt;
    }

    [[nodiscard]] bool overran() const { return m_bit > m_from.size() * 8; }
    /// Aligned and nothing left.
    [[nodiscard]] bool atEnd() const { return m_bit == m_from.size() * 8; }

private:
    std::span<const std::byte> m_from;
    std::size_t m_bit = 0;
};

} // namespace facteo::store
