// SPDX-License-Identifier: Apache-2.0
#include "handset/persona.h"

#include <algorithm>
#include <array>

namespace facteo::handset {
namespace {

using namespace std::chrono_literals;
using protocol::Duty;
using protocol::Instant;
using protocol::TaskAct;

/// What postmen of the demo town say when they cannot.
constexpr auto kDeclines = std::to_array<std::string_view>({
    "Trop loin de ma tournée, je n'y serai pas dans le créneau",
    "J'ai encore des recommandés à remettre avant midi",
    "Le vélo est en panne, je finis à pied",
    "Je remplace déjà un collègue aujourd'hui",
});

constexpr auto kObservations = std::to_array<std::string_view>({
    "Tout va bien, contente de la visite",
    "A demandé des nouvelles du quartier",
    "La boîte aux lettres ferme mal",
    "Attend l'appel de sa fille ce soir",
    "Un peu fatigué par la chaleur, a bu un verre d'eau",
});

} // namespace

Persona::Persona(ReferenceHandset &handset, RoundWalk &walk, transport::Transport &main,
    transport::Transport &alerts, Habits habits, std::uint64_t seed, Instant now)
    : m_handset(handset), m_walk(walk), m_main(main), m_alerts(alerts), m_habits(habits), m_random(seed),
      m_nextDuty(now + some(20min, 110min)), m_nextSignal(now + some(10min, 120min))
{
    const bool shares = happens(habits.shares);
    const double draw = std::uniform_real_distribution<double>(0, 1)(m_random);
    auto duty = Duty::On;
    if (draw < habits.startsOnBreak)
        duty = Duty::OnBreak;
    else if (draw < habits.startsOnBreak + habits.startsOffDuty)
        duty = Duty::Off;
    else if (draw < habits.startsOnBreak + habits.startsOffDuty + habits.startsWithoutSignal)
        m_nextSignal = now + std::chrono::seconds{5 + static_cast<int>(draw * 100) % 10};
    if (duty != Duty::On) {
        m_walk.pause(now);
        m_nextDuty = now + some(8min, 25min);
    }
    m_handset.setDay(duty, shares, now);
    for (const auto &task : m_handset.openTasks()) // of before a restart
        m_tasks.push_back(task.id);
    if (!m_tasks.empty())
        beginErrand(now);
}

bool Persona::happens(double chance)
{
    return std::uniform_real_distribution<double>(0, 1)(m_random) < chance;
}

std::chrono::milliseconds Persona::some(std::chrono::seconds least, std::chrono::seconds most)
{
    std::uniform_real_distribution<double> between(
        static_cast<double>(least.count()), static_cast<double>(most.count()));
    return std::chrono::milliseconds{static_cast<std::int64_t>(between(m_random) * 1000 / m_habits.pace)};
}

void Persona::notice(const Event &event, Instant now)
{
    if (const auto *came = std::get_if<TaskCame>(&event)) {
        if (std::ranges::find(m_tasks, came->task.id) == m_tasks.end())
            m_tasks.push_back(came->task.id);
        if (m_errand == Errand::None)
            beginErrand(now);
    } else if (const auto *gone = std::get_if<TaskWithdrawn>(&event)) {
        const bool current = !m_tasks.empty() && m_tasks.front() == gone->task.id;
        std::erase(m_tasks, gone->task.id);
        if (current)
            endErrand(now);
    }
}

void Persona::step(Instant now)
{
    if (now >= m_nextSignal)
        changeSignal(now);
    if (now >= m_nextDuty)
        changeDuty(now);
    if (now >= m_nextErrand)
        lead(now);
    if (m_handset.duty() == Duty::On && now >= m_nextScan) {
        m_handset.scanned(now);
        m_nextScan = now + 40s;
    }
}

Instant Persona::nextDue() const
{
    return std::min({m_nextDuty, m_nextSignal, m_nextErrand});
}

void Persona::changeSignal(Instant now)
{
    m_signal = !m_signal;
    if (m_signal) {
        m_main.start();
        m_alerts.start();
        m_nextSignal = now + some(40min, 180min);
        return;
    }
    m_main.sever();
    m_alerts.sever();
    // By the clock and not by the pace: shorter than two minutes nobody would see it.
    m_nextSignal = now + 120s + std::chrono::seconds{m_random() % 240};
}

void Persona::changeDuty(Instant now)
{
    if (m_handset.duty() == Duty::On) {
        // Nobody takes his break in front of a customer's door.
        if (m_errand == Errand::EnRoute || m_errand == Errand::Visiting) {
            m_nextDuty = now + some(5min, 10min);
            return;
        }
        m_walk.pause(now);
        m_handset.setDuty(Duty::OnBreak, now);
        m_nextDuty = now + some(15min, 25min); // 20 minutes, DOMAIN 1.5
        return;
    }
    m_walk.resume(now);
    // Sharing is his decision, and he may change his mind.
    const bool shares = happens(0.08) ? !m_handset.sharing() : m_handset.sharing();
    m_handset.setDay(Duty::On, shares, now);
    m_nextDuty = now + some(70min, 150min);
}

void Persona::beginErrand(Instant now)
{
    m_errand = Errand::Unseen;
    m_nextErrand = now + some(5s, 40s);
}

void Persona::endErrand(Instant now)
{
    m_errand = Errand::None;
    m_nextErrand = Instant::max();
    m_walk.backToRound(now);
    if (!m_tasks.empty())
        beginErrand(now);
}

/// One step further with the first of his tasks.
void Persona::lead(Instant now)
{
    if (m_tasks.empty()) {
        endErrand(now);
        return;
    }
    const auto task = m_tasks.front();
    switch (m_errand) {
    case Errand::None:
        beginErrand(now);
        return;
    case Errand::Unseen:
        static_cast<void>(m_handset.act(task, TaskAct::See, now));
        m_errand = Errand::Seen;
        m_nextErrand = now + some(8s, 45s);
        return;
    case Errand::Seen:
        if (happens(m_habits.accepts)) {
            static_cast<void>(m_handset.act(task, TaskAct::Accept, now));
            m_errand = Errand::Accepted;
            m_nextErrand = now + some(20s, 90s);
        } else {
            static_cast<void>(m_handset.act(
                task, TaskAct::Decline, now, std::string(kDeclines[m_random() % kDeclines.size()])));
            m_tasks.pop_front();
            endErrand(now);
        }
        return;
    case Errand::Accepted:
    case Errand::EnRoute:
    case Errand::Visiting:
        visit(now);
        return;
    }
}

void Persona::visit(Instant now)
{
    const auto id = m_tasks.front();
    const auto open = m_handset.openTasks();
    const auto task = std::ranges::find(open, id, &protocol::Task::id);
    if (task == open.end()) {
        m_tasks.pop_front();
        endErrand(now);
    } else if (m_errand == Errand::Accepted) {
        static_cast<void>(m_handset.act(id, TaskAct::SetOut, now));
        m_walk.detourTo(task->position, now);
        m_errand = Errand::EnRoute;
        m_nextErrand = now + 2s;
    } else if (m_errand == Errand::EnRoute) {
        static_cast<void>(m_walk.fixAt(now)); // he walks whether or not somebody may see it
        m_nextErrand = now + 2s;
        if (!m_walk.arrived())
            return;
        static_cast<void>(m_handset.act(id, TaskAct::Arrive, now));
        m_errand = Errand::Visiting;
        m_visitBegan = now;
        m_nextErrand = now + some(5min, 15min); // DOMAIN 1.7
    } else {
        static_cast<void>(m_handset.act(id, TaskAct::Finish, now, {}, observations(now)));
        m_tasks.pop_front();
        endErrand(now);
    }
}

protocol::VisitReport Persona::observations(Instant now)
{
    const double draw = std::uniform_real_distribution<double>(0, 1)(m_random);
    protocol::VisitReport report{.wellbeing = protocol::Wellbeing::Ok,
        .needsMedicines = happens(0.1),
        .needsShopping = happens(0.15),
        .otherNeed = {},
        .observations = std::string(kObservations[m_random() % kObservations.size()]),
        .beganAt = m_visitBegan,
        .endedAt = now};
    if (draw > 0.95) {
        report.wellbeing = protocol::Wellbeing::NotMet;
        report.observations = "Personne n'a répondu à la porte ni au téléphone";
    } else if (draw > 0.80) {
        report.wellbeing = protocol::Wellbeing::SoSo;
        report.pain = happens(0.5);
    }
    return report;
}

} // namespace facteo::handset
