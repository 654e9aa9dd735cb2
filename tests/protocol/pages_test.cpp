// SPDX-License-Identifier: Apache-2.0
#include "protocol/pages.h"

#include "protocol/samples.h"
#include "support/registry.h"

using namespace facteo;
using namespace facteo::protocol;
using namespace facteo::tests;

namespace {

/// A depot that fits in no frame: 300 rounds of 60 stops and 400 path points.
Snapshot bigSnapshot()
{
    auto snapshot = std::get<Snapshot>(std::get<Response>(sample("snapshot").body).body);
    auto &rounds = snapshot.roster.rounds;
    rounds.resize(300, rounds.front());
    for (std::size_t i = 0; i < rounds.size(); ++i) {
        rounds[i].id = {"T-" + std::to_string(i)};
        rounds[i].stops.resize(60, rounds[i].stops.front());
        rounds[i].path.resize(400, rounds[i].path.back());
    }
    snapshot.tasks.resize(500, snapshot.tasks.front());
    return snapshot;
}

} // namespace

class Pages : public QObject
{
    Q_OBJECT

private slots:
    void ABigDepotTravelsInFramesAndArrivesWhole()
    {
        const auto whole = bigSnapshot();
        const auto responses = responsesTo(FrameId{{1}}, whole);
        QVERIFY(responses.size() > 3);

        std::optional<Snapshot> arrived;
        for (const auto &response : responses) {
            auto envelope = sample("snapshot");
            envelope.body = response;
            const auto frame = sealed(envelope);
            QVERIFY(frame.size() <= kMaxFrameBytes);
            const auto opened = open(frame);
            QVERIFY2(opened.has_value(), explain(frame).c_str());
            const auto &read = std::get<Response>(opened->envelope.body);
            QCOMPARE(read.last, &response == &responses.back());
            auto page = std::get<Snapshot>(read.body);
            if (arrived)
                append(*arrived, std::move(page));
            else
                arrived = std::move(page);
        }
        QVERIFY(*arrived == whole);
    }

    void ShortAnswersAreOnePage()
    {
        for (const auto &one : samples()) {
            const auto *response = std::get_if<Response>(&one.envelope.body);
            if (!response)
                continue;
            const auto pages = responsesTo(response->request, response->body);
            QCOMPARE(pages.size(), std::size_t{1});
            QVERIFY(pages.front().body == response->body);
            QVERIFY(pages.front().last);
        }
    }

    void AnEmptyAnswerIsOnePageToo()
    {
        QCOMPARE(pagesOf(FactPage{}).size(), std::size_t{1});
        QCOMPARE(pagesOf(Snapshot{}).size(), std::size_t{1});
    }

    void TrailsAreCutBetweenFixes()
    {
        TrailPage whole{.handset = {"H-012"}, .fixes = {}};
        const auto fix = std::get<PositionReport>(sample("position_report").body).fix;
        whole.fixes.resize(20'000, fix);
        std::size_t fixes = 0;
        for (const auto &page : pagesOf(whole)) {
            const auto &trail = std::get<TrailPage>(page);
            QCOMPARE(trail.handset.text, std::string("H-012"));
            fixes += trail.fixes.size();
        }
        QCOMPARE(fixes, whole.fixes.size());
    }
};

FACTEO_TEST(Pages);
#include "pages_test.moc"
