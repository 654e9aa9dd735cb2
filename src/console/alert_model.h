// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "console/directory.h"
#include "console/list_model.h"
#include "console/news.h"
#include "domain/escalation.h"

#include <QGeoCoordinate>
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
    Unmet refusal;       ///< why the last one was not carried out
    bool again = false;  ///< pressed again while in hand, and nobody here has looked since

    [[nodiscard]] protocol::AlertId key() const { return alert.id; }
    bool operator==(const AlertRow &) const = default;
};

/// The danger alerts of the depot: unanswered first, then those in hand, those whose report is due, and those
/// that ended today.
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
    /// The alert in hand that was pressed again and that nobody here has looked at since; empty for none.
    Q_PROPERTY(QString pressedAgain READ pressedAgain NOTIFY totalsChanged)
    /// What an alert can end as, in words. "False alarm" is not among them: that is the postman's voice and
    /// his code word.
    Q_PROPERTY(QStringList outcomes READ outcomes NOTIFY wordsChanged)
    /// The response plan in words, in the order of protocol::kPlanSteps.
    Q_PROPERTY(QStringList planSteps READ planSteps NOTIFY wordsChanged)
    /// The other operators that are known here, by name: to whom an alert can be handed over.
    Q_PROPERTY(QStringList colleagues READ colleagues NOTIFY colleaguesChanged)

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
        PressesRole, ///< "2 presses", empty after one
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
        CanConfirmRole,
        CanDispatchRole,
        CanArriveRole,
        CanHandOverRole,
        CanCloseRole,
        CanReopenRole,
        CanNoteRole,
        CanStepRole,
        SilentRole,
        TimerRole,     ///< what runs down, in words; empty when nothing does
        TimerToneRole, ///< how that stands
        HelpRole,      ///< who goes there, in words; empty for nobody
        OfferedToRole, ///< the operator to whom it is handed over
        OfferedToMeRole,
        RungRole,  ///< who sounds or was told by now, in words; empty once somebody answered
        StepsRole, ///< when and by whom each of planSteps was done; empty where it was not
        CauseRole, ///< of the closing report, as the next three
        ActionsRole,
        CareOfferedRole,
        DepotHeadInformedRole,
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
    [[nodiscard]] QString pressedAgain() const { return m_pressedAgain; }
    /// Somebody has to be called to this desk: an alert has no answer.
    /// After a duress code nothing sounds: it could be heard where he is.
    [[nodiscard]] bool sounding() const { return m_sounding; }
    /// What this console has and nobody has answered.
    [[nodiscard]] std::vector<protocol::AlertId> unansweredIds() const;
    [[nodiscard]] static QStringList outcomes();
    [[nodiscard]] static QStringList planSteps();
    [[nodiscard]] QStringList colleagues() const { return m_colleagues; }
    [[nodiscard]] const std::vector<AlertRow> &rows() const { return m_rows; }

    /// Inserts the alert or changes its row.
    void apply(const protocol::Alert &alert);
    /// By what ladder alerts climb, and which console this is.
    void setLadder(protocol::EscalationPolicy ladder);
    void setConsole(protocol::SenderId console) { m_console = std::move(console); }
    /// Makes the list hold exactly these.
    void applyAll(const std::vector<protocol::Alert> &alerts);
    /// A fix of a handset that has an open alert: the row follows it.
    void applyFix(const protocol::HandsetId &handset, const protocol::Fix &fix);
    /// Ages grow. `now` by the hub's clock.
    void tick(protocol::Instant now);
    /// Names or the language changed.
    void refresh();
    /// More operators may be known.
    void followColleagues();

    Q_INVOKABLE bool isOpen(const QString &alertId) const;
    /// The alert of this handset that is not ended, the most urgent one; empty when there is none.
    Q_INVOKABLE QString openAlertOf(const QString &handsetId) const;
    /// Its last position; an invalid coordinate while none is known.
    Q_INVOKABLE QGeoCoordinate whereIs(const QString &alertId) const;
    /// Somebody has it before his eyes: pressing again is no news any more.
    Q_INVOKABLE void lookedAt(const QString &alertId);
    Q_INVOKABLE void acknowledge(const QString &alertId);
    /// `reason` is only needed to take it over from somebody else.
    Q_INVOKABLE void claim(const QString &alertId, const QString &reason = {});
    Q_INVOKABLE void calledBackSafe(const QString &alertId);
    Q_INVOKABLE void calledBackNeedsHelp(const QString &alertId);
    Q_INVOKABLE void calledBackNoAnswer(const QString &alertId);
    Q_INVOKABLE void calledBackDuress(const QString &alertId);
    /// Without a call. `reason` may be empty after a duress code.
    Q_INVOKABLE void confirm(const QString &alertId, const QString &reason);
    /// `minutes` until he should be there; 0: nobody said.
    Q_INVOKABLE void dispatch(const QString &alertId, const QString &who, bool emergency, int minutes);
    /// Tells a colleague's handset where he is needed, and once that is accepted, dispatches him.
    Q_INVOKABLE void sendColleague(
        const QString &alertId, const QString &handsetId, const QString &name, int minutes);
    Q_INVOKABLE void arrived(const QString &alertId);
    /// `colleague` is a place in colleagues().
    Q_INVOKABLE void handOver(const QString &alertId, int colleague, const QString &note);
    /// `outcome` is a place in outcomes().
    Q_INVOKABLE void resolve(const QString &alertId, int outcome, const QString &reason);
    Q_INVOKABLE void close(const QString &alertId, const QString &cause, const QString &actions,
        bool careOffered, bool depotHeadInformed);
    Q_INVOKABLE void reopen(const QString &alertId, const QString &reason);
    Q_INVOKABLE void note(const QString &alertId, const QString &text);
    /// `step` is a place in planSteps().
    Q_INVOKABLE void stepDone(const QString &alertId, int step);
    /// An alert in a postman's place; `thirdParty`: somebody else called. Nothing without a reason.
    Q_INVOKABLE void raise(const QString &handsetId, bool thirdParty, const QString &reason);

signals:
    void totalsChanged();
    void wordsChanged();
    void colleaguesChanged();
    /// The most urgent alert is one that was not it before: once for each time it is without an answer.
    void announced(const QString &alertId);
    /// Where an announced alert is: with its announcement, or as soon as its first position comes.
    void located(const QString &alertId);
    /// What became of raise(): why not, in words, or nothing.
    void raiseAnswered(const QString &handsetId, const QString &refusal);
    /// An alert that was not there before, or one that was pressed again.
    void raised(const QString &alertId, bool silent);

private:
    /// Asks the hub; `wish.alert` is filled in.
    void act(const QString &alertId, protocol::ActOnAlert wish);
    AlertRow *find(protocol::AlertId id);
    [[nodiscard]] const AlertRow *find(const QString &alertId) const;
    /// Takes the alert in without counting; says whether its button was pressed, for the first time or again.
    bool merge(const protocol::Alert &alert);
    void announce();
    void put(AlertRow row);
    void recount();
    void lookUp(protocol::AlertId id, protocol::Position position);
    [[nodiscard]] bool may(const AlertRow &row, protocol::AlertAct act) const;
    [[nodiscard]] bool isMine(const AlertRow &row) const { return row.alert.owner == m_me; }
    [[nodiscard]] QVariant person(const AlertRow &row, int role) const;
    [[nodiscard]] QVariant position(const AlertRow &row, int role) const;
    [[nodiscard]] QVariant permission(const AlertRow &row, int role) const;
    [[nodiscard]] QVariant course(const AlertRow &row, int role) const;
    [[nodiscard]] QString timer(const protocol::Alert &alert) const;

    const Directory &m_directory;
    protocol::OperatorId m_me;
    protocol::SenderId m_console;
    protocol::EscalationPolicy m_ladder = domain::defaultEscalation();
    Ask m_ask;
    NearestAddress m_nearest;
    std::vector<AlertRow> m_rows;
    protocol::Instant m_now;
    int m_unanswered = 0;
    int m_open = 0;
    QString m_mostUrgent;
    QString m_pressedAgain;
    bool m_sounding = false;
    QStringList m_colleagues;                   ///< as last told
    std::vector<protocol::AlertId> m_announced; ///< unanswered ones whose announcement is out
    std::vector<protocol::AlertId> m_located;   ///< of these, with a position
};

} // namespace facteo::console
