// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "handset/crowd.h"
#include "wake_up.h"

#include <chrono>
#include <filesystem>
#include <string>

namespace facteo::app {

struct CrowdOptions
{
    std::filesystem::path rosters; ///< a file, or a folder with one for each depot
    std::filesystem::path bundle;  ///< an exercise gateway's
    std::chrono::milliseconds positionEvery{15'000};
    double pace = 1;
    std::uint64_t seed = 1;
    bool quiet = false;
};

/// Everybody of some depots, or of a country, on one connection of one process: for exercises.
class CrowdProgram
{
public:
    explicit CrowdProgram(CrowdOptions options) : m_options(std::move(options)) {}

    /// Runs until a signal, "quit" or a problem; the exit code of the program.
    int run();

private:
    void walk(handset::Crowd &crowd, transport::Transport &transport, transport::MessageQueue &queue);
    /// "H-0001-01 alert": his button; "status".
    static void obeyLine(handset::Crowd &crowd, const std::string &line);

    CrowdOptions m_options;
    WakeUp m_wakeUp;
};

} // namespace facteo::app
