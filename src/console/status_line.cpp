// SPDX-License-Identifier: Apache-2.0
#include "console/status_line.h"

#include "console/tone.h"
#include "console/wording.h"

namespace facteo::console {

using namespace protocol;

namespace {

/// A picture comes every second; somewhat later is a hiccup, much later is a freeze (kFeedFrozenAfter).
constexpr std::chrono::milliseconds kPictureIsFresh{3'000};

} // namespace

QString StatusLine::linkText() const
{
    return Wording::link(m_link.state);
}

int StatusLine::linkTone() const
{
    switch (m_link.state) {
    case LinkState::Starting:
    case LinkState::Catching:
        return tone::Attention;
    case LinkState::BrokerUnreachable:
    case LinkState::BrokerRefuses:
    case LinkState::HubSilent:
    case LinkState::FeedFrozen:
        return tone::Danger;
    case LinkState::Live:
        return tone::Good;
    }
    Q_UNREACHABLE_RETURN(tone::Danger);
}

QString StatusLine::since() const
{
    return tr("since %1 (%2)").arg(Wording::clockSeconds(m_link.since), Wording::span(m_now - m_link.since));
}

std::optional<std::chrono::milliseconds> StatusLine::pictureAge() const
{
    if (!m_pictureAt)
        return std::nullopt;
    return m_now + m_link.hubAhead - *m_pictureAt;
}

QString StatusLine::warning() const
{
    switch (m_link.state) {
    case LinkState::Starting:
        return {};
    case LinkState::Catching:
        return m_link.refusal
                   ? tr("The hub does not hand out the depot: %1").arg(Wording::refusal(*m_link.refusal))
                   : QString();
    case LinkState::BrokerRefuses:
        return tr(
            "The broker has refused this workstation %1: %2. Alerts do not arrive. Its enrolment has to be "
            "checked.")
            .arg(since(), QString::fromStdString(m_link.reason));
    case LinkState::BrokerUnreachable:
        // Before the first snapshot the page itself says that nothing is there yet.
        return m_ready
                   ? tr("The broker has been unreachable %1. What you see is old; alerts do not arrive. It "
                        "reconnects by itself.")
                         .arg(since())
                   : QString();
    case LinkState::HubSilent:
        return tr(
            "The hub has been silent %1. What you see is old; alerts do not arrive. It reconnects by itself.")
            .arg(since());
    case LinkState::FeedFrozen:
        return tr("The picture has been frozen %1. Positions are old; alerts still arrive.").arg(since());
    case LinkState::Live:
        break;
    }
    if (m_status && !m_status->storeWorks)
        return tr("The hub cannot write to its database. Nothing new is recorded.");
    if (m_idle)
        return tr(
            "Are you still there? Press a key or move the mouse, or the alerts that you look after sound "
            "again everywhere.");
    return {};
}

QString StatusLine::openingText() const
{
    if (m_link.state == LinkState::BrokerRefuses || m_link.refusal)
        return warning();
    return m_progress.isEmpty() ? linkText() : m_progress;
}

QString StatusLine::feedText() const
{
    const auto age = pictureAge();
    return age ? tr("Picture %1 old").arg(Wording::span(*age)) : tr("No picture yet");
}

int StatusLine::feedTone() const
{
    const auto age = pictureAge();
    if (!age)
        return tone::Attention;
    if (m_link.state == LinkState::Live)
        return *age <= kPictureIsFresh ? tone::Good : tone::Quiet;
    return tone::Danger;
}

/// What the hub said of its database holds as long as the hub is heard.
bool StatusLine::isStoreKnown() const
{
    return m_status && (m_link.state == LinkState::Live || m_link.state == LinkState::FeedFrozen ||
                           m_link.state == LinkState::Catching);
}

QString StatusLine::storeText() const
{
    if (!isStoreKnown())
        return tr("Database unknown");
    return m_status->storeWorks ? tr("Database recording") : tr("Database cannot be written");
}

int StatusLine::storeTone() const
{
    if (!isStoreKnown())
        return tone::Quiet;
    return m_status->storeWorks ? tone::Good : tone::Danger;
}

QString StatusLine::soundText() const
{
    switch (m_sound) {
    case Sound::Unknown:
        return tr("Sound not checked yet");
    case Sound::Ready:
        return tr("Sound ready");
    case Sound::NoDevice:
        return tr("No sound device: alerts are silent");
    }
    Q_UNREACHABLE_RETURN({});
}

int StatusLine::soundTone() const
{
    switch (m_sound) {
    case Sound::Unknown:
        return tone::Quiet;
    case Sound::Ready:
        return tone::Good;
    case Sound::NoDevice:
        return tone::Attention;
    }
    Q_UNREACHABLE_RETURN(tone::Quiet);
}

QString StatusLine::clockWarning() const
{
    const auto ahead = m_link.hubAhead;
    if (std::chrono::abs(ahead) < kSkewWorthSaying)
        return {};
    return ahead.count() > 0 ? tr("This clock is %1 slow").arg(Wording::span(ahead))
                             : tr("This clock is %1 fast").arg(Wording::span(-ahead));
}

QString StatusLine::clock() const
{
    return Wording::clockSeconds(m_now);
}

void StatusLine::apply(const Link &link)
{
    m_link = link;
    emit changed();
}

void StatusLine::apply(const HubStatus &status)
{
    m_status = status;
    emit changed();
}

void StatusLine::pictureCame(Instant hubTime)
{
    m_pictureAt = hubTime;
}

void StatusLine::snapshotCame(const QString &depot)
{
    m_depot = depot;
    m_ready = true;
    emit changed();
}

void StatusLine::setSound(Sound sound)
{
    m_sound = sound;
    emit changed();
}

void StatusLine::setIdle(bool idle)
{
    m_idle = idle;
    emit changed();
}

void StatusLine::setProgress(const QString &progress)
{
    m_progress = progress;
    emit changed();
}

void StatusLine::tick(Instant now)
{
    m_now = now;
    emit changed();
}

} // namespace facteo::console
