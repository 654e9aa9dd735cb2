// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <expected>
#include <filesystem>
#include <span>
#include <string>
#include <vector>

namespace facteo::handset {

/// What a handset must still know after a restart: the frames that made its state, those from above and its
/// own, in order. Append-only, each record with its length and checksum, on the medium before append()
/// returns; a torn last record is cut off.
class Journal
{
public:
    using Frame = std::vector<std::byte>;

    /// Opens or creates. The error is a line for a technician.
    [[nodiscard]] static std::expected<Journal, std::string> open(const std::filesystem::path &file);

    Journal(Journal &&other) noexcept;
    Journal &operator=(Journal &&other) noexcept;
    ~Journal();

    /// What was there when it was opened; taken out once.
    [[nodiscard]] std::vector<Frame> takeFrames() { return std::move(m_frames); }

    /// False when the medium refused: the caller must not act on the frame.
    [[nodiscard]] bool append(std::span<const std::byte> frame);

    /// Replaces everything by `frames`, atomically: what is over and done is forgotten.
    [[nodiscard]] bool rewrite(const std::vector<Frame> &frames);

    [[nodiscard]] std::uint64_t bytes() const { return m_bytes; }

private:
    Journal() = default;

    std::filesystem::path m_file;
    int m_descriptor = -1;
    std::uint64_t m_bytes = 0;
    std::vector<Frame> m_frames;
};

} // namespace facteo::handset
