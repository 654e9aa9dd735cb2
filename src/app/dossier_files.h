// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dossier.h"

#include <QByteArray>
#include <QJsonObject>
#include <expected>
#include <filesystem>
#include <map>
#include <string>

/// The folder that holds an alert's record, and how its files say what they say.
namespace facteo::app {

inline constexpr auto kDossierFacts = "facts.jsonl";
inline constexpr auto kDossierManifest = "manifest.json";
/// What `sha256sum --check` reads: the manifest's own hash.
inline constexpr auto kDossierSeal = "manifest.json.sha256";

/// Files by their names. Needs a QGuiApplication.
using DossierFiles = std::map<std::string, QByteArray>;
[[nodiscard]] DossierFiles filesOf(const Dossier &dossier);

/// One line of facts.jsonl, without its line feed: number, at, previous, hash and content (base64: the bytes
/// that the hash covers), and "fact", the same for people.
[[nodiscard]] QByteArray factLineOf(const protocol::Fact &fact);

/// In hexadecimal digits.
[[nodiscard]] QByteArray sha256Of(const QByteArray &bytes);
/// What kDossierSeal holds.
[[nodiscard]] QByteArray sealOf(const QByteArray &manifest);

/// Writes them all or none into a new folder, for its owner only. The error is for a terminal.
[[nodiscard]] std::expected<void, std::string> writeDossier(
    const DossierFiles &files, const std::filesystem::path &folder);

} // namespace facteo::app
