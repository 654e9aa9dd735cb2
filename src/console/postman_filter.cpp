// SPDX-License-Identifier: Apache-2.0
#include "console/postman_filter.h"

#include <tuple>

namespace facteo::console {

PostmanFilter::PostmanFilter(QObject *parent) : QSortFilterProxyModel(parent)
{
    connect(this, &QAbstractItemModel::rowsInserted, this, &PostmanFilter::countChanged);
    connect(this, &QAbstractItemModel::rowsRemoved, this, &PostmanFilter::countChanged);
    connect(this, &QAbstractItemModel::modelReset, this, &PostmanFilter::countChanged);
}

void PostmanFilter::setPostmen(PostmanModel *postmen)
{
    if (postmen == m_postmen)
        return;
    m_postmen = postmen;
    setSourceModel(postmen);
    // Ages change every second, but nothing that the order depends on.
    setDynamicSortFilter(true);
    setSortRole(PostmanModel::InAlertRole);
    sort(0);
    emit postmenChanged();
}

void PostmanFilter::setText(const QString &text)
{
    if (text == m_text)
        return;
    m_text = text;
    m_words = folded(text).split(QLatin1Char(' '), Qt::SkipEmptyParts);
    invalidateRowsFilter();
    emit textChanged();
}

void PostmanFilter::setEveryHandset(bool every)
{
    if (every == m_everyHandset)
        return;
    m_everyHandset = every;
    invalidateRowsFilter();
    emit everyHandsetChanged();
}

void PostmanFilter::setOrder(Order order)
{
    if (order == m_order)
        return;
    m_order = order;
    invalidate();
    emit orderChanged();
}

QString PostmanFilter::folded(const QString &text)
{
    QString plain;
    plain.reserve(text.size());
    for (const QChar c : text.normalized(QString::NormalizationForm_D))
        if (c.category() != QChar::Mark_NonSpacing)
            plain += c.toLower();
    return plain;
}

bool PostmanFilter::filterAcceptsRow(int row, const QModelIndex &) const
{
    const auto &postman = m_postmen->rows()[static_cast<std::size_t>(row)];
    if (postman.postman.empty() && !m_everyHandset)
        return false;
    if (m_words.isEmpty())
        return true;
    const QString all = folded(QStringLiteral("%1 %2 %3 %4 %5")
            .arg(postman.name, postman.round, postman.roundName, QString::fromStdString(postman.postman.text),
                QString::fromStdString(postman.picture.handset.text)));
    return std::ranges::all_of(m_words, [&](const QString &word) { return all.contains(word); });
}

bool PostmanFilter::lessThan(const QModelIndex &left, const QModelIndex &right) const
{
    const auto &a = m_postmen->rows()[static_cast<std::size_t>(left.row())];
    const auto &b = m_postmen->rows()[static_cast<std::size_t>(right.row())];
    if (m_order == ByHandset)
        return a.picture.handset < b.picture.handset;
    const auto key = [](const PostmanRow &row) {
        const int alert = row.alert == DotState::Alert ? 0 : row.alert == DotState::AlertInHand ? 1 : 2;
        return std::tuple(alert, !row.onMap());
    };
    if (key(a) != key(b))
        return key(a) < key(b);
    const int byName = QString::localeAwareCompare(a.name, b.name);
    return byName != 0 ? byName < 0 : a.picture.handset < b.picture.handset;
}

QString PostmanFilter::handsetAt(int row) const
{
    return index(row, 0).data(PostmanModel::HandsetIdRole).toString();
}

} // namespace facteo::console
