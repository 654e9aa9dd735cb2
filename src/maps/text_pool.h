// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "maps/scratch_file.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string_view>
#include <unordered_map>

namespace facteo::maps {

/// The texts of a package, in the order in which they were first asked for. Offset 0 is the empty text.
///
/// Only a fingerprint of each text is in memory, and of a bounded number of texts: beyond it they are
/// forgotten and a text that comes again is written again.
class TextPool
{
public:
    TextPool(std::filesystem::path scratch, std::size_t memory);

    /// 0, and a fault, once the texts take more than the 4 GiB that an offset can name.
    [[nodiscard]] std::uint32_t offsetOf(std::string_view text);

    [[nodiscard]] std::uint64_t size() const { return m_bytes.size(); }
    [[nodiscard]] bool read(std::uint64_t offset, std::span<std::byte> into)
    {
        return m_bytes.read(offset, into);
    }
    [[nodiscard]] std::optional<WriteError> fault() const;

private:
    /// XXH3-128 of a text: two texts of one package never share it.
    struct Fingerprint
    {
        std::uint64_t high = 0;
        std::uint64_t low = 0;

        bool operator==(const Fingerprint &) const = default;
    };
    struct Hash
    {
        std::size_t operator()(const Fingerprint &print) const { return print.low; }
    };

    std::size_t m_mostKnown;
    ScratchFile m_bytes;
    std::unordered_map<Fingerprint, std::uint32_t, Hash> m_offsets;
    bool m_isFull = false;
};

} // namespace facteo::maps
