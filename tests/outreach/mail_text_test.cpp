// SPDX-License-Identifier: Apache-2.0
#include "outreach/mail_text.h"

#include "post.h"
#include "support/registry.h"

#include <QByteArray>
#include <QTest>

using namespace facteo;
using namespace facteo::outreach;
using namespace facteo::tests;

namespace {

QByteArray textWith(const std::string &subject, const std::string &text = "Text")
{
    auto message = notice("n-1", Channel::Mail);
    message.subject = subject;
    message.text = text;
    return QByteArray::fromStdString(mailText(message, "facteo@example.org"));
}

QByteArray subjectIn(const QByteArray &mail)
{
    const auto from = mail.indexOf("\r\nSubject: ") + 11;
    return mail.mid(from, mail.indexOf("\r\nDate: ") - from);
}

/// RFC 2047, as a mail program reads it.
QByteArray decoded(const QByteArray &subject)
{
    QByteArray whole;
    for (const auto &word : subject.split('\n')) {
        const auto parts = word.trimmed().split('?');
        const auto piece = QByteArray::fromBase64(parts.value(3));
        if (parts.size() != 5 || word.trimmed().size() > 75 || !piece.isValidUtf8())
            return "not an encoded word: " + word;
        whole += piece;
    }
    return whole;
}

} // namespace

class MailTextTest : public QObject
{
    Q_OBJECT

private slots:
    void ItSaysWhatAMailHasToSay()
    {
        const auto mail = textWith("Alert", "Call back.\nNow\r\nor\rnever.");
        QCOMPARE(
            mail, "From: <facteo@example.org>\r\nTo: <chef@example.org>\r\nSubject: Alert\r\n"
                  "Date: Mon, 23 Nov 2026 09:05:07 +0000\r\nMessage-ID: <n-1@example.org>\r\n"
                  "Auto-Submitted: auto-generated\r\nImportance: high\r\nMIME-Version: 1.0\r\n"
                  "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n" +
                      QByteArray("Call back.\r\nNow\r\nor\r\nnever.").toBase64() + "\r\n");
    }

    void AnExerciseIsNotImportant()
    {
        auto message = notice("n-1", Channel::Mail);
        message.exercise = true;
        QVERIFY(mailText(message, "facteo@example.org").contains("\r\nImportance: normal\r\n"));
    }

    void ASubjectWithAccentsComesBackAsItWas_data()
    {
        QTest::addColumn<QByteArray>("subject");
        QTest::newRow("one word") << QByteArray("Élodie");
        QTest::newRow("long") << QByteArray("Œuvrard ").repeated(40).trimmed();
        QTest::newRow("long without accents") << QByteArray("x").repeated(200);
        QTest::newRow("four bytes each") << QByteArray("🚨").repeated(30);
        QTest::newRow("three bytes each") << QByteArray("警").repeated(60);
        QTest::newRow("pretends to be encoded") << QByteArray("=?UTF-8?B?QmNj?=");
    }

    void ASubjectWithAccentsComesBackAsItWas()
    {
        QFETCH(const QByteArray, subject);
        QCOMPARE(decoded(subjectIn(textWith(subject.toStdString()))), subject);
    }

    void NoLineIsLongerThanMailAllowsAndAllIsAscii()
    {
        const auto mail = textWith(std::string(500, 'S'), std::string(10'000, '.') + "\n🚨\xff\xfe");
        for (const auto &line : mail.split('\n')) {
            QVERIFY(line.size() <= 78);
            QVERIFY(line.isEmpty() || line.endsWith('\r'));
        }
        QVERIFY(std::ranges::all_of(mail, [](char c) { return c > 0; }));
        QVERIFY(QByteArray::fromBase64(mail.mid(mail.indexOf("\r\n\r\n") + 4)).isValidUtf8());
    }
};

FACTEO_TEST(MailTextTest);
#include "mail_text_test.moc"
