// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "console/directory.h"
#include "console/list_model.h"
#include "console/news.h"

namespace facteo::console {

/// One task as the board shows it.
struct TaskRow
{
    protocol::Task task;
    bool asking = false; ///< a request about it is under way
    Unmet refusal;       ///< why the last one was not carried out

    [[nodiscard]] protocol::TaskId key() const { return task.id; }
    bool operator==(const TaskRow &) const = default;
};

/// The depot's tasks: those nobody has first, then those under way by their window, then those that ended.
///
/// A row changes when the fact comes back from the hub, never because somebody clicked.
class TaskModel : public ListModel
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Desk owns it")
    Q_PROPERTY(int open READ open NOTIFY totalsChanged)
    /// Tasks that wait for somebody to send them: new ones and declined ones.
    Q_PROPERTY(int toSend READ toSend NOTIFY totalsChanged)
    /// Why the last visit could not be created; empty when it could.
    Q_PROPERTY(QString creationRefusal READ creationRefusal NOTIFY creationRefusalChanged)
    /// The hub has been asked to create a visit and has not answered yet.
    Q_PROPERTY(bool creating READ creating NOTIFY creatingChanged)

public:
    enum Role {
        TaskIdRole = Qt::UserRole + 1,
        NumberRole,
        SectionRole,
        OpenRole,
        ToneRole,
        StateTextRole,
        StepRole, ///< 0 to be sent, 1 sent … 7 done; -1 declined or cancelled
        BeneficiaryRole,
        AddressRole,
        NoteRole,
        WindowRole,
        LateRole,
        HandsetIdRole,
        WhoRole,
        ChangedAtRole,
        LatitudeRole,
        LongitudeRole,
        DeclineReasonRole,
        HasReportRole,
        WellbeingRole,
        WellbeingToneRole,
        NeedsRole,
        ObservationsRole,
        VisitTimeRole,
        CanSendRole,
        CanCancelRole,
        AskingRole,
        RefusalRole,
    };

    TaskModel(const Directory &directory, Ask ask, QObject *parent = nullptr);

    [[nodiscard]] int rowCount(const QModelIndex &parent) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;

    [[nodiscard]] int open() const { return m_open; }
    [[nodiscard]] int toSend() const { return m_toSend; }
    [[nodiscard]] QString creationRefusal() const;
    [[nodiscard]] bool creating() const { return m_creation && m_creation->asking; }
    [[nodiscard]] const std::vector<TaskRow> &rows() const { return m_rows; }
    [[nodiscard]] const protocol::Task *task(protocol::TaskId id) const;

    void apply(const protocol::Task &task);
    void applyAll(const std::vector<protocol::Task> &tasks);
    /// Windows run out. `now` by the hub's clock.
    void tick(protocol::Instant now);
    /// Names or the language changed.
    void refresh();

    /// Asks the hub to create a home visit and, once it is recorded, to send it to `handsetId` (empty: not
    /// yet). Times are milliseconds of the epoch. Answers with the id that the task will have.
    Q_INVOKABLE QString createVisit(const QString &beneficiary, const QString &address, double latitude,
        double longitude, const QString &note, double windowFromMs, double windowToMs,
        const QString &handsetId);
    Q_INVOKABLE void send(const QString &taskId, const QString &handsetId);
    Q_INVOKABLE void cancel(const QString &taskId, const QString &reason);

signals:
    void totalsChanged();
    void creationRefusalChanged();
    void creatingChanged();
    /// The hub has recorded the visit that createVisit() asked for.
    void created(const QString &taskId);

private:
    /// A visit whose recording the hub has not confirmed.
    struct Creation
    {
        protocol::TaskId id;
        protocol::HandsetId sendTo; ///< empty: not yet
        bool asking = true;         ///< false: no answer came; its fact may still come
    };

    void creationAnswered(protocol::TaskId id, const Answer &answer);
    void creationDone();
    void act(protocol::TaskId id, protocol::TaskAct act, const protocol::HandsetId &handset,
        const QString &reason);
    TaskRow *find(protocol::TaskId id);
    void put(TaskRow row);
    void recount();
    void refuseCreation(const Unmet &why);
    [[nodiscard]] QVariant report(const protocol::Task &task, int role) const;
    [[nodiscard]] QString needs(const protocol::VisitReport &report) const;

    const Directory &m_directory;
    Ask m_ask;
    std::vector<TaskRow> m_rows;
    protocol::Instant m_now;
    int m_open = 0;
    int m_toSend = 0;
    Unmet m_creationRefusal;
    std::optional<Creation> m_creation;
};

} // namespace facteo::console
