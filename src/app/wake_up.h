// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <optional>
#include <string>

namespace facteo::app {

/// Where the main thread of a program without Qt waits: for the network, for lines on stdin, for a signal to
/// stop, or for the time when something is due.
class WakeUp
{
public:
    WakeUp();
    ~WakeUp();
    WakeUp(const WakeUp &) = delete;
    WakeUp &operator=(const WakeUp &) = delete;

    /// Any thread, and signal handlers.
    void notify() const;

    /// SIGINT and SIGTERM end wait() and make stopping() true. One WakeUp of a process may do this.
    void stopOnSignals();
    [[nodiscard]] bool stopping() const;

    /// Also wakes for input on stdin, until it ends.
    void readLines() { m_reading = true; }
    /// The next whole line of stdin that has come, without its end.
    [[nodiscard]] std::optional<std::string> nextLine();
    [[nodiscard]] bool inputEnded() const { return m_inputEnded; }

    void wait(std::chrono::milliseconds atMost);

private:
    int m_event = -1;
    bool m_reading = false;
    bool m_inputEnded = false;
    std::string m_input;
};

} // namespace facteo::app
