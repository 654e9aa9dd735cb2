// SPDX-License-Identifier: Apache-2.0
#include "console/alert_model.h"

#include "console/ids.h"
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

/// Unanswered, a countdown, in hand, report due, ended.
int rank(const Alert &alert)
{
    if (domain::isUnanswered(alert.state))
        return 0;
    if (alert.state == AlertState::PreAlarm)
        return 1;
    if (!isOpen(alert))
        return 4;
    return domain::awaitsReport(alert.state) ? 3 : 2;
}

/// Of those that sound the gravest, then whoever has waited longest; of those that ended, the latest.
bool before(const AlertRow &a, const AlertRow &b)
{
    if (rank(a.alert) != rank(b.alert))
        return rank(a.alert) < rank(b.alert);
    if (rank(a.alert) == 0 && domain::priorityOf(a.alert) != domain::priorityOf(b.alert))
        return domain::priorityOf(a.alert) < domain::priorityOf(b.alert);
    if (a.alert.recordedAt != b.alert.recordedAt)
        return isOpen(a.alert) ? a.alert.recordedAt < b.alert.recordedAt
                               : a.alert.recordedAt > b.alert.recordedAt;
    return a.alert.number < b.alert.number;
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

void AlertModel::apply(const Alert &alert)
{
    const bool pressed = merge(alert);
    recount();
    if (pressed)
        emit raised(idText(alert.id), alert.silent);
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
    std::vector<const Alert *> pressed;
    for (const auto &alert : alerts)
        if (merge(alert))
            pressed.push_back(&alert);
    recount();
    for (const auto *alert : pressed)
        emit raised(idText(alert->id), alert->silent);
}

void AlertModel::setLadder(EscalationPolicy ladder)
{
    m_ladder = std::move(ladder);
    recount();
    everyRowChanged({TimerRole, RungRole});
}

std::vector<AlertId> AlertModel::unansweredIds() const
{
    std::vector<AlertId> ids;
    for (const auto &row : m_rows)
        if (domain::isUnanswered(row.alert.state) && ids.size() < Attend::kMostAlerts)
            ids.push_back(row.alert.id);
    return ids;
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
    everyRowChanged({AgeRole, PositionAgeRole, TimerRole, CanReopenRole});
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
    QString mostUrgent;
    QString pressedAgain;
    for (const auto &row : m_rows) {
        open += domain::isOpen(row.alert.state);
        if (row.again && pressedAgain.isEmpty())
            pressedAgain = idText(row.alert.id);
        if (domain::isUnanswered(row.alert.state) && unanswered++ == 0)
            mostUrgent = idText(row.alert.id);
    }
    const bool sounding = std::ranges::any_of(
        m_rows, [this](const auto &row) { return domain::soundsAt(m_console, row.alert, m_ladder); });
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

} // namespace facteo::console
