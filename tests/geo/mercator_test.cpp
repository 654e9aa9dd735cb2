// SPDX-License-Identifier: Apache-2.0
#include "geo/distance.h"
#include "geo/mercator.h"
#include "support/registry.h"

#include <cmath>

using namespace facteo::geo;

class MercatorTest : public QObject
{
    Q_OBJECT

private slots:
    void PutsTheOriginInTheMiddle()
    {
        const auto middle = toUnit(0, 0);
        QCOMPARE(middle.x, 0.5);
        QVERIFY(std::abs(middle.y - 0.5) < 1e-15);
    }

    void TheWorldIsASquare()
    {
        QVERIFY(std::abs(toUnit(kMercatorLimitDegrees, -180).y) < 1e-12);
        QVERIFY(std::abs(toUnit(-kMercatorLimitDegrees, 180).y - 1) < 1e-12);
        QCOMPARE(toUnit(90, 0).y, toUnit(kMercatorLimitDegrees, 0).y);
    }

    void AgreesWithTheSlippyMapTileOfParis()
    {
        // Tile 12/2074/1409 holds Notre-Dame on every OpenStreetMap server.
        const auto paris = toUnit(48.8530, 2.3498);
        QCOMPARE(static_cast<int>(paris.x * 4096), 2074);
        QCOMPARE(static_cast<int>(paris.y * 4096), 1409);
    }

    void ComesBackToTheSamePosition()
    {
        for (double lat = -85; lat <= 85; lat += 0.37)
            for (double lon = -180; lon <= 180; lon += 7.3) {
                const auto position = positionOf(lat, lon);
                const auto back = fromUnit(toUnit(position));
                QVERIFY(std::abs(back.latE7 - position.latE7) <= 1);
                QVERIFY(std::abs(back.lonE7 - position.lonE7) <= 1);
            }
    }

    void MetresPerUnitShrinkWithLatitude()
    {
        QVERIFY(std::abs(metresPerUnit(0) - 40'075'016.7) < 0.1);
        QVERIFY(std::abs(metresPerUnit(60) - 20'037'508.3) < 0.1);
    }
};

FACTEO_TEST(MercatorTest);
#include "mercator_test.moc"
