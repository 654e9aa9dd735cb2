// SPDX-License-Identifier: Apache-2.0
#include "console/packed_picture.h"
#include "console/sample_depot.h"
#include "support/registry.h"

#include <functional>
#include <random>

using namespace facteo;
using namespace facteo::console;
using namespace facteo::protocol;
using namespace std::chrono_literals;

namespace {

HandsetPicture fullPicture()
{
    return {.handset = {"H-001"},
        .fix = Fix{.at = tests::kNow,
            .position = {.latE7 = 425'078'000, .lonE7 = 15'245'000},
            .accuracyDm = 90,
            .speedCmS = 140,
            .headingCdeg = 9'000},
        .absence = Absence::None,
        .duty = Duty::On,
        .sharing = true,
        .batteryPercent = 80,
        .charging = false,
        .lastHeardAt = tests::kNow,
        .connected = true,
        .unsent = 3,
        .stopIndex = 4,
        .lastScanAt = tests::kNow - 40s};
}

/// Anything that may travel, its extremes among it.
HandsetPicture drawn(std::mt19937 &random)
{
    const auto number = [&](std::uint32_t least, std::uint32_t most) {
        const auto dice = random() % 4;
        return dice == 0   ? least
               : dice == 1 ? most
                           : least + static_cast<std::uint32_t>(random() % (most - least));
    };
    const auto maybe = [&](auto value) { return random() % 3 ? std::optional(value) : std::nullopt; };
    const auto moment = [&] { return tests::kNow + std::chrono::milliseconds{number(0, 86'400'000)}; };
    const Fix fix{.at = moment(),
        .position = {.latE7 = static_cast<std::int32_t>(number(0, 1'700'000'000)) - 850'000'000,
            .lonE7 = static_cast<std::int32_t>(number(0, 3'600'000'000) - 1'800'000'000)},
        .accuracyDm = number(0, Fix::kMostAccuracyDm),
        .speedCmS = maybe(number(0, Fix::kMostSpeedCmS)),
        .headingCdeg = maybe(number(0, Fix::kMostHeadingCdeg))};
    return {.handset = {"H-001"},
        .fix = maybe(fix),
        .absence = static_cast<Absence>(random() % 4),
        .duty = static_cast<Duty>(1 + random() % 3),
        .sharing = random() % 2 == 0,
        .batteryPercent = maybe(static_cast<std::uint8_t>(number(0, 100))),
        .charging = random() % 2 == 0,
        .lastHeardAt = maybe(moment()),
        .connected = random() % 2 == 0,
        .unsent = number(0, 1'000'000),
        .stopIndex = maybe(number(0, 1'000)),
        .lastScanAt = maybe(moment())};
}

} // namespace

class PackedPictureTest : public QObject
{
    Q_OBJECT

private slots:
    void NothingIsLostInPacking()
    {
        std::mt19937 random(20'261'122);
        for (int i = 0; i < 2'000; ++i) {
            const auto picture = drawn(random);
            const PackedPicture packed(picture);
            QVERIFY(packed.unpacked(picture.handset) == picture);
            QVERIFY(packed == PackedPicture(picture));
            if (!picture.fix)
                continue;
            const auto place = geo::toUnit(picture.fix->position);
            const HandsetNews news(picture);
            QVERIFY(news.handset == picture.handset && news.picture == packed);
            QCOMPARE(news.place.x, place.x);
            QCOMPARE(news.place.y, place.y);
        }
    }

    void WhatChangesAllTheTimeLeavesTheStandingAsItIs()
    {
        const std::vector<std::function<void(HandsetPicture &)>> moves{
            [](auto &p) { p.fix->at += 10s; },
            [](auto &p) { p.fix->position.latE7 += 1; },
            [](auto &p) { p.fix->position.lonE7 += 1; },
            [](auto &p) { p.fix->accuracyDm += 1; },
            [](auto &p) { p.fix->speedCmS.reset(); },
            [](auto &p) { p.fix->headingCdeg = 0; },
            [](auto &p) { p.lastHeardAt = tests::kNow + 1s; },
            [](auto &p) { p.unsent = 0; },
            [](auto &p) { p.stopIndex = 5; },
            [](auto &p) { p.lastScanAt = tests::kNow; },
        };
        for (const auto &move : moves) {
            auto picture = fullPicture();
            move(picture);
            QVERIFY(PackedPicture(picture) != PackedPicture(fullPicture()));
            QVERIFY(PackedPicture(picture).standsLike(PackedPicture(fullPicture())));
        }
    }

    void WhateverAFilterMayAskForIsStanding()
    {
        const std::vector<std::function<void(HandsetPicture &)>> changes{
            [](auto &p) { p.fix.reset(); },
            [](auto &p) { p.absence = Absence::SignalLost; },
            [](auto &p) { p.duty = Duty::OnBreak; },
            [](auto &p) { p.sharing = false; },
            [](auto &p) { p.batteryPercent = 14; },
            [](auto &p) { p.batteryPercent.reset(); },
            [](auto &p) { p.charging = true; },
            [](auto &p) { p.connected = false; },
        };
        for (const auto &change : changes) {
            auto picture = fullPicture();
            change(picture);
            QVERIFY(!PackedPicture(picture).standsLike(PackedPicture(fullPicture())));
        }
    }
};

FACTEO_TEST(PackedPictureTest);
#include "packed_picture_test.moc"
