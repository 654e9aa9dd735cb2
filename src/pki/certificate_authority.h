// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pki/bundle.h"
#include "pki/failure.h"
#include "pki/role.h"
#include "protocol/words.h"

#include <expected>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

struct evp_pkey_st; // OpenSSL's EVP_PKEY

namespace facteo::pki {

struct BundleText;

/// What a process that was killed left beside a bundle.
enum class Leftover : std::uint8_t {
    None,
    Finished, ///< a whole one of a valid certificate: it is in its place now
    Torn,     ///< nothing of use: it is gone now
};

/// What an authority is for.
enum class Scope : std::uint8_t {
    Depot, ///< one depot
    House, ///< many depots under one broker; everybody's id is unique in the house
};

/// One line of the authority's index.
struct Issued
{
    std::string serial; ///< 32 hexadecimal digits, as in the certificate
    Role role = Role::Handset;
    std::string id;
    protocol::PublicKey publicKey{};
    protocol::Instant issuedAt;
    protocol::Instant notAfter;
    std::optional<protocol::Instant> revokedAt{};

    [[nodiscard]] bool isValidAt(protocol::Instant now) const { return !revokedAt && notAfter > now; }
    bool operator==(const Issued &) const = default;
};

/// A depot's own certificate authority, or that of a house of many depots, in a folder:
///
///     ca.pem  ca.key (0600)  crl.pem  index.log (who got which certificate, and what was revoked)
///     issued/<serial>.pem (public certificates)
///
/// Everything is Ed25519. The authority itself holds 10 years, what it issues 2 years and never longer than
/// itself. Every file is written whole or not at all (temporary file, fsync, rename); the index is a log that
/// is only appended to, and written before a bundle is put where it is used, so that no certificate is in use
/// that cannot be revoked. Private keys of others are written into their bundle only and not kept here. One
/// process at a time (a lock file says so).
class CertificateAuthority
{
public:
    /// Makes a new authority in `folder`, which is made private (0700) and must not hold one already.
    [[nodiscard]] static std::expected<CertificateAuthority, Failure> create(
        const std::filesystem::path &folder, const protocol::DepotId &depot, protocol::Instant now,
        Scope scope = Scope::Depot);

    [[nodiscard]] static std::expected<CertificateAuthority, Failure> open(
        const std::filesystem::path &folder);

    ~CertificateAuthority();
    CertificateAuthority(CertificateAuthority &&) noexcept;
    CertificateAuthority &operator=(CertificateAuthority &&) noexcept;

    /// Makes a key and a certificate for `id` and writes the bundle into `bundle` (made private; an existing
    /// bundle of the same id there is replaced). The hub must be issued before others can believe it: their
    /// hub.pem is its certificate. An id that already has a valid certificate is AlreadyThere unless `renew`,
    /// which revokes the old one. `home`, only in a house: the depot on whose topics it speaks; empty: the
    /// house's own, for whoever is not of one depot.
    [[nodiscard]] std::expected<Issued, Failure> issue(Role role, const std::string &id,
        const std::filesystem::path &bundle, const BrokerAddress &broker, protocol::Instant now,
        bool renew = false, const protocol::DepotId &home = {});

    /// A new certificate for the key that the bundle of `id` in `bundle` holds, before the old one, which is
    /// revoked, comes to its end: whoever believes that key goes on believing it.
    [[nodiscard]] std::expected<Issued, Failure> extend(const std::string &id,
        const std::filesystem::path &bundle, const BrokerAddress &broker, protocol::Instant now);

    /// Ends what an issue() or extend() of `id` into `bundle` that was killed began. A certificate is in the
    /// index only when its bundle was whole; one whose bundle is nowhere was carried to its owner.
    [[nodiscard]] std::expected<Leftover, Failure> finish(
        const std::string &id, const std::filesystem::path &bundle, protocol::Instant now);

    /// Puts every valid certificate of `id` on the revocation list and writes that list anew. The broker
    /// reads it at its next start or SIGHUP.
    [[nodiscard]] std::expected<void, Failure> revoke(const std::string &id, protocol::Instant now);

    /// Writes the revocation list anew: it is valid for 10 years, so this is only needed when it was lost.
    [[nodiscard]] std::expected<void, Failure> writeRevocations(protocol::Instant now);

    /// Everything ever issued, in order of issue.
    [[nodiscard]] const std::vector<Issued> &issued() const;

    /// The valid certificate of `id`, if there is one.
    [[nodiscard]] std::optional<Issued> validOf(const std::string &id) const;
    [[nodiscard]] std::optional<protocol::PublicKey> publicKey(const std::string &id) const;

    /// The depot, or the house.
    [[nodiscard]] const protocol::DepotId &depot() const;
    [[nodiscard]] Scope scope() const;
    [[nodiscard]] const std::filesystem::path &folder() const;
    [[nodiscard]] std::filesystem::path certificateFile() const;
    [[nodiscard]] std::filesystem::path revocationFile() const;

private:
    struct State;
    [[nodiscard]] std::expected<Issued, Failure> certify(Role role, const std::string &id, evp_pkey_st *key,
        const std::filesystem::path &bundle, const BrokerAddress &broker, const protocol::DepotId &home,
        protocol::Instant now);
    [[nodiscard]] std::expected<void, Failure> place(
        const Issued &issued, const std::filesystem::path &bundle, protocol::Instant now);
    [[nodiscard]] std::filesystem::path issuedFile(const std::string &serial) const;
    [[nodiscard]] std::expected<void, Failure> hubOf(
        Role role, const std::string &id, BundleText &text) const;
    explicit CertificateAuthority(std::unique_ptr<State> state);
    std::unique_ptr<State> m_state;
};

} // namespace facteo::pki
