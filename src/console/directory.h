// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "console/by_key.h"
#include "protocol/records.h"

#include <QString>
#include <deque>
#include <map>
#include <set>
#include <span>
#include <unordered_map>
#include <vector>

namespace facteo::console {

/// Who is who in the depot: postmen, rounds and handsets by id, as the hub last told. Each is kept once.
class Directory
{
public:
    Directory() = default;
    Directory(const Directory &) = delete;
    Directory &operator=(const Directory &) = delete;
    Directory(Directory &&) = delete;
    Directory &operator=(Directory &&) = delete;
    ~Directory() = default;

    void take(const protocol::Roster &roster);
    void take(const protocol::RosterFact &change);

    /// People of other depots of the house, whose names are known from now on, and no longer. Their rounds
    /// are not: only the depot of the desk has rounds.
    void join(std::span<const protocol::Roster> others);
    void leave(std::span<const protocol::DepotId> others);
    /// His hub is asked by another depot's desk, not by this one.
    [[nodiscard]] bool isOther(const protocol::HandsetId &id) const { return m_otherHandsets.contains(id); }
    /// Whose handset it is, the desk's depot for whoever is not known. The reference lives as long as this.
    [[nodiscard]] const protocol::DepotId &depotOf(const protocol::HandsetId &id) const;
    /// Of the desk's depot or of one that joined; else the id.
    [[nodiscard]] QString nameOf(const protocol::DepotId &id) const;

    [[nodiscard]] const protocol::Depot &depot() const { return m_depot; }
    /// Half of all stops lie north of it and half of them east: where to look at the depot's work. The depot
    /// itself, which stands wherever ground was cheap, when there are no rounds.
    [[nodiscard]] protocol::Position middleOfRounds() const;
    /// Null when there is no such one. Valid until the next take() or leave().
    [[nodiscard]] const protocol::Postman *postman(const protocol::PostmanId &id) const;
    [[nodiscard]] const protocol::Handset *handset(const protocol::HandsetId &id) const;
    /// The postman who carries this handset today.
    [[nodiscard]] const protocol::Postman *bearer(const protocol::HandsetId &id) const;
    /// The round that this postman walks today.
    [[nodiscard]] const protocol::Round *roundOf(const protocol::PostmanId &id) const;

    [[nodiscard]] const protocol::Round *round(const protocol::RoundId &id) const;
    [[nodiscard]] const std::deque<protocol::Round> &rounds() const { return m_ownRounds; }

    /// Operators are not in the roster: their names are learnt from what they did.
    void learn(const protocol::OperatorId &id, const std::string &name);
    /// Those that are known, but for `me`, by name.
    [[nodiscard]] std::vector<std::pair<protocol::OperatorId, std::string>> operators(
        const protocol::OperatorId &me) const;
    [[nodiscard]] QString nameOf(const protocol::OperatorId &id) const;

    /// The postman's name, or his id where the roster has no name.
    [[nodiscard]] QString nameOf(const protocol::PostmanId &id) const;
    /// Of whoever carries this handset today, or its id.
    [[nodiscard]] QString nameOf(const protocol::HandsetId &id) const;
    /// "T-12 · Les Tanneries", or its id where the roster has no such round.
    [[nodiscard]] QString nameOf(const protocol::RoundId &id) const;
    /// Pointers to all of them, in no order.
    [[nodiscard]] const auto &handsets() const { return m_handsets; }

private:
    struct OtherHandset : protocol::Handset
    {
        const protocol::DepotId *depot = nullptr;
    };
    struct Other
    {
        protocol::Depot depot;
        std::vector<protocol::Postman> postmen; ///< their ids begin with the depot's
        std::vector<OtherHandset> handsets;
    };

    void put(const protocol::Postman &postman);
    void put(const protocol::Handset &handset);
    void put(const protocol::Round &round);
    void welcome(Other &other);

    protocol::Depot m_depot;
    // The depot's own, and those of others; nobody moves while he is known.
    std::deque<protocol::Postman> m_ownPostmen;
    std::deque<protocol::Handset> m_ownHandsets;
    std::deque<protocol::Round> m_ownRounds;
    std::map<protocol::DepotId, Other> m_others;
    std::set<protocol::DepotId> m_everJoined; ///< what is handed out as a reference stays

    ByKey<protocol::Postman, &protocol::Postman::id> m_postmen;
    ByKey<protocol::Handset, &protocol::Handset::id> m_handsets;
    ByKey<OtherHandset, &OtherHandset::id> m_otherHandsets;
    ByKey<protocol::Round, &protocol::Round::id> m_rounds;
    ByKey<protocol::Round, &protocol::Round::holder> m_roundOfPostman;
    std::unordered_map<protocol::OperatorId, std::string> m_operators;
};

} // namespace facteo::console
