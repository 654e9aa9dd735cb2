// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "console/directory.h"
#include "console/list_model.h"

namespace facteo::console {

/// The depot's rounds that fit what somebody typed, by number: to choose one of.
class RoundList : public ListModel
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Desk owns it")
    Q_PROPERTY(QString typed READ typed WRITE setTyped NOTIFY typedChanged)

public:
    enum Role {
        RoundIdRole = Qt::UserRole + 1,
        RoundTextRole, ///< "T-12 · Les Tanneries"
        HolderRole,    ///< empty: uncovered today
    };
    Q_ENUM(Role)

    explicit RoundList(const Directory &directory, QObject *parent = nullptr);

    [[nodiscard]] int rowCount(const QModelIndex &parent) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;

    [[nodiscard]] QString typed() const { return m_typed; }
    void setTyped(const QString &typed);
    /// The roster changed.
    void follow();

    /// The round in this row; empty when there is no such row.
    Q_INVOKABLE QString roundAt(int row) const;

signals:
    void typedChanged();

private:
    struct Row
    {
        protocol::RoundId id;
        QString text;
        QString holder;

        [[nodiscard]] const protocol::RoundId &key() const { return id; }
        bool operator==(const Row &) const = default;
    };

    const Directory &m_directory;
    QString m_typed;
    std::vector<Row> m_rows;
};

} // namespace facteo::console
