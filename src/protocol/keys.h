// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "protocol/words.h"

#include <cstddef>
#include <expected>
#include <memory>
#include <span>
#include <string>
#include <string_view>

struct evp_pkey_st; // OpenSSL's EVP_PKEY

namespace facteo::protocol {

enum class KeyError : std::uint8_t {
    NotPem = 1,     ///< no "-----BEGIN …-----" block of the wanted kind, or a damaged one
    Encrypted = 2,  ///< the key is behind a pass phrase; Facteo's keys are protected by file rights instead
    NotEd25519 = 3, ///< RSA, ECDSA…
    NotPrivate = 4, ///< a public key where the private one is needed
};

/// One English sentence for a technician's terminal or log.
[[nodiscard]] std::string_view describe(KeyError error);

/// The private half of a sender's key: the same one that proves its TLS identity.
///
/// A cheap value: copies share the key, which is never changed. Any thread may sign.
class SigningKey
{
public:
    /// `pem` is the text of a PKCS#8 file ("-----BEGIN PRIVATE KEY-----").
    [[nodiscard]] static std::expected<SigningKey, KeyError> fromPem(std::string_view pem);
    [[nodiscard]] static SigningKey generate();
    /// RFC 8032's 32 secret bytes. For tests and golden frames, which must come out the same every time.
    [[nodiscard]] static SigningKey fromSeed(const std::array<std::uint8_t, 32> &seed);

    /// PKCS#8, not encrypted: write it only to a file that is private to its owner.
    [[nodiscard]] std::string toPem() const;
    [[nodiscard]] PublicKey publicKey() const;
    [[nodiscard]] Signature sign(std::span<const std::byte> message) const;

private:
    explicit SigningKey(std::shared_ptr<evp_pkey_st> key);

    std::shared_ptr<evp_pkey_st> m_key;
};

/// The key inside an X.509 certificate. Says nothing about who issued it: that is module pki's business.
[[nodiscard]] std::expected<PublicKey, KeyError> publicKeyFromCertificate(std::string_view pem);

/// True when `signature` is `key`'s over exactly `message`. About 0.1 ms of one core. Any thread.
[[nodiscard]] bool verify(
    const PublicKey &key, std::span<const std::byte> message, const Signature &signature);

} // namespace facteo::protocol
