// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QSslConfiguration>
#include <filesystem>

namespace facteo::tests {

/// A server's certificate, signed by itself.
struct Identity
{
    std::filesystem::path certificateFile;
    QSslConfiguration tls;
};

/// For localhost and 127.0.0.1.
[[nodiscard]] const Identity &localIdentity();
/// The same names, of another authority.
[[nodiscard]] const Identity &strangersIdentity();
/// A certificate for sms.example.
[[nodiscard]] const Identity &elsewhereIdentity();

} // namespace facteo::tests
