// SPDX-License-Identifier: Apache-2.0
#include "curl_trouble.h"

#include "outreach/printable.h"

#include <format>

namespace facteo::outreach {
namespace {

/// "10 s", "0.4 s".
std::string secondsOf(std::chrono::milliseconds time)
{
    return std::format("{:g} s", static_cast<double>(time.count()) / 1000);
}

} // namespace

std::string describeTrouble(
    CURLcode code, std::string_view where, std::string_view trouble, std::chrono::milliseconds timeout)
{
    const auto said =
        printable(trouble.empty() ? std::string_view(::curl_easy_strerror(code)) : trouble, 200);
    switch (static_cast<int>(code)) { // as a number: the enumeration has a hundred values
    case CURLE_COULDNT_RESOLVE_HOST:
    case CURLE_COULDNT_RESOLVE_PROXY:
        return std::format(
            "The name in {} is not known ({}). Check its spelling and this machine's DNS.", where, said);
    case CURLE_COULDNT_CONNECT:
        return std::format(
            "Nobody answers at {} ({}). Check that it runs, its port, and firewalls between.", where, said);
    case CURLE_OPERATION_TIMEDOUT:
        return std::format("{} did not answer within {} ({}). Check that it runs and is not overloaded. It "
                           "may have taken the message all the same.",
            where, secondsOf(timeout), said);
    case CURLE_PEER_FAILED_VERIFICATION:
        return std::format("{} has a certificate that is not believed ({}). If its authority is your own, "
                           "name it in ca_file; otherwise find out who answers there.",
            where, said);
    case CURLE_SSL_CACERT_BADFILE:
        return std::format("The ca_file for {} cannot be used ({}). It must be PEM.", where, said);
    case CURLE_USE_SSL_FAILED:
        return std::format("{} offers no STARTTLS ({}), so nothing was sent. Switch it on there, or use its "
                           "smtps:// port.",
            where, said);
    case CURLE_SSL_CONNECT_ERROR:
        return std::format("No TLS connection came about with {} ({}). Check that this port speaks TLS, 1.2 "
                           "or newer.",
            where, said);
    case CURLE_LOGIN_DENIED:
        return std::format(
            "{} did not take our name and password ({}). Check user and password_file.", where, said);
    case CURLE_GOT_NOTHING:
    case CURLE_RECV_ERROR:
    case CURLE_SEND_ERROR:
        return std::format("The connection to {} broke off ({}). See its log. It may have taken the message "
                           "all the same.",
            where, said);
    default:
        return std::format("{} could not be reached ({}, curl {}).", where, said, static_cast<int>(code));
    }
}

} // namespace facteo::outreach
