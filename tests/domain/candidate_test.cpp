// SPDX-License-Identifier: Apache-2.0
#include "domain/candidate.h"
#include "support/registry.h"

using namespace facteo::domain;
using namespace facteo::protocol;

namespace {

HandsetPicture pictureOf(const char *id, std::int32_t metresNorth, Duty duty = Duty::On)
{
    HandsetPicture picture;
    picture.handset = HandsetId{id};
    picture.duty = duty;
    picture.sharing = true;
    picture.fix = Fix{.at = {}, .position = {466000000 + metresNorth * 90, 23000000}};
    return picture;
}

} // namespace

class CandidateTest : public QObject
{
    Q_OBJECT

private slots:
    void TheNearestWhoCanComesFirst()
    {
        auto unseen = pictureOf("H-4", 0);
        unseen.fix.reset();
        unseen.absence = Absence::SharingOff;
        const std::vector pictures{pictureOf("H-1", 900), pictureOf("H-2", 300),
            pictureOf("H-3", 10, Duty::OnBreak), unseen, pictureOf("H-5", 20), pictureOf("H-6", 1)};
        std::vector<Handset> handsets;
        for (const char *id : {"H-1", "H-2", "H-3", "H-4", "H-5", "H-6"}) {
            handsets.emplace_back().id = HandsetId{id};
            handsets.back().postman = PostmanId{std::string("P") + id};
        }
        handsets.back().postman = {}; // H-6 lies in the cupboard

        Alert alert;
        alert.handset = HandsetId{"H-5"};
        const auto found = candidates({466000000, 23000000}, pictures, handsets, std::span(&alert, 1));

        std::vector<std::string> order;
        for (const auto &candidate : found)
            order.push_back(candidate.handset.text);
        QCOMPARE(order, (std::vector<std::string>{"H-2", "H-1", "H-4", "H-3", "H-5"}));
        QCOMPARE(found.at(2).hindrance, Hindrance::PositionUnknown);
        QCOMPARE(found.at(3).hindrance, Hindrance::OnBreak);
        QCOMPARE(found.at(4).hindrance, Hindrance::InAlert);
        QCOMPARE(found.at(0).walking, std::chrono::minutes{6}); // 300 m × 1.35 at 1.2 m/s = 338 s
        QVERIFY(!found.at(2).metres);
    }
};

FACTEO_TEST(CandidateTest);
#include "candidate_test.moc"
