// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "handset/reference_handset.h"
#include "handset/triggers/trigger_watch.h"

#include <functional>

namespace facteo::handset {

/// A handset with its triggers: what his phone feels and what he types becomes what the hub is told, and what
/// he sees and hears.
///
/// Whatever a duress code leads to is told to the hub and shown to nobody: the application hears only
/// `Shown`, and AlertHeard of the reference handset, which says the same after either code. One thread; the
/// instants are TriggerWatch's.
class Guard
{
public:
    /// `handset` must outlive this.
    Guard(ReferenceHandset &handset, TriggerWatch watch) : m_handset(handset), m_watch(std::move(watch)) {}

    void onShown(std::function<void(const Shown &)> callback) { m_onShown = std::move(callback); }

    void observe(const Sample &sample, Instant now);
    /// The postman typed a code: in a countdown it calls it off; later it says that he is safe, which closes
    /// nothing.
    void enter(std::string_view code, Instant now);
    void setCodes(Codes codes) { m_watch.setCodes(codes); }
    /// Call it at nextDue(), or more often.
    void step(Instant now);
    [[nodiscard]] std::optional<Instant> nextDue() const { return m_watch.nextDue(); }
    /// To keep whenever it has changed.
    [[nodiscard]] WatchState state(Instant now) const { return m_watch.state(now); }

private:
    void carryOut(const Turn &turn);
    void tell(const PreAlarmBegan &told);
    void tell(const PreAlarmCancelled &told);
    void tell(const RaiseNow &told);
    void tell(const DuressEntered &told);
    void tell(const SafeSaid &told);

    ReferenceHandset &m_handset;
    TriggerWatch m_watch;
    std::function<void(const Shown &)> m_onShown;
};

} // namespace facteo::handset
