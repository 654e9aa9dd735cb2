// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QAbstractListModel>
#include <QPersistentModelIndex>
#include <QPointer>
#include <QtQmlIntegration/qqmlintegration.h>

namespace facteo::console {

/// The one row of a model whose first role (its id) is `key`, or none: what a detail panel is a delegate of,
/// so that a row and its panel can never say different things.
///
/// It follows its row wherever the source moves it: a delegate lives as long as the row does, and with it
/// what somebody typed there.
class PickedRow : public QAbstractListModel
{
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(QString key READ key WRITE setKey NOTIFY keyChanged)
    Q_PROPERTY(
        QAbstractItemModel *sourceModel READ sourceModel WRITE setSourceModel NOTIFY sourceModelChanged)
    Q_PROPERTY(bool found READ found NOTIFY foundChanged)

public:
    using QAbstractListModel::QAbstractListModel;

    [[nodiscard]] QString key() const { return m_key; }
    void setKey(const QString &key);
    [[nodiscard]] QAbstractItemModel *sourceModel() const { return m_source; }
    void setSourceModel(QAbstractItemModel *source);
    [[nodiscard]] bool found() const { return m_found; }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;

signals:
    void keyChanged();
    void sourceModelChanged();
    void foundChanged();

private:
    void look();
    void lose();
    void onChanged(const QModelIndex &first, const QModelIndex &last, const QList<int> &roles);

    QString m_key;
    QPointer<QAbstractItemModel> m_source;
    QPersistentModelIndex m_row; ///< in the source
    bool m_found = false;
};

} // namespace facteo::console
