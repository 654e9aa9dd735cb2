// SPDX-License-Identifier: Apache-2.0
#include "handset_words.h"

#include "domain/alert.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <format>
#include <sstream>

namespace facteo::app {
namespace {

using namespace protocol;

template<typename... Visitors> struct Overloaded : Visitors...
{
    using Visitors::operator()...;
};

std::string describeNews(const AlertNews &news)
{
    switch (news.state) {
    case AlertState::Raised:
        return std::format("alert {} received by the hub", news.number);
    case AlertState::Acknowledged:
        return std::format("alert {} was heard by an operator", news.number);
    case AlertState::Claimed:
        return std::format("{} looks after you (alert {})", news.ownerName, news.number);
    case AlertState::Verifying:
        return std::format("{} tried to call you (alert {})", news.ownerName, news.number);
    case AlertState::Confirmed:
        return std::format("{} gets you help (alert {})", news.ownerName, news.number);
    case AlertState::FalseAlarm:
        return std::format("alert {}: you are safe, and it is closed soon", news.number);
    case AlertState::Resolved:
        return std::format("alert {} is over, says {}", news.number, news.ownerName);
    case AlertState::PreAlarm:
        return std::format("alert {}: the countdown runs", news.number);
    case AlertState::Responding:
        return std::format("help is on its way, says {} (alert {})", news.ownerName, news.number);
    case AlertState::OnSite:
        return std::format("help is there, says {} (alert {})", news.ownerName, news.number);
    case AlertState::Cancelled:
        return std::format("alert {} cancelled", news.number);
    case AlertState::Closed:
        return std::format("alert {} closed", news.number);
    }
    return {};
}

std::string_view dutyName(Duty duty)
{
    switch (duty) {
    case Duty::Off:
        return "off";
    case Duty::On:
        return "on";
    case Duty::OnBreak:
        return "break";
    }
    return {};
}

std::string taskLine(const Task &task)
{
    return std::format("task {}: visit {} at {}{}{}", task.number, task.beneficiary, task.address,
        task.note.empty() ? "" : ": ", task.note);
}

struct Order
{
    std::string word;
    std::string argument;
    std::string rest;
};

Order split(std::string_view line)
{
    std::istringstream words{std::string(line)};
    Order order;
    words >> order.word >> order.argument >> std::ws;
    std::getline(words, order.rest);
    return order;
}

std::string obeyDuty(handset::ReferenceHandset &handset, const Order &order, Instant now)
{
    for (const auto duty : {Duty::On, Duty::OnBreak, Duty::Off}) {
        if (order.argument != dutyName(duty))
            continue;
        handset.setDuty(duty, now);
        return std::format("duty {}", dutyName(duty));
    }
    return "duty must be on, break or off";
}

std::string obeySwitch(handset::ReferenceHandset &handset, const Order &order, Instant now)
{
    const bool on = order.argument == "on";
    if (!on && order.argument != "off")
        return order.word + " must be on or off";
    if (order.word == "sharing")
        handset.setSharing(on, now);
    else
        handset.setCharging(on, now);
    return order.word + " " + order.argument;
}

constexpr auto kActs = std::to_array<std::pair<std::string_view, TaskAct>>({
    {"see", TaskAct::See},
    {"accept", TaskAct::Accept},
    {"decline", TaskAct::Decline},
    {"setout", TaskAct::SetOut},
    {"arrive", TaskAct::Arrive},
    {"finish", TaskAct::Finish},
});

constexpr auto kWellbeing = std::to_array<std::pair<std::string_view, Wellbeing>>({
    {"ok", Wellbeing::Ok},
    {"soso", Wellbeing::SoSo},
    {"bad", Wellbeing::Bad},
    {"notmet", Wellbeing::NotMet},
});

std::optional<VisitReport> reportFrom(const std::string &text, Instant now)
{
    const auto answer = split(text);
    const auto found =
        std::ranges::find(kWellbeing, answer.word, &std::pair<std::string_view, Wellbeing>::first);
    if (found == kWellbeing.end())
        return std::nullopt;
    auto words = answer.argument;
    if (!answer.rest.empty())
        words += " " + answer.rest;
    return VisitReport{
        .wellbeing = found->second, .otherNeed = {}, .observations = words, .beganAt = now, .endedAt = now};
}

std::string obeyTask(handset::ReferenceHandset &handset, const Order &order, TaskAct act, Instant now)
{
    std::uint32_t number = 0;
    std::from_chars(order.argument.data(), order.argument.data() + order.argument.size(), number);
    const auto tasks = handset.openTasks();
    const auto task = std::ranges::find(tasks, number, &Task::number);
    if (task == tasks.end())
        return std::format("there is no open task {}", order.argument);
    std::optional<VisitReport> report;
    if (act == TaskAct::Finish) {
        report = reportFrom(order.rest, now);
        if (!report)
            return "say how he or she was: finish N ok|soso|bad|notmet [WORDS]";
    }
    const auto done =
        handset.act(task->id, act, now, act == TaskAct::Decline ? order.rest : std::string{}, report);
    if (!done)
        return std::format("task {}: {}", number, describe(done.error()));
    return std::format("task {}: {}", number, order.word);
}

std::string listTasks(const handset::ReferenceHandset &handset)
{
    std::string text;
    for (const auto &task : handset.openTasks())
        text += (text.empty() ? "" : "\n") + taskLine(task);
    return text.empty() ? "no tasks" : text;
}

} // namespace

std::string describe(const handset::Event &event)
{
    return std::visit(Overloaded{
                          [](const handset::AlertHeard &heard) { return describeNews(heard.news); },
                          [](const handset::AlertSent &) { return std::string("the hub has the alert"); },
                          [](const handset::TaskCame &came) { return taskLine(came.task); },
                          [](const handset::TaskWithdrawn &gone) {
                              return std::format("task {} was withdrawn", gone.task.number);
                          },
                          [](const handset::Rang &) { return std::string("it rings"); },
                          [](const handset::MessageShown &shown) { return "message: " + shown.command.text; },
                          [](const handset::Located &located) {
                              return std::string(
                                  located.answered ? "the depot asked for the position, and got it"
                                                   : "the depot asked for the position, which is not shared");
                          },
                          [](const handset::CommandTooLate &) {
                              return std::string("an order came too late and was not carried out");
                          },
                          [](const handset::Assigned &assigned) {
                              return std::format("carried by {} ({}), round {}, a position every {} s",
                                  assigned.assignment.postmanName, assigned.assignment.postman.text,
                                  assigned.assignment.round.empty() ? "none" : assigned.assignment.round.text,
                                  assigned.assignment.positionEverySeconds);
                          },
                          [](const handset::FrameRefused &refused) {
                              return std::format("the hub refused a frame for good (fault {})",
                                  static_cast<int>(refused.fault));
                          },
                          [](const handset::LinkChanged &link) {
                              return link.up        ? std::string("connected")
                                     : link.refused ? "the broker refuses: " + link.reason
                                                    : "no connection: " + link.reason;
                          },
                          [](const handset::BatteryEmpty &) { return std::string("the battery is empty"); },
                      },
        event);
}

std::string describe(const handset::ReferenceHandset &handset)
{
    return std::format("duty {}, sharing {}, battery {} %{}, {}, {} unsent, {} open tasks{}",
        dutyName(handset.duty()), handset.sharing() ? "on" : "off", handset.battery().percent(),
        handset.battery().charging() ? " charging" : "", handset.linkUp() ? "connected" : "not connected",
        handset.unsent(), handset.openTasks().size(), handset.openAlert() ? ", an alert is open" : "");
}

std::string_view describe(Refusal refusal)
{
    switch (refusal) {
    case Refusal::NotFromThisState:
        return "that does not come after what was done before";
    case Refusal::ReasonRequired:
        return "a reason is required";
    case Refusal::NoSuchTask:
        return "there is no such task";
    case Refusal::Malformed:
        return "something is missing";
    case Refusal::NotSaved:
        return "it cannot be kept: is the disk full?";
    case Refusal::NotAllowed:
    case Refusal::NoSuchAlert:
    case Refusal::NoSuchHandset:
    case Refusal::NoSuchPostman:
    case Refusal::ClaimedByAnother:
    case Refusal::PurposeRequired:
    case Refusal::NotOnDuty:
    case Refusal::TooLate:
    case Refusal::AlreadyOpen:
    case Refusal::NoSuchGeofence:
    case Refusal::Silent:
    case Refusal::ReportIncomplete:
    case Refusal::OperatorRequired:
    case Refusal::NoSuchAlarm:
        return "not possible";
    }
    return {};
}

std::string obey(handset::ReferenceHandset &handset, std::string_view line, Instant now)
{
    const auto order = split(line);
    if (order.word.empty())
        return {};
    if (order.word == "alert") {
        handset.pressAlert(now);
        return "alert pressed";
    }
    if (order.word == "duty")
        return obeyDuty(handset, order, now);
    if (order.word == "sharing" || order.word == "charge")
        return obeySwitch(handset, order, now);
    if (order.word == "tasks")
        return listTasks(handset);
    if (order.word == "status")
        return describe(handset);
    if (const auto act = std::ranges::find(kActs, order.word, &std::pair<std::string_view, TaskAct>::first);
        act != kActs.end())
        return obeyTask(handset, order, act->second, now);
    return std::format("\"{}\" is no order: {}", order.word, kOrders);
}

} // namespace facteo::app
