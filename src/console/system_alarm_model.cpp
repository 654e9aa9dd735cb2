// SPDX-License-Identifier: Apache-2.0
#include "console/system_alarm_model.h"

#include "console/ids.h"
#include "console/tone.h"
#include "console/wording.h"
#include "domain/system_alarm.h"

#include <QPointer>
#include <tuple>

namespace facteo::console {

using namespace protocol;

SystemAlarmModel::SystemAlarmModel(Ask ask, QObject *parent) : ListModel(parent), m_ask(std::move(ask)) {}

int SystemAlarmModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QHash<int, QByteArray> SystemAlarmModel::roleNames() const
{
    return {{AlarmIdRole, "alarmId"}, {WhatRole, "what"}, {SubjectRole, "subject"}, {DetailRole, "detail"},
        {StateTextRole, "stateText"}, {SinceRole, "since"}, {ToneRole, "tone"},
        {CanAcknowledgeRole, "canAcknowledge"}, {CanShelveRole, "canShelve"},
        {CanUnshelveRole, "canUnshelve"}, {AskingRole, "asking"}, {RefusalRole, "refusal"}};
}

QVariant SystemAlarmModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const auto &row = m_rows[static_cast<std::size_t>(index.row())];
    const auto &alarm = row.alarm;
    const auto may = [&](SystemAlarmAct act) { return domain::next(alarm.state, act).has_value(); };
    switch (role) {
    case AlarmIdRole:
        return idText(alarm.id);
    case Qt::DisplayRole:
    case WhatRole:
        return Wording::kind(alarm.kind);
    case SubjectRole:
        return QString::fromStdString(alarm.subject);
    case DetailRole:
        return QString::fromStdString(alarm.detail);
    case StateTextRole:
        return alarm.state == SystemAlarmState::Shelved
                   ? tr("Shelved until %1, by %2")
                         .arg(Wording::clock(alarm.shelvedUntil), QString::fromStdString(alarm.byName))
                   : Wording::state(alarm.state);
    case SinceRole:
        return Wording::clockSeconds(alarm.since);
    case ToneRole:
        return alarm.state == SystemAlarmState::Active ? tone::Attention : tone::Quiet;
    case CanAcknowledgeRole:
        return may(SystemAlarmAct::Acknowledge);
    case CanShelveRole:
        return may(SystemAlarmAct::Shelve);
    case CanUnshelveRole:
        return may(SystemAlarmAct::Unshelve);
    case AskingRole:
        return row.asking;
    case RefusalRole:
        return Wording::unmet(row.refusal);
    default:
        return {};
    }
}

/// What nobody has looked at first, then the newest.
bool SystemAlarmModel::before(const Row &a, const Row &b)
{
    const auto rank = [](const Row &row) {
        return std::tuple(
            row.alarm.state != SystemAlarmState::Active, -row.alarm.since.time_since_epoch(), row.alarm.id);
    };
    return rank(a) < rank(b);
}

void SystemAlarmModel::put(Row row)
{
    ListModel::put(m_rows, std::move(row), before);
}

const SystemAlarmModel::Row *SystemAlarmModel::find(const QString &alarmId) const
{
    const auto id = idFrom<SystemAlarmId>(alarmId);
    const auto found = id ? std::ranges::find(m_rows, *id, &Row::key) : m_rows.end();
    return found == m_rows.end() ? nullptr : &*found;
}

void SystemAlarmModel::apply(const SystemAlarm &alarm)
{
    if (alarm.state == SystemAlarmState::Cleared)
        dropUnless(m_rows, [&](const Row &row) { return row.key() != alarm.id; });
    else
        put({.alarm = alarm, .asking = false, .refusal = {}});
    recount();
}

void SystemAlarmModel::applyAll(const std::vector<SystemAlarm> &alarms)
{
    dropUnless(
        m_rows, [&](const Row &row) { return std::ranges::contains(alarms, row.key(), &SystemAlarm::id); });
    for (const auto &alarm : alarms)
        put({.alarm = alarm, .asking = false, .refusal = {}});
    recount();
}

void SystemAlarmModel::recount()
{
    const auto active = static_cast<int>(std::ranges::count_if(
        m_rows, [](const Row &row) { return row.alarm.state == SystemAlarmState::Active; }));
    if (active == m_active)
        return;
    m_active = active;
    emit totalsChanged();
}

void SystemAlarmModel::act(const QString &alarmId, ActOnSystemAlarm wish)
{
    const auto *row = find(alarmId);
    if (!row || row->asking)
        return;
    wish.alarm = row->alarm.id;
    auto asking = *row;
    asking.asking = true;
    asking.refusal = {};
    put(std::move(asking));
    m_ask(wish, [self = QPointer(this), alarmId](const Answer &answer) {
        const auto *asked = self ? self->find(alarmId) : nullptr;
        if (!asked)
            return;
        auto answered = *asked;
        answered.asking = false;
        answered.refusal = unmetBy(answer);
        self->put(std::move(answered));
    });
}

void SystemAlarmModel::acknowledge(const QString &alarmId)
{
    act(alarmId, {.act = SystemAlarmAct::Acknowledge});
}

void SystemAlarmModel::shelve(const QString &alarmId, int minutes, const QString &reason)
{
    act(alarmId, {.act = SystemAlarmAct::Shelve,
                     .reason = reason.trimmed().toStdString(),
                     .shelveSeconds = static_cast<std::uint32_t>(std::max(minutes, 0)) * 60});
}

void SystemAlarmModel::unshelve(const QString &alarmId)
{
    act(alarmId, {.act = SystemAlarmAct::Unshelve});
}

} // namespace facteo::console
