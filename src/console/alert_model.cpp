// SPDX-License-Identifier: Apache-2.0
#include "console/alert_model.h"

#include "console/ids.h"
#include "console/tone.h"
#include "console/wording.h"
#include "domain/alert.h"

#include <QPointer>
#include <tuple>

namespace facteo::console {

using namespace protocol;

namespace {

bool isOpen(const Alert &alert)
{
    return domain::isOpen(alert.state);
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
        {PressesRole, "presses"},
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

// NOLINTNEXTLINE(readability-function-size): a table
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
        return domain::isOpen(alert.state);
    case SectionRole:
        return domain::isOpen(alert.state) ? tr("Open") : tr("Ended today");
    case ToneRole:
        return toneOf(alert.state);
    case StateTextRole:
        return Wording::state(alert.state);
    case TriggerRole:
        return Wording::trigger(alert.trigger);
    case RaisedAtRole:
        return Wording::clockSeconds(alert.raisedAt);
    case AgeRole:
        return Wording::span((domain::isOpen(alert.state) ? m_now : alert.changedAt) - alert.recordedAt);
    case OccurrencesRole:
        return alert.occurrences;
    case PressesRole:
        return alert.occurrences > 1 ? tr("%n press(es)", "", static_cast<int>(alert.occurrences))
                                     : QString();
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
        return Wording::unmet(row.refusal);
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
        return postman ? Wording::phone(postman->phone) : QString();
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
        return owned && !isMine(row) && domain::isOpen(row.alert.state);
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
    const bool pressed = merge(alert);
    recount();
    if (pressed)
        emit raised(idText(alert.id));
}

bool AlertModel::merge(const Alert &alert)
{
    AlertRow row{.alert = alert, .place = {}, .asking = false, .refusal = {}};
    const auto *known = find(alert.id);
    const bool again = known && alert.occurrences > known->alert.occurrences;
    const bool fresh = !known && domain::isOpen(alert.state);
    const bool moved = alert.lastFix && (!known || !known->alert.lastFix ||
                                            known->alert.lastFix->position != alert.lastFix->position);
    if (known) {
        row.place = known->place;
        row.asking = known->asking;
        // What was refused before the alert changed says nothing about it any more.
        row.refusal = known->alert.state == alert.state ? known->refusal : Unmet();
        // A fact may carry an older position than the picture did, or none.
        if (known->alert.lastFix && (!alert.lastFix || known->alert.lastFix->at > alert.lastFix->at))
            row.alert.lastFix = known->alert.lastFix;
        const bool inHand = domain::isOpen(alert.state) && !domain::isUnanswered(alert.state);
        row.again = inHand && (known->again || again);
        row.recalled = inHand && (known->recalled || (again && known->alert.state == AlertState::FalseAlarm));
    }
    put(std::move(row));
    if (moved)
        lookUp(alert.id, alert.lastFix->position);
    return fresh || again;
}

void AlertModel::applyAll(const std::vector<Alert> &alerts)
{
    dropUnless(
        m_rows, [&](const AlertRow &row) { return std::ranges::contains(alerts, row.key(), &Alert::id); });
    std::vector<AlertId> pressed;
    for (const auto &alert : alerts)
        if (merge(alert))
            pressed.push_back(alert.id);
    recount();
    for (const auto id : pressed)
        emit raised(idText(id));
}

void AlertModel::applyFix(const HandsetId &handset, const Fix &fix)
{
    for (const auto &row : m_rows) {
        if (row.alert.handset != handset || !domain::isOpen(row.alert.state))
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

const AlertRow *AlertModel::find(const QString &alertId) const
{
    const auto id = idFrom<AlertId>(alertId);
    const auto found = id ? std::ranges::find(m_rows, *id, &AlertRow::key) : m_rows.end();
    return found == m_rows.end() ? nullptr : &*found;
}

bool AlertModel::isOpen(const QString &alertId) const
{
    const auto *row = find(alertId);
    return row && domain::isOpen(row->alert.state);
}

QString AlertModel::openAlertOf(const QString &handsetId) const
{
    const auto handset = handsetId.toStdString();
    const auto found = std::ranges::find_if(m_rows, [&](const AlertRow &row) {
        return row.alert.handset.text == handset && domain::isOpen(row.alert.state);
    });
    return found == m_rows.end() ? QString() : idText(found->alert.id);
}

QGeoCoordinate AlertModel::whereIs(const QString &alertId) const
{
    const auto *row = find(alertId);
    if (!row || !row->alert.lastFix)
        return {};
    const auto &position = row->alert.lastFix->position;
    return {position.latDegrees(), position.lonDegrees()};
}

void AlertModel::lookedAt(const QString &alertId)
{
    const auto *known = find(alertId);
    if (!known || !known->again)
        return;
    auto row = *known;
    row.again = false;
    row.recalled = false;
    put(std::move(row));
    recount();
}

void AlertModel::refresh()
{
    everyRowChanged();
    emit wordsChanged();
}

void AlertModel::put(AlertRow row)
{
    ListModel::put(m_rows, std::move(row), before);
}

void AlertModel::recount()
{
    int unanswered = 0;
    int open = 0;
    bool recalled = false;
    QString mostUrgent;
    QString pressedAgain;
    for (const auto &row : m_rows) {
        open += domain::isOpen(row.alert.state);
        recalled = recalled || row.recalled;
        // Whoever took his "all is well" back comes before whoever presses a second time.
        if (row.again && (pressedAgain.isEmpty() || row.recalled))
            pressedAgain = idText(row.alert.id);
        if (domain::isUnanswered(row.alert.state) && unanswered++ == 0)
            mostUrgent = idText(row.alert.id);
    }
    const bool sounding = unanswered > 0 || recalled;
    const auto now = std::tie(unanswered, open, mostUrgent, pressedAgain, sounding);
    auto told = std::tie(m_unanswered, m_open, m_mostUrgent, m_pressedAgain, m_sounding);
    if (now != told) {
        told = now;
        emit totalsChanged();
    }
    announce();
}

/// The rows in their order decide who is announced: changes of rank tell nobody a second time.
void AlertModel::announce()
{
    const auto isAnswered = [this](AlertId id) {
        const auto *row = find(id);
        return !row || !domain::isUnanswered(row->alert.state);
    };
    std::erase_if(m_announced, isAnswered);
    std::erase_if(m_located, isAnswered);
    const auto *urgent = find(m_mostUrgent);
    if (!urgent)
        return;
    const auto id = urgent->alert.id;
    const bool placed = urgent->alert.lastFix.has_value();
    if (!std::ranges::contains(m_announced, id)) {
        m_announced.push_back(id);
        emit announced(idText(id));
    }
    if (placed && !std::ranges::contains(m_located, id)) {
        m_located.push_back(id);
        emit located(idText(id));
    }
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
    asking.refusal = {};
    put(std::move(asking));

    const ActOnAlert request{
        .alert = *id, .act = act, .outcome = outcome, .reason = reason.trimmed().toStdString()};
    m_ask(request, [self = QPointer(this), alert = *id](const Answer &answer) {
        const auto *asked = self ? self->find(alert) : nullptr;
        if (!asked)
            return;
        auto answered = *asked;
        answered.asking = false;
        answered.refusal = unmetBy(answer);
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
