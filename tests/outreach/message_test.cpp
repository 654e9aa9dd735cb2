// SPDX-License-Identifier: Apache-2.0
#include "outreach/message.h"

#include "outreach/printable.h"
#include "post.h"
#include "support/registry.h"

#include <QTest>

using namespace facteo;
using namespace facteo::outreach;
using namespace facteo::tests;

class MessageTest : public QObject
{
    Q_OBJECT

private slots:
    void AnAddressFitsItsChannel_data()
    {
        QTest::addColumn<int>("channel");
        QTest::addColumn<QByteArray>("to");
        QTest::addColumn<bool>("fits");
        const auto row = [](Channel channel, const char *to, bool fits) {
            QTest::addRow("%s", to) << static_cast<int>(channel) << QByteArray(to) << fits;
        };
        row(Channel::Sms, "+33612345678", true);
        row(Channel::Voice, "+123456789012345", true);
        row(Channel::Sms, "+1234567890123456", false);
        row(Channel::Sms, "+033612345678", false);
        row(Channel::Sms, "0612345678", false);
        row(Channel::Sms, "+33 6 12 34 56 78", false);
        row(Channel::Voice, "+33612345", true);
        row(Channel::Voice, "+336123", false);
        row(Channel::Mail, "claire.morel+nuit@depot.example.org", true);
        row(Channel::Mail, "claire..morel@example.org", false);
        row(Channel::Mail, ".claire@example.org", false);
        row(Channel::Mail, "claire@-example.org", false);
        row(Channel::Mail, "claire@[127.0.0.1]", false);
        row(Channel::Mail, "\"claire\"@example.org", false);
        row(Channel::Command, "Sirène du dépôt", true);
        row(Channel::Command, "", true);
        row(Channel::Command, "two\nlines", false);
    }

    void AnAddressFitsItsChannel()
    {
        QFETCH(const int, channel);
        QFETCH(const QByteArray, to);
        QFETCH(const bool, fits);
        QCOMPARE(isAddress(static_cast<Channel>(channel), to.toStdString()), fits);
    }

    void WhatIsTooLongIsNamed()
    {
        auto message = notice("n-1", Channel::Sms);
        QVERIFY(!whyNot(message));
        message.text = std::string(kMostText, 'x');
        QVERIFY(!whyNot(message));
        message.text += 'x';
        QCOMPARE(whyNot(message), "The text is longer than 16384 bytes.");
        message.text.clear();
        message.postman = std::string(kMostLine + 1, 'x');
        QCOMPARE(whyNot(message), "The postman is longer than 512 bytes.");
        message.postman.clear();
        message.id = std::string(65, 'x');
        QVERIFY(whyNot(message)->starts_with("The message has no usable id"));
    }

    void WhatStrangersSayFitsALine_data()
    {
        QTest::addColumn<QByteArray>("said");
        QTest::addColumn<QByteArray>("line");
        QTest::addColumn<int>("most");
        const auto row = [](const char *name, const QByteArray &said, const char *line, int most = 100) {
            QTest::newRow(name) << said << QByteArray(line) << most;
        };
        row("plain", "no credit", "no credit");
        row("lines", "one\r\n\ttwo\n", "one two");
        row("escapes", "\x1b[2Jx\x07y", "[2Jx y");
        row("zero", QByteArray("a\0b", 3), "a b");
        row("no UTF-8", "caf\xe9 noir", "caf\xef\xbf\xbd noir");
        row("direction",
            "abc\xe2\x80\xae"
            "fdp.exe",
            "abc fdp.exe");
        row("at its longest", "ééééé🚨", "ééééé🚨", 6);
        row("too long", "ééééé🚨x", "ééééé…", 6);
        row("nothing", "", "");
    }

    void WhatStrangersSayFitsALine()
    {
        QFETCH(const QByteArray, said);
        QFETCH(const QByteArray, line);
        QFETCH(const int, most);
        QCOMPARE(printable(said.toStdString(), static_cast<std::size_t>(most)), line.toStdString());
    }

    void APlaceIsAUriForAnyMap()
    {
        QCOMPARE(geoUri({.latE7 = 481'173'000, .lonE7 = -16'778'000}), "geo:48.117300,-1.677800");
        QCOMPARE(geoUri({.latE7 = -900'000'000, .lonE7 = 1'800'000'000}), "geo:-90.000000,180.000000");
    }
};

FACTEO_TEST(MessageTest);
#include "message_test.moc"
