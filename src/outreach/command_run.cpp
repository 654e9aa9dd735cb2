// SPDX-License-Identifier: Apache-2.0
#include "command_run.h"

#include "outreach/message_json.h"
#include "outreach/printable.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <format>
#include <poll.h>
#include <spawn.h>
#include <string_view>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

namespace facteo::outreach {
namespace {

constexpr std::size_t kMostErrors = 4'096;

struct Pipe
{
    Descriptor ours;
    Descriptor theirs;
};

/// Nothing when there are too many descriptors.
std::optional<Pipe> pipeOf(bool weWrite)
{
    int ends[2];
    if (::pipe2(ends, O_CLOEXEC) != 0)
        return std::nullopt;
    Pipe pipe{Descriptor(ends[weWrite ? 1 : 0]), Descriptor(ends[weWrite ? 0 : 1])};
    ::fcntl(pipe.ours.number(), F_SETFL, O_NONBLOCK); // that of the program stays as programs expect it
    return pipe;
}

/// posix_spawn's attributes and actions.
class Launch
{
public:
    Launch(int input, int errors)
    {
        ::posix_spawnattr_init(&m_attributes);
        ::posix_spawn_file_actions_init(&m_actions);
        sigset_t none;
        sigset_t all;
        sigemptyset(&none);
        sigfillset(&all);
        ::posix_spawnattr_setsigmask(&m_attributes, &none);
        ::posix_spawnattr_setsigdefault(&m_attributes, &all);
        ::posix_spawnattr_setpgroup(&m_attributes, 0);
        ::posix_spawnattr_setflags(
            &m_attributes, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
        ::posix_spawn_file_actions_adddup2(&m_actions, input, STDIN_FILENO);
        ::posix_spawn_file_actions_addopen(&m_actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
        ::posix_spawn_file_actions_adddup2(&m_actions, errors, STDERR_FILENO);
        // Of libraries that forget O_CLOEXEC.
        ::posix_spawn_file_actions_addclosefrom_np(&m_actions, STDERR_FILENO + 1);
        ::posix_spawn_file_actions_addchdir_np(&m_actions, "/");
    }
    ~Launch()
    {
        ::posix_spawn_file_actions_destroy(&m_actions);
        ::posix_spawnattr_destroy(&m_attributes);
    }
    Launch(const Launch &) = delete;
    Launch &operator=(const Launch &) = delete;

    /// errno, or 0.
    int run(pid_t &pid, std::vector<std::string> words) const
    {
        std::array environment{std::string("PATH=/usr/local/bin:/usr/bin:/bin"), std::string("LANG=C.UTF-8")};
        std::vector<char *> arguments;
        arguments.reserve(words.size() + 1);
        for (auto &word : words)
            arguments.push_back(word.data());
        arguments.push_back(nullptr);
        std::array<char *, environment.size() + 1> variables{environment[0].data(), environment[1].data()};
        return ::posix_spawn(
            &pid, words.front().c_str(), &m_actions, &m_attributes, arguments.data(), variables.data());
    }

private:
    posix_spawnattr_t m_attributes{};
    posix_spawn_file_actions_t m_actions{};
};

} // namespace

Descriptor &Descriptor::operator=(Descriptor &&other) noexcept
{
    if (this != &other) {
        close();
        m_fd = std::exchange(other.m_fd, -1);
    }
    return *this;
}

void Descriptor::close()
{
    if (isOpen())
        ::close(std::exchange(m_fd, -1));
}

CommandRun::CommandRun(const Message &message, const CommandHook &hook, std::chrono::milliseconds timeout)
    : m_id(message.id), m_program(hook.command.front()), m_input(toJson(message) + '\n'), m_timeout(timeout),
      m_deadline(Clock::now() + timeout)
{
}

CommandRun::Made CommandRun::start(
    const Message &message, const CommandHook &hook, std::chrono::milliseconds timeout)
{
    std::unique_ptr<CommandRun> made(new CommandRun(message, hook, timeout));
    if (auto why = made->spawn(hook))
        return std::unexpected(std::move(*why));
    return made;
}

std::optional<std::string> CommandRun::spawn(const CommandHook &hook)
{
    auto input = pipeOf(true);
    auto errors = pipeOf(false);
    if (!input || !errors)
        return std::format("{} cannot be started: {}.", m_program, std::strerror(errno));
    const Launch launch(input->theirs.number(), errors->theirs.number());
    pid_t pid = -1;
    if (const int error = launch.run(pid, hook.command); error != 0)
        return std::format("{} cannot be started: {}. Check command, and that the file is there and may be "
                           "executed.",
            m_program, std::strerror(error));
    m_leader = pid;
    m_end = Descriptor(static_cast<int>(::syscall(SYS_pidfd_open, pid, 0))); // glibc's header forgets C++
    if (!m_end.isOpen())
        return std::format("{} cannot be watched: {}.", m_program, std::strerror(errno));
    m_toInput = std::move(input->ours);
    m_fromErrors = std::move(errors->ours);
    return std::nullopt;
}

CommandRun::~CommandRun()
{
    if (m_leader <= 0)
        return;
    // The group's number is not given to anybody else before the leader is collected.
    ::kill(-m_leader, SIGKILL);
    pollfd end{m_end.number(), POLLIN, 0};
    ::poll(&end, 1, 1'000);
    static_cast<void>(isOver());
}

bool CommandRun::isOver()
{
    if (m_leader > 0 && ::waitpid(m_leader, nullptr, WNOHANG) != 0)
        m_leader = -1;
    return m_leader <= 0;
}

void CommandRun::addTo(std::vector<curl_waitfd> &waited) const
{
    waited.push_back({.fd = m_end.number(), .events = CURL_WAIT_POLLIN, .revents = 0});
    if (m_toInput.isOpen())
        waited.push_back({.fd = m_toInput.number(), .events = CURL_WAIT_POLLOUT, .revents = 0});
    if (m_fromErrors.isOpen())
        waited.push_back({.fd = m_fromErrors.number(), .events = CURL_WAIT_POLLIN, .revents = 0});
}

std::optional<Outcome> CommandRun::step()
{
    feed();
    siginfo_t about{};
    const int found = ::waitid(P_PID, static_cast<id_t>(m_leader), &about, WEXITED | WNOHANG | WNOWAIT);
    if (found != 0) {
        m_leader = -1;
        return failed("was collected by somebody else, so how it ended is not known");
    }
    if (about.si_pid == m_leader) {
        ::kill(-m_leader, SIGKILL); // what it left behind
        listen();                   // what it wrote before its end
        int status = 0;
        ::waitpid(std::exchange(m_leader, -1), &status, 0);
        return ended(status);
    }
    listen();
    if (Clock::now() < m_deadline)
        return std::nullopt;
    ::kill(-m_leader, SIGKILL);
    m_toInput.close();
    m_fromErrors.close();
    return failed(
        std::format("did not end within {:g} s and was killed; it may have done its work all the same",
            static_cast<double>(m_timeout.count()) / 1000));
}

/// SIGPIPE is blocked in this thread: a program that closes its input early is no misfortune.
void CommandRun::feed()
{
    while (m_toInput.isOpen()) {
        const auto count = ::write(m_toInput.number(), m_input.data() + m_fed, m_input.size() - m_fed);
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0 && errno == EAGAIN)
            return;
        m_fed += static_cast<std::size_t>(std::max<ssize_t>(count, 0));
        if (count < 0 || m_fed == m_input.size())
            m_toInput.close();
    }
}

void CommandRun::listen()
{
    // At most so much at once, so that a program that never stops writing leaves time for the others.
    for (int turn = 0; turn < 16 && m_fromErrors.isOpen(); ++turn) {
        char text[4'096];
        const auto count = ::read(m_fromErrors.number(), text, sizeof text);
        if (count < 0 && (errno == EAGAIN || errno == EINTR))
            return;
        if (count <= 0)
            m_fromErrors.close();
        else
            m_errors.append(text, std::min(static_cast<std::size_t>(count), kMostErrors - m_errors.size()));
    }
}

Outcome CommandRun::ended(int status) const
{
    if (WIFEXITED(status) && WEXITSTATUS(status) == 0)
        return {m_id, Stage::Sent, std::format("{} ended well.", m_program)};
    if (WIFEXITED(status))
        return failed(std::format("ended with status {}", WEXITSTATUS(status)));
    return failed(
        std::format("was ended by signal {} ({})", WTERMSIG(status), ::sigdescr_np(WTERMSIG(status))));
}

Outcome CommandRun::failed(std::string_view what) const
{
    const auto first = std::string_view(m_errors).substr(0, m_errors.find('\n'));
    const auto said = printable(first, 400);
    return {m_id, Stage::Failed,
        std::format("{} {}.{}{}", m_program, what,
            said.empty() ? " It wrote nothing to standard error." : " It said: ", said)};
}

} // namespace facteo::outreach
