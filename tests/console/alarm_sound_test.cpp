// SPDX-License-Identifier: Apache-2.0
#include "console/alarm_sound.h"
#include "support/registry.h"

using facteo::console::alarmVolume;
using namespace std::chrono_literals;

class AlarmSoundTest : public QObject
{
    Q_OBJECT

private slots:
    void AnAlarmGrowsLouderAndNeverQuieter()
    {
        float before = alarmVolume(0s);
        QVERIFY(before > 0.5F);
        for (auto length = 5s; length < 2min; length += 5s) {
            const float now = alarmVolume(length);
            QVERIFY(now >= before && now <= 1.0F);
            before = now;
        }
        QCOMPARE(before, 1.0F);
    }
};

FACTEO_TEST(AlarmSoundTest);
#include "alarm_sound_test.moc"
