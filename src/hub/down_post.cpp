// SPDX-License-Identifier: Apache-2.0
#include "hub/down_post.h"

#include "domain/alert.h"
#include "domain/command.h"
#include "domain/task.h"

#include <limits>

namespace facteo::hub {

using namespace std::chrono_literals;
using protocol::Instant;

namespace {

constexpr unsigned kUntilAnswered = std::numeric_limits<unsigned>::max();
/// News and assignments have no answer: said so often, and again whenever the handset comes back.
constexpr unsigned kUnanswered = 3;
constexpr std::chrono::milliseconds kLongestWait = 1min;
/// A handset that was away for longer starts its day anew.
constexpr std::chrono::hours kSaidFor{24};

/// Its end too: a handset whose line was dead then must learn of it.
bool isNews(const protocol::Alert &alert, Instant now)
{
    return domain::isOpen(alert.state) || now - alert.changedAt < kSaidFor;
}

} // namespace

DownPost::DownPost(DepotState &state, Voice &voice, const HubSettings &settings)
    : m_state(state), m_voice(voice), m_settings(settings)
{
}

void DownPost::load(std::span<const Turn::Withdrawal> takenBack, Instant now)
{
    m_orders.clear();
    for (const auto &withdrawal : takenBack)
        withdraw(withdrawal, now);
    for (const auto &[id, task] : m_state.tasks())
        followBody(protocol::TaskFact{.act = protocol::TaskAct::Send, .after = task}, now);
    for (const auto &[id, command] : m_state.commands())
        followBody(protocol::CommandFact{.after = command}, now);
    for (const auto &[id, alert] : m_state.alerts())
        if (isNews(alert, now))
            postNews(alert, now);
}

void DownPost::follow(const protocol::Fact &fact, Instant now)
{
    std::visit([&](const auto &body) { followBody(body, now); }, fact.body);
}

void DownPost::followBody(const protocol::AlertFact &fact, Instant now)
{
    postNews(fact.after, now);
}

void DownPost::postNews(const protocol::Alert &alert, Instant now)
{
    for (const auto &slot : m_state.handsets())
        if (DepotState::concerns(alert, slot))
            postNews(alert, slot, now);
}

void DownPost::followBody(const protocol::TaskFact &fact, Instant now)
{
    const auto &task = fact.after;
    const auto id = std::to_underlying(task.id);
    std::erase_if(
        m_orders, [&](const auto &entry) { return entry.first.kind == Kind::Task && entry.first.id == id; });
    if (task.state != protocol::TaskState::Sent)
        return;
    m_orders.erase({.kind = Kind::Withdrawal, .id = id, .handset = task.handset});
    post({.kind = Kind::Task, .id = id, .handset = task.handset},
        {.body = protocol::TaskOrder{task},
            .exercise = task.exercise,
            .attemptsLeft = kUntilAnswered,
            .notAfter = std::nullopt,
            .wait = {},
            .due = now,
            .frame = {}},
        now);
}

void DownPost::withdraw(const Turn::Withdrawal &withdrawal, Instant now)
{
    post({.kind = Kind::Withdrawal,
             .id = std::to_underlying(withdrawal.task.id),
             .handset = withdrawal.handset},
        {.body = protocol::TaskOrder{withdrawal.task},
            .exercise = withdrawal.task.exercise,
            .attemptsLeft = kUnanswered,
            .notAfter = now + kSaidFor,
            .wait = {},
            .due = now,
            .frame = {}},
        now);
}

void DownPost::followBody(const protocol::CommandFact &fact, Instant now)
{
    const auto &command = fact.after;
    const Key key{.kind = Kind::Command, .id = std::to_underlying(command.id), .handset = command.handset};
    if (command.state != protocol::CommandState::Queued || domain::isExpired(command, now)) {
        m_orders.erase(key);
        return;
    }
    post(key,
        {.body = protocol::CommandOrder{command},
            .attemptsLeft = kUntilAnswered,
            .notAfter = command.notAfter,
            .wait = {},
            .due = now,
            .frame = {}},
        now);
}

void DownPost::followBody(const protocol::RosterFact &fact, Instant now)
{
    for (auto &slot : m_state.handsets()) {
        const auto &handset = slot.handset;
        const bool concerned =
            (fact.handset && fact.handset->id == handset.id) ||
            (fact.postman && fact.postman->id == handset.postman) ||
            (fact.round && !fact.round->holder.empty() && fact.round->holder == handset.postman);
        if (concerned && slot.connected)
            postAssignment(slot, now);
    }
}

void DownPost::postNews(const protocol::Alert &alert, const HandsetSlot &slot, Instant now)
{
    const auto told = domain::toldToHandset(alert);
    const auto every = domain::isOpen(alert.state) ? domain::kLivePositions : 0s;
    post({.kind = Kind::News, .id = std::to_underlying(alert.id), .handset = slot.handset.id},
        {.body = protocol::AlertNews{.alert = alert.id,
             .number = alert.number,
             .state = told.state,
             .ownerName = std::string(told.ownerName),
             .positionEverySeconds = static_cast<std::uint32_t>(every.count())},
            .exercise = alert.exercise,
            .attemptsLeft = kUnanswered,
            .notAfter = now + kSaidFor,
            .wait = {},
            .due = now,
            .frame = {}},
        now);
}

void DownPost::postAssignment(const HandsetSlot &slot, Instant now)
{
    if (!slot.isEnrolled() || slot.handset.revoked)
        return;
    protocol::Assignment assignment{
        .postman = slot.handset.postman, .positionEverySeconds = m_settings.positionEverySeconds};
    if (const auto *postman = m_state.postman(slot.handset.postman))
        assignment.postmanName = postman->name;
    if (const auto *round = m_state.roundOf(slot.handset.postman); round && !slot.handset.postman.empty())
        assignment.round = round->id;
    post({.kind = Kind::Assignment, .id = 0, .handset = slot.handset.id},
        {.body = std::move(assignment),
            .attemptsLeft = 1,
            .notAfter = now + kSaidFor,
            .wait = {},
            .due = now,
            .frame = {}},
        now);
}

void DownPost::post(Key key, Order order, Instant now)
{
    order.wait = m_settings.repeatOrdersAfter;
    const auto entry = m_orders.insert_or_assign(std::move(key), std::move(order)).first;
    if (send(entry->first, entry->second, now))
        m_orders.erase(entry);
}

bool DownPost::send(const Key &key, Order &order, Instant now)
{
    const auto *slot = m_state.slot(key.handset.text);
    if (slot == nullptr || slot->handset.revoked || !slot->isEnrolled())
        return true;
    order.due = now + order.wait;
    if (!slot->connected)
        return false; // arrived() sends it
    if (order.frame.empty())
        order.frame = m_voice.tellHandset(key.handset, order.body, now, order.exercise);
    else
        m_voice.repeat(key.handset, order.frame);
    order.wait = std::min(order.wait * 2, kLongestWait);
    if (order.attemptsLeft != kUntilAnswered)
        --order.attemptsLeft;
    return false;
}

void DownPost::arrived(HandsetSlot &slot, Instant now)
{
    postAssignment(slot, now);
    for (const auto &[id, alert] : m_state.alerts())
        if (isNews(alert, now) && DepotState::concerns(alert, slot))
            postNews(alert, slot, now);
    std::erase_if(m_orders, [&](auto &entry) {
        auto &[key, order] = entry;
        const bool isNew = key.kind == Kind::Assignment || key.kind == Kind::News;
        if (key.handset != slot.handset.id || isNew)
            return false;
        order.wait = m_settings.repeatOrdersAfter;
        if (order.attemptsLeft != kUntilAnswered)
            order.attemptsLeft = kUnanswered;
        return send(key, order, now);
    });
}

void DownPost::tick(Instant now)
{
    std::erase_if(m_orders, [&](auto &entry) {
        auto &[key, order] = entry;
        if (order.notAfter && now > *order.notAfter)
            return true;
        return order.attemptsLeft > 0 && order.due <= now && send(key, order, now);
    });
}

} // namespace facteo::hub
