// SPDX-License-Identifier: Apache-2.0
#include "geo/distance.h"
#include "maps/address_import.h"
#include "maps/address_index.h"
#include "maps/ban_import.h"
#include "maps/osm_draft.h"
#include "maps/osm_import.h"
#include "maps/street_group.h"
#include "maps/world.h"
#include "support/registry.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <algorithm>
#include <zlib.h>

using namespace facteo;
using namespace facteo::maps;

namespace {

constexpr auto kHeader =
    "id;id_fantoir;numero;rep;nom_voie;code_postal;code_insee;nom_commune;"
    "code_insee_ancienne_commune;nom_ancienne_commune;x;y;lon;lat;type_position;alias;nom_ld;"
    "libelle_acheminement;nom_afnor;source_position;source_nom_voie;certification_commune;"
    "cad_parcelles";
const std::atomic<bool> kKeepOn{false};

struct Row
{
    const char *number = "12";
    const char *mark = "";
    const char *street = "Rue Grimaldi";
    const char *postcode = "18000";
    const char *commune = "18033";
    const char *city = "Bourges";
    const char *former = "";
    const char *lon = "2.301";
    const char *lat = "46.601";
    const char *kind = "entrée";
    const char *routing = "";
};

/// As the state's own files have it, x and y of another projection included.
QByteArray line(const Row &row)
{
    return QStringLiteral("18033_0200_00012;;%1;%2;%3;%4;%5;%6;;%7;654321.1;6661234.2;%8;%9;%10;;;%11;;;;1;")
        .arg(row.number, row.mark, row.street, row.postcode, row.commune, row.city, row.former, row.lon,
            row.lat)
        .arg(QString::fromUtf8(row.kind), QString::fromUtf8(row.routing))
        .toUtf8();
}

QByteArray csv(std::initializer_list<Row> rows)
{
    QByteArray text = kHeader;
    for (const auto &row : rows)
        text += '\n' + line(row);
    return text + '\n';
}

QByteArray bytesOf(const std::filesystem::path &file)
{
    QFile in(QString::fromStdString(file.string()));
    return in.open(QIODevice::ReadOnly) ? in.readAll() : QByteArray();
}

/// A map of 20 km around 46.6° N 2.3° E, and files beside it.
class Workplace
{
public:
    Workplace()
    {
        OsmDraft draft;
        draft.node(geo::positionOf(46.5, 2.2), {{"place", "village"}, {"name", "Coin"}});
        draft.node(geo::positionOf(46.7, 2.4), {{"place", "village"}, {"name", "Recoin"}});
        draft.node(geo::positionOf(46.6, 2.3), {{"place", "town"}, {"name", "Bourges"}});
        const auto house = [&](const char *number, double lat, double lon) {
            draft.node(geo::positionOf(lat, lon),
                {{"addr:housenumber", number}, {"addr:street", "Rue Grimaldi"}, {"addr:city", "Bourges"}});
        };
        house("12", 46.6011, 2.3011);
        house("14", 46.6012, 2.3012);
        draft.way(std::vector{geo::positionOf(46.601, 2.300), geo::positionOf(46.601, 2.302)},
            {{"highway", "residential"}, {"name", "Rue Grimaldi"}});
        draft.way(std::vector{geo::positionOf(46.611, 2.300), geo::positionOf(46.611, 2.302)},
            {{"highway", "residential"}, {"name", "Rue Vide"}});
        if (!draft.write(extract()))
            qFatal("no extract");
    }

    [[nodiscard]] std::filesystem::path path(const char *name) const
    {
        return m_folder.filePath(QString::fromUtf8(name)).toStdString();
    }
    [[nodiscard]] std::filesystem::path extract() const { return path("map.osm.pbf"); }
    [[nodiscard]] std::filesystem::path package() const { return path("map.facteomap"); }

    [[nodiscard]] std::filesystem::path put(const char *name, const QByteArray &bytes) const
    {
        QFile out(QString::fromStdString(path(name).string()));
        if (!out.open(QIODevice::WriteOnly) || out.write(bytes) != bytes.size())
            qFatal("cannot write");
        return path(name);
    }
    [[nodiscard]] std::filesystem::path zipped(const char *name, const QByteArray &bytes) const
    {
        auto *file = ::gzopen(path(name).c_str(), "wb");
        ::gzwrite(file, bytes.constData(), static_cast<unsigned>(bytes.size()));
        ::gzclose(file);
        return path(name);
    }
    void import(const std::vector<std::filesystem::path> &ban = {}) const
    {
        QVERIFY(importOsm({.extract = extract(), .package = package(), .ban = ban}, {}, kKeepOn).has_value());
    }
    [[nodiscard]] std::expected<BanReport, BanImportFailure> add(
        const std::vector<std::filesystem::path> &files, const std::atomic<bool> &stop = kKeepOn) const
    {
        const auto old = MapPackage::open(package());
        return addBan({.package = package(), .files = files}, *old, {}, stop);
    }
    [[nodiscard]] QStringList found(const char *query) const
    {
        const auto now = MapPackage::open(package());
        QStringList labels;
        for (const auto &hit : AddressIndex(*now).search(query, 10))
            labels << QString::fromStdString(hit.label);
        return labels;
    }
    [[nodiscard]] protocol::Position where(const char *query) const
    {
        const auto now = MapPackage::open(package());
        const auto hits = AddressIndex(*now).search(query, 1);
        return hits.empty() ? protocol::Position{} : hits[0].position;
    }
    [[nodiscard]] QStringList files() const
    {
        return QDir(m_folder.path()).entryList(QDir::Files | QDir::Hidden);
    }

private:
    QTemporaryDir m_folder;
};

std::vector<std::pair<std::uint64_t, BanRowFault>> faultsIn(const QByteArray &text, const Workplace &place)
{
    std::vector<std::pair<std::uint64_t, BanRowFault>> faults;
    const auto read = readBanFile(place.put("faults.csv", text), [](const BanAddress &) {}, {}, kKeepOn);
    if (read)
        for (const auto &row : read->badRows)
            faults.emplace_back(row.line, row.fault);
    return faults;
}

} // namespace

class BanTest : public QObject
{
    Q_OBJECT

private slots:
    void AddressesOfAFileAreFound()
    {
        const Workplace place;
        place.import();
        const auto file =
            place.put("a.csv", csv({{}, {.number = "3", .mark = "bis"}, {.number = "5", .mark = "c"},
                                   {.number = "7", .street = "Allée des Ormes", .routing = "ST DOULCHARD"},
                                   {.number = "9", .lon = "3.5", .lat = "48.2"}}));
        const auto report = place.add({file});
        QVERIFY(report.has_value());
        QCOMPARE(report->files[0].read.rows, 5U);
        QCOMPARE(report->files[0].outside, 1U);
        QCOMPARE(report->communes, 1U);
        QCOMPARE(place.found("3bis rue grimaldi"), QStringList("3 bis Rue Grimaldi, 18000 Bourges"));
        QCOMPARE(place.found("5c grimaldi 18000").value(0), QString("5 C Rue Grimaldi, 18000 Bourges"));
        QCOMPARE(
            place.found("7 all des ormes saint doulchard"), QStringList("7 Allée des Ormes, 18000 Bourges"));
        const auto package = MapPackage::open(place.package());
        QCOMPARE(package->attribution(), "© OpenStreetMap contributors, Base Adresse Nationale");
        QVERIFY(package->check().has_value());
        const auto hit = AddressIndex(*package).reverse(geo::positionOf(46.601, 2.301), 5);
        QVERIFY(hit.has_value());
    }

    void TheNationalNumberCountsAndOthersStay()
    {
        const Workplace place;
        place.import();
        QVERIFY(place.add({place.put("a.csv", csv({{}}))}).has_value());
        QCOMPARE(place.found("12 rue grimaldi"), QStringList("12 Rue Grimaldi, 18000 Bourges"));
        QVERIFY(geo::distanceMetres(place.where("12 rue grimaldi"), geo::positionOf(46.601, 2.301)) < 0.1);
        QCOMPARE(place.found("14 rue grimaldi"), QStringList("14 Rue Grimaldi, 18000 Bourges"));
        QCOMPARE(place.found("rue vide").size(), 1);
        QCOMPARE(place.found("recoin"), QStringList("Recoin"));
    }

    void TheBestPositionOfANumberCounts()
    {
        const Workplace place;
        place.import();
        QVERIFY(place
                .add({place.put("a.csv", csv({{.number = "1", .lat = "46.602", .kind = "segment"},
                                             {.number = "1", .lat = "46.603", .kind = "délivrance postale"},
                                             {.number = "1", .lat = "46.604", .kind = "parcelle"}}))})
                .has_value());
        QVERIFY(geo::distanceMetres(place.where("1 rue grimaldi"), geo::positionOf(46.603, 2.301)) < 0.1);
    }

    void AddingAgainChangesNothing()
    {
        const Workplace place;
        place.import();
        const auto one = place.put(
            "a.csv", csv({{}, {.street = "Rue Neuve"}, {.number = "2", .street = "Rue Vide", .lat = "46.611"},
                         {.commune = "18002", .city = "Coin"}, {.former = "Vieux Bourg"}}));
        const auto two =
            place.put("b.csv", csv({{.commune = "18003", .city = "Recoin", .lon = "2.39", .lat = "46.69"}}));
        QVERIFY(place.add({one, two}).has_value());
        const auto once = bytesOf(place.package());
        QVERIFY(place.add({one, two}).has_value());
        QVERIFY(bytesOf(place.package()) == once);
        QVERIFY(place.add({two}).has_value());
        QVERIFY(bytesOf(place.package()) == once);
    }

    void ANewerFileReplacesTheCommunesInIt()
    {
        const Workplace place;
        place.import();
        QVERIFY(place
                .add({place.put("a.csv",
                    csv({{.number = "1"}, {.number = "2"}, {.street = "Rue Perdue"},
                        {.number = "8", .street = "Rue Loin", .commune = "18002", .city = "Coin"}}))})
                .has_value());
        QVERIFY(place.add({place.put("b.csv", csv({{.number = "2"}, {.number = "3"}}))}).has_value());
        QCOMPARE(place.found("1 rue grimaldi"), QStringList("Rue Grimaldi, 18000 Bourges"));
        QCOMPARE(place.found("3 rue grimaldi"), QStringList("3 Rue Grimaldi, 18000 Bourges"));
        QCOMPARE(place.found("12 rue grimaldi"), QStringList("12 Rue Grimaldi, 18000 Bourges")); // OSM's
        QCOMPARE(place.found("rue perdue"), QStringList());
        QCOMPARE(place.found("8 rue loin"), QStringList("8 Rue Loin, 18000 Coin"));
    }

    void AnImportTakesTheSameFiles()
    {
        const Workplace place;
        const auto file = place.zipped("a.csv.gz", csv({{}, {.number = "3"}}));
        place.import({file});
        QVERIFY(std::filesystem::copy_file(place.package(), place.path("together.facteomap")));
        place.import();
        QVERIFY(place.add({file}).has_value());
        const auto together = MapPackage::open(place.path("together.facteomap"));
        const auto after = MapPackage::open(place.package());
        QVERIFY(together->sections() == after->sections());
        for (const auto kind : after->sections())
            QVERIFY(std::ranges::equal(together->section(kind), after->section(kind)));
    }

    void FormerCommunesAndPostcodesTellStreetsApart()
    {
        const Workplace place;
        place.import();
        QVERIFY(place
                .add({place.put("a.csv",
                    csv({{.number = "1", .street = "Rue Haute", .former = "Melay"},
                        {.number = "1", .street = "Rue Haute", .former = "Valanjou", .lat = "46.65"},
                        {.number = "1", .street = "Rue Haute", .former = "Bourges", .lat = "46.55"},
                        {.number = "1", .street = "Rue Haute", .postcode = "18100", .lat = "46.56"}}))})
                .has_value());
        QCOMPARE(place.found("1 rue haute").size(), 4);
        QCOMPARE(place.found("1 rue haute melay"), QStringList("1 Rue Haute, Melay, 18000 Bourges"));
        QCOMPARE(place.found("1 rue haute 18100"), QStringList("1 Rue Haute, 18100 Bourges"));
    }

    void CitiesOfOneNameAreNotOneCity()
    {
        StreetGroup group;
        const auto said = [&](double lat, std::vector<HouseDraft> houses) {
            return StreetDraft{.name = "Grande Rue",
                .city = "Sainte-Colombe",
                .sources = 1,
                .line = {worldPoint(lat, 2.0)},
                .houses = std::move(houses)};
        };
        group.add(said(46.0, {}));
        group.add(said(46.01, {{.label = "1", .point = worldPoint(46.01, 2)}}));
        group.add(said(47.0, {{.label = "1", .point = worldPoint(47, 2)}}));
        group.add(said(47.05, {}));
        const auto streets = group.take();
        QCOMPARE(streets.size(), 2U);
        QCOMPARE(streets[0].houses.size(), 1U);
        QCOMPARE(streets[1].houses.size(), 1U);
    }

    void WrongRowsAreNamedAndLeftOut()
    {
        const Workplace place;
        QByteArray text = csv({{.number = ""}, {.number = "12b"}, {.number = "99999"}, {.street = ""},
            {.postcode = "1800"}, {.postcode = "18OOO"}, {.commune = "2C004"}, {.city = ""}, {.lon = ""},
            {.lat = "91"}, {.lat = "nan"}, {.lon = "2,3"}});
        text += "zu;wenige;Felder\n";
        text += line({.street = "\"Rue ohne Ende"}) + '\n';
        text += QByteArray(line({})).replace("Grimaldi", "Gr\xff") + "\r\n\n";
        using enum BanRowFault;
        const std::vector<std::pair<std::uint64_t, BanRowFault>> wanted{{2, Number}, {3, Number}, {4, Number},
            {5, Street}, {6, Postcode}, {7, Postcode}, {8, Commune}, {9, Commune}, {10, Position},
            {11, Position}, {12, Position}, {13, Position}, {14, Fields}, {15, Quotes}, {16, Encoding}};
        // Good rows so that the bad ones are less than a tenth.
        for (int i = 0; i < 200; ++i)
            text += line({}) + "\r\n";
        const auto faults = faultsIn(text, place);
        QVERIFY(faults == wanted);
        QVERIFY(faultsIn(csv({{.postcode = ""}, {.commune = "2A004"}, {.number = "0"}}), place).empty());
    }

    void QuotedFieldsAreRead()
    {
        const Workplace place;
        std::vector<std::string> streets;
        const auto read = readBanFile(
            place.put("a.csv",
                csv({{.street = "\"Rue; dite \"\"La Plaine\"\"\""}, {.street = "Rue dite \"Le Haut\""}})),
            [&](const BanAddress &address) { streets.emplace_back(address.street); }, {}, kKeepOn);
        QVERIFY(read.has_value());
        QCOMPARE(streets, (std::vector<std::string>{"Rue; dite \"La Plaine\"", "Rue dite \"Le Haut\""}));
    }

    void FilesThatAreSomethingElseAreRefused_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<int>("why");
        const auto row = [](const char *name, const QByteArray &text, BanFileError why) {
            QTest::newRow(name) << text << static_cast<int>(why);
        };
        row("empty", "", BanFileError::MissingColumns);
        row("no header", line({}) + '\n', BanFileError::MissingColumns);
        row("commas", QByteArray(kHeader).replace(';', ','), BanFileError::MissingColumns);
        row("a column missing", QByteArray(kHeader).replace(";lat;", ";"), BanFileError::MissingColumns);
        row("only a header", kHeader, BanFileError::Empty);
        row("only wrong rows", csv({{.lat = ""}}), BanFileError::Empty);
        row("mostly wrong rows", kHeader + ('\n' + line({.lat = ""}) + '\n' + line({})).repeated(100),
            BanFileError::BadRows);
        row("one endless line", kHeader + QByteArray("\n") + QByteArray(3 << 20, 'x'), BanFileError::Damaged);
    }

    void FilesThatAreSomethingElseAreRefused()
    {
        QFETCH(const QByteArray, text);
        QFETCH(const int, why);
        const Workplace place;
        place.import();
        const auto before = bytesOf(place.package());
        const auto report = place.add({place.put("good.csv", csv({{}})), place.put("bad.csv", text)});
        QVERIFY(!report.has_value());
        QCOMPARE(report.error().why, BanError::WrongFile);
        QCOMPARE(report.error().file->file.filename(), "bad.csv");
        QCOMPARE(static_cast<int>(report.error().file->what.why), why);
        QVERIFY(bytesOf(place.package()) == before);
        QCOMPARE(place.files().size(), 4);
    }

    void ColumnsMayStandInAnyOrder()
    {
        const Workplace place;
        place.import();
        const auto file =
            place.put("a.csv", "\xef\xbb\xbflat;lon;nom_commune;code_insee;code_postal;nom_voie;numero\r\n"
                               "46.601;2.301;Bourges;18033;18000;Rue Droite;4\r\n");
        QVERIFY(place.add({file}).has_value());
        QCOMPARE(place.found("4 rue droite"), QStringList("4 Rue Droite, 18000 Bourges"));
    }

    void ACutOffFileLeavesTheOldPackage()
    {
        const Workplace place;
        place.import();
        const auto before = bytesOf(place.package());
        QByteArray text = kHeader;
        for (int i = 0; i < 3'000; ++i)
            text += '\n' + line({.number = qPrintable(QString::number(i))});
        const auto whole = bytesOf(place.zipped("a.csv.gz", text));
        for (qsizetype size = 20; size < whole.size(); size += whole.size() / 7) {
            const auto report = place.add({place.put("a.csv.gz", whole.first(size))});
            QVERIFY(!report.has_value());
            QCOMPARE(report.error().file->what.why, BanFileError::Damaged);
            QVERIFY(bytesOf(place.package()) == before);
        }
        QVERIFY(place.add({place.put("a.csv.gz", whole)}).has_value());
    }

    void WhatIsNotOnTheMapChangesNothing()
    {
        const Workplace place;
        place.import();
        const auto before = bytesOf(place.package());
        QCOMPARE(place.add({place.put("a.csv", csv({{.lon = "7"}}))}).error().why, BanError::NotOnTheMap);
        const std::atomic<bool> stop{true};
        QCOMPARE(place.add({place.put("b.csv", csv({{}}))}, stop).error().why, BanError::Stopped);
        QCOMPARE(place.add({place.path("none.csv")}).error().file->what.why, BanFileError::NoFile);
        QCOMPARE(place.add({place.path(".")}).error().file->what.detail, "it is a folder");
        QVERIFY(bytesOf(place.package()) == before);
    }
};

FACTEO_TEST(BanTest);
#include "ban_test.moc"
