// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>

namespace facteo::outreach {

/// The parts of a URL.
struct WebAddress
{
    std::string scheme; ///< lower case
    std::string host;
    std::string port; ///< empty: the scheme's own
    std::string path; ///< "/" at least
    bool hasUser = false;
    bool hasQuery = false; ///< or a fragment

    /// This machine, under a name or number that leads nowhere else.
    [[nodiscard]] bool isLoopback() const;
};

/// Nothing when it is no URL with a scheme and a host.
[[nodiscard]] std::optional<WebAddress> readWebAddress(const std::string &url);

/// scheme://host:port/path, for people to read: without a user, a password, a query.
[[nodiscard]] std::string withoutSecrets(const std::string &url);

} // namespace facteo::outreach
