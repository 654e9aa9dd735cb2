// SPDX-License-Identifier: Apache-2.0
#include "embedded_depot.h"

#include "broker_child.h"
#include "pki/bundle.h"
#include "pki/certificate_authority.h"
#include "pki/files.h"
#include "roster_reader.h"

#include <algorithm>
#include <chrono>
#include <format>
#include <iterator>

namespace facteo::app {
namespace {

namespace fs = std::filesystem;
using pki::CertificateAuthority;
using pki::Role;

template<typename T> using Told = std::expected<T, std::string>;

Told<CertificateAuthority> openAuthority(
    const DataFolder &folder, const std::string &depot, protocol::Instant now)
{
    const auto told = [](pki::Failure &&failure) { return std::move(failure.detail); };
    if (fs::exists(folder.pki() / "ca.pem"))
        return CertificateAuthority::open(folder.pki()).transform_error(told);
    if (depot.empty())
        return std::unexpected(
            std::format("{} is empty: the first start needs --roster FILE, or --depot ID for an empty depot",
                folder.root.string()));
    return CertificateAuthority::create(folder.pki(), {depot}, now).transform_error(told);
}

/// A certificate of this machine that ends sooner is extended at the start of the hub, and of another's
/// somebody is told: time enough to carry bundles to handsets.
constexpr std::chrono::days kEndsSoon{60};

/// Everybody has a certificate and a bundle that knows where the broker is.
class Enrolment
{
public:
    Enrolment(
        CertificateAuthority &authority, const DataFolder &folder, std::uint16_t port, protocol::Instant now)
        : m_authority(authority), m_folder(folder), m_address{.host = "localhost", .port = port}, m_now(now)
    {
    }

    /// `kept` here: a bundle that is gone is made again. A handset's may have been carried to the handset.
    Told<void> ensure(Role role, const std::string &id, const fs::path &bundle, bool kept)
    {
        const auto leftover = m_authority.finish(id, bundle, m_now);
        if (!leftover)
            return std::unexpected(leftover.error().detail);
        const auto valid = m_authority.validOf(id);
        const bool present = fs::exists(bundle / "connection.toml");
        if (!valid && wasRevoked(id) && (role == Role::Handset || role == Role::Console)) {
            m_notes.push_back(std::format("{0} was revoked and stays outside; to let it in again: facteo pki "
                                          "issue {1} {0} --host {2} --port {3}",
                id, pki::nameOf(role), m_address.host, m_address.port));
            return {};
        }
        if (valid && present)
            return keepGoing(*valid, bundle, kept);
        // Somebody took it to where it is used, or it was never whole.
        if (valid && !kept && *leftover != pki::Leftover::Torn)
            return {};
        if (const auto issued = m_authority.issue(role, id, bundle, m_address, m_now, valid.has_value());
            !issued)
            return std::unexpected(issued.error().detail);
        return {};
    }

    /// What a person should know.
    [[nodiscard]] std::vector<std::string> takeNotes() { return std::move(m_notes); }

    Told<void> ensureAll(const protocol::Roster &roster)
    {
        const auto place = [&](std::string_view id) { return m_folder.bundle(std::string(id)); };
        auto done =
            ensure(Role::Hub, std::string(kHubId), place(kHubId), true)
                .and_then(
                    [&] { return ensure(Role::Broker, std::string(kBrokerId), place(kBrokerId), true); })
                .and_then(
                    [&] { return ensure(Role::Console, std::string(kConsoleId), place(kConsoleId), true); })
                .and_then([&] {
                    return ensure(Role::Console, std::string(kConsoleCliId), place(kConsoleCliId), true);
                });
        for (const auto &handset : roster.handsets)
            if (done)
                done = ensure(Role::Handset, handset.id.text, place(handset.id.text), false);
        // Bundles of handsets that were enrolled later follow the broker as well, and are finished.
        std::error_code none;
        std::vector<fs::path> left;
        for (const auto &entry : fs::directory_iterator(m_folder.root / "bundles", none))
            if (entry.path().extension() == ".new")
                left.push_back(entry.path());
        for (const auto &path : left)
            if (auto finished = m_authority.finish(path.stem(), place(path.stem().string()), m_now);
                done && !finished)
                done = std::unexpected(finished.error().detail);
        for (const auto &entry : fs::directory_iterator(m_folder.root / "bundles", none))
            if (done && entry.path().extension().empty() && fs::exists(entry.path() / "connection.toml"))
                if (auto moved = pki::moveBroker(entry.path(), m_address); !moved)
                    done = std::unexpected(moved.error().detail);
        return done;
    }

private:
    [[nodiscard]] bool wasRevoked(const std::string &id) const
    {
        return std::ranges::any_of(
            m_authority.issued(), [&](const pki::Issued &line) { return line.id == id && line.revokedAt; });
    }

    Told<void> keepGoing(const pki::Issued &valid, const fs::path &bundle, bool kept)
    {
        if (auto moved = pki::moveBroker(bundle, m_address); !moved)
            return std::unexpected(moved.error().detail);
        if (!kept || valid.notAfter - m_now > kEndsSoon)
            return {};
        if (const auto extended = m_authority.extend(valid.id, bundle, m_address, m_now); !extended)
            return std::unexpected(extended.error().detail);
        m_notes.push_back(std::format("the certificate of {} was extended: it would have ended on {:%F}",
            valid.id, std::chrono::floor<std::chrono::days>(valid.notAfter)));
        return {};
    }

    CertificateAuthority &m_authority;
    const DataFolder &m_folder;
    pki::BrokerAddress m_address;
    protocol::Instant m_now;
    std::vector<std::string> m_notes;
};

Told<std::uint16_t> choosePort(const EmbeddedOptions &options)
{
    std::uint16_t wanted = options.port;
    if (wanted == 0)
        if (const auto before = pki::readBundle(options.folder.bundle(std::string(kHubId))))
            wanted = before->broker.port;
    const auto port = freePort(wanted);
    if (port == 0 || (options.port != 0 && port != options.port))
        return std::unexpected(std::format("port {} is in use: give another with --port, or none", wanted));
    return port;
}

Told<void> writeConfig(const DataFolder &folder, const protocol::DepotId &depot)
{
    if (fs::exists(folder.config()))
        return {};
    const auto text =
        std::format(R"(# Written at the first start; yours to change. facteo-hub reads it at every start.
depot = "{}"
bundle = "bundles/hub"
database = "sqlite:store/facteo.sqlite"
trails = "store/trails"
ready_file = "run/hub.json"

[limits]
position_every_seconds = 10

[owntracks]
# "user/device" = "H-070"
)",
            depot.text);
    return pki::writeWhole(folder.config(), text, pki::kPrivateFile)
        .transform_error([](pki::Failure &&failure) { return std::move(failure.detail); });
}

pki::BrokerConfig brokerConfig(const CertificateAuthority &authority, const DataFolder &folder,
    std::uint16_t port, protocol::Instant now)
{
    const auto identity = folder.bundle(std::string(kBrokerId));
    pki::BrokerConfig config{.depot = authority.depot(),
        .folder = folder.broker(),
        .port = port,
        .caFile = authority.certificateFile(),
        .crlFile = authority.revocationFile(),
        .certificateFile = identity / "cert.pem",
        .keyFile = identity / "key.pem"};
    pki::nameEverybody(config, authority, now);
    return config;
}

std::vector<hub::EnrolledConsole> consolesOf(const CertificateAuthority &authority, protocol::Instant now)
{
    std::vector<hub::EnrolledConsole> consoles;
    for (const auto &issued : authority.issued())
        if (issued.role == Role::Console && issued.isValidAt(now))
            consoles.push_back({.id = {issued.id}, .key = issued.publicKey});
    return consoles;
}

/// Those that others carry and only a person can renew.
std::vector<std::string> endingSoon(const CertificateAuthority &authority, protocol::Instant now)
{
    std::vector<std::string> lines;
    for (const auto &issued : authority.issued())
        if (!issued.revokedAt && issued.notAfter - now <= kEndsSoon &&
            (issued.role == Role::Handset || issued.role == Role::OperatorPhone))
            lines.push_back(std::format(
                "the certificate of {0} ends on {1:%F}: issue it again with facteo pki "
                "issue {2} {0} --renew, and carry the bundle to it",
                issued.id, std::chrono::floor<std::chrono::days>(issued.notAfter), pki::nameOf(issued.role)));
    return lines;
}

} // namespace

Told<EmbeddedDepot> prepareDepot(const EmbeddedOptions &options, protocol::Instant now)
{
    const auto &folder = options.folder;
    EmbeddedDepot ready;
    ready.roster.depot.id = {options.depot};
    if (!options.roster.empty()) {
        auto roster = readRoster(options.roster);
        if (!roster)
            return std::unexpected(roster.error());
        ready.roster = std::move(*roster);
    }
    auto authority = openAuthority(folder, ready.roster.depot.id.text, now);
    if (!authority)
        return std::unexpected(authority.error());
    if (!ready.roster.depot.id.empty() && ready.roster.depot.id != authority->depot())
        return std::unexpected(std::format("{} belongs to depot {}, not to {}: give another --data folder",
            folder.root.string(), authority->depot().text, ready.roster.depot.id.text));
    ready.roster.depot.id = authority->depot();

    std::error_code failed;
    fs::create_directories(folder.trails(), failed);
    if (failed)
        return std::unexpected(std::format("cannot make {}: {}", folder.trails().string(), failed.message()));
    const auto port = choosePort(options);
    if (!port)
        return std::unexpected(port.error());
    ready.port = *port;
    Enrolment enrolment(*authority, folder, *port, now);
    if (auto enrolled = enrolment.ensureAll(ready.roster); !enrolled)
        return std::unexpected(enrolled.error());
    ready.notes = enrolment.takeNotes();
    std::ranges::move(endingSoon(*authority, now), std::back_inserter(ready.notes));
    for (auto &handset : ready.roster.handsets)
        handset.publicKey = authority->publicKey(handset.id.text).value_or(protocol::PublicKey{});

    const auto written = pki::writeBrokerConfig(brokerConfig(*authority, folder, *port, now));
    if (!written)
        return std::unexpected(written.error().detail);
    ready.brokerConfig = *written;
    if (auto kept = writeConfig(folder, authority->depot()); !kept)
        return std::unexpected(kept.error());
    auto config = readHubConfig(folder.config());
    if (!config)
        return std::unexpected(config.error());
    ready.config = std::move(*config);
    ready.config.readyFile = folder.readyFile();
    std::ranges::move(consolesOf(*authority, now), std::back_inserter(ready.config.consoles));
    return ready;
}

Told<std::vector<hub::EnrolledConsole>> renewRights(
    const DataFolder &folder, std::uint16_t port, protocol::Instant now)
{
    const auto authority = CertificateAuthority::open(folder.pki());
    if (!authority)
        return std::unexpected(authority.error().detail);
    if (auto written = pki::writeBrokerConfig(brokerConfig(*authority, folder, port, now)); !written)
        return std::unexpected(written.error().detail);
    return consolesOf(*authority, now);
}

} // namespace facteo::app
