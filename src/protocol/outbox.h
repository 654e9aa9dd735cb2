// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "protocol/random.h"
#include "protocol/topics.h"
#include "protocol/words.h"

#include <cstddef>
#include <deque>
#include <expected>
#include <filesystem>
#include <optional>
#include <span>
#include <vector>

namespace facteo::protocol {

enum class OutboxError : std::uint8_t {
    CannotOpen = 1,  ///< no such folder, no right, or another process has it open
    NotAnOutbox = 2, ///< the file is something else; it is left alone
    DiskFull = 3,
    WriteFailed = 4, ///< the medium: nothing more can be promised
    Full = 5,        ///< the limit of frames or bytes; alerts have a reserve of their own
};

/// One English sentence for a technician.
[[nodiscard]] std::string_view describe(OutboxError error);

/// The frames of a handset that no hub has acknowledged yet, in a file that survives kill -9 and power
/// loss: a frame is on the medium before add() returns, and only then may it be published.
///
/// Appended records with a checksum each; a torn last record is cut off at the next start. Alerts come out
/// first, the rest in order. One thread; add() waits for the medium.
class Outbox
{
public:
    struct Limits
    {
        std::size_t frames = 10'000;
        std::size_t bytes = std::size_t{16} * 1024 * 1024;
        std::size_t reservedForAlerts = 1'000; ///< more frames, with as many KiB, that only alerts may use
    };

    struct Entry
    {
        FrameId id;
        Channel channel = Channel::Up; ///< where to publish it; Alert goes first
        std::vector<std::byte> frame{};
        std::uint32_t attempts = 0; ///< in this connection
        Instant lastAttempt{};
        Instant due{}; ///< not before this
    };

    /// Opens or creates. One process at a time: the file is locked.
    [[nodiscard]] static std::expected<Outbox, OutboxError> open(
        const std::filesystem::path &file, Limits limits);
    [[nodiscard]] static std::expected<Outbox, OutboxError> open(const std::filesystem::path &file);

    Outbox(Outbox &&other) noexcept;
    Outbox &operator=(Outbox &&other) noexcept;
    ~Outbox();

    /// Bytes of a torn last record that the last open() cut off: a frame that nobody was told is safe.
    [[nodiscard]] std::uint64_t cutBytes() const { return m_cutBytes; }

    /// Keeps the frame. After an error it is not kept, and nothing else is lost.
    [[nodiscard]] std::expected<void, OutboxError> add(
        const FrameId &id, Channel channel, std::span<const std::byte> frame);

    /// Forgets a frame that a Receipt named; false when it is not (or no longer) here. An error means it
    /// may be repeated after a restart, which the hub expects.
    [[nodiscard]] std::expected<bool, OutboxError> acknowledge(const FrameId &id);

    /// What to publish at `now`, most urgent first: null when nothing is due. Call attempted() after it.
    [[nodiscard]] const Entry *nextAttempt(Instant now) const;

    /// Notes the attempt and draws the time of the next: 1, 2, 4… 60 s, for alerts 0.5, 1, 2, 4, 5 s; each
    /// shortened by up to half at random, so that a fleet does not come back in step.
    void attempted(const FrameId &id, Instant now, const RandomBits &bits);

    /// A new connection: everything is due at once.
    void connected(Instant now);

    /// When nextAttempt() will have something; nothing when empty.
    [[nodiscard]] std::optional<Instant> nextDue() const;

    [[nodiscard]] std::size_t size() const { return m_alerts.size() + m_others.size(); }
    [[nodiscard]] bool empty() const { return size() == 0; }

private:
    Outbox() = default;

    [[nodiscard]] std::expected<void, OutboxError> read();
    [[nodiscard]] std::expected<void, OutboxError> write(
        std::span<const std::byte> record, bool waitForMedium);
    [[nodiscard]] bool hasRoom(Channel channel, std::size_t bytes) const;
    [[nodiscard]] Entry *find(const FrameId &id);
    std::deque<Entry> &queueOf(Channel channel);
    void take(std::span<const std::byte> payload);
    void remember(const FrameId &id, Channel channel, std::span<const std::byte> frame);
    bool forget(const FrameId &id);
    void compact();

    std::filesystem::path m_file;
    Limits m_limits;
    int m_descriptor = -1;
    std::uint64_t m_fileBytes = 0; // up to here the file is whole
    std::uint64_t m_liveBytes = 0; // of it, records of frames still waiting
    std::size_t m_liveFrameBytes = 0;
    std::uint64_t m_cutBytes = 0;
    std::deque<Entry> m_alerts;
    std::deque<Entry> m_others;
};

} // namespace facteo::protocol
