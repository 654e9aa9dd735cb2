// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "outreach/message.h"
#include "outreach/settings.h"

#include <functional>
#include <memory>
#include <vector>

namespace facteo::outreach {

/// Takes messages to people who are not at a console. Every message that send() took has its outcome, once;
/// only those that are under way when it is destroyed have none. Whoever sends them again under the same id
/// lets the gateway know them for what they are.
///
/// Nothing is tried twice here. When a message failed, the escalation goes to the next person or channel at
/// once, which helps more than the same attempt again; and a message whose fate is unknown may have arrived.
///
/// A thread of its own does the work and never waits for anybody in particular (mails have one each), so that
/// what hangs holds up nobody else.
class Outreach
{
public:
    /// `wakeUp` is called on another thread, or from send(), whenever there are outcomes to take: post an
    /// event and return. Precondition: check(settings) finds nothing wrong.
    Outreach(Settings settings, std::function<void()> wakeUp);
    /// Breaks off what is under way, which takes a second at most; kills programs.
    ~Outreach();
    Outreach(const Outreach &) = delete;
    Outreach &operator=(const Outreach &) = delete;

    /// Never blocks. What cannot be sent, or finds settings.mostWaiting before it, is an outcome as well.
    void send(Message message);

    /// Everything that has become known since the last call, in that order.
    [[nodiscard]] std::vector<Outcome> takeOutcomes();

private:
    class Thread;
    std::unique_ptr<Thread> m_thread;
};

} // namespace facteo::outreach
