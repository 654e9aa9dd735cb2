// SPDX-License-Identifier: Apache-2.0
#include "handset/guard.h"

namespace facteo::handset {

using protocol::AlertSign;

void Guard::observe(const Sample &sample, Instant now)
{
    carryOut(m_watch.observe(sample));
    step(now);
}

void Guard::enter(std::string_view code, Instant now)
{
    carryOut(m_watch.enter(code, now));
}

void Guard::step(Instant now)
{
    if (!m_handset.openAlert())
        m_watch.alertEnded();
    carryOut(m_watch.step(now));
}

void Guard::carryOut(const Turn &turn)
{
    for (const auto &told : turn.told)
        std::visit([this](const auto &one) { tell(one); }, told);
    if (m_onShown)
        for (const auto &shown : turn.shown)
            m_onShown(shown);
}

void Guard::tell(const PreAlarmBegan &told)
{
    m_handset.warn(told.at, told.trigger, told.endsAt);
}

void Guard::tell(const PreAlarmCancelled &told)
{
    m_handset.standDown(told.at, AlertSign::Cancelled);
}

void Guard::tell(const RaiseNow &told)
{
    m_handset.pressAlert(told.at, told.trigger);
}

void Guard::tell(const DuressEntered &told)
{
    m_handset.standDown(told.at, AlertSign::Duress);
}

void Guard::tell(const SafeSaid &told)
{
    m_handset.standDown(told.at, AlertSign::Safe);
}

} // namespace facteo::handset
