// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "outreach/transfer.h"

#include <atomic>
#include <functional>
#include <memory>
#include <optional>
#include <thread>

namespace facteo::outreach {

/// One mail on a thread of its own. Curl's multi interface would do without, but while it waits for the
/// answer to a mail's end, or to QUIT, it does nothing else (smtp_done() and smtp_disconnect() of
/// libcurl 8.14): a mail server that thinks for ten seconds would hold up every SMS.
class MailRun
{
public:
    /// `wake` is called on that thread when there is an outcome.
    MailRun(std::unique_ptr<Transfer> transfer, std::function<void()> wake);
    /// Breaks it off; takes a second at most.
    ~MailRun();
    MailRun(const MailRun &) = delete;
    MailRun &operator=(const MailRun &) = delete;

    /// The outcome, once there is one.
    [[nodiscard]] std::optional<Outcome> outcome() const;
    /// The destructor without its wait: for many at once.
    void breakOff() { m_transfer->breakOff(); }

private:
    std::unique_ptr<Transfer> m_transfer;
    CURLcode m_code = CURLE_OK;
    std::atomic<bool> m_isOver = false; ///< m_code holds
    std::jthread m_thread;
};

} // namespace facteo::outreach
