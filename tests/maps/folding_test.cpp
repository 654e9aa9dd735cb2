// SPDX-License-Identifier: Apache-2.0
#include "maps/address_query.h"
#include "maps/folding.h"
#include "support/registry.h"

#include <QStringList>

using namespace facteo::maps;

namespace {

QString joinedWords(const std::vector<std::string> &words)
{
    QStringList list;
    for (const auto &word : words)
        list << QString::fromStdString(word);
    return list.join(u' ');
}

} // namespace

class FoldingTest : public QObject
{
    Q_OBJECT

private slots:
    void FrenchNamesBecomeComparable_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("words");
        QTest::newRow("accents") << "Rue de l'Évêché" << "rue de l eveche";
        QTest::newRow("ligatures") << "Chemin du Cœur-Vœu, Lætitia" << "chemin du coeur voeu laetitia";
        QTest::newRow("capitals") << "AVENUE ÉMILE-ZOLA" << "avenue emile zola";
        QTest::newRow("typographic apostrophe") << "Quai de l’Orle" << "quai de l orle";
        QTest::newRow("avenue") << "av. Jean-Jaurès" << "avenue jean jaures";
        QTest::newRow("boulevard") << "Bd Gambetta" << "boulevard gambetta";
        QTest::newRow("saint") << "pl. St-Étienne" << "place saint etienne";
        QTest::newRow("sainte") << "R. Ste Croix" << "rue sainte croix";
        QTest::newRow("general") << "r du Gal Leclerc" << "rue du general leclerc";
        QTest::newRow("notre dame") << "Rue ND de Lourdes" << "rue notre dame de lourdes";
        QTest::newRow("industrial estate") << "ZI Nord" << "zone industrielle nord";
        QTest::newRow("two meanings") << "ZA des Pins" << "zone za des pins";
        QTest::newRow("everyday") << "Rte de l'Imp. du Fg St-Lot"
                                  << "route de l impasse du faubourg saint lotissement";
        QTest::newRow("decomposed") << QString(u"Re\u0301publique") << "republique";
        QTest::newRow("sharp s") << "Straße" << "strasse";
        QTest::newRow("digits") << "Rue du 8-Mai-1945" << "rue du 8 mai 1945";
        QTest::newRow("nothing") << " ,.-' " << "";
        QTest::newRow("not UTF-8") << QString::fromLatin1("\x80\xff")
                                   << joinedWords(indexWords("\xc2\x80\xc3\xbf"));
    }

    void FrenchNamesBecomeComparable()
    {
        QFETCH(const QString, name);
        QFETCH(const QString, words);
        QCOMPARE(joinedWords(indexWords(name.toStdString())), words);
    }

    void HouseNumbersAreRead_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("number");
        QTest::addColumn<char>("mark");
        QTest::newRow("plain") << "12" << 12 << '\0';
        QTest::newRow("bis") << "5 bis" << 5 << 'B';
        QTest::newRow("bis in one word") << "5bis" << 5 << 'B';
        QTest::newRow("postal form") << "5 B" << 5 << 'B';
        QTest::newRow("ter") << "7 TER" << 7 << 'T';
        QTest::newRow("quater") << "7 quater" << 7 << 'Q';
        QTest::newRow("letter") << "16a" << 16 << 'A';
        QTest::newRow("range") << "12-14" << 12 << '\0';
        QTest::newRow("slash") << "12/14" << 12 << '\0';
    }

    void HouseNumbersAreRead()
    {
        QFETCH(const QString, text);
        QFETCH(const int, number);
        QFETCH(const char, mark);
        const auto house = houseNumberOf(text.toStdString());
        QVERIFY(house.has_value());
        QCOMPARE(static_cast<int>(house->number), number);
        QCOMPARE(house->mark, mark);
    }

    void WhatIsNoHouseNumberIsNone()
    {
        for (const auto *text : {"", "bis", "A12", "0", "70000", "12345", "12th"})
            QVERIFY2(!houseNumberOf(text), text);
    }

    void AQueryIsReadInEveryWay_data()
    {
        QTest::addColumn<QString>("query");
        QTest::addColumn<QStringList>("readings");
        QTest::newRow("no number") << "rue racine" << QStringList{"rue racine"};
        QTest::newRow("in front") << "12 rue racine" << QStringList{"12 rue racine", "12: rue racine"};
        QTest::newRow("behind") << "rue racine 12b" << QStringList{"rue racine 12b", "12B: rue racine"};
        QTest::newRow("before the city")
            << "rue racine 12 monaco" << QStringList{"rue racine 12 monaco", "12: rue racine monaco"};
        QTest::newRow("bis") << "5 bis rue racine"
                             << QStringList{"5 bis rue racine", "5: bis rue racine", "5B: rue racine"};
        QTest::newRow("ter behind") << "rue racine 12 ter"
                                    << QStringList{
                                           "rue racine 12 ter", "12: rue racine ter", "12T: rue racine"};
        // r may be the street or a mark.
        QTest::newRow("one letter") << "12 r grim" << QStringList{"12 r grim", "12: r grim", "12R: grim"};
        QTest::newRow("nothing else") << "12" << QStringList{"12"};
        QTest::newRow("only a mark besides") << "12 bis" << QStringList{"12 bis", "12: bis"};
        QTest::newRow("number sign") << "n° 12 rue racine" << QStringList{"12 rue racine", "12: rue racine"};
        QTest::newRow("another sign") << "Nº12, rue racine" << QStringList{"12 rue racine", "12: rue racine"};
        QTest::newRow("no sign") << "rue n" << QStringList{"rue n"};
        QTest::newRow("postcode") << "rue racine 98000" << QStringList{"rue racine 98000"};
        QTest::newRow("postcode of the Ain") << "rue racine 01000" << QStringList{"rue racine 01000"};
        QTest::newRow("date") << "8 rue du 8 mai 1945"
                              << QStringList{"8 rue du 8 mai 1945", "8: rue du 8 mai 1945",
                                     "8: 8 rue du mai 1945", "1945: 8 rue du 8 mai"};
        QTest::newRow("nothing") << " ,;" << QStringList{};
    }

    void AQueryIsReadInEveryWay()
    {
        QFETCH(const QString, query);
        QFETCH(const QStringList, readings);
        QStringList found;
        for (const auto &reading : readingsOf(query.toStdString())) {
            auto text = joinedWords(reading.words);
            if (reading.number)
                text = QString::number(reading.number->number) +
                       (reading.number->mark != 0 ? QString(QChar::fromLatin1(reading.number->mark))
                                                  : QString()) +
                       ": " + text;
            found << text;
        }
        QCOMPARE(found, readings);
    }

    void WhatWasPastedIsCutOff()
    {
        std::string pasted;
        for (int i = 1; i < 500; ++i)
            pasted += std::to_string(i) + " b ";
        const auto readings = readingsOf(pasted);
        QCOMPARE(readings.size(), 8U);
        QCOMPARE(readings[0].words.size(), 12U);
    }
};

FACTEO_TEST(FoldingTest);
#include "folding_test.moc"
