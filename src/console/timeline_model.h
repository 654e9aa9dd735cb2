// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "console/directory.h"
#include "console/list_model.h"
#include "protocol/records.h"

#include <functional>
#include <span>
#include <vector>

namespace facteo::console {

/// The depot's facts as this console knows them, by number: the latest kAtMost.
class FactBook
{
public:
    static constexpr std::size_t kAtMost = 20'000;

    /// Facts it knows already are skipped. Ascending by number within the span.
    void take(std::span<const protocol::Fact> facts);
    [[nodiscard]] const std::vector<protocol::Fact> &facts() const { return m_facts; }
    /// Not the log that was followed so far.
    void clear() { m_facts.clear(); }

private:
    std::vector<protocol::Fact> m_facts; ///< ascending by number
};

/// What happened with one alert or one task, in the order of the log.
class TimelineModel : public ListModel
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Desk owns it")
    /// The alert's or task's id; empty: nothing is shown.
    Q_PROPERTY(QString about READ about WRITE setAbout NOTIFY aboutChanged)

public:
    enum Role { NumberRole = Qt::UserRole + 1, TimeRole, WhatRole, ByRole, NoteRole };

    TimelineModel(const FactBook &book, const Directory &directory, QObject *parent = nullptr);

    [[nodiscard]] int rowCount(const QModelIndex &parent) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;

    [[nodiscard]] QString about() const { return m_about; }
    void setAbout(const QString &about);
    /// The book grew.
    void follow();
    void refresh() { everyRowChanged(); }

signals:
    void aboutChanged();

private:
    struct Line
    {
        protocol::Fact fact;

        [[nodiscard]] std::uint64_t key() const { return fact.number; }
        bool operator==(const Line &other) const { return fact.number == other.fact.number; }
    };

    [[nodiscard]] QString actor(const protocol::Fact &fact) const;

    const FactBook &m_book;
    const Directory &m_directory;
    QString m_about;
    std::vector<Line> m_lines;
};

} // namespace facteo::console
