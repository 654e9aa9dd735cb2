// SPDX-License-Identifier: Apache-2.0
#include "handset/crowd.h"

#include "handset/exercise_key.h"
#include "protocol/frame.h"
#include "protocol/random.h"
#include "protocol/topics.h"

#include <algorithm>
#include <bit>
#include <functional>

namespace facteo::handset {

using namespace std::chrono_literals;
using protocol::Channel;
using protocol::Instant;

namespace {

/// Whoever sends no position says at least so often that he is there: well before his signal counts as lost.
constexpr std::chrono::seconds kHeartbeat{60};
/// And everybody with it, how his battery is.
constexpr std::chrono::minutes kStateEvery{10};
/// As Persona has it: about 72 % share, 6 % are in a break, 6 % off duty, 5 % without signal at any time.
constexpr std::uint32_t kSharePercent = 72;
constexpr std::chrono::seconds kBreakEvery = 4h;
constexpr std::chrono::seconds kBreak = 15min;
constexpr std::chrono::seconds kOffEvery = 8h;
constexpr std::chrono::seconds kOff = 30min;
constexpr std::chrono::seconds kDeadSpotEvery = 50min;
constexpr std::chrono::seconds kDeadSpot = 150s;
/// In the morning a country does not clock on in one moment: each of them is a fact, signed news and an
/// answer.
constexpr double kClockOnPerSecond = 700;
/// Rounds last from morning to afternoon; a battery that is full then has a third left.
constexpr std::chrono::hours kBatteryFor{9};

/// True for the first `length` of each `period`, of which everybody is at another point.
bool isWithin(std::chrono::seconds length, std::chrono::seconds period, std::uint32_t luck, Instant now)
{
    const auto at = std::chrono::floor<std::chrono::seconds>(now.time_since_epoch()).count();
    return (at + luck) % period.count() < length.count();
}

std::uint8_t batteryOf(std::uint32_t luck, Instant now)
{
    const auto used = (now.time_since_epoch() + std::chrono::seconds{luck}) % kBatteryFor;
    return static_cast<std::uint8_t>(100 - 66 * used / kBatteryFor);
}

std::uint64_t mixed(std::uint64_t bits)
{
    bits = (bits ^ (bits >> 30)) * 0xbf58'476d'1ce4'e5b9U;
    bits = (bits ^ (bits >> 27)) * 0x94d0'49bb'1331'11ebU;
    return bits ^ (bits >> 31);
}

} // namespace

Crowd::Crowd(CrowdSettings settings, transport::Transport &transport)
    : m_settings(std::move(settings)), m_transport(transport)
{
    m_transport.subscribe(protocol::downTopic({"+"}, {"+"}), transport::Qos::AtLeastOnce);
}

void Crowd::join(const protocol::Roster &roster)
{
    for (const auto &round : roster.rounds) {
        const auto who = std::ranges::find(roster.handsets, round.holder, &protocol::Handset::postman);
        if (round.holder.empty() || who == roster.handsets.end() || who->revoked ||
            m_places.contains(who->id))
            continue;
        const auto luck = mixed(m_settings.seed ^ std::hash<protocol::HandsetId>{}(who->id));
        m_places.emplace(who->id, m_members.size());
        m_members.push_back({.depot = roster.depot.id,
            .id = who->id,
            .walk = CrowdWalk(round, roster.depot.position, m_settings.pace, luck),
            .session = protocol::SenderSession(m_settings.gateway, m_key),
            .luck = static_cast<std::uint32_t>(mixed(luck) >> 32)});
    }
}

std::size_t Crowd::unanswered() const
{
    std::size_t all = 0;
    for (const Member &member : m_members)
        all += member.unanswered.size();
    return all;
}

void Crowd::take(const transport::Incoming &incoming)
{
    const auto *message = std::get_if<transport::Message>(&incoming);
    const auto topic = message != nullptr ? protocol::parseTopic(message->topic) : std::nullopt;
    if (!topic)
        return;
    const auto place = m_places.find(protocol::HandsetId{topic->party.text});
    const auto opened = protocol::open(message->payload);
    if (place == m_places.end() || !opened)
        return;
    // In an exercise the broker's rights are believed: a signature would cost more than the whole walk.
    const auto *receipt = std::get_if<protocol::Receipt>(&opened->envelope.body);
    if (receipt == nullptr)
        return;
    auto &waiting = m_members[place->second].unanswered;
    for (const auto &line : receipt->lines)
        m_counters.receipts +=
            std::erase_if(waiting, [&](const Unanswered &frame) { return frame.id == line.frame; });
}

Crowd::Day Crowd::dayOf(const Member &member, Instant now) const
{
    Day day{.sharing = member.luck % 100 < kSharePercent,
        .signal = !isWithin(kDeadSpot, kDeadSpotEvery, member.luck / 5, now)};
    if (isWithin(kOff, kOffEvery, member.luck / 3, now))
        day.duty = protocol::Duty::Off;
    else if (isWithin(kBreak, kBreakEvery, member.luck / 7, now))
        day.duty = protocol::Duty::OnBreak;
    return day;
}

void Crowd::step(Instant now)
{
    const auto before = std::exchange(m_steppedAt, now);
    const auto passed = before == Instant{} ? 0ms : std::clamp(now - before, 0ms, m_settings.positionEvery);
    if (!m_transport.connected())
        return;
    const double seconds = std::chrono::duration<double>(passed).count();
    m_awake = std::min(m_awake + kClockOnPerSecond * seconds, static_cast<double>(m_members.size()));
    const auto awake = static_cast<std::size_t>(m_awake);
    // Nobody comes twice in one period, however late it is.
    const double period = std::chrono::duration<double>(m_settings.positionEvery).count();
    m_owed = std::min(m_owed + m_awake * seconds / period, m_awake);
    for (; m_owed >= 1; --m_owed) {
        m_next = m_next < awake ? m_next : 0;
        if (!live(m_members[m_next], now)) {
            ++m_counters.held;
            return;
        }
        ++m_next;
    }
}

bool Crowd::live(Member &member, Instant now)
{
    const auto day = dayOf(member, now);
    if (!day.signal)
        return true;
    const bool isGateOpen = day.sharing && day.duty == protocol::Duty::On;
    if (member.told != day || now - member.toldAt >= (isGateOpen ? kStateEvery : kHeartbeat))
        queueState(member, day, now);
    return repeat(member) && (!isGateOpen || sendPosition(member, now));
}

/// Ever more rarely: a hub that cannot keep up must not be asked twice for everything.
bool Crowd::repeat(Member &member)
{
    for (Unanswered &frame : member.unanswered) {
        if (std::has_single_bit(frame.turns + 1) &&
            !publish(member, frame.channel, frame.bytes, transport::Qos::AtLeastOnce))
            return false;
        ++frame.turns;
    }
    return true;
}

void Crowd::queueState(Member &member, const Day &day, Instant now)
{
    auto sealed = member.session.seal(protocol::StateReport{{.at = now,
                                          .duty = day.duty,
                                          .sharing = day.sharing,
                                          .batteryPercent = batteryOf(member.luck, now),
                                          .appVersion = "exercise"}},
        now, true);
    // What he said before and nobody answered is of no interest any more.
    std::erase_if(member.unanswered, [](const Unanswered &frame) { return frame.channel == Channel::Up; });
    member.unanswered.push_back({.id = sealed.id, .bytes = std::move(sealed.bytes)});
    member.told = day;
    member.toldAt = now;
    ++m_counters.states;
}

bool Crowd::sendPosition(Member &member, Instant now)
{
    const protocol::PositionReport report{
        .fix = member.walk.fixAt(now), .batteryPercent = batteryOf(member.luck, now)};
    auto sealed = member.session.seal(report, now, true);
    if (!publish(member, Channel::Position, std::move(sealed.bytes), transport::Qos::AtMostOnce))
        return false;
    ++m_counters.positions;
    return true;
}

bool Crowd::press(const protocol::HandsetId &handset, Instant now)
{
    const auto place = m_places.find(handset);
    if (place == m_places.end())
        return false;
    auto &member = m_members[place->second];
    protocol::SenderSession signing(m_settings.gateway, exerciseKey(handset));
    auto sealed = signing.seal(
        protocol::AlertReport{
            .alert = protocol::randomAlertId(), .raisedAt = now, .lastFix = member.walk.fixAt(now)},
        now, true);
    member.unanswered.push_back({.id = sealed.id, .bytes = sealed.bytes, .channel = Channel::Alert});
    // At once; and again when it is his turn, until there is a receipt.
    std::ignore = publish(member, Channel::Alert, std::move(sealed.bytes), transport::Qos::AtLeastOnce);
    return true;
}

bool Crowd::publish(const Member &member, Channel channel, std::vector<std::byte> bytes, transport::Qos qos)
{
    auto topic = channel == Channel::Position ? protocol::positionTopic(member.depot, member.id)
                 : channel == Channel::Alert  ? protocol::alertTopic(member.depot, member.id)
                                              : protocol::upTopic(member.depot, member.id);
    return m_transport.publish(std::move(topic), std::move(bytes), qos).has_value();
}

} // namespace facteo::handset
