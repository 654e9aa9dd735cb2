// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "console/postman_model.h"

#include <QSortFilterProxyModel>
#include <QtQmlIntegration/qqmlintegration.h>

namespace facteo::console {

/// The postmen whose name, round or id fits what somebody typed, in an order that people can read.
class PostmanFilter : public QSortFilterProxyModel
{
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(
        facteo::console::PostmanModel *postmen READ postmen WRITE setPostmen NOTIFY postmenChanged REQUIRED)
    Q_PROPERTY(QString text READ text WRITE setText NOTIFY textChanged)
    /// Also handsets that nobody carries.
    Q_PROPERTY(bool everyHandset READ everyHandset WRITE setEveryHandset NOTIFY everyHandsetChanged)
    Q_PROPERTY(Order order READ order WRITE setOrder NOTIFY orderChanged)
    Q_PROPERTY(int count READ count NOTIFY countChanged)

public:
    enum Order {
        ByNeed, ///< unanswered alerts, those in hand, then by name with those on the map first
        ByHandset,
    };
    Q_ENUM(Order)

    explicit PostmanFilter(QObject *parent = nullptr);

    [[nodiscard]] PostmanModel *postmen() const { return m_postmen; }
    void setPostmen(PostmanModel *postmen);
    [[nodiscard]] QString text() const { return m_text; }
    void setText(const QString &text);
    [[nodiscard]] bool everyHandset() const { return m_everyHandset; }
    void setEveryHandset(bool every);
    [[nodiscard]] Order order() const { return m_order; }
    void setOrder(Order order);
    [[nodiscard]] int count() const { return rowCount(); }

    /// The handset in this row; empty when there is no such row.
    Q_INVOKABLE QString handsetAt(int row) const;

    /// Without accents and case: "Hélène" and "helene" are the same name.
    [[nodiscard]] static QString folded(const QString &text);

signals:
    void postmenChanged();
    void textChanged();
    void everyHandsetChanged();
    void orderChanged();
    void countChanged();

protected:
    [[nodiscard]] bool filterAcceptsRow(int row, const QModelIndex &parent) const override;
    [[nodiscard]] bool lessThan(const QModelIndex &left, const QModelIndex &right) const override;

private:
    PostmanModel *m_postmen = nullptr;
    QString m_text;
    QStringList m_words;
    bool m_everyHandset = false;
    Order m_order = ByNeed;
};

} // namespace facteo::console
