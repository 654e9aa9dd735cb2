// SPDX-License-Identifier: Apache-2.0
#include "console/ids.h"
#include "console/notice_model.h"
#include "console/system_alarm_model.h"
#include "support/registry.h"

#include <QAbstractItemModelTester>

using namespace facteo;
using namespace facteo::console;
using namespace facteo::protocol;
using namespace std::chrono_literals;

namespace {

Notice told(std::uint64_t alert, std::uint32_t rung, NoticeChannel channel, NoticeStage stage)
{
    return {.alert = AlertId{alert},
        .rung = rung,
        .channel = channel,
        .recipient = "mdiot",
        .recipientName = "Marc Diot",
        .stage = stage,
        .at = Instant{1h}};
}

SystemAlarm alarm(std::uint64_t id, SystemAlarmState state, std::chrono::seconds since)
{
    return {.id = SystemAlarmId{id}, .state = state, .subject = "Marc Diot", .since = Instant{since}};
}

} // namespace

class NoticeModelTest : public QObject
{
    Q_OBJECT

private slots:
    void ShowsWhoWasToldOfTheAlertThatIsLookedAt()
    {
        NoticeModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.applyAll({told(7, 0, NoticeChannel::Sms, NoticeStage::Sent),
            told(8, 0, NoticeChannel::Sms, NoticeStage::Failed)});
        QCOMPARE(model.rowCount({}), 0);
        model.setAbout(idText(AlertId{7}));
        QCOMPARE(model.rowCount({}), 1);
        model.apply(told(7, 0, NoticeChannel::Sms, NoticeStage::Delivered)); // the same, further on
        QCOMPARE(model.rowCount({}), 1);
        model.apply(told(7, 0, NoticeChannel::Voice, NoticeStage::Queued));
        model.apply(told(7, 1, NoticeChannel::Sms, NoticeStage::Queued));
        model.apply(told(9, 0, NoticeChannel::Sms, NoticeStage::Queued));
        QCOMPARE(model.rowCount({}), 3);
        QCOMPARE(
            model.data(model.index(0), NoticeModel::RecipientRole).toString(), QStringLiteral("Marc Diot"));
        const auto stage = model.data(model.index(0), NoticeModel::StageRole).toString();
        QVERIFY(stage != model.data(model.index(1), NoticeModel::StageRole).toString());
        model.setAbout(idText(AlertId{8}));
        QCOMPARE(model.rowCount({}), 1);
        model.setAbout({});
        QCOMPARE(model.rowCount({}), 0);
    }

    void AlarmsOfTheTechnologyComeAndGoAndAreShelvedWithAReason()
    {
        std::vector<ActOnSystemAlarm> asked;
        std::vector<std::function<void(const Answer &)>> waiting;
        SystemAlarmModel model([&](const RequestBody &body, std::function<void(const Answer &)> then) {
            asked.push_back(std::get<ActOnSystemAlarm>(body));
            waiting.push_back(std::move(then));
        });
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.applyAll(
            {alarm(1, SystemAlarmState::Acknowledged, 5s), alarm(2, SystemAlarmState::Active, 1s)});
        QCOMPARE(model.active(), 1);
        QCOMPARE(
            model.data(model.index(0), SystemAlarmModel::AlarmIdRole).toString(), idText(SystemAlarmId{2}));
        model.shelve(idText(SystemAlarmId{2}), 60, QStringLiteral(" maintenance "));
        QCOMPARE(asked.at(0).act, SystemAlarmAct::Shelve);
        QCOMPARE(asked.at(0).reason, "maintenance");
        QCOMPARE(asked.at(0).shelveSeconds, 3'600U);
        model.acknowledge(idText(SystemAlarmId{2})); // one thing at a time
        QCOMPARE(asked.size(), 1U);
        waiting.at(0)({Refused{.why = Refusal::ReasonRequired}});
        QVERIFY(!model.data(model.index(0), SystemAlarmModel::RefusalRole).toString().isEmpty());
        model.apply(alarm(2, SystemAlarmState::Shelved, 1s));
        QCOMPARE(model.active(), 0);
        QVERIFY(model.data(model.index(0), SystemAlarmModel::RefusalRole).toString().isEmpty());
        model.apply(alarm(2, SystemAlarmState::Cleared, 1s));
        QCOMPARE(model.rowCount({}), 1);
    }
};

FACTEO_TEST(NoticeModelTest);
#include "notice_model_test.moc"
