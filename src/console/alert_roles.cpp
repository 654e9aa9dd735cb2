// SPDX-License-Identifier: Apache-2.0
#include "console/alert_model.h"
#include "console/ids.h"
#include "console/tone.h"
#include "console/wording.h"
#include "domain/alert.h"

namespace facteo::console {

using namespace protocol;

namespace {

tone::Kind toneOf(AlertState state)
{
    switch (state) {
    case AlertState::Raised:
    case AlertState::Confirmed:
        return tone::Danger;
    case AlertState::PreAlarm:
    case AlertState::Acknowledged:
    case AlertState::Verifying:
    case AlertState::Responding:
        return tone::Attention;
    case AlertState::Claimed:
    case AlertState::OnSite:
        return tone::Normal;
    case AlertState::FalseAlarm:
    case AlertState::Resolved:
        return tone::Good;
    case AlertState::Cancelled:
    case AlertState::Closed:
        return tone::Quiet;
    }
    Q_UNREACHABLE_RETURN(tone::Quiet);
}

} // namespace

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
        {CanConfirmRole, "canConfirm"},
        {CanDispatchRole, "canDispatch"},
        {CanArriveRole, "canArrive"},
        {CanHandOverRole, "canHandOver"},
        {CanCloseRole, "canClose"},
        {CanReopenRole, "canReopen"},
        {CanNoteRole, "canNote"},
        {CanStepRole, "canStep"},
        {SilentRole, "silent"},
        {TimerRole, "timer"},
        {TimerToneRole, "timerTone"},
        {HelpRole, "help"},
        {OfferedToRole, "offeredTo"},
        {OfferedToMeRole, "offeredToMe"},
        {RungRole, "rung"},
        {StepsRole, "steps"},
        {CauseRole, "cause"},
        {ActionsRole, "actions"},
        {CareOfferedRole, "careOffered"},
        {DepotHeadInformedRole, "depotHeadInformed"},
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
        return !domain::isOpen(alert.state)        ? tr("Ended today")
               : domain::awaitsReport(alert.state) ? tr("Report due")
                                                   : tr("Open");
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
    case SilentRole:
    case TimerRole:
    case TimerToneRole:
    case HelpRole:
    case OfferedToRole:
    case OfferedToMeRole:
    case RungRole:
    case StepsRole:
    case CauseRole:
    case ActionsRole:
    case CareOfferedRole:
    case DepotHeadInformedRole:
        return course(row, role);
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
    const auto &alert = row.alert;
    const bool owned = !alert.owner.empty();
    const bool mine = isMine(row);
    switch (role) {
    case CanAcknowledgeRole:
        return may(row, AlertAct::Acknowledge);
    case CanClaimRole:
        return (!owned || alert.offeredTo == m_me) && !mine && may(row, AlertAct::Claim);
    case CanTakeOverRole:
        return owned && !mine && alert.offeredTo != m_me && may(row, AlertAct::Claim);
    case CanCallBackRole:
        return mine && !alert.silent && may(row, AlertAct::CallBackSafe);
    case CanConfirmRole:
        return mine && may(row, AlertAct::Confirm);
    case CanDispatchRole:
        return mine && may(row, AlertAct::Dispatch);
    case CanArriveRole:
        return mine && alert.help && may(row, AlertAct::Arrive);
    case CanResolveRole:
        return mine && may(row, AlertAct::Resolve);
    case CanHandOverRole:
        return mine && may(row, AlertAct::HandOver);
    case CanCloseRole:
        return (mine || !owned) && may(row, AlertAct::Close);
    case CanReopenRole:
        return may(row, AlertAct::Reopen) && m_now - alert.stateSince <= domain::kReopenWithin;
    case CanNoteRole:
        return may(row, AlertAct::Note);
    case CanStepRole:
        return mine && may(row, AlertAct::Step);
    default:
        return {};
    }
}

QVariant AlertModel::course(const AlertRow &row, int role) const
{
    const auto &alert = row.alert;
    const auto report = alert.report.value_or(ClosingReport{});
    switch (role) {
    case SilentRole:
        return alert.silent;
    case TimerRole:
        return timer(alert);
    case TimerToneRole:
        return alert.help && alert.help->late ? tone::Danger : tone::Attention;
    case HelpRole:
        return alert.help ? QString::fromStdString(alert.help->who) : QString();
    case OfferedToRole:
        return QString::fromStdString(alert.offeredToName);
    case OfferedToMeRole:
        return alert.offeredTo == m_me;
    case RungRole:
        return domain::isUnanswered(alert.state)
                   ? tr("Sounds at: %1").arg(Wording::rung(domain::rungOf(alert, m_ladder).name))
                   : QString();
    case StepsRole: {
        QStringList done;
        for (const auto step : kPlanSteps) {
            const auto found = std::ranges::find(alert.steps, step, &AlertStep::step);
            done << (found == alert.steps.end()
                         ? QString()
                         : QStringLiteral("%1 · %2").arg(
                               Wording::clockSeconds(found->at), QString::fromStdString(found->byName)));
        }
        return done;
    }
    case CauseRole:
        return QString::fromStdString(report.cause);
    case ActionsRole:
        return QString::fromStdString(report.actions);
    case CareOfferedRole:
        return report.careOffered;
    case DepotHeadInformedRole:
        return report.depotHeadInformed;
    default:
        return {};
    }
}

/// What runs down, so that nobody has to reckon.
QString AlertModel::timer(const Alert &alert) const
{
    const auto left = [this](Instant at) {
        return Wording::span(std::max(at - m_now, std::chrono::milliseconds{0}));
    };
    if (alert.state == AlertState::PreAlarm)
        return m_now < alert.countdownEndsAt
                   ? tr("An alert in %1, unless he cancels").arg(left(alert.countdownEndsAt))
                   : tr("The countdown is over");
    if (const auto next = domain::nextRungAt(alert, m_ladder)) {
        auto climbed = alert;
        ++climbed.rung;
        return tr("In %1: %2").arg(left(*next), Wording::rung(domain::rungOf(climbed, m_ladder).name));
    }
    if (alert.state == AlertState::Acknowledged)
        return tr("Sounds again in %1, unless somebody looks after it")
            .arg(left(alert.stateSince + domain::kClaimWithin));
    if (alert.state != AlertState::Responding || !alert.help)
        return {};
    if (alert.help->dueAt == Instant{})
        return tr("Under way for %1").arg(Wording::span(m_now - alert.stateSince));
    return alert.help->dueAt < m_now ? tr("Late by %1").arg(Wording::span(m_now - alert.help->dueAt))
                                     : tr("Expected in %1").arg(left(alert.help->dueAt));
}

bool AlertModel::may(const AlertRow &row, AlertAct act) const
{
    return domain::next(row.alert.state, act).has_value();
}

} // namespace facteo::console
