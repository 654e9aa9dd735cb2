// SPDX-License-Identifier: Apache-2.0
#include "pki/bundle_writer.h"

#include "pki/files.h"

#include <format>

namespace facteo::pki {

namespace fs = std::filesystem;

std::string connectionToml(const BundleText &text)
{
    // Written by hand and not by a TOML library, because a person reads it: every key says what it is for.
    // All values are Names or host names, so nothing needs escaping.
    return std::format(
        R"(# Enrolment of {2} at depot {0}. Keep this folder private: whoever has key.pem is {2}.

version = 1

[identity]
depot = "{0}"           # the depot's id; part of every topic
{6}role = "{1}"            # handset, hub, console, broker, operator-phone or exercise-gateway
id = "{2}"              # common name of the certificate and sender of frames

[broker]
host = "{3}"            # must be a subjectAltName of the broker's certificate
port = {4}              # MQTT 5 over TLS 1.3; nothing else is spoken

[files]                 # relative to this folder
ca = "ca.pem"           # the depot's certificate authority: says who is the broker, the hub, and who are we
certificate = "cert.pem"
key = "key.pem"         # Ed25519; opens the TLS connection and signs frames; mode 0600
crl = "crl.pem"         # what was revoked when this bundle was made
hub_certificate = "hub.pem"

[hub]
id = "{5}"              # whose signature on frames from above is believed
)",
        text.depot, nameOf(text.role), text.id, text.broker.host, text.broker.port, text.hub,
        text.house.empty()
            ? std::string()
            : std::format("house = \"{}\"           # of many depots under one authority\n", text.house));
}

fs::path besideBundle(const fs::path &folder)
{
    auto made = folder;
    made += ".new";
    return made;
}

std::expected<void, Failure> prepareBundle(const BundleText &text, const fs::path &folder)
{
    const auto made = besideBundle(folder);
    std::error_code error;
    fs::remove_all(made, error);
    if (auto empty = makePrivateFolder(made); !empty)
        return empty;
    // The hub's own bundle says "believe yourself"; whoever hears no hub gets the file all the same, empty.
    const struct
    {
        const char *name;
        const std::string text;
        mode_t mode;
    } files[] = {
        {"ca.pem", text.authority, kPublicFile},
        {"cert.pem", text.certificate, kPublicFile},
        {"key.pem", text.key, kPrivateFile},
        {"hub.pem", text.hubCertificate, kPublicFile},
        {"connection.toml", connectionToml(text), kPublicFile},
    };
    for (const auto &file : files) {
        // Only the key cannot be had again. A first start writes bundles for a whole depot: six syncs each,
        // of files that readBundle would find torn, were most of its time.
        const auto durable = file.mode == kPrivateFile ? Durable::Yes : Durable::No;
        if (auto written = writeWhole(made / file.name, file.text, file.mode, durable); !written)
            return written;
    }
    return {};
}

std::expected<void, Failure> placeBundle(const std::string &revocations, const fs::path &folder)
{
    const auto made = besideBundle(folder);
    if (auto written = writeWhole(made / "crl.pem", revocations, kPublicFile, Durable::No); !written)
        return written;
    return replaceFolder(made, folder);
}

} // namespace facteo::pki
