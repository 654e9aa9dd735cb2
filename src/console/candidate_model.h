// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "console/alert_model.h"
#include "console/postman_model.h"
#include "console/task_model.h"
#include "domain/candidate.h"

namespace facteo::console {

/// One postman as an answer to "who could go there?".
struct CandidateRow
{
    domain::Candidate candidate;
    int place = 0; ///< 0 = best
    QString name;
    QString round;
    int openTasks = 0;

    [[nodiscard]] protocol::HandsetId key() const { return candidate.handset; }
    bool operator==(const CandidateRow &) const = default;
};

/// Whom to ask for a task, best first. What hinders somebody is said, never hidden.
///
/// Empty until lookAround() names a place; from then on it follows the postmen.
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
        HindranceRole,
        OpenTasksRole,
    };

    CandidateModel(const Directory &directory, const PostmanModel &postmen, const AlertModel &alerts,
        QObject *parent = nullptr);

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
    [[nodiscard]] static QString hindrance(domain::Hindrance why);

    const Directory &m_directory;
    const PostmanModel &m_postmen;
    const AlertModel &m_alerts;
    std::optional<protocol::Position> m_where;
    std::vector<CandidateRow> m_rows;
};

} // namespace facteo::console
