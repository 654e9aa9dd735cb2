// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QSortFilterProxyModel>
#include <QtQmlIntegration/qqmlintegration.h>

namespace facteo::console {

/// The open tasks of one handset.
class TaskFilter : public QSortFilterProxyModel
{
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(QString handset READ handset WRITE setHandset NOTIFY handsetChanged)
    Q_PROPERTY(int count READ count NOTIFY countChanged)

public:
    explicit TaskFilter(QObject *parent = nullptr);

    [[nodiscard]] QString handset() const { return m_handset; }
    void setHandset(const QString &handset);
    [[nodiscard]] int count() const { return rowCount(); }

signals:
    void handsetChanged();
    void countChanged();

protected:
    [[nodiscard]] bool filterAcceptsRow(int row, const QModelIndex &parent) const override;

private:
    QString m_handset;
};

} // namespace facteo::console
