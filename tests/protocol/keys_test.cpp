// SPDX-License-Identifier: Apache-2.0
#include "protocol/keys.h"

#include "protocol/samples.h"
#include "support/registry.h"

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>
#include <set>

using namespace facteo;
using namespace facteo::protocol;
using namespace facteo::tests;

namespace {

std::string textOf(BIO *bio)
{
    char *text = nullptr;
    const auto size = BIO_get_mem_data(bio, &text);
    std::string out(text, static_cast<std::size_t>(size));
    BIO_free(bio);
    return out;
}

std::string privatePem(EVP_PKEY *key, const EVP_CIPHER *cipher = nullptr)
{
    BIO *bio = BIO_new(BIO_s_mem());
    char phrase[] = "secret";
    PEM_write_bio_PrivateKey(
        bio, key, cipher, reinterpret_cast<unsigned char *>(phrase), cipher ? 6 : 0, nullptr, nullptr);
    return textOf(bio);
}

std::string publicPem(EVP_PKEY *key)
{
    BIO *bio = BIO_new(BIO_s_mem());
    PEM_write_bio_PUBKEY(bio, key);
    return textOf(bio);
}

std::string selfSigned(EVP_PKEY *key, const EVP_MD *digest)
{
    X509 *certificate = X509_new();
    ASN1_INTEGER_set(X509_get_serialNumber(certificate), 1);
    X509_gmtime_adj(X509_getm_notBefore(certificate), 0);
    X509_gmtime_adj(X509_getm_notAfter(certificate), 3600);
    X509_set_pubkey(certificate, key);
    X509_sign(certificate, key, digest);
    BIO *bio = BIO_new(BIO_s_mem());
    PEM_write_bio_X509(bio, certificate);
    X509_free(certificate);
    return textOf(bio);
}

struct Key
{
    explicit Key(EVP_PKEY *made) : key(made) {}
    ~Key() { EVP_PKEY_free(key); }
    Key(const Key &) = delete;
    Key &operator=(const Key &) = delete;
    EVP_PKEY *key;
};

EVP_PKEY *ed25519()
{
    return EVP_PKEY_Q_keygen(nullptr, nullptr, "ED25519");
}
EVP_PKEY *ecdsa()
{
    return EVP_PKEY_Q_keygen(nullptr, nullptr, "EC", "P-256");
}

} // namespace

class Keys : public QObject
{
    Q_OBJECT

private slots:
    /// RFC 8032, 7.1, test 1: the empty message.
    void SignsAsTheStandardSays()
    {
        const auto hex =
            QByteArray::fromHex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60");
        std::array<std::uint8_t, 32> seed{};
        std::ranges::copy(hex, seed.begin());
        const auto key = SigningKey::fromSeed(seed);
        const auto publicKey = key.publicKey();
        QCOMPARE(QByteArray(reinterpret_cast<const char *>(publicKey.data()), 32).toHex(),
            QByteArray("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"));
        const auto signature = key.sign({});
        QCOMPARE(QByteArray(reinterpret_cast<const char *>(signature.data()), 64).toHex(),
            QByteArray("e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155"
                       "5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b"));
        QVERIFY(verify(publicKey, {}, signature));
    }

    void SurvivesItsFile()
    {
        const auto key = SigningKey::generate();
        const auto again = SigningKey::fromPem(key.toPem());
        QVERIFY(again.has_value());
        QCOMPARE(again->publicKey(), key.publicKey());
    }

    void SaysWhatIsWrongWithAFile()
    {
        const Key ed(ed25519());
        const Key ec(ecdsa());
        QCOMPARE(SigningKey::fromPem("").error(), KeyError::NotPem);
        QCOMPARE(SigningKey::fromPem("-----BEGIN PRIVATE KEY-----\nMC4=\n").error(), KeyError::NotPem);
        QCOMPARE(SigningKey::fromPem(privatePem(ed.key, EVP_aes_128_cbc())).error(), KeyError::Encrypted);
        QCOMPARE(SigningKey::fromPem(privatePem(ec.key)).error(), KeyError::NotEd25519);
        QCOMPARE(SigningKey::fromPem(publicPem(ed.key)).error(), KeyError::NotPrivate);
        QVERIFY(SigningKey::fromPem(privatePem(ed.key)).has_value());

        std::set<std::string_view> sentences;
        for (const auto error :
            {KeyError::NotPem, KeyError::Encrypted, KeyError::NotEd25519, KeyError::NotPrivate})
            sentences.insert(describe(error));
        QCOMPARE(sentences.size(), std::size_t{4});
    }

    void ACertificateGivesItsKey()
    {
        const Key ed(ed25519());
        const auto key = SigningKey::fromPem(privatePem(ed.key));
        const auto fromCertificate = publicKeyFromCertificate(selfSigned(ed.key, nullptr));
        QVERIFY(fromCertificate.has_value());
        QCOMPARE(*fromCertificate, key->publicKey());

        const Key ec(ecdsa());
        QCOMPARE(publicKeyFromCertificate(selfSigned(ec.key, EVP_sha256())).error(), KeyError::NotEd25519);
        QCOMPARE(publicKeyFromCertificate(key->toPem()).error(), KeyError::NotPem);
        QCOMPARE(publicKeyFromCertificate("nonsense").error(), KeyError::NotPem);
    }

    void NoKeyOfZerosVerifiesAnything()
    {
        QVERIFY(!verify(PublicKey{}, {}, Signature{})); // a handset that is not enrolled
    }
};

FACTEO_TEST(Keys);
#include "keys_test.moc"
