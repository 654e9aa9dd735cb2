// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "console/link.h"
#include "protocol/records.h"

#include <QObject>
#include <QtQmlIntegration/qqmlintegration.h>
#include <optional>

namespace facteo::console {

/// The status bar's honest words: link, age of the picture, database, sound, clocks. Each that is wrong is an
/// alarm of the console itself.
class StatusLine : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Desk owns it")
    Q_PROPERTY(QString linkText READ linkText NOTIFY changed)
    Q_PROPERTY(int linkTone READ linkTone NOTIFY changed)
    /// What stands across the window while the picture cannot be trusted; empty when it can.
    Q_PROPERTY(QString warning READ warning NOTIFY changed)
    /// "Picture 2 s old"; empty before the first one.
    Q_PROPERTY(QString feedText READ feedText NOTIFY changed)
    Q_PROPERTY(int feedTone READ feedTone NOTIFY changed)
    Q_PROPERTY(QString storeText READ storeText NOTIFY changed)
    Q_PROPERTY(int storeTone READ storeTone NOTIFY changed)
    Q_PROPERTY(QString soundText READ soundText NOTIFY changed)
    Q_PROPERTY(int soundTone READ soundTone NOTIFY changed)
    /// How far the clocks are apart; empty when they agree.
    Q_PROPERTY(QString clockWarning READ clockWarning NOTIFY changed)
    Q_PROPERTY(QString clock READ clock NOTIFY changed)
    Q_PROPERTY(QString depot READ depot NOTIFY changed)
    /// What the embedded hub is doing while it starts; empty otherwise.
    Q_PROPERTY(QString progress READ progress NOTIFY changed)
    /// What is being waited for, or what stands in the way, until the depot is there.
    Q_PROPERTY(QString openingText READ openingText NOTIFY changed)
    Q_PROPERTY(bool ready READ ready NOTIFY changed)

public:
    enum class Sound { Unknown, Ready, NoDevice };

    using QObject::QObject;

    [[nodiscard]] QString linkText() const;
    [[nodiscard]] int linkTone() const;
    [[nodiscard]] QString warning() const;
    [[nodiscard]] QString feedText() const;
    [[nodiscard]] int feedTone() const;
    [[nodiscard]] QString storeText() const;
    [[nodiscard]] int storeTone() const;
    [[nodiscard]] QString soundText() const;
    [[nodiscard]] int soundTone() const;
    [[nodiscard]] QString clockWarning() const;
    [[nodiscard]] QString clock() const;
    [[nodiscard]] QString depot() const { return m_depot; }
    [[nodiscard]] QString progress() const { return m_progress; }
    [[nodiscard]] QString openingText() const;
    /// The depot's state is here.
    [[nodiscard]] bool ready() const { return m_ready; }

    void apply(const Link &link);
    void apply(const protocol::HubStatus &status);
    void pictureCame(protocol::Instant hubTime);
    void snapshotCame(const QString &depot);
    void setSound(Sound sound);
    void setProgress(const QString &progress);
    /// Nobody has touched this console for long; its operator is asked whether he is there.
    void setIdle(bool idle);
    /// `now` by this workstation's clock.
    void tick(protocol::Instant now);
    void refresh() { emit changed(); }
    [[nodiscard]] const Link &link() const { return m_link; }

signals:
    void changed();

private:
    [[nodiscard]] QString since() const;
    [[nodiscard]] bool isStoreKnown() const;
    [[nodiscard]] std::optional<std::chrono::milliseconds> pictureAge() const;

    Link m_link;
    std::optional<protocol::HubStatus> m_status;
    std::optional<protocol::Instant> m_pictureAt; ///< hub's clock
    protocol::Instant m_now;
    Sound m_sound = Sound::Unknown;
    QString m_depot;
    QString m_progress;
    bool m_ready = false;
    bool m_idle = false;
};

} // namespace facteo::console
