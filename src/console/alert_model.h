// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "console/directory.h"
#include "console/list_model.h"
#include "console/news.h"

#include <chrono>

namespace facteo::console {

/// Finds the address nearest to a position and hands its words over later, on the caller's thread;
/// empty words when there is no map or no address near.
using NearestAddress = std::function<void(protocol::Position, std::function<void(QString)> then)>;

/// One alert as the list shows it.
struct AlertRow
{
    protocol::Alert alert;
    QString place;       ///< the nearest address of its last fix; empty until known
    bool asking = false; ///< a request about it is under way
    QString refusal;     ///< why the last one was not carried out

    [[nodiscard]] protocol::AlertId key() const { return alert.id; }
    bool operator==(const AlertRow &) const = default;
};

/// The danger alerts of the depot: unanswered first, then those in hand, then those that ended today.
///
/// A row changes when the fact comes back from the hub, never because somebody clicked.
class AlertModel : public ListModel
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Desk owns it")
    /// Alerts that nobody has answered yet: sound and banner live on it.
    Q_PROPERTY(int unanswered READ unanswered NOTIFY totalsChanged)
    Q_PROPERTY(int open READ open NOTIFY totalsChanged)
    /// The alert that has waited longest without an answer; empty when there is none.
    Q_PROPERTY(QString mostUrgent READ mostUrgent NOTIFY totalsChanged)

public:
    enum Role {
        AlertIdRole = Qt::UserRole + 1,
        NumberRole,
        HandsetIdRole,
        OpenRole,
        SectionRole,
        ToneRole,
        StateTextRole,
        WhoRole,
        PhoneRole,
        RoundRole,
        TriggerRole,
        RaisedAtRole,
        AgeRole,
        PlaceRole,
        HasPositionRole,
        LatitudeRole,
        LongitudeRole,
        PositionAgeRole,
        AccuracyRole,
        OccurrencesRole,
        OwnerRole,
        MineRole,
        TriesRole,
        OutcomeRole,
        ReasonRole,
        ExerciseRole,
        CanAcknowledgeRole,
        CanClaimRole,
        CanTakeOverRole,
        CanCallBackRole,
        CanResolveRole,
        AskingRole,
        RefusalRole,
    };

    AlertModel(const Directory &directory, protocol::OperatorId me, Ask ask, NearestAddress nearest,
        QObject *parent = nullptr);

    [[nodiscard]] int rowCount(const QModelIndex &parent) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;

    [[nodiscard]] int unanswered() const { return m_unanswered; }
    [[nodiscard]] int open() const { return m_open; }
    [[nodiscard]] QString mostUrgent() const { return m_mostUrgent; }
    [[nodiscard]] const std::vector<AlertRow> &rows() const { return m_rows; }

    /// Inserts the alert or changes its row.
    void apply(const protocol::Alert &alert);
    /// Makes the list hold exactly these.
    void applyAll(const std::vector<protocol::Alert> &alerts);
    /// A fix of a handset that has an open alert: the row follows it.
    void applyFix(const protocol::HandsetId &handset, const protocol::Fix &fix);
    /// Ages grow. `now` by the hub's clock.
    void tick(protocol::Instant now);
    /// Names or the language changed.
    void refresh() { everyRowChanged(); }

    Q_INVOKABLE void acknowledge(const QString &alertId);
    /// `reason` is only needed to take it over from somebody else.
    Q_INVOKABLE void claim(const QString &alertId, const QString &reason = {});
    Q_INVOKABLE void calledBackSafe(const QString &alertId);
    Q_INVOKABLE void calledBackNeedsHelp(const QString &alertId);
    Q_INVOKABLE void calledBackNoAnswer(const QString &alertId);
    /// `outcome` is a place in outcomes().
    Q_INVOKABLE void resolve(const QString &alertId, int outcome, const QString &reason);
    /// What an alert can end as, in words, in the order of protocol::AlertOutcome.
    Q_INVOKABLE static QStringList outcomes();

signals:
    void totalsChanged();
    /// An alert that was not there before, or one that was pressed again.
    void raised(const QString &alertId);

private:
    void act(const QString &alertId, protocol::AlertAct act,
        std::optional<protocol::AlertOutcome> outcome = {}, const QString &reason = {});
    AlertRow *find(protocol::AlertId id);
    void put(AlertRow row);
    void recount();
    void lookUp(protocol::AlertId id, protocol::Position position);
    [[nodiscard]] bool may(const AlertRow &row, protocol::AlertAct act) const;
    [[nodiscard]] bool isMine(const AlertRow &row) const { return row.alert.owner == m_me; }
    [[nodiscard]] QVariant person(const AlertRow &row, int role) const;
    [[nodiscard]] QVariant position(const AlertRow &row, int role) const;
    [[nodiscard]] QVariant permission(const AlertRow &row, int role) const;

    const Directory &m_directory;
    protocol::OperatorId m_me;
    Ask m_ask;
    NearestAddress m_nearest;
    std::vector<AlertRow> m_rows;
    protocol::Instant m_now;
    int m_unanswered = 0;
    int m_open = 0;
    QString m_mostUrgent;
};

} // namespace facteo::console
