// SPDX-License-Identifier: Apache-2.0
#include "console/list_model.h"
#include "console/picked_row.h"
#include "support/registry.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <random>

namespace {

struct Row
{
    int id = 0;
    int weight = 0;

    [[nodiscard]] int key() const { return id; }
    bool operator==(const Row &) const = default;
};

bool lighter(const Row &a, const Row &b)
{
    return a.weight < b.weight;
}

class Rows : public facteo::console::ListModel
{
public:
    std::vector<Row> rows;

    [[nodiscard]] int rowCount(const QModelIndex &parent) const override
    {
        return parent.isValid() ? 0 : static_cast<int>(rows.size());
    }
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override
    {
        const auto &row = rows[static_cast<std::size_t>(index.row())];
        return role == Qt::DisplayRole    ? QVariant(row.weight)
               : role == Qt::UserRole + 1 ? QVariant(QString::number(row.id))
                                          : QVariant();
    }
    void give(Row row) { put(rows, row, lighter); }
    void take(int id) { drop(rows, id); }
    void be(std::vector<Row> wanted) { become(rows, std::move(wanted), lighter); }
};

} // namespace

class ListModelTest : public QObject
{
    Q_OBJECT

private slots:
    void RowsStayInOrderWhateverChanges()
    {
        Rows model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        std::mt19937 random(7);
        for (int i = 0; i < 2'000; ++i) {
            const int id = static_cast<int>(random() % 40);
            if (random() % 5 == 0)
                model.take(id);
            else
                model.give({id, static_cast<int>(random() % 100)});
            QVERIFY(std::ranges::is_sorted(model.rows, lighter));
        }
    }

    void SelectionFollowsARowThatMoves()
    {
        Rows model;
        for (int i = 0; i < 5; ++i)
            model.give({i, i * 10});
        const QPersistentModelIndex third = model.index(2);
        model.give({2, 100});
        QCOMPARE(third.row(), 4);
        model.give({2, -1});
        QCOMPARE(third.row(), 0);
    }

    void NothingIsSaidWhenNothingChanges()
    {
        Rows model;
        model.give({1, 5});
        const QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        model.give({1, 5});
        QCOMPARE(changed.count(), 0);
    }

    void BecomesWhatIsWantedWithoutAReset()
    {
        Rows model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        const QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
        model.be({{1, 3}, {2, 1}, {3, 2}});
        model.be({{3, 9}, {4, 4}, {1, 3}});
        QCOMPARE(model.rows, (std::vector<Row>{{1, 3}, {4, 4}, {3, 9}}));
        QCOMPARE(reset.count(), 0);
    }

    void APickedRowOutlivesEveryChangeOfRank()
    {
        Rows model;
        facteo::console::PickedRow picked;
        QAbstractItemModelTester tester(&picked, QAbstractItemModelTester::FailureReportingMode::QtTest);
        picked.setSourceModel(&model);
        picked.setKey(QStringLiteral("2"));
        for (int i = 0; i < 5; ++i)
            model.give({i, i * 10});
        QVERIFY(picked.found());
        const QSignalSpy inserted(&picked, &QAbstractItemModel::rowsInserted);
        const QSignalSpy removed(&picked, &QAbstractItemModel::rowsRemoved);
        const QSignalSpy laidOut(&picked, &QAbstractItemModel::layoutChanged);
        const QSignalSpy changed(&picked, &QAbstractItemModel::dataChanged);
        model.give({2, 100});
        model.give({2, -1});
        model.give({0, 50}); // somebody else's
        model.take(4);
        QCOMPARE(picked.index(0).data().toInt(), -1);
        QCOMPARE(changed.count(), 2);
        QCOMPARE(inserted.count() + removed.count() + laidOut.count(), 0);
        model.take(2);
        QVERIFY(!picked.found());
        QCOMPARE(removed.count(), 1);
        model.give({2, 3});
        QVERIFY(picked.found());
    }
};

FACTEO_TEST(ListModelTest);
#include "list_model_test.moc"
