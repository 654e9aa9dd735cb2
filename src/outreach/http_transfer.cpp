// SPDX-License-Identifier: Apache-2.0
#include "outreach/curl_trouble.h"
#include "outreach/message_json.h"
#include "outreach/secret.h"
#include "outreach/transfer.h"

#include <format>
#include <initializer_list>

namespace facteo::outreach {
namespace {

/// What a status that is no success asks for.
std::string_view remedyFor(long status)
{
    if (status == 401 || status == 403)
        return "Check the token in token_file.";
    if (status == 404 || status == 405)
        return "Check url.";
    if (status == 407)
        return "The proxy asks for a password; only proxies without one are supported.";
    if (status == 429)
        return "It is asked too often, or its quota is used up.";
    if (status >= 300 && status < 400)
        return "Redirects are not followed: put the final address into url.";
    return status < 500 ? "It does not take this message: compare it with docs/escalation.md."
                        : "It is in trouble: see its log.";
}

} // namespace

Transfer::Made Transfer::overHttp(
    const Message &message, const HttpHook &hook, std::chrono::milliseconds timeout)
{
    std::unique_ptr<Transfer> made(new Transfer(Kind::Http, message, hook.url, timeout));
    auto headers = {std::string("Content-Type: application/json; charset=utf-8"),
        std::string("Accept: application/json"), std::string("Expect:"), "Idempotency-Key: " + message.id};
    std::vector<std::string> all(headers);
    if (!hook.tokenFile.empty()) {
        const auto token = readSecret(hook.tokenFile);
        if (!token)
            return std::unexpected(std::format("The token_file for {} is {}, which {}.", made->m_where,
                hook.tokenFile.string(), token.error()));
        made->m_secret = *token;
        all.push_back("Authorization: Bearer " + *token);
    }
    for (const auto &header : all)
        if (auto *longer = ::curl_slist_append(made->m_list.get(), header.c_str())) {
            static_cast<void>(made->m_list.release());
            made->m_list.reset(longer);
        }
    made->m_body = toJson(message);
    if (made->m_handle) {
        made->setTls(hook.caFile);
        made->set(CURLOPT_PROTOCOLS_STR, "http,https");
        made->set(CURLOPT_PROXY, hook.proxy.c_str());
        made->set(CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_1_1));
        made->set(CURLOPT_USERAGENT, "facteo");
        made->set(CURLOPT_HTTPHEADER, made->m_list.get());
        made->set(CURLOPT_HEADEROPT, static_cast<long>(CURLHEADER_SEPARATE)); // no token for a proxy
        made->set(CURLOPT_POSTFIELDSIZE, static_cast<long>(made->m_body.size()));
        made->set(CURLOPT_POSTFIELDS, made->m_body.c_str());
    }
    if (!made->m_isSet)
        return std::unexpected(
            "curl refuses an option: is libcurl older than it should be, or memory short?");
    return made;
}

Outcome Transfer::httpOutcome(CURLcode code) const
{
    long status = 0;
    ::curl_easy_getinfo(m_handle.get(), CURLINFO_RESPONSE_CODE, &status);
    const bool isHeard = code == CURLE_OK || code == CURLE_OPERATION_TIMEDOUT || code == CURLE_PARTIAL_FILE ||
                         code == CURLE_RECV_ERROR;
    if (isHeard && status >= 200 && status < 300) {
        // What the status says holds, also when the body that should follow does not come to its end.
        if (saysDelivered(m_answer))
            return {m_id, Stage::Delivered, std::format("{} says that it was delivered.", m_where)};
        return {m_id, Stage::Sent, std::format("{} took it ({}).", m_where, status)};
    }
    if (code != CURLE_OK)
        return {m_id, Stage::Failed, describeTrouble(code, m_where, m_trouble.data(), m_timeout)};
    return {m_id, Stage::Failed,
        std::format("{} answered {}{}. {}", m_where, status, quoted(m_answer), remedyFor(status))};
}

} // namespace facteo::outreach
