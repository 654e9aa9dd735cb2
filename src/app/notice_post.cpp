// SPDX-License-Identifier: Apache-2.0
#include "notice_post.h"

#include "domain/escalation.h"

#include <QDateTime>
#include <format>

namespace facteo::app {
namespace {

outreach::Channel channelOf(protocol::NoticeChannel channel)
{
    switch (channel) {
    case protocol::NoticeChannel::Sms:
        return outreach::Channel::Sms;
    case protocol::NoticeChannel::Voice:
        return outreach::Channel::Voice;
    case protocol::NoticeChannel::Mail:
        return outreach::Channel::Mail;
    case protocol::NoticeChannel::Console:
        break;
    }
    return outreach::Channel::Command;
}

protocol::NoticeStage stageOf(outreach::Stage stage)
{
    switch (stage) {
    case outreach::Stage::Sent:
        return protocol::NoticeStage::Sent;
    case outreach::Stage::Delivered:
        return protocol::NoticeStage::Delivered;
    case outreach::Stage::Failed:
        break;
    }
    return protocol::NoticeStage::Failed;
}

/// One message for ever: a gateway that gets it twice, because the hub was restarted, sends it once.
std::string idOf(const hub::OutboundNotice &notice)
{
    return std::format("{:016x}.{:x}.{}.{}", std::to_underlying(notice.notice.alert),
        notice.alert.rungAt.time_since_epoch().count(), std::to_underlying(notice.notice.channel),
        notice.notice.recipient.substr(0, 32));
}

std::string clockOf(protocol::Instant at)
{
    return QDateTime::fromMSecsSinceEpoch(at.time_since_epoch().count())
        .toLocalTime()
        .toString(QStringLiteral("HH:mm"))
        .toStdString();
}

std::string whereOf(const protocol::Alert &alert, protocol::Instant now)
{
    if (!alert.lastFix)
        return "Position inconnue.";
    const auto age = std::chrono::duration_cast<std::chrono::seconds>(now - alert.lastFix->at);
    return std::format("Position d’il y a {} s : {}", std::max<std::int64_t>(age.count(), 0),
        outreach::geoUri(alert.lastFix->position));
}

} // namespace

std::string noticeText(const hub::OutboundNotice &notice, protocol::Instant now)
{
    const auto &alert = notice.alert;
    const auto who = notice.postmanName.empty() ? alert.handset.text : notice.postmanName;
    return std::format(
        "{}ALERTE {} : {}, {}. Déclenchée à {}, personne n’a répondu. {} Répondez à la console.",
        alert.silent ? "SOUS CONTRAINTE, NE PAS L’APPELER. " : "", alert.number, who,
        notice.depotName.empty() ? notice.depot.text : notice.depotName, clockOf(alert.raisedAt),
        whereOf(alert, now));
}

NoticePost::NoticePost(outreach::Settings settings, std::function<void()> wakeUp)
    : m_outreach(std::move(settings), std::move(wakeUp))
{
}

NoticePost::~NoticePost() = default;

void NoticePost::send(const hub::OutboundNotice &notice, protocol::Instant now)
{
    const auto id = idOf(notice);
    const auto &alert = notice.alert;
    m_underWay.insert_or_assign(id, UnderWay{.depot = notice.depot, .notice = notice.notice});
    const bool isMail = notice.notice.channel == protocol::NoticeChannel::Mail;
    outreach::Message message{.id = id,
        .channel = channelOf(notice.notice.channel),
        .to = isMail ? notice.contact.mail : notice.contact.phone,
        .subject = std::format("ALERTE {} : {}", alert.number,
            notice.postmanName.empty() ? alert.handset.text : notice.postmanName),
        .text = noticeText(notice, now),
        .at = now,
        .alert = std::to_string(alert.number),
        .depot = notice.depot.text,
        .postman = notice.postmanName,
        .exercise = alert.exercise,
        .priority = std::format("P{}", std::to_underlying(domain::priorityOf(alert)))};
    if (alert.lastFix)
        message.place = outreach::Place{.at = alert.lastFix->position,
            .age = std::chrono::duration_cast<std::chrono::seconds>(now - alert.lastFix->at)};
    m_outreach.send(std::move(message));
}

NoticePost::Outcomes NoticePost::takeOutcomes(protocol::Instant now)
{
    Outcomes all;
    for (auto &outcome : m_outreach.takeOutcomes()) {
        auto underWay = m_underWay.extract(outcome.id);
        if (underWay.empty())
            continue;
        auto notice = std::move(underWay.mapped().notice);
        notice.stage = stageOf(outcome.stage);
        notice.at = now;
        notice.detail = std::move(outcome.detail);
        all.emplace_back(std::move(underWay.mapped().depot), std::move(notice));
    }
    return all;
}

} // namespace facteo::app
