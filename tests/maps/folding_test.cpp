// SPDX-License-Identifier: Apache-2.0
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

    void NumbersAreTakenFromEitherEnd()
    {
        auto words = foldedWords("5 bis rue racine");
        QCOMPARE(takeLeadingNumber(words), (HouseNumber{.number = 5, .mark = 'B'}));
        QCOMPARE(joinedWords(words), "rue racine");

        words = foldedWords("rue racine 12b");
        QVERIFY(!takeLeadingNumber(words));
        QCOMPARE(takeTrailingNumber(words), (HouseNumber{.number = 12, .mark = 'B'}));
        QCOMPARE(joinedWords(words), "rue racine");

        words = foldedWords("rue racine 12 ter");
        QCOMPARE(takeTrailingNumber(words), (HouseNumber{.number = 12, .mark = 'T'}));

        // "12 r grim": r is the street, not a mark.
        words = foldedWords("12 r grim");
        QCOMPARE(takeLeadingNumber(words), (HouseNumber{.number = 12, .mark = 0}));
        QCOMPARE(joinedWords(words), "r grim");

        words = foldedWords("12");
        QVERIFY(!takeLeadingNumber(words) && !takeTrailingNumber(words));
        QCOMPARE(words.size(), 1U);
    }
};

FACTEO_TEST(FoldingTest);
#include "folding_test.moc"
