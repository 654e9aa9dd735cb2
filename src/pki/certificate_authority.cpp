// SPDX-License-Identifier: Apache-2.0
#include "pki/certificate_authority.h"

#include "pki/bundle_writer.h"
#include "pki/files.h"
#include "pki/index.h"
#include "pki/x509.h"

#include <algorithm>
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

namespace facteo::pki {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;

constexpr auto kAuthorityLife = std::chrono::days{3652}; // ten years
constexpr auto kLeafLife = std::chrono::days{730};
/// Handset clocks are late more often than wrong by hours.
constexpr auto kClockSkew = 5min;

constexpr auto kDepotAuthority = "authority";
constexpr auto kHouseAuthority = "house-authority";

fs::path certificateIn(const fs::path &folder)
{
    return folder / "ca.pem";
}

fs::path keyIn(const fs::path &folder)
{
    return folder / "ca.key";
}

/// subjectAltName of a broker: where it may be reached, and always this machine.
std::string brokerNames(const std::string &host)
{
    std::string names = "DNS:localhost,IP:127.0.0.1,IP:::1";
    const bool known = host == "localhost" || host == "127.0.0.1" || host == "::1" || host.empty();
    if (known)
        return names;
    const bool numeric = host.find_first_not_of("0123456789.") == std::string::npos || host.contains(':');
    return names + (numeric ? ",IP:" : ",DNS:") + host;
}

/// Host names go into certificates and TOML unescaped.
bool isHost(const std::string &host)
{
    return !host.empty() && host.size() <= 253 && std::ranges::all_of(host, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' ||
               c == '-' || c == ':';
    });
}

} // namespace

struct CertificateAuthority::State
{
    fs::path folder;
    protocol::DepotId depot;
    Scope scope = Scope::Depot;
    Key key;
    Certificate certificate;
    Index index;
    int lock = -1;

    ~State()
    {
        if (lock >= 0)
            ::close(lock);
    }
};

namespace {

/// The lock is held as long as the descriptor is open, and gone with the process whatever ends it.
std::expected<int, Failure> lockFolder(const fs::path &folder)
{
    const auto file = folder / "lock";
    errno = 0;
    const int descriptor = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, kPrivateFile);
    if (descriptor < 0)
        return failed(PkiError::NotWritable, "cannot open " + file.string());
    if (::flock(descriptor, LOCK_EX | LOCK_NB) == 0)
        return descriptor;
    ::close(descriptor);
    return std::unexpected(
        Failure{PkiError::NotWritable, "another process is using the certificate authority in " +
                                           folder.string() + "; try again when it is done"});
}

} // namespace

CertificateAuthority::CertificateAuthority(std::unique_ptr<State> state) : m_state(std::move(state)) {}
CertificateAuthority::~CertificateAuthority() = default;
CertificateAuthority::CertificateAuthority(CertificateAuthority &&) noexcept = default;
CertificateAuthority &CertificateAuthority::operator=(CertificateAuthority &&) noexcept = default;

std::expected<CertificateAuthority, Failure> CertificateAuthority::create(
    const fs::path &folder, const protocol::DepotId &depot, protocol::Instant now, Scope scope)
{
    if (!protocol::isName(depot.text))
        return std::unexpected(Failure{
            PkiError::BadName, "\"" + depot.text + "\" cannot be a depot's id: 1 to 32 of A-Z a-z 0-9 _ -"});
    if (auto made = makePrivateFolder(folder); !made)
        return std::unexpected(made.error());
    {
        const auto lock = lockFolder(folder);
        if (!lock)
            return std::unexpected(lock.error());
        const std::unique_ptr<const int, decltype([](const int *held) { ::close(*held); })> held(&*lock);
        std::error_code error;
        if (fs::exists(certificateIn(folder), error))
            return std::unexpected(Failure{PkiError::AlreadyThere,
                folder.string() + " already holds a certificate authority; it is never written over"});
        if (auto made = makePrivateFolder(folder / "issued"); !made)
            return std::unexpected(made.error());
        const auto key = makeKey();
        if (!key)
            return std::unexpected(key.error());
        const auto serial = randomSerial();
        if (!serial)
            return std::unexpected(serial.error());
        const auto certificate = makeAuthority(key->get(), *serial,
            {.depot = depot,
                .role = scope == Scope::House ? kHouseAuthority : kDepotAuthority,
                .id = "Facteo " + depot.text},
            {now - kClockSkew, now + kAuthorityLife});
        if (!certificate)
            return std::unexpected(certificate.error());
        // The certificate comes last: while it is missing there is no authority, and create() starts over.
        if (auto kept = writeWhole(keyIn(folder), pemOfPrivate(key->get()), kPrivateFile); !kept)
            return std::unexpected(kept.error());
        if (auto kept = writeWhole(certificateIn(folder), pemOf(certificate->get()), kPublicFile); !kept)
            return std::unexpected(kept.error());
    }
    auto authority = open(folder);
    if (!authority)
        return authority;
    if (auto listed = authority->writeRevocations(now); !listed)
        return std::unexpected(listed.error());
    return authority;
}

std::expected<CertificateAuthority, Failure> CertificateAuthority::open(const fs::path &folder)
{
    auto state = std::make_unique<State>();
    state->folder = folder;
    const auto text = readWhole(certificateIn(folder));
    if (!text) {
        auto failure = text.error();
        if (failure.error == PkiError::NotFound)
            failure.detail = "there is no certificate authority in " + folder.string() +
                             "; make one with: facteo pki init --depot ID " + folder.string();
        return std::unexpected(failure);
    }
    const auto lock = lockFolder(folder);
    if (!lock)
        return std::unexpected(lock.error());
    state->lock = *lock;
    auto certificate = certificateFromPem(*text, certificateIn(folder).string());
    if (!certificate)
        return std::unexpected(certificate.error());
    const auto secret = readPrivate(keyIn(folder));
    if (!secret)
        return std::unexpected(secret.error());
    auto key = keyFromPem(*secret, keyIn(folder).string());
    if (!key)
        return std::unexpected(key.error());
    if (X509_check_private_key(certificate->get(), key->get()) != 1)
        return std::unexpected(Failure{PkiError::Mismatch,
            keyIn(folder).string() + " is not the key of " + certificateIn(folder).string()});
    auto index = Index::read(folder / "index.log");
    if (!index)
        return std::unexpected(index.error());
    const auto subject = subjectOf(certificate->get());
    state->depot = subject.depot;
    state->scope = subject.role == kHouseAuthority ? Scope::House : Scope::Depot;
    state->certificate = std::move(*certificate);
    state->key = std::move(*key);
    state->index = std::move(*index);
    return CertificateAuthority(std::move(state));
}

std::expected<Issued, Failure> CertificateAuthority::issue(Role role, const std::string &id,
    const fs::path &bundle, const BrokerAddress &broker, protocol::Instant now, bool renew,
    const protocol::DepotId &home)
{
    if (!home.empty() && (m_state->scope != Scope::House || !protocol::isName(home.text)))
        return std::unexpected(Failure{PkiError::BadName,
            "\"" + home.text + "\" cannot be the depot of " + id + ": " +
                (m_state->scope == Scope::House ? "1 to 32 of A-Z a-z 0-9 _ -"
                                                : "this is the authority of " + m_state->depot.text)});
    if (!protocol::isName(id))
        return std::unexpected(
            Failure{PkiError::BadName, "\"" + id + "\" cannot be an id: 1 to 32 of A-Z a-z 0-9 _ -"});
    if (!isHost(broker.host))
        return std::unexpected(Failure{
            PkiError::BadName, "\"" + broker.host + "\" is neither a host name nor an address of a broker"});
    const auto valid = validOf(id);
    if (valid && !renew)
        return std::unexpected(Failure{PkiError::AlreadyThere,
            id + " already has a valid certificate (" + std::string(nameOf(valid->role)) + ", serial " +
                valid->serial + "); --renew revokes it and issues another"});
    const auto key = makeKey();
    if (!key)
        return std::unexpected(key.error());
    return certify(role, id, key->get(), bundle, broker, home, now);
}

std::expected<Issued, Failure> CertificateAuthority::extend(
    const std::string &id, const fs::path &bundle, const BrokerAddress &broker, protocol::Instant now)
{
    const auto valid = validOf(id);
    if (!valid)
        return std::unexpected(
            Failure{PkiError::NoSuchId, id + " has no valid certificate that could be extended; issue one"});
    const auto held = readBundle(bundle);
    if (!held)
        return std::unexpected(held.error());
    if (held->id != id || held->key.publicKey() != valid->publicKey)
        return std::unexpected(Failure{PkiError::Mismatch,
            bundle.string() + " does not hold the key of the valid certificate of " + id});
    const auto key = keyFromPem(held->key.toPem(), held->keyFile.string());
    if (!key)
        return std::unexpected(key.error());
    return certify(valid->role, id, key->get(), bundle, broker, held->depot, now);
}

/// In an order that a kill -9 may end anywhere: while the index does not know the certificate it is nowhere
/// but beside its place, and when it does the bundle is whole, so that finish() can put it there.
std::expected<Issued, Failure> CertificateAuthority::certify(Role role, const std::string &id, EVP_PKEY *key,
    const fs::path &bundle, const BrokerAddress &broker, const protocol::DepotId &home, protocol::Instant now)
{
    const auto serial = randomSerial();
    if (!serial)
        return std::unexpected(serial.error());
    const auto end = std::min(now + kLeafLife, endOf(m_state->certificate.get()));
    const auto certificate = makeLeaf(key, *serial,
        {.depot = m_state->depot, .role = std::string(nameOf(role)), .id = id}, {now - kClockSkew, end},
        role == Role::Broker ? brokerNames(broker.host) : "", m_state->certificate.get(), m_state->key.get());
    if (!certificate)
        return std::unexpected(certificate.error());

    Issued issued{.serial = *serial,
        .role = role,
        .id = id,
        .publicKey = publicBytes(key),
        .issuedAt = std::chrono::floor<std::chrono::seconds>(now),
        .notAfter = std::chrono::floor<std::chrono::seconds>(end)};
    BundleText text{.depot = home.empty() ? m_state->depot.text : home.text,
        .role = role,
        .id = id,
        .broker = broker,
        .authority = pemOf(m_state->certificate.get()),
        .certificate = pemOf(certificate->get()),
        .key = pemOfPrivate(key),
        .house = m_state->scope == Scope::House ? m_state->depot.text : std::string()};
    if (auto found = hubOf(role, id, text); !found)
        return std::unexpected(found.error());
    if (auto prepared = prepareBundle(text, bundle); !prepared)
        return std::unexpected(prepared.error());
    if (auto kept = writeWhole(issuedFile(*serial), text.certificate, kPublicFile); !kept)
        return std::unexpected(kept.error());
    // A certificate that the index does not know could never be revoked.
    if (auto recorded = m_state->index.addIssued(issued); !recorded)
        return std::unexpected(recorded.error());
    if (auto placed = place(issued, bundle, now); !placed)
        return std::unexpected(placed.error());
    return issued;
}

/// `issued` becomes the one valid certificate of its id, and its bundle is put in its place.
std::expected<void, Failure> CertificateAuthority::place(
    const Issued &issued, const fs::path &bundle, protocol::Instant now)
{
    std::vector<std::string> others;
    for (const auto &line : m_state->index.issued())
        if (line.id == issued.id && !line.revokedAt && line.serial != issued.serial)
            others.push_back(line.serial);
    for (const auto &serial : others)
        if (auto recorded = m_state->index.addRevoked(serial, now); !recorded)
            return recorded;
    if (!others.empty())
        if (auto listed = writeRevocations(now); !listed)
            return listed;
    const auto revocations = readWhole(revocationFile());
    if (!revocations)
        return std::unexpected(revocations.error());
    return placeBundle(*revocations, bundle);
}

std::expected<Leftover, Failure> CertificateAuthority::finish(
    const std::string &id, const fs::path &bundle, protocol::Instant now)
{
    const auto made = besideBundle(bundle);
    std::error_code error;
    if (!fs::exists(made, error))
        return Leftover::None;
    const auto certificate = readWhole(made / "cert.pem");
    if (certificate && readBundle(made)) {
        const auto &all = m_state->index.issued();
        const auto line = std::ranges::find_if(all, [&](const Issued &one) {
            return one.id == id && !one.revokedAt && readWhole(issuedFile(one.serial)) == *certificate;
        });
        if (line != all.end())
            return place(Issued(*line), bundle, now).transform([] { return Leftover::Finished; });
    }
    fs::remove_all(made, error);
    return Leftover::Torn;
}

fs::path CertificateAuthority::issuedFile(const std::string &serial) const
{
    return m_state->folder / "issued" / (serial + ".pem");
}

/// Who signs what comes down. The hub itself believes itself; a broker and a plain phone need nobody.
std::expected<void, Failure> CertificateAuthority::hubOf(
    Role role, const std::string &id, BundleText &text) const
{
    if (role == Role::Hub) {
        text.hub = id;
        text.hubCertificate = text.certificate;
        return {};
    }
    // The latest valid one: a depot has one hub at a time, and another only while it is being replaced.
    const auto &all = m_state->index.issued();
    const auto hub = std::ranges::find_if(all.rbegin(), all.rend(),
        [](const Issued &line) { return line.role == Role::Hub && !line.revokedAt; });
    if (hub == all.rend()) {
        if (role == Role::Broker || role == Role::OperatorPhone)
            return {};
        return std::unexpected(Failure{PkiError::NoSuchId,
            "no hub has a certificate yet, so " + id +
                " could believe nobody; issue the hub's first: facteo pki issue hub hub"});
    }
    auto certificate = readWhole(issuedFile(hub->serial));
    if (!certificate)
        return std::unexpected(certificate.error());
    text.hub = hub->id;
    text.hubCertificate = std::move(*certificate);
    return {};
}

std::expected<void, Failure> CertificateAuthority::revoke(const std::string &id, protocol::Instant now)
{
    bool any = false;
    for (auto valid = validOf(id); valid; valid = validOf(id)) {
        if (auto recorded = m_state->index.addRevoked(valid->serial, now); !recorded)
            return recorded;
        any = true;
    }
    if (!any)
        return std::unexpected(
            Failure{PkiError::NoSuchId, id + " has no valid certificate; facteo pki list shows who has"});
    return writeRevocations(now);
}

std::expected<void, Failure> CertificateAuthority::writeRevocations(protocol::Instant now)
{
    std::vector<Revocation> revoked;
    for (const auto &line : m_state->index.issued())
        if (line.revokedAt)
            revoked.push_back({line.serial, *line.revokedAt});
    const auto list = makeRevocationList(revoked, m_state->index.lines() + 1,
        {now - kClockSkew, endOf(m_state->certificate.get())}, m_state->certificate.get(),
        m_state->key.get());
    if (!list)
        return std::unexpected(list.error());
    return writeWhole(revocationFile(), *list, kPublicFile);
}

const std::vector<Issued> &CertificateAuthority::issued() const
{
    return m_state->index.issued();
}

std::optional<Issued> CertificateAuthority::validOf(const std::string &id) const
{
    for (const auto &line : m_state->index.issued())
        if (line.id == id && !line.revokedAt)
            return line;
    return std::nullopt;
}

std::optional<protocol::PublicKey> CertificateAuthority::publicKey(const std::string &id) const
{
    const auto valid = validOf(id);
    if (!valid)
        return std::nullopt;
    return valid->publicKey;
}

const protocol::DepotId &CertificateAuthority::depot() const
{
    return m_state->depot;
}

Scope CertificateAuthority::scope() const
{
    return m_state->scope;
}

const fs::path &CertificateAuthority::folder() const
{
    return m_state->folder;
}

fs::path CertificateAuthority::certificateFile() const
{
    return certificateIn(m_state->folder);
}

fs::path CertificateAuthority::revocationFile() const
{
    return m_state->folder / "crl.pem";
}

} // namespace facteo::pki
