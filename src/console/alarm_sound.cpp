// SPDX-License-Identifier: Apache-2.0
#include "console/alarm_sound.h"

#include <QAudioDevice>
#include <QElapsedTimer>
#include <QMediaDevices>
#include <QSoundEffect>
#include <QTimer>
#include <QUrl>
#include <algorithm>
#include <optional>

namespace facteo::console {

namespace {

constexpr float kFirstVolume = 0.55F;
constexpr float kLouderBy = 0.075F;
constexpr std::chrono::seconds kLouderEvery{5};
constexpr int kBurst = 3; ///< times that the sound is repeated
/// A device that failed is asked again so often.
constexpr std::chrono::seconds kOpenAgainAfter{5};

} // namespace

float alarmVolume(std::chrono::milliseconds sounding)
{
    return std::min(1.0F, kFirstVolume + kLouderBy * static_cast<float>(sounding / kLouderEvery));
}

/// The half that may block.
class AlarmSound::Player : public QObject
{
public:
    explicit Player(AlarmSound &owner) : m_owner(owner) {}

    void open()
    {
        m_devices = new QMediaDevices(this);
        connect(m_devices, &QMediaDevices::audioOutputsChanged, this, &Player::findDevice);
        m_louder = new QTimer(this);
        connect(m_louder, &QTimer::timeout, this, &Player::loudAsLongAsItLasts);
        m_again = new QTimer(this);
        m_again->setSingleShot(true);
        connect(m_again, &QTimer::timeout, this, &Player::findDevice);
        findDevice();
    }

    void setSounding(bool sounding)
    {
        if (sounding == m_sounding)
            return; // a burst is not cut short
        if (sounding)
            m_since.start();
        m_sounding = sounding;
        play();
    }

    void burst()
    {
        if (m_sounding || !m_effect)
            return;
        m_effect->setLoopCount(kBurst);
        m_effect->setVolume(alarmVolume({}));
        m_effect->play();
    }

private:
    /// The device as it is now; the volume goes on where it was.
    void findDevice()
    {
        const auto device = QMediaDevices::defaultAudioOutput();
        drop();
        if (device.isNull()) {
            tell(false);
            return;
        }
        m_effect = new QSoundEffect(device, this);
        connect(m_effect, &QSoundEffect::statusChanged, this, &Player::onStatus);
        connect(m_effect, &QSoundEffect::playingChanged, this, &Player::onPlaying);
        m_effect->setSource(QUrl(QStringLiteral("qrc:/facteo/sounds/danger.wav")));
        play();
    }

    void onStatus()
    {
        if (m_effect->status() == QSoundEffect::Error)
            fail();
        else if (m_effect->status() == QSoundEffect::Ready)
            tell(true);
    }

    /// It stopped and nobody told it to: the device went away, or a server ended the stream.
    void onPlaying()
    {
        if (m_sounding && !m_effect->isPlaying())
            fail();
    }

    void fail()
    {
        tell(false);
        m_again->start(kOpenAgainAfter);
    }

    void play()
    {
        if (!m_effect)
            return;
        if (!m_sounding) {
            m_louder->stop();
            m_effect->stop();
            return;
        }
        loudAsLongAsItLasts();
        m_effect->setLoopCount(QSoundEffect::Infinite);
        if (!m_effect->isPlaying())
            m_effect->play();
        m_louder->start(kLouderEvery);
    }

    void loudAsLongAsItLasts()
    {
        if (m_effect)
            m_effect->setVolume(alarmVolume(std::chrono::milliseconds{m_since.elapsed()}));
    }

    void drop()
    {
        if (!m_effect)
            return;
        m_effect->disconnect(this);
        m_effect->deleteLater(); // this may be one of its own signals
        m_effect = nullptr;
    }

    void tell(bool there)
    {
        if (m_told == there)
            return;
        m_told = there;
        emit m_owner.deviceKnown(there);
    }

    AlarmSound &m_owner;
    QMediaDevices *m_devices = nullptr;
    QSoundEffect *m_effect = nullptr;
    QTimer *m_louder = nullptr;
    QTimer *m_again = nullptr;
    QElapsedTimer m_since; ///< the alarm began
    bool m_sounding = false;
    std::optional<bool> m_told;
};

AlarmSound::AlarmSound(QObject *parent) : QObject(parent)
{
    m_thread.setObjectName(QStringLiteral("sound"));
}

AlarmSound::~AlarmSound()
{
    if (!m_player)
        return;
    m_player->deleteLater();
    m_thread.quit();
    m_thread.wait();
}

void AlarmSound::start()
{
    if (m_player)
        return;
    m_player = new Player(*this);
    m_player->moveToThread(&m_thread);
    m_thread.start();
    QMetaObject::invokeMethod(m_player, [player = m_player] { player->open(); }, Qt::QueuedConnection);
    setSounding(m_sounding);
}

void AlarmSound::setSounding(bool sounding)
{
    m_sounding = sounding;
    if (m_player)
        QMetaObject::invokeMethod(
            m_player, [player = m_player, sounding] { player->setSounding(sounding); }, Qt::QueuedConnection);
}

void AlarmSound::burst()
{
    if (m_player)
        QMetaObject::invokeMethod(m_player, [player = m_player] { player->burst(); }, Qt::QueuedConnection);
}

} // namespace facteo::console
