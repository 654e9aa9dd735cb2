// SPDX-License-Identifier: Apache-2.0
#include "commands.h"
#include "domain/alert.h"
#include "field_handset.h"
#include "geo/distance.h"
#include "handset/standing_still.h"
#include "handset_words.h"
#include "wake_up.h"

#include <CLI/CLI.hpp>
#include <cerrno>
#include <fcntl.h>
#include <memory>
#include <print>
#include <random>
#include <sys/file.h>
#include <unistd.h>
#include <utility>

namespace facteo::app {
namespace {

using namespace std::chrono_literals;

struct HandsetArguments
{
    std::filesystem::path bundles = defaultBundles();
    std::string id;
    std::string value;
    std::string until = "resolved";
    std::optional<double> latitude; ///< none: no reception
    std::optional<double> longitude;
    int timeoutSeconds = 120;
};

constexpr int kNobodyLooksAfterIt = 3;
constexpr int kHubDidNotAnswer = 4;
constexpr int kHandsetRuns = 5;

std::unique_ptr<handset::PositionSource> sourceOf(const HandsetArguments &arguments)
{
    if (!arguments.latitude || !arguments.longitude)
        return std::make_unique<handset::NoReception>();
    return std::make_unique<handset::StandingStill>(
        geo::positionOf(*arguments.latitude, *arguments.longitude), std::random_device{}());
}

/// A handset for the time of one command. It has a session, an outbox and an MQTT client id of its own beside
/// those of the handset that may be running elsewhere, and no last will.
class Visitor
{
public:
    explicit Visitor(const HandsetArguments &arguments)
    {
        auto opened = FieldHandset::open(
            m_network,
            {.bundle = arguments.bundles / arguments.id,
                .clientSuffix = "-cli",
                .stateFolder = "cli",
                .withWill = false,
                .seed = std::random_device{}(),
                .visiting = true},
            sourceOf(arguments), [this] { m_wakeUp.notify(); }, now());
        if (!opened) {
            std::println(stderr, "{}", opened.error());
            throw CLI::RuntimeError(1);
        }
        m_field = std::move(*opened);
        m_wakeUp.stopOnSignals();
        m_deadline = now() + std::chrono::seconds{arguments.timeoutSeconds};
    }

    [[nodiscard]] handset::ReferenceHandset &handset() { return m_field->handset(); }
    void start() { m_field->start(); }

    /// Runs until `done` says so: true. False: a signal, or the time is up.
    bool runUntil(const std::function<bool()> &done)
    {
        while (!m_wakeUp.stopping() && now() < m_deadline) {
            m_field->pump(now());
            std::fflush(stdout);
            if (done())
                return true;
            m_wakeUp.wait(50ms);
        }
        return false;
    }

    ~Visitor()
    {
        if (m_field)
            m_field->stop(now());
    }

private:
    WakeUp m_wakeUp;
    transport::NetworkThread m_network;
    std::unique_ptr<FieldHandset> m_field;
    protocol::Instant m_deadline;
};

void alert(const HandsetArguments &arguments)
{
    bool received = false;
    bool saidReceived = false;
    bool claimed = false;
    bool ended = false;
    Visitor visitor(arguments);
    auto &handset = visitor.handset();
    handset.pressAlert(now());
    handset.onEvent([&](const handset::Event &event) {
        // Whatever its id: the hub adds a press to the alert that this postman already has open.
        if (const auto *heard = std::get_if<handset::AlertHeard>(&event)) {
            received = true;
            claimed = claimed || !heard->news.ownerName.empty();
            ended = !domain::isOpen(heard->news.state) || domain::awaitsReport(heard->news.state);
        }
        received = received || std::holds_alternative<handset::AlertSent>(event);
        if (std::holds_alternative<handset::Assigned>(event))
            return;
        // The receipt and the first news say the same.
        const auto *news = std::get_if<handset::AlertHeard>(&event);
        const bool saysReceived = std::holds_alternative<handset::AlertSent>(event) ||
                                  (news && news->news.state == protocol::AlertState::Raised);
        if (!saysReceived || !std::exchange(saidReceived, true))
            std::println("{}", describe(event));
    });
    std::println("{}: alert pressed", arguments.id);
    visitor.start();
    const bool reached = visitor.runUntil([&] {
        return ended || (arguments.until == "received" && received) ||
               (arguments.until == "claimed" && claimed);
    });
    if (reached)
        return;
    std::println(stderr, "{}",
        received
            ? "the hub has the alert, but it did not come as far as was waited for"
            : "the hub did not answer; the alert is kept and sent again by the next facteo handset command");
    if (!claimed)
        throw CLI::RuntimeError(received ? kNobodyLooksAfterIt : kHubDidNotAnswer);
}

/// Whether a program of this machine is the handset now: it holds its outbox.
bool isCarried(const HandsetArguments &arguments)
{
    const auto outbox = arguments.bundles / arguments.id / "state" / "outbox";
    const int file = ::open(outbox.c_str(), O_RDONLY | O_CLOEXEC);
    if (file < 0)
        return false;
    const bool carried = ::flock(file, LOCK_SH | LOCK_NB) != 0 && errno == EWOULDBLOCK;
    ::close(file);
    return carried;
}

/// A change of state, waited for until the hub has recorded it.
void change(const HandsetArguments &arguments, std::string_view what)
{
    if (isCarried(arguments)) {
        std::println(stderr,
            "{0} runs on this machine and would say otherwise at its next heartbeat: write \"{1} {2}\" to "
            "its "
            "facteo-handset, or \"{0} {1} {2}\" to the fleet that it is in",
            arguments.id, what, arguments.value);
        throw CLI::RuntimeError(kHandsetRuns);
    }
    Visitor visitor(arguments);
    auto &handset = visitor.handset();
    handset.onEvent([](const handset::Event &event) {
        if (const auto *link = std::get_if<handset::LinkChanged>(&event); link && !link->up)
            std::println(stderr, "{}", describe(event));
    });
    const auto answer = obey(handset, std::format("{} {}", what, arguments.value), now());
    visitor.start();
    if (!visitor.runUntil([&] { return handset.unsent() == 0; })) {
        std::println(stderr, "the hub did not answer");
        throw CLI::RuntimeError(kHubDidNotAnswer);
    }
    std::println("{}: {}, until the handset itself says otherwise", arguments.id, answer);
}

/// Whether its certificate is good and its broker there. What the handset itself thinks only it knows.
void status(const HandsetArguments &arguments)
{
    Visitor visitor(arguments);
    auto &handset = visitor.handset();
    std::string trouble = "no connection yet";
    handset.onEvent([&](const handset::Event &event) {
        if (std::holds_alternative<handset::LinkChanged>(event))
            trouble = describe(event);
    });
    visitor.start();
    if (!visitor.runUntil([&] { return handset.linkUp() && handset.unsent() == 0; })) {
        std::println(stderr, "{}: {}; {} frames wait to be sent", arguments.id, trouble, handset.unsent());
        throw CLI::RuntimeError(kHubDidNotAnswer);
    }
    std::println("{}: the broker takes it in, nothing waits to be sent", arguments.id);
}

} // namespace

void addHandset(CLI::App &app)
{
    auto *handset = app.add_subcommand("handset", "Do on a handset what its postman would do");
    handset->require_subcommand(1);
    auto arguments = std::make_shared<HandsetArguments>();
    const auto add = [&](const char *name, const char *help) {
        auto *command = handset->add_subcommand(name, help);
        command->add_option("--id", arguments->id, "The handset's id, e.g. H-001")->required();
        command->add_option("--bundles", arguments->bundles, "Folder with its bundle")->capture_default_str();
        command->add_option("--timeout", arguments->timeoutSeconds, "Seconds to wait for the hub")
            ->capture_default_str();
        return command;
    };

    auto *pressing = add("alert", "Press the button, and wait for who looks after it");
    pressing->add_option("--until", arguments->until, "Wait until it is received, claimed or resolved")
        ->check(CLI::IsMember({"received", "claimed", "resolved"}))
        ->capture_default_str();
    auto *latitude =
        pressing->add_option("--lat", arguments->latitude, "Where, degrees; default: no reception");
    pressing->add_option("--lon", arguments->longitude, "Where, degrees")->needs(latitude);
    pressing->callback([arguments] { alert(*arguments); });
    pressing->footer("Exit code 0: came as far as waited for, or somebody looks after it. 3: the hub has it, "
                     "nobody looks after it. 4: the hub did not answer.");

    auto *duty = add("duty", "Clock on, off, or take a break");
    duty->add_option("duty", arguments->value, "on, break or off")
        ->required()
        ->check(CLI::IsMember({"on", "break", "off"}));
    duty->callback([arguments] { change(*arguments, "duty"); });

    auto *sharing = add("sharing", "Share the position or not: the postman's own switch");
    sharing->add_option("sharing", arguments->value, "on or off")
        ->required()
        ->check(CLI::IsMember({"on", "off"}));
    sharing->callback([arguments] { change(*arguments, "sharing"); });

    auto *asking =
        add("status", "Whether its certificate is good, its broker there, and nothing left unsent");
    asking->callback([arguments] { status(*arguments); });
}

} // namespace facteo::app
