// SPDX-License-Identifier: Apache-2.0
#include "transfer.h"

#include "outreach/printable.h"
#include "outreach/web_address.h"

#include <algorithm>

namespace facteo::outreach {

Transfer::Transfer(
    Kind kind, const Message &message, const std::string &url, std::chrono::milliseconds timeout)
    : m_kind(kind), m_id(message.id), m_where(withoutSecrets(url)), m_timeout(timeout),
      m_deadline(std::chrono::steady_clock::now() + timeout), m_handle(::curl_easy_init())
{
    m_isSet = m_handle != nullptr;
    if (!m_isSet)
        return;
    set(CURLOPT_URL, url.c_str());
    set(CURLOPT_ERRORBUFFER, m_trouble.data());
    set(CURLOPT_NOSIGNAL, 1L);
    set(CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(timeout.count()));
    set(CURLOPT_TIMEOUT_MS, static_cast<long>(timeout.count()));
    // A name server that does not answer must hold up nobody: without this curl waits for its thread.
    set(CURLOPT_QUICK_EXIT, 1L);
    set(CURLOPT_FRESH_CONNECT, 1L);
    set(CURLOPT_FORBID_REUSE, 1L);
    set(CURLOPT_PROXY, ""); // whatever the environment says
    set(CURLOPT_WRITEFUNCTION, &Transfer::onAnswer);
    set(CURLOPT_WRITEDATA, static_cast<void *>(this));
}

void Transfer::setTls(const std::filesystem::path &caFile)
{
    set(CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
    if (caFile.empty())
        return;
    set(CURLOPT_CAINFO, caFile.c_str());
    set(CURLOPT_CAPATH, static_cast<const char *>(nullptr)); // this file and nobody else
}

Outcome Transfer::outcome(CURLcode code) const
{
    return m_kind == Kind::Http ? httpOutcome(code) : mailOutcome(code);
}

/// What the other side said, for behind a colon; nothing when it said nothing. A gateway that repeats what
/// it was asked must not bring our token into a log.
std::string Transfer::quoted(std::string_view answer) const
{
    std::string text(answer);
    for (auto at = text.find(m_secret); !m_secret.empty() && at != std::string::npos;
        at = text.find(m_secret, at))
        text.replace(at, m_secret.size(), "…");
    const auto line = printable(text, 200);
    return line.empty() ? "" : ": " + line;
}

std::size_t Transfer::onAnswer(const char *bytes, std::size_t, std::size_t count, void *self)
{
    constexpr std::size_t kMost = 16'384; // what comes behind is let pass
    auto &answer = static_cast<Transfer *>(self)->m_answer;
    answer.append(bytes, std::min(count, kMost - answer.size()));
    return count;
}

} // namespace facteo::outreach
