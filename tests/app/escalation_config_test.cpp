// SPDX-License-Identifier: Apache-2.0
#include "app/escalation_config.h"
#include "app/hub_config.h"
#include "app/notice_post.h"
#include "domain/escalation.h"
#include "support/registry.h"

#include <QTemporaryDir>
#include <fstream>
#include <sys/stat.h>

using namespace facteo;
using namespace facteo::app;
using namespace std::chrono_literals;

namespace {

std::expected<protocol::EscalationPolicy, std::string> read(std::string_view text)
{
    const auto parsed = toml::parse(text);
    return readEscalation(parsed.table(), "hub.toml");
}

constexpr std::string_view kMarc = R"(
[[contact]]
id = "mdiot"
name = "Marc Diot"
phone = "+33612345678"
by = ["sms", "voice"]
)";

/// The first thing that is wrong with it.
QString wrongWith(const std::string &text)
{
    const auto policy = read(text);
    return policy ? QString() : QString::fromStdString(policy.error()).section(QLatin1Char('\n'), 0, 0);
}

} // namespace

class EscalationConfigTest : public QObject
{
    Q_OBJECT

private slots:
    void ThreeLinesPutPeopleOnTheStandardLadder()
    {
        const auto policy =
            read("on_call = [\"mdiot\"]\nfirst_consoles = [\"console-1\"]" + std::string(kMarc));
        QVERIFY2(policy.has_value(), policy ? "" : policy.error().c_str());
        const auto ladder = domain::ladderOf(*policy, domain::Priority::P1);
        QCOMPARE(ladder.at(2).contacts, std::vector{protocol::ContactId{"mdiot"}});
        QCOMPARE(policy->firstConsoles, std::vector{protocol::SenderId{"console-1"}});
        QCOMPARE(policy->contacts.at(0).channels.size(), 2U);
        QCOMPARE(policy->repeatSeconds, 120U);
    }

    void ALadderOfOnesOwnReplacesTheStandardOne()
    {
        std::string text(kMarc);
        for (int priority = 1; priority <= 3; ++priority)
            text += "[[rung]]\npriority = " + std::to_string(priority) +
                    "\nafter_seconds = 0\nname = \"Tous\"\nall_consoles = true\ncontacts = [\"mdiot\"]\n";
        const auto policy = read(text);
        QVERIFY2(policy.has_value(), policy ? "" : policy.error().c_str());
        QCOMPARE(policy->rungs.size(), 3U);
        QVERIFY(policy->rungs[0].allConsoles);
    }

    void WhatIsWrongIsSaidWithItsLine_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("line");
        const auto row = [](const char *name, const char *text, const char *line) {
            QTest::newRow(name) << QString::fromUtf8(text) << QString::fromUtf8(line);
        };
        row("misspelt", "on_cal = []", "hub.toml:1: escalation.on_cal: is no key of this table");
        row("no list", "region = 7",
            "hub.toml:1: escalation.region: must be a list of ids, as in [\"A\", \"B\"]");
        row("nobody of that name", "on_call = [\"x\"]",
            "hub.toml:1: escalation: nobody is called x: add an [[escalation.contact]] with that id");
        row("no address", "[[contact]]\nid = \"a\"\nname = \"A\"\nby = [\"sms\"]",
            "hub.toml:1: escalation: contact a needs a phone as in \"+33612345678\"");
        row("unknown way", "[[contact]]\nid = \"a\"\nname = \"A\"\nby = [\"fax\"]",
            "hub.toml:4: escalation.contact.by: must be of \"sms\", \"voice\" and \"mail\"");
        row("both", "on_call = [\"a\"]\n[[rung]]\npriority = 1\nname = \"x\"",
            "hub.toml:2: escalation.rung: stands beside on_call or region, which belong to the standard "
            "ladder: give one of the two");
        row("late", "[[rung]]\npriority = 1\nafter_seconds = 5\nname = \"x\"",
            "hub.toml:1: escalation: the first rung of priority 1 must be at 0 seconds");
    }

    void WhatIsWrongIsSaidWithItsLine()
    {
        QFETCH(QString, text);
        QFETCH(QString, line);
        QCOMPARE(wrongWith(text.toStdString()), line);
    }

    void APersonNeedsAGatewayThatIsConfigured()
    {
        QTemporaryDir folder;
        const auto file = std::filesystem::path(folder.path().toStdString()) / "hub.toml";
        std::ofstream(file) << "depot = \"D-1\"\nbundle = \"b\"\ndatabase = \"sqlite:x\"\ntrails = \"t\"\n"
                               "[escalation]\non_call = [\"m\"]\n[[escalation.contact]]\nid = \"m\"\n"
                               "name = \"M\"\nphone = \"+33612345678\"\nby = [\"sms\"]\n";
        const auto without = readHubConfig(file);
        QVERIFY(!without);
        QVERIFY2(QString::fromStdString(without.error())
                     .contains(QStringLiteral("channels.sms: is missing, and contact m is told by it")),
            without.error().c_str());
        std::ofstream(file, std::ios::app)
            << "[channels.sms]\nkind = \"command\"\ncommand = [\"/bin/true\"]\n";
        const auto with = readHubConfig(file);
        QVERIFY2(with.has_value(), with ? "" : with.error().c_str());
        QCOMPARE(with->escalation.contacts.size(), 1U);
        QCOMPARE(with->channels.channels.size(), 1U);
    }

    void ADepotOfAHouseMayHaveItsOwn()
    {
        QTemporaryDir folder;
        const auto file = std::filesystem::path(folder.path().toStdString()) / "hub.toml";
        const std::string head = "house = \"F\"\ndepots = [\"D-1\", \"D-2\"]\nbundle = \"b\"\n"
                                 "database = \"sqlite:x\"\ntrails = \"t\"\n";
        std::ofstream(file) << head << "[depot_escalation.D-2]\nrepeat_seconds = 30\n";
        const auto config = readHubConfig(file);
        QVERIFY2(config.has_value(), config ? "" : config.error().c_str());
        QCOMPARE(config->ownEscalations.at({"D-2"}).repeatSeconds, 30U);
        QCOMPARE(config->escalation.repeatSeconds, 120U);
        std::ofstream(file) << head << "[depot_escalation.D-3]\nrepeat_seconds = 30\n";
        const auto stranger = readHubConfig(file);
        QVERIFY(!stranger);
        QVERIFY(QString::fromStdString(stranger.error()).contains(QStringLiteral("is no depot of this hub")));
    }

    /// A real program stands in for the gateway.
    void ANoticeGoesOutAndItsOutcomeComesBack()
    {
        QTemporaryDir folder;
        const auto place = std::filesystem::path(folder.path().toStdString());
        const auto program = place / "send";
        std::ofstream(program) << "#!/bin/sh\ncat > " << (place / "got").string() << "\n";
        ::chmod(program.c_str(), 0700);
        outreach::Settings settings;
        settings.channels.emplace(outreach::Channel::Sms,
            outreach::Way{.by = outreach::CommandHook{.command = {program.string()}}});
        NoticePost post(settings, [] {});
        const protocol::Instant now{1'790'000'000'000ms};
        const protocol::Contact marc{.id = {"mdiot"}, .name = "Marc Diot", .phone = "+33612345678"};
        hub::OutboundNotice notice{.depot = {"D-1"},
            .notice = {.alert = protocol::AlertId{7},
                .rung = 2,
                .channel = protocol::NoticeChannel::Sms,
                .recipient = "mdiot",
                .recipientName = "Marc Diot",
                .at = now},
            .contact = marc,
            .alert = {.id = protocol::AlertId{7}, .number = 12, .raisedAt = now, .reason = {}},
            .postmanName = "Léa Garnier",
            .depotName = "Brancelle"};
        post.send(notice, now);
        // No gateway for calls.
        notice.notice.channel = protocol::NoticeChannel::Voice;
        post.send(notice, now);
        NoticePost::Outcomes outcomes;
        const auto haveBoth = [&] {
            for (auto &outcome : post.takeOutcomes(now))
                outcomes.push_back(std::move(outcome));
            return outcomes.size() == 2;
        };
        QVERIFY(QTest::qWaitFor(haveBoth, 20'000));
        std::ranges::sort(outcomes, {}, [](const auto &one) { return one.second.channel; });
        QCOMPARE(outcomes[0].second.stage, protocol::NoticeStage::Sent);
        QCOMPARE(outcomes[0].first.text, "D-1");
        QCOMPARE(outcomes[1].second.stage, protocol::NoticeStage::Failed);
        QVERIFY(!outcomes[1].second.detail.empty());
        std::ifstream got(place / "got");
        const std::string json((std::istreambuf_iterator<char>(got)), std::istreambuf_iterator<char>());
        QVERIFY2(json.contains("Léa Garnier"), json.c_str());
        QVERIFY2(json.contains("+33612345678"), json.c_str());
    }

    void WhatAPersonReadsSaysFirstWhatHeMustNotDo()
    {
        hub::OutboundNotice notice{.depot = {"D-1"},
            .notice = {},
            .contact = {},
            .alert =
                {.id = protocol::AlertId{7}, .number = 12, .handset = {"H-9"}, .reason = {}, .silent = true},
            .postmanName = {},
            .depotName = {}};
        const auto text = noticeText(notice, {});
        QVERIFY2(text.starts_with("SOUS CONTRAINTE, NE PAS L’APPELER. ALERTE 12 : H-9, D-1."), text.c_str());
        QVERIFY(text.contains("Position inconnue."));
    }
};

FACTEO_TEST(EscalationConfigTest);
#include "escalation_config_test.moc"
