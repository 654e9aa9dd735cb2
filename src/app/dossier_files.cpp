// SPDX-License-Identifier: Apache-2.0
#include "dossier_files.h"

#include "dossier_paper.h"
#include "hub_words.h"
#include "interop/cap.h"
#include "interop/trail_export.h"

#include <QCryptographicHash>
#include <QFile>
#include <QJsonDocument>
#include <format>
#include <utility>

namespace facteo::app {
namespace {

using namespace Qt::StringLiterals;
namespace fs = std::filesystem;

QString qt(const std::string &all)
{
    return QString::fromStdString(all);
}

QByteArray capFileOf(const Dossier &dossier)
{
    const auto message = interop::capOf(dossier.alert, {.sender = "facteo-console",
                                                           .depot = dossier.depot.id,
                                                           .depotName = dossier.depot.name,
                                                           .addresses = {},
                                                           .at = dossier.exportedAt,
                                                           .zone = dossier.zone});
    // The sender is a constant, and there is nobody to address.
    Q_ASSERT(message.has_value());
    return QByteArray::fromStdString(*message);
}

QByteArray manifestOf(const Dossier &dossier, const DossierFiles &files)
{
    QJsonObject listed;
    for (const auto &[name, bytes] : files)
        listed[qt(name)] =
            QJsonObject{{"bytes", bytes.size()}, {"sha256", QLatin1StringView(sha256Of(bytes))}};
    const QJsonObject manifest{{"format", 1}, {"depot", qt(dossier.depot.id.text)},
        {"alert", qint64{dossier.alert.number}},
        {"alertId", qt(std::format("{:016x}", std::to_underlying(dossier.alert.id)))},
        {"exercise", dossier.alert.exercise}, {"facts", static_cast<qint64>(dossier.facts.size())},
        {"positions", static_cast<qint64>(dossier.fixes.size())}, {"positionsFrom", qt(textOf(dossier.from))},
        {"positionsTo", qt(textOf(dossier.to))},
        {"log", QJsonObject{{"number", static_cast<qint64>(dossier.log.number)},
                    {"hash", qt(hexOf(dossier.log.hash))}}},
        {"program", qt("Facteo Console " + dossier.version)}, {"exportedAt", qt(textOf(dossier.exportedAt))},
        {"exportedBy", qt(dossier.exportedBy.text)}, {"purpose", qt(dossier.purpose)}, {"files", listed}};
    return QJsonDocument(manifest).toJson(QJsonDocument::Indented);
}

bool writeFile(const fs::path &path, const QByteArray &bytes)
{
    QFile file(path);
    return file.open(
               QIODevice::WriteOnly | QIODevice::NewOnly, QFileDevice::ReadOwner | QFileDevice::WriteOwner) &&
           file.write(bytes) == bytes.size() && file.flush();
}

} // namespace

QByteArray sha256Of(const QByteArray &bytes)
{
    return QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex();
}

QByteArray sealOf(const QByteArray &manifest)
{
    return sha256Of(manifest) + "  " + kDossierManifest + '\n';
}

QByteArray factLineOf(const protocol::Fact &fact)
{
    const QByteArray content(
        reinterpret_cast<const char *>(fact.content.data()), static_cast<qsizetype>(fact.content.size()));
    auto readable = jsonOf(fact);
    if (const auto *alert = std::get_if<protocol::AlertFact>(&fact.body); alert && !alert->note.empty())
        readable["note"] = qt(alert->note);
    const QJsonObject line{{"number", static_cast<qint64>(fact.number)}, {"at", qt(textOf(fact.at))},
        {"previous", qt(hexOf(fact.previous))}, {"hash", qt(hexOf(fact.hash))},
        {"content", QLatin1StringView(content.toBase64())}, {"fact", readable}};
    return QJsonDocument(line).toJson(QJsonDocument::Compact);
}

DossierFiles filesOf(const Dossier &dossier)
{
    DossierFiles files;
    files["dossier.pdf"] = pdfOf(dossier);
    for (const auto &fact : dossier.facts)
        files[kDossierFacts] += factLineOf(fact) + '\n';
    const interop::ExportedTrail trail{.handset = dossier.alert.handset,
        .name = dossier.alert.handset.text,
        .description = dossier.purpose,
        .writtenAt = dossier.exportedAt,
        .fixes = dossier.fixes};
    for (const auto format : {interop::TrailFormat::Csv, interop::TrailFormat::GeoJson})
        files[std::format("positions.{}", suffixOf(format))] =
            QByteArray::fromStdString(interop::exported(trail, format));
    files["alert.cap.xml"] = capFileOf(dossier);
    files[kDossierManifest] = manifestOf(dossier, files);
    files[kDossierSeal] = sealOf(files[kDossierManifest]);
    return files;
}

std::expected<void, std::string> writeDossier(const DossierFiles &files, const fs::path &folder)
{
    std::error_code fault;
    if (fs::exists(folder, fault))
        return std::unexpected(folder.string() + " exists already: name a folder that does not");
    const fs::path half = folder.string() + ".half";
    fs::remove_all(half, fault);
    if (!fs::create_directories(half, fault))
        return std::unexpected(std::format("cannot make {}: {}", half.string(), fault.message()));
    fs::permissions(half, fs::perms::owner_all, fault);
    for (const auto &[name, bytes] : files)
        if (!writeFile(half / name, bytes)) {
            fs::remove_all(half, fault);
            return std::unexpected(std::format("cannot write {}", (half / name).string()));
        }
    fs::rename(half, folder, fault);
    if (fault)
        return std::unexpected(std::format("cannot make {}: {}", folder.string(), fault.message()));
    return {};
}

} // namespace facteo::app
