// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "outreach/message.h"
#include "outreach/settings.h"

#include <array>
#include <atomic>
#include <chrono>
#include <curl/curl.h>
#include <expected>
#include <memory>
#include <string>

namespace facteo::outreach {

struct CurlFreed
{
    void operator()(CURL *handle) const { ::curl_easy_cleanup(handle); }
    void operator()(curl_slist *list) const { ::curl_slist_free_all(list); }
};

/// One message on its way over HTTP or SMTP: a curl handle with everything that it points into. A multi
/// handle must have let go of it before it is destroyed.
///
/// Each has a connection of its own: alerts are rare, and one that was kept may have died meanwhile.
class Transfer
{
public:
    using Made = std::expected<std::unique_ptr<Transfer>, std::string>; ///< or why not, as a sentence

    [[nodiscard]] static Made overHttp(
        const Message &message, const HttpHook &hook, std::chrono::milliseconds timeout);
    [[nodiscard]] static Made byMail(
        const Message &message, const MailServer &mail, std::chrono::milliseconds timeout);

    Transfer(const Transfer &) = delete;
    Transfer &operator=(const Transfer &) = delete;

    [[nodiscard]] CURL *handle() const { return m_handle.get(); }

    /// Ends curl_easy_perform() on another thread within a second.
    void breakOff() { m_isBrokenOff = true; }

    /// What became of it, once curl is done with it.
    [[nodiscard]] Outcome outcome(CURLcode code) const;

private:
    enum class Kind : std::uint8_t { Http, Mail };

    Transfer(Kind kind, const Message &message, const std::string &url, std::chrono::milliseconds timeout);
    template<typename Value> void set(CURLoption option, Value value);
    void setTls(const std::filesystem::path &caFile);

    [[nodiscard]] Outcome httpOutcome(CURLcode code) const;
    [[nodiscard]] Outcome mailOutcome(CURLcode code) const;
    [[nodiscard]] std::string quoted(std::string_view answer) const;
    void hearMailServer(std::string_view line);

    static std::size_t onAnswer(const char *bytes, std::size_t, std::size_t count, void *self);
    static std::size_t onMailServerLine(const char *bytes, std::size_t, std::size_t count, void *self);
    static int isMailOver(void *self, curl_off_t, curl_off_t, curl_off_t, curl_off_t);
    static std::size_t giveMail(char *buffer, std::size_t size, std::size_t count, void *self);

    Kind m_kind;
    std::string m_id;
    std::string m_where; ///< for people
    std::chrono::milliseconds m_timeout;
    std::chrono::steady_clock::time_point m_deadline; ///< of mail
    std::atomic<bool> m_isBrokenOff = false;
    std::string m_secret; ///< must not come back in what is told
    std::string m_body;   ///< what is sent
    std::size_t m_given = 0;
    std::string m_answer; ///< the beginning of the body, or the mail server's last line
    std::unique_ptr<curl_slist, CurlFreed> m_list;
    std::array<char, CURL_ERROR_SIZE> m_trouble{};
    std::unique_ptr<CURL, CurlFreed> m_handle; ///< goes first: it points into the rest
    bool m_isSet = true;
};

template<typename Value> void Transfer::set(CURLoption option, Value value)
{
    m_isSet = ::curl_easy_setopt(m_handle.get(), option, value) == CURLE_OK && m_isSet;
}

} // namespace facteo::outreach
