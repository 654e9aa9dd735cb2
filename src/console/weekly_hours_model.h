// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "console/list_model.h"
#include "protocol/records.h"

#include <QString>
#include <expected>

namespace facteo::console {

/// Why the hours as they are typed cannot be kept.
enum class HoursFault : std::uint8_t {
    NoDay,
    NoTime, ///< not written like 14:30
    Backwards,
};

/// Parts of the week as somebody types them: one row each, with its days as switches and its times as text.
class WeeklyHoursModel : public ListModel
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("GeofenceDraft owns it")

public:
    enum Role {
        DaysRole = Qt::UserRole + 1, ///< bit 0: Monday … bit 6: Sunday
        FromTextRole,
        ToTextRole,
        FaultTextRole, ///< empty when it can be kept
    };

    using ListModel::ListModel;

    [[nodiscard]] int rowCount(const QModelIndex &parent) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;

    void set(const std::vector<protocol::WeeklyHours> &hours);
    /// The first row's fault where there is one.
    [[nodiscard]] std::expected<std::vector<protocol::WeeklyHours>, HoursFault> hours() const;
    void refresh() { everyRowChanged(); }

    /// One row more: Monday to Friday, in the morning: when rounds are walked.
    Q_INVOKABLE void add();
    Q_INVOKABLE void removeAt(int row);
    Q_INVOKABLE void toggleDay(int row, int day);
    Q_INVOKABLE void setFrom(int row, const QString &text);
    Q_INVOKABLE void setTo(int row, const QString &text);

signals:
    void edited();

private:
    struct Row
    {
        std::uint8_t days = 0;
        QString from;
        QString to;
    };

    [[nodiscard]] static std::expected<protocol::WeeklyHours, HoursFault> read(const Row &row);
    void changed(int row);

    std::vector<Row> m_rows;
};

} // namespace facteo::console
