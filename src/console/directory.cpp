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
    m_otherHandsets.clear();
    m_rounds.clear();
    m_roundOfPostman.clear();
    m_ownPostmen.clear();
    m_ownHandsets.clear();
    m_ownRounds.clear();
    m_postmen.reserve(roster.postmen.size());
    m_handsets.reserve(roster.handsets.size());
    m_rounds.reserve(roster.rounds.size());
    m_roundOfPostman.reserve(roster.rounds.size());
    for (const auto &postman : roster.postmen)
        put(postman);
    for (const auto &handset : roster.handsets)
        put(handset);
    for (const auto &round : roster.rounds)
        put(round);
    for (auto &[depot, other] : m_others)
        welcome(other);
}

void Directory::join(std::span<const Roster> others)
{
    for (const auto &roster : others) {
        leave({&roster.depot.id, 1});
        auto &other = m_others[roster.depot.id];
        other.depot = roster.depot;
        const auto *depot = &*m_everJoined.insert(roster.depot.id).first;
        // Handsets are unique in the house; postmen need not be.
        const auto told = [&](const PostmanId &id) {
            return PostmanId{roster.depot.id.text + '/' + id.text};
        };
        other.postmen = roster.postmen;
        for (auto &postman : other.postmen)
            postman.id = told(postman.id);
        other.handsets.reserve(roster.handsets.size());
        for (const auto &handset : roster.handsets) {
            auto &theirs = other.handsets.emplace_back(handset, depot);
            if (!theirs.postman.empty())
                theirs.postman = told(theirs.postman);
        }
        welcome(other);
    }
}

void Directory::welcome(Other &other)
{
    if (other.depot.id == m_depot.id)
        return;
    for (auto &postman : other.postmen)
        m_postmen.add(&postman);
    for (auto &handset : other.handsets)
        if (m_handsets.add(&handset))
            m_otherHandsets.add(&handset);
}

void Directory::leave(std::span<const DepotId> others)
{
    for (const auto &depot : others) {
        const auto gone = m_others.extract(depot);
        if (gone.empty())
            continue;
        for (const auto &postman : gone.mapped().postmen)
            if (lookUp(m_postmen, postman.id) == &postman)
                m_postmen.erase(postman.id);
        for (const auto &handset : gone.mapped().handsets)
            if (lookUp(m_otherHandsets, handset.id) == &handset) {
                m_otherHandsets.erase(handset.id);
                m_handsets.erase(handset.id);
            }
    }
}

void Directory::take(const RosterFact &change)
{
    if (change.depot)
        m_depot = *change.depot;
    if (change.postman)
        put(*change.postman);
    if (change.handset)
        put(*change.handset);
    if (change.round)
        put(*change.round);
}

void Directory::put(const Postman &postman)
{
    if (auto *known = lookUp(m_postmen, postman.id))
        *known = postman;
    else
        m_postmen.add(&m_ownPostmen.emplace_back(postman));
}

void Directory::put(const Handset &handset)
{
    // A handset that comes from another depot stays in that depot's roster until it leaves.
    if (m_otherHandsets.erase(handset.id))
        m_handsets.erase(handset.id);
    if (auto *known = lookUp(m_handsets, handset.id))
        *known = handset;
    else
        m_handsets.add(&m_ownHandsets.emplace_back(handset));
}

void Directory::put(const Round &round)
{
    auto *known = lookUp(m_rounds, round.id);
    if (known) {
        // Whoever held it before may have another round by now; only his link to this one goes.
        if (lookUp(m_roundOfPostman, known->holder) == known)
            m_roundOfPostman.erase(known->holder);
        *known = round;
    } else {
        known = &m_ownRounds.emplace_back(round);
        m_rounds.add(known);
    }
    if (known->holder.empty())
        return;
    m_roundOfPostman.erase(known->holder);
    m_roundOfPostman.add(known);
}

Position Directory::middleOfRounds() const
{
    std::vector<std::int32_t> latE7;
    std::vector<std::int32_t> lonE7;
    for (const auto &round : m_ownRounds)
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
    return lookUp(m_postmen, id);
}

const Handset *Directory::handset(const HandsetId &id) const
{
    return lookUp(m_handsets, id);
}

const Postman *Directory::bearer(const HandsetId &id) const
{
    const auto *carried = handset(id);
    return carried ? postman(carried->postman) : nullptr;
}

const Round *Directory::roundOf(const PostmanId &id) const
{
    return lookUp(m_roundOfPostman, id);
}

const Round *Directory::round(const RoundId &id) const
{
    return lookUp(m_rounds, id);
}

std::vector<std::pair<OperatorId, std::string>> Directory::operators(const OperatorId &me) const
{
    std::vector<std::pair<OperatorId, std::string>> others(m_operators.begin(), m_operators.end());
    std::erase_if(others, [&](const auto &entry) { return entry.first == me; });
    std::ranges::sort(others, {}, &std::pair<OperatorId, std::string>::second);
    return others;
}

void Directory::learn(const OperatorId &id, const std::string &name)
{
    if (!id.empty() && !name.empty())
        m_operators.insert_or_assign(id, name);
}

const DepotId &Directory::depotOf(const HandsetId &id) const
{
    const auto *other = lookUp(m_otherHandsets, id);
    return other ? *other->depot : m_depot.id;
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
