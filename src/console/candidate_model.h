// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "console/alert_model.h"
#include "console/postman_model.h"
#include "console/task_model.h"
#include "domain/candidate.h"

#include <functional>
#include <unordered_map>

namespace facteo::console {

/// Says on another thread how many metres it is on foot along streets, to each place in turn; nothing where
/// no street leads. `then` comes back on the GUI thread; empty answer: there are no streets.
using FindWalks = std::function<void(protocol::Position from, std::vector<protocol::Position> to,
    std::function<void(std::vector<std::optional<double>>)> then)>;

/// One postman as an answer to "who could go there?".
struct CandidateRow
{
    domain::Candidate candidate;
    int place = 0; ///< 0 = best
    QString name;
    QString round;
    int openTasks = 0;
    bool byStreets = false; ///< his distance is the way there, not the straight line

    [[nodiscard]] protocol::HandsetId key() const { return candidate.handset; }
    bool operator==(const CandidateRow &) const = default;
};

/// Whom to ask for a task, best first. What hinders somebody is said, never hidden.
///
/// Empty until lookAround() names a place; from then on it follows the postmen. Ranked by the straight line
/// at first, and by the streets as soon as their ways are known.
class CandidateModel : public ListModel
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Desk owns it")

public:
    enum Role {
        HandsetIdRole = Qt::UserRole + 1,
        NameRole,
        RoundRole,
        PossibleRole,
        DistanceRole,
        WalkingRole,
        MinutesRole, ///< on foot, rounded up; 0 when nobody knows
        ByStreetsRole,
        HindranceRole,
        OpenTasksRole,
    };

    CandidateModel(const Directory &directory, const PostmanModel &postmen, const AlertModel &alerts,
        FindWalks walks, QObject *parent = nullptr);

    [[nodiscard]] int rowCount(const QModelIndex &parent) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;
    [[nodiscard]] const std::vector<CandidateRow> &rows() const { return m_rows; }

    /// Ranks everybody for this place, now and whenever follow() is called.
    Q_INVOKABLE void lookAround(double latitude, double longitude);
    Q_INVOKABLE void stop();
    /// Postmen moved: ranks again.
    void follow();
    void refresh() { everyRowChanged(); }

private:
    /// The way of one handset to the place, and from where.
    struct Walk
    {
        protocol::Position from;
        std::optional<double> metres;
    };

    [[nodiscard]] static QString hindrance(domain::Hindrance why);
    void useStreets(std::vector<CandidateRow> &rows) const;
    void askForWalks(
        const std::vector<CandidateRow> &rows, const std::vector<protocol::HandsetPicture> &pictures);

    const Directory &m_directory;
    const PostmanModel &m_postmen;
    const AlertModel &m_alerts;
    FindWalks m_findWalks; ///< may be empty
    std::optional<protocol::Position> m_where;
    std::unordered_map<protocol::HandsetId, Walk> m_walks; ///< to m_where
    bool m_asking = false;
    unsigned m_place = 0; ///< counts the places: answers about an earlier one are dropped
    std::vector<CandidateRow> m_rows;
};

} // namespace facteo::console
