// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "console/list_model.h"
#include "protocol/records.h"

#include <vector>

namespace facteo::console {

/// Who was told of one alert, by what, and how far it got: the ladder as it was climbed.
class NoticeModel : public ListModel
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Desk owns it")
    /// The alert's id; empty: nothing is shown.
    Q_PROPERTY(QString about READ about WRITE setAbout NOTIFY aboutChanged)

public:
    enum Role {
        RecipientRole = Qt::UserRole + 1,
        ChannelRole,
        StageRole,
        TimeRole,
        DetailRole,
        ToneRole,
    };

    using ListModel::ListModel;

    [[nodiscard]] int rowCount(const QModelIndex &parent) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;

    [[nodiscard]] QString about() const { return m_about; }
    void setAbout(const QString &about);
    /// Something became of telling somebody.
    void apply(const protocol::Notice &notice);
    void applyAll(const std::vector<protocol::Notice> &notices);
    void refresh() { everyRowChanged(); }

signals:
    void aboutChanged();

private:
    struct Row
    {
        std::size_t place = 0; ///< in the order in which they were told
        protocol::Notice notice;

        [[nodiscard]] std::size_t key() const { return place; }
        bool operator==(const Row &) const = default;
    };

    void show();

    std::vector<protocol::Notice>
        m_notices; ///< of all alerts, the latest of each rung, channel and recipient
    QString m_about;
    std::vector<Row> m_rows;
};

} // namespace facteo::console
