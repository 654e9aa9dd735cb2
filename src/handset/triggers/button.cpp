// SPDX-License-Identifier: Apache-2.0
#include "handset/triggers/button.h"

namespace facteo::handset {

void Button::observe(const Sample &sample)
{
    const auto *const edge = std::get_if<ButtonEdge>(&sample);
    if (!edge)
        return;
    settle(edge->at);
    m_contact.edge(edge->pressed, edge->at);
}

/// The press that has just lasted long enough joins the others.
void Button::settle(Instant now)
{
    if (!m_contact.look(now))
        return;
    const auto press = m_contact.closedSince();
    if (!press)
        return;
    if (m_presses.size() == m_settings.presses)
        m_presses.erase(m_presses.begin());
    m_presses.push_back(*press);
}

bool Button::enoughWith(Instant press) const
{
    const auto before = m_settings.presses - 1;
    return m_presses.size() >= before &&
           press - m_presses[m_presses.size() - before] <= m_settings.pressWindow;
}

std::optional<Instant> Button::dueAt() const
{
    const auto press = m_contact.closedSince();
    if (m_presses.size() >= m_settings.presses &&
        m_presses.back() - m_presses[m_presses.size() - m_settings.presses] <= m_settings.pressWindow)
        return m_presses.back() + m_settings.settle;
    if (!press || press == m_spent)
        return std::nullopt;
    if (!m_contact.closed() && enoughWith(*press))
        return *press + m_settings.settle;
    return *press + m_settings.hold;
}

void Button::fired(Instant now)
{
    settle(now);
    m_presses.clear();
    m_spent = m_contact.closedSince();
}

} // namespace facteo::handset
