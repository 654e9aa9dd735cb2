// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <string_view>
#include <vector>

namespace facteo::maps {

static_assert(std::endian::native == std::endian::little, "package files are little-endian");

/// Appends numbers and texts to a growing buffer.
class ByteWriter
{
public:
    [[nodiscard]] const std::vector<std::byte> &bytes() const { return m_bytes; }
    [[nodiscard]] std::vector<std::byte> take() { return std::move(m_bytes); }
    [[nodiscard]] std::size_t size() const { return m_bytes.size(); }

    template<typename T>
        requires std::is_trivially_copyable_v<T>
    void fixed(const T &value)
    {
        const auto at = m_bytes.size();
        m_bytes.resize(at + sizeof(T));
        std::memcpy(m_bytes.data() + at, &value, sizeof(T));
    }
    /// LEB128.
    void varint(std::uint64_t value)
    {
        for (; value >= 0x80; value >>= 7)
            m_bytes.push_back(static_cast<std::byte>(value | 0x80));
        m_bytes.push_back(static_cast<std::byte>(value));
    }
    void zigzag(std::int64_t value)
    {
        varint((static_cast<std::uint64_t>(value) << 1) ^ static_cast<std::uint64_t>(value >> 63));
    }
    void text(std::string_view value)
    {
        varint(value.size());
        append(std::as_bytes(std::span(value)));
    }
    void append(std::span<const std::byte> more) { m_bytes.insert(m_bytes.end(), more.begin(), more.end()); }

private:
    std::vector<std::byte> m_bytes;
};

/// Reads what ByteWriter wrote and never leaves its span: past the end, or after a number that does not fit,
/// every answer is 0 or empty and `ok` is false for good.
class ByteReader
{
public:
    explicit ByteReader(std::span<const std::byte> bytes) : m_bytes(bytes) {}

    [[nodiscard]] bool ok() const { return m_ok; }
    [[nodiscard]] std::size_t left() const { return m_bytes.size(); }
    [[nodiscard]] bool atEnd() const { return m_bytes.empty(); }

    template<typename T>
        requires std::is_trivially_copyable_v<T>
    T fixed()
    {
        T value{};
        if (const auto from = bytes(sizeof(T)); from.size() == sizeof(T))
            std::memcpy(&value, from.data(), sizeof(T));
        return value;
    }
    std::uint64_t varint()
    {
        std::uint64_t value = 0;
        for (unsigned shift = 0; shift < 64; shift += 7) {
            if (m_bytes.empty())
                return fail();
            const auto byte = std::to_integer<std::uint64_t>(m_bytes.front());
            m_bytes = m_bytes.subspan(1);
            value |= (byte & 0x7f) << shift;
            if (byte < 0x80)
                return value;
        }
        return fail();
    }
    std::int64_t zigzag()
    {
        const auto value = varint();
        return static_cast<std::int64_t>(value >> 1) ^ -static_cast<std::int64_t>(value & 1);
    }
    std::string_view text()
    {
        const auto from = bytes(varint());
        return {reinterpret_cast<const char *>(from.data()), from.size()};
    }
    std::span<const std::byte> bytes(std::uint64_t count)
    {
        if (count > m_bytes.size()) {
            fail();
            return {};
        }
        const auto from = m_bytes.first(static_cast<std::size_t>(count));
        m_bytes = m_bytes.subspan(static_cast<std::size_t>(count));
        return from;
    }

private:
    std::uint64_t fail()
    {
        m_ok = false;
        m_bytes = {};
        return 0;
    }

    std::span<const std::byte> m_bytes;
    bool m_ok = true;
};

} // namespace facteo::maps
