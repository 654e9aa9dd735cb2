// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QSortFilterProxyModel>
#include <QtQmlIntegration/qqmlintegration.h>

namespace facteo::console {

/// The one row of a model whose first role (its id) is `key`, or none: what a detail panel is a delegate of,
/// so that a row and its panel can never say different things.
class PickedRow : public QSortFilterProxyModel
{
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(QString key READ key WRITE setKey NOTIFY keyChanged)
    Q_PROPERTY(bool found READ found NOTIFY foundChanged)

public:
    explicit PickedRow(QObject *parent = nullptr);

    [[nodiscard]] QString key() const { return m_key; }
    void setKey(const QString &key);
    [[nodiscard]] bool found() const { return rowCount() > 0; }

signals:
    void keyChanged();
    void foundChanged();

protected:
    [[nodiscard]] bool filterAcceptsRow(int row, const QModelIndex &parent) const override;

private:
    QString m_key;
};

} // namespace facteo::console
