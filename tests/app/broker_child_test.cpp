// SPDX-License-Identifier: Apache-2.0
#include "app/broker_child.h"

#include "support/registry.h"

#include <QDir>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <algorithm>
#include <unistd.h>

using namespace facteo::app;

/// With a program of the test's in the place of mosquitto.
class BrokerChildTest : public QObject
{
    Q_OBJECT
private slots:
    void init();
    void cleanup();
    void AStartThatFailsIsTriedAgain();
    void InheritsNothingButItsOutput();

private:
    void become(const QByteArray &script);

    std::unique_ptr<QTemporaryDir> m_folder;
    QByteArray m_path;
};

void BrokerChildTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_path = qgetenv("PATH");
    qputenv("PATH", m_folder->path().toUtf8() + ":" + m_path);
}

void BrokerChildTest::cleanup()
{
    qputenv("PATH", m_path);
    m_folder.reset();
}

/// The next start runs this. Written beside and renamed: one that runs cannot be written to.
void BrokerChildTest::become(const QByteArray &script)
{
    const auto place = m_folder->filePath(QStringLiteral("mosquitto"));
    QFile file(place + QStringLiteral(".new"));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(script);
    file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    file.close();
    QFile::remove(place);
    QVERIFY(file.rename(place));
}

void BrokerChildTest::AStartThatFailsIsTriedAgain()
{
    BrokerChild broker(m_folder->filePath(QStringLiteral("mosquitto.conf")).toStdString(),
        m_folder->filePath(QStringLiteral("mosquitto.pid")).toStdString());
    QSignalSpy died(&broker, &BrokerChild::diedAgain);
    become("#!/bin/sh\nexit 7\n");
    QVERIFY(broker.start());
    become("#!/no/such/interpreter\n"); // now it cannot even be started
    QVERIFY(QTest::qWaitFor([&] {
        return std::ranges::any_of(died, [](const QList<QVariant> &one) {
            return one.first().toString().contains(QLatin1String("cannot be started"));
        });
    }));
    become("#!/bin/sh\nexec sleep 600\n");
    QVERIFY(QTest::qWaitFor([&] { return broker.isRunning(); }, 20'000));
}

void BrokerChildTest::InheritsNothingButItsOutput()
{
    QFile ours(m_folder->filePath(QStringLiteral("ours")));
    QVERIFY(ours.open(QIODevice::WriteOnly));
    const int inheritable = ::dup(ours.handle()); // without FD_CLOEXEC, like a socket of libmosquitto
    become("#!/bin/sh\nls -l /proc/self/fd > \"$2.list\"; mv \"$2.list\" \"$2.fds\"; exec sleep 600\n");
    BrokerChild broker(m_folder->filePath(QStringLiteral("mosquitto.conf")).toStdString(),
        m_folder->filePath(QStringLiteral("mosquitto.pid")).toStdString());
    QVERIFY(broker.start());
    QFile list(m_folder->filePath(QStringLiteral("mosquitto.conf.fds")));
    QVERIFY(QTest::qWaitFor([&] { return list.exists(); }));
    QVERIFY(list.open(QIODevice::ReadOnly));
    QVERIFY(!list.readAll().contains("/ours"));
    ::close(inheritable);
}

FACTEO_TEST(BrokerChildTest);
#include "broker_child_test.moc"
