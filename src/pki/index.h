// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pki/certificate_authority.h"
#include "pki/failure.h"

#include <expected>
#include <filesystem>
#include <vector>

namespace facteo::pki {

/// What an authority issued and revoked: a text log, one line per act, appended and never changed.
///
///     2026-11-22T09:00:00Z issued 41…f2 handset H-001 <public key, hex> until 2028-11-21T09:00:00Z
///     2026-11-23T10:30:00Z revoked 41…f2
class Index
{
public:
    /// An absent file is an empty index. A torn last line (power loss) is cut off: what it spoke of was not
    /// made yet. Any other line that cannot be read is Malformed, with its number.
    [[nodiscard]] static std::expected<Index, Failure> read(const std::filesystem::path &file);

    [[nodiscard]] std::expected<void, Failure> addIssued(const Issued &issued);
    [[nodiscard]] std::expected<void, Failure> addRevoked(const std::string &serial, protocol::Instant at);

    [[nodiscard]] const std::vector<Issued> &issued() const { return m_issued; }

    /// Lines so far: grows with every act, and numbers the revocation lists.
    [[nodiscard]] std::int64_t lines() const { return m_lines; }

private:
    [[nodiscard]] bool take(const std::string &line);

    std::filesystem::path m_file;
    std::vector<Issued> m_issued;
    std::int64_t m_lines = 0;
};

} // namespace facteo::pki
