// SPDX-License-Identifier: Apache-2.0
#include "console/alert_model.h"

#include "console/ids.h"
#include "console/tone.h"
#include "console/wording.h"
#include "domain/alert.h"

#include <QPointer>

namespace facteo::console {

using namespace protocol;

namespace {

bool isOpen(const Alert &alert)
{
    return alert.state != AlertState::Resolved;
}

/// Unanswered, in hand, ended.
int rank(const Alert &alert)
{
    if (alert.state == AlertState::Raised)
        return 0;
    return isOpen(alert) ? 1 : 2;
}

/// Whoever has waited longest comes first; of those that ended, the latest.
bool before(const AlertRow &a, const AlertRow &b)
{
    if (rank(a.alert) != rank(b.alert))
        return rank(a.alert) < rank(b.alert);
    if (a.alert.recordedAt != b.alert.recordedAt)
        return isOpen(a.alert) ? a.alert.recordedAt < b.alert.recordedAt
                               : a.alert.recordedAt > b.alert.recordedAt;
    return a.alert.number < b.alert.number;
}

tone::Kind toneOf(AlertState state)
{
    switch (state) {
    case AlertState::Raised:
    case AlertState::Confirmed:
        return tone::Danger;
    case AlertState::Acknowledged:
    case AlertState::Verifying:
        return tone::Attention;
    case AlertState::Claimed:
        return tone::Normal;
    case AlertState::FalseAlarm:
        return tone::Good;
    case AlertState::Resolved:
        return tone::Quiet;
    }
    Q_UNREACHABLE_RETURN(tone::Quiet);
}

} // namespace

AlertModel::AlertModel(
    const Directory &directory, OperatorId me, Ask ask, NearestAddress nearest, QObject *parent)
    : ListModel(parent), m_directory(directory), m_me(std::move(me)), m_ask(std::move(ask)),
      m_nearest(std::move(nearest))
{
}

int AlertModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QHash<int, QByteArray> AlertModel::roleNames() const
{
    return {
        {AlertIdRole, "alertId"},
        {NumberRole, "number"},
        {HandsetIdRole, "handsetId"},
        {OpenRole, "open"},
        {SectionRole, "section"},
        {ToneRole, "tone"},
        {StateTextRole, "stateText"},
        {WhoRole, "who"},
        {PhoneRole, "phone"},
        {RoundRole, "roundName"},
        {TriggerRole, "trigger"},
        {RaisedAtRole, "raisedAt"},
        {AgeRole, "age"},
        {PlaceRole, "place"},
        {HasPositionRole, "hasPosition"},
        {LatitudeRole, "latitude"},
        {LongitudeRole, "longitude"},
        {PositionAgeRole, "positionAge"},
        {AccuracyRole, "accuracy"},
        {OccurrencesRole, "occurrences"},
        {OwnerRole, "owner"},
        {MineRole, "mine"},
        {TriesRole, "tries"},
        {OutcomeRole, "outcome"},
        {ReasonRole, "reason"},
        {ExerciseRole, "exercise"},
        {CanAcknowledgeRole, "canAcknowledge"},
        {CanClaimRole, "canClaim"},
        {CanTakeOverRole, "canTakeOver"},
        {CanCallBackRole, "canCallBack"},
        {CanResolveRole, "canResolve"},
        {AskingRole, "asking"},
        {RefusalRole, "refusal"},
    };
}

QVariant AlertModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const auto &row = m_rows[static_cast<std::size_t>(index.row())];
    const auto &alert = row.alert;
    switch (role) {
    case AlertIdRole:
        return idText(alert.id);
    case NumberRole:
        return alert.number;
    case HandsetIdRole:
        return QString::fromStdString(alert.handset.text);
    case OpenRole:
        return isOpen(alert);
    case SectionRole:
        return isOpen(alert) ? tr("Open") : tr("Ended today");
    case ToneRole:
        return toneOf(alert.state);
    case StateTextRole:
        return Wording::state(alert.state);
    case TriggerRole:
        return Wording::trigger(alert.trigger);
    case RaisedAtRole:
        return Wording::clockSeconds(alert.raisedAt);
    case AgeRole:
        return Wording::span((isOpen(alert) ? m_now : alert.changedAt) - alert.recordedAt);
    case OccurrencesRole:
        return alert.occurrences;
    case OwnerRole:
        return QString::fromStdString(alert.ownerName);
    case MineRole:
        return isMine(row);
    case TriesRole:
        return alert.callBackTries;
    case OutcomeRole:
        return alert.outcome ? Wording::outcome(*alert.outcome) : QString();
    case ReasonRole:
        return QString::fromStdString(alert.reason);
    case ExerciseRole:
        return alert.exercise;
    case AskingRole:
        return row.asking;
    case RefusalRole:
        return row.refusal;
    case Qt::DisplayRole:
    case WhoRole:
    case PhoneRole:
    case RoundRole:
        return person(row, role);
    case PlaceRole:
    case HasPositionRole:
    case LatitudeRole:
    case LongitudeRole:
    case PositionAgeRole:
    case AccuracyRole:
        return position(row, role);
    default:
        return permission(row, role);
    }
}

QVariant AlertModel::person(const AlertRow &row, int role) const
{
    const auto *postman = m_directory.postman(row.alert.postman);
    if (role == PhoneRole)
        return postman ? QString::fromStdString(postman->phone) : QString();
    if (role == RoundRole) {
        const auto *round = m_directory.roundOf(row.alert.postman);
        return round ? QString::fromStdString(round->id.text) : QString();
    }
    if (row.alert.postman.empty())
        return QString::fromStdString(row.alert.handset.text);
    return m_directory.nameOf(row.alert.postman);
}

QVariant AlertModel::position(const AlertRow &row, int role) const
{
    const auto &fix = row.alert.lastFix;
    switch (role) {
    case HasPositionRole:
        return fix.has_value();
    case LatitudeRole:
        return fix ? fix->position.latDegrees() : 0.0;
    case LongitudeRole:
        return fix ? fix->position.lonDegrees() : 0.0;
    case PositionAgeRole:
        return fix ? Wording::span(m_now - fix->at) : QString();
    case AccuracyRole:
        return fix ? Wording::accuracy(fix->accuracyDm) : QString();
    default:
        break;
    }
    if (!fix)
        return tr("No position known");
    return row.place.isEmpty() ? Wording::coordinates(fix->position) : row.place;
}

QVariant AlertModel::permission(const AlertRow &row, int role) const
{
    const bool owned = !row.alert.owner.empty();
    switch (role) {
    case CanAcknowledgeRole:
        return may(row, AlertAct::Acknowledge);
    case CanClaimRole:
        return !owned && may(row, AlertAct::Claim);
    case CanTakeOverRole:
        return owned && !isMine(row) && isOpen(row.alert);
    case CanCallBackRole:
        return isMine(row) && may(row, AlertAct::CallBackNoAnswer);
    case CanResolveRole:
        return isMine(row) && may(row, AlertAct::Resolve);
    default:
        return {};
    }
}

bool AlertModel::may(const AlertRow &row, AlertAct act) const
{
    return domain::next(row.alert.state, act).has_value();
}

void AlertModel::apply(const Alert &alert)
{
    AlertRow row{.alert = alert, .place = {}, .asking = false, .refusal = {}};
    const auto *known = find(alert.id);
    const bool again = known && alert.occurrences > known->alert.occurrences;
    const bool fresh = !known && isOpen(alert);
    const bool moved = alert.lastFix && (!known || !known->alert.lastFix ||
                                            known->alert.lastFix->position != alert.lastFix->position);
    if (known) {
        row.place = known->place;
        row.asking = known->asking;
        // What was refused before the alert changed says nothing about it any more.
        row.refusal = known->alert.state == alert.state ? known->refusal : QString();
        // A fact may carry an older position than the picture did, or none.
        if (known->alert.lastFix && (!alert.lastFix || known->alert.lastFix->at > alert.lastFix->at))
            row.alert.lastFix = known->alert.lastFix;
    }
    put(std::move(row));
    recount();
    if (moved)
        lookUp(alert.id, alert.lastFix->position);
    if (fresh || again)
        emit raised(idText(alert.id));
}

void AlertModel::applyAll(const std::vector<Alert> &alerts)
{
    std::vector<AlertId> gone;
    for (const auto &row : m_rows)
        if (std::ranges::find(alerts, row.alert.id, &Alert::id) == alerts.end())
            gone.push_back(row.alert.id);
    for (const auto id : gone)
        drop(m_rows, id);
    for (const auto &alert : alerts)
        apply(alert);
    recount();
}

void AlertModel::applyFix(const HandsetId &handset, const Fix &fix)
{
    for (const auto &row : m_rows) {
        if (row.alert.handset != handset || !isOpen(row.alert))
            continue;
        if (row.alert.lastFix && row.alert.lastFix->at >= fix.at)
            return;
        auto alert = row.alert;
        alert.lastFix = fix;
        apply(alert);
        return;
    }
}

void AlertModel::tick(Instant now)
{
    m_now = now;
    everyRowChanged({AgeRole, PositionAgeRole});
}

AlertRow *AlertModel::find(AlertId id)
{
    const auto found = std::ranges::find(m_rows, id, &AlertRow::key);
    return found == m_rows.end() ? nullptr : &*found;
}

void AlertModel::put(AlertRow row)
{
    ListModel::put(m_rows, std::move(row), before);
}

void AlertModel::recount()
{
    int unanswered = 0;
    int open = 0;
    QString mostUrgent;
    for (const auto &row : m_rows) {
        open += isOpen(row.alert);
        if (row.alert.state != AlertState::Raised)
            continue;
        if (unanswered++ == 0)
            mostUrgent = idText(row.alert.id);
    }
    if (unanswered == m_unanswered && open == m_open && mostUrgent == m_mostUrgent)
        return;
    m_unanswered = unanswered;
    m_open = open;
    m_mostUrgent = mostUrgent;
    emit totalsChanged();
}

void AlertModel::lookUp(AlertId id, Position position)
{
    m_nearest(position, [self = QPointer(this), id, position](const QString &address) {
        if (!self)
            return;
        const auto *row = self->find(id);
        // He walks on while the look-up runs: an answer about where he was is no answer.
        if (!row || !row->alert.lastFix || row->alert.lastFix->position != position)
            return;
        auto changed = *row;
        changed.place = address;
        self->put(std::move(changed));
    });
}

void AlertModel::act(
    const QString &alertId, AlertAct act, std::optional<AlertOutcome> outcome, const QString &reason)
{
    const auto id = idFrom<AlertId>(alertId);
    const auto *row = id ? find(*id) : nullptr;
    if (!row || row->asking)
        return;
    auto asking = *row;
    asking.asking = true;
    asking.refusal.clear();
    put(std::move(asking));

    const ActOnAlert request{
        .alert = *id, .act = act, .outcome = outcome, .reason = reason.trimmed().toStdString()};
    m_ask(request, [self = QPointer(this), alert = *id](const Answer &answer) {
        const auto *asked = self ? self->find(alert) : nullptr;
        if (!asked)
            return;
        auto answered = *asked;
        answered.asking = false;
        answered.refusal = Wording::outcomeOf(answer);
        self->put(std::move(answered));
    });
}

void AlertModel::acknowledge(const QString &alertId)
{
    act(alertId, AlertAct::Acknowledge);
}

void AlertModel::claim(const QString &alertId, const QString &reason)
{
    act(alertId, AlertAct::Claim, {}, reason);
}

void AlertModel::calledBackSafe(const QString &alertId)
{
    act(alertId, AlertAct::CallBackSafe);
}

void AlertModel::calledBackNeedsHelp(const QString &alertId)
{
    act(alertId, AlertAct::CallBackNeedsHelp);
}

void AlertModel::calledBackNoAnswer(const QString &alertId)
{
    act(alertId, AlertAct::CallBackNoAnswer);
}

void AlertModel::resolve(const QString &alertId, int outcome, const QString &reason)
{
    const int last = std::to_underlying(AlertOutcome::Other);
    if (outcome < 0 || outcome >= last)
        return;
    act(alertId, AlertAct::Resolve, static_cast<AlertOutcome>(outcome + 1), reason);
}

QStringList AlertModel::outcomes()
{
    QStringList words;
    for (int i = std::to_underlying(AlertOutcome::Safe); i <= std::to_underlying(AlertOutcome::Other); ++i)
        words << Wording::outcome(static_cast<AlertOutcome>(i));
    return words;
}

} // namespace facteo::console
