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
    std::string house{}; ///< empty: the authority is the depot's own
    std::string hub{};   ///< empty: believes nobody (broker, plain phone)
    std::string hubCertificate{};
};

/// The text of connection.toml.
[[nodiscard]] std::string connectionToml(const BundleText &text);

/// Where a bundle lies until it is put in its place: `folder`.new.
[[nodiscard]] std::filesystem::path besideBundle(const std::filesystem::path &folder);

/// Writes everything but the revocations beside `folder`; 0700, the key 0600.
[[nodiscard]] std::expected<void, Failure> prepareBundle(
    const BundleText &text, const std::filesystem::path &folder);

/// Adds the revocation list and puts what was prepared in its place.
[[nodiscard]] std::expected<void, Failure> placeBundle(
    const std::string &revocations, const std::filesystem::path &folder);

} // namespace facteo::pki
