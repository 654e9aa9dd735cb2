// SPDX-License-Identifier: Apache-2.0
#include "hub/voice.h"

#include "protocol/pages.h"
#include "protocol/topics.h"

namespace facteo::hub {

using transport::Qos;

namespace {

constexpr std::size_t kPageBytes = std::size_t{64} * 1024;

} // namespace

Voice::Voice(transport::Transport &transport, protocol::DepotId depot, protocol::SenderId hub,
    protocol::SigningKey key)
    : m_transport(transport), m_depot(std::move(depot)), m_hub(std::move(hub)), m_key(std::move(key)),
      m_toConsoles(m_hub, m_key)
{
}

void Voice::publish(std::string topic, std::vector<std::byte> frame, Qos qos)
{
    // Lost is lost: see the class.
    std::ignore = m_transport.publish(std::move(topic), std::move(frame), qos);
}

protocol::SenderSession &Voice::sessionWith(const std::string &audience)
{
    return m_toOne.try_emplace(audience, m_hub, m_key).first->second;
}

void Voice::tellFact(const protocol::Fact &fact, protocol::Instant now)
{
    // The first rosters of a country are a quarter of a million facts: nothing is signed that nobody hears.
    // Whoever comes later asks for what he missed.
    if (!m_transport.connected())
        return;
    publish(protocol::factsTopic(m_depot), m_toConsoles.seal(protocol::FactNotice{fact}, now).bytes,
        Qos::AtLeastOnce);
}

void Voice::showPicture(protocol::Picture picture, protocol::Instant now)
{
    publish(
        protocol::pictureTopic(m_depot), m_toConsoles.seal(std::move(picture), now).bytes, Qos::AtMostOnce);
}

void Voice::beat(const protocol::HubStatus &status, protocol::Instant now)
{
    publish(protocol::hubTopic(m_depot), m_toConsoles.seal(protocol::HubHeartbeat{status}, now).bytes,
        Qos::AtMostOnce);
}

void Voice::sayGoodbye(protocol::Instant now)
{
    publish(protocol::hubTopic(m_depot), m_toConsoles.seal(protocol::Goodbye{.clean = true}, now).bytes,
        Qos::AtLeastOnce);
}

void Voice::clearRetained(const std::string &topic)
{
    std::ignore = m_transport.publish(topic, {}, Qos::AtLeastOnce, true);
}

std::vector<std::byte> Voice::tellHandset(
    const protocol::HandsetId &handset, protocol::Body body, protocol::Instant now, bool exercise)
{
    auto sealed = sessionWith("h/" + handset.text).seal(std::move(body), now, exercise);
    publish(protocol::downTopic(m_depot, handset), sealed.bytes, Qos::AtLeastOnce);
    return std::move(sealed.bytes);
}

void Voice::repeat(const protocol::HandsetId &handset, const std::vector<std::byte> &frame)
{
    publish(protocol::downTopic(m_depot, handset), frame, Qos::AtLeastOnce);
}

void Voice::answer(const protocol::SenderId &console, const protocol::FrameId &request,
    protocol::ResponseBody body, protocol::Instant now)
{
    auto &session = sessionWith("c/" + console.text);
    auto pages = protocol::pagesOf(std::move(body), kPageBytes);
    std::uint32_t number = 0;
    for (auto &page : pages) {
        const bool last = number + 1 == pages.size();
        publish(protocol::replyTopic(m_depot, console),
            session
                .seal(
                    protocol::Response{
                        .request = request, .page = number++, .last = last, .body = std::move(page)},
                    now)
                .bytes,
            Qos::AtLeastOnce);
    }
}

} // namespace facteo::hub
