// SPDX-License-Identifier: Apache-2.0
#include "protocol/outbox.h"

#include "protocol/samples.h"
#include "support/registry.h"

#include <QFile>
#include <QTemporaryDir>
#include <csignal>
#include <set>
#include <sys/resource.h>

using namespace facteo;
using namespace facteo::protocol;
using namespace facteo::tests;
using namespace std::chrono_literals;

namespace {

FrameId idOf(std::uint32_t number)
{
    return derivedFrameId(1, number);
}

std::vector<std::byte> numberedFrame(std::uint32_t number, std::size_t size = 40)
{
    return std::vector(size + number % 7, static_cast<std::byte>(number));
}

std::uint64_t noLuck()
{
    return 0;
}

/// What comes out, in the order of publication.
std::vector<FrameId> drain(Outbox &box, Instant now = kMorning)
{
    std::vector<FrameId> out;
    while (const auto *entry = box.nextAttempt(now)) {
        out.push_back(entry->id);
        box.attempted(entry->id, now, noLuck);
    }
    return out;
}

} // namespace

class OutboxTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;
    std::filesystem::path m_file;

    QByteArray bytes() const
    {
        QFile file(QString::fromStdString(m_file.string()));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray{};
    }

    void write(const QByteArray &bytes) const
    {
        QFile file(QString::fromStdString(m_file.string()));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(bytes);
    }

private slots:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_file = m_folder->filePath("outbox").toStdString();
    }

    void KeepsFramesAcrossARestartAlertsFirst()
    {
        {
            auto box = Outbox::open(m_file);
            QVERIFY(box->add(idOf(1), Channel::Up, numberedFrame(1)).has_value());
            QVERIFY(box->add(idOf(2), Channel::Up, numberedFrame(2)).has_value());
            QVERIFY(box->add(idOf(3), Channel::Alert, numberedFrame(3)).has_value());
            QVERIFY(box->add(idOf(3), Channel::Alert, numberedFrame(3)).has_value()); // twice is once
            QCOMPARE(box->acknowledge(idOf(1)), true);
            QCOMPARE(box->acknowledge(idOf(1)), false);
        }
        auto box = Outbox::open(m_file);
        QCOMPARE(box->size(), std::size_t{2});
        QCOMPARE(box->cutBytes(), 0U);
        const auto *first = box->nextAttempt(kMorning);
        QCOMPARE(first->channel, Channel::Alert);
        QCOMPARE(first->frame, numberedFrame(3));
        QVERIFY(drain(*box) == (std::vector{idOf(3), idOf(2)}));
    }

    /// kill -9 or a dead battery at any byte: what add() answered for is there, the rest is cut and reported.
    void SurvivesATornFileOfEveryLength()
    {
        std::vector<qsizetype> ends; // length of the file after each add()
        {
            auto box = Outbox::open(m_file);
            ends.push_back(bytes().size());
            for (std::uint32_t i = 0; i < 3; ++i) {
                QVERIFY(box->add(idOf(i), Channel::Up, numberedFrame(i)).has_value());
                ends.push_back(bytes().size());
            }
        }
        const auto whole = bytes();
        for (qsizetype length = 0; length <= whole.size(); ++length) {
            write(whole.first(length));
            auto box = Outbox::open(m_file);
            QVERIFY(box.has_value());
            const auto complete = std::ranges::upper_bound(ends, length) - ends.begin();
            const auto expected = static_cast<std::size_t>(std::max<std::ptrdiff_t>(complete - 1, 0));
            QCOMPARE(box->size(), expected);
            if (complete > 0)
                QCOMPARE(box->cutBytes(), static_cast<std::uint64_t>(length - ends[expected]));
            for (std::uint32_t i = 0; i < expected; ++i)
                QVERIFY(drain(*box).size() == (i == 0 ? expected : 0));
            // And it goes on as if nothing had been.
            QVERIFY(box->add(idOf(99), Channel::Up, numberedFrame(99)).has_value());
            box = std::unexpected(OutboxError::CannotOpen); // closes it
            auto again = Outbox::open(m_file);
            QCOMPARE(again->size(), expected + 1);
            QCOMPARE(again->cutBytes(), 0U);
        }
    }

    void ADamagedRecordEndsTheFileThere()
    {
        {
            auto box = Outbox::open(m_file);
            for (std::uint32_t i = 0; i < 3; ++i)
                QVERIFY(box->add(idOf(i), Channel::Up, numberedFrame(i)).has_value());
        }
        auto damaged = bytes();
        damaged[damaged.size() - 1] = static_cast<char>(~damaged.back());
        write(damaged + QByteArray(512, '\0')); // length was on the medium before its content
        auto box = Outbox::open(m_file);
        QCOMPARE(box->size(), std::size_t{2});
        QVERIFY(box->cutBytes() > 512);
    }

    void LeavesAnotherProgramsFileAlone()
    {
        write("[connection]\nhost = \"broker\"\n");
        QCOMPARE(Outbox::open(m_file).error(), OutboxError::NotAnOutbox);
        QVERIFY(bytes().startsWith("[connection]"));
    }

    void OneProcessAtATime()
    {
        const auto box = Outbox::open(m_file);
        QVERIFY(box.has_value());
        QCOMPARE(Outbox::open(m_file).error(), OutboxError::CannotOpen);
        QCOMPARE(Outbox::open(m_folder->filePath("no/such/folder").toStdString()).error(),
            OutboxError::CannotOpen);
    }

    void StaysShortHoweverMuchPassesThrough()
    {
        auto box = Outbox::open(m_file);
        QVERIFY(box->add(idOf(0), Channel::Up, numberedFrame(0)).has_value());
        for (std::uint32_t i = 1; i < 600; ++i) {
            QVERIFY(box->add(idOf(i), Channel::Up, numberedFrame(i, 400)).has_value());
            QVERIFY(box->acknowledge(idOf(i)).has_value());
        }
        QVERIFY2(bytes().size() < 100'000, qPrintable(QString::number(bytes().size())));
        QVERIFY(box->add(idOf(5'000), Channel::Alert, numberedFrame(1)).has_value());
        box = std::unexpected(OutboxError::CannotOpen);
        auto again = Outbox::open(m_file);
        QVERIFY(drain(*again) == (std::vector{idOf(5'000), idOf(0)}));
    }

    void WhenItIsFullAlertsStillFit()
    {
        auto box = Outbox::open(m_file, {.frames = 3, .bytes = 10'000, .reservedForAlerts = 2});
        for (std::uint32_t i = 0; i < 3; ++i)
            QVERIFY(box->add(idOf(i), Channel::Up, numberedFrame(i)).has_value());
        QCOMPARE(box->add(idOf(3), Channel::Up, numberedFrame(3)).error(), OutboxError::Full);
        QVERIFY(box->add(idOf(4), Channel::Alert, numberedFrame(4)).has_value());
        QVERIFY(box->add(idOf(5), Channel::Alert, numberedFrame(5)).has_value());
        QCOMPARE(box->add(idOf(6), Channel::Alert, numberedFrame(6)).error(), OutboxError::Full);
        QVERIFY(box->acknowledge(idOf(0)).has_value());
        QCOMPARE(box->add(idOf(7), Channel::Up, numberedFrame(7)).error(),
            OutboxError::Full); // alerts took its place
    }

    /// A limit on the size of files stands in for a full disk: both fail in write().
    void AFullDiskIsSaidAndLosesNothing()
    {
        auto box = Outbox::open(m_file);
        for (std::uint32_t i = 0; i < 5; ++i)
            QVERIFY(box->add(idOf(i), Channel::Up, numberedFrame(i)).has_value());

        struct rlimit before{};
        ::getrlimit(RLIMIT_FSIZE, &before);
        auto *const handler = std::signal(SIGXFSZ, SIG_IGN);
        const struct rlimit small{static_cast<rlim_t>(bytes().size() + 20), before.rlim_max};
        ::setrlimit(RLIMIT_FSIZE, &small);
        const auto refused = box->add(idOf(5), Channel::Up, numberedFrame(5));
        const auto length = bytes().size();
        ::setrlimit(RLIMIT_FSIZE, &before);
        std::signal(SIGXFSZ, handler);

        QCOMPARE(refused.error(), OutboxError::DiskFull);
        QVERIFY(length <= static_cast<qsizetype>(small.rlim_cur) - 20); // nothing half written is left
        QCOMPARE(box->size(), std::size_t{5});
        QVERIFY(box->add(idOf(6), Channel::Up, numberedFrame(6)).has_value());
        box = std::unexpected(OutboxError::CannotOpen);
        auto again = Outbox::open(m_file);
        QCOMPARE(again->size(), std::size_t{6});
        QCOMPARE(again->cutBytes(), 0U);
    }

    void WaitsLongerAfterEachAttemptAndNeverInStep()
    {
        auto box = Outbox::open(m_file);
        QVERIFY(box->add(idOf(1), Channel::Up, numberedFrame(1)).has_value());
        auto now = kMorning;
        std::vector<std::int64_t> waits;
        for (int i = 0; i < 8; ++i) {
            QVERIFY(box->nextAttempt(now));
            box->attempted(idOf(1), now, noLuck);
            QVERIFY(!box->nextAttempt(now));
            waits.push_back((*box->nextDue() - now).count());
            now = *box->nextDue();
        }
        QCOMPARE(
            waits, (std::vector<std::int64_t>{1'000, 2'000, 4'000, 8'000, 16'000, 32'000, 60'000, 60'000}));

        std::set<std::int64_t> drawn;
        for (std::uint64_t luck = 0; luck < 5'000; luck += 100) {
            box->connected(now);
            box->attempted(idOf(1), now, [&] { return luck; });
            drawn.insert((*box->nextDue() - now).count());
        }
        QVERIFY(drawn.size() > 3);
        QVERIFY(*drawn.begin() >= 500 && *drawn.rbegin() <= 1'000);
    }

    void AlertsAreRepeatedSooner()
    {
        auto box = Outbox::open(m_file);
        QVERIFY(box->add(idOf(1), Channel::Alert, numberedFrame(1)).has_value());
        auto now = kMorning;
        for (const auto expected : {500ms, 1'000ms, 2'000ms, 4'000ms, 5'000ms, 5'000ms}) {
            box->attempted(idOf(1), now, noLuck);
            QCOMPARE(*box->nextDue() - now, expected);
            now = *box->nextDue();
        }
    }

    void ANewConnectionSendsEverythingInOrder()
    {
        auto box = Outbox::open(m_file);
        for (std::uint32_t i = 0; i < 4; ++i)
            QVERIFY(box->add(idOf(i), Channel::Up, numberedFrame(i)).has_value());
        const std::vector all{idOf(0), idOf(1), idOf(2), idOf(3)};
        QVERIFY(drain(*box) == all);
        QVERIFY(drain(*box).empty());
        box->connected(kMorning);
        QVERIFY(drain(*box) == all);
    }

    void AClockSetBackSilencesNothing()
    {
        auto box = Outbox::open(m_file);
        QVERIFY(box->add(idOf(1), Channel::Up, numberedFrame(1)).has_value());
        box->attempted(idOf(1), kMorning, noLuck);
        QVERIFY(box->nextAttempt(kMorning - 24h));
    }
};

FACTEO_TEST(OutboxTest);
#include "outbox_test.moc"
