// SPDX-License-Identifier: Apache-2.0
#include "store/trail_log.h"

#include "store/scratch.h"
#include "support/registry.h"

#include <QFile>
#include <QTemporaryDir>
#include <algorithm>
#include <csignal>
#include <iterator>
#include <sys/resource.h>

using namespace facteo;
using namespace facteo::store;

namespace {

std::vector<HandsetFix> batch(int first, int count)
{
    std::vector<HandsetFix> all;
    for (int i = first; i < first + count; ++i)
        all.push_back({.handset = {"H-" + std::to_string(i % 5)},
            .fix = {.at = protocol::Instant(std::chrono::seconds(i)),
                .position = {i, -i},
                .accuracyDm = 5,
                .speedCmS = i % 2 == 0 ? std::optional<std::uint32_t>(i) : std::nullopt,
                .headingCdeg = i % 3 == 0 ? std::optional<std::uint32_t>(0) : std::nullopt}});
    return all;
}

struct Found
{
    TrailLog::Read read;
    std::vector<HandsetFix> fixes;
};

Found readAll(const std::filesystem::path &file)
{
    Found found;
    found.read =
        WORKED(TrailLog::readBack(file, [&](HandsetFix fix) { found.fixes.push_back(std::move(fix)); }));
    return found;
}

void flip(const std::filesystem::path &file, std::uint64_t at)
{
    QFile raw(QString::fromStdString(file.string()));
    QVERIFY(raw.open(QIODevice::ReadWrite));
    raw.seek(static_cast<qint64>(at));
    char byte = 0;
    raw.read(&byte, 1);
    byte = static_cast<char>(byte ^ 0x10);
    raw.seek(static_cast<qint64>(at));
    raw.write(&byte, 1);
}

} // namespace

class TrailLogTest : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    std::filesystem::path file(const char *name) const
    {
        return std::filesystem::path(m_folder.path().toStdString()) / name;
    }

private slots:
    void BatchesComeBackInOrder()
    {
        auto log = TrailLog::create(file("order"));
        QVERIFY(log.has_value());
        WORKED(log->append(batch(0, 100)));
        WORKED(log->append(batch(100, 1)));
        WORKED(log->append(batch(101, 50)));
        const auto found = readAll(file("order"));
        QVERIFY(found.fixes == batch(0, 151));
        QCOMPARE(found.read.fixes, 151u);
        QCOMPARE(found.read.cutBytes, 0u);
        QCOMPARE(log->bytes(), std::filesystem::file_size(file("order")));
    }

    void AnExistingLogIsNeverWrittenOver()
    {
        QVERIFY(TrailLog::create(file("mine")).has_value());
        QVERIFY(!TrailLog::create(file("mine")).has_value());
    }

    void AHalfWrittenEndIsCutAtEveryLength()
    {
        std::uint64_t whole = 0;
        {
            auto log = TrailLog::create(file("torn"));
            QVERIFY(log.has_value());
            WORKED(log->append(batch(0, 10)));
            whole = log->bytes();
            WORKED(log->append(batch(10, 3)));
        }
        const auto full = std::filesystem::file_size(file("torn"));
        for (auto length = full - 1; length >= whole; --length) {
            std::filesystem::copy_file(
                file("torn"), file("cut"), std::filesystem::copy_options::overwrite_existing);
            std::filesystem::resize_file(file("cut"), length);
            const auto found = readAll(file("cut"));
            QVERIFY(found.fixes == batch(0, 10));
            QCOMPARE(found.read.cutBytes, length - whole);
            QCOMPARE(std::filesystem::file_size(file("cut")), whole);
        }
    }

    void AChangedByteCostsItsBatchOnly()
    {
        std::uint64_t first = 0;
        std::uint64_t second = 0;
        {
            auto log = TrailLog::create(file("changed"));
            QVERIFY(log.has_value());
            WORKED(log->append(batch(0, 10)));
            first = log->bytes();
            WORKED(log->append(batch(10, 3)));
            second = log->bytes();
            WORKED(log->append(batch(13, 20)));
        }
        const auto size = std::filesystem::file_size(file("changed"));
        auto others = batch(0, 10);
        std::ranges::copy(batch(13, 20), std::back_inserter(others));
        for (auto at = first; at < second; ++at) {
            std::filesystem::copy_file(
                file("changed"), file("flipped"), std::filesystem::copy_options::overwrite_existing);
            flip(file("flipped"), at);
            const auto found = readAll(file("flipped"));
            QVERIFY(found.fixes == others);
            QCOMPARE(found.read.damagedBytes, second - first);
            QCOMPARE(found.read.cutBytes, 0u);
            QCOMPARE(std::filesystem::file_size(file("flipped")), size);
        }
    }

    /// Names are told once: behind damage, numbers that were given since then could be anybody's.
    void NoPositionBecomesSomebodyElses()
    {
        const auto fixOf = [](const char *handset, int second) {
            return HandsetFix{.handset = {handset},
                .fix = {.at = protocol::Instant(std::chrono::seconds(second)),
                    .position = {second, second},
                    .accuracyDm = 5,
                    .speedCmS = {},
                    .headingCdeg = {}}};
        };
        std::uint64_t first = 0;
        {
            auto log = TrailLog::create(file("names"));
            QVERIFY(log.has_value());
            WORKED(log->append(std::vector{fixOf("H-1", 1)}));
            first = log->bytes();
            WORKED(log->append(std::vector{fixOf("H-2", 2)}));
            WORKED(log->append(std::vector{fixOf("H-3", 3), fixOf("H-1", 3)}));
            WORKED(log->append(std::vector{fixOf("H-2", 4), fixOf("H-1", 4), fixOf("H-3", 4)}));
        }
        flip(file("names"), first + 20);
        const auto found = readAll(file("names"));
        QVERIFY(found.fixes == std::vector({fixOf("H-1", 1), fixOf("H-1", 3), fixOf("H-1", 4)}));
        QVERIFY(found.read.damagedBytes > 3 * TrailLog::kFixBytes);
    }

    void ZerosThatThePowerLeftAreCut()
    {
        {
            auto log = TrailLog::create(file("zeros"));
            QVERIFY(log.has_value());
            WORKED(log->append(batch(0, 10)));
        }
        std::filesystem::resize_file(file("zeros"), std::filesystem::file_size(file("zeros")) + 5'000);
        const auto found = readAll(file("zeros"));
        QVERIFY(found.fixes == batch(0, 10));
        QCOMPARE(found.read.cutBytes, 5'000u);
    }

    void AnotherFileIsLeftAlone()
    {
        QFile raw(QString::fromStdString(file("other").string()));
        QVERIFY(raw.open(QIODevice::WriteOnly));
        raw.write("something else entirely");
        raw.close();
        const auto read = TrailLog::readBack(file("other"), [](HandsetFix) {});
        QVERIFY(!read);
        QCOMPARE(read.error().problem, Problem::Corrupt);
        QCOMPARE(std::filesystem::file_size(file("other")), 23u);
    }

    void AFullDiskLosesOnlyTheBatchThatDidNotFit()
    {
        auto log = TrailLog::create(file("full"));
        QVERIFY(log.has_value());
        WORKED(log->append(batch(0, 10)));

        rlimit before{};
        getrlimit(RLIMIT_FSIZE, &before);
        rlimit small = before;
        small.rlim_cur = log->bytes() + 100; // the next batch is written in part, then refused
        std::signal(SIGXFSZ, SIG_IGN);
        setrlimit(RLIMIT_FSIZE, &small);
        const auto refused = log->append(batch(10, 50));
        setrlimit(RLIMIT_FSIZE, &before);

        QVERIFY(!refused);
        WORKED(log->append(batch(10, 3)));
        const auto found = readAll(file("full"));
        QVERIFY(found.fixes == batch(0, 13));
        QCOMPARE(found.read.cutBytes, 0u);
    }
};

FACTEO_TEST(TrailLogTest);

#include "trail_log_test.moc"
