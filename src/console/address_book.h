// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "console/address_search.h"
#include "console/alert_model.h"

#include <QObject>
#include <QString>
#include <QThreadPool>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace facteo::console {

/// Addresses of one map package, found by what people type and by position, and the ways between them. Looks
/// on a thread of its own; every answer comes back on the GUI thread.
class AddressBook : public QObject
{
    Q_OBJECT

public:
    /// Opens the package in the background; an empty or unreadable one answers that there is nothing.
    explicit AddressBook(const QString &packageFile, QObject *parent = nullptr);
    ~AddressBook() override;

    void find(const QString &typed, std::function<void(std::vector<FoundAddress>)> then);
    void nearest(protocol::Position position, std::function<void(QString)> then);
    /// Metres on foot along streets from one place to each of the others; nothing where no street leads,
    /// empty when there are no streets.
    void walks(protocol::Position from, std::vector<protocol::Position> to,
        std::function<void(std::vector<std::optional<double>>)> then);
    /// What is close to this position is preferred from now on.
    void preferNear(protocol::Position position);

private:
    struct Content;

    std::shared_ptr<Content> m_content; ///< only touched by the one thread of m_worker
    QThreadPool m_worker;
    std::optional<protocol::Position> m_near;
};

} // namespace facteo::console
