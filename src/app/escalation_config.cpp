// SPDX-License-Identifier: Apache-2.0
#include "escalation_config.h"

#include "domain/escalation.h"

#include <algorithm>
#include <array>
#include <format>
#include <optional>
#include <span>
#include <utility>

namespace facteo::app {
namespace {

namespace fs = std::filesystem;

constexpr std::array kNoticeChannels{std::pair{std::string_view("sms"), protocol::NoticeChannel::Sms},
    std::pair{std::string_view("voice"), protocol::NoticeChannel::Voice},
    std::pair{std::string_view("mail"), protocol::NoticeChannel::Mail}};

/// Reads the ladder key by key and gathers everything that is wrong.
class LadderReader
{
public:
    LadderReader(const toml::table &table, fs::path file) : m_table(table), m_file(std::move(file)) {}

    protocol::EscalationPolicy policy()
    {
        onlyKnown(m_table, "escalation",
            std::array<std::string_view, 6>{
                "first_consoles", "on_call", "region", "repeat_seconds", "contact", "rung"});
        auto policy = domain::defaultEscalation();
        for (auto &console : names<protocol::SenderId>(m_table, "escalation", "first_consoles"))
            policy.firstConsoles.push_back(std::move(console));
        policy.repeatSeconds = number(m_table, "escalation", "repeat_seconds", policy.repeatSeconds, 3'600);
        const auto onCall = names<protocol::ContactId>(m_table, "escalation", "on_call");
        const auto region = names<protocol::ContactId>(m_table, "escalation", "region");
        for (auto &rung : policy.rungs) {
            if (rung.name == "on-call")
                rung.contacts = onCall;
            if (rung.name == "region")
                rung.contacts = region;
        }
        for (const auto *table : tables("contact"))
            policy.contacts.push_back(contact(*table));
        if (const auto rungs = tables("rung"); !rungs.empty()) {
            if (!onCall.empty() || !region.empty())
                wrong("escalation.rung", m_table.get("rung"),
                    "stands beside on_call or region, which belong to the standard ladder: give one of the "
                    "two");
            policy.rungs.clear();
            for (const auto *table : rungs)
                policy.rungs.push_back(rung(*table));
        }
        return policy;
    }

    void judge(const protocol::EscalationPolicy &policy)
    {
        for (const auto &error : domain::faultsOf(policy))
            wrong("escalation", &m_table, describe(error));
    }

    [[nodiscard]] const std::string &everythingWrong() const { return m_wrong; }

private:
    static std::string describe(const domain::LadderError &error)
    {
        using enum domain::LadderFault;
        const auto &subject = error.subject;
        switch (error.fault) {
        case NoRung:
            return std::format("priority {} has no rung", subject);
        case FirstIsLate:
            return std::format("the first rung of priority {} must be at 0 seconds", subject);
        case NotAscending:
            return std::format("two rungs of priority {} are at the same second", subject);
        case TooSlow:
            return std::format("the last rung of priority {} must come within {} seconds", subject,
                domain::kSlowestRung.count());
        case UnknownContact:
            return std::format("nobody is called {}: add an [[escalation.contact]] with that id", subject);
        case DoubledContact:
            return std::format("two contacts are called {}", subject);
        case NoChannel:
            return std::format(R"(contact {} needs by = ["sms", "voice" or "mail"])", subject);
        case NoPhone:
            return std::format(R"(contact {} needs a phone as in "+33612345678")", subject);
        case NoMail:
            return std::format("contact {} needs a mail address", subject);
        }
        return {};
    }

    void wrong(std::string_view key, const toml::node *node, std::string_view what)
    {
        m_wrong += node
                       ? std::format("{}:{}: {}: {}\n", m_file.string(), node->source().begin.line, key, what)
                       : std::format("{}: {}: {}\n", m_file.string(), key, what);
    }

    void onlyKnown(const toml::table &table, std::string_view path, std::span<const std::string_view> keys)
    {
        for (const auto &[key, node] : table)
            if (!std::ranges::contains(keys, key.str()))
                wrong(std::format("{}.{}", path, key.str()), &node, "is no key of this table");
    }

    std::vector<const toml::table *> tables(std::string_view key)
    {
        std::vector<const toml::table *> all;
        const auto *node = m_table.get(key);
        const auto *list = node ? node->as_array() : nullptr;
        if (node && !list)
            wrong(std::format("escalation.{}", key), node,
                std::format("must be written as [[escalation.{}]]", key));
        for (std::size_t i = 0; list && i < list->size(); ++i) {
            if (const auto *table = list->get(i)->as_table())
                all.push_back(table);
            else
                wrong(std::format("escalation.{}", key), list->get(i), "must be a table");
        }
        return all;
    }

    std::string text(const toml::table &table, std::string_view path, std::string_view key, bool needed)
    {
        const auto *node = table.get(key);
        if (const auto *value = node ? node->as_string() : nullptr; value && !value->get().empty())
            return value->get();
        if (node || needed)
            wrong(std::format("{}.{}", path, key), node ? node : &table,
                node ? "must be a text in quotes" : "is missing");
        return {};
    }

    std::uint32_t number(const toml::table &table, std::string_view path, std::string_view key,
        std::uint32_t otherwise, std::int64_t most)
    {
        const auto *node = table.get(key);
        if (!node)
            return otherwise;
        if (const auto *value = node->as_integer(); value && value->get() >= 0 && value->get() <= most)
            return static_cast<std::uint32_t>(value->get());
        wrong(
            std::format("{}.{}", path, key), node, std::format("must be a whole number from 0 to {}", most));
        return otherwise;
    }

    bool flag(const toml::table &table, std::string_view path, std::string_view key)
    {
        const auto *node = table.get(key);
        if (!node)
            return false;
        if (const auto *value = node->as_boolean())
            return value->get();
        wrong(std::format("{}.{}", path, key), node, "must be true or false");
        return false;
    }

    template<typename Id>
    std::vector<Id> names(const toml::table &table, std::string_view path, std::string_view key)
    {
        std::vector<Id> all;
        const auto *node = table.get(key);
        const auto *list = node ? node->as_array() : nullptr;
        const auto what = R"(must be a list of ids, as in ["A", "B"])";
        if (node && !list)
            wrong(std::format("{}.{}", path, key), node, what);
        for (std::size_t i = 0; list && i < list->size(); ++i) {
            const auto *name = list->get(i)->as_string();
            if (name && protocol::isName(name->get()))
                all.push_back({name->get()});
            else
                wrong(std::format("{}.{}", path, key), list->get(i), what);
        }
        return all;
    }

    protocol::Contact contact(const toml::table &table)
    {
        constexpr std::string_view path = "escalation.contact";
        onlyKnown(table, path, std::array<std::string_view, 5>{"id", "name", "phone", "mail", "by"});
        protocol::Contact contact{.id = {text(table, path, "id", true)},
            .name = text(table, path, "name", true),
            .phone = text(table, path, "phone", false),
            .mail = text(table, path, "mail", false)};
        if (!contact.id.empty() && !protocol::isName(contact.id.text))
            wrong("escalation.contact.id", &table, "is no id: 1 to 32 of A-Z a-z 0-9 _ -");
        const auto *list = table.get("by") ? table.get("by")->as_array() : nullptr;
        for (std::size_t i = 0; list && i < list->size(); ++i) {
            const auto *name = list->get(i)->as_string();
            const auto *found = std::ranges::find(kNoticeChannels, name ? name->get() : std::string(),
                [](const auto &one) { return std::string(one.first); });
            if (found == kNoticeChannels.end())
                wrong("escalation.contact.by", list->get(i), R"(must be of "sms", "voice" and "mail")");
            else if (!std::ranges::contains(contact.channels, found->second))
                contact.channels.push_back(found->second);
        }
        return contact;
    }

    protocol::Rung rung(const toml::table &table)
    {
        constexpr std::string_view path = "escalation.rung";
        onlyKnown(table, path,
            std::array<std::string_view, 5>{"priority", "after_seconds", "name", "all_consoles", "contacts"});
        protocol::Rung rung{.priority = number(table, path, "priority", 0, 3),
            .afterSeconds = number(table, path, "after_seconds", 0, 3'600),
            .name = text(table, path, "name", true),
            .allConsoles = flag(table, path, "all_consoles"),
            .contacts = names<protocol::ContactId>(table, path, "contacts")};
        if (rung.priority == 0) {
            wrong("escalation.rung.priority", &table, "must be 1, 2 or 3");
            rung.priority = 1;
        }
        return rung;
    }

    const toml::table &m_table;
    const fs::path m_file;
    std::string m_wrong;
};

} // namespace

std::expected<protocol::EscalationPolicy, std::string> readEscalation(
    const toml::table &escalation, const fs::path &file)
{
    LadderReader reader(escalation, file);
    auto policy = reader.policy();
    if (reader.everythingWrong().empty())
        reader.judge(policy);
    if (!reader.everythingWrong().empty())
        return std::unexpected(reader.everythingWrong());
    return policy;
}

} // namespace facteo::app
