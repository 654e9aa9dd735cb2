// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/mercator.h"
#include "protocol/records.h"

#include <bit>
#include <cstdint>
#include <limits>

namespace facteo::console {

/// What a HandsetPicture says, without its id, in less than a cache line: the worker packs, because tens of
/// thousands of them are compared and replaced each second, and that costs the GUI thread as much as the
/// memory it goes through.
class PackedPicture
{
public:
    PackedPicture() = default;
    explicit PackedPicture(const protocol::HandsetPicture &picture);

    [[nodiscard]] protocol::HandsetPicture unpacked(const protocol::HandsetId &handset) const;

    [[nodiscard]] bool hasFix() const { return m_standing.hasFix; }
    [[nodiscard]] std::optional<protocol::Fix> fix() const;
    /// Precondition of these: hasFix().
    [[nodiscard]] protocol::Instant fixAt() const { return instant(m_fixAt); }
    [[nodiscard]] protocol::Position position() const { return m_position; }
    /// 0: unknown.
    [[nodiscard]] float accuracyMetres() const { return static_cast<float>(m_accuracyDm) * 0.1F; }
    /// NaN: standing or unknown.
    [[nodiscard]] float headingDegrees() const
    {
        return m_headingCdeg == kNone<std::uint16_t> ? std::numeric_limits<float>::quiet_NaN()
                                                     : static_cast<float>(m_headingCdeg) * 0.01F;
    }

    [[nodiscard]] protocol::Absence absence() const { return m_standing.absence; }
    [[nodiscard]] protocol::Duty duty() const { return m_standing.duty; }
    [[nodiscard]] bool sharing() const { return m_standing.sharing; }
    void setDuty(protocol::Duty duty, bool sharing);
    [[nodiscard]] std::optional<std::uint8_t> batteryPercent() const { return optional(m_standing.battery); }
    [[nodiscard]] bool charging() const { return m_standing.charging; }
    [[nodiscard]] std::optional<protocol::Instant> lastHeardAt() const { return optionalInstant(m_heardAt); }
    [[nodiscard]] std::optional<protocol::Instant> lastScanAt() const { return optionalInstant(m_scannedAt); }
    [[nodiscard]] bool connected() const { return m_standing.connected; }
    [[nodiscard]] std::uint32_t unsent() const { return m_unsent; }
    [[nodiscard]] std::optional<std::uint32_t> stopIndex() const { return optional(m_stop); }

    /// Equal but for what changes all the time: place, times, stop, what is not sent yet.
    [[nodiscard]] bool standsLike(const PackedPicture &other) const { return m_standing == other.m_standing; }
    /// Both have a fix, and it is the same place and time.
    [[nodiscard]] bool hasSameFix(const PackedPicture &other) const
    {
        return m_standing.hasFix && other.m_standing.hasFix && m_fixAt == other.m_fixAt &&
               m_position == other.m_position;
    }
    bool operator==(const PackedPicture &other) const = default;

private:
    template<typename Number> static constexpr Number kNone = std::numeric_limits<Number>::max();

    template<typename Number> [[nodiscard]] static std::optional<Number> optional(Number number)
    {
        return number == kNone<Number> ? std::nullopt : std::optional(number);
    }
    [[nodiscard]] static protocol::Instant instant(std::int64_t ms)
    {
        return protocol::Instant{std::chrono::milliseconds{ms}};
    }
    [[nodiscard]] static std::optional<protocol::Instant> optionalInstant(std::int64_t ms)
    {
        return ms == kNone<std::int64_t> ? std::nullopt : std::optional(instant(ms));
    }

    std::int64_t m_fixAt = 0;
    std::int64_t m_heardAt = kNone<std::int64_t>;
    std::int64_t m_scannedAt = kNone<std::int64_t>;
    protocol::Position m_position;
    std::uint32_t m_accuracyDm = 0;
    std::uint32_t m_unsent = 0;
    std::uint32_t m_stop = kNone<std::uint32_t>;
    std::uint16_t m_speedCmS = kNone<std::uint16_t>;    ///< Fix::kMostSpeedCmS fits
    std::uint16_t m_headingCdeg = kNone<std::uint16_t>; ///< Fix::kMostHeadingCdeg fits
    /// What standsLike() compares: eight bytes, all of them named, as one number.
    struct Standing
    {
        std::uint8_t battery = kNone<std::uint8_t>;
        protocol::Absence absence = protocol::Absence::None;
        protocol::Duty duty = protocol::Duty::Off;
        bool hasFix = false;
        bool sharing = false;
        bool charging = false;
        bool connected = false;
        bool unused = false;

        bool operator==(const Standing &other) const
        {
            return std::bit_cast<std::uint64_t>(*this) == std::bit_cast<std::uint64_t>(other);
        }
    };
    Standing m_standing;
};
static_assert(sizeof(PackedPicture) <= 56);

/// What the hub's picture says of one handset.
struct HandsetNews
{
    HandsetNews() = default;
    explicit HandsetNews(const protocol::HandsetPicture &told);

    protocol::HandsetId handset;
    PackedPicture picture;
    geo::UnitPoint place; ///< of his fix on the map; without one, nothing
};

} // namespace facteo::console
