// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "handset/triggers/detector.h"
#include "handset/triggers/motion.h"
#include "handset/triggers/settings.h"

namespace facteo::handset {

/// The postman lies: tilted by more than 60° for 30 s, or fallen hard and then lying or still for 10 s.
///
/// What upright means is learnt while he walks, because nobody walks lying: the mean of the acceleration over
/// some ten seconds of steps is gravity in the phone's frame, strides cancel out. What comes after
/// the latest step is not believed before the next: between the two he may fall. How much its direction
/// swings with the stride is learnt too. A phone at the trunk swings by a few degrees; at a leg or in a hand
/// by 15 and more, and then its tilt says nothing of the body (a thigh is level in every car seat): only
/// falls and stillness are judged. Nothing is learnt within 30 s after the phone was used, because then it is
/// in his hand; each use, walking, and riding faster than 3 m/s say that he does not lie.
///
/// A fall is free fall for 200 ms (nothing else that a postman does weighs so little for so long; a runner
/// flies for 80 to 150 ms), then a blow of 2.5 g within a second. Not off duty, in a break, at the depot or
/// while charging. A sensor that falls silent leaves him as he was last seen.
class ManDown
{
public:
    static constexpr auto kTrigger = AlertTrigger::ManDown;

    explicit ManDown(const ManDownSettings &settings = {}) : m_settings(settings) {}

    void observe(const Sample &sample);
    [[nodiscard]] std::optional<Instant> dueAt() const;
    void fired(Instant now);
    void settled(Instant now);

    /// Whether a tilt would be judged: the posture is known, and the phone is at the trunk.
    [[nodiscard]] bool knowsPosture() const;
    /// Degrees (root of the mean square) by which it swings while he walks.
    [[nodiscard]] double swing() const { return std::sqrt(m_carried.swingSquared); }

private:
    /// How he carries it.
    struct Carried
    {
        SlowPart posture{10}; ///< where down is while he walks
        double swingSquared = 0;
        double learnt = 0; ///< seconds
    };
    /// How far a hard fall has come.
    struct Fall
    {
        std::optional<Instant> weightlessSince;
        std::optional<Instant> endedAt;    ///< of a free fall that was long enough
        std::optional<Instant> blowAt;     ///< the ground
        std::optional<Instant> lyingSince; ///< after the blow
    };

    void hear(const Acceleration &sample);
    void hear(const Circumstances &day);
    void upright();
    void learn(const Vector &value, double elapsedSeconds);
    void watchTilt(Instant now);
    void watchFall(const Acceleration &sample);
    void watchLying(double scatter, Instant now);
    [[nodiscard]] bool isTilted() const;
    [[nodiscard]] bool rides(Instant now) const;

    ManDownSettings m_settings;
    Circumstances m_day;
    Gait m_gait;
    Scatter m_scatter;
    std::optional<Instant> m_usedAt;
    std::optional<protocol::Fix> m_fix;
    std::optional<Instant> m_heardAt; ///< the latest acceleration

    SlowPart m_gravity{1};  ///< where down is now
    SlowPart m_quick{0.15}; ///< the same, quick enough to swing with the stride
    Carried m_carried;
    Carried m_draft; ///< with what came since his latest step: between two steps he may fall

    std::optional<Instant> m_tiltSince;
    Fall m_fall;
    bool m_spent = false; ///< fired, and has not been seen upright since
};

} // namespace facteo::handset
