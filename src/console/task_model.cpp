// SPDX-License-Identifier: Apache-2.0
#include "console/task_model.h"

#include "console/ids.h"
#include "console/tone.h"
#include "console/wording.h"
#include "domain/task.h"

#include <QPointer>
#include <cmath>

namespace facteo::console {

using namespace protocol;

namespace {

/// Waiting for somebody to send it, under way, ended.
int rank(const Task &task)
{
    if (task.state == TaskState::Planned || task.state == TaskState::Declined)
        return 0;
    return domain::isOpen(task.state) ? 1 : 2;
}

bool before(const TaskRow &a, const TaskRow &b)
{
    if (rank(a.task) != rank(b.task))
        return rank(a.task) < rank(b.task);
    if (rank(a.task) == 2 && a.task.changedAt != b.task.changedAt)
        return a.task.changedAt > b.task.changedAt;
    if (a.task.windowFrom != b.task.windowFrom)
        return a.task.windowFrom < b.task.windowFrom;
    return a.task.number < b.task.number;
}

tone::Kind toneOf(TaskState state)
{
    switch (state) {
    case TaskState::Planned:
        return tone::Attention;
    case TaskState::Declined:
        return tone::Danger;
    case TaskState::Sent:
    case TaskState::Delivered:
    case TaskState::Seen:
    case TaskState::Accepted:
    case TaskState::EnRoute:
    case TaskState::Arrived:
        return tone::Normal;
    case TaskState::Done:
        return tone::Good;
    case TaskState::Cancelled:
        return tone::Quiet;
    }
    Q_UNREACHABLE_RETURN(tone::Quiet);
}

int stepOf(TaskState state)
{
    switch (state) {
    case TaskState::Planned:
        return 0;
    case TaskState::Sent:
        return 1;
    case TaskState::Delivered:
        return 2;
    case TaskState::Seen:
        return 3;
    case TaskState::Accepted:
        return 4;
    case TaskState::EnRoute:
        return 5;
    case TaskState::Arrived:
        return 6;
    case TaskState::Done:
        return 7;
    case TaskState::Declined:
    case TaskState::Cancelled:
        return -1;
    }
    Q_UNREACHABLE_RETURN(-1);
}

tone::Kind toneOf(Wellbeing wellbeing)
{
    switch (wellbeing) {
    case Wellbeing::Ok:
        return tone::Good;
    case Wellbeing::SoSo:
    case Wellbeing::NotMet:
        return tone::Attention;
    case Wellbeing::Bad:
        return tone::Danger;
    }
    Q_UNREACHABLE_RETURN(tone::Quiet);
}

QString wordsOf(const std::string &utf8)
{
    return QString::fromStdString(utf8);
}

Instant instantFrom(double milliseconds)
{
    return Instant{std::chrono::milliseconds{std::llround(milliseconds)}};
}

} // namespace

TaskModel::TaskModel(const Directory &directory, Ask ask, QObject *parent)
    : ListModel(parent), m_directory(directory), m_ask(std::move(ask))
{
}

int TaskModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QHash<int, QByteArray> TaskModel::roleNames() const
{
    return {
        {TaskIdRole, "taskId"},
        {NumberRole, "number"},
        {SectionRole, "section"},
        {OpenRole, "open"},
        {ToneRole, "tone"},
        {StateTextRole, "stateText"},
        {StepRole, "step"},
        {BeneficiaryRole, "beneficiary"},
        {AddressRole, "address"},
        {NoteRole, "note"},
        {WindowRole, "window"},
        {LateRole, "late"},
        {HandsetIdRole, "handsetId"},
        {WhoRole, "who"},
        {ChangedAtRole, "changedAt"},
        {LatitudeRole, "latitude"},
        {LongitudeRole, "longitude"},
        {DeclineReasonRole, "declineReason"},
        {HasReportRole, "hasReport"},
        {WellbeingRole, "wellbeing"},
        {WellbeingToneRole, "wellbeingTone"},
        {NeedsRole, "needs"},
        {ObservationsRole, "observations"},
        {VisitTimeRole, "visitTime"},
        {CanSendRole, "canSend"},
        {CanCancelRole, "canCancel"},
        {AskingRole, "asking"},
        {RefusalRole, "refusal"},
    };
}

QVariant TaskModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const auto &row = m_rows[static_cast<std::size_t>(index.row())];
    const auto &task = row.task;
    switch (role) {
    case TaskIdRole:
        return idText(task.id);
    case NumberRole:
        return task.number;
    case SectionRole:
        return rank(task) == 0 ? tr("To be sent") : rank(task) == 1 ? tr("Under way") : tr("Ended");
    case OpenRole:
        return domain::isOpen(task.state);
    case ToneRole:
        return toneOf(task.state);
    case StateTextRole:
        return Wording::state(task.state);
    case StepRole:
        return stepOf(task.state);
    case Qt::DisplayRole:
    case BeneficiaryRole:
        return wordsOf(task.beneficiary);
    case AddressRole:
        return wordsOf(task.address);
    case NoteRole:
        return wordsOf(task.note);
    case WindowRole:
        return tr("%1 – %2", "time window")
            .arg(Wording::clock(task.windowFrom), Wording::clock(task.windowTo));
    case LateRole:
        return domain::isOpen(task.state) && m_now > task.windowTo;
    case HandsetIdRole:
        return wordsOf(task.handset.text);
    case WhoRole:
        return task.postman.empty() ? QString() : m_directory.nameOf(task.postman);
    case ChangedAtRole:
        return Wording::clock(task.changedAt);
    case LatitudeRole:
        return task.position.latDegrees();
    case LongitudeRole:
        return task.position.lonDegrees();
    case DeclineReasonRole:
        return wordsOf(task.declineReason);
    case CanSendRole:
        return domain::next(task.state, TaskAct::Send).has_value();
    case CanCancelRole:
        return domain::next(task.state, TaskAct::Cancel).has_value();
    case AskingRole:
        return row.asking;
    case RefusalRole:
        return Wording::unmet(row.refusal);
    default:
        return report(task, role);
    }
}

QVariant TaskModel::report(const Task &task, int role) const
{
    if (role == HasReportRole)
        return task.report.has_value();
    if (role < WellbeingRole || role > VisitTimeRole)
        return {};
    if (!task.report)
        return role == WellbeingToneRole ? QVariant(tone::Quiet) : QVariant(QString());
    const auto &report = *task.report;
    switch (role) {
    case WellbeingRole:
        return Wording::wellbeing(report.wellbeing);
    case WellbeingToneRole:
        return toneOf(report.wellbeing);
    case NeedsRole:
        return needs(report);
    case ObservationsRole:
        return wordsOf(report.observations);
    case VisitTimeRole:
        return tr("%1 – %2 (%3)", "visit began, ended, lasted")
            .arg(Wording::clock(report.beganAt), Wording::clock(report.endedAt),
                Wording::span(report.endedAt - report.beganAt));
    default:
        return {};
    }
}

QString TaskModel::needs(const VisitReport &report) const
{
    QStringList all;
    if (report.pain)
        all << tr("Says that something hurts");
    if (report.needsMedicines)
        all << tr("Needs medicines");
    if (report.needsShopping)
        all << tr("Needs shopping");
    if (!report.otherNeed.empty())
        all << wordsOf(report.otherNeed);
    return all.isEmpty() ? tr("No need reported") : all.join(QStringLiteral(" · "));
}

const Task *TaskModel::task(TaskId id) const
{
    const auto found = std::ranges::find(m_rows, id, &TaskRow::key);
    return found == m_rows.end() ? nullptr : &found->task;
}

void TaskModel::apply(const Task &task)
{
    TaskRow row{.task = task, .asking = false, .refusal = {}};
    if (const auto *known = find(task.id)) {
        row.asking = known->asking;
        row.refusal = known->task.state == task.state ? known->refusal : Unmet();
    }
    put(std::move(row));
    recount();
    if (m_creation && m_creation->id == task.id && !m_creation->asking)
        creationDone();
}

void TaskModel::applyAll(const std::vector<Task> &tasks)
{
    dropUnless(
        m_rows, [&](const TaskRow &row) { return std::ranges::contains(tasks, row.key(), &Task::id); });
    for (const auto &task : tasks)
        apply(task);
    recount();
}

void TaskModel::tick(Instant now)
{
    const auto ranOut = [&](const TaskRow &row) {
        return domain::isOpen(row.task.state) && m_now <= row.task.windowTo && now > row.task.windowTo;
    };
    const bool any = std::ranges::any_of(m_rows, ranOut);
    m_now = now;
    if (any)
        everyRowChanged({LateRole});
}

TaskRow *TaskModel::find(TaskId id)
{
    const auto found = std::ranges::find(m_rows, id, &TaskRow::key);
    return found == m_rows.end() ? nullptr : &*found;
}

void TaskModel::put(TaskRow row)
{
    ListModel::put(m_rows, std::move(row), before);
}

void TaskModel::recount()
{
    int open = 0;
    int toSend = 0;
    for (const auto &row : m_rows) {
        open += domain::isOpen(row.task.state);
        toSend += rank(row.task) == 0;
    }
    if (open == m_open && toSend == m_toSend)
        return;
    m_open = open;
    m_toSend = toSend;
    emit totalsChanged();
}

QString TaskModel::creationRefusal() const
{
    return Wording::unmet(m_creationRefusal);
}

void TaskModel::refresh()
{
    everyRowChanged();
    emit creationRefusalChanged();
}

void TaskModel::refuseCreation(const Unmet &why)
{
    if (why == m_creationRefusal)
        return;
    m_creationRefusal = why;
    emit creationRefusalChanged();
}

QString TaskModel::createVisit(const QString &beneficiary, const QString &address, double latitude,
    double longitude, const QString &note, double windowFromMs, double windowToMs, const QString &handsetId)
{
    Task task;
    task.id = TaskId{drawId()};
    task.kind = TaskKind::HomeVisit;
    task.beneficiary = beneficiary.trimmed().toStdString();
    task.address = address.trimmed().toStdString();
    task.position = {.latE7 = static_cast<std::int32_t>(std::lround(latitude * 1e7)),
        .lonE7 = static_cast<std::int32_t>(std::lround(longitude * 1e7))};
    task.note = note.trimmed().left(domain::kNoteLength).toStdString();
    task.windowFrom = instantFrom(windowFromMs);
    task.windowTo = instantFrom(windowToMs);
    // For the same reason the hub would give, but at once and beside the field.
    if (const auto why = domain::refusalOfNew(task, m_now)) {
        refuseCreation(*why == Refusal::TooLate ? Shortfall::WindowIsOver : Shortfall::Incomplete);
        return {};
    }
    refuseCreation({});
    m_creation = Creation{.id = task.id, .sendTo = HandsetId{handsetId.toStdString()}};
    emit creatingChanged();
    m_ask(CreateTask{task}, [self = QPointer(this), id = task.id](const Answer &answer) {
        if (self)
            self->creationAnswered(id, answer);
    });
    return idText(task.id);
}

void TaskModel::creationAnswered(TaskId id, const Answer &answer)
{
    if (!m_creation || m_creation->id != id)
        return;
    if (answer.done()) {
        creationDone();
        return;
    }
    // Without an answer it may have been recorded all the same: then its fact comes, and ends the waiting.
    const bool mayStillCome = !answer.body && answer.body.error() == AskFailure::NoAnswer;
    if (mayStillCome)
        m_creation->asking = false;
    else
        m_creation.reset();
    emit creatingChanged();
    refuseCreation(unmetBy(answer));
}

void TaskModel::creationDone()
{
    const auto creation = *std::exchange(m_creation, std::nullopt);
    emit creatingChanged();
    refuseCreation({});
    emit created(idText(creation.id));
    if (!creation.sendTo.empty())
        act(creation.id, TaskAct::Send, creation.sendTo, {});
}

void TaskModel::act(TaskId id, TaskAct act, const HandsetId &handset, const QString &reason)
{
    // The fact that creates a task may be behind the answer that promises it: then there is no row yet.
    if (const auto *row = find(id)) {
        if (row->asking)
            return;
        auto asking = *row;
        asking.asking = true;
        asking.refusal = {};
        put(std::move(asking));
    }
    const ActOnTask request{
        .task = id, .act = act, .handset = handset, .reason = reason.trimmed().toStdString()};
    m_ask(request, [self = QPointer(this), id](const Answer &answer) {
        const auto *asked = self ? self->find(id) : nullptr;
        if (!asked)
            return;
        auto answered = *asked;
        answered.asking = false;
        answered.refusal = unmetBy(answer);
        self->put(std::move(answered));
    });
}

void TaskModel::send(const QString &taskId, const QString &handsetId)
{
    if (const auto id = idFrom<TaskId>(taskId))
        act(*id, TaskAct::Send, HandsetId{handsetId.toStdString()}, {});
}

void TaskModel::cancel(const QString &taskId, const QString &reason)
{
    if (const auto id = idFrom<TaskId>(taskId))
        act(*id, TaskAct::Cancel, {}, reason);
}

} // namespace facteo::console
