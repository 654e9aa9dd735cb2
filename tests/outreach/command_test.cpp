// SPDX-License-Identifier: Apache-2.0
#include "post.h"
#include "support/registry.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>
#include <algorithm>
#include <csignal>
#include <fcntl.h>
#include <filesystem>
#include <iterator>
#include <sys/wait.h>
#include <unistd.h>

using namespace facteo;
using namespace facteo::outreach;
using namespace facteo::tests;
using namespace std::chrono_literals;

namespace {

Way by(std::vector<std::string> command, std::chrono::milliseconds timeout = 20s)
{
    return {.by = CommandHook{std::move(command)}, .timeout = timeout};
}

/// A zombie counts as gone: whoever is nobody's child any more is collected by somebody else.
bool lives(pid_t pid)
{
    QFile stat(QStringLiteral("/proc/%1/stat").arg(pid));
    if (!stat.open(QIODevice::ReadOnly))
        return false;
    const auto text = stat.readAll();
    return text.mid(text.lastIndexOf(')') + 2, 1) != "Z";
}

std::ptrdiff_t descriptors()
{
    return std::distance(std::filesystem::directory_iterator("/proc/self/fd"), {});
}

} // namespace

class CommandTest : public QObject
{
    Q_OBJECT

private slots:
    void AProgramReadsTheMessageAndEndsWell();
    void ArgumentsAreNobodysShell();
    void AProgramKnowsNothingOfUs();
    void AStatusAndTheFirstWordsOfAComplaintAreTold();
    void AComplaintIsNeverLongAndNeverWild();
    void ASignalIsNamed();
    void WhatHangsIsKilledWithAllItsChildren();
    void WhatItLeavesBehindIsKilledAsWell();
    void HugeOutputHoldsUpNobody();
    void WhoDoesNotListenMayEndWell();
    void WhatIsGoneIsSaid();
    void NothingIsLeftOfAHundredRuns();
    void AProgramUnderWayEndsWithUs();
};

void CommandTest::AProgramReadsTheMessageAndEndsWell()
{
    const Workshop workshop;
    const auto program = workshop.script("send", "exec cat > \"$1\"\n");
    Post post(only(Channel::Command, by({program, (workshop.path() / "got").string()})));
    auto message = notice("n-1", Channel::Command);
    message.to = "Sirène";
    const auto fate = post.fateOf(message);
    QVERIFY2(fate.stage == Stage::Sent, fate.detail.c_str());
    QCOMPARE(fate.detail, program + " ended well.");
    const auto got = workshop.contents("got");
    QVERIFY(got.ends_with("}\n"));
    const auto object = QJsonDocument::fromJson(QByteArray::fromStdString(got)).object();
    QCOMPARE(object["to"], "Sirène");
    QCOMPARE(object["postman"], "Élodie Œuvrard");
    QCOMPARE(object["position"]["geo"], "geo:48.117300,-1.677800");
}

void CommandTest::ArgumentsAreNobodysShell()
{
    const Workshop workshop;
    const auto got = (workshop.path() / "got").string();
    const auto program = workshop.script("send", "printf '%s|' \"$2\" \"$3\" \"$4\" > \"$1\"\n");
    Post post(only(Channel::Sms, by({program, got, "$(touch evil); rm -rf *", "", "a b"})));
    QCOMPARE(post.fateOf(notice("n-1", Channel::Sms)).stage, Stage::Sent);
    QCOMPARE(workshop.contents("got"), "$(touch evil); rm -rf *||a b|");
}

void CommandTest::AProgramKnowsNothingOfUs()
{
    const Workshop workshop;
    const auto got = (workshop.path() / "got").string();
    qputenv("FACTEO_SECRET", "s3cr3t");
    const int careless = ::open("/dev/null", O_RDONLY); // NOLINT(android-cloexec-open)
    const auto lines = "ls /proc/self/fd > " + got + "; env | cut -d= -f1 | sort >> " + got +
                       "; grep SigBlk /proc/self/status >> " + got + "; pwd >> " + got;
    Post post(only(Channel::Sms, by({"/bin/sh", "-c", lines})));
    const auto fate = post.fateOf(notice("n-1", Channel::Sms));
    ::close(careless);
    qunsetenv("FACTEO_SECRET");
    QCOMPARE(fate.stage, Stage::Sent);
    // 3 is the folder that ls reads; PWD is of the shell's own.
    QCOMPARE(workshop.contents("got"), "0\n1\n2\n3\nLANG\nPATH\nPWD\nSigBlk:\t0000000000000000\n/\n");
}

void CommandTest::AStatusAndTheFirstWordsOfAComplaintAreTold()
{
    const Workshop workshop;
    const auto program = workshop.script("send", "echo 'modem: no carrier' >&2\necho more >&2\nexit 3\n");
    Post post(only(Channel::Voice, by({program})));
    const auto fate = post.fateOf(notice("n-1", Channel::Voice));
    QCOMPARE(fate.stage, Stage::Failed);
    QCOMPARE(fate.detail, program + " ended with status 3. It said: modem: no carrier");
}

void CommandTest::AComplaintIsNeverLongAndNeverWild()
{
    const Workshop workshop;
    const auto program = workshop.script(
        "send", "printf '\\033[2J\\377' >&2; head -c 9000 /dev/zero | tr '\\0' x >&2; exit 1\n");
    Post post(only(Channel::Sms, by({program})));
    const auto detail = QString::fromStdString(post.fateOf(notice("n-1", Channel::Sms)).detail);
    QVERIFY2(detail.contains(" It said: [2J\uFFFDxxx"), qPrintable(detail));
    QVERIFY(detail.endsWith(u'…'));
    QCOMPARE(detail.mid(detail.indexOf("[2J")).size(), 400);
}

void CommandTest::ASignalIsNamed()
{
    Post post(only(Channel::Sms, by({"/bin/sh", "-c", "kill -SEGV $$"})));
    const auto fate = post.fateOf(notice("n-1", Channel::Sms));
    QCOMPARE(fate.stage, Stage::Failed);
    QVERIFY2(fate.detail.contains("was ended by signal 11 (Segmentation fault)"), fate.detail.c_str());
}

void CommandTest::WhatHangsIsKilledWithAllItsChildren()
{
    const Workshop workshop;
    const auto got = (workshop.path() / "got").string();
    const auto program =
        workshop.script("send", "trap '' TERM\n(trap '' TERM; sleep 600; true) &\necho $$ $! > " + got +
                                    ".new; mv " + got + ".new " + got + "\necho still dialling >&2\nwait\n");
    Post post(only(Channel::Sms, by({program}, 1s)));
    post.send(notice("n-1", Channel::Sms));
    QVERIFY(QTest::qWaitFor([&] { return !workshop.contents("got").empty(); }, 30'000));
    const auto pids = QByteArray::fromStdString(workshop.contents("got")).trimmed().split(' ');
    QVERIFY(post.hears(1));
    const auto &fate = post.outcomes().front();
    QCOMPARE(fate.stage, Stage::Failed);
    QVERIFY2(fate.detail.contains(" did not end within 1 s and was killed"), fate.detail.c_str());
    QVERIFY2(fate.detail.ends_with("It said: still dialling"), fate.detail.c_str());
    for (const auto &pid : pids)
        QVERIFY(QTest::qWaitFor([&] { return !lives(pid.toInt()); }, 30'000));
}

void CommandTest::WhatItLeavesBehindIsKilledAsWell()
{
    const Workshop workshop;
    const auto got = (workshop.path() / "got").string();
    const auto program = workshop.script("send", "sleep 600 &\necho $! > " + got + "\n");
    Post post(only(Channel::Sms, by({program})));
    QCOMPARE(post.fateOf(notice("n-1", Channel::Sms)).stage, Stage::Sent);
    const auto pid = QByteArray::fromStdString(workshop.contents("got")).trimmed().toInt();
    QVERIFY(pid > 0);
    QVERIFY(QTest::qWaitFor([&] { return !lives(pid); }, 30'000));
}

void CommandTest::HugeOutputHoldsUpNobody()
{
    const Workshop workshop;
    const auto program =
        workshop.script("send", "head -c 20000000 /dev/zero\nhead -c 20000000 /dev/zero >&2\n");
    Post post(only(Channel::Sms, by({program})));
    const auto fate = post.fateOf(notice("n-1", Channel::Sms));
    QVERIFY2(fate.stage == Stage::Sent, fate.detail.c_str());
}

void CommandTest::WhoDoesNotListenMayEndWell()
{
    const Workshop workshop;
    // A hundred kilobytes of JSON, more than a pipe holds: some of it finds nobody who reads.
    const auto program = workshop.script("send", "exec 0<&-\nhead -c 1000000 /dev/zero >&2\nexit 0\n");
    Post post(only(Channel::Sms, by({program})));
    auto message = notice("n-1", Channel::Sms);
    message.text = std::string(kMostText, '\x01');
    const auto fate = post.fateOf(message);
    QVERIFY2(fate.stage == Stage::Sent, fate.detail.c_str());
}

void CommandTest::WhatIsGoneIsSaid()
{
    const Workshop workshop;
    const auto program = workshop.script("send", "exit 0\n");
    Post post(only(Channel::Sms, by({program})));
    QCOMPARE(post.fateOf(notice("n-1", Channel::Sms)).stage, Stage::Sent);
    std::filesystem::remove(program);
    const auto fate = post.fateOf(notice("n-2", Channel::Sms));
    QCOMPARE(fate.stage, Stage::Failed);
    QVERIFY2(fate.detail.starts_with(program + " cannot be started: No such file"), fate.detail.c_str());
}

void CommandTest::NothingIsLeftOfAHundredRuns()
{
    const Workshop workshop;
    auto settings = only(Channel::Sms, by({"/bin/sh", "-c", "cat; exit 1"}));
    settings.channels.emplace(Channel::Voice, by({workshop.path() / "nowhere"}));
    Post post(settings);
    QVERIFY(!post.fateOf(notice("first", Channel::Sms)).id.empty());
    const auto before = descriptors();
    for (int i = 0; i < 100; ++i)
        post.send(notice(std::to_string(i), i % 2 == 0 ? Channel::Sms : Channel::Voice));
    QVERIFY(post.hears(101));
    QCOMPARE(descriptors(), before);
    QCOMPARE(::waitpid(-1, nullptr, WNOHANG), -1);
    QCOMPARE(errno, ECHILD);
}

void CommandTest::AProgramUnderWayEndsWithUs()
{
    const Workshop workshop;
    const auto got = (workshop.path() / "got").string();
    const auto program = workshop.script(
        "send", "echo $$ > " + got + ".new; mv " + got + ".new " + got + "\nexec sleep 600\n");
    Post post(only(Channel::Sms, by({program}, 120s)));
    post.send(notice("n-1", Channel::Sms));
    QVERIFY(QTest::qWaitFor([&] { return !workshop.contents("got").empty(); }, 30'000));
    const auto pid = QByteArray::fromStdString(workshop.contents("got")).trimmed().toInt();
    QVERIFY(lives(pid));
    QVERIFY(post.close());
    QVERIFY(!lives(pid));
    QCOMPARE(::waitpid(-1, nullptr, WNOHANG), -1);
}

FACTEO_TEST(CommandTest);
#include "command_test.moc"
