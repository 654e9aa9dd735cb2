// SPDX-License-Identifier: Apache-2.0
#include "recorded_depot.h"

#include "protocol/chain.h"

namespace facteo::tests {

using namespace protocol;

RecordedDepot::RecordedDepot(const Scratch &scratch, bool exercise, bool closed) : database(scratch.open())
{
    m_recorder = std::make_unique<hub::FactRecorder>(*database, m_state);
    WORKED(m_recorder->load(Instant{}));
    tellOfAlerts(exercise, closed);
    auto transaction = store::Transaction::begin(*database);
    QVERIFY(transaction.has_value());
    WORKED(m_recorder->write());
    WORKED(transaction->commit());
    std::ignore = m_recorder->settle();
    walk(scratch.folder() / "trails");
}

void RecordedDepot::say(FactBody body, std::chrono::seconds after)
{
    const bool isOperators = after > 1s;
    std::ignore = m_recorder->record(std::move(body),
        {.sender = {isOperators ? "C-1" : "H-012"},
            .by = {isOperators ? "cmorel" : ""},
            .byName = isOperators ? "Claire Morel" : "",
            .frame = {}},
        kPressed + after);
}

void RecordedDepot::tellOfAlerts(bool exercise, bool closed)
{
    say(RosterFact{.depot = Depot{.id = kDepot, .name = "Brancelle"}}, 0s);
    say(RosterFact{.postman = Postman{.id = {"P-012"}, .name = "Zoé <Faure>"}}, 0s);
    say(RosterFact{.handset = Handset{.id = {"H-012"}, .postman = {"P-012"}}}, 0s);
    Alert alert{.id = kAlert,
        .number = 12,
        .handset = {"H-012"},
        .postman = {"P-012"},
        .exercise = exercise,
        .raisedAt = kPressed,
        .recordedAt = kPressed + 1s,
        .lastFix = Fix{.at = kPressed - 5s,
            .position = {.latE7 = 466'000'000, .lonE7 = 23'000'000},
            .accuracyDm = 80},
        .changedAt = kPressed + 1s,
        .reason = {}};
    say(AlertFact{.act = AlertAct::Raise, .after = alert}, 1s);
    auto other = alert;
    other.id = AlertId{0x78};
    other.number = 13;
    other.handset = {"H-013"};
    other.postman = {"P-013"};
    say(AlertFact{.act = AlertAct::Raise, .after = other}, 5s);
    const auto changed = [&](AlertAct act, AlertState state, std::chrono::seconds after, std::string note) {
        alert.state = state;
        alert.changedAt = kPressed + after;
        say(AlertFact{.act = act, .after = alert, .note = std::move(note)}, after);
    };
    changed(AlertAct::Acknowledge, AlertState::Acknowledged, 20s, {});
    changed(AlertAct::Claim, AlertState::Claimed, 30s, {});
    say(RefusedFact{.attempted = "ActOnAlert 8", .subject = "0000000000000077"}, 40s);
    changed(AlertAct::CallBackNeedsHelp, AlertState::Confirmed, 60s, "un chien <méchant>");
    alert.help = AlertHelp{.who = "le collègue Émile", .dueAt = kPressed + 10min};
    changed(AlertAct::Dispatch, AlertState::Responding, 90s, {});
    alert.steps = {{.step = PlanStep::DepotHead, .at = kPressed + 100s, .byName = "Claire Morel"},
        {.step = PlanStep::CallBack, .at = kPressed + 95s, .byName = "Claire Morel"}};
    changed(AlertAct::Step, AlertState::Responding, 100s, "sur son portable");
    if (!closed)
        return;
    alert.outcome = AlertOutcome::Animal;
    alert.reason = "chien attaché";
    alert.milestones.resolvedAt = kPressed + 600s;
    changed(AlertAct::Resolve, AlertState::Resolved, 600s, {});
    alert.report =
        ClosingReport{.cause = "Portail ouvert", .actions = "Mairie prévenue", .careOffered = true};
    alert.milestones.closedAt = kPressed + 1'800s;
    changed(AlertAct::Close, AlertState::Closed, 1'800s, {});
}

/// A position a minute, from half an hour before the alert to an hour after.
void RecordedDepot::walk(const std::filesystem::path &folder)
{
    m_trails = WORKED(store::TrailStore::open(*database, kDepot, folder));
    std::vector<store::HandsetFix> fixes;
    for (int minute = -30; minute <= 60; ++minute)
        for (const auto *handset : {"H-012", "H-013"})
            fixes.push_back({.handset = {handset},
                .fix = {.at = kPressed + std::chrono::minutes(minute),
                    .position = {.latE7 = 466'000'000 + minute * 1'000, .lonE7 = 23'000'000},
                    .accuracyDm = 80}});
    WORKED(m_trails->append(fixes));
}

std::expected<app::Dossier, std::string> RecordedDepot::gathered(std::uint32_t alert)
{
    auto dossier = app::gatherDossier(*database, *m_trails,
        {.depot = kDepot,
            .alert = alert,
            .by = {"jdurand"},
            .purpose = "demande de l’inspection du travail",
            .version = "1.2.3"},
        kPressed + 2h);
    if (dossier)
        dossier->zone = QTimeZone("Europe/Paris");
    return dossier;
}

std::vector<Fact> RecordedDepot::log()
{
    std::vector<Fact> facts;
    for (const auto &line : WORKED(store::FactLog(*database, kDepot).after(0, 1'000)))
        facts.push_back(decodeFact(line.bytes).value());
    return facts;
}

} // namespace facteo::tests
