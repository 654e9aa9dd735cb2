// SPDX-License-Identifier: Apache-2.0
#include "transport/topic_filter.h"

#include "support/registry.h"

using namespace facteo::transport;

class TopicFilterTest : public QObject
{
    Q_OBJECT
private slots:
    void FollowsTheStandard_data();
    void FollowsTheStandard();
    void WildcardsAreNotPublishable();
};

void TopicFilterTest::FollowsTheStandard_data()
{
    QTest::addColumn<QString>("filter");
    QTest::addColumn<QString>("topic");
    QTest::addColumn<bool>("wanted");
    // The examples of MQTT 5, section 4.7.
    QTest::newRow("all") << "sport/tennis/player1/#" << "sport/tennis/player1/score/wimbledon" << true;
    QTest::newRow("parent") << "sport/tennis/player1/#" << "sport/tennis/player1" << true;
    QTest::newRow("hash") << "#" << "sport" << true;
    QTest::newRow("plus") << "sport/tennis/+" << "sport/tennis/player1" << true;
    QTest::newRow("plus is one level") << "sport/tennis/+" << "sport/tennis/player1/ranking" << false;
    QTest::newRow("plus is a level") << "sport/+" << "sport" << false;
    QTest::newRow("empty level") << "sport/+" << "sport/" << true;
    QTest::newRow("leading slash") << "+/+" << "/finance" << true;
    QTest::newRow("leading slash, one") << "/+" << "/finance" << true;
    QTest::newRow("leading slash, none") << "+" << "/finance" << false;
    QTest::newRow("the broker's own") << "#" << "$SYS/uptime" << false;
    QTest::newRow("the broker's own, plus") << "+/uptime" << "$SYS/uptime" << false;
    QTest::newRow("the broker's own, asked") << "$SYS/#" << "$SYS/uptime" << true;
    QTest::newRow("prefix is no match") << "a/b" << "a/bc" << false;
    QTest::newRow("longer topic") << "a/b" << "a/b/c" << false;
    QTest::newRow("handsets") << "facteo/1/D/h/+/pos" << "facteo/1/D/h/H-001/pos" << true;
}

void TopicFilterTest::FollowsTheStandard()
{
    QFETCH(QString, filter);
    QFETCH(QString, topic);
    QTEST(covers(filter.toStdString(), topic.toStdString()), "wanted");
}

void TopicFilterTest::WildcardsAreNotPublishable()
{
    QVERIFY(isPublishable("facteo/1/D/facts"));
    QVERIFY(!isPublishable(""));
    QVERIFY(!isPublishable("facteo/+/D"));
    QVERIFY(!isPublishable("facteo/#"));
    QVERIFY(!isPublishable(std::string_view("a\0b", 3)));
    QVERIFY(!isPublishable(std::string(1025, 'a')));
}

FACTEO_TEST(TopicFilterTest);
#include "topic_filter_test.moc"
