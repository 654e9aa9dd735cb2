// SPDX-License-Identifier: Apache-2.0
#include "console/timeline_model.h"

#include "console/ids.h"
#include "console/wording.h"

namespace facteo::console {

using namespace protocol;

void FactBook::take(std::span<const Fact> facts)
{
    for (const auto &fact : facts) {
        if (m_facts.empty() || fact.number > m_facts.back().number) {
            m_facts.push_back(fact);
            continue;
        }
        const auto place = std::ranges::lower_bound(m_facts, fact.number, {}, &Fact::number);
        if (place->number != fact.number)
            m_facts.insert(place, fact);
    }
    if (m_facts.size() > kAtMost)
        m_facts.erase(m_facts.begin(), m_facts.end() - kAtMost);
}

TimelineModel::TimelineModel(const FactBook &book, const Directory &directory, QObject *parent)
    : ListModel(parent), m_book(book), m_directory(directory)
{
}

int TimelineModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_lines.size());
}

QHash<int, QByteArray> TimelineModel::roleNames() const
{
    return {
        {NumberRole, "number"}, {TimeRole, "time"}, {WhatRole, "what"}, {ByRole, "by"}, {NoteRole, "note"}};
}

QVariant TimelineModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const auto &fact = m_lines[static_cast<std::size_t>(index.row())].fact;
    const auto *alert = std::get_if<AlertFact>(&fact.body);
    const auto *task = std::get_if<TaskFact>(&fact.body);
    switch (role) {
    case NumberRole:
        return QString::number(fact.number);
    case TimeRole:
        return Wording::clockSeconds(fact.at);
    case Qt::DisplayRole:
    case WhatRole:
        return alert ? Wording::act(alert->act) : task ? Wording::act(task->act) : QString();
    case ByRole:
        return actor(fact);
    case NoteRole:
        if (alert)
            return QString::fromStdString(alert->note);
        return task && task->act == TaskAct::Decline ? QString::fromStdString(task->after.declineReason)
                                                     : QString();
    default:
        return {};
    }
}

/// The person where one is known, otherwise the machine.
QString TimelineModel::actor(const Fact &fact) const
{
    if (!fact.byName.empty())
        return QString::fromStdString(fact.byName);
    if (!fact.by.empty())
        return m_directory.nameOf(fact.by);
    const auto *postman = m_directory.bearer({fact.sender.text});
    return QString::fromStdString(postman ? postman->name : fact.sender.text);
}

void TimelineModel::setAbout(const QString &about)
{
    if (about == m_about)
        return;
    m_about = about;
    emit aboutChanged();
    follow();
}

void TimelineModel::follow()
{
    const auto isAboutIt = [&](const Fact &fact) {
        if (m_about.isEmpty())
            return false;
        if (const auto *alert = std::get_if<AlertFact>(&fact.body))
            return idText(alert->after.id) == m_about;
        const auto *task = std::get_if<TaskFact>(&fact.body);
        return task && idText(task->after.id) == m_about;
    };
    std::vector<Line> wanted;
    for (const auto &fact : m_book.facts())
        if (isAboutIt(fact))
            wanted.push_back({fact});
    become(m_lines, std::move(wanted), [](const Line &a, const Line &b) { return a.key() < b.key(); });
}

} // namespace facteo::console
