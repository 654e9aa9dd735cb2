// SPDX-License-Identifier: Apache-2.0
#include "protocol/topics.h"

#include "support/registry.h"

#include <QSet>
#include <utility>

using namespace facteo;
using namespace facteo::protocol;

namespace {

const DepotId kDepot{"D-BRANCELLE"};

} // namespace

class Topics : public QObject
{
    Q_OBJECT

private slots:
    void AreSpelledAsDocumented()
    {
        QCOMPARE(positionTopic(kDepot, {"H-001"}), std::string("facteo/1/D-BRANCELLE/h/H-001/pos"));
        QCOMPARE(upTopic(kDepot, {"H-001"}), std::string("facteo/1/D-BRANCELLE/h/H-001/up"));
        QCOMPARE(alertTopic(kDepot, {"H-001"}), std::string("facteo/1/D-BRANCELLE/h/H-001/alert"));
        QCOMPARE(willTopic(kDepot, {"H-001"}), std::string("facteo/1/D-BRANCELLE/h/H-001/will"));
        QCOMPARE(downTopic(kDepot, {"H-001"}), std::string("facteo/1/D-BRANCELLE/h/H-001/down"));
        QCOMPARE(factsTopic(kDepot), std::string("facteo/1/D-BRANCELLE/facts"));
        QCOMPARE(pictureTopic(kDepot), std::string("facteo/1/D-BRANCELLE/picture"));
        QCOMPARE(hubTopic(kDepot), std::string("facteo/1/D-BRANCELLE/hub"));
        QCOMPARE(requestTopic(kDepot, {"C-01"}), std::string("facteo/1/D-BRANCELLE/c/C-01/req"));
        QCOMPARE(replyTopic(kDepot, {"C-01"}), std::string("facteo/1/D-BRANCELLE/c/C-01/rep"));
        QCOMPARE(overviewTopic({"F-HOUSE"}), std::string("facteo/1/F-HOUSE/overview"));
    }

    void AreReadAsTheyWereBuilt()
    {
        for (auto channel = std::to_underlying(Channel::Position);
            channel <= std::to_underlying(Channel::Overview); ++channel) {
            Topic topic{.depot = kDepot, .channel = Channel{channel}};
            if (topic.role() != Role::Hub)
                topic.party = {"X_9-z"};
            const auto read = parseTopic(topicText(topic));
            QVERIFY(read.has_value());
            QVERIFY(*read == topic);
        }
    }

    void OthersAreNotOurs_data()
    {
        QTest::addColumn<QString>("text");
        for (const auto *text : {"", "facteo", "facteo/1", "facteo/1/", "facteo/1/D", "facteo/1/D/",
                 "facteo/2/D/facts", "facteo/1//facts", "facteo/1/D/facts/", "/facteo/1/D/facts",
                 "facteo/1/D/fact", "facteo/1/D/h/H-1", "facteo/1/D/h/H-1/", "facteo/1/D/h//pos",
                 "facteo/1/D/h/+/pos", "facteo/1/D/h/H-1/pos/x", "facteo/1/D/h/H-1/req",
                 "facteo/1/D/c/C-1/pos", "facteo/1/D/h/H 1/pos", "facteo/1/#", "facteo/1/D/x/H-1/pos",
                 "owntracks/user/phone", "facteo/1/D/h/ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456/pos"})
            QTest::newRow(text) << text;
    }

    void OthersAreNotOurs()
    {
        QFETCH(QString, text);
        QVERIFY(!parseTopic(text.toStdString()));
    }

    void EverythingSomebodyPublishesSomebodyReads()
    {
        QSet<QString> filters;
        for (const auto &list : {hubSubscriptions(kDepot), handsetSubscriptions(kDepot, {"H-001"}),
                 consoleSubscriptions(kDepot, {"C-01"}), overviewSubscriptions(kDepot)}) {
            for (const auto &[filter, qos] : list) {
                QVERIFY(qos == 0 || qos == 1);
                filters.insert(
                    QString::fromStdString(filter).replace("h/+", "h/H-001").replace("c/+", "c/C-01"));
            }
        }
        QCOMPARE(filters.size(), 11);
        for (const auto &filter : filters)
            QVERIFY(parseTopic(filter.toStdString()));
    }
};

FACTEO_TEST(Topics);
#include "topics_test.moc"
