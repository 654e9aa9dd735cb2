// SPDX-License-Identifier: Apache-2.0
#include "console/alert_model.h"
#include "console/ids.h"
#include "console/wording.h"
#include "domain/alert.h"

#include <QPointer>
#include <array>

namespace facteo::console {

using namespace protocol;

namespace {

/// What an operator may end an alert with.
constexpr std::array kOutcomes{AlertOutcome::Safe, AlertOutcome::Injured, AlertOutcome::Aggression,
    AlertOutcome::Animal, AlertOutcome::RoadAccident, AlertOutcome::Other};

/// What a handset shows, and how long it may still show it.
constexpr qsizetype kMessageLength = 280;
constexpr std::uint32_t kMessageValidSeconds = 600;

std::string trimmed(const QString &text)
{
    return text.trimmed().toStdString();
}

} // namespace

void AlertModel::act(const QString &alertId, ActOnAlert wish)
{
    const auto id = idFrom<AlertId>(alertId);
    const auto *row = id ? find(*id) : nullptr;
    if (!row || row->asking)
        return;
    auto asking = *row;
    asking.asking = true;
    asking.refusal = {};
    put(std::move(asking));

    wish.alert = *id;
    m_ask(wish, [self = QPointer(this), alert = *id](const Answer &answer) {
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
    act(alertId, {.act = AlertAct::Acknowledge});
}

void AlertModel::claim(const QString &alertId, const QString &reason)
{
    act(alertId, {.act = AlertAct::Claim, .reason = trimmed(reason)});
}

void AlertModel::calledBackSafe(const QString &alertId)
{
    act(alertId, {.act = AlertAct::CallBackSafe});
}

void AlertModel::calledBackNeedsHelp(const QString &alertId)
{
    act(alertId, {.act = AlertAct::CallBackNeedsHelp});
}

void AlertModel::calledBackNoAnswer(const QString &alertId)
{
    act(alertId, {.act = AlertAct::CallBackNoAnswer});
}

void AlertModel::calledBackDuress(const QString &alertId)
{
    act(alertId, {.act = AlertAct::CallBackDuress});
}

void AlertModel::confirm(const QString &alertId, const QString &reason)
{
    act(alertId, {.act = AlertAct::Confirm, .reason = trimmed(reason)});
}

void AlertModel::dispatch(const QString &alertId, const QString &who, bool emergency, int minutes)
{
    const auto due = minutes > 0 ? m_now + std::chrono::minutes{minutes} : Instant{};
    act(alertId, {.act = AlertAct::Dispatch,
                     .help = AlertHelp{.who = trimmed(who), .emergency = emergency, .dueAt = due}});
}

void AlertModel::sendColleague(
    const QString &alertId, const QString &handsetId, const QString &name, int minutes)
{
    const auto *row = find(alertId);
    if (!row || row->asking)
        return;
    // In a handset's 280 characters the names come first.
    const auto who = person(*row, WhoRole).toString();
    const auto where = position(*row, PlaceRole).toString();
    const auto text =
        row->alert.silent
            ? tr("%1 is in danger: %2. Go there without being seen. Do not call him.").arg(who, where)
            : tr("%1 needs help: %2. Please go there now.").arg(who, where);
    m_ask(SendCommand{.command = CommandId{drawId()},
              .kind = CommandKind::Message,
              .handset = {handsetId.toStdString()},
              .text = text.left(kMessageLength).toStdString(),
              .validSeconds = kMessageValidSeconds},
        [self = QPointer(this), alertId, name, minutes](const Answer &answer) {
            const auto *asked = self ? self->find(alertId) : nullptr;
            if (!asked)
                return;
            if (const auto unmet = unmetBy(answer); !std::holds_alternative<std::monostate>(unmet)) {
                auto refused = *asked;
                refused.refusal = unmet;
                self->put(std::move(refused));
                return;
            }
            self->dispatch(alertId, name, false, minutes);
        });
}

void AlertModel::arrived(const QString &alertId)
{
    act(alertId, {.act = AlertAct::Arrive});
}

void AlertModel::handOver(const QString &alertId, int colleague, const QString &note)
{
    const auto known = m_directory.operators(m_me);
    if (colleague < 0 || colleague >= static_cast<int>(known.size()))
        return;
    const auto &[id, name] = known[static_cast<std::size_t>(colleague)];
    act(alertId, {.act = AlertAct::HandOver, .reason = trimmed(note), .to = id, .toName = name});
}

void AlertModel::resolve(const QString &alertId, int outcome, const QString &reason)
{
    if (outcome < 0 || outcome >= static_cast<int>(kOutcomes.size()))
        return;
    act(alertId, {.act = AlertAct::Resolve,
                     .outcome = kOutcomes[static_cast<std::size_t>(outcome)],
                     .reason = trimmed(reason)});
}

void AlertModel::close(const QString &alertId, const QString &cause, const QString &actions, bool careOffered,
    bool depotHeadInformed)
{
    act(alertId, {.act = AlertAct::Close,
                     .report = ClosingReport{.cause = trimmed(cause),
                         .actions = trimmed(actions),
                         .careOffered = careOffered,
                         .depotHeadInformed = depotHeadInformed}});
}

void AlertModel::reopen(const QString &alertId, const QString &reason)
{
    act(alertId, {.act = AlertAct::Reopen, .reason = trimmed(reason)});
}

void AlertModel::note(const QString &alertId, const QString &text)
{
    act(alertId, {.act = AlertAct::Note, .reason = trimmed(text)});
}

void AlertModel::stepDone(const QString &alertId, int step)
{
    if (step >= 0 && step < static_cast<int>(kPlanSteps.size()))
        act(alertId, {.act = AlertAct::Step, .step = kPlanSteps[static_cast<std::size_t>(step)]});
}

void AlertModel::raise(const QString &handsetId, bool thirdParty, const QString &reason)
{
    m_ask(RaiseAlert{.alert = AlertId{drawId()},
              .trigger = thirdParty ? AlertTrigger::ThirdParty : AlertTrigger::SupervisorRaised,
              .handset = {handsetId.toStdString()},
              .reason = trimmed(reason)},
        [self = QPointer(this), handsetId](const Answer &answer) {
            if (self)
                emit self->raiseAnswered(handsetId, Wording::unmet(unmetBy(answer)));
        });
}

QStringList AlertModel::outcomes()
{
    QStringList words;
    for (const auto outcome : kOutcomes)
        words << Wording::outcome(outcome);
    return words;
}

QStringList AlertModel::planSteps()
{
    QStringList words;
    for (const auto step : kPlanSteps)
        words << Wording::step(step);
    return words;
}

void AlertModel::followColleagues()
{
    QStringList names;
    for (const auto &[id, name] : m_directory.operators(m_me))
        names << QString::fromStdString(name);
    if (names == m_colleagues)
        return;
    m_colleagues = names;
    emit colleaguesChanged();
}

} // namespace facteo::console
