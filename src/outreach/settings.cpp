// SPDX-License-Identifier: Apache-2.0
#include "settings.h"

#include "outreach/secret.h"
#include "outreach/web_address.h"

#include <algorithm>
#include <fcntl.h>
#include <format>
#include <unistd.h>

namespace facteo::outreach {
namespace {

/// Gathers what is wrong with one channel.
class ChannelCheck
{
public:
    ChannelCheck(Channel channel, std::vector<Wrong> &wrongs) : m_channel(channel), m_wrongs(wrongs) {}

    void operator()(const HttpHook &hook)
    {
        const auto url = readWebAddress(hook.url);
        if (!url || (url->scheme != "https" && url->scheme != "http") || !isOneWord(hook.url))
            wrong("url", "must be a URL that begins with https://");
        else if (url->hasUser)
            wrong("url", "must not hold a name or password: write a token into token_file");
        else if (url->scheme == "http" && !hook.plain)
            wrong("url", "must begin with https://, or say plain = true: what it says and the token can be "
                         "read on the way");
        const auto proxy = readWebAddress(hook.proxy);
        const bool isProxy = proxy && (proxy->scheme == "http" || proxy->scheme == "https") &&
                             !proxy->hasUser && proxy->path == "/" && !proxy->hasQuery;
        if (!hook.proxy.empty() && (!isProxy || !isOneWord(hook.proxy)))
            wrong("proxy", "must be http://host:port");
        secret("token_file", hook.tokenFile);
        authorities(hook.caFile);
    }

    void operator()(const CommandHook &hook)
    {
        const std::string program = hook.command.empty() ? "" : hook.command.front();
        if (!program.starts_with('/'))
            wrong("command", R"(must be a list that begins with a program, as in ["/usr/local/bin/send"])");
        else if (std::error_code none; !std::filesystem::is_regular_file(program, none))
            wrong("command", std::format("names {}, which is no file", program));
        else if (::access(program.c_str(), X_OK) != 0)
            wrong("command", std::format("names {}, which may not be executed: chmod +x", program));
        if (std::ranges::any_of(hook.command, [](const auto &word) { return word.contains('\0'); }))
            wrong("command", "must be without zero bytes");
    }

    void operator()(const MailServer &mail)
    {
        const auto server = readWebAddress(mail.server);
        if (!server || (server->scheme != "smtp" && server->scheme != "smtps") || server->hasUser ||
            server->path != "/" || server->hasQuery || !isOneWord(mail.server))
            wrong("server", "must be smtp://host:587 or smtps://host:465, and no more");
        else if (mail.plain && !server->isLoopback())
            wrong("plain", "must be false for a server on another machine: mail and password can be read on "
                           "the way");
        if (!isAddress(Channel::Mail, mail.from))
            wrong("from", "must be an e-mail address");
        if (!std::ranges::all_of(mail.user, [](char c) { return c >= ' ' && c <= '~'; }))
            wrong("user", "must be letters, digits and signs of ASCII");
        if (mail.user.empty() != mail.passwordFile.empty())
            wrong(mail.user.empty() ? "user" : "password_file",
                "is missing: user and password_file belong together");
        secret("password_file", mail.passwordFile);
        authorities(mail.caFile);
        if (m_channel != Channel::Mail)
            wrong("kind", R"(must be "http" or "command": SMTP carries only mail)");
    }

    void wrong(std::string_view key, std::string what)
    {
        m_wrongs.push_back({std::format("channels.{}.{}", nameOf(m_channel), key), std::move(what)});
    }

private:
    static bool isOneWord(std::string_view text)
    {
        return std::ranges::all_of(text, [](char c) { return c > ' ' && c <= '~'; });
    }

    void secret(std::string_view key, const std::filesystem::path &file)
    {
        if (file.empty())
            return;
        if (const auto text = readSecret(file); !text)
            wrong(key, std::format("names {}, which {}", file.string(), text.error()));
    }

    void authorities(const std::filesystem::path &file)
    {
        std::error_code none;
        if (!file.empty() &&
            (!std::filesystem::is_regular_file(file, none) || ::access(file.c_str(), R_OK) != 0))
            wrong("ca_file", std::format("names {}, which cannot be read", file.string()));
    }

    Channel m_channel;
    std::vector<Wrong> &m_wrongs;
};

} // namespace

std::vector<Wrong> check(const Settings &settings)
{
    constexpr std::chrono::milliseconds kLeast{100}; // tests; the configuration has whole seconds
    constexpr std::chrono::milliseconds kMost{120'000};
    std::vector<Wrong> wrongs;
    for (const auto &[channel, way] : settings.channels) {
        ChannelCheck channelCheck(channel, wrongs);
        std::visit(channelCheck, way.by);
        if (way.timeout < kLeast || way.timeout > kMost)
            channelCheck.wrong("timeout_seconds", "must be a whole number from 1 to 120");
    }
    if (settings.mostAtWork < 1 || settings.mostAtWork > 256)
        wrongs.push_back({"channels.most_at_work", "must be a whole number from 1 to 256"});
    if (settings.mostWaiting < 1 || settings.mostWaiting > 100'000)
        wrongs.push_back({"channels.most_waiting", "must be a whole number from 1 to 100000"});
    return wrongs;
}

} // namespace facteo::outreach
