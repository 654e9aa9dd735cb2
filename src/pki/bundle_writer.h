// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pki/bundle.h"
#include "pki/failure.h"

#include <expected>
#include <filesystem>
#include <string>

namespace facteo::pki {

/// The contents of a bundle before it is a folder. Certificates, key and list as PEM.
struct BundleText
{
    std::string depot;
    Role role = Role::Handset;
    std::string id;
    BrokerAddress broker;
    std::string authority;
    std::string certificate;
    std::string key;
    std::string hub{}; ///< empty: believes nobody (broker, plain phone)
    std::string hubCertificate{};
    std::string revocations{};
};

/// The text of connection.toml.
[[nodiscard]] std::string connectionToml(const BundleText &text);

/// Writes the whole bundle beside `folder` and puts it in its place; 0700, the key 0600.
[[nodiscard]] std::expected<void, Failure> writeBundle(
    const BundleText &text, const std::filesystem::path &folder);

} // namespace facteo::pki
