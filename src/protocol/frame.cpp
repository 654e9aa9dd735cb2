// SPDX-License-Identifier: Apache-2.0
#include "protocol/frame.h"

#include "protocol/codec.h"

#include <algorithm>
#include <cassert>
#include <format>
#include <google/protobuf/arena.h>
#include <google/protobuf/io/coded_stream.h>
#include <google/protobuf/wire_format_lite.h>

namespace facteo::protocol {
namespace {

using google::protobuf::Arena;
using google::protobuf::ArenaOptions;
using google::protobuf::internal::WireFormatLite;
namespace io = google::protobuf::io;

/// What is signed begins with this, so that no signature made for another purpose is ever taken for one.
constexpr std::string_view kDomain("facteo-frame-1\0", 15);

constexpr std::uint32_t kEnvelopeTag =
    WireFormatLite::MakeTag(wire::Frame::kEnvelopeFieldNumber, WireFormatLite::WIRETYPE_LENGTH_DELIMITED);
constexpr std::uint32_t kSignatureTag =
    WireFormatLite::MakeTag(wire::Frame::kSignatureFieldNumber, WireFormatLite::WIRETYPE_LENGTH_DELIMITED);
constexpr int kFirstBodyField = wire::Envelope::kPositionReportFieldNumber;

/// A message that lives in memory of its own on the stack: most frames need no other.
class StackArena
{
public:
    StackArena() : m_arena(options(m_block)) {}

    wire::Envelope &envelope() { return *Arena::CreateMessage<wire::Envelope>(&m_arena); }

private:
    static ArenaOptions options(std::array<char, 4'096> &block)
    {
        ArenaOptions out;
        out.initial_block = block.data();
        out.initial_block_size = block.size();
        return out;
    }

    alignas(8) std::array<char, 4'096> m_block;
    Arena m_arena;
};

struct FrameParts
{
    std::span<const std::byte> envelope;
    std::span<const std::byte> signature;
};

/// Reads wire::Frame without copying what is in it.
std::optional<FrameParts> split(std::span<const std::byte> bytes)
{
    io::CodedInputStream in(
        reinterpret_cast<const std::uint8_t *>(bytes.data()), static_cast<int>(bytes.size()));
    FrameParts parts;
    while (const auto tag = in.ReadTag()) {
        if (tag != kEnvelopeTag && tag != kSignatureTag) {
            if (!WireFormatLite::SkipField(&in, tag))
                return std::nullopt;
            continue;
        }
        std::uint32_t length = 0;
        if (!in.ReadVarint32(&length) || length > bytes.size())
            return std::nullopt;
        const auto begin = static_cast<std::size_t>(in.CurrentPosition());
        if (!in.Skip(static_cast<int>(length)))
            return std::nullopt;
        (tag == kEnvelopeTag ? parts.envelope : parts.signature) = bytes.subspan(begin, length);
    }
    // ReadTag() returns 0 at the end, and also for a tag that is 0 or cut off.
    if (!in.ConsumedEntireMessage() || static_cast<std::size_t>(in.CurrentPosition()) != bytes.size())
        return std::nullopt;
    return parts;
}

/// The number of the body that is set or, when this version does not know it, of the first unknown field
/// where bodies are. 0: none.
std::uint32_t bodyField(const wire::Envelope &in)
{
    if (in.body_case() != wire::Envelope::BODY_NOT_SET)
        return static_cast<std::uint32_t>(in.body_case());
    return firstFieldFrom(kFirstBodyField, in);
}

Body bodyFrom(const wire::Envelope &in, Instant sentAt, FieldCheck &check)
{
    switch (in.body_case()) {
    case wire::Envelope::kPositionReport:
        return from(in.position_report(), sentAt, check);
    case wire::Envelope::kStateReport:
        return from(in.state_report(), check);
    case wire::Envelope::kAlertReport:
        return from(in.alert_report(), check);
    case wire::Envelope::kTaskReport:
        return from(in.task_report(), check);
    case wire::Envelope::kCommandReport:
        return from(in.command_report(), check);
    case wire::Envelope::kGoodbye:
        return from(in.goodbye(), check);
    case wire::Envelope::kReceipt:
        return from(in.receipt(), check);
    case wire::Envelope::kAlertNews:
        return from(in.alert_news(), check);
    case wire::Envelope::kTaskOrder:
        return from(in.task_order(), check);
    case wire::Envelope::kCommandOrder:
        return from(in.command_order(), check);
    case wire::Envelope::kAssignment:
        return from(in.assignment(), check);
    case wire::Envelope::kFactNotice:
        return from(in.fact_notice(), check);
    case wire::Envelope::kPicture:
        return from(in.picture(), check);
    case wire::Envelope::kHubHeartbeat:
        return from(in.hub_heartbeat(), check);
    case wire::Envelope::kOverview:
        return from(in.overview(), check);
    case wire::Envelope::kRequest:
        return from(in.request(), check);
    case wire::Envelope::kResponse:
        return from(in.response(), check);
    case wire::Envelope::BODY_NOT_SET:
        break;
    }
    check.fail(faultOfNoBody(kFirstBodyField, in), "Envelope.body");
    return {};
}

/// One overload per body, for std::visit.
struct BodyWriter
{
    Instant sentAt;
    wire::Envelope &out;

    void operator()(const PositionReport &in) const { to(in, sentAt, *out.mutable_position_report()); }
    void operator()(const StateReport &in) const { to(in, *out.mutable_state_report()); }
    void operator()(const AlertReport &in) const { to(in, *out.mutable_alert_report()); }
    void operator()(const TaskReport &in) const { to(in, *out.mutable_task_report()); }
    void operator()(const CommandReport &in) const { to(in, *out.mutable_command_report()); }
    void operator()(const Goodbye &in) const { to(in, *out.mutable_goodbye()); }
    void operator()(const Receipt &in) const { to(in, *out.mutable_receipt()); }
    void operator()(const AlertNews &in) const { to(in, *out.mutable_alert_news()); }
    void operator()(const TaskOrder &in) const { to(in, *out.mutable_task_order()); }
    void operator()(const CommandOrder &in) const { to(in, *out.mutable_command_order()); }
    void operator()(const Assignment &in) const { to(in, *out.mutable_assignment()); }
    void operator()(const FactNotice &in) const { to(in, *out.mutable_fact_notice()); }
    void operator()(const Picture &in) const { to(in, *out.mutable_picture()); }
    void operator()(const HubHeartbeat &in) const { to(in, *out.mutable_hub_heartbeat()); }
    void operator()(const Overview &in) const { to(in, *out.mutable_overview()); }
    void operator()(const Request &in) const { to(in, *out.mutable_request()); }
    void operator()(const Response &in) const { to(in, *out.mutable_response()); }
};

FrameId idFrom(const wire::Envelope &in, FieldCheck &check)
{
    if (in.id().empty())
        return derivedFrameId(in.session(), in.sequence());
    return {check.bytes<16>(in.id(), "Envelope.id")};
}

Envelope from(const wire::Envelope &in, FieldCheck &check)
{
    if (in.version() == 0)
        check.fail(Fault::UnknownVersion, "Envelope.version");
    check.require(in.session() != 0, "Envelope.session");
    Envelope out{.id = idFrom(in, check),
        .sender = check.name<SenderId>(in.sender(), "Envelope.sender"),
        .sentAt = check.instant(in.sent_at_ms(), "Envelope.sent_at_ms"),
        .session = in.session(),
        .sequence = in.sequence(),
        .exercise = in.exercise()};
    if (!check.failed())
        out.body = bodyFrom(in, out.sentAt, check);
    return out;
}

void to(const Envelope &in, wire::Envelope &out)
{
    out.set_version(kWireVersion);
    if (in.id != derivedFrameId(in.session, in.sequence))
        out.set_id(toWire(in.id.bytes));
    out.set_sender(in.sender.text);
    out.set_sent_at_ms(toWire(in.sentAt));
    out.set_session(in.session);
    out.set_sequence(in.sequence);
    out.set_exercise(in.exercise);
    std::visit(BodyWriter{in.sentAt, out}, in.body);
}

std::vector<std::byte> withDomain(std::span<const std::byte> envelope)
{
    const auto domain = std::as_bytes(std::span(kDomain));
    std::vector<std::byte> out;
    out.reserve(domain.size() + envelope.size());
    out.insert(out.end(), domain.begin(), domain.end());
    out.insert(out.end(), envelope.begin(), envelope.end());
    return out;
}

/// Reads all of the frame into `out`; what is wrong is in `check`.
void read(std::span<const std::byte> bytes, FieldCheck &check, Envelope &out, FrameParts &parts)
{
    if (bytes.size() > kMaxFrameBytes)
        return check.fail(Fault::TooLarge, "Frame");
    const auto found = split(bytes);
    if (!found)
        return check.fail(Fault::Malformed, "Frame");
    parts = *found;
    if (parts.envelope.empty())
        return check.fail(Fault::MissingField, "Frame.envelope");
    if (!parts.signature.empty() && parts.signature.size() != Signature{}.size())
        return check.fail(Fault::OutOfRange, "Frame.signature");

    StackArena arena;
    auto &message = arena.envelope();
    if (!parse(parts.envelope, message))
        return check.fail(Fault::Malformed, "Envelope");
    out = from(message, check);
}

std::string_view sentenceEnd(Fault fault)
{
    if (fault == Fault::MissingField)
        return "is missing";
    if (fault == Fault::OutOfRange)
        return "is out of range";
    if (fault == Fault::UnknownVersion)
        return "is not a version";
    if (fault == Fault::UnknownBody)
        return "is of a kind unknown here";
    if (fault == Fault::TooLarge)
        return "is too large";
    if (fault == Fault::BrokenChain)
        return "does not fit its content";
    return "is not readable";
}

} // namespace

std::vector<std::byte> seal(const Envelope &envelope, const SigningKey *key)
{
    StackArena arena;
    auto &message = arena.envelope();
    to(envelope, message);

    const auto size = message.ByteSizeLong();
    const auto signatureBytes = key ? 2 + Signature{}.size() : 0;
    const auto headBytes = 1 + io::CodedOutputStream::VarintSize64(size);
    std::vector<std::byte> frame(headBytes + size + signatureBytes);
    assert(frame.size() <= kMaxFrameBytes && "answers that may be long are cut by pagesOf()");

    auto *at = reinterpret_cast<std::uint8_t *>(frame.data());
    at = io::CodedOutputStream::WriteTagToArray(kEnvelopeTag, at);
    at = io::CodedOutputStream::WriteVarint64ToArray(size, at);
    at = message.SerializeWithCachedSizesToArray(at);
    if (key) {
        const auto signature = key->sign(withDomain(std::span(frame).subspan(headBytes, size)));
        at = io::CodedOutputStream::WriteTagToArray(kSignatureTag, at);
        at = io::CodedOutputStream::WriteVarint32ToArray(signature.size(), at);
        std::ranges::copy(signature, at);
    }
    return frame;
}

bool Opened::isSignedBy(const PublicKey &key) const
{
    return m_signature && verify(key, m_signedBytes, *m_signature);
}

std::expected<Opened, Fault> open(std::span<const std::byte> bytes)
{
    FieldCheck check;
    std::expected<Opened, Fault> opened;
    FrameParts parts;
    read(bytes, check, opened->envelope, parts);
    if (check.failed())
        return std::unexpected(check.fault());
    if (!parts.signature.empty()) {
        auto &signature = opened->m_signature.emplace();
        std::ranges::transform(
            parts.signature, signature.begin(), [](std::byte b) { return static_cast<std::uint8_t>(b); });
        opened->m_signedBytes = withDomain(parts.envelope);
    }
    return opened;
}

std::optional<Heading> peek(std::span<const std::byte> bytes)
{
    if (bytes.size() > kMaxFrameBytes)
        return std::nullopt;
    const auto parts = split(bytes);
    StackArena arena;
    auto &message = arena.envelope();
    if (!parts || parts->envelope.empty() || !parse(parts->envelope, message))
        return std::nullopt;

    FieldCheck check;
    Heading heading{.version = message.version(),
        .id = idFrom(message, check),
        .sender = check.name<SenderId>(message.sender(), "Envelope.sender"),
        .sentAt = check.instantOrNone(message.sent_at_ms(), "Envelope.sent_at_ms"),
        .session = message.session(),
        .sequence = message.sequence(),
        .exercise = message.exercise(),
        .bodyField = bodyField(message)};
    if (check.failed())
        return std::nullopt;
    return heading;
}

std::string explain(std::span<const std::byte> bytes)
{
    FieldCheck check;
    Envelope envelope;
    FrameParts parts;
    read(bytes, check, envelope, parts);
    if (!check.failed())
        return {};
    const auto heading = peek(bytes);
    const auto rule = std::ranges::find_if(kBodyRules,
        [&](const BodyRule &row) { return heading && std::to_underlying(row.kind) == heading->bodyField; });
    auto text = std::format("{} {}", check.field(), sentenceEnd(check.fault()));
    if (rule != kBodyRules.end())
        return std::format("{}: {}", rule->name, text);
    if (check.fault() == Fault::UnknownBody && heading)
        return std::format("{}: field {}, version {}", text, heading->bodyField, heading->version);
    return text;
}

FrameId derivedFrameId(std::uint64_t session, std::uint32_t sequence)
{
    FrameId id;
    for (std::size_t i = 0; i < 8; ++i)
        id.bytes[i] = static_cast<std::uint8_t>(session >> (56 - 8 * i));
    for (std::size_t i = 0; i < 4; ++i)
        id.bytes[8 + i] = static_cast<std::uint8_t>(sequence >> (24 - 8 * i));
    return id;
}

} // namespace facteo::protocol
