// SPDX-License-Identifier: Apache-2.0
#include "handset/triggers/settings.h"

namespace facteo::handset {
namespace {

using namespace std::chrono_literals;

template<typename T> constexpr bool within(T value, T least, T most)
{
    return value >= least && value <= most; // false for what is no number
}

bool isInRange(const ButtonSettings &it)
{
    return within<std::chrono::milliseconds>(it.settle, 5ms, 100ms) &&
           within<std::chrono::milliseconds>(it.hold, 1s, 10s) && within<std::size_t>(it.presses, 3, 10) &&
           within<std::chrono::milliseconds>(it.pressWindow, 2s, 10s);
}

bool isInRange(const ManDownSettings &it)
{
    return within(it.tiltDegrees, 40.0, 85.0) && within<std::chrono::seconds>(it.tiltFor, 10s, 120s) &&
           within(it.freeFallBelow, 1.0, 5.0) &&
           within<std::chrono::milliseconds>(it.freeFallFor, 100ms, 500ms) &&
           within(it.impactAbove, 15.0, 60.0) &&
           within<std::chrono::milliseconds>(it.impactWithin, 200ms, 3s) &&
           within<std::chrono::seconds>(it.lieFor, 5s, 60s) &&
           within<std::chrono::seconds>(it.fallCounts, 20s, 300s) && within(it.stillBelow, 0.2, 2.0) &&
           within(it.carriedSwing, 5.0, 30.0) && within<std::chrono::seconds>(it.learnFor, 5s, 120s) &&
           within(it.ridingAbove, 2.0, 10.0);
}

bool isInRange(const NoMovementSettings &it)
{
    return within<std::chrono::seconds>(it.after, 30s, 600s) && within(it.movingAbove, 0.1, 1.0) &&
           within(it.movedMetres, 10.0, 100.0);
}

} // namespace

bool isInRange(const TriggerSettings &settings)
{
    return isInRange(settings.button) && isInRange(settings.manDown) && isInRange(settings.noMovement) &&
           within<std::chrono::seconds>(settings.visitOverrun.grace, 0s, 3'600s) &&
           within<std::chrono::milliseconds>(settings.tearOff.detachedFor, 500ms, 10s) &&
           within<std::chrono::milliseconds>(settings.tearOff.settle, 20ms, 500ms) &&
           within<std::chrono::seconds>(settings.countdown.lasts, 10s, 120s) &&
           within(settings.countdown.wrongCodes, 3, 10);
}

} // namespace facteo::handset
