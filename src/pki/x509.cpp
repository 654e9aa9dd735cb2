// SPDX-License-Identifier: Apache-2.0
#include "pki/x509.h"

#include <cassert>
#include <ctime>
#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/x509v3.h>

namespace facteo::pki {
namespace {

using Memory = std::unique_ptr<BIO, decltype([](BIO *bio) { BIO_free(bio); })>;
using Number = std::unique_ptr<BIGNUM, decltype([](BIGNUM *number) { BN_free(number); })>;
using Integer =
    std::unique_ptr<ASN1_INTEGER, decltype([](ASN1_INTEGER *number) { ASN1_INTEGER_free(number); })>;
using Time = std::unique_ptr<ASN1_TIME, decltype([](ASN1_TIME *time) { ASN1_TIME_free(time); })>;
using Extension = std::unique_ptr<X509_EXTENSION,
    decltype([](X509_EXTENSION *extension) { X509_EXTENSION_free(extension); })>;

std::time_t secondsOf(protocol::Instant instant)
{
    return std::chrono::floor<std::chrono::seconds>(instant).time_since_epoch().count();
}

Integer serialNumber(const std::string &hex)
{
    BIGNUM *raw = nullptr;
    BN_hex2bn(&raw, hex.c_str());
    const Number number(raw);
    return Integer(number ? BN_to_ASN1_INTEGER(number.get(), nullptr) : nullptr);
}

bool addName(X509_NAME *name, int identifier, const std::string &text)
{
    return X509_NAME_add_entry_by_NID(name, identifier, MBSTRING_UTF8,
               reinterpret_cast<const unsigned char *>(text.data()), static_cast<int>(text.size()), -1,
               0) == 1;
}

bool addExtension(X509 *certificate, X509 *issuer, int identifier, const std::string &value)
{
    X509V3_CTX context;
    X509V3_set_ctx_nodb(&context);
    X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
    const Extension extension(X509V3_EXT_conf_nid(nullptr, &context, identifier, value.c_str()));
    return extension && X509_add_ext(certificate, extension.get(), -1) == 1;
}

/// Everything but extensions, issuer and signature.
Certificate blank(EVP_PKEY *key, const std::string &serial, const Subject &subject, Period period)
{
    Certificate certificate(X509_new());
    const auto number = serialNumber(serial);
    if (!certificate || !number)
        return nullptr;
    auto *name = X509_get_subject_name(certificate.get());
    const bool filled =
        X509_set_version(certificate.get(), X509_VERSION_3) == 1 &&
        X509_set_serialNumber(certificate.get(), number.get()) == 1 &&
        ASN1_TIME_set(X509_getm_notBefore(certificate.get()), secondsOf(period.from)) != nullptr &&
        ASN1_TIME_set(X509_getm_notAfter(certificate.get()), secondsOf(period.to)) != nullptr &&
        X509_set_pubkey(certificate.get(), key) == 1 &&
        addName(name, NID_organizationName, subject.depot.text) &&
        addName(name, NID_organizationalUnitName, subject.role) && addName(name, NID_commonName, subject.id);
    return filled ? std::move(certificate) : nullptr;
}

std::string textOf(BIO *bio)
{
    char *start = nullptr;
    const auto length = BIO_get_mem_data(bio, &start);
    return {start, static_cast<std::size_t>(length)};
}

Memory reading(std::string_view text)
{
    return Memory(BIO_new_mem_buf(text.data(), static_cast<int>(text.size())));
}

std::string entryOf(X509_NAME *name, int identifier)
{
    const int at = X509_NAME_get_index_by_NID(name, identifier, -1);
    if (at < 0)
        return {};
    const auto *text = X509_NAME_ENTRY_get_data(X509_NAME_get_entry(name, at));
    return {reinterpret_cast<const char *>(ASN1_STRING_get0_data(text)),
        static_cast<std::size_t>(ASN1_STRING_length(text))};
}

} // namespace

std::unexpected<Failure> cryptoFailed(std::string what)
{
    for (auto code = ERR_get_error(); code != 0; code = ERR_get_error()) {
        char words[256];
        ERR_error_string_n(code, words, sizeof words);
        what += std::string("; ") + words;
    }
    return std::unexpected(Failure{PkiError::Crypto, std::move(what)});
}

std::expected<Key, Failure> makeKey()
{
    Key key(EVP_PKEY_Q_keygen(nullptr, nullptr, "ED25519"));
    if (!key)
        return cryptoFailed("OpenSSL cannot make an Ed25519 key");
    return key;
}

protocol::PublicKey publicBytes(const EVP_PKEY *key)
{
    protocol::PublicKey bytes{};
    auto length = bytes.size();
    const int done = EVP_PKEY_get_raw_public_key(key, bytes.data(), &length);
    assert(done == 1 && length == bytes.size()); // makeKey and keyFromPem let only Ed25519 in
    static_cast<void>(done);
    return bytes;
}

std::expected<std::string, Failure> randomSerial()
{
    std::array<unsigned char, 16> bytes{};
    if (RAND_bytes(bytes.data(), static_cast<int>(bytes.size())) != 1)
        return cryptoFailed("OpenSSL has no random numbers");
    // Positive and of one length (RFC 5280, 4.1.2.2).
    bytes[0] = static_cast<unsigned char>((bytes[0] & 0x3fU) | 0x40U);
    constexpr std::string_view kDigits = "0123456789abcdef";
    std::string serial;
    for (const auto byte : bytes) {
        serial += kDigits[byte >> 4U];
        serial += kDigits[byte & 15U];
    }
    return serial;
}

std::expected<Certificate, Failure> makeAuthority(
    EVP_PKEY *key, const std::string &serial, const Subject &subject, Period period)
{
    auto certificate = blank(key, serial, subject, period);
    if (!certificate ||
        X509_set_issuer_name(certificate.get(), X509_get_subject_name(certificate.get())) != 1 ||
        !addExtension(
            certificate.get(), certificate.get(), NID_basic_constraints, "critical,CA:TRUE,pathlen:0") ||
        !addExtension(certificate.get(), certificate.get(), NID_key_usage, "critical,keyCertSign,cRLSign") ||
        !addExtension(certificate.get(), certificate.get(), NID_subject_key_identifier, "hash") ||
        X509_sign(certificate.get(), key, nullptr) == 0)
        return cryptoFailed("OpenSSL cannot make the authority's certificate");
    return certificate;
}

std::expected<Certificate, Failure> makeLeaf(EVP_PKEY *key, const std::string &serial, const Subject &subject,
    Period period, const std::string &names, X509 *authority, EVP_PKEY *authorityKey)
{
    const bool serves = subject.role == nameOf(Role::Broker);
    auto certificate = blank(key, serial, subject, period);
    auto *raw = certificate.get();
    if (!raw || X509_set_issuer_name(raw, X509_get_subject_name(authority)) != 1 ||
        !addExtension(raw, authority, NID_basic_constraints, "critical,CA:FALSE") ||
        !addExtension(raw, authority, NID_key_usage, "critical,digitalSignature") ||
        !addExtension(raw, authority, NID_ext_key_usage, serves ? "serverAuth" : "clientAuth") ||
        !addExtension(raw, authority, NID_subject_key_identifier, "hash") ||
        !addExtension(raw, authority, NID_authority_key_identifier, "keyid") ||
        (!names.empty() && !addExtension(raw, authority, NID_subject_alt_name, names)) ||
        X509_sign(raw, authorityKey, nullptr) == 0)
        return cryptoFailed("OpenSSL cannot make a certificate for " + subject.id);
    return certificate;
}

std::expected<std::string, Failure> makeRevocationList(std::span<const Revocation> revoked,
    std::int64_t number, Period period, X509 *authority, EVP_PKEY *authorityKey)
{
    const auto refused = [] { return cryptoFailed("OpenSSL cannot make the revocation list"); };
    const std::unique_ptr<X509_CRL, Freed> list(X509_CRL_new());
    const Time from(ASN1_TIME_set(nullptr, secondsOf(period.from)));
    const Time to(ASN1_TIME_set(nullptr, secondsOf(period.to)));
    const Integer counter(ASN1_INTEGER_new());
    if (!list || !from || !to || !counter || ASN1_INTEGER_set_int64(counter.get(), number) != 1 ||
        X509_CRL_set_version(list.get(), X509_CRL_VERSION_2) != 1 ||
        X509_CRL_set_issuer_name(list.get(), X509_get_subject_name(authority)) != 1 ||
        X509_CRL_set1_lastUpdate(list.get(), from.get()) != 1 ||
        X509_CRL_set1_nextUpdate(list.get(), to.get()) != 1 ||
        X509_CRL_add1_ext_i2d(list.get(), NID_crl_number, counter.get(), 0, 0) != 1)
        return refused();
    for (const auto &entry : revoked) {
        X509_REVOKED *line = X509_REVOKED_new();
        const auto serial = serialNumber(entry.serial);
        const Time at(ASN1_TIME_set(nullptr, secondsOf(entry.at)));
        if (!line || !serial || !at || X509_REVOKED_set_serialNumber(line, serial.get()) != 1 ||
            X509_REVOKED_set_revocationDate(line, at.get()) != 1 ||
            X509_CRL_add0_revoked(list.get(), line) != 1) {
            X509_REVOKED_free(line);
            return refused();
        }
    }
    X509_CRL_sort(list.get());
    const Memory text(BIO_new(BIO_s_mem()));
    if (X509_CRL_sign(list.get(), authorityKey, nullptr) == 0 || !text ||
        PEM_write_bio_X509_CRL(text.get(), list.get()) != 1)
        return refused();
    return textOf(text.get());
}

std::string pemOf(const X509 *certificate)
{
    const Memory text(BIO_new(BIO_s_mem()));
    PEM_write_bio_X509(text.get(), certificate);
    return textOf(text.get());
}

std::string pemOfPrivate(const EVP_PKEY *key)
{
    const Memory text(BIO_new(BIO_s_secmem()));
    PEM_write_bio_PKCS8PrivateKey(text.get(), key, nullptr, nullptr, 0, nullptr, nullptr);
    return textOf(text.get());
}

std::expected<Certificate, Failure> certificateFromPem(std::string_view text, const std::string &where)
{
    const auto bio = reading(text);
    Certificate certificate(PEM_read_bio_X509(bio.get(), nullptr, nullptr, nullptr));
    ERR_clear_error();
    if (!certificate)
        return std::unexpected(Failure{PkiError::Malformed, where + " is not a certificate in PEM"});
    if (EVP_PKEY_get_id(X509_get0_pubkey(certificate.get())) != EVP_PKEY_ED25519)
        return std::unexpected(
            Failure{PkiError::Malformed, where + " is not an Ed25519 certificate; Facteo uses nothing else"});
    return certificate;
}

std::expected<Key, Failure> keyFromPem(std::string_view text, const std::string &where)
{
    const auto bio = reading(text);
    // An empty pass phrase, so that an encrypted key is an error and not a question at the terminal.
    Key key(PEM_read_bio_PrivateKey(bio.get(), nullptr, nullptr, const_cast<char *>("")));
    ERR_clear_error();
    if (!key || EVP_PKEY_get_id(key.get()) != EVP_PKEY_ED25519)
        return std::unexpected(
            Failure{PkiError::Malformed, where + " is not an unencrypted Ed25519 private key in PEM"});
    return key;
}

Subject subjectOf(const X509 *certificate)
{
    auto *name = X509_get_subject_name(certificate);
    return {.depot = {entryOf(name, NID_organizationName)},
        .role = entryOf(name, NID_organizationalUnitName),
        .id = entryOf(name, NID_commonName)};
}

protocol::Instant endOf(const X509 *certificate)
{
    std::tm parts{};
    ASN1_TIME_to_tm(X509_get0_notAfter(certificate), &parts);
    return protocol::Instant{std::chrono::seconds{::timegm(&parts)}};
}

bool isSignedBy(X509 *certificate, X509 *authority)
{
    const bool valid = X509_verify(certificate, X509_get0_pubkey(authority)) == 1;
    ERR_clear_error();
    return valid;
}

} // namespace facteo::pki
