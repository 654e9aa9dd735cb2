// SPDX-License-Identifier: Apache-2.0
#include "console/fleet_criteria.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <algorithm>
#include <bit>

namespace facteo::console {

using namespace Qt::StringLiterals;

void FleetCriteria::setText(const QString &text)
{
    if (text == m_text)
        return;
    m_text = text;
    setWords();
    emit changed();
}

void FleetCriteria::setWords()
{
    m_words.clear();
    for (const auto &word : fold(m_text).split(u' ', Qt::SkipEmptyParts))
        m_words.push_back(word.toStdString());
}

void FleetCriteria::setStates(States states)
{
    if (states == m_states)
        return;
    m_states = states;
    emit changed();
}

void FleetCriteria::toggle(State state)
{
    setStates(m_states ^ state);
}

void FleetCriteria::setLowBattery(bool low)
{
    if (low == m_lowBattery)
        return;
    m_lowBattery = low;
    emit changed();
}

void FleetCriteria::setTasks(int kinds)
{
    const auto known = static_cast<TaskKinds>(kinds & kEveryTaskKind);
    if (known == m_tasks)
        return;
    m_tasks = known;
    emit changed();
}

void FleetCriteria::toggleTask(int place)
{
    setTasks(m_tasks ^ 1 << place);
}

void FleetCriteria::setRound(const QString &round)
{
    if (round == m_round)
        return;
    m_round = round;
    m_roundId = {round.toStdString()};
    emit changed();
}

void FleetCriteria::setDepot(const QString &depot)
{
    protocol::DepotId id{depot.toStdString()};
    if (id == m_depot)
        return;
    m_depot = std::move(id);
    emit changed();
}

int FleetCriteria::narrowedBy() const
{
    return std::popcount(static_cast<unsigned>(m_states.toInt())) + std::popcount(m_tasks) +
           (m_lowBattery ? 1 : 0) + (m_round.isEmpty() ? 0 : 1) + (m_depot.empty() ? 0 : 1);
}

void FleetCriteria::widen()
{
    if (!narrowed())
        return;
    m_states = {};
    m_lowBattery = false;
    m_tasks = 0;
    m_round.clear();
    m_roundId = {};
    m_depot = {};
    emit changed();
}

QString FleetCriteria::toLine() const
{
    QJsonObject all;
    if (!m_text.isEmpty())
        all["text"_L1] = m_text;
    if (m_states)
        all["states"_L1] = static_cast<int>(m_states.toInt());
    if (m_lowBattery)
        all["lowBattery"_L1] = true;
    if (m_tasks != 0)
        all["tasks"_L1] = m_tasks;
    if (!m_round.isEmpty())
        all["round"_L1] = m_round;
    if (!m_depot.empty())
        all["depot"_L1] = depot();
    return QString::fromUtf8(QJsonDocument(all).toJson(QJsonDocument::Compact));
}

void FleetCriteria::fromLine(const QString &line)
{
    const auto all = QJsonDocument::fromJson(line.toUtf8()).object();
    constexpr int every = Live | Ageing | Lost | SharingOff | OffDutyOrBreak;
    m_text = all["text"_L1].toString();
    setWords();
    m_states = States::fromInt(all["states"_L1].toInt() & every);
    m_lowBattery = all["lowBattery"_L1].toBool();
    // Before kinds could be told apart, a view said only whether somebody had a task.
    const int before = all["withTask"_L1].toBool() ? kEveryTaskKind : 0;
    m_tasks = static_cast<TaskKinds>(all["tasks"_L1].toInt(before) & kEveryTaskKind);
    m_round = all["round"_L1].toString();
    m_roundId = {m_round.toStdString()};
    m_depot = {all["depot"_L1].toString().toStdString()};
    emit changed();
}

FleetCriteria::State FleetCriteria::stateOf(const PostmanRow &row)
{
    if (row.picture.absence() == protocol::Absence::SharingOff)
        return SharingOff;
    if (row.picture.absence() == protocol::Absence::OffDutyOrBreak)
        return OffDutyOrBreak;
    if (!row.onMap() || row.freshness == Freshness::Lost)
        return Lost;
    return row.freshness == Freshness::Fresh ? Live : Ageing;
}

bool FleetCriteria::accepts(const PostmanRow &row, const Bearer &bearer, std::string_view folded) const
{
    return std::ranges::all_of(m_words, [&](const std::string &word) { return folded.contains(word); }) &&
           narrowsTo(row, bearer);
}

bool FleetCriteria::narrowsTo(const PostmanRow &row, const Bearer &bearer) const
{
    if (row.alert != DotState::NoPosition)
        return true;
    if (m_states && !m_states.testFlag(stateOf(row)))
        return false;
    if (m_lowBattery && !row.isBatteryLow())
        return false;
    if (m_tasks != 0 && (row.taskKinds & m_tasks) == 0)
        return false;
    if (!m_depot.empty() && (!bearer.depot || *bearer.depot != m_depot))
        return false;
    return m_roundId.empty() || bearer.round == m_roundId;
}

QString FleetCriteria::fold(const QString &text)
{
    QString plain;
    plain.reserve(text.size());
    for (const QChar c : text.normalized(QString::NormalizationForm_D))
        if (c.category() != QChar::Mark_NonSpacing)
            plain += c.toLower();
    return plain;
}

} // namespace facteo::console
