// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstring>
#include <span>

namespace facteo::maps::format {

/// A table inside a section that checks every index: outside it, an entry of zeros.
template<typename Entry> class Table
{
public:
    Table() = default;
    Table(std::span<const std::byte> section, std::size_t offset, std::size_t count)
    {
        if (offset <= section.size() && count <= (section.size() - offset) / sizeof(Entry))
            m_bytes = section.subspan(offset, count * sizeof(Entry));
    }
    [[nodiscard]] std::size_t size() const { return m_bytes.size() / sizeof(Entry); }
    [[nodiscard]] Entry operator[](std::size_t index) const
    {
        Entry entry{};
        if (index < size())
            std::memcpy(&entry, m_bytes.data() + index * sizeof(Entry), sizeof(Entry));
        return entry;
    }

private:
    std::span<const std::byte> m_bytes;
};

} // namespace facteo::maps::format
