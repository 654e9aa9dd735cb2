// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/dossier.h"
#include "hub/fact_recorder.h"
#include "store/scratch.h"

namespace facteo::tests {

using namespace std::chrono_literals;

inline constexpr protocol::Instant kPressed{
    std::chrono::sys_days{std::chrono::year{2026} / 11 / 23} + 8h + 15min};
inline constexpr protocol::AlertId kAlert{0x77};

/// A depot whose log tells of an alert from the button to its report, among other things, and whose postman
/// was followed all morning.
class RecordedDepot
{
public:
    /// Of an exercise, or of a real alert; closed, or left open.
    explicit RecordedDepot(const Scratch &scratch, bool exercise = false, bool closed = true);

    [[nodiscard]] std::expected<app::Dossier, std::string> gathered(std::uint32_t alert = 12);
    [[nodiscard]] std::vector<protocol::Fact> log();

    std::unique_ptr<store::Database> database;

private:
    void say(protocol::FactBody body, std::chrono::seconds after);
    void tellOfAlerts(bool exercise, bool closed);
    void walk(const std::filesystem::path &folder);

    hub::DepotState m_state{kDepot};
    std::unique_ptr<hub::FactRecorder> m_recorder;
    std::unique_ptr<store::TrailStore> m_trails;
};

} // namespace facteo::tests
