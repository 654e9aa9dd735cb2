// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "console/fleet_criteria.h"

#include <QAbstractListModel>
#include <QtQmlIntegration/qqmlintegration.h>
#include <vector>

namespace facteo::console {

/// What somebody looks at again and again, under a name: criteria, and a part of the map. GUI thread.
class SavedViews : public QAbstractListModel
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Desk owns it")
    Q_PROPERTY(int count READ count NOTIFY changed)

public:
    enum Role { NameRole = Qt::UserRole + 1 };
    static constexpr int kMostViews = 50;
    static constexpr qsizetype kMostNameCharacters = 60;

    explicit SavedViews(FleetCriteria &criteria, QObject *parent = nullptr);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;
    [[nodiscard]] int count() const { return static_cast<int>(m_views.size()); }

    /// Keeps the criteria as they are and this part of the map (degrees, WGS84; zoom as of the map) under the
    /// name, in place of what had it. False when there is no name, or there are kMostViews already.
    Q_INVOKABLE bool save(const QString &name, double latitude, double longitude, double zoom);
    Q_INVOKABLE void remove(int row);
    /// Sets the criteria and says which part of the map belongs to them.
    Q_INVOKABLE void show(int row);

    /// All of them as one text, to be kept between two days, and back; what is no view in it is left out.
    [[nodiscard]] QString toText() const;
    void fromText(const QString &text);

signals:
    void changed();
    void shown(double latitude, double longitude, double zoom);

private:
    struct View
    {
        QString name;
        QString criteria; ///< FleetCriteria::toLine()
        double latitude = 0;
        double longitude = 0;
        double zoom = 0;
    };

    FleetCriteria &m_criteria;
    std::vector<View> m_views; ///< by name
};

} // namespace facteo::console
