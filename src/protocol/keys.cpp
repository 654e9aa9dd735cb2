// SPDX-License-Identifier: Apache-2.0
#include "protocol/keys.h"

#include <cassert>
#include <cstdlib>
#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>
#include <utility>

namespace facteo::protocol {
namespace {

using Bio = std::unique_ptr<BIO, decltype(&BIO_free)>;
using Key = std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)>;
using Context = std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)>;

/// OpenSSL's error queue belongs to the thread: what we asked for and answered ourselves must not turn up in
/// somebody else's TLS error.
struct QuietErrors
{
    QuietErrors() { ERR_set_mark(); }
    ~QuietErrors() { ERR_pop_to_mark(); }
    QuietErrors(const QuietErrors &) = delete;
    QuietErrors &operator=(const QuietErrors &) = delete;
};

Bio reader(std::string_view text)
{
    return {BIO_new_mem_buf(text.data(), static_cast<int>(text.size())), BIO_free};
}

/// What the library cannot do only without memory.
void insist(bool done)
{
    if (!done)
        std::abort();
}

int refusePassPhrase(char *, int, int, void *askedFor)
{
    *static_cast<bool *>(askedFor) = true;
    return -1; // otherwise OpenSSL would ask on the terminal
}

const unsigned char *bytesOf(std::span<const std::byte> bytes)
{
    return reinterpret_cast<const unsigned char *>(bytes.data());
}

PublicKey rawPublicKey(const EVP_PKEY *key)
{
    PublicKey out{};
    std::size_t size = out.size();
    insist(EVP_PKEY_get_raw_public_key(key, out.data(), &size) == 1 && size == out.size());
    return out;
}

} // namespace

std::string_view describe(KeyError error)
{
    switch (error) {
    case KeyError::NotPem:
        return "The text has no intact PEM block of the expected kind.";
    case KeyError::Encrypted:
        return "The key is protected by a pass phrase; Facteo's keys are protected by the rights of their "
               "file.";
    case KeyError::NotEd25519:
        return "The key is not an Ed25519 key.";
    case KeyError::NotPrivate:
        return "The text has a public key or a certificate where the private key is needed.";
    }
    std::unreachable();
}

SigningKey::SigningKey(std::shared_ptr<evp_pkey_st> key) : m_key(std::move(key)) {}

std::expected<SigningKey, KeyError> SigningKey::fromPem(std::string_view pem)
{
    const QuietErrors quiet;
    const auto bio = reader(pem);
    bool passPhraseWanted = false;
    Key key(PEM_read_bio_PrivateKey(bio.get(), nullptr, refusePassPhrase, &passPhraseWanted), EVP_PKEY_free);
    if (!key) {
        if (passPhraseWanted)
            return std::unexpected(KeyError::Encrypted);
        const bool isPublic =
            pem.contains("-----BEGIN PUBLIC KEY-----") || pem.contains("-----BEGIN CERTIFICATE-----");
        return std::unexpected(isPublic ? KeyError::NotPrivate : KeyError::NotPem);
    }
    if (EVP_PKEY_get_base_id(key.get()) != EVP_PKEY_ED25519)
        return std::unexpected(KeyError::NotEd25519);
    return SigningKey({key.release(), EVP_PKEY_free});
}

SigningKey SigningKey::generate()
{
    EVP_PKEY *key = EVP_PKEY_Q_keygen(nullptr, nullptr, "ED25519");
    insist(key != nullptr);
    return SigningKey({key, EVP_PKEY_free});
}

SigningKey SigningKey::fromSeed(const std::array<std::uint8_t, 32> &seed)
{
    EVP_PKEY *key = EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, nullptr, seed.data(), seed.size());
    insist(key != nullptr);
    return SigningKey({key, EVP_PKEY_free});
}

std::string SigningKey::toPem() const
{
    const Bio bio(BIO_new(BIO_s_secmem()), BIO_free);
    insist(bio != nullptr);
    insist(PEM_write_bio_PrivateKey(bio.get(), m_key.get(), nullptr, nullptr, 0, nullptr, nullptr) == 1);
    char *text = nullptr;
    const auto size = BIO_get_mem_data(bio.get(), &text);
    return {text, static_cast<std::size_t>(size)};
}

PublicKey SigningKey::publicKey() const
{
    return rawPublicKey(m_key.get());
}

Signature SigningKey::sign(std::span<const std::byte> message) const
{
    Signature out{};
    std::size_t size = out.size();
    const Context context(EVP_MD_CTX_new(), EVP_MD_CTX_free);
    insist(context && EVP_DigestSignInit(context.get(), nullptr, nullptr, nullptr, m_key.get()) == 1);
    insist(EVP_DigestSign(context.get(), out.data(), &size, bytesOf(message), message.size()) == 1);
    assert(size == out.size());
    return out;
}

std::expected<PublicKey, KeyError> publicKeyFromCertificate(std::string_view pem)
{
    const QuietErrors quiet;
    const auto bio = reader(pem);
    const std::unique_ptr<X509, decltype(&X509_free)> certificate(
        PEM_read_bio_X509(bio.get(), nullptr, nullptr, nullptr), X509_free);
    if (!certificate)
        return std::unexpected(KeyError::NotPem);
    const EVP_PKEY *key = X509_get0_pubkey(certificate.get());
    if (!key || EVP_PKEY_get_base_id(key) != EVP_PKEY_ED25519)
        return std::unexpected(KeyError::NotEd25519);
    return rawPublicKey(key);
}

bool verify(const PublicKey &key, std::span<const std::byte> message, const Signature &signature)
{
    const QuietErrors quiet;
    const Key raw(
        EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr, key.data(), key.size()), EVP_PKEY_free);
    if (!raw)
        return false;
    const Context context(EVP_MD_CTX_new(), EVP_MD_CTX_free);
    return context && EVP_DigestVerifyInit(context.get(), nullptr, nullptr, nullptr, raw.get()) == 1 &&
           EVP_DigestVerify(
               context.get(), signature.data(), signature.size(), bytesOf(message), message.size()) == 1;
}

} // namespace facteo::protocol
