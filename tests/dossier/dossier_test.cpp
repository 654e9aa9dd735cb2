// SPDX-License-Identifier: Apache-2.0
#include "app/dossier.h"

#include "app/dossier_check.h"
#include "app/dossier_files.h"
#include "app/dossier_paper.h"
#include "app/hub_words.h"
#include "protocol/chain.h"
#include "recorded_depot.h"
#include "support/registry.h"

#include <QFile>
#include <QJsonDocument>
#include <QTest>
#include <algorithm>
#include <ranges>

using namespace facteo;
using namespace facteo::app;
using namespace facteo::tests;
using namespace Qt::StringLiterals;
namespace fs = std::filesystem;

namespace {

/// A folder that was exported, and hands that change it.
class Folder
{
public:
    Folder(const Scratch &scratch, DossierFiles files)
        : path(scratch.folder() / "dossier"), m_files(std::move(files))
    {
        if (const auto written = writeDossier(m_files, path); !written)
            qFatal("%s", written.error().c_str());
    }

    void put(const std::string &name, const QByteArray &bytes) const
    {
        QFile file(path / name);
        if (!file.open(QIODevice::WriteOnly | QIODevice::Truncate) || file.write(bytes) != bytes.size())
            qFatal("cannot write into the folder");
    }
    void restore(const std::string &name) const { put(name, m_files.at(name)); }
    [[nodiscard]] QByteArray original(const std::string &name) const { return m_files.at(name); }
    [[nodiscard]] std::vector<std::string> names() const
    {
        std::vector<std::string> all;
        for (const auto &[name, bytes] : m_files)
            all.push_back(name);
        return all;
    }
    [[nodiscard]] std::vector<std::string> problems() const { return checkDossier(path).problems; }

    /// As a forger would who knows how the manifest is made.
    void forge(const QByteArrayList &facts) const
    {
        const auto bytes = facts.join('\n') + '\n';
        put(kDossierFacts, bytes);
        auto manifest = QJsonDocument::fromJson(original(kDossierManifest)).object();
        auto files = manifest["files"].toObject();
        files[QLatin1StringView(kDossierFacts)] =
            QJsonObject{{"bytes", bytes.size()}, {"sha256", QLatin1StringView(sha256Of(bytes))}};
        manifest["files"] = files;
        manifest["facts"] = facts.size();
        const auto made = QJsonDocument(manifest).toJson(QJsonDocument::Indented);
        put(kDossierManifest, made);
        put(kDossierSeal, sealOf(made));
    }
    [[nodiscard]] QByteArrayList facts() const
    {
        auto lines = original(kDossierFacts).split('\n');
        lines.pop_back();
        return lines;
    }

    fs::path path;

private:
    DossierFiles m_files;
};

bool says(const std::vector<std::string> &problems, std::string_view words)
{
    return std::ranges::any_of(problems, [&](const auto &one) { return one.contains(words); });
}

} // namespace

class DossierTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase_data() { bothDatabases(); }

    void ItHoldsEveryFactAboutTheAlertAndNoOther()
    {
        SCRATCH(scratch);
        RecordedDepot depot(scratch);
        const auto dossier = depot.gathered();
        QVERIFY2(dossier.has_value(), dossier ? "" : dossier.error().c_str());
        std::vector<std::uint64_t> numbers;
        for (const auto &fact : dossier->facts)
            numbers.push_back(fact.number);
        QCOMPARE(numbers, (std::vector<std::uint64_t>{4, 6, 7, 8, 9, 10, 11, 12, 13}));
        QCOMPARE(dossier->postmanName, "Zoé <Faure>");
        QCOMPARE(dossier->depot.name, "Brancelle");
    }

    void ItsPositionsBeginAQuarterOfAnHourBeforeAndEndWithTheAlert()
    {
        SCRATCH(scratch);
        RecordedDepot depot(scratch);
        const auto closed = depot.gathered().value();
        QCOMPARE(closed.fixes.size(), 46U);
        QCOMPARE(closed.fixes.front().at, kPressed - 15min);
        QCOMPARE(closed.fixes.back().at, kPressed + 30min);
    }

    void OfAnOpenAlertThePositionsGoOnUntilNow()
    {
        SCRATCH(scratch);
        RecordedDepot depot(scratch, false, false);
        QCOMPARE(depot.gathered()->fixes.back().at, kPressed + 60min);
        QVERIFY(paperOf(*depot.gathered()).contains(u"Aucun compte rendu"));
    }

    void TheLookIsInTheLedger()
    {
        SCRATCH(scratch);
        RecordedDepot depot(scratch);
        const auto before = depot.log().size();
        const auto dossier = depot.gathered().value();
        const auto log = depot.log();
        QCOMPARE(log.size(), before + 1);
        QVERIFY(protocol::verifyChain(log).has_value());
        const auto *look = std::get_if<protocol::AccessFact>(&log.back().body);
        QVERIFY(look != nullptr);
        QCOMPARE(look->handset.text, "H-012");
        QCOMPARE(look->purpose, "demande de l’inspection du travail");
        QCOMPARE(look->from, kPressed - 15min);
        QCOMPARE(look->to, kPressed + 30min);
        QCOMPARE(log.back().by.text, "jdurand");
        QCOMPARE(dossier.log.number, log.back().number);
        QCOMPARE(dossier.log.hash, log.back().hash);
    }

    void AnAlertThatIsNotThereIsSaidAndNobodyWasLookedAt()
    {
        SCRATCH(scratch);
        RecordedDepot depot(scratch);
        const auto before = depot.log().size();
        QCOMPARE(depot.gathered(99).error(), "depot D-BRANCELLE has no alert 99");
        QCOMPARE(depot.log().size(), before);
    }

    void AnUntouchedFolderIsWhatWasExportedAndTheLogSaysTheSame()
    {
        SCRATCH(scratch);
        RecordedDepot depot(scratch);
        const Folder folder(scratch, filesOf(depot.gathered().value()));
        auto check = checkDossier(folder.path);
        QCOMPARE(check.problems, std::vector<std::string>());
        QCOMPARE(check.facts.size(), 9U);
        QCOMPARE(check.number, 12U);
        QVERIFY(compareWithLog(check, *depot.database).has_value());
        QCOMPARE(check.problems, std::vector<std::string>());
    }

    void TheLogMayGoOnAfterTheExport()
    {
        SCRATCH(scratch);
        RecordedDepot depot(scratch);
        const Folder folder(scratch, filesOf(depot.gathered().value()));
        QVERIFY(depot.gathered().has_value());
        auto check = checkDossier(folder.path);
        QVERIFY(compareWithLog(check, *depot.database).has_value());
        QCOMPARE(check.problems, std::vector<std::string>());
    }

    void AnyChangedByteIsFound()
    {
        SCRATCH(scratch);
        RecordedDepot depot(scratch);
        const Folder folder(scratch, filesOf(depot.gathered().value()));
        for (const auto &name : folder.names()) {
            const auto whole = folder.original(name);
            const auto step = std::max<qsizetype>(1, whole.size() / 60);
            for (qsizetype at = 0; at < whole.size(); at += step)
                for (const char bits : {'\x01', '\x80'}) {
                    auto bytes = whole;
                    bytes[at] = static_cast<char>(bytes[at] ^ bits);
                    folder.put(name, bytes);
                    QVERIFY2(!folder.problems().empty(), name.c_str());
                }
            folder.put(name, whole.chopped(1));
            QVERIFY2(!folder.problems().empty(), name.c_str());
            folder.put(name, whole + '\n');
            QVERIFY2(!folder.problems().empty(), name.c_str());
            folder.restore(name);
        }
        QCOMPARE(folder.problems(), std::vector<std::string>());
    }

    void MissingAndAdditionalFilesAreFound()
    {
        SCRATCH(scratch);
        RecordedDepot depot(scratch);
        const Folder folder(scratch, filesOf(depot.gathered().value()));
        for (const auto &name : folder.names()) {
            QVERIFY(QFile::remove(folder.path / name));
            QVERIFY2(says(folder.problems(), name + ": is missing"), name.c_str());
            folder.restore(name);
        }
        folder.put("more.txt", "x");
        QVERIFY(says(folder.problems(), "more.txt: does not belong"));
        QVERIFY(QFile::remove(folder.path / "more.txt"));
        fs::create_directory(folder.path / "more");
        QVERIFY(says(folder.problems(), "more: is no file"));
        QVERIFY(says(checkDossier(folder.path / "nowhere").problems, "nowhere"));
    }

    void AForgedManifestDoesNotHideAForgedFact()
    {
        SCRATCH(scratch);
        RecordedDepot depot(scratch);
        const Folder folder(scratch, filesOf(depot.gathered().value()));
        const auto lines = folder.facts();
        folder.forge(lines);
        QCOMPARE(folder.problems(), std::vector<std::string>());

        auto forged = lines;
        forged[4].replace("\"state\":\"confirmed\"", "\"state\":\"false-alarm\"");
        QVERIFY(forged[4] != lines[4]);
        folder.forge(forged);
        QVERIFY(says(folder.problems(), "facts.jsonl:5: what it says beside the content"));

        auto json = QJsonDocument::fromJson(lines[4]).object();
        auto content = QByteArray::fromBase64(json["content"].toString().toLatin1());
        content[content.size() - 2] = static_cast<char>(content[content.size() - 2] ^ 1);
        json["content"] = QLatin1StringView(content.toBase64());
        forged = lines;
        forged[4] = QJsonDocument(json).toJson(QJsonDocument::Compact);
        folder.forge(forged);
        QVERIFY(says(folder.problems(), "facts.jsonl:5: its content is not what was recorded"));

        forged = lines;
        forged.swapItemsAt(1, 2);
        folder.forge(forged);
        QVERIFY(says(folder.problems(), "fact 6 stands behind fact 7"));

        forged = lines;
        forged.insert(2, lines[1]);
        folder.forge(forged);
        QVERIFY(says(folder.problems(), "fact 6 stands there twice"));

        forged = lines;
        forged.insert(1, factLineOf(depot.log()[4])); // of alert 13
        folder.forge(forged);
        QVERIFY(says(folder.problems(), "fact 5 is not about this alert"));
    }

    void WhatWasForgedWithNewHashesIsFoundInTheLog()
    {
        SCRATCH(scratch);
        RecordedDepot depot(scratch);
        const auto dossier = depot.gathered().value();
        const Folder folder(scratch, filesOf(dossier));

        auto lines = folder.facts();
        lines.removeAt(4); // what he answered
        folder.forge(lines);
        auto check = checkDossier(folder.path);
        QCOMPARE(check.problems, std::vector<std::string>());
        QVERIFY(compareWithLog(check, *depot.database).has_value());
        QVERIFY(says(check.problems, "fact 9 of the log is missing"));

        auto other = dossier.facts.back();
        std::get<protocol::AlertFact>(other.body).after.report->cause = "imprudence";
        other = protocol::chained(other, other.previous);
        lines = folder.facts();
        lines.back() = factLineOf(other);
        folder.forge(lines);
        check = checkDossier(folder.path);
        QCOMPARE(check.problems, std::vector<std::string>());
        QVERIFY(compareWithLog(check, *depot.database).has_value());
        QVERIFY(says(check.problems, "fact 13 is another one in the log"));
    }

    void ThePaperTellsPeopleWhatHappened()
    {
        SCRATCH(scratch);
        RecordedDepot depot(scratch);
        const auto paper = paperOf(depot.gathered().value());
        for (const auto &words : {u"alerte n° 12"_s, u"Brancelle"_s, u"Zoé &lt;Faure&gt;"_s, u"H-012"_s,
                 u"bouton d’alerte"_s, u"23/11/2026 09:15:00 (23/11/2026 08:15:00 UTC)"_s,
                 u"rappel : demande du secours → confirmée"_s, u"un chien &lt;méchant&gt;"_s,
                 u"Claire Morel"_s, u"C-1"_s, u"tentative refusée"_s,
                 u"le collègue Émile, attendu le 23/11/2026 09:25:00"_s,
                 u"prévenir le chef de dépôt ; sur son portable"_s, u"Portail ouvert"_s, u"Mairie prévenue"_s,
                 u"animal"_s, u"46.6000000"_s, u"demande de l’inspection du travail"_s})
            QVERIFY2(paper.contains(words), qPrintable(words));
        QVERIFY(!paper.contains(u"EXERCICE"));
    }

    void ADrillSaysSoOnEveryPage()
    {
        SCRATCH(scratch);
        RecordedDepot depot(scratch, true);
        auto dossier = depot.gathered().value();
        QVERIFY(paperOf(dossier).contains(u"<h2>EXERCICE</h2>"));
        const auto drill = pdfOf(dossier);
        QVERIFY(drill.startsWith("%PDF-"));
        QVERIFY(drill.count("/Type /Page\n") >= 2);
        QVERIFY(filesOf(dossier).at("alert.cap.xml").contains("<status>Exercise</status>"));
    }

    void AFolderThatIsThereIsLeftAsItIs()
    {
        SCRATCH(scratch);
        RecordedDepot depot(scratch);
        const auto files = filesOf(depot.gathered().value());
        const Folder folder(scratch, files);
        QVERIFY(!writeDossier(files, folder.path).has_value());
        QCOMPARE(folder.problems(), std::vector<std::string>());
        QVERIFY(!fs::exists(folder.path.string() + ".half"));
        QCOMPARE(fs::status(folder.path).permissions(), fs::perms::owner_all);
        QCOMPARE(fs::status(folder.path / kDossierFacts).permissions(),
            fs::perms::owner_read | fs::perms::owner_write);
    }
};

FACTEO_TEST(DossierTest);

#include "dossier_test.moc"
