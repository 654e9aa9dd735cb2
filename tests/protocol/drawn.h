// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "protocol/messages.h"

#include <random>
#include <utility>

namespace facteo::tests {

/// Draws values of everything that can be said, over the whole of each range. Same seed, same values.
class Drawn
{
public:
    explicit Drawn(std::uint64_t seed) : m_engine(seed) {}

    protocol::Envelope envelope(std::size_t bodyIndex);
    protocol::Roster roster();

    std::uint64_t bits() { return m_engine(); }
    std::uint64_t below(std::uint64_t end) { return bits() % end; }
    bool coin() { return below(2) == 0; }

private:
    template<typename Enum> Enum word(Enum last)
    {
        return static_cast<Enum>(1 + below(static_cast<std::uint64_t>(std::to_underlying(last))));
    }
    template<typename Id> Id id() { return Id{1 + below(0x7fff'ffff'ffff'ffff)}; }
    template<typename Id> Id name() { return Id{nameText()}; }
    template<typename Id> Id nameOrNone() { return coin() ? Id{} : name<Id>(); }
    template<typename T, typename Draw> std::vector<T> several(Draw draw)
    {
        std::vector<T> out;
        for (auto left = below(4); left > 0; --left)
            out.push_back((this->*draw)());
        return out;
    }
    template<typename T, typename Draw> std::optional<T> maybe(Draw draw)
    {
        return coin() ? std::nullopt : std::optional<T>((this->*draw)());
    }

    std::string nameText();
    std::string text(std::size_t mostCharacters);
    protocol::Instant instant();
    std::uint8_t percent() { return static_cast<std::uint8_t>(below(101)); }
    std::uint32_t number() { return static_cast<std::uint32_t>(bits() >> below(64)); }
    protocol::FrameId frameId();
    protocol::Position position();
    protocol::Fix fix();
    protocol::HandsetState handsetState();
    protocol::VisitReport visitReport();
    protocol::Alert alert();
    protocol::AlertHelp alertHelp();
    protocol::ClosingReport closingReport();
    protocol::AlertStep alertStep();
    protocol::Contact contact();
    protocol::Rung rung();
    protocol::EscalationPolicy escalation();
    protocol::Notice notice();
    protocol::SystemAlarm systemAlarm();
    protocol::Task task();
    protocol::Command command();
    protocol::Depot depot();
    protocol::Postman postman();
    protocol::RoundStop roundStop();
    protocol::Round round();
    protocol::Handset handset();
    protocol::HandsetPicture handsetPicture();
    protocol::HubStatus hubStatus();
    protocol::DepotSummary depotSummary();
    protocol::QuarantinedFrame quarantinedFrame();
    protocol::Geofence geofence();
    protocol::WeeklyHours weeklyHours();
    protocol::Stay stay();
    protocol::NearPass nearPass();
    protocol::FactBody factBody();
    protocol::Fact fact();
    protocol::Receipt::Line receiptLine();
    protocol::RequestBody requestBody();
    protocol::ResponseBody responseBody();
    protocol::Body body(std::size_t index);

    std::mt19937_64 m_engine;
};

} // namespace facteo::tests
