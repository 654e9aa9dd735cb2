// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "console/fleet_criteria.h"

#include <QAbstractListModel>
#include <QCollator>
#include <QPointer>
#include <QTimer>
#include <QtQmlIntegration/qqmlintegration.h>
#include <string>
#include <string_view>
#include <vector>

namespace facteo::console {

/// The postmen that fit some criteria, in an order that people can read.
///
/// Made for 85,000: what a row is sought and sorted by is worked out once, an order is made in one pass, and
/// views hear of at most two changes for it (rows at the end, then another order), never of a reset. What
/// changes by itself is put in order a few times a second; what somebody types at once.
class PostmanFilter : public QAbstractListModel
{
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(
        facteo::console::PostmanModel *postmen READ postmen WRITE setPostmen NOTIFY postmenChanged REQUIRED)
    /// None: everybody.
    Q_PROPERTY(
        facteo::console::FleetCriteria *criteria READ criteria WRITE setCriteria NOTIFY criteriaChanged)
    /// Also handsets that nobody carries.
    Q_PROPERTY(bool everyHandset READ everyHandset WRITE setEveryHandset NOTIFY everyHandsetChanged)
    Q_PROPERTY(Order order READ order WRITE setOrder NOTIFY orderChanged)
    Q_PROPERTY(int count READ count NOTIFY countChanged)
    /// The handsets that somebody looks for by words; empty while no word is typed, or too many fit.
    Q_PROPERTY(QStringList sought READ sought NOTIFY soughtChanged)
    /// Words are typed, and more fit than can be marked on a map.
    Q_PROPERTY(bool tooManySought READ tooManySought NOTIFY soughtChanged)

public:
    enum Order {
        ByNeed, ///< unanswered alerts, those in hand, then by name with those on the map first
        ByHandset,
    };
    Q_ENUM(Order)

    explicit PostmanFilter(QObject *parent = nullptr);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;

    [[nodiscard]] PostmanModel *postmen() const { return m_postmen; }
    void setPostmen(PostmanModel *postmen);
    [[nodiscard]] FleetCriteria *criteria() const { return m_criteria; }
    void setCriteria(FleetCriteria *criteria);
    [[nodiscard]] bool everyHandset() const { return m_everyHandset; }
    void setEveryHandset(bool every);
    [[nodiscard]] Order order() const { return m_order; }
    void setOrder(Order order);
    [[nodiscard]] int count() const { return static_cast<int>(m_shown.size()); }
    [[nodiscard]] QStringList sought() const { return m_sought; }
    [[nodiscard]] bool tooManySought() const { return m_tooManySought; }

    /// The handset in this row; empty when there is no such row.
    Q_INVOKABLE QString handsetAt(int row) const;
    /// The row of a handset, -1 when it is not shown.
    Q_INVOKABLE int rowOf(const QString &handset) const;

signals:
    void postmenChanged();
    void criteriaChanged();
    void everyHandsetChanged();
    void orderChanged();
    void countChanged();
    void soughtChanged();

private:
    using Row = std::uint32_t; ///< of the source

    void learnRows();
    void learnMore(std::size_t first);
    void appendTexts();
    void rankFrom(std::size_t first);
    [[nodiscard]] std::string_view foldedTexts(Row row) const;
    void sourceChanged(int first, int last, const QList<int> &roles);
    /// What the row is sorted by; kNotShown when it does not fit.
    [[nodiscard]] std::uint64_t keyOf(Row row) const;
    void arrange();
    /// From m_shown to `wanted`: never a reset.
    void show(std::vector<Row> wanted);
    void reorder(std::vector<Row> order);
    void numberPlaces();
    void markSought();

    QPointer<PostmanModel> m_postmen;
    QPointer<FleetCriteria> m_criteria;
    bool m_everyHandset = false;
    Order m_order = ByNeed;
    QCollator m_collator;

    /// All that somebody may look for, row after row, as FleetCriteria folds it: in one piece, because a word
    /// is looked for in all of it at every key that is typed.
    std::string m_folded;
    bool m_isRenamed = false; ///< it is not the rows' any more

    // By row of the source.
    std::vector<std::uint32_t> m_foldedEnd; ///< in m_folded
    std::vector<std::uint64_t> m_key;
    std::vector<Row> m_nameRank; ///< place of the name among all names
    std::vector<Row> m_idRank;
    std::vector<std::int32_t> m_place; ///< in m_shown; -1: not shown

    std::vector<Row> m_shown;
    QStringList m_sought;
    bool m_tooManySought = false;
    QTimer m_soon; ///< an order is due
};

} // namespace facteo::console
