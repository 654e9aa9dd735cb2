// SPDX-License-Identifier: Apache-2.0
#include "web_address.h"

#include <curl/curl.h>
#include <format>
#include <memory>

namespace facteo::outreach {
namespace {

std::string partOf(CURLU *url, CURLUPart part)
{
    char *text = nullptr;
    if (::curl_url_get(url, part, &text, 0) != CURLUE_OK || text == nullptr)
        return {};
    std::string found = text;
    ::curl_free(text);
    return found;
}

} // namespace

bool WebAddress::isLoopback() const
{
    return host == "localhost" || host.starts_with("127.") || host == "[::1]";
}

std::optional<WebAddress> readWebAddress(const std::string &url)
{
    const std::unique_ptr<CURLU, decltype(&::curl_url_cleanup)> parsed(::curl_url(), ::curl_url_cleanup);
    if (!parsed ||
        ::curl_url_set(parsed.get(), CURLUPART_URL, url.c_str(), CURLU_NON_SUPPORT_SCHEME) != CURLUE_OK)
        return std::nullopt;
    const auto part = [&](CURLUPart which) { return partOf(parsed.get(), which); };
    WebAddress address{.scheme = part(CURLUPART_SCHEME),
        .host = part(CURLUPART_HOST),
        .port = part(CURLUPART_PORT),
        .path = part(CURLUPART_PATH)};
    address.hasUser = !part(CURLUPART_USER).empty() || !part(CURLUPART_PASSWORD).empty();
    address.hasQuery = !part(CURLUPART_QUERY).empty() || !part(CURLUPART_FRAGMENT).empty();
    if (address.host.empty())
        return std::nullopt;
    return address;
}

std::string withoutSecrets(const std::string &url)
{
    const auto address = readWebAddress(url);
    if (!address)
        return "an address that is no URL";
    return std::format("{}://{}{}{}{}", address->scheme, address->host, address->port.empty() ? "" : ":",
        address->port, address->path == "/" ? "" : address->path);
}

} // namespace facteo::outreach
