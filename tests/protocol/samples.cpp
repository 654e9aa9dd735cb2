// SPDX-License-Identifier: Apache-2.0
#include "protocol/samples.h"

#include <algorithm>
#include <cassert>
#include <utility>

namespace facteo::tests {
namespace {

using namespace protocol;
using namespace std::chrono_literals;

FrameId frameId(std::uint8_t first)
{
    FrameId id;
    for (auto &byte : id.bytes)
        byte = first++;
    return id;
}

Fix fix()
{
    return {.at = kMorning - 2s,
        .position = {.latE7 = 466'012'345, .lonE7 = 22'998'765},
        .accuracyDm = 83,
        .speedCmS = 142,
        .headingCdeg = 27'150};
}

VisitReport visitReport()
{
    return {.wellbeing = Wellbeing::SoSo,
        .pain = true,
        .needsMedicines = false,
        .needsShopping = true,
        .otherNeed = "Changer l’ampoule de l’entrée",
        .observations = "Volets fermés à mon arrivée.",
        .beganAt = kMorning - 10min,
        .endedAt = kMorning - 1min};
}

Alert alert()
{
    return {.id = AlertId{0x1122334455667788},
        .number = 7,
        .handset = {"H-012"},
        .postman = {"P-012"},
        .trigger = AlertTrigger::Button,
        .state = AlertState::Resolved,
        .exercise = true,
        .raisedAt = kMorning - 5min,
        .recordedAt = kMorning - 299s,
        .occurrences = 2,
        .lastFix = fix(),
        .owner = {"cmorel"},
        .ownerName = "Claire Morel",
        .changedAt = kMorning,
        .callBackTries = 1,
        .outcome = AlertOutcome::Animal,
        .reason = "Chien sans laisse, le facteur est rentré."};
}

/// One with everything that an alert can have.
Alert wholeAlert()
{
    auto whole = alert();
    whole.state = AlertState::Closed;
    whole.trigger = AlertTrigger::ManDown;
    whole.silent = true;
    whole.stoodDown = true;
    whole.countdownEndsAt = kMorning - 240s;
    whole.stateSince = kMorning;
    whole.rung = 2;
    whole.rungAt = kMorning - 180s;
    whole.offeredTo = {"mdiot"};
    whole.offeredToName = "Marc Diot";
    whole.help = AlertHelp{.who = "17 Police", .emergency = true, .dueAt = kMorning - 60s, .late = true};
    whole.report = ClosingReport{.cause = "Chien sans laisse.",
        .actions = "Rappel, collègue sur place.",
        .careOffered = true,
        .depotHeadInformed = true};
    whole.milestones = {.acknowledgedAt = kMorning - 230s,
        .claimedAt = kMorning - 220s,
        .contactAt = kMorning - 200s,
        .onSiteAt = kMorning - 50s,
        .resolvedAt = kMorning - 40s,
        .closedAt = kMorning};
    whole.steps = {{.step = PlanStep::CallBack, .at = kMorning - 200s, .byName = "Claire Morel"},
        {.step = PlanStep::EmergencyNumber, .at = kMorning - 190s, .byName = "Claire Morel"}};
    whole.reopened = 1;
    return whole;
}

EscalationPolicy ladder()
{
    return {.rungs = {{.priority = 1, .afterSeconds = 0, .name = "Consoles"}, {.priority = 1,
                                                                                  .afterSeconds = 30,
                                                                                  .name = "Astreinte",
                                                                                  .allConsoles = true,
                                                                                  .contacts = {{"mdiot"}}}},
        .contacts = {{.id = {"mdiot"},
            .name = "Marc Diot",
            .phone = "+33612345678",
            .mail = "marc.diot@example.org",
            .channels = {NoticeChannel::Sms, NoticeChannel::Mail}}},
        .firstConsoles = {{"C-01"}},
        .repeatSeconds = 120};
}

Notice told()
{
    return {.alert = AlertId{0x1122334455667788},
        .rung = 1,
        .channel = NoticeChannel::Sms,
        .recipient = "mdiot",
        .recipientName = "Marc Diot",
        .stage = NoticeStage::Failed,
        .at = kMorning - 2min,
        .detail = "https://sms.example.org answered 503"};
}

SystemAlarm systemAlarm()
{
    return {.id = SystemAlarmId{11},
        .kind = SystemAlarmKind::ChannelFailed,
        .state = SystemAlarmState::Shelved,
        .subject = "Marc Diot",
        .detail = "https://sms.example.org answered 503",
        .occurrences = 3,
        .since = kMorning - 2min,
        .changedAt = kMorning,
        .byName = "Claire Morel",
        .shelvedUntil = kMorning + 1h};
}

Task task()
{
    return {.id = TaskId{0x0102030405060708},
        .number = 31,
        .kind = TaskKind::HomeVisit,
        .state = TaskState::Done,
        .exercise = false,
        .beneficiary = "Mme Odette Perrin",
        .address = "14 rue des Tanneurs",
        .position = {.latE7 = 466'000'001, .lonE7 = 23'000'002},
        .note = "Sonner deux fois",
        .windowFrom = kMorning - 1h,
        .windowTo = kMorning + 2h,
        .handset = {"H-012"},
        .postman = {"P-012"},
        .createdAt = kMorning - 3h,
        .changedAt = kMorning,
        .declineReason = "",
        .report = visitReport()};
}

Command command()
{
    return {.id = CommandId{42},
        .kind = CommandKind::Message,
        .handset = {"H-012"},
        .state = CommandState::Failed,
        .text = "Rappelez le bureau s’il vous plaît",
        .by = {"cmorel"},
        .createdAt = kMorning - 30s,
        .notAfter = kMorning + 10min,
        .changedAt = kMorning,
        .failure = "screen is broken"};
}

Depot depot()
{
    return {.id = {"D-BRANCELLE"},
        .name = "Brancelle-sur-Orle PDC",
        .position = {.latE7 = 466'000'000, .lonE7 = 23'000'000}};
}

Postman postman()
{
    return {.id = {"P-012"}, .name = "Léa Garnier", .phone = "+33612345678"};
}

Handset handset()
{
    return {.id = {"H-012"}, .postman = {"P-012"}, .publicKey = goldenKey().publicKey(), .revoked = false};
}

Round round()
{
    return {.id = {"T-12"},
        .name = "Les Tanneries",
        .holder = {"P-012"},
        .stops = {{.address = "1 quai de l’Orle",
                      .position = {466'000'100, 23'000'200},
                      .serviceSeconds = 20},
            {.address = "3 quai de l’Orle", .position = {466'000'300, 23'000'400}, .serviceSeconds = 25}},
        .path = {{466'000'000, 23'000'000}, {466'000'100, 23'000'200}, {465'999'000, 23'000'400}}};
}

Geofence areaOfRound()
{
    return {.id = GeofenceId{76},
        .kind = GeofenceKind::RoundArea,
        .name = "Les Tanneries",
        .round = {"T-12"},
        .shape = Polygon{.corners = {{466'000'000, 23'000'000}, {466'010'000, 23'000'000},
                             {466'010'000, 23'020'000}, {465'995'000, 23'015'000}}},
        .timeZone = "Europe/Paris",
        .hours = {{.days = 0b0111111, .fromMinute = 8 * 60, .toMinute = 13 * 60 + 30}},
        .from = kMorning - 24h,
        .until = kMorning + 24h};
}

Geofence dogAtTheMill()
{
    return {.id = GeofenceId{77},
        .kind = GeofenceKind::SensitivePlace,
        .name = "Chien au moulin",
        .shape = Circle{.centre = {466'005'000, 23'010'000}, .radiusMetres = 60},
        .timeZone = "Europe/Paris",
        .removed = true};
}

HandsetPicture handsetPicture()
{
    return {.handset = {"H-012"},
        .fix = fix(),
        .absence = Absence::None,
        .duty = Duty::On,
        .sharing = true,
        .batteryPercent = 81,
        .charging = false,
        .lastHeardAt = kMorning - 1s,
        .connected = true,
        .unsent = 3,
        .stopIndex = 17};
}

HubStatus hubStatus(std::uint32_t trailDays = 0)
{
    return {.at = kMorning,
        .startedAt = kMorning - 26h,
        .depot = {"D-BRANCELLE"},
        .lastFact = 1'234,
        .handsetsKnown = 69,
        .handsetsLive = 48,
        .sharingOff = 9,
        .offDutyOrBreak = 10,
        .signalLost = 2,
        .positionsStored = 987'654,
        .gatedOffDuty = 11,
        .gatedOnBreak = 12,
        .gatedSharingOff = 13,
        .faults = {{.fault = Fault::Malformed, .count = 4}, {.fault = Fault::BadSignature, .count = 1}},
        .openAlerts = 1,
        .openTasks = 6,
        .storeWorks = true,
        .brokerWorks = true,
        .hubVersion = "0.1.0",
        .trailDays = trailDays};
}

Request request(RequestBody body)
{
    return {.by = {"cmorel"}, .operatorName = "Claire Morel", .body = std::move(body)};
}

Response response(ResponseBody body)
{
    return {.request = frameId(0x80), .page = 2, .last = true, .body = std::move(body)};
}

FactNotice notice(FactBody body)
{
    return {.fact = factOf(1, std::move(body), {})};
}

/// With what the person was called, which the first edition did not say.
FactNotice noticeOf(FactBody body, std::string byName)
{
    auto fact = factOf(1, std::move(body), {});
    fact.byName = std::move(byName);
    return {.fact = chained(std::move(fact), {})};
}

/// In the order of the Body variant; console frames by their own bodies. New ones at the end: the number of a
/// frame in its session is its place here.
std::vector<std::pair<std::string, Body>> bodies()
{
    return {{"position_report", PositionReport{.fix = fix(), .batteryPercent = 81}},
        {"state_report", StateReport{.state = {.at = kMorning,
                                         .duty = Duty::OnBreak,
                                         .sharing = true,
                                         .batteryPercent = 81,
                                         .charging = true,
                                         .unsent = 3,
                                         .appVersion = "0.1.0"}}},
        {"alert_report", AlertReport{.alert = AlertId{0x1122334455667788},
                             .trigger = AlertTrigger::Button,
                             .raisedAt = kMorning - 1s,
                             .lastFix = fix()}},
        {"task_report", TaskReport{.task = TaskId{0x0102030405060708},
                            .act = TaskAct::Finish,
                            .at = kMorning,
                            .reason = "",
                            .report = visitReport(),
                            .fix = fix()}},
        {"command_report", CommandReport{.command = CommandId{42},
                               .state = CommandState::Succeeded,
                               .at = kMorning,
                               .failure = "",
                               .fix = fix()}},
        {"goodbye", Goodbye{.clean = true}},
        {"receipt",
            Receipt{.lines = {{.frame = frameId(1)}, {.frame = frameId(2), .fault = Fault::Unsigned}}}},
        {"alert_news", AlertNews{.alert = AlertId{0x1122334455667788},
                           .number = 7,
                           .state = AlertState::Claimed,
                           .ownerName = "Claire Morel"}},
        {"task_order", TaskOrder{.task = task()}}, {"command_order", CommandOrder{.command = command()}},
        {"assignment", Assignment{.postman = {"P-012"},
                           .postmanName = "Léa Garnier",
                           .round = {"T-12"},
                           .positionEverySeconds = 10}},
        {"fact_alert", notice(AlertFact{.act = AlertAct::Resolve, .after = alert(), .note = "n° 7"})},
        {"fact_task", notice(TaskFact{.act = TaskAct::Finish, .after = task()})},
        {"fact_command", notice(CommandFact{.after = command()})},
        {"fact_duty", notice(DutyFact{.handset = {"H-012"}, .duty = Duty::On, .sharing = true})},
        {"fact_refused",
            notice(RefusedFact{.attempted = "ActOnAlert", .subject = "7", .why = Refusal::ClaimedByAnother})},
        {"fact_access", notice(AccessFact{.handset = {"H-012"},
                            .purpose = "Recherche après alerte",
                            .from = kMorning - 1h,
                            .to = kMorning})},
        {"fact_roster", notice(RosterFact{
                            .depot = depot(), .postman = postman(), .handset = handset(), .round = round()})},
        {"fact_hub", notice(HubFact{.event = HubEvent::BrokerBack, .detail = "after 12 s"})},
        {"picture", Picture{.at = kMorning, .whole = true, .handsets = {handsetPicture()}}},
        {"hub_heartbeat", HubHeartbeat{.status = hubStatus()}}, {"ask_snapshot", request(AskSnapshot{})},
        {"ask_facts", request(AskFacts{.after = 1'200, .atMost = 500})},
        {"ask_trail", request(AskTrail{.handset = {"H-012"},
                          .from = kMorning - 1h,
                          .to = kMorning,
                          .purpose = "Recherche après alerte"})},
        {"ask_status", request(AskStatus{})}, {"ask_quarantine", request(AskQuarantine{.atMost = 50})},
        {"act_on_alert", request(ActOnAlert{.alert = AlertId{0x1122334455667788},
                             .act = AlertAct::Resolve,
                             .outcome = AlertOutcome::Safe,
                             .reason = "Rappelé, tout va bien"})},
        {"create_task", request(CreateTask{.task = task()})},
        {"act_on_task", request(ActOnTask{.task = TaskId{0x0102030405060708},
                            .act = TaskAct::Send,
                            .handset = {"H-012"},
                            .reason = ""})},
        {"send_command", request(SendCommand{.command = CommandId{42},
                             .kind = CommandKind::Message,
                             .handset = {"H-012"},
                             .text = "Rappelez le bureau s’il vous plaît",
                             .validSeconds = 600})},
        {"set_duty", request(SetDuty{.handset = {"H-069"}, .duty = Duty::On})},
        {"enrol", request(Enrol{.handset = handset(), .postman = postman()})},
        {"snapshot",
            response(Snapshot{.upToFact = 1'234,
                .roster =
                    {.depot = depot(), .postmen = {postman()}, .handsets = {handset()}, .rounds = {round()}},
                .alerts = {alert()},
                .tasks = {task()},
                .commands = {command()},
                .handsets = {handsetPicture()}})},
        {"fact_page", response(FactPage{.facts = {notice(DutyFact{.handset = {"H-012"}}).fact}})},
        {"trail_page", response(TrailPage{.handset = {"H-012"}, .fixes = {fix(), fix()}})},
        {"status", response(HubHeartbeat{.status = hubStatus()})},
        {"quarantine_page", response(QuarantinePage{.frames = {{.at = kMorning,
                                                        .topic = "facteo/1/D-BRANCELLE/h/H-012/pos",
                                                        .fault = Fault::OutOfRange,
                                                        .detail = "Fix.lat_e7 is out of range",
                                                        .bytes = {std::byte{0x0a}, std::byte{0xff}},
                                                        .totalBytes = 2}}})},
        {"done", response(Done{.fact = 1'235})},
        {"refused", response(Refused{.why = Refusal::ReasonRequired, .detail = "taking over a claim"})},
        {"fact_by_name", noticeOf(TaskFact{.act = TaskAct::Cancel, .after = task()}, "Claire Morel")},
        {"fact_trails_forgotten", notice(HubFact{.event = HubEvent::TrailsForgotten,
                                      .detail = "12 handset hours of positions from before 2026-09-23"})},
        {"fact_alert_lapsed",
            notice(AlertFact{.act = AlertAct::Lapse,
                .after = {.id = AlertId{0x1122334455667788}, .number = 7, .handset = {"H-012"}, .reason = {}},
                .note = ""})},
        {"state_report_scan", StateReport{.state = {.at = kMorning,
                                              .duty = Duty::On,
                                              .appVersion = "0.1.0",
                                              .lastScanAt = kMorning - 40s}}},
        {"picture_scan", Picture{.at = kMorning,
                             .handsets = {{.handset = {"H-013"},
                                 .absence = Absence::SharingOff,
                                 .duty = Duty::On,
                                 .lastScanAt = kMorning - 40s}}}},
        {"ask_near", request(AskNear{.position = fix().position,
                         .radiusMetres = 300,
                         .from = kMorning - 1h,
                         .to = kMorning,
                         .purpose = "Chute signalée rue Racine"})},
        {"near_page", response(NearPage{.passes = {{.handset = {"H-012"},
                                            .first = kMorning - 10min,
                                            .last = kMorning - 8min,
                                            .nearestAt = kMorning - 9min,
                                            .nearestDm = 73,
                                            .fixes = 12}}})},
        {"set_geofence", request(SetGeofence{.geofence = areaOfRound()})},
        {"fact_geofence", notice(GeofenceFact{.after = dogAtTheMill()})},
        {"fact_crossing", notice(CrossingFact{.geofence = GeofenceId{77},
                              .handset = {"H-012"},
                              .crossing = Crossing::Enter,
                              .at = kMorning})},
        {"snapshot_geofences",
            response(Snapshot{.upToFact = 1'234,
                .roster = {.depot = depot()},
                .geofences = {areaOfRound(), dogAtTheMill()},
                .stays = {{.geofence = GeofenceId{77}, .handset = {"H-012"}, .since = kMorning - 3min}}})},
        {"overview", Overview{.at = kMorning,
                         .page = 1,
                         .pages = 3,
                         .depots = {{.depot = depot(),
                             .known = 69,
                             .live = 40,
                             .ageing = 3,
                             .lost = 2,
                             .sharingOff = 14,
                             .offDutyOrBreak = 10,
                             .openAlerts = 2,
                             .unansweredAlerts = 1,
                             .exerciseAlerts = 1,
                             .standing = DepotStanding::Alert,
                             .heardAt = kMorning - 1s}}}},
        {"hub_heartbeat_trail_days", HubHeartbeat{.status = hubStatus(60)}},
        {"alert_report_warning", AlertReport{.alert = AlertId{0x1122334455667788},
                                     .trigger = AlertTrigger::NoMovement,
                                     .raisedAt = kMorning - 1s,
                                     .lastFix = fix(),
                                     .sign = AlertSign::Warning,
                                     .countdownEndsAt = kMorning + 59s}},
        {"alert_report_duress", AlertReport{.alert = AlertId{0x1122334455667788},
                                    .trigger = AlertTrigger::NoMovement,
                                    .raisedAt = kMorning,
                                    .sign = AlertSign::Duress}},
        {"alert_news_live", AlertNews{.alert = AlertId{0x1122334455667788},
                                .number = 7,
                                .state = AlertState::Cancelled,
                                .positionEverySeconds = 5}},
        {"fact_alert_closed",
            notice(AlertFact{.act = AlertAct::Close, .after = wholeAlert(), .note = "Clôturé"})},
        {"act_on_alert_dispatch", request(ActOnAlert{.alert = AlertId{0x1122334455667788},
                                      .act = AlertAct::Dispatch,
                                      .help = AlertHelp{.who = "Marc Petit", .dueAt = kMorning + 8min}})},
        {"act_on_alert_hand_over", request(ActOnAlert{.alert = AlertId{0x1122334455667788},
                                       .act = AlertAct::HandOver,
                                       .reason = "fin de service",
                                       .to = {"mdiot"},
                                       .toName = "Marc Diot"})},
        {"act_on_alert_step",
            request(ActOnAlert{
                .alert = AlertId{0x1122334455667788}, .act = AlertAct::Step, .step = PlanStep::DepotHead})},
        {"act_on_alert_close", request(ActOnAlert{.alert = AlertId{0x1122334455667788},
                                   .act = AlertAct::Close,
                                   .report = wholeAlert().report})},
        {"raise_alert", request(RaiseAlert{.alert = AlertId{0x1122334455667788},
                            .trigger = AlertTrigger::ThirdParty,
                            .handset = {"H-012"},
                            .reason = "Une voisine l’a vue tomber."})},
        {"attend", request(Attend{.present = true})},
        {"attend_alerts", request(Attend{.present = true,
                              .delivered = {AlertId{0x1122334455667788}, AlertId{9}},
                              .seen = {AlertId{9}}})},
        {"act_on_system_alarm", request(ActOnSystemAlarm{.alarm = SystemAlarmId{11},
                                    .act = SystemAlarmAct::Shelve,
                                    .reason = "Passerelle en maintenance",
                                    .shelveSeconds = 3'600})},
        {"fact_notice", notice(NoticeFact{.after = told()})},
        {"fact_escalation", notice(EscalationFact{.after = ladder()})},
        {"fact_system_alarm",
            notice(SystemAlarmFact{
                .act = SystemAlarmAct::Shelve, .after = systemAlarm(), .note = "Passerelle en maintenance"})},
        {"snapshot_escalation", response(Snapshot{.upToFact = 1'234,
                                    .roster = {.depot = depot()},
                                    .notices = {told()},
                                    .escalation = ladder(),
                                    .systemAlarms = {systemAlarm()}})}};
}

SenderId senderOf(BodyKind kind)
{
    switch (roleOf(ruleOf(kind).channel)) {
    case Role::Handset:
        return ruleOf(kind).channel == Channel::Down ? SenderId{"HUB-1"} : SenderId{"H-012"};
    case Role::Hub:
        return {"HUB-1"};
    case Role::Console:
        return ruleOf(kind).channel == Channel::Reply ? SenderId{"HUB-1"} : SenderId{"C-01"};
    }
    std::unreachable();
}

} // namespace

SigningKey goldenKey()
{
    std::array<std::uint8_t, 32> seed{};
    for (std::uint8_t i = 0; i < seed.size(); ++i)
        seed[i] = i;
    return SigningKey::fromSeed(seed);
}

Fact factOf(std::uint64_t number, FactBody body, const Hash &previous)
{
    return chained({.depot = {"D-BRANCELLE"},
                       .number = number,
                       .at = kMorning + std::chrono::seconds{number},
                       .sender = {"H-012"},
                       .by = {"cmorel"},
                       .cause = frameId(0x40),
                       .body = std::move(body)},
        previous);
}

std::vector<std::byte> sealed(const Envelope &envelope)
{
    const auto key = goldenKey();
    return seal(envelope, mustBeSigned(kindOf(envelope.body)) ? &key : nullptr);
}

std::vector<Sample> samples()
{
    constexpr std::uint64_t session = 0xfeedc0de00c0ffee;
    std::vector<Sample> out;
    std::uint32_t sequence = 100;
    for (auto &[name, body] : bodies()) {
        const auto kind = kindOf(body);
        const auto id = ruleOf(kind).delivery == Delivery::AtMostOnce
                            ? derivedFrameId(session, sequence)
                            : frameId(static_cast<std::uint8_t>(sequence));
        out.push_back({name, {.id = id,
                                 .sender = senderOf(kind),
                                 .sentAt = kMorning,
                                 .session = session,
                                 .sequence = sequence,
                                 .exercise = kind == BodyKind::AlertReport,
                                 .body = std::move(body)}});
        ++sequence;
    }
    return out;
}

Envelope sample(std::string_view name)
{
    auto all = samples();
    const auto found = std::ranges::find(all, name, &Sample::name);
    assert(found != all.end());
    return std::move(found->envelope);
}

} // namespace facteo::tests
