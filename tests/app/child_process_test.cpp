// SPDX-License-Identifier: Apache-2.0
#include "app/child_process.h"
#include "support/registry.h"

#include <QFile>
#include <QTest>
#include <csignal>
#include <sys/wait.h>
#include <unistd.h>

using namespace facteo::app;

namespace {

/// Of a child that is killed right after it started a grandchild: the grandchild.
pid_t orphanOf(Bond bond)
{
    int line[2];
    if (::pipe(line) != 0)
        return -1;
    const pid_t child = ::fork();
    if (child == 0) {
        QProcess grandchild;
        startClean(grandchild, bond);
        grandchild.start(QStringLiteral("sleep"), {QStringLiteral("60")});
        const bool started = grandchild.waitForStarted();
        const auto pid = started ? static_cast<pid_t>(grandchild.processId()) : pid_t{-1};
        if (::write(line[1], &pid, sizeof pid) == sizeof pid)
            ::raise(SIGKILL);
        ::_exit(1);
    }
    pid_t pid = -1;
    const bool told = ::read(line[0], &pid, sizeof pid) == sizeof pid;
    ::waitpid(child, nullptr, 0);
    ::close(line[0]);
    ::close(line[1]);
    return told ? pid : -1;
}

/// A zombie that nobody has collected yet is gone, too.
bool isRunning(pid_t pid)
{
    QFile stat(QStringLiteral("/proc/%1/stat").arg(pid));
    if (!stat.open(QIODevice::ReadOnly))
        return false;
    const auto text = stat.readAll();
    return text.mid(text.lastIndexOf(')') + 2, 1) != "Z";
}

} // namespace

class ChildProcessTest : public QObject
{
    Q_OBJECT

private slots:
    void WhoIsBoundGoesWithAParentThatIsKilled()
    {
        const auto orphan = orphanOf(Bond::WithParent);
        QVERIFY(orphan > 0);
        QVERIFY(QTest::qWaitFor([&] { return !isRunning(orphan); }));
    }

    void WhoIsNotBoundOutlivesIt()
    {
        const auto orphan = orphanOf(Bond::None);
        QVERIFY(orphan > 0);
        QVERIFY(isRunning(orphan));
        ::kill(orphan, SIGKILL);
    }
};

FACTEO_TEST(ChildProcessTest);
#include "child_process_test.moc"
