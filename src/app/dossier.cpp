// SPDX-License-Identifier: Apache-2.0
#include "dossier.h"

#include "domain/alert.h"
#include "hub/fact_recorder.h"
#include "protocol/chain.h"
#include "store/alert_store.h"
#include "store/roster_store.h"

#include <algorithm>
#include <array>
#include <format>
#include <utility>

namespace facteo::app {
namespace {

using protocol::Alert;
using protocol::Fact;
using protocol::Instant;

// --- Which facts are about an alert: a further kind is a row in the list and a line in AboutAlert ---

/// Their field numbers in FactContent (facteo.proto): AlertFact, RefusedFact, NoticeFact.
constexpr std::array<std::uint8_t, 3> kKinds{10, 14, 20};

std::string subjectOf(protocol::AlertId alert)
{
    return std::format("{:016x}", std::to_underlying(alert));
}

struct AboutAlert
{
    protocol::AlertId alert;

    bool operator()(const protocol::AlertFact &fact) const { return fact.after.id == alert; }
    bool operator()(const protocol::RefusedFact &fact) const { return fact.subject == subjectOf(alert); }
    bool operator()(const protocol::NoticeFact &fact) const { return fact.after.alert == alert; }
    bool operator()(const protocol::UnreadableFact &) const { return true; }
    bool operator()(const auto &) const { return false; }
};

std::unexpected<std::string> wrong(std::string why)
{
    return std::unexpected(std::move(why));
}

std::expected<Alert, std::string> alertOf(store::Database &database, const DossierWish &wish)
{
    const auto all = store::AlertStore(database, wish.depot).allAlerts();
    if (!all)
        return wrong(all.error().detail);
    const auto found = std::ranges::find(*all, wish.alert, &Alert::number);
    if (found == all->end())
        return wrong(std::format("depot {} has no alert {}", wish.depot.text, wish.alert));
    return *found;
}

/// Until it ended; of one that is open, until now.
Instant endOf(const Alert &alert, Instant now)
{
    const bool isOpen = domain::isOpen(alert.state);
    return std::max(alert.raisedAt, isOpen ? now : std::max(alert.milestones.closedAt, alert.changedAt));
}

/// The line in the ledger of whoever is looked at, on disk.
std::expected<store::FactMark, std::string> recordLook(
    store::Database &database, const DossierWish &wish, const Dossier &dossier, Instant now)
{
    hub::DepotState state(wish.depot);
    hub::FactRecorder recorder(database, state);
    if (const auto loaded = recorder.load(Instant::max()); !loaded)
        return wrong(loaded.error().detail);
    const auto recorded = recorder.record(protocol::AccessFact{.handset = dossier.alert.handset,
                                              .purpose = wish.purpose,
                                              .from = dossier.from,
                                              .to = dossier.to},
        {.sender = {"console-cli"}, .by = wish.by, .byName = wish.by.text, .frame = {}}, now);
    if (!recorded)
        return wrong("the look could not be recorded: nothing was read");
    auto transaction = store::Transaction::begin(database);
    if (!transaction)
        return wrong(transaction.error().detail);
    if (const auto written = recorder.write(); !written)
        return wrong(written.error().detail);
    if (const auto committed = transaction->commit(); !committed)
        return wrong(committed.error().detail);
    std::ignore = recorder.settle();
    return recorder.last();
}

std::expected<void, std::string> addRoster(store::Database &database, Dossier &dossier)
{
    const auto roster = store::RosterStore(database, dossier.depot.id).allRoster();
    if (!roster)
        return wrong(roster.error().detail);
    if (roster->depot.id == dossier.depot.id)
        dossier.depot = roster->depot;
    const auto postman = std::ranges::find(roster->postmen, dossier.alert.postman, &protocol::Postman::id);
    if (postman != roster->postmen.end())
        dossier.postmanName = postman->name;
    return {};
}

} // namespace

std::expected<std::vector<Fact>, std::string> factsAbout(const store::FactLog &log, protocol::AlertId alert)
{
    std::vector<Fact> facts;
    for (const auto kind : kKinds) {
        const auto lines = log.about(kind, subjectOf(alert));
        if (!lines)
            return wrong(lines.error().detail);
        for (const auto &line : *lines) {
            auto fact = protocol::decodeFact(line.bytes);
            if (!fact)
                return wrong(std::format("fact {} of the log is not what was recorded", line.number));
            facts.push_back(std::move(*fact));
        }
    }
    std::ranges::sort(facts, {}, &Fact::number);
    return facts;
}

bool isAbout(const Fact &fact, protocol::AlertId alert)
{
    return std::visit(AboutAlert{alert}, fact.body);
}

std::expected<Dossier, std::string> gatherDossier(
    store::Database &database, const store::TrailStore &trails, const DossierWish &wish, Instant now)
{
    auto alert = alertOf(database, wish);
    if (!alert)
        return wrong(alert.error());
    Dossier dossier{.depot = {.id = wish.depot},
        .alert = std::move(*alert),
        .postmanName = {},
        .facts = {},
        .from = {},
        .to = {},
        .fixes = {},
        .log = {},
        .exportedAt = now,
        .exportedBy = wish.by,
        .purpose = wish.purpose,
        .version = wish.version};
    dossier.from = dossier.alert.raisedAt - kDossierBefore;
    dossier.to = endOf(dossier.alert, now);
    if (const auto added = addRoster(database, dossier); !added)
        return wrong(added.error());
    auto facts = factsAbout(store::FactLog(database, wish.depot), dossier.alert.id);
    if (!facts)
        return wrong(facts.error());
    dossier.facts = std::move(*facts);

    const auto mark = recordLook(database, wish, dossier, now);
    if (!mark)
        return wrong(mark.error());
    dossier.log = *mark;
    auto fixes = trails.trail(dossier.alert.handset, dossier.from, dossier.to);
    if (!fixes)
        return wrong(fixes.error().detail);
    dossier.fixes = std::move(*fixes);
    return dossier;
}

} // namespace facteo::app
