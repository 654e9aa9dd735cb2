// SPDX-License-Identifier: Apache-2.0
#include "app/outreach_config.h"

#include "support/registry.h"

#include <QTemporaryDir>
#include <fstream>
#include <sys/stat.h>

using namespace facteo;
namespace fs = std::filesystem;

namespace {

void putFile(const fs::path &file, const std::string &text, mode_t mode)
{
    std::ofstream(file) << text;
    ::chmod(file.c_str(), mode);
}

/// What the reader makes of a hub.toml of these lines, in `folder`.
std::expected<outreach::Settings, std::string> readChannels(const fs::path &folder, std::string_view lines)
{
    const auto parsed = toml::parse(lines);
    if (!parsed || parsed.table()["channels"].as_table() == nullptr)
        qFatal("the test's own TOML is wrong");
    return app::readOutreach(*parsed.table()["channels"].as_table(), folder / "hub.toml");
}

} // namespace

class OutreachConfigTest : public QObject
{
    Q_OBJECT

private slots:
    void EveryKindOfChannelIsTaken();
    void WhatIsWrongIsNamedWithItsLine_data();
    void WhatIsWrongIsNamedWithItsLine();
    void EverythingWrongIsSaidAtOnce();
};

void OutreachConfigTest::EveryKindOfChannelIsTaken()
{
    const QTemporaryDir temporary;
    const fs::path folder = temporary.path().toStdString();
    putFile(folder / "token", "t0ken\n", 0600);
    putFile(folder / "ca.pem", "", 0644);
    putFile(folder / "call", "#!/bin/sh\n", 0700);
    const auto settings = readChannels(folder,
        "[channels]\nmost_at_work = 5\nmost_waiting = 7\n"
        "[channels.sms]\nkind = \"http\"\nurl = \"http://10.0.0.7/send\"\nplain = true\ntoken_file = "
        "\"token\"\n"
        "ca_file = \"ca.pem\"\nproxy = \"http://10.0.0.8:3128\"\ntimeout_seconds = 3\n"
        "[channels.voice]\nkind = \"command\"\ncommand = [\"call\", \"--line\", \"\"]\n"
        "[channels.mail]\nkind = \"smtp\"\nserver = \"smtps://mail.example\"\nfrom = \"f@example.org\"\n"
        "user = \"f\"\npassword_file = \"token\"\n");
    QVERIFY2(settings, settings.error().c_str());
    QCOMPARE(settings->mostAtWork, 5U);
    QCOMPARE(settings->mostWaiting, 7U);
    QCOMPARE(settings->channels.size(), 3U);
    const auto &sms = settings->channels.at(outreach::Channel::Sms);
    QCOMPARE(sms.timeout, std::chrono::seconds{3});
    const auto &hook = std::get<outreach::HttpHook>(sms.by);
    QCOMPARE(hook.url, "http://10.0.0.7/send");
    QCOMPARE(hook.tokenFile, folder / "token");
    QCOMPARE(hook.caFile, folder / "ca.pem");
    QCOMPARE(hook.proxy, "http://10.0.0.8:3128");
    QVERIFY(hook.plain);
    const auto &voice = settings->channels.at(outreach::Channel::Voice);
    QCOMPARE(voice.timeout, std::chrono::seconds{10});
    QCOMPARE(std::get<outreach::CommandHook>(voice.by).command,
        (std::vector<std::string>{(folder / "call").string(), "--line", ""}));
    const auto &mail = std::get<outreach::MailServer>(settings->channels.at(outreach::Channel::Mail).by);
    QCOMPARE(mail.server, "smtps://mail.example");
    QCOMPARE(mail.from, "f@example.org");
    QCOMPARE(mail.user, "f");
    QCOMPARE(mail.passwordFile, folder / "token");
    QVERIFY(!mail.plain);
}

void OutreachConfigTest::WhatIsWrongIsNamedWithItsLine_data()
{
    QTest::addColumn<QByteArray>("lines");
    QTest::addColumn<QByteArray>("says");
    const auto row = [](const char *lines, const char *says) {
        QTest::newRow(QByteArray(lines).simplified().constData()) << QByteArray(lines) << QByteArray(says);
    };
    const auto http = [&](const char *line, const char *says) {
        row((QByteArray("[channels.sms]\nkind = \"http\"\n") + line).constData(), says);
    };
    row("[channels]\nfax = 1\n", ":2: channels.fax: is no channel");
    row("[channels]\nsms = 1\n", ":2: channels.sms: must be a table");
    row("[channels]\nmost_at_work = \"1\"\n", ":2: channels.most_at_work: must be a whole number");
    row("[channels]\nmost_at_work = -1\n", ":2: channels.most_at_work: must be a whole number from 1 to 256");
    row("[channels]\n\n[channels.sms]\nurl = \"https://x.example\"\n", ":3: channels.sms.kind: must be ");
    row("[channels.sms]\nkind = \"pigeon\"\n", ":2: channels.sms.kind: must be ");
    row("[channels.sms]\nkind = \"smtp\"\nserver = \"smtp://x.example\"\nfrom = \"f@x.example\"\n",
        ":2: channels.sms.kind: must be \"http\" or \"command\"");
    http("", ":1: channels.sms.url: must be a URL");
    http("url = 7\n", ":3: channels.sms.url: must be a text in quotes");
    http("url = \"http://x.example\"\n", ":3: channels.sms.url: must begin with https://");
    http("url = \"https://x.example\"\nplain = 1\n", ":4: channels.sms.plain: must be true or false");
    http("url = \"https://x.example\"\nuser = \"x\"\n", ":4: channels.sms.user: is no key of this kind");
    http("url = \"https://x.example\"\ntoken_file = \"none\"\n", ":4: channels.sms.token_file: names ");
    http(
        "url = \"https://x.example\"\ntimeout_seconds = 121\n", ":4: channels.sms.timeout_seconds: must be ");
    http("url = \"https://x.example\"\ntimeout_seconds = \"9\"\n",
        ":4: channels.sms.timeout_seconds: must be ");
    row("[channels.command]\nkind = \"command\"\ncommand = \"rm -rf\"\n",
        ":3: channels.command.command: must be a list");
    row("[channels.command]\nkind = \"command\"\ncommand = [\"x\",\n7]\n",
        ":4: channels.command.command: must be texts");
    row("[channels.command]\nkind = \"command\"\ncommand = [\"none\"]\n",
        ":3: channels.command.command: names ");
}

void OutreachConfigTest::WhatIsWrongIsNamedWithItsLine()
{
    QFETCH(const QByteArray, lines);
    QFETCH(const QByteArray, says);
    const QTemporaryDir temporary;
    const fs::path folder = temporary.path().toStdString();
    const auto settings = readChannels(folder, lines.toStdString());
    QVERIFY(!settings);
    QVERIFY2(settings.error().starts_with((folder / "hub.toml").string() + says.toStdString()),
        settings.error().c_str());
}

void OutreachConfigTest::EverythingWrongIsSaidAtOnce()
{
    const QTemporaryDir temporary;
    const auto settings = readChannels(temporary.path().toStdString(),
        "[channels.sms]\nkind = \"http\"\nurl = \"x\"\ntimeout_seconds = 0\n"
        "[channels.mail]\nkind = \"smtp\"\nserver = \"smtp://x.example\"\n");
    QVERIFY(!settings);
    QCOMPARE(std::ranges::count(settings.error(), '\n'), 3);
}

FACTEO_TEST(OutreachConfigTest);
#include "outreach_config_test.moc"
