// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "console/postman_model.h"

#include <QObject>
#include <QtQmlIntegration/qqmlintegration.h>
#include <string>
#include <string_view>
#include <vector>

namespace facteo::console {

/// Which postmen somebody wants to see, in the list and on the map: everything that is set must fit.
///
/// Whoever is in alert fits as soon as the words do: nothing else hides a person in danger. (And on the map
/// nothing at all does.)
class FleetCriteria : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    /// Words of name, round and numbers, as typed.
    Q_PROPERTY(QString text READ text WRITE setText NOTIFY changed)
    /// Any of these states; none: all.
    Q_PROPERTY(States states READ states WRITE setStates NOTIFY changed)
    Q_PROPERTY(bool lowBattery READ lowBattery WRITE setLowBattery NOTIFY changed)
    /// Who has an open task of any of these kinds (TaskKinds); none: also without a task.
    Q_PROPERTY(int tasks READ tasks WRITE setTasks NOTIFY changed)
    /// Id of a round; empty: all.
    Q_PROPERTY(QString round READ round WRITE setRound NOTIFY changed)
    /// Id of a depot of the house; empty: all whose people are shown.
    Q_PROPERTY(QString depot READ depot WRITE setDepot NOTIFY changed)
    /// Something besides the text is set.
    Q_PROPERTY(bool narrowed READ narrowed NOTIFY changed)
    /// How many things besides the text are set.
    Q_PROPERTY(int narrowedBy READ narrowedBy NOTIFY changed)

public:
    enum State {
        Live = 1,
        Ageing = 2, ///< ageing and stale: some doubt
        Lost = 4,
        SharingOff = 8,
        OffDutyOrBreak = 16,
    };
    Q_DECLARE_FLAGS(States, State)
    Q_FLAG(States)

    using QObject::QObject;

    [[nodiscard]] QString text() const { return m_text; }
    void setText(const QString &text);
    [[nodiscard]] States states() const { return m_states; }
    void setStates(States states);
    [[nodiscard]] bool lowBattery() const { return m_lowBattery; }
    void setLowBattery(bool low);
    [[nodiscard]] int tasks() const { return m_tasks; }
    void setTasks(int kinds);
    [[nodiscard]] QString round() const { return m_round; }
    void setRound(const QString &round);
    [[nodiscard]] QString depot() const { return QString::fromStdString(m_depot.text); }
    void setDepot(const QString &depot);
    [[nodiscard]] bool narrowed() const { return narrowedBy() > 0; }
    [[nodiscard]] int narrowedBy() const;

    Q_INVOKABLE bool has(State state) const { return m_states.testFlag(state); }
    Q_INVOKABLE void toggle(State state);
    /// By its place in protocol::kTaskKinds.
    Q_INVOKABLE void toggleTask(int place);
    /// Everything but the text.
    Q_INVOKABLE void widen();
    /// All of it as one line, to be kept, and back. What a line does not say is not set; a line that is none
    /// sets nothing.
    [[nodiscard]] QString toLine() const;
    void fromLine(const QString &line);

    /// `folded`: what fold() makes of the row's texts, UTF-8.
    [[nodiscard]] bool accepts(const PostmanRow &row, const Bearer &bearer, std::string_view folded) const;
    /// The same without the words: whom the map shows. What is typed marks there and hides nobody.
    [[nodiscard]] bool narrowsTo(const PostmanRow &row, const Bearer &bearer) const;

    /// Without accents and case: "Hélène" and "helene" are the same name.
    [[nodiscard]] static QString fold(const QString &text);
    [[nodiscard]] static State stateOf(const PostmanRow &row);

signals:
    void changed();

private:
    void setWords();

    QString m_text;
    std::vector<std::string> m_words; ///< of the text, folded
    States m_states;
    bool m_lowBattery = false;
    TaskKinds m_tasks = 0;
    QString m_round;
    protocol::RoundId m_roundId; ///< the same
    protocol::DepotId m_depot;
};

Q_DECLARE_OPERATORS_FOR_FLAGS(FleetCriteria::States)

} // namespace facteo::console
