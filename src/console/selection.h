// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "console/news.h"
#include "console/postman_model.h"

#include <QObject>
#include <QtQmlIntegration/qqmlintegration.h>
#include <optional>
#include <vector>

namespace facteo::console {

/// The handset (and its postman) that the operator looks at, what he asked of it, and his trail.
class Selection : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Desk owns it")
    Q_PROPERTY(QString handset READ handset WRITE select NOTIFY handsetChanged)
    /// What became of the last order to this handset, in words; empty when there was none.
    Q_PROPERTY(QString orderText READ orderText NOTIFY orderChanged)
    /// Why the last order or trail was refused; empty when it was not.
    Q_PROPERTY(QString refusal READ refusal NOTIFY orderChanged)
    Q_PROPERTY(bool asking READ asking NOTIFY orderChanged)
    /// Positions on the trail that is shown; 0 when none is.
    Q_PROPERTY(int trailPoints READ trailPoints NOTIFY trailChanged)
    Q_PROPERTY(QString trailText READ trailText NOTIFY trailChanged)

public:
    Selection(PostmanModel &postmen, Ask ask, QObject *parent = nullptr);

    [[nodiscard]] QString handset() const { return QString::fromStdString(m_handset.text); }
    [[nodiscard]] QString orderText() const;
    [[nodiscard]] QString refusal() const;
    [[nodiscard]] bool asking() const { return m_asking; }
    [[nodiscard]] int trailPoints() const { return static_cast<int>(m_trail.size()); }
    [[nodiscard]] QString trailText() const;

    Q_INVOKABLE void select(const QString &handsetId);
    Q_INVOKABLE void clear() { select({}); }
    Q_INVOKABLE void ring();
    Q_INVOKABLE void locateNow();
    Q_INVOKABLE void message(const QString &text);
    /// The way of the last `minutes`. The purpose is written into the postman's ledger.
    Q_INVOKABLE void askTrail(const QString &purpose, int minutes);
    Q_INVOKABLE void hideTrail();

    /// A command as the hub recorded it.
    void apply(const protocol::Command &command);
    /// Follows the handset with its trail, once one is shown.
    void applyFix(const protocol::HandsetId &handset, const protocol::Fix &fix);
    void tick(protocol::Instant now) { m_now = now; }
    /// The language changed.
    void refresh();

signals:
    void handsetChanged();
    void orderChanged();
    void trailChanged();

private:
    void order(protocol::CommandKind kind, const QString &text = {});
    void answered(const protocol::HandsetId &about, const Answer &answer);
    void showTrail();

    PostmanModel &m_postmen;
    Ask m_ask;
    protocol::HandsetId m_handset;
    std::optional<protocol::Command> m_order; ///< the last one to this handset
    std::vector<protocol::Fix> m_trail;
    Unmet m_refusal;
    bool m_asking = false;
    protocol::Instant m_now;
};

} // namespace facteo::console
