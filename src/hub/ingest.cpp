// SPDX-License-Identifier: Apache-2.0
#include "hub/ingest.h"

#include "domain/plausibility.h"
#include "protocol/body_kind.h"
#include "protocol/topics.h"

#include <algorithm>
#include <format>

namespace facteo::hub {

using protocol::Fault;

namespace {

std::unexpected<Rejected> rejected(Fault fault, std::string detail = {})
{
    return std::unexpected(
        Rejected{.fault = fault, .detail = std::move(detail), .owner = nullptr, .frame = std::nullopt});
}

bool isAlert(const protocol::Envelope &envelope)
{
    return std::holds_alternative<protocol::AlertReport>(envelope.body);
}

bool isGoodbye(const protocol::Envelope &envelope)
{
    return std::holds_alternative<protocol::Goodbye>(envelope.body);
}

} // namespace

Ingest::Ingest(DepotState &state, const HubSettings &settings)
    : m_state(state), m_depot(settings.depot), m_gateways(settings.gateways)
{
    trust(settings.consoles);
}

void Ingest::trust(std::span<const EnrolledConsole> consoles)
{
    m_consoles.clear();
    for (const auto &console : consoles)
        m_consoles.insert_or_assign(console.id, console);
}

std::expected<Admitted, Rejected> Ingest::admit(const transport::Message &message, protocol::Instant now)
{
    const auto topic = protocol::parseTopic(message.topic);
    if (!topic || topic->depot != m_depot)
        return rejected(Fault::WrongDirection, "not a topic of this depot");

    const bool fromHandset = topic->role() == protocol::Role::Handset;
    HandsetSlot *const slot = fromHandset ? m_state.slot(topic->party.text) : nullptr;
    const auto reject = [&](Fault fault, std::string detail = {}) {
        Rejected why{.fault = fault, .detail = std::move(detail), .owner = slot, .frame = std::nullopt};
        if (const auto heading = protocol::peek(message.payload))
            why.frame = heading->id;
        return std::unexpected(std::move(why));
    };

    if (message.payload.size() > protocol::kMaxFrameBytes)
        return rejected(Fault::TooLarge, std::format("{} bytes", message.payload.size()));
    auto opened = protocol::open(message.payload);
    if (!opened)
        return reject(opened.error());
    const auto &envelope = opened->envelope;
    if (topic->role() == protocol::Role::Hub || topic->channel == protocol::Channel::Down ||
        topic->channel == protocol::Channel::Reply || !protocol::mayTravelOn(topic->channel, opened->kind()))
        return reject(Fault::WrongDirection,
            std::format("{} on {}", protocol::ruleOf(opened->kind()).name, message.topic));

    const bool throughGateway =
        fromHandset && envelope.exercise && std::ranges::contains(m_gateways, envelope.sender);
    if (envelope.sender.text != topic->party.text && !throughGateway)
        return reject(Fault::WrongSender, std::format("sealed by {}", envelope.sender.text));
    auto admitted = [&]() -> std::expected<Admitted, Rejected> {
        if (slot != nullptr)
            return admitFrom(*slot, std::move(*opened), message.payload, now);
        if (const auto console = m_consoles.find(topic->party); !fromHandset && console != m_consoles.end())
            return admitFrom(console->second, std::move(*opened), message.payload, now);
        return rejected(Fault::UnknownSender, std::format("{} is not enrolled", topic->party.text));
    }();
    if (!admitted && slot != nullptr) {
        admitted.error().owner = slot;
        if (const auto heading = protocol::peek(message.payload))
            admitted.error().frame = heading->id;
    }
    return admitted;
}

std::expected<Admitted, Rejected> Ingest::admitFrom(
    HandsetSlot &slot, protocol::Opened &&opened, std::span<const std::byte> bytes, protocol::Instant now)
{
    if (!slot.isEnrolled())
        return rejected(Fault::UnknownSender, std::format("{} has no key yet", slot.handset.id.text));
    if (slot.handset.revoked)
        return rejected(Fault::Revoked, slot.handset.id.text);
    if (protocol::mustBeSigned(opened.kind())) {
        if (!opened.isSigned())
            return rejected(Fault::Unsigned, std::string(protocol::ruleOf(opened.kind()).name));
        if (!opened.isSignedBy(slot.handset.publicKey))
            return rejected(Fault::BadSignature, std::format("not the key of {}", slot.handset.id.text));
    }
    Admitted admitted{.handset = &slot, .envelope = std::move(opened.envelope)};
    if (auto why = see(admitted, bytes, now))
        return std::unexpected(std::move(*why));
    return admitted;
}

std::expected<Admitted, Rejected> Ingest::admitFrom(const EnrolledConsole &console, protocol::Opened &&opened,
    std::span<const std::byte> bytes, protocol::Instant now)
{
    if (!opened.isSigned())
        return rejected(Fault::Unsigned, std::string(protocol::ruleOf(opened.kind()).name));
    if (!opened.isSignedBy(console.key))
        return rejected(Fault::BadSignature, std::format("not the key of {}", console.id.text));
    Admitted admitted{.console = &console, .envelope = std::move(opened.envelope)};
    if (auto why = see(admitted, bytes, now))
        return std::unexpected(std::move(*why));
    return admitted;
}

std::optional<Rejected> Ingest::see(
    Admitted &admitted, std::span<const std::byte> bytes, protocol::Instant now)
{
    const auto &envelope = admitted.envelope;
    // A will is sealed when the connection begins and published when it ends. And nobody who presses the
    // button is turned away because of his clock.
    const bool anyTime = isAlert(envelope) || isGoodbye(envelope);
    if (!anyTime && envelope.sentAt > now + domain::kClockTolerance)
        return Rejected{.fault = Fault::FromTheFuture,
            .detail = std::format("sealed {} ahead of the hub",
                std::chrono::duration_cast<std::chrono::seconds>(envelope.sentAt - now)),
            .owner = nullptr,
            .frame = std::nullopt};

    if (admitted.handset != nullptr && !isGoodbye(envelope))
        admitted.order = admitted.handset->sequence.note(envelope.session, envelope.sequence).order;
    if (protocol::ruleOf(protocol::kindOf(envelope.body)).delivery == protocol::Delivery::AtMostOnce) {
        admitted.repeated = admitted.order == protocol::Order::Duplicate;
        return std::nullopt;
    }
    switch (m_seen.look(envelope.id, bytes)) {
    case SeenFrames::Sight::New:
        break;
    case SeenFrames::Sight::Repeated:
        admitted.repeated = true;
        break;
    case SeenFrames::Sight::Replayed:
        return Rejected{.fault = Fault::Replayed,
            .detail = "this id was used before for other bytes",
            .owner = nullptr,
            .frame = std::nullopt};
    }
    return std::nullopt;
}

} // namespace facteo::hub
