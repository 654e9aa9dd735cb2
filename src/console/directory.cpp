// SPDX-License-Identifier: Apache-2.0
#include "console/directory.h"

#include <algorithm>
#include <vector>

namespace facteo::console {

using namespace protocol;

void Directory::take(const Roster &roster)
{
    m_depot = roster.depot;
    m_postmen.clear();
    m_handsets.clear();
    m_rounds.clear();
    m_roundOfPostman.clear();
    for (const auto &postman : roster.postmen)
        m_postmen.emplace(postman.id, postman);
    for (const auto &handset : roster.handsets)
        m_handsets.emplace(handset.id, handset);
    for (const auto &round : roster.rounds)
        put(round);
    m_otherHandsets.clear();
    for (const auto &[depot, other] : m_others)
        welcome(other);
}

void Directory::join(std::span<const Roster> others)
{
    for (const auto &roster : others) {
        auto &other = m_others[roster.depot.id];
        other = {.depot = roster.depot, .postmen = roster.postmen, .handsets = roster.handsets};
        // Handsets are unique in the house; postmen need not be.
        const auto told = [&](const PostmanId &id) {
            return PostmanId{roster.depot.id.text + '/' + id.text};
        };
        for (auto &postman : other.postmen)
            postman.id = told(postman.id);
        for (auto &handset : other.handsets)
            if (!handset.postman.empty())
                handset.postman = told(handset.postman);
        welcome(other);
    }
}

void Directory::welcome(const Roster &other)
{
    if (other.depot.id == m_depot.id)
        return;
    const auto &depot = *m_everJoined.insert(other.depot.id).first;
    for (const auto &postman : other.postmen)
        m_postmen.emplace(postman.id, postman);
    for (const auto &handset : other.handsets)
        if (m_handsets.emplace(handset.id, handset).second)
            m_otherHandsets.emplace(handset.id, &depot);
}

void Directory::leave(std::span<const DepotId> others)
{
    for (const auto &depot : others) {
        const auto gone = m_others.extract(depot);
        if (gone.empty() || depot == m_depot.id)
            continue;
        for (const auto &postman : gone.mapped().postmen)
            m_postmen.erase(postman.id);
        for (const auto &handset : gone.mapped().handsets)
            if (m_otherHandsets.erase(handset.id) > 0)
                m_handsets.erase(handset.id);
    }
}

void Directory::take(const RosterFact &change)
{
    if (change.depot)
        m_depot = *change.depot;
    if (change.postman)
        m_postmen.insert_or_assign(change.postman->id, *change.postman);
    if (change.handset)
        m_handsets.insert_or_assign(change.handset->id, *change.handset);
    if (change.round)
        put(*change.round);
}

void Directory::put(const Round &round)
{
    // Whoever held it before may have another round by now; only his link to this one goes.
    if (const auto known = m_rounds.find(round.id); known != m_rounds.end()) {
        const auto link = m_roundOfPostman.find(known->second.holder);
        if (link != m_roundOfPostman.end() && link->second == round.id)
            m_roundOfPostman.erase(link);
    }
    m_rounds.insert_or_assign(round.id, round);
    if (!round.holder.empty())
        m_roundOfPostman.insert_or_assign(round.holder, round.id);
}

Position Directory::middleOfRounds() const
{
    std::vector<std::int32_t> latE7;
    std::vector<std::int32_t> lonE7;
    for (const auto &[id, round] : m_rounds)
        for (const auto &stop : round.stops) {
            latE7.push_back(stop.position.latE7);
            lonE7.push_back(stop.position.lonE7);
        }
    if (latE7.empty())
        return m_depot.position;
    const auto median = [](std::vector<std::int32_t> &values) {
        const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
        std::ranges::nth_element(values, middle);
        return *middle;
    };
    return {median(latE7), median(lonE7)};
}

const Postman *Directory::postman(const PostmanId &id) const
{
    const auto found = m_postmen.find(id);
    return found == m_postmen.end() ? nullptr : &found->second;
}

const Handset *Directory::handset(const HandsetId &id) const
{
    const auto found = m_handsets.find(id);
    return found == m_handsets.end() ? nullptr : &found->second;
}

const Postman *Directory::bearer(const HandsetId &id) const
{
    const auto *carried = handset(id);
    return carried ? postman(carried->postman) : nullptr;
}

const Round *Directory::roundOf(const PostmanId &id) const
{
    const auto link = m_roundOfPostman.find(id);
    if (link == m_roundOfPostman.end())
        return nullptr;
    return &m_rounds.at(link->second);
}

const Round *Directory::round(const RoundId &id) const
{
    const auto found = m_rounds.find(id);
    return found == m_rounds.end() ? nullptr : &found->second;
}

void Directory::learn(const OperatorId &id, const std::string &name)
{
    if (!id.empty() && !name.empty())
        m_operators.insert_or_assign(id, name);
}

const DepotId &Directory::depotOf(const HandsetId &id) const
{
    const auto other = m_otherHandsets.find(id);
    return other == m_otherHandsets.end() ? m_depot.id : *other->second;
}

QString Directory::nameOf(const DepotId &id) const
{
    const auto other = m_others.find(id);
    const auto &name = id == m_depot.id          ? m_depot.name
                       : other == m_others.end() ? id.text
                                                 : other->second.depot.name;
    return QString::fromStdString(name.empty() ? id.text : name);
}

QString Directory::nameOf(const OperatorId &id) const
{
    const auto known = m_operators.find(id);
    return QString::fromStdString(known == m_operators.end() ? id.text : known->second);
}

QString Directory::nameOf(const PostmanId &id) const
{
    const auto *known = postman(id);
    return QString::fromStdString(known && !known->name.empty() ? known->name : id.text);
}

QString Directory::nameOf(const HandsetId &id) const
{
    const auto *postman = bearer(id);
    return postman ? nameOf(postman->id) : QString::fromStdString(id.text);
}

QString Directory::nameOf(const RoundId &id) const
{
    const auto *known = round(id);
    const auto text = QString::fromStdString(id.text);
    return known && !known->name.empty()
               ? QStringLiteral("%1 · %2").arg(text, QString::fromStdString(known->name))
               : text;
}

} // namespace facteo::console
