// SPDX-License-Identifier: Apache-2.0
#include "worker.h"

#include "outreach/printable.h"

#include <algorithm>
#include <chrono>
#include <exception>
#include <format>
#include <iterator>
#include <new>
#include <utility>

namespace facteo::outreach {
namespace {

template<typename... Calls> struct Overloaded : Calls...
{
    using Calls::operator()...;
};

} // namespace

Worker::Worker(const Settings &settings)
    : m_settings(settings), m_multi(::curl_multi_init(), ::curl_multi_cleanup)
{
    if (!m_multi)
        throw std::bad_alloc();
}

Worker::~Worker()
{
    for (const auto &mail : m_mails)
        mail->breakOff();
    for (const auto &[handle, transfer] : m_transfers)
        ::curl_multi_remove_handle(m_multi.get(), handle);
}

void Worker::start(const Message &message)
{
    try {
        begin(message);
    } catch (const std::exception &trouble) {
        fail(message.id, std::format("It could not be begun: {}.", trouble.what()));
    }
}

void Worker::begin(const Message &message)
{
    if (auto why = whyNot(message))
        return fail(message.id, std::move(*why));
    const auto found = m_settings.channels.find(message.channel);
    if (found == m_settings.channels.end())
        return fail(
            message.id, std::format("There is no way to send it: the configuration has no [channels.{}].",
                            nameOf(message.channel)));
    const auto &[by, timeout] = found->second;
    const auto orFail = [&](auto made, auto &&go) {
        if (made)
            go(std::move(*made));
        else
            fail(message.id, std::move(made.error()));
    };
    std::visit(Overloaded{[&](const HttpHook &hook) {
                              orFail(Transfer::overHttp(message, hook, timeout),
                                  [&](auto transfer) { beginHttp(std::move(transfer), message.id); });
                          },
                   [&](const MailServer &mail) {
                       orFail(Transfer::byMail(message, mail, timeout),
                           [&](auto transfer) { beginMail(std::move(transfer)); });
                   },
                   [&](const CommandHook &hook) {
                       orFail(CommandRun::start(message, hook, timeout),
                           [&](auto run) { m_runs.push_back(std::move(run)); });
                   }},
        by);
}

void Worker::beginHttp(std::unique_ptr<Transfer> transfer, const std::string &id)
{
    auto *const handle = transfer->handle();
    m_transfers.emplace(handle, std::move(transfer));
    if (const auto code = ::curl_multi_add_handle(m_multi.get(), handle); code != CURLM_OK) {
        m_transfers.erase(handle);
        fail(id, std::format("curl cannot begin it: {}.", ::curl_multi_strerror(code)));
    }
}

void Worker::beginMail(std::unique_ptr<Transfer> transfer)
{
    m_mails.push_back(std::make_unique<MailRun>(std::move(transfer), [this] { wake(); }));
}

void Worker::fail(const std::string &id, std::string why)
{
    m_atOnce.push_back({id, Stage::Failed, std::move(why)});
}

void Worker::turn(std::vector<Outcome> &outcomes)
{
    if (m_atOnce.empty())
        wait();
    std::ranges::move(std::exchange(m_atOnce, {}), std::back_inserter(outcomes));
    stepTransfers(outcomes);
    stepMails(outcomes);
    stepRuns(outcomes);
}

void Worker::wait()
{
    using namespace std::chrono;
    std::vector<curl_waitfd> waited;
    auto until = steady_clock::now() + minutes{1}; // curl knows when its own transfers have to end
    for (const auto &run : m_runs) {
        run->addTo(waited);
        until = std::min(until, run->deadline());
    }
    for (const auto &run : m_dying)
        run->addTo(waited);
    const auto left = ceil<milliseconds>(until - steady_clock::now());
    const auto timeout = static_cast<int>(std::max(left, milliseconds{0}).count());
    ::curl_multi_poll(m_multi.get(), waited.data(), static_cast<unsigned>(waited.size()), timeout, nullptr);
}

void Worker::stepTransfers(std::vector<Outcome> &outcomes)
{
    int running = 0;
    ::curl_multi_perform(m_multi.get(), &running);
    int left = 0;
    while (const auto *news = ::curl_multi_info_read(m_multi.get(), &left)) {
        if (news->msg != CURLMSG_DONE)
            continue;
        auto *const handle = news->easy_handle;
        const auto code = news->data.result; // before it is removed, which frees the news
        const auto found = m_transfers.find(handle);
        outcomes.push_back(found->second->outcome(code));
        ::curl_multi_remove_handle(m_multi.get(), handle);
        m_transfers.erase(found);
    }
}

void Worker::stepMails(std::vector<Outcome> &outcomes)
{
    std::erase_if(m_mails, [&](const auto &mail) {
        auto outcome = mail->outcome();
        if (outcome)
            outcomes.push_back(std::move(*outcome));
        return outcome.has_value();
    });
}

void Worker::stepRuns(std::vector<Outcome> &outcomes)
{
    std::erase_if(m_dying, [](const auto &run) { return run->isOver(); });
    std::erase_if(m_runs, [&](auto &run) {
        auto outcome = run->step();
        if (!outcome)
            return false;
        outcomes.push_back(std::move(*outcome));
        if (!run->isOver())
            m_dying.push_back(std::move(run));
        return true;
    });
}

void Worker::wake()
{
    ::curl_multi_wakeup(m_multi.get());
}

} // namespace facteo::outreach
