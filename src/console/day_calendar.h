// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "protocol/words.h"

#include <QAbstractListModel>
#include <QDate>
#include <QStringList>
#include <QtQmlIntegration/qqmlintegration.h>
#include <optional>
#include <utility>

namespace facteo::console {

/// The first and the last millisecond of a day in this workstation's time zone.
[[nodiscard]] std::pair<protocol::Instant, protocol::Instant> boundsOf(QDate day);
[[nodiscard]] QDate dayOf(protocol::Instant at);

/// A month's page, to choose a day of the past from: six weeks that begin as the language's weeks do, with a
/// day that the keyboard is at. Days of which nothing can be there say why, and cannot be chosen. GUI thread.
class DayCalendar : public QAbstractListModel
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Whoever shows a day owns it")
    /// "November 2026"
    Q_PROPERTY(QString title READ title NOTIFY turned)
    /// "Mon", "Tue" … in the order of the columns.
    Q_PROPERTY(QStringList weekdays READ weekdays NOTIFY turned)
    /// The row where the keyboard is.
    Q_PROPERTY(int current READ current NOTIFY turned)
    /// Why the day of this row cannot be chosen; empty where it can.
    Q_PROPERTY(QString why READ why NOTIFY turned)
    Q_PROPERTY(bool hasEarlierMonth READ hasEarlierMonth NOTIFY turned)
    Q_PROPERTY(bool hasLaterMonth READ hasLaterMonth NOTIFY turned)
    /// How long positions are kept, as the hub says; empty while it did not.
    Q_PROPERTY(QString keptText READ keptText NOTIFY rangeChanged)

public:
    enum Role {
        NumberRole = Qt::UserRole + 1,
        NameRole, ///< "Saturday 21 November 2026"
        InMonthRole,
        WhyRole, ///< it cannot be chosen; empty where it can
        TodayRole,
        ChosenRole,
        CurrentRole,
    };
    static constexpr int kRows = 42;
    /// No hub keeps positions for longer.
    static constexpr int kMostDays = 366;

    explicit DayCalendar(QObject *parent = nullptr);

    [[nodiscard]] int rowCount(const QModelIndex &parent) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;

    [[nodiscard]] QString title() const;
    [[nodiscard]] QStringList weekdays() const;
    [[nodiscard]] int current() const;
    [[nodiscard]] QString why() const { return whyNot(m_cursor); }
    [[nodiscard]] bool hasEarlierMonth() const;
    [[nodiscard]] bool hasLaterMonth() const;
    [[nodiscard]] QString keptText() const;

    [[nodiscard]] QDate today() const { return m_today; }
    /// The first day of which positions may still be there; invalid while nobody said how long they are kept.
    [[nodiscard]] QDate firstKept() const { return m_firstKept; }
    [[nodiscard]] bool has(QDate day) const { return whyNot(day).isEmpty(); }
    [[nodiscard]] QDate chosen() const { return m_chosen; }
    void setChosen(QDate day);
    /// What the hub says; 0: nothing.
    void setKeptFor(std::chrono::days days);
    void tick(protocol::Instant now);
    /// The language changed.
    void refresh();

    /// Opened: the keyboard is at the chosen day, or at today.
    Q_INVOKABLE void open();
    Q_INVOKABLE void moveDays(int days) { moveTo(m_cursor.addDays(days)); }
    Q_INVOKABLE void moveMonths(int months) { moveTo(m_cursor.addMonths(months)); }
    Q_INVOKABLE void toMonthBegin();
    Q_INVOKABLE void toMonthEnd();
    /// Whether it could be: the keyboard is there in any case.
    Q_INVOKABLE bool choose(int row);

signals:
    void turned();
    void rangeChanged();
    void dayWanted(QDate day);

private:
    void moveTo(QDate day);
    void follow();
    [[nodiscard]] QDate firstShown() const;
    [[nodiscard]] QDate earliest() const;
    [[nodiscard]] QString whyNot(QDate day) const;

    QDate m_today;
    QDate m_firstKept;
    QDate m_chosen;
    QDate m_cursor;
    std::chrono::days m_keptFor{};
    protocol::Instant m_now;
};

} // namespace facteo::console
