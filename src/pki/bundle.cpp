// SPDX-License-Identifier: Apache-2.0
#include "pki/bundle.h"

#include "pki/bundle_writer.h"
#include "pki/files.h"
#include "pki/x509.h"

#include <array>
#include <cassert>
#include <format>
#include <openssl/evp.h>
#include <toml++/toml.hpp>

namespace facteo::pki {
namespace {

namespace fs = std::filesystem;

/// Reads keys of one TOML file and remembers the first thing that was wrong, so that the reading code is a
/// plain list of keys.
class Keys
{
public:
    Keys(const toml::table &table, fs::path file) : m_table(table), m_file(std::move(file)) {}

    std::string text(std::string_view path)
    {
        const auto node = m_table.at_path(path);
        if (const auto *value = node.as_string())
            return value->get();
        note(path, node, "a text in quotes");
        return {};
    }

    std::int64_t number(std::string_view path, std::int64_t least, std::int64_t most)
    {
        const auto node = m_table.at_path(path);
        const auto *value = node.as_integer();
        if (value && value->get() >= least && value->get() <= most)
            return value->get();
        note(path, node, std::format("a whole number from {} to {}", least, most));
        return least;
    }

    void refuse(std::string_view path, const std::string &wanted)
    {
        note(path, m_table.at_path(path), wanted);
    }

    [[nodiscard]] const std::optional<Failure> &failure() const { return m_failure; }

private:
    void note(std::string_view path, const toml::node_view<const toml::node> &node, const std::string &wanted)
    {
        if (m_failure)
            return;
        const auto where =
            node ? std::format(" line {}", node.node()->source().begin.line) : std::string(" (missing)");
        m_failure = Failure{PkiError::Malformed,
            std::format("{}: key {}{} must be {}", m_file.string(), path, where, wanted)};
    }

    const toml::table &m_table;
    const fs::path m_file;
    std::optional<Failure> m_failure;
};

struct Connection
{
    BundleText text; ///< depot, role, id, broker, hub
    std::string ca;
    std::string certificate;
    std::string key;
    std::string crl;
    std::string hubCertificate;
};

std::expected<Connection, Failure> readConnection(const fs::path &folder)
{
    const auto file = folder / "connection.toml";
    const auto content = readWhole(file);
    if (!content) {
        auto failure = content.error();
        if (failure.error == PkiError::NotFound)
            failure.detail = "there is no enrolment in " + folder.string() +
                             " (no connection.toml); issue one with: facteo pki issue";
        return std::unexpected(failure);
    }
    const auto parsed = toml::parse(*content, file.string());
    if (!parsed) {
        const auto &problem = parsed.error();
        return std::unexpected(Failure{
            PkiError::Malformed, std::format("{} line {} is not TOML: {}", file.string(),
                                     problem.source().begin.line, std::string(problem.description()))});
    }
    Keys keys(parsed.table(), file);
    Connection connection;
    keys.number("version", 1, 1);
    auto &text = connection.text;
    text.depot = keys.text("identity.depot");
    if (parsed.table().at_path("identity.house"))
        text.house = keys.text("identity.house");
    text.id = keys.text("identity.id");
    const auto role = roleNamed(keys.text("identity.role"));
    text.role = role.value_or(Role::Handset);
    text.broker.host = keys.text("broker.host");
    text.broker.port = static_cast<std::uint16_t>(keys.number("broker.port", 1, 65'535));
    text.hub = keys.text("hub.id");
    connection.ca = keys.text("files.ca");
    connection.certificate = keys.text("files.certificate");
    connection.key = keys.text("files.key");
    connection.crl = keys.text("files.crl");
    connection.hubCertificate = keys.text("files.hub_certificate");
    if (!role)
        keys.refuse("identity.role", "handset, hub, console, broker, operator-phone or exercise-gateway");
    constexpr auto kName = "1 to 32 of A-Z a-z 0-9 _ -";
    if (!protocol::isName(text.depot))
        keys.refuse("identity.depot", kName);
    if (!text.house.empty() && !protocol::isName(text.house))
        keys.refuse("identity.house", kName);
    if (!protocol::isName(text.id))
        keys.refuse("identity.id", kName);
    if (!text.hub.empty() && !protocol::isName(text.hub))
        keys.refuse("hub.id", kName);
    if (text.broker.host.empty())
        keys.refuse("broker.host", "a host name or address");
    if (keys.failure())
        return std::unexpected(*keys.failure());
    return connection;
}

std::expected<Certificate, Failure> readCertificate(const fs::path &file)
{
    return readWhole(file).and_then(
        [&](const std::string &text) { return certificateFromPem(text, file.string()); });
}

std::unexpected<Failure> mismatch(std::string detail)
{
    return std::unexpected(
        Failure{PkiError::Mismatch, std::move(detail) + "; the bundle is mixed up, issue it again"});
}

/// The certificate against the rest of the bundle.
std::expected<void, Failure> checkIdentity(
    const Bundle &bundle, X509 *certificate, X509 *authority, const protocol::PublicKey &keyBytes)
{
    const auto file = bundle.certificateFile.string();
    const auto subject = subjectOf(certificate);
    if (!isSignedBy(certificate, authority))
        return mismatch(file + " was not signed by the authority in " + bundle.caFile.string());
    if (publicBytes(X509_get0_pubkey(certificate)) != keyBytes)
        return mismatch(bundle.keyFile.string() + " is not the key of " + file);
    if (subject.id != bundle.id || subject.depot != bundle.domain() || subject.role != nameOf(bundle.role))
        return mismatch(std::format("{} belongs to {} {} of depot {}, but connection.toml says {} {} of {}",
            file, subject.role, subject.id, subject.depot.text, nameOf(bundle.role), bundle.id,
            bundle.domain().text));
    return {};
}

std::expected<void, Failure> readHub(Bundle &bundle, X509 *authority)
{
    if (bundle.hub.empty())
        return {};
    const auto certificate = readCertificate(bundle.hubFile);
    if (!certificate)
        return std::unexpected(certificate.error());
    const auto subject = subjectOf(certificate->get());
    if (!isSignedBy(certificate->get(), authority))
        return mismatch(
            bundle.hubFile.string() + " was not signed by the authority in " + bundle.caFile.string());
    if (subject.id != bundle.hub.text || subject.role != nameOf(Role::Hub))
        return mismatch(bundle.hubFile.string() + " belongs to " + subject.role + " " + subject.id +
                        ", but connection.toml says the hub is " + bundle.hub.text);
    bundle.hubKey = publicBytes(X509_get0_pubkey(certificate->get()));
    return {};
}

} // namespace

std::expected<Bundle, Failure> readBundle(const fs::path &folder)
{
    const auto connection = readConnection(folder);
    if (!connection)
        return std::unexpected(connection.error());
    const auto keyFile = folder / connection->key;
    const auto secret = readPrivate(keyFile);
    if (!secret)
        return std::unexpected(secret.error());
    auto key = protocol::SigningKey::fromPem(*secret);
    if (!key)
        return std::unexpected(Failure{
            PkiError::Malformed, keyFile.string() + ": " + std::string(protocol::describe(key.error()))});

    Bundle bundle{.folder = folder,
        .depot = {connection->text.depot},
        .house = {connection->text.house},
        .role = connection->text.role,
        .id = connection->text.id,
        .broker = connection->text.broker,
        .hub = {connection->text.hub},
        .key = std::move(*key),
        .caFile = folder / connection->ca,
        .certificateFile = folder / connection->certificate,
        .keyFile = keyFile,
        .hubFile = folder / connection->hubCertificate,
        .crlFile = folder / connection->crl};
    const auto authority = readCertificate(bundle.caFile);
    if (!authority)
        return std::unexpected(authority.error());
    const auto certificate = readCertificate(bundle.certificateFile);
    if (!certificate)
        return std::unexpected(certificate.error());
    if (auto right = checkIdentity(bundle, certificate->get(), authority->get(), bundle.key.publicKey());
        !right)
        return std::unexpected(right.error());
    if (auto right = readHub(bundle, authority->get()); !right)
        return std::unexpected(right.error());
    return bundle;
}

std::string clientId(const Bundle &bundle)
{
    // Ed25519 signs the same text in the same way every time, and only who has the key can. The digest says
    // nothing of the signature; the text is no frame's beginning.
    constexpr std::string_view kText = "facteo-client-id-1";
    const auto secret = bundle.key.sign(std::as_bytes(std::span(kText)));
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned length = 0;
    const int done = EVP_Digest(secret.data(), secret.size(), digest.data(), &length, EVP_sha256(), nullptr);
    assert(done == 1 && length == 32);
    static_cast<void>(done);
    auto text = bundle.id + "-";
    for (std::size_t i = 0; i < 8; ++i)
        text += std::format("{:02x}", digest[i]);
    return text;
}

std::expected<void, Failure> moveBroker(const fs::path &folder, const BrokerAddress &broker)
{
    auto connection = readConnection(folder);
    if (!connection)
        return std::unexpected(connection.error());
    if (connection->text.broker == broker)
        return {};
    connection->text.broker = broker;
    return writeWhole(folder / "connection.toml", connectionToml(connection->text), kPublicFile);
}

} // namespace facteo::pki
