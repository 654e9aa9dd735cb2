// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "outreach/message.h"
#include "outreach/settings.h"

#include <chrono>
#include <curl/curl.h>
#include <expected>
#include <memory>
#include <optional>
#include <string>
#include <sys/types.h>
#include <utility>
#include <vector>

namespace facteo::outreach {

/// A descriptor of our own.
class Descriptor
{
public:
    explicit Descriptor(int fd = -1) : m_fd(fd) {}
    Descriptor(Descriptor &&other) noexcept : m_fd(std::exchange(other.m_fd, -1)) {}
    Descriptor &operator=(Descriptor &&other) noexcept;
    ~Descriptor() { close(); }

    [[nodiscard]] int number() const { return m_fd; }
    [[nodiscard]] bool isOpen() const { return m_fd >= 0; }
    void close();

private:
    int m_fd;
};

/// One run of a program that reads a message as JSON on its standard input. It is the leader of a process
/// group; whatever of that group is left when the leader ends, or when its time is over, is killed. It gets
/// no descriptor of ours, no signal disposition, and an environment of PATH and LANG alone.
class CommandRun
{
public:
    using Clock = std::chrono::steady_clock;
    using Made = std::expected<std::unique_ptr<CommandRun>, std::string>; ///< or why not, as a sentence

    [[nodiscard]] static Made start(
        const Message &message, const CommandHook &hook, std::chrono::milliseconds timeout);

    /// Kills what is left of the group, and collects the leader if that ends within a second.
    ~CommandRun();
    CommandRun(const CommandRun &) = delete;
    CommandRun &operator=(const CommandRun &) = delete;

    /// Adds what step() waits for.
    void addTo(std::vector<curl_waitfd> &waited) const;
    [[nodiscard]] Clock::time_point deadline() const { return m_deadline; }

    /// Does what can be done without waiting. The outcome, once, when there is one.
    [[nodiscard]] std::optional<Outcome> step();
    /// Whether the leader is collected. One that was killed while it waited for a disk takes its time; until
    /// then it is kept, and waited for with addTo().
    [[nodiscard]] bool isOver();

private:
    CommandRun(const Message &message, const CommandHook &hook, std::chrono::milliseconds timeout);
    /// Gives why not.
    [[nodiscard]] std::optional<std::string> spawn(const CommandHook &hook);
    void feed();
    void listen();
    [[nodiscard]] Outcome ended(int status) const;
    [[nodiscard]] Outcome failed(std::string_view what) const;

    std::string m_id;
    std::string m_program;
    std::string m_input;
    std::size_t m_fed = 0;
    std::string m_errors; ///< the beginning of what it writes to standard error
    std::chrono::milliseconds m_timeout;
    Clock::time_point m_deadline;
    pid_t m_leader = -1;  ///< until it is collected
    Descriptor m_end;     ///< pidfd: readable once the leader has ended
    Descriptor m_toInput; ///< closed when all is written
    Descriptor m_fromErrors;
};

} // namespace facteo::outreach
