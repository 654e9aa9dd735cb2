// SPDX-License-Identifier: Apache-2.0
#include "mail_server.h"
#include "post.h"
#include "support/registry.h"
#include "web_server.h"

#include <QTest>

using namespace facteo;
using namespace facteo::outreach;
using namespace facteo::tests;
using namespace std::chrono_literals;

namespace {

using Server = facteo::tests::MailServer;

Way through(const Server &server, std::chrono::milliseconds timeout = 20s)
{
    return {.by = outreach::MailServer{.server = server.url(), .from = "facteo@example.org", .plain = true},
        .timeout = timeout};
}

Way throughTls(const Server &server, std::filesystem::path passwordFile = {})
{
    const std::string user = passwordFile.empty() ? "" : "facteo";
    return {.by = outreach::MailServer{.server = server.url(),
                .from = "facteo@example.org",
                .user = user,
                .passwordFile = std::move(passwordFile),
                .caFile = localIdentity().certificateFile},
        .timeout = 20s};
}

QByteArray bodyOf(const Server::Mail &mail)
{
    return QByteArray::fromBase64(mail.text.mid(mail.text.indexOf("\r\n\r\n") + 4));
}

} // namespace

class MailTest : public QObject
{
    Q_OBJECT

private slots:
    void AMailArrivesWhole();
    void EncryptionIsBegunBeforeAnythingIsSaid();
    void EncryptionFromTheStartWorksAsWell();
    void WithoutEncryptionNothingIsSent();
    void AServerThatIsNotBelievedHearsNoPassword();
    void AWrongPasswordIsSaid();
    void ARefusalIsToldInTheServersWords_data();
    void ARefusalIsToldInTheServersWords();
    void AServerThatFallsSilentFailsAlone_data();
    void AServerThatFallsSilentFailsAlone();
    void ManyThatFallSilentAreGivenUpTogether();
    void AServerThatDoesNotSayGoodbyeHoldsUpNobody_data();
    void AServerThatDoesNotSayGoodbyeHoldsUpNobody();
    void ASubjectCannotBringAHeader();
    void AnAddressCannotBringACommand_data();
    void AnAddressCannotBringACommand();
};

void MailTest::AMailArrivesWhole()
{
    const Server server({});
    Post post(only(Channel::Mail, through(server)));
    auto message = notice("n-1", Channel::Mail);
    message.text += "\n.\n..\nThe end.";
    const auto fate = post.fateOf(message);
    QCOMPARE(fate.stage, Stage::Sent);
    QCOMPARE(fate.detail, server.url() + " took it.");
    QCOMPARE(server.mails().size(), 1U);
    const auto &mail = server.mails().front();
    QVERIFY2(mail.from.startsWith("MAIL FROM:<facteo@example.org>"), mail.from.constData());
    QCOMPARE(mail.to, "RCPT TO:<chef@example.org>");
    QVERIFY2(mail.text.contains("\r\nMessage-ID: <n-1@example.org>\r\n"), mail.text.constData());
    QCOMPARE(bodyOf(mail), QByteArray::fromStdString(message.text).replace("\n", "\r\n"));
}

void MailTest::EncryptionIsBegunBeforeAnythingIsSaid()
{
    const Workshop workshop;
    const Server server({.identity = &localIdentity(), .password = "pass word"});
    Post post(only(Channel::Mail, throughTls(server, workshop.secret("password", "pass word\n"))));
    const auto fate = post.fateOf(notice("n-1", Channel::Mail));
    QVERIFY2(fate.stage == Stage::Sent, fate.detail.c_str());
    QVERIFY(server.mails().front().wasEncrypted);
    QVERIFY(server.lines().at(0).startsWith("EHLO ") && server.lines().at(1) == "STARTTLS");
}

void MailTest::EncryptionFromTheStartWorksAsWell()
{
    const Server server({.identity = &localIdentity(), .isTlsFromTheStart = true});
    Post post(only(Channel::Mail, throughTls(server)));
    const auto fate = post.fateOf(notice("n-1", Channel::Mail));
    QVERIFY2(fate.stage == Stage::Sent, fate.detail.c_str());
    QVERIFY(server.mails().front().wasEncrypted);
}

void MailTest::WithoutEncryptionNothingIsSent()
{
    const Workshop workshop;
    const Server server({.password = "secret"});
    Post post(only(Channel::Mail, throughTls(server, workshop.secret("password", "secret"))));
    const auto fate = post.fateOf(notice("n-1", Channel::Mail));
    QCOMPARE(fate.stage, Stage::Failed);
    QVERIFY2(fate.detail.contains("offers no STARTTLS"), fate.detail.c_str());
    QVERIFY(server.mails().empty());
    for (const auto &line : server.lines())
        QVERIFY2(line.startsWith("EHLO") || line == "QUIT", line.constData());
}

void MailTest::AServerThatIsNotBelievedHearsNoPassword()
{
    const Workshop workshop;
    const Server server({.identity = &strangersIdentity(), .password = "secret"});
    Post post(only(Channel::Mail, throughTls(server, workshop.secret("password", "secret"))));
    const auto fate = post.fateOf(notice("n-1", Channel::Mail));
    QCOMPARE(fate.stage, Stage::Failed);
    QVERIFY2(fate.detail.contains("certificate that is not believed"), fate.detail.c_str());
    QVERIFY(!server.lines().join('\n').contains("AUTH") && server.mails().empty());
}

void MailTest::AWrongPasswordIsSaid()
{
    const Workshop workshop;
    const Server server({.identity = &localIdentity(), .password = "right"});
    Post post(only(Channel::Mail, throughTls(server, workshop.secret("password", "wrong"))));
    const auto fate = post.fateOf(notice("n-1", Channel::Mail));
    QCOMPARE(fate.stage, Stage::Failed);
    QVERIFY2(fate.detail.contains("did not take our name and password"), fate.detail.c_str());
    QVERIFY(!fate.detail.contains("wrong"));
}

void MailTest::ARefusalIsToldInTheServersWords_data()
{
    QTest::addColumn<QByteArray>("verb");
    for (const char *verb : {"MAIL", "RCPT", "DATA", "."})
        QTest::newRow(verb) << QByteArray(verb);
}

void MailTest::ARefusalIsToldInTheServersWords()
{
    QFETCH(const QByteArray, verb);
    const Server server({.refusedVerb = verb});
    Post post(only(Channel::Mail, through(server)));
    const auto fate = post.fateOf(notice("n-1", Channel::Mail));
    QCOMPARE(fate.stage, Stage::Failed);
    QVERIFY2(fate.detail.starts_with(server.url() + " refused the mail: 550 5.1.1 no such user here. "),
        fate.detail.c_str());
    QVERIFY(server.mails().empty());
}

void MailTest::AServerThatFallsSilentFailsAlone_data()
{
    QTest::addColumn<QByteArray>("verb");
    QTest::newRow("greeting") << QByteArray();
    for (const char *verb : {"EHLO", "MAIL", "RCPT", "DATA", "."})
        QTest::newRow(verb) << QByteArray(verb);
}

void MailTest::AServerThatFallsSilentFailsAlone()
{
    QFETCH(const QByteArray, verb);
    const Server server({.silentVerb = verb, .isSilent = true});
    WebServer gateway;
    gateway.say("200 OK");
    auto settings = only(Channel::Mail, through(server, 1s));
    settings.channels.emplace(
        Channel::Sms, Way{.by = HttpHook{.url = gateway.url(), .plain = true}, .timeout = 20s});
    Post post(settings);
    post.send(notice("mail", Channel::Mail));
    QVERIFY(QTest::qWaitFor([&] { return server.open() == 1; }, 30'000));
    post.send(notice("sms", Channel::Sms));
    QVERIFY(post.hears(2));
    QCOMPARE(post.outcomes()[0].id, "sms");
    QCOMPARE(post.outcomes()[0].stage, Stage::Sent);
    QCOMPARE(post.outcomes()[1].stage, Stage::Failed);
    QVERIFY2(
        post.outcomes()[1].detail.contains(" did not answer within 1 s"), post.outcomes()[1].detail.c_str());
    QVERIFY(QTest::qWaitFor([&] { return server.open() == 0; }, 30'000));
}

/// One after another they would take longer than the test has patience.
void MailTest::ManyThatFallSilentAreGivenUpTogether()
{
    const Server server({.silentVerb = ".", .isSilent = true});
    Post post(only(Channel::Mail, through(server, 2s)));
    constexpr std::size_t kMany = 20;
    for (std::size_t i = 0; i < kMany; ++i)
        post.send(notice(std::to_string(i), Channel::Mail));
    QVERIFY(post.hears(kMany));
    for (const auto &outcome : post.outcomes())
        QCOMPARE(outcome.stage, Stage::Failed);
}

void MailTest::AServerThatDoesNotSayGoodbyeHoldsUpNobody_data()
{
    QTest::addColumn<QByteArray>("refused");
    QTest::addColumn<int>("stage");
    QTest::newRow("taken") << QByteArray() << static_cast<int>(Stage::Sent);
    QTest::newRow("refused") << QByteArray("RCPT") << static_cast<int>(Stage::Failed);
}

/// With two minutes for each message; the test has half a minute of patience.
void MailTest::AServerThatDoesNotSayGoodbyeHoldsUpNobody()
{
    QFETCH(const QByteArray, refused);
    QFETCH(const int, stage);
    const Server server({.refusedVerb = refused, .silentVerb = "QUIT", .isSilent = true});
    Post post(only(Channel::Mail, through(server, 120s)));
    for (const auto *id : {"n-1", "n-2", "n-3"})
        post.send(notice(id, Channel::Mail));
    QVERIFY(post.hears(3));
    for (const auto &outcome : post.outcomes())
        QCOMPARE(static_cast<int>(outcome.stage), stage);
    QVERIFY(post.close());
}

void MailTest::ASubjectCannotBringAHeader()
{
    const Server server({});
    Post post(only(Channel::Mail, through(server)));
    auto message = notice("n-1", Channel::Mail);
    message.subject = "Alert\r\nBcc: victim@example.org\r\n\r\nAnother text\n.\r\nQUIT";
    QCOMPARE(post.fateOf(message).stage, Stage::Sent);
    const auto text = server.mails().front().text;
    QVERIFY2(!text.contains("\nBcc:") && !text.contains("\nAnother"), text.constData());
    QVERIFY2(text.contains("\r\nSubject: Alert Bcc: victim@example.org Another text . QUIT\r\n"),
        text.constData());
}

void MailTest::AnAddressCannotBringACommand_data()
{
    QTest::addColumn<QByteArray>("to");
    for (const char *to : {"chef@example.org\r\nRCPT TO:<victim@example.org>",
             "chef@example.org>,<a@example.org", "chef@example.org a@example.org", "chef", "@example.org",
             "chef@", "chef@@example.org", "Élodie@example.org", ""})
        QTest::newRow(QByteArray(to).simplified().constData()) << QByteArray(to);
}

void MailTest::AnAddressCannotBringACommand()
{
    QFETCH(const QByteArray, to);
    const Server server({});
    Post post(only(Channel::Mail, through(server)));
    auto message = notice("n-1", Channel::Mail);
    message.to = to.toStdString();
    QCOMPARE(post.fateOf(message).stage, Stage::Failed);
    QVERIFY(server.lines().isEmpty());
}

FACTEO_TEST(MailTest);
#include "mail_test.moc"
