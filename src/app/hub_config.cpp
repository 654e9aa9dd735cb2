// SPDX-License-Identifier: Apache-2.0
#include "hub_config.h"

#include "escalation_config.h"
#include "outreach_config.h"
#include "protocol/keys.h"

#include <algorithm>
#include <array>
#include <format>
#include <fstream>
#include <iterator>
#include <toml++/toml.hpp>

namespace facteo::app {
namespace {

namespace fs = std::filesystem;

/// Reads one table key by key and gathers everything that is wrong with it.
class Reader
{
public:
    Reader(const toml::table &root, fs::path file) : m_root(root), m_file(std::move(file)) {}

    std::string text(std::string_view path, bool needed)
    {
        const auto node = take(path);
        if (const auto *value = node.as_string(); value && !value->get().empty())
            return value->get();
        if (node || needed)
            wrong(path, node.node(), node ? "must be a text in quotes" : "is missing");
        return {};
    }

    std::uint64_t number(std::string_view path, std::int64_t otherwise, std::int64_t least, std::int64_t most)
    {
        const auto node = take(path);
        if (!node)
            return static_cast<std::uint64_t>(otherwise);
        if (const auto *value = node.as_integer(); value && value->get() >= least && value->get() <= most)
            return static_cast<std::uint64_t>(value->get());
        wrong(path, node.node(), std::format("must be a whole number from {} to {}", least, most));
        return static_cast<std::uint64_t>(otherwise);
    }

    /// A list of ids; empty when it is not there.
    std::vector<std::string> names(std::string_view path)
    {
        std::vector<std::string> all;
        const auto node = take(path);
        if (!node)
            return all;
        const auto *list = node.as_array();
        if (list == nullptr)
            wrong(path, node.node(), R"(must be a list, as in ["A", "B"])");
        for (std::size_t i = 0; list != nullptr && i < list->size(); ++i) {
            const auto *name = list->get(i)->as_string();
            if (name == nullptr || !protocol::isName(name->get()))
                wrong(path, list->get(i), "must be ids: 1 to 32 of A-Z a-z 0-9 _ - in quotes");
            else if (std::ranges::contains(all, name->get()))
                wrong(path, list->get(i), std::format("names {} twice", name->get()));
            else
                all.push_back(name->get());
        }
        return all;
    }

    /// Every pair of a table of texts.
    std::vector<std::tuple<std::string, std::string, const toml::node *>> pairs(std::string_view path)
    {
        std::vector<std::tuple<std::string, std::string, const toml::node *>> all;
        const auto node = take(path);
        if (!node)
            return all;
        const auto *table = node.as_table();
        if (table == nullptr) {
            wrong(path, node.node(), "must be a table");
            return all;
        }
        for (const auto &[key, value] : *table) {
            m_known.push_back(std::format("{}.{}", path, key.str()));
            if (const auto *entry = value.as_string())
                all.emplace_back(std::string(key.str()), entry->get(), &value);
            else
                wrong(m_known.back(), &value, "must be a text in quotes");
        }
        return all;
    }

    void wrong(std::string_view path, const toml::node *node, const std::string &what)
    {
        m_wrong +=
            node ? std::format("{}:{}: {}: {}\n", m_file.string(), node->source().begin.line, path, what)
                 : std::format("{}: {}: {}\n", m_file.string(), path, what);
    }

    /// A section that somebody else reads; nullptr when it is not there.
    const toml::table *section(std::string_view path)
    {
        const auto node = take(path);
        if (node && !node.is_table())
            wrong(path, node.node(), "must be a table");
        return node.as_table();
    }

    /// What somebody else found wrong, with its own places.
    void wrong(const std::string &lines) { m_wrong += lines; }

    void refuseUnknown() { refuseUnknown(m_root, {}); }
    [[nodiscard]] const std::string &everythingWrong() const { return m_wrong; }

private:
    toml::node_view<const toml::node> take(std::string_view path)
    {
        m_known.emplace_back(path);
        return m_root.at_path(path);
    }

    void refuseUnknown(const toml::table &table, const std::string &prefix)
    {
        for (const auto &[key, value] : table) {
            const auto path = prefix + std::string(key.str());
            const auto *inner = value.as_table();
            const bool isKnown = std::ranges::contains(m_known, path);
            if (inner != nullptr && (!isKnown || path == "owntracks" || path == "consoles")) {
                const bool leads = std::ranges::any_of(
                    m_known, [&](const auto &known) { return known.starts_with(path + "."); });
                if (leads)
                    refuseUnknown(*inner, path + ".");
                else if (!isKnown)
                    wrong(path, &value, "is no section of this file");
            } else if (!isKnown) {
                wrong(path, &value, "is no key of this file");
            }
        }
    }

    const toml::table &m_root;
    const fs::path m_file;
    std::vector<std::string> m_known;
    std::string m_wrong;
};

void readConsoles(Reader &reader, const fs::path &folder, HubConfig &config)
{
    for (const auto &[id, certificate, node] : reader.pairs("consoles")) {
        const auto path = std::format("consoles.{}", id);
        if (!protocol::isName(id)) {
            reader.wrong(path, node, "is no id: 1 to 32 of A-Z a-z 0-9 _ -");
            continue;
        }
        std::ifstream file(folder / certificate);
        const std::string pem((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
        const auto key = protocol::publicKeyFromCertificate(pem);
        if (!file.is_open())
            reader.wrong(path, node, std::format("cannot read {}", (folder / certificate).string()));
        else if (!key)
            reader.wrong(path, node,
                std::format("{} {}", (folder / certificate).string(), protocol::describe(key.error())));
        else
            config.consoles.push_back({.id = {id}, .key = *key});
    }
}

void readPhones(Reader &reader, HubConfig &config)
{
    for (const auto &[phone, handset, node] : reader.pairs("owntracks")) {
        const auto path = std::format("owntracks.{}", phone);
        if (std::ranges::count(phone, '/') != 1 || phone.starts_with('/') || phone.ends_with('/'))
            reader.wrong(path, node, "must be \"user/device\", as in the topic owntracks/user/device");
        else if (phone.size() > protocol::Handset::kMostOwnTracks)
            reader.wrong(
                path, node, std::format("is longer than {} bytes", protocol::Handset::kMostOwnTracks));
        else if (!protocol::isName(handset))
            reader.wrong(path, node, "must be the id of a handset");
        else
            config.ownTracks.emplace(phone, protocol::HandsetId{handset});
    }
}

/// Everybody who is to be told by a channel needs one that works.
void checkChannels(Reader &reader, const protocol::EscalationPolicy &policy, const HubConfig &config)
{
    constexpr std::array kWays{std::pair{protocol::NoticeChannel::Sms, outreach::Channel::Sms},
        std::pair{protocol::NoticeChannel::Voice, outreach::Channel::Voice},
        std::pair{protocol::NoticeChannel::Mail, outreach::Channel::Mail}};
    for (const auto &contact : policy.contacts)
        for (const auto &[notice, channel] : kWays)
            if (std::ranges::contains(contact.channels, notice) &&
                !config.channels.channels.contains(channel))
                reader.wrong(std::format("channels.{}", outreach::nameOf(channel)), nullptr,
                    std::format("is missing, and contact {} is told by it", contact.id.text));
}

void readEscalations(Reader &reader, const fs::path &file, HubConfig &config)
{
    if (const auto *channels = reader.section("channels")) {
        if (auto read = readOutreach(*channels, file))
            config.channels = std::move(*read);
        else
            reader.wrong(read.error());
    }
    if (const auto *escalation = reader.section("escalation")) {
        if (auto read = readEscalation(*escalation, file))
            config.escalation = std::move(*read);
        else
            reader.wrong(read.error());
    }
    checkChannels(reader, config.escalation, config);
    const auto *own = reader.section("depot_escalation");
    if (own == nullptr)
        return;
    for (const auto &[depot, node] : *own) {
        const protocol::DepotId id{std::string(depot.str())};
        const auto path = std::format("depot_escalation.{}", depot.str());
        const auto *table = node.as_table();
        if (table == nullptr || !std::ranges::contains(config.depots, id)) {
            reader.wrong(path, &node, table ? "is no depot of this hub" : "must be a table");
            continue;
        }
        if (auto read = readEscalation(*table, file)) {
            checkChannels(reader, *read, config);
            config.ownEscalations.insert_or_assign(id, std::move(*read));
        } else {
            reader.wrong(read.error());
        }
    }
}

/// One depot, or a house with its depots.
void readDepots(Reader &reader, const toml::table &root, HubConfig &config)
{
    config.isHouse = root.contains("house");
    const std::string_view key = config.isHouse ? "house" : "depot";
    config.depot = {reader.text(key, true)};
    if (!config.depot.empty() && !protocol::isName(config.depot.text))
        reader.wrong(key, root.get(key), "is no id: 1 to 32 of A-Z a-z 0-9 _ -");
    if (!config.isHouse) {
        config.depots = {config.depot};
        return;
    }
    for (auto &depot : reader.names("depots"))
        config.depots.push_back({std::move(depot)});
    if (config.depots.empty())
        reader.wrong("depots", root.get("house"), "is missing: the house needs the ids of its depots");
    if (root.contains("depot"))
        reader.wrong("depot", root.get("depot"), "stands beside house: give one of the two");
}

} // namespace

std::expected<HubConfig, std::string> readHubConfig(const fs::path &file)
{
    std::error_code none;
    if (!fs::is_regular_file(file, none))
        return std::unexpected(file.string() + ": there is no such file\n");
    const auto parsed = toml::parse_file(file.string());
    if (!parsed)
        return std::unexpected(std::format(
            "{}:{}: {}\n", file.string(), parsed.error().source().begin.line, parsed.error().description()));

    Reader reader(parsed.table(), file);
    const auto folder = fs::absolute(file).parent_path();
    HubConfig config;
    readDepots(reader, parsed.table(), config);
    config.bundle = folder / reader.text("bundle", true);
    config.database = reader.text("database", true);
    constexpr std::string_view sqlite = "sqlite:";
    if (config.database.starts_with(sqlite))
        config.database = std::string(sqlite) + (folder / config.database.substr(sqlite.size())).string();
    else if (!config.database.empty() && !config.database.starts_with("postgresql:"))
        reader.wrong("database", parsed.table().get("database"), "must begin with sqlite: or postgresql:");
    config.trails = folder / reader.text("trails", true);
    if (const auto ready = reader.text("ready_file", false); !ready.empty())
        config.readyFile = folder / ready;
    config.queueFrames = reader.number("limits.queue_frames", 500'000, 1'000, 10'000'000);
    config.batchFrames = reader.number("limits.batch_frames", 8'192, 1, 1'000'000);
    // Between positions that are further apart nobody's way is known (geo::kLongestGap): a second or two of
    // delay is allowed for.
    constexpr int kMostSeconds = 50;
    config.positionEverySeconds =
        static_cast<std::uint32_t>(reader.number("limits.position_every_seconds", 10, 1, kMostSeconds));
    config.trailKeptFor = std::chrono::days{reader.number("limits.trail_days", 60, 1, 366)};
    readConsoles(reader, folder, config);
    readPhones(reader, config);
    readEscalations(reader, file, config);
    for (auto &gateway : reader.names("exercise.gateways"))
        config.gateways.push_back({std::move(gateway)});
    reader.refuseUnknown();
    if (!reader.everythingWrong().empty())
        return std::unexpected(reader.everythingWrong());
    return config;
}

} // namespace facteo::app
