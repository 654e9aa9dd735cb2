// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pki/failure.h"
#include "pki/role.h"
#include "protocol/words.h"

#include <expected>
#include <memory>
#include <openssl/evp.h>
#include <openssl/x509.h>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// X.509 with Ed25519, as far as Facteo needs it, over OpenSSL. Private to this module.
namespace facteo::pki {

struct Freed
{
    void operator()(EVP_PKEY *key) const { EVP_PKEY_free(key); }
    void operator()(X509 *certificate) const { X509_free(certificate); }
    void operator()(X509_CRL *list) const { X509_CRL_free(list); }
};
using Key = std::unique_ptr<EVP_PKEY, Freed>;
using Certificate = std::unique_ptr<X509, Freed>;

/// Failure Crypto with OpenSSL's own words, whose queue is emptied.
[[nodiscard]] std::unexpected<Failure> cryptoFailed(std::string what);

[[nodiscard]] std::expected<Key, Failure> makeKey();
[[nodiscard]] protocol::PublicKey publicBytes(const EVP_PKEY *key);

/// 32 hexadecimal digits, random.
[[nodiscard]] std::expected<std::string, Failure> randomSerial();

struct Subject
{
    protocol::DepotId depot; ///< organizationName
    std::string role;        ///< organizationalUnitName
    std::string id;          ///< commonName

    bool operator==(const Subject &) const = default;
};

struct Period
{
    protocol::Instant from;
    protocol::Instant to;
};

[[nodiscard]] std::expected<Certificate, Failure> makeAuthority(
    EVP_PKEY *key, const std::string &serial, const Subject &subject, Period period);

/// `names` become subjectAltName in OpenSSL's syntax, e.g. "DNS:localhost,IP:127.0.0.1"; empty: none.
[[nodiscard]] std::expected<Certificate, Failure> makeLeaf(EVP_PKEY *key, const std::string &serial,
    const Subject &subject, Period period, const std::string &names, X509 *authority, EVP_PKEY *authorityKey);

struct Revocation
{
    std::string serial;
    protocol::Instant at;
};

/// As PEM. `number` must grow from list to list.
[[nodiscard]] std::expected<std::string, Failure> makeRevocationList(std::span<const Revocation> revoked,
    std::int64_t number, Period period, X509 *authority, EVP_PKEY *authorityKey);

[[nodiscard]] std::string pemOf(const X509 *certificate);
[[nodiscard]] std::string pemOfPrivate(const EVP_PKEY *key);

/// Malformed with `where` in the detail when the text is not such a thing, or not Ed25519.
[[nodiscard]] std::expected<Certificate, Failure> certificateFromPem(
    std::string_view text, const std::string &where);
[[nodiscard]] std::expected<Key, Failure> keyFromPem(std::string_view text, const std::string &where);

[[nodiscard]] Subject subjectOf(const X509 *certificate);
[[nodiscard]] protocol::Instant endOf(const X509 *certificate);
[[nodiscard]] bool isSignedBy(X509 *certificate, X509 *authority);

} // namespace facteo::pki
