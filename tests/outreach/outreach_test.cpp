// SPDX-License-Identifier: Apache-2.0
#include "mail_server.h"
#include "post.h"
#include "support/registry.h"
#include "web_server.h"

#include <QTest>
#include <set>

using namespace facteo;
using namespace facteo::outreach;
using namespace facteo::tests;
using namespace std::chrono_literals;

namespace {

Settings patient(const WebServer &server, std::size_t mostAtWork, std::size_t mostWaiting)
{
    auto settings = only(Channel::Sms, {.by = HttpHook{.url = server.url(), .plain = true}, .timeout = 120s});
    settings.mostAtWork = mostAtWork;
    settings.mostWaiting = mostWaiting;
    return settings;
}

} // namespace

class OutreachTest : public QObject
{
    Q_OBJECT

private slots:
    void AChannelThatIsNotSetUpIsSaid();
    void WhatDoesNotFitIsRefusedAtOnce();
    void OneAtATimeKeepsTheirOrder();
    void EveryMessageHasOneOutcome();
    void ItEndsAtOnceWhateverHangs();
    void ItEndsWithoutEverHavingSent();
};

void OutreachTest::AChannelThatIsNotSetUpIsSaid()
{
    Post post(Settings{});
    const auto fate = post.fateOf(notice("n-1", Channel::Voice));
    QCOMPARE(fate.stage, Stage::Failed);
    QCOMPARE(fate.detail, "There is no way to send it: the configuration has no [channels.voice].");
}

void OutreachTest::WhatDoesNotFitIsRefusedAtOnce()
{
    WebServer silent;
    Post post(patient(silent, 2, 3));
    post.send(notice("work-1", Channel::Sms));
    post.send(notice("work-2", Channel::Sms));
    QVERIFY(QTest::qWaitFor([&] { return silent.requests().size() == 2; }, 30'000));
    for (const auto *id : {"wait-1", "wait-2", "wait-3", "over-1", "over-2"})
        post.send(notice(id, Channel::Sms));
    QVERIFY(post.hears(2));
    QCOMPARE(post.outcomes().size(), 2U);
    QCOMPARE(post.outcomes()[0].id, "over-1");
    QCOMPARE(post.outcomes()[1].id, "over-2");
    QCOMPARE(post.outcomes()[0].stage, Stage::Failed);
    QVERIFY(post.outcomes()[0].detail.starts_with("3 messages are waiting already"));
    QCOMPARE(silent.mostOpen(), 2);
}

void OutreachTest::OneAtATimeKeepsTheirOrder()
{
    WebServer gateway;
    gateway.say("200 OK");
    Post post(patient(gateway, 1, 100));
    for (int i = 0; i < 50; ++i)
        post.send(notice(std::to_string(i), Channel::Sms));
    QVERIFY(post.hears(50));
    for (std::size_t i = 0; i < 50; ++i) {
        QCOMPARE(post.outcomes()[i].id, std::to_string(i));
        QCOMPARE(post.outcomes()[i].stage, Stage::Sent);
    }
}

void OutreachTest::EveryMessageHasOneOutcome()
{
    const Workshop workshop;
    WebServer gateway;
    gateway.say("200 OK", R"({"delivered": true})");
    const facteo::tests::MailServer mails({});
    Settings settings;
    settings.channels = {
        {Channel::Sms, {.by = HttpHook{.url = gateway.url(), .plain = true}, .timeout = 60s}},
        {Channel::Voice, {.by = HttpHook{.url = WebServer().url(), .plain = true}, .timeout = 60s}},
        {Channel::Mail,
            {.by = outreach::MailServer{.server = mails.url(), .from = "f@example.org", .plain = true},
                .timeout = 60s}},
        {Channel::Command, {.by = CommandHook{{"/bin/cat"}}, .timeout = 60s}}};
    settings.mostAtWork = 8;
    Post post(settings);
    constexpr std::array kEach{Channel::Sms, Channel::Voice, Channel::Mail, Channel::Command};
    constexpr std::array kFates{Stage::Delivered, Stage::Failed, Stage::Sent, Stage::Sent};
    constexpr int kAll = 160;
    for (int i = 0; i < kAll; ++i)
        post.send(notice(std::to_string(i), kEach.at(static_cast<std::size_t>(i) % kEach.size())));
    QVERIFY(post.hears(kAll));
    std::set<std::string> ids;
    for (const auto &outcome : post.outcomes()) {
        QCOMPARE(outcome.stage, kFates.at(std::stoul(outcome.id) % kFates.size()));
        ids.insert(outcome.id);
    }
    QCOMPARE(ids.size(), std::size_t{kAll});
    QCOMPARE(post.outcomes().size(), std::size_t{kAll});
    QCOMPARE(gateway.requests().size(), std::size_t{kAll / 4});
    QCOMPARE(mails.mails().size(), std::size_t{kAll / 4});
}

void OutreachTest::ItEndsAtOnceWhateverHangs()
{
    WebServer silent;
    const facteo::tests::MailServer mute({.isSilent = true});
    auto settings = patient(silent, 64, 100);
    settings.channels.emplace(Channel::Mail,
        Way{.by = outreach::MailServer{.server = mute.url(), .from = "f@example.org", .plain = true},
            .timeout = 120s});
    settings.channels.emplace(
        Channel::Voice, Way{.by = HttpHook{.url = "https" + silent.url().substr(4)}, .timeout = 120s});
    Post post(settings);
    for (int i = 0; i < 30; ++i)
        post.send(notice(std::to_string(i), i % 3 == 0   ? Channel::Sms
                                            : i % 3 == 1 ? Channel::Mail
                                                         : Channel::Voice));
    QVERIFY(QTest::qWaitFor([&] { return silent.open() == 20 && mute.open() == 10; }, 30'000));
    QVERIFY(post.close());
    QVERIFY(QTest::qWaitFor([&] { return silent.open() == 0 && mute.open() == 0; }, 30'000));
}

void OutreachTest::ItEndsWithoutEverHavingSent()
{
    Post post(Settings{});
    QVERIFY(post.close());
}

FACTEO_TEST(OutreachTest);
#include "outreach_test.moc"
