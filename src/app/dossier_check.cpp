// SPDX-License-Identifier: Apache-2.0
#include "dossier_check.h"

#include "dossier.h"
#include "dossier_files.h"
#include "hub_words.h"
#include "protocol/chain.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <algorithm>
#include <charconv>
#include <format>

namespace facteo::app {
namespace {

using namespace Qt::StringLiterals;
using protocol::Fact;
using protocol::Hash;
namespace fs = std::filesystem;

/// The hash that these digits say; none when they are anything else.
std::optional<Hash> hashOf(const QString &digits)
{
    const auto bytes = QByteArray::fromHex(digits.toLatin1());
    Hash hash{};
    if (bytes.size() != static_cast<qsizetype>(hash.size()) || bytes.toHex() != digits.toLatin1())
        return std::nullopt;
    std::ranges::transform(bytes, hash.begin(), [](char c) { return static_cast<std::uint8_t>(c); });
    return hash;
}

/// Reads a folder and gathers everything that is wrong with it.
class Checker
{
public:
    explicit Checker(fs::path folder) : m_folder(std::move(folder)) {}

    DossierCheck run()
    {
        readFiles();
        checkManifest();
        checkFacts();
        return std::move(m_check);
    }

private:
    void problem(std::string_view file, std::string_view what)
    {
        m_check.problems.push_back(std::format("{}: {}", file, what));
    }

    void readFiles()
    {
        std::error_code fault;
        const fs::directory_iterator entries(m_folder, fault);
        if (fault)
            return problem(m_folder.string(), fault.message());
        for (const auto &entry : entries) {
            const auto name = entry.path().filename().string();
            QFile file(entry.path());
            if (!entry.is_regular_file(fault) || entry.is_symlink(fault))
                problem(name, "is no file");
            else if (!file.open(QIODevice::ReadOnly))
                problem(name, file.errorString().toStdString());
            else
                m_files[name] = file.readAll();
        }
    }

    void checkManifest()
    {
        const auto manifest = m_files.find(kDossierManifest);
        if (manifest == m_files.end())
            return problem(kDossierManifest, "is missing: nothing can be compared");
        m_check.seal = sha256Of(manifest->second).toStdString();
        if (const auto seal = m_files.find(kDossierSeal); seal == m_files.end())
            problem(kDossierSeal, "is missing");
        else if (seal->second != sealOf(manifest->second))
            problem(kDossierSeal,
                std::format("is not the hash of {}: one of the two was changed", kDossierManifest));
        QJsonParseError fault;
        m_manifest = QJsonDocument::fromJson(manifest->second, &fault).object();
        if (fault.error != QJsonParseError::NoError)
            return problem(kDossierManifest,
                std::format("byte {}: {}", fault.offset, fault.errorString().toStdString()));
        readManifest();
        checkListed(m_manifest["files"].toObject());
    }

    void readManifest()
    {
        m_check.depot = {m_manifest["depot"].toString().toStdString()};
        m_check.number = static_cast<std::uint32_t>(m_manifest["alert"].toInteger());
        const auto log = m_manifest["log"].toObject();
        m_check.logNumber = static_cast<std::uint64_t>(log["number"].toInteger());
        m_check.logHash = log["hash"].toString().toStdString();
        const auto id = m_manifest["alertId"].toString().toStdString();
        std::uint64_t value = 0;
        const auto [end, wrong] = std::from_chars(id.data(), id.data() + id.size(), value, 16);
        if (wrong != std::errc() || end != id.data() + id.size() || m_check.number == 0 ||
            !protocol::isName(m_check.depot.text) || !hashOf(log["hash"].toString()))
            problem(kDossierManifest, "does not say which depot, alert and log it is of");
        m_check.alert = protocol::AlertId{value};
    }

    void checkListed(const QJsonObject &listed)
    {
        for (auto entry = listed.begin(); entry != listed.end(); ++entry) {
            const auto name = entry.key().toStdString();
            const auto found = m_files.find(name);
            if (found == m_files.end()) {
                problem(name, "is missing");
                continue;
            }
            const auto said = entry->toObject();
            if (said["bytes"].toInteger(-1) != found->second.size())
                problem(name, std::format("has {} bytes, the manifest says {}", found->second.size(),
                                  said["bytes"].toInteger(-1)));
            if (said["sha256"].toString().toLatin1() != sha256Of(found->second))
                problem(name, "was changed: its SHA-256 is not the manifest's");
        }
        for (const auto &[name, bytes] : m_files)
            if (name != kDossierManifest && name != kDossierSeal &&
                !listed.contains(QString::fromStdString(name)))
                problem(name, "does not belong to the record: the manifest does not name it");
        for (const auto *name :
            {"dossier.pdf", kDossierFacts, "positions.csv", "positions.geojson", "alert.cap.xml"})
            if (!listed.contains(QLatin1StringView(name)))
                problem(kDossierManifest, std::format("does not name {}", name));
    }

    // --- Facts ---

    void checkFacts()
    {
        const auto file = m_files.find(kDossierFacts);
        if (file == m_files.end())
            return;
        auto lines = file->second.split('\n');
        if (!lines.isEmpty() && lines.back().isEmpty())
            lines.pop_back();
        for (qsizetype i = 0; i < lines.size(); ++i)
            checkFact(lines[i], std::format("{}:{}", kDossierFacts, i + 1));
        if (m_check.facts.empty())
            problem(kDossierFacts, "holds no fact");
        if (!m_manifest.isEmpty() && m_manifest["facts"].toInteger(-1) != lines.size())
            problem(kDossierFacts, std::format("has {} lines, the manifest says {} facts", lines.size(),
                                       m_manifest["facts"].toInteger(-1)));
    }

    void checkFact(const QByteArray &line, const std::string &where)
    {
        const auto json = QJsonDocument::fromJson(line).object();
        const auto previous = hashOf(json["previous"].toString());
        const auto hash = hashOf(json["hash"].toString());
        const auto content = QByteArray::fromBase64Encoding(
            json["content"].toString().toLatin1(), QByteArray::AbortOnBase64DecodingErrors);
        if (!previous || !hash || !content)
            return problem(where, "cannot be read");
        Fact raw{.content = {}, .previous = *previous, .hash = *hash};
        std::ranges::transform(content.decoded, std::back_inserter(raw.content),
            [](char c) { return static_cast<std::byte>(c); });
        if (!protocol::hashFits(raw))
            return problem(where, "its content is not what was recorded: the hash does not fit");
        auto fact = protocol::decodeFact(protocol::encodeFact(raw));
        if (!fact)
            return problem(where, std::format("its content cannot be read: {}", nameOf(fact.error())));
        if (factLineOf(*fact) != line)
            problem(where, "what it says beside the content is not what the content says");
        checkPlace(*fact, where);
        m_check.facts.push_back(std::move(*fact));
    }

    void checkPlace(const Fact &fact, const std::string &where)
    {
        if (fact.depot != m_check.depot)
            problem(where, std::format("fact {} is of depot {}", fact.number, fact.depot.text));
        if (!isAbout(fact, m_check.alert))
            problem(where, std::format("fact {} is not about this alert", fact.number));
        if (fact.number > m_check.logNumber)
            problem(where, std::format("fact {} is younger than the export", fact.number));
        if (m_check.facts.empty())
            return;
        const auto &before = m_check.facts.back();
        if (fact.number == before.number)
            problem(where, std::format("fact {} stands there twice", fact.number));
        else if (fact.number < before.number)
            problem(where, std::format("fact {} stands behind fact {}", fact.number, before.number));
        else if (fact.number == before.number + 1 && fact.previous != before.hash)
            problem(where, std::format("fact {} does not continue fact {}", fact.number, before.number));
    }

    fs::path m_folder;
    std::map<std::string, QByteArray> m_files;
    QJsonObject m_manifest;
    DossierCheck m_check;
};

} // namespace

DossierCheck checkDossier(const fs::path &folder)
{
    return Checker(folder).run();
}

std::expected<void, std::string> compareWithLog(DossierCheck &check, store::Database &database)
{
    const store::FactLog log(database, check.depot);
    auto recorded = factsAbout(log, check.alert);
    if (!recorded)
        return std::unexpected(recorded.error());
    std::erase_if(*recorded, [&](const Fact &fact) { return fact.number > check.logNumber; });
    const auto problem = [&](std::string what) { check.problems.push_back(std::move(what)); };
    for (const auto &fact : *recorded) {
        const auto same = std::ranges::find(check.facts, fact.number, &Fact::number);
        if (same == check.facts.end())
            problem(std::format("{}: fact {} of the log is missing", kDossierFacts, fact.number));
        else if (same->hash != fact.hash || same->content != fact.content)
            problem(std::format("{}: fact {} is another one in the log", kDossierFacts, fact.number));
    }
    for (const auto &fact : check.facts)
        if (!std::ranges::contains(*recorded, fact.number, &Fact::number))
            problem(std::format("{}: fact {} is not in the log", kDossierFacts, fact.number));
    const auto end = log.after(check.logNumber - 1, 1);
    if (!end)
        return std::unexpected(end.error().detail);
    if (end->empty() || end->front().number != check.logNumber || hexOf(end->front().hash) != check.logHash)
        problem(std::format("{}: the log's fact {} is not the one that was the last at the export",
            kDossierManifest, check.logNumber));
    return {};
}

} // namespace facteo::app
