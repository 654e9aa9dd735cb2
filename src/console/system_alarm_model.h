// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "console/list_model.h"
#include "console/news.h"

#include <vector>

namespace facteo::console {

/// The alarms of the technology: below everybody who is in danger, and never in his way.
class SystemAlarmModel : public ListModel
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Desk owns it")
    /// Those that nobody has acknowledged or shelved.
    Q_PROPERTY(int active READ active NOTIFY totalsChanged)

public:
    enum Role {
        AlarmIdRole = Qt::UserRole + 1,
        WhatRole,
        SubjectRole,
        DetailRole,
        StateTextRole,
        SinceRole,
        ToneRole,
        CanAcknowledgeRole,
        CanShelveRole,
        CanUnshelveRole,
        AskingRole,
        RefusalRole,
    };

    SystemAlarmModel(Ask ask, QObject *parent = nullptr);

    [[nodiscard]] int rowCount(const QModelIndex &parent) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;

    [[nodiscard]] int active() const { return m_active; }

    /// Inserts it, changes its row, or removes it once it is cleared.
    void apply(const protocol::SystemAlarm &alarm);
    void applyAll(const std::vector<protocol::SystemAlarm> &alarms);
    void refresh() { everyRowChanged(); }

    Q_INVOKABLE void acknowledge(const QString &alarmId);
    /// Out of sight for so long; nothing without a reason.
    Q_INVOKABLE void shelve(const QString &alarmId, int minutes, const QString &reason);
    Q_INVOKABLE void unshelve(const QString &alarmId);

signals:
    void totalsChanged();

private:
    struct Row
    {
        protocol::SystemAlarm alarm;
        bool asking = false;
        Unmet refusal;

        [[nodiscard]] protocol::SystemAlarmId key() const { return alarm.id; }
        bool operator==(const Row &) const = default;
    };

    static bool before(const Row &a, const Row &b);
    [[nodiscard]] const Row *find(const QString &alarmId) const;
    void act(const QString &alarmId, protocol::ActOnSystemAlarm wish);
    void put(Row row);
    void recount();

    Ask m_ask;
    std::vector<Row> m_rows;
    int m_active = 0;
};

} // namespace facteo::console
