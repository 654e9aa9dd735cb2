// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pki/certificate_authority.h"

#include <QTemporaryDir>
#include <QTest>
#include <fstream>
#include <iterator>

namespace facteo::tests {

inline constexpr protocol::Instant kNow{std::chrono::sys_days{std::chrono::year{2026} / 11 / 22}};

/// An authority with a hub, in a temporary folder.
struct PkiFolder
{
    PkiFolder() : authority(*pki::CertificateAuthority::create(path() / "pki", {"D-TEST"}, kNow))
    {
        issue(pki::Role::Hub, "hub");
    }

    std::filesystem::path path() const { return folder.path().toStdString(); }
    std::filesystem::path bundle(const std::string &id) const { return path() / "bundles" / id; }

    pki::Issued issue(pki::Role role, const std::string &id, bool renew = false)
    {
        auto issued = authority.issue(role, id, bundle(id), {"localhost", 8883}, kNow, renew);
        if (!issued)
            qFatal("%s", issued.error().detail.c_str());
        return *issued;
    }

    QTemporaryDir folder;
    pki::CertificateAuthority authority;
};

inline std::string contents(const std::filesystem::path &file)
{
    std::ifstream stream(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

inline void overwrite(const std::filesystem::path &file, const std::string &text)
{
    std::ofstream(file, std::ios::binary | std::ios::trunc) << text;
}

} // namespace facteo::tests
