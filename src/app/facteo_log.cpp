// SPDX-License-Identifier: Apache-2.0
#include "commands.h"
#include "console_line.h"
#include "hub_words.h"
#include "protocol/chain.h"
#include "protocol/fact_cursor.h"

#include <CLI/CLI.hpp>
#include <QJsonDocument>
#include <memory>
#include <print>

namespace facteo::app {
namespace {

struct LogOptions
{
    std::string data;
    std::string depot;
    std::uint64_t after = 0;
    bool json = false;
    bool follow = false;
    bool verify = false;
};

void print(const protocol::Fact &fact, bool json)
{
    if (json)
        std::println("{}", QJsonDocument(jsonOf(fact)).toJson(QJsonDocument::Compact).toStdString());
    else
        std::println("{}", lineOf(fact));
}

std::string_view wordsOf(protocol::ChainBreak::Kind kind)
{
    switch (kind) {
    case protocol::ChainBreak::Kind::NumberMissing:
        return "the numbers do not run on";
    case protocol::ChainBreak::Kind::WrongHash:
        return "its content is not what was recorded";
    case protocol::ChainBreak::Kind::WrongPrevious:
        return "it does not continue the fact before it";
    case protocol::ChainBreak::Kind::OtherDepot:
        return "it is another depot's";
    }
    return "it is wrong";
}

/// Everything after `cursor`, in order; checks that each fact continues the one before.
std::uint64_t readOn(ConsoleLine &line, std::uint64_t cursor, const LogOptions &options)
{
    std::vector<protocol::Fact> before; // the last fact printed, to which the next one must fit
    for (;;) {
        const auto pages = line.ask(protocol::AskFacts{.after = cursor, .atMost = 1'000});
        if (!pages)
            endWith("log", pages.error());
        auto chain = before;
        for (const auto &page : *pages) {
            const auto *facts = std::get_if<protocol::FactPage>(&page);
            if (facts == nullptr)
                endWith("log", ConsoleLine::explained(page));
            chain.insert(chain.end(), facts->facts.begin(), facts->facts.end());
        }
        if (chain.size() == before.size())
            return cursor;
        if (const auto holds = protocol::verifyChain(chain); !holds)
            endWith("log", std::format("fact {}: {}", holds.error().number, wordsOf(holds.error().kind)), 3);
        if (chain.front().number > cursor + 1)
            endWith("log", std::format("fact {} is missing", cursor + 1), 3);
        if (!options.verify)
            for (std::size_t i = before.size(); i < chain.size(); ++i)
                print(chain[i], options.json);
        cursor = chain.back().number;
        before = {std::move(chain.back())};
    }
}

void follow(ConsoleLine &line, std::uint64_t from, const LogOptions &options)
{
    std::uint64_t cursor = from;
    line.listen([&](const protocol::Body &body) {
        const auto *notice = std::get_if<protocol::FactNotice>(&body);
        const auto *beat = std::get_if<protocol::HubHeartbeat>(&body);
        if (notice != nullptr && notice->fact.number == cursor + 1) {
            print(notice->fact, options.json);
            cursor = notice->fact.number;
        } else if ((notice != nullptr && notice->fact.number > cursor + 1) ||
                   (beat != nullptr && beat->status.lastFact > cursor)) {
            cursor = readOn(line, cursor, options);
        }
        std::fflush(stdout);
        return true;
    });
}

void run(const LogOptions &options)
{
    const auto line = ConsoleLine::open(dataFolder(options.data), options.depot);
    if (!line)
        endWith("log", line.error());
    const auto cursor = readOn(**line, options.verify ? 0 : options.after, options);
    if (options.verify)
        std::println("{} facts: no gap, and every one is what was recorded", cursor);
    std::fflush(stdout);
    if (options.follow)
        follow(**line, cursor, options);
}

} // namespace

void addLog(CLI::App &app)
{
    auto options = std::make_shared<LogOptions>();
    auto *command = app.add_subcommand("log", "The depot's numbered record of facts");
    command->add_option("--data", options->data, "the hub's data folder; default $XDG_DATA_HOME/facteo");
    command->add_option("--depot", options->depot, "in a house of many depots: of which");
    command->add_option("--after", options->after, "only facts with a greater number");
    command->add_flag("--json", options->json, "one JSON object a line");
    auto *followFlag = command->add_flag("--follow", options->follow, "stay, and print what is recorded");
    command
        ->add_flag(
            "--verify", options->verify, "check numbers and hashes from the first fact; code 3 when broken")
        ->excludes(followFlag);
    command->callback([options] { run(*options); });
}

} // namespace facteo::app
