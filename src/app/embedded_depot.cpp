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

/// The authority of last time, or a new one: the house's, or that of the one depot.
Told<CertificateAuthority> openAuthority(
    const EmbeddedOptions &options, const std::vector<protocol::Roster> &rosters, protocol::Instant now)
{
    const auto told = [](pki::Failure &&failure) { return std::move(failure.detail); };
    const auto &folder = options.folder;
    if (fs::exists(folder.pki() / "ca.pem"))
        return CertificateAuthority::open(folder.pki()).transform_error(told);
    if (!options.house.empty() && rosters.empty())
        return std::unexpected(std::format("{} is empty: the first start of house {} needs --roster FOLDER "
                                           "with a roster for each of its depots",
            folder.root.string(), options.house));
    if (options.house.empty() && rosters.size() > 1)
        return std::unexpected(std::format("{} holds the rosters of {} depots: many depots need --house ID",
            options.roster.string(), rosters.size()));
    if (!options.house.empty())
        return CertificateAuthority::create(folder.pki(), {options.house}, now, pki::Scope::House)
            .transform_error(told);
    const auto depot = rosters.empty() ? protocol::DepotId{options.depot} : rosters.front().depot.id;
    if (depot.empty())
        return std::unexpected(
            std::format("{} is empty: the first start needs --roster FILE, or --depot ID for an empty depot",
                folder.root.string()));
    return CertificateAuthority::create(folder.pki(), depot, now).transform_error(told);
}

/// The data folder of one house or depot is never served for another.
Told<void> checkWhose(const CertificateAuthority &authority, const EmbeddedOptions &options,
    const std::vector<protocol::Roster> &rosters)
{
    const bool isHouse = authority.scope() == pki::Scope::House;
    const auto refused = [&](std::string_view what, const std::string &id) {
        return std::unexpected(std::format("{} belongs to {} {}, not to {} {}: give another --data folder",
            options.folder.root.string(), isHouse ? "house" : "depot", authority.depot().text, what, id));
    };
    if (!options.house.empty() && (!isHouse || authority.depot().text != options.house))
        return refused("house", options.house);
    if (!options.depot.empty() && (isHouse || authority.depot().text != options.depot))
        return refused("depot", options.depot);
    for (const auto &roster : rosters)
        if (!isHouse && authority.depot() != roster.depot.id)
            return refused("depot", roster.depot.id.text);
    return {};
}

/// A certificate of this machine that ends sooner is extended at the start of the hub, and of another's
/// somebody is told: time enough to carry bundles to handsets.
constexpr std::chrono::days kEndsSoon{60};

/// Whoever brings his key in the roster has a certificate from elsewhere, or does not exist (an exercise).
bool needsCertificate(const protocol::Handset &handset)
{
    return handset.publicKey == protocol::PublicKey{};
}

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
    /// `home`, in a house: whose depot's topics it speaks on.
    Told<void> ensure(Role role, const std::string &id, const fs::path &bundle, bool kept,
        const protocol::DepotId &home = {})
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
        if (const auto issued =
                m_authority.issue(role, id, bundle, m_address, m_now, valid.has_value(), home);
            !issued)
            return std::unexpected(issued.error().detail);
        return {};
    }

    /// What a person should know.
    [[nodiscard]] std::vector<std::string> takeNotes() { return std::move(m_notes); }

    Told<void> ensureAll(
        const std::vector<protocol::Roster> &rosters, const std::vector<std::string> &gateways)
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
        for (const auto &gateway : gateways)
            if (done)
                done = ensure(Role::ExerciseGateway, gateway, place(gateway), true);
        for (const auto &roster : rosters)
            for (const auto &handset : roster.handsets)
                if (done && needsCertificate(handset))
                    done = ensure(Role::Handset, handset.id.text, place(handset.id.text), false,
                        m_authority.scope() == pki::Scope::House ? roster.depot.id : protocol::DepotId{});
        return done.and_then([&] { return finishAll(); });
    }

private:
    /// Bundles of handsets that were enrolled later follow the broker as well, and are finished.
    Told<void> finishAll()
    {
        const auto place = [&](const std::string &id) { return m_folder.bundle(id); };
        std::error_code none;
        Told<void> done;
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

/// "A", "B", "C": ten in a line.
template<typename Ids> std::string listOf(const Ids &ids)
{
    std::string text;
    for (std::size_t i = 0; i < ids.size(); ++i)
        text += std::format("{}\"{}\"", i == 0 ? "" : i % 10 == 0 ? ",\n    " : ", ", ids[i]);
    return text;
}

std::string whoseConfig(const CertificateAuthority &authority, const std::vector<protocol::Roster> &rosters)
{
    if (authority.scope() == pki::Scope::Depot)
        return std::format("depot = \"{}\"", authority.depot().text);
    std::vector<std::string> depots;
    depots.reserve(rosters.size());
    for (const auto &roster : rosters)
        depots.push_back(roster.depot.id.text);
    return std::format("house = \"{}\"\ndepots = [{}]", authority.depot().text, listOf(depots));
}

Told<void> writeConfig(const EmbeddedOptions &options, const CertificateAuthority &authority,
    const std::vector<protocol::Roster> &rosters)
{
    const auto &folder = options.folder;
    if (fs::exists(folder.config()))
        return {};
    const auto text =
        std::format(R"(# Written at the first start; yours to change. facteo-hub reads it at every start.
{}
bundle = "bundles/hub"
database = "sqlite:store/facteo.sqlite"
trails = "store/trails"
ready_file = "run/hub.json"

[limits]
position_every_seconds = 10

[owntracks]
# "user/device" = "H-070"

[exercise]
gateways = [{}]
)",
            whoseConfig(authority, rosters), listOf(options.gateways));
    return pki::writeWhole(folder.config(), text, pki::kPrivateFile)
        .transform_error([](pki::Failure &&failure) { return std::move(failure.detail); });
}

/// Every roster is of a depot that hub.toml names.
Told<void> checkDepots(
    const HubConfig &config, const DataFolder &folder, const std::vector<protocol::Roster> &rosters)
{
    for (const auto &roster : rosters)
        if (!std::ranges::contains(config.depots, roster.depot.id))
            return std::unexpected(
                std::format("the rosters name depot {}, and {} does not: add it to \"depots\" there",
                    roster.depot.id.text, folder.config().string()));
    return {};
}

pki::BrokerConfig brokerConfig(const CertificateAuthority &authority, const DataFolder &folder,
    std::uint16_t port, const HubConfig &hub, protocol::Instant now)
{
    const auto identity = folder.bundle(std::string(kBrokerId));
    pki::BrokerConfig config{.depot = authority.depot(),
        .folder = folder.broker(),
        .port = port,
        .caFile = authority.certificateFile(),
        .crlFile = authority.revocationFile(),
        .certificateFile = identity / "cert.pem",
        .keyFile = identity / "key.pem"};
    pki::nameEverybody(config, authority, now, hub.gateways);
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
    if (!options.roster.empty()) {
        auto rosters = readRosters(options.roster);
        if (!rosters)
            return std::unexpected(rosters.error());
        ready.rosters = std::move(*rosters);
    }
    auto authority = openAuthority(options, ready.rosters, now);
    if (!authority)
        return std::unexpected(authority.error());
    if (auto checked = checkWhose(*authority, options, ready.rosters); !checked)
        return std::unexpected(checked.error());

    std::error_code failed;
    fs::create_directories(folder.trails(), failed);
    if (failed)
        return std::unexpected(std::format("cannot make {}: {}", folder.trails().string(), failed.message()));
    const auto port = choosePort(options);
    if (!port)
        return std::unexpected(port.error());
    ready.port = *port;
    Enrolment enrolment(*authority, folder, *port, now);
    if (auto enrolled = enrolment.ensureAll(ready.rosters, options.gateways); !enrolled)
        return std::unexpected(enrolled.error());
    ready.notes = enrolment.takeNotes();
    std::ranges::move(endingSoon(*authority, now), std::back_inserter(ready.notes));
    for (auto &roster : ready.rosters)
        for (auto &handset : roster.handsets)
            if (needsCertificate(handset))
                handset.publicKey = authority->publicKey(handset.id.text).value_or(protocol::PublicKey{});

    if (auto kept = writeConfig(options, *authority, ready.rosters); !kept)
        return std::unexpected(kept.error());
    auto config = readHubConfig(folder.config());
    if (!config)
        return std::unexpected(config.error());
    ready.config = std::move(*config);
    if (auto checked = checkDepots(ready.config, folder, ready.rosters); !checked)
        return std::unexpected(checked.error());
    const auto written = pki::writeBrokerConfig(brokerConfig(*authority, folder, *port, ready.config, now));
    if (!written)
        return std::unexpected(written.error().detail);
    ready.brokerConfig = *written;
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
    const auto config = readHubConfig(folder.config());
    if (!config)
        return std::unexpected(config.error());
    if (auto written = pki::writeBrokerConfig(brokerConfig(*authority, folder, port, *config, now)); !written)
        return std::unexpected(written.error().detail);
    return consolesOf(*authority, now);
}

} // namespace facteo::app
