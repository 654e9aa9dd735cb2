// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "console/overview_model.h"

#include <QSortFilterProxyModel>
#include <QtQmlIntegration/qqmlintegration.h>

namespace facteo::console {

/// The depots whose name or id fits what somebody typed; those with alerts first, then by name.
class OverviewFilter : public QSortFilterProxyModel
{
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(
        facteo::console::OverviewModel *depots READ depots WRITE setDepots NOTIFY depotsChanged REQUIRED)
    Q_PROPERTY(QString text READ text WRITE setText NOTIFY textChanged)
    /// Only those whose people are shown themselves.
    Q_PROPERTY(bool withPeople READ withPeople WRITE setWithPeople NOTIFY withPeopleChanged)

public:
    explicit OverviewFilter(QObject *parent = nullptr);

    [[nodiscard]] OverviewModel *depots() const;
    void setDepots(OverviewModel *depots);
    [[nodiscard]] QString text() const { return m_text; }
    void setText(const QString &text);
    [[nodiscard]] bool withPeople() const { return m_withPeople; }
    void setWithPeople(bool withPeople);

    /// The depot in this row; empty when there is no such row.
    Q_INVOKABLE QString depotAt(int row) const;

signals:
    void depotsChanged();
    void textChanged();
    void withPeopleChanged();

protected:
    [[nodiscard]] bool filterAcceptsRow(int row, const QModelIndex &parent) const override;
    [[nodiscard]] bool lessThan(const QModelIndex &left, const QModelIndex &right) const override;

private:
    QString m_text;
    bool m_withPeople = false;
};

} // namespace facteo::console
