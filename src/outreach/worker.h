// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "outreach/command_run.h"
#include "outreach/mail_run.h"
#include "outreach/settings.h"
#include "outreach/transfer.h"

#include <map>
#include <memory>
#include <vector>

namespace facteo::outreach {

/// Everything that is at work, for one thread; only wake() is for others as well. What it waits for is waited
/// for together; only mails have threads of their own.
class Worker
{
public:
    explicit Worker(const Settings &settings);
    /// Breaks off what is at work.
    ~Worker();
    Worker(const Worker &) = delete;
    Worker &operator=(const Worker &) = delete;

    [[nodiscard]] std::size_t atWork() const
    {
        return m_transfers.size() + m_mails.size() + m_runs.size() + m_dying.size();
    }
    /// Begins, or has an outcome at once. Never throws.
    void start(const Message &message);
    /// Waits until something can be done or wake() is called, and does it. What ended goes into `outcomes`.
    void turn(std::vector<Outcome> &outcomes);
    /// Ends a turn()'s waiting, or that of the next. Any thread.
    void wake();

private:
    void begin(const Message &message);
    void beginHttp(std::unique_ptr<Transfer> transfer, const std::string &id);
    void beginMail(std::unique_ptr<Transfer> transfer);
    void wait();
    void stepTransfers(std::vector<Outcome> &outcomes);
    void stepMails(std::vector<Outcome> &outcomes);
    void stepRuns(std::vector<Outcome> &outcomes);
    void fail(const std::string &id, std::string why);

    const Settings &m_settings;
    std::unique_ptr<CURLM, decltype(&::curl_multi_cleanup)> m_multi;
    std::map<CURL *, std::unique_ptr<Transfer>> m_transfers;
    std::vector<std::unique_ptr<MailRun>> m_mails;
    std::vector<std::unique_ptr<CommandRun>> m_runs;
    std::vector<std::unique_ptr<CommandRun>> m_dying; ///< killed, told of, and not yet gone
    std::vector<Outcome> m_atOnce;                    ///< of what could not be begun
};

} // namespace facteo::outreach
