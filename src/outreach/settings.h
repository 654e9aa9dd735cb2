// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "outreach/message.h"

#include <chrono>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace facteo::outreach {

/// POST of JSON to a gateway for SMS or calls.
struct HttpHook
{
    std::string url;                   ///< https://…; http://… only with `plain`
    std::filesystem::path tokenFile{}; ///< its first line goes along as bearer token; empty: none
    std::filesystem::path caFile{};    ///< PEM; empty: the system's authorities
    std::string proxy{};               ///< http://host:port; empty: none, whatever the environment says
    bool plain = false;                ///< without TLS
};

/// A program of the house.
struct CommandHook
{
    std::vector<std::string> command; ///< an absolute path and its arguments; no shell reads them
};

/// An SMTP server that takes our mail.
struct MailServer
{
    std::string server; ///< smtp://host:587 (STARTTLS is required) or smtps://host:465
    std::string from;   ///< one address
    std::string user{};
    std::filesystem::path passwordFile{}; ///< its first line
    std::filesystem::path caFile{};       ///< PEM; empty: the system's authorities
    bool plain = false;                   ///< without TLS: only to a server on this machine
};

/// How a channel's messages leave.
struct Way
{
    std::variant<HttpHook, CommandHook, MailServer> by;
    std::chrono::milliseconds timeout{10'000}; ///< of one message, from its start to its outcome
};

struct Settings
{
    std::map<Channel, Way> channels;
    std::size_t mostAtWork = 64;
    std::size_t mostWaiting = 1'024; ///< behind those at work; more are refused
};

/// A value that cannot be used.
struct Wrong
{
    std::string key;  ///< as in the configuration: "channels.sms.url"
    std::string what; ///< what it must be
};

/// Everything that is wrong, also with the files that are named: secrets must be readable, by their owner
/// only. Empty: an Outreach can be made of it. Reads small files.
[[nodiscard]] std::vector<Wrong> check(const Settings &settings);

} // namespace facteo::outreach
