// SPDX-License-Identifier: Apache-2.0
#include "console/alarm_sound.h"

#include <QAudioDevice>
#include <QMediaDevices>
#include <QSoundEffect>
#include <QTimer>
#include <QUrl>

namespace facteo::console {

namespace {

constexpr float kFirstVolume = 0.55F;
constexpr float kLouderBy = 0.075F;
constexpr std::chrono::seconds kLouderEvery{5};

} // namespace

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
        connect(m_louder, &QTimer::timeout, this, [this] {
            if (m_effect)
                m_effect->setVolume(std::min(1.0F, m_effect->volume() + kLouderBy));
        });
        findDevice();
    }

    void setSounding(bool sounding)
    {
        m_sounding = sounding;
        if (!m_effect)
            return;
        if (!sounding) {
            m_effect->stop();
            m_louder->stop();
        } else if (!m_effect->isPlaying()) {
            m_effect->setVolume(kFirstVolume);
            m_effect->play();
            m_louder->start(kLouderEvery);
        }
    }

private:
    void findDevice()
    {
        const auto device = QMediaDevices::defaultAudioOutput();
        delete m_effect;
        m_effect = nullptr;
        if (!device.isNull()) {
            m_effect = new QSoundEffect(device, this);
            m_effect->setSource(QUrl(QStringLiteral("qrc:/facteo/sounds/danger.wav")));
            m_effect->setLoopCount(QSoundEffect::Infinite);
            setSounding(m_sounding);
        }
        emit m_owner.deviceKnown(m_effect != nullptr);
    }

    AlarmSound &m_owner;
    QMediaDevices *m_devices = nullptr;
    QSoundEffect *m_effect = nullptr;
    QTimer *m_louder = nullptr;
    bool m_sounding = false;
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

} // namespace facteo::console
