// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "field_handset.h"
#include "handset/persona.h"
#include "wake_up.h"

#include <atomic>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace facteo::app {

struct FleetOptions
{
    std::filesystem::path roster;
    std::filesystem::path bundles;
    std::size_t count = 0; ///< at most; 0: every handset of the roster that has a bundle
    double pace = 1;       ///< how fast everybody walks and lives
    std::uint64_t seed = 1;
    bool alertConnections = true;
    bool quiet = false;
};

/// Many handsets in one process: each with its own certificate on its own TLS connections, all of them on two
/// threads (network, and everything else).
class Fleet
{
public:
    explicit Fleet(FleetOptions options) : m_options(std::move(options)) {}

    /// Runs until a signal, "quit" or a problem; the exit code of the program.
    int run();

private:
    struct Member
    {
        std::atomic<bool> called = true; ///< by the network: something came in. Outlives the field
        std::unique_ptr<FieldHandset> field;
        std::unique_ptr<handset::Persona> persona;
        std::vector<handset::Event> events; ///< since the last look
    };

    [[nodiscard]] bool callUp(const protocol::Roster &roster);
    void enlistSome(const protocol::Roster &roster, protocol::Instant now);
    void enlist(const protocol::Roster &roster, const protocol::Handset &who, protocol::Instant now);
    void live(Member &member, protocol::Instant now);
    /// "H-012 alert": to one of them; "status": of all.
    void obeyLine(const std::string &line, protocol::Instant now);
    void printSummary() const;
    void dismiss(protocol::Instant now);

    FleetOptions m_options;
    WakeUp m_wakeUp;
    transport::NetworkThread m_network;
    std::vector<std::unique_ptr<Member>> m_members;
    std::vector<protocol::Handset> m_calledUp; ///< those who will be members, in the roster's order
    std::size_t m_enlisted = 0;                ///< of them
    std::size_t m_withoutBundle = 0;
};

} // namespace facteo::app
