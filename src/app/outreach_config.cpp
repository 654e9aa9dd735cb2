// SPDX-License-Identifier: Apache-2.0
#include "outreach_config.h"

#include <algorithm>
#include <array>
#include <format>
#include <optional>
#include <utility>

namespace facteo::app {
namespace {

namespace fs = std::filesystem;

/// Reads the channels key by key and gathers everything that is wrong.
class ChannelReader
{
public:
    ChannelReader(const toml::table &channels, fs::path file)
        : m_channels(channels), m_file(std::move(file)), m_folder(fs::absolute(m_file).parent_path())
    {
    }

    outreach::Settings settings()
    {
        outreach::Settings settings;
        settings.mostAtWork = bound("most_at_work", settings.mostAtWork);
        settings.mostWaiting = bound("most_waiting", settings.mostWaiting);
        constexpr std::array kChannels{outreach::Channel::Sms, outreach::Channel::Voice,
            outreach::Channel::Mail, outreach::Channel::Command};
        for (const auto &[key, node] : m_channels) {
            const auto *channel = std::ranges::find(
                kChannels, key.str(), [](outreach::Channel each) { return outreach::nameOf(each); });
            const auto *table = node.as_table();
            if (channel == kChannels.end() && key != "most_at_work" && key != "most_waiting")
                wrong(path(key.str()), &node, "is no channel: sms, voice, mail or command");
            else if (channel != kChannels.end() && table == nullptr)
                wrong(path(key.str()), &node, "must be a table");
            else if (channel != kChannels.end())
                if (auto read = way(std::string(key.str()), *table))
                    settings.channels.emplace(*channel, std::move(*read));
        }
        return settings;
    }

    /// What the values themselves have to be.
    void judge(const outreach::Settings &settings)
    {
        for (const auto &[key, what] : outreach::check(settings)) {
            constexpr std::string_view prefix = "channels.";
            const auto *node = m_channels.at_path(key.substr(prefix.size())).node();
            const auto channel = key.substr(prefix.size(), key.rfind('.') - prefix.size());
            wrong(key, node ? node : m_channels.get(channel), what);
        }
    }

    [[nodiscard]] const std::string &everythingWrong() const { return m_wrong; }

private:
    static std::string path(std::string_view key) { return std::format("channels.{}", key); }

    void wrong(std::string_view key, const toml::node *node, std::string_view what)
    {
        m_wrong += node
                       ? std::format("{}:{}: {}: {}\n", m_file.string(), node->source().begin.line, key, what)
                       : std::format("{}: {}: {}\n", m_file.string(), key, what);
    }

    std::size_t bound(std::string_view key, std::size_t otherwise)
    {
        const auto *node = m_channels.get(key);
        if (node == nullptr)
            return otherwise;
        const auto *value = node->as_integer();
        if (value != nullptr)
            return static_cast<std::size_t>(
                std::max<std::int64_t>(value->get(), 0)); // check() knows the limits
        wrong(path(key), node, "must be a whole number");
        return otherwise;
    }

    std::optional<outreach::Way> way(const std::string &channel, const toml::table &table)
    {
        m_channel = channel;
        m_table = &table;
        m_known = {"kind", "timeout_seconds"};
        const auto kind = text("kind");
        outreach::Way way;
        if (kind == "http") {
            way.by = outreach::HttpHook{.url = text("url"),
                .tokenFile = place("token_file"),
                .caFile = place("ca_file"),
                .proxy = text("proxy"),
                .plain = flag("plain")};
        } else if (kind == "command") {
            way.by = outreach::CommandHook{command()};
        } else if (kind == "smtp") {
            way.by = outreach::MailServer{.server = text("server"),
                .from = text("from"),
                .user = text("user"),
                .passwordFile = place("password_file"),
                .caFile = place("ca_file"),
                .plain = flag("plain")};
        } else {
            wrong(path(channel + ".kind"), table.contains("kind") ? table.get("kind") : &table,
                R"(must be "http", "command" or "smtp")");
            return std::nullopt;
        }
        if (const auto *node = table.get("timeout_seconds")) {
            const auto *value = node->as_integer();
            // check() says what it must be.
            way.timeout = std::chrono::seconds{value ? std::clamp<std::int64_t>(value->get(), 0, 1'000) : 0};
        }
        refuseUnknown();
        return way;
    }

    const toml::node *take(std::string_view key)
    {
        m_known.emplace_back(key);
        return m_table->get(key);
    }

    /// Empty when it is not there: check() knows what is needed.
    std::string text(std::string_view key)
    {
        const auto *node = take(key);
        if (node == nullptr)
            return {};
        if (const auto *value = node->as_string(); value && !value->get().empty())
            return value->get();
        wrong(path(m_channel + "." + std::string(key)), node, "must be a text in quotes");
        return {};
    }

    fs::path place(std::string_view key)
    {
        const auto value = text(key);
        return value.empty() ? fs::path() : m_folder / value;
    }

    bool flag(std::string_view key)
    {
        const auto *node = take(key);
        if (node == nullptr)
            return false;
        if (const auto *value = node->as_boolean())
            return value->get();
        wrong(path(m_channel + "." + std::string(key)), node, "must be true or false");
        return false;
    }

    std::vector<std::string> command()
    {
        std::vector<std::string> words;
        const auto *node = take("command");
        const auto *list = node ? node->as_array() : nullptr;
        for (std::size_t i = 0; list != nullptr && i < list->size(); ++i) {
            if (const auto *word = list->get(i)->as_string())
                words.push_back(word->get());
            else
                wrong(path(m_channel + ".command"), list->get(i), "must be texts in quotes");
        }
        if (!words.empty() && !words.front().empty())
            words.front() = (m_folder / words.front()).string();
        return words;
    }

    void refuseUnknown()
    {
        for (const auto &[key, node] : *m_table)
            if (!std::ranges::contains(m_known, key.str()))
                wrong(path(std::format("{}.{}", m_channel, key.str())), &node,
                    "is no key of this kind of channel");
    }

    const toml::table &m_channels;
    const fs::path m_file;
    const fs::path m_folder;
    std::string m_channel;
    const toml::table *m_table = nullptr; ///< of the channel
    std::vector<std::string> m_known;     ///< keys of its kind
    std::string m_wrong;
};

} // namespace

std::expected<outreach::Settings, std::string> readOutreach(const toml::table &channels, const fs::path &file)
{
    ChannelReader reader(channels, file);
    auto settings = reader.settings();
    // What could not even be read has its line already; judged, it would have a second.
    if (reader.everythingWrong().empty())
        reader.judge(settings);
    if (!reader.everythingWrong().empty())
        return std::unexpected(reader.everythingWrong());
    return settings;
}

} // namespace facteo::app
