// SPDX-License-Identifier: Apache-2.0
#include "outreach/settings.h"

#include "outreach/secret.h"
#include "outreach/web_address.h"
#include "post.h"
#include "support/registry.h"

#include <QTest>
#include <sys/stat.h>

using namespace facteo;
using namespace facteo::outreach;
using namespace facteo::tests;
using namespace std::chrono_literals;

namespace {

/// "key: what" of everything that is wrong, a line each.
std::string wrongIn(const Settings &settings)
{
    std::string lines;
    for (const auto &[key, what] : check(settings))
        lines += key + ": " + what + "\n";
    return lines;
}

outreach::MailServer goodMail()
{
    return {.server = "smtp://mail.example:587", .from = "facteo@example.org"};
}

} // namespace

class OutreachSettingsTest : public QObject
{
    Q_OBJECT

private slots:
    void WhatIsRightHasNothingWrong();
    void AnHttpHookIsChecked_data();
    void AnHttpHookIsChecked();
    void AMailServerIsChecked_data();
    void AMailServerIsChecked();
    void AProgramIsChecked();
    void SecretsArePrivate();
    void BoundsAreChecked();
    void AnAddressIsToldWithoutSecrets();
};

void OutreachSettingsTest::WhatIsRightHasNothingWrong()
{
    const Workshop workshop;
    Settings settings;
    settings.channels = {{Channel::Sms, {.by = HttpHook{.url = "https://sms.example/v1/send?tenant=7",
                                             .tokenFile = workshop.secret("token", "abc\n"),
                                             .proxy = "http://proxy.example:3128"}}},
        {Channel::Voice, {.by = HttpHook{.url = "http://10.0.0.7:8080/call", .plain = true}}},
        {Channel::Mail, {.by = outreach::MailServer{.server = "smtps://mail.example",
                             .from = "facteo@example.org",
                             .user = "facteo",
                             .passwordFile = workshop.secret("password", "a b c")}}},
        {Channel::Command, {.by = CommandHook{{workshop.script("siren", ""), "on"}}}}};
    QCOMPARE(wrongIn(settings), "");
    QCOMPARE(wrongIn({}), "");
    for (const char *here : {"smtp://localhost:25", "smtp://127.0.0.1:2525", "smtp://[::1]:25"}) {
        auto mail = goodMail();
        mail.server = here;
        mail.plain = true;
        QCOMPARE(wrongIn(only(Channel::Mail, {.by = mail})), "");
    }
}

void OutreachSettingsTest::AnHttpHookIsChecked_data()
{
    QTest::addColumn<QByteArray>("url");
    QTest::addColumn<QByteArray>("proxy");
    QTest::addColumn<QByteArray>("wrong");
    const auto row = [](const char *url, const char *proxy, const char *wrong) {
        QTest::addRow("%s %s", url, proxy) << QByteArray(url) << QByteArray(proxy) << QByteArray(wrong);
    };
    row("", "", "channels.sms.url: must be a URL that begins with https://\n");
    row("sms.example/send", "", "channels.sms.url: must be a URL that begins with https://\n");
    row("ftp://sms.example/", "", "channels.sms.url: must be a URL that begins with https://\n");
    row("https://sms.example/\r\nX: y", "", "channels.sms.url: must be a URL that begins with https://\n");
    row("https://me:pw@sms.example/", "", "channels.sms.url: must not hold a name or password");
    row("http://sms.example/", "", "channels.sms.url: must begin with https://, or say plain = true");
    row("https://sms.example/", "proxy.example", "channels.sms.proxy: must be http://host:port\n");
    row("https://sms.example/", "http://a:b@proxy.example:1",
        "channels.sms.proxy: must be http://host:port\n");
    row("https://sms.example/", "socks5://proxy.example:1", "channels.sms.proxy: must be http://host:port\n");
}

void OutreachSettingsTest::AnHttpHookIsChecked()
{
    QFETCH(const QByteArray, url);
    QFETCH(const QByteArray, proxy);
    QFETCH(const QByteArray, wrong);
    const auto said =
        wrongIn(only(Channel::Sms, {.by = HttpHook{.url = url.toStdString(), .proxy = proxy.toStdString()}}));
    QVERIFY2(said.starts_with(wrong.toStdString()), said.c_str());
    QCOMPARE(std::ranges::count(said, '\n'), 1);
}

void OutreachSettingsTest::AMailServerIsChecked_data()
{
    QTest::addColumn<QByteArray>("server");
    QTest::addColumn<bool>("plain");
    QTest::addColumn<QByteArray>("wrong");
    const QByteArray server = "channels.mail.server: must be smtp://host:587";
    QTest::newRow("none") << QByteArray() << false << server;
    QTest::newRow("a name") << QByteArray("mail.example") << false << server;
    QTest::newRow("another scheme") << QByteArray("https://mail.example") << false << server;
    QTest::newRow("a path") << QByteArray("smtp://mail.example/inbox") << false << server;
    QTest::newRow("a password") << QByteArray("smtp://a:b@mail.example") << false << server;
    QTest::newRow("plain far away") << QByteArray("smtp://mail.example:25") << true
                                    << QByteArray("channels.mail.plain: must be false");
    QTest::newRow("a name like ours") << QByteArray("smtp://localhost.example:25") << true
                                      << QByteArray("channels.mail.plain: must be false");
}

void OutreachSettingsTest::AMailServerIsChecked()
{
    QFETCH(const QByteArray, server);
    QFETCH(const bool, plain);
    QFETCH(const QByteArray, wrong);
    auto mail = goodMail();
    mail.server = server.toStdString();
    mail.plain = plain;
    const auto said = wrongIn(only(Channel::Mail, {.by = mail}));
    QVERIFY2(said.starts_with(wrong.toStdString()), said.c_str());
    QCOMPARE(wrongIn(only(Channel::Sms, {.by = goodMail()})),
        "channels.sms.kind: must be \"http\" or \"command\": SMTP carries only mail\n");
    mail = goodMail();
    mail.from = "Facteo <facteo@example.org>";
    mail.user = "facteo";
    QCOMPARE(wrongIn(only(Channel::Mail, {.by = mail})),
        "channels.mail.from: must be an e-mail address\n"
        "channels.mail.password_file: is missing: user and password_file belong together\n");
}

void OutreachSettingsTest::AProgramIsChecked()
{
    const Workshop workshop;
    const auto said = [](std::vector<std::string> command) {
        return wrongIn(only(Channel::Sms, {.by = CommandHook{std::move(command)}}));
    };
    const auto needed = "channels.sms.command: must be a list that begins with a program";
    QVERIFY(said({}).starts_with(needed));
    QVERIFY(said({"send-sms"}).starts_with(needed));
    QVERIFY(said({"/nowhere/send"}).contains("names /nowhere/send, which is no file"));
    QVERIFY(said({workshop.path()}).contains("which is no file"));
    const auto program = workshop.script("send", "");
    QCOMPARE(said({program}), "");
    ::chmod(program.c_str(), 0600);
    QVERIFY(said({program}).contains("chmod +x"));
}

void OutreachSettingsTest::SecretsArePrivate()
{
    const Workshop workshop;
    const auto whyNotSecret = [](const std::filesystem::path &file) {
        const auto text = readSecret(file);
        return text ? "it is " + *text : text.error();
    };
    QCOMPARE(whyNotSecret(workshop.secret("good", "first \r\nsecond\n")), "it is first ");
    QCOMPARE(whyNotSecret(workshop.path() / "none"), "cannot be read: No such file or directory");
    QCOMPARE(whyNotSecret(workshop.path()), "cannot be read: it is no plain file");
    QCOMPARE(whyNotSecret(workshop.secret("empty", "\nx")), "has an empty first line");
    QVERIFY(whyNotSecret(workshop.secret("wild", "a\tb")).starts_with("must hold letters"));
    QVERIFY(whyNotSecret(workshop.secret("accents", "é")).starts_with("must hold letters"));
    QVERIFY(whyNotSecret(workshop.secret("long", std::string(5'000, 'x'))).starts_with("is longer"));
    const auto open = workshop.secret("open", "x");
    ::chmod(open.c_str(), 0640);
    QVERIFY(whyNotSecret(open).starts_with("may be read by others"));
    const auto said = wrongIn(only(Channel::Sms,
        {.by = HttpHook{.url = "https://sms.example", .tokenFile = open, .caFile = "/nowhere.pem"}}));
    QCOMPARE(said, "channels.sms.token_file: names " + open.string() +
                       ", which may be read by others than its owner: chmod 600\n"
                       "channels.sms.ca_file: names /nowhere.pem, which cannot be read\n");
}

void OutreachSettingsTest::BoundsAreChecked()
{
    auto settings = only(Channel::Mail, {.by = goodMail(), .timeout = 0ms});
    settings.mostAtWork = 0;
    settings.mostWaiting = 0;
    QCOMPARE(wrongIn(settings), "channels.mail.timeout_seconds: must be a whole number from 1 to 120\n"
                                "channels.most_at_work: must be a whole number from 1 to 256\n"
                                "channels.most_waiting: must be a whole number from 1 to 100000\n");
}

void OutreachSettingsTest::AnAddressIsToldWithoutSecrets()
{
    QCOMPARE(withoutSecrets("https://me:pw@sms.example:8443/v1/send?key=7#top"),
        "https://sms.example:8443/v1/send");
    QCOMPARE(withoutSecrets("smtp://mail.example"), "smtp://mail.example");
    QCOMPARE(withoutSecrets("::"), "an address that is no URL");
}

FACTEO_TEST(OutreachSettingsTest);
#include "settings_test.moc"
