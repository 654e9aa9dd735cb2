// SPDX-License-Identifier: Apache-2.0
#include "outreach/curl_trouble.h"
#include "outreach/mail_text.h"
#include "outreach/secret.h"
#include "outreach/transfer.h"

#include <algorithm>
#include <cstring>
#include <format>

namespace facteo::outreach {

Transfer::Made Transfer::byMail(
    const Message &message, const MailServer &mail, std::chrono::milliseconds timeout)
{
    std::unique_ptr<Transfer> made(new Transfer(Kind::Mail, message, mail.server, timeout));
    if (!mail.passwordFile.empty()) {
        auto password = readSecret(mail.passwordFile);
        if (!password)
            return std::unexpected(std::format("The password_file for {} is {}, which {}.", made->m_where,
                mail.passwordFile.string(), password.error()));
        made->m_secret = std::move(*password);
    }
    made->m_body = mailText(message, mail.from);
    made->m_list.reset(::curl_slist_append(nullptr, std::format("<{}>", message.to).c_str()));
    if (made->m_handle) {
        made->setTls(mail.caFile);
        made->set(CURLOPT_PROTOCOLS_STR, "smtp,smtps");
        made->set(CURLOPT_USE_SSL, static_cast<long>(mail.plain ? CURLUSESSL_NONE : CURLUSESSL_ALL));
        if (!mail.user.empty()) {
            made->set(CURLOPT_USERNAME, mail.user.c_str());
            made->set(CURLOPT_PASSWORD, made->m_secret.c_str());
        }
        made->set(CURLOPT_MAIL_FROM, std::format("<{}>", mail.from).c_str());
        made->set(CURLOPT_MAIL_RCPT, made->m_list.get());
        made->set(CURLOPT_UPLOAD, 1L);
        made->set(CURLOPT_INFILESIZE_LARGE, static_cast<curl_off_t>(made->m_body.size()));
        made->set(CURLOPT_READFUNCTION, &Transfer::giveMail);
        made->set(CURLOPT_READDATA, static_cast<void *>(made.get()));
        made->set(CURLOPT_HEADERFUNCTION, &Transfer::onMailServerLine);
        made->set(CURLOPT_HEADERDATA, static_cast<void *>(made.get()));
        made->set(CURLOPT_NOPROGRESS, 0L);
        made->set(CURLOPT_XFERINFOFUNCTION, &Transfer::isMailOver);
        made->set(CURLOPT_XFERINFODATA, static_cast<void *>(made.get()));
    }
    if (!made->m_isSet || !made->m_list)
        return std::unexpected(
            "curl refuses an option: is libcurl older than it should be, or memory short?");
    return made;
}

std::size_t Transfer::giveMail(char *buffer, std::size_t size, std::size_t count, void *self)
{
    auto &transfer = *static_cast<Transfer *>(self);
    const auto bytes = std::min(size * count, transfer.m_body.size() - transfer.m_given);
    std::memcpy(buffer, transfer.m_body.data() + transfer.m_given, bytes);
    transfer.m_given += bytes;
    return bytes;
}

std::size_t Transfer::onMailServerLine(const char *bytes, std::size_t, std::size_t count, void *self)
{
    static_cast<Transfer *>(self)->hearMailServer({bytes, count});
    return count;
}

/// After the last answer curl says QUIT and waits for the answer to that, before it tells us anything. So
/// whatever may be the last answer leaves it little time.
void Transfer::hearMailServer(std::string_view line)
{
    constexpr long kFarewell = 500;
    m_answer = line.substr(0, 1'000);
    const bool refuses = line.starts_with('4') || line.starts_with('5');
    const bool hasAll = m_given == m_body.size() && line.starts_with("250");
    ::curl_easy_setopt(m_handle.get(), CURLOPT_SERVER_RESPONSE_TIMEOUT_MS,
        refuses || hasAll ? kFarewell : static_cast<long>(m_timeout.count()));
}

/// Asked once a second, also while curl waits for a farewell.
int Transfer::isMailOver(void *self, curl_off_t, curl_off_t, curl_off_t, curl_off_t)
{
    const auto &transfer = *static_cast<const Transfer *>(self);
    return transfer.m_isBrokenOff || std::chrono::steady_clock::now() > transfer.m_deadline ? 1 : 0;
}

Outcome Transfer::mailOutcome(CURLcode code) const
{
    if (code == CURLE_OK)
        return {m_id, Stage::Sent, std::format("{} took it.", m_where)};
    const bool refuses = m_answer.starts_with('4') || m_answer.starts_with('5');
    if (refuses && code != CURLE_LOGIN_DENIED && code != CURLE_USE_SSL_FAILED)
        return {m_id, Stage::Failed,
            std::format("{} refused the mail{}. See its log, and check the address and from.", m_where,
                quoted(m_answer))};
    const auto cause = code == CURLE_ABORTED_BY_CALLBACK ? CURLE_OPERATION_TIMEDOUT : code;
    return {m_id, Stage::Failed, describeTrouble(cause, m_where, m_trouble.data(), m_timeout)};
}

} // namespace facteo::outreach
