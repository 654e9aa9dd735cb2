// SPDX-License-Identifier: Apache-2.0
#include "mail_run.h"

#include <utility>

namespace facteo::outreach {

MailRun::MailRun(std::unique_ptr<Transfer> transfer, std::function<void()> wake)
    : m_transfer(std::move(transfer)), m_thread([this, wake = std::move(wake)] {
          m_code = ::curl_easy_perform(m_transfer->handle());
          m_isOver = true;
          wake();
      })
{
}

MailRun::~MailRun()
{
    breakOff();
}

std::optional<Outcome> MailRun::outcome() const
{
    if (!m_isOver)
        return std::nullopt;
    return m_transfer->outcome(m_code);
}

} // namespace facteo::outreach
