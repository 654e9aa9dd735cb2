// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "console/list_model.h"
#include "protocol/words.h"

#include <QString>
#include <functional>
#include <vector>

namespace facteo::console {

struct FoundAddress
{
    QString text; ///< one line, as people write it
    QString town;
    protocol::Position position;

    [[nodiscard]] QString key() const { return text + town; }
    bool operator==(const FoundAddress &) const = default;
};

/// Looks addresses up somewhere else than on the GUI thread; `then` comes back on it, best match first.
using FindAddresses =
    std::function<void(const QString &typed, std::function<void(std::vector<FoundAddress>)> then)>;

/// What fits the address that somebody is typing. Answers to what he typed before are dropped.
class AddressSearch : public ListModel
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Desk owns it")
    Q_PROPERTY(QString typed READ typed WRITE setTyped NOTIFY typedChanged)
    /// Something was typed and nothing fits.
    Q_PROPERTY(bool nothingFound READ nothingFound NOTIFY answered)

public:
    enum Role { AddressRole = Qt::UserRole + 1, TownRole, LatitudeRole, LongitudeRole };
    Q_ENUM(Role)

    explicit AddressSearch(FindAddresses find, QObject *parent = nullptr);

    [[nodiscard]] int rowCount(const QModelIndex &parent) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;

    [[nodiscard]] QString typed() const { return m_typed; }
    void setTyped(const QString &typed);
    [[nodiscard]] bool nothingFound() const { return m_nothingFound; }

signals:
    void typedChanged();
    void answered();

private:
    struct Row
    {
        FoundAddress address;
        int place = 0;

        [[nodiscard]] QString key() const { return address.key(); }
        bool operator==(const Row &) const = default;
    };

    void show(std::vector<FoundAddress> found);

    FindAddresses m_find;
    QString m_typed;
    std::vector<Row> m_rows;
    bool m_nothingFound = false;
};

} // namespace facteo::console
