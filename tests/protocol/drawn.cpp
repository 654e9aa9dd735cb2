// SPDX-License-Identifier: Apache-2.0
#include "protocol/drawn.h"

#include "protocol/chain.h"

#include <array>

namespace facteo::tests {

using namespace protocol;

std::string Drawn::nameText()
{
    constexpr std::string_view letters = "ABCXYZabcxyz0189_-";
    std::string out;
    for (auto left = 1 + below(32); left > 0; --left)
        out += letters[below(letters.size())];
    return out;
}

std::string Drawn::text(std::size_t mostCharacters)
{
    constexpr std::array<std::string_view, 8> characters{"a", "é", "’", "😀", " ", "\n", "Z", "ß"};
    std::string out;
    for (auto left = below(4) == 0 ? mostCharacters : below(mostCharacters + 1); left > 0; --left)
        out += characters[below(characters.size())];
    return out;
}

Instant Drawn::instant()
{
    return Instant{std::chrono::milliseconds{1 + below(253'402'300'799'999)}};
}

FrameId Drawn::frameId()
{
    FrameId out;
    for (auto &byte : out.bytes)
        byte = static_cast<std::uint8_t>(bits() | 1);
    return out;
}

Position Drawn::position()
{
    return {.latE7 = static_cast<std::int32_t>(below(1'800'000'001)) - 900'000'000,
        .lonE7 = static_cast<std::int32_t>(static_cast<std::int64_t>(below(3'600'000'001)) - 1'800'000'000)};
}

Fix Drawn::fix()
{
    return {.at = instant(),
        .position = position(),
        .accuracyDm = static_cast<std::uint32_t>(below(1'000'001)),
        .speedCmS = coin() ? std::nullopt : std::optional(static_cast<std::uint32_t>(below(40'001))),
        .headingCdeg = coin() ? std::nullopt : std::optional(static_cast<std::uint32_t>(below(36'000)))};
}

HandsetState Drawn::handsetState()
{
    return {.at = instant(),
        .duty = word(Duty::OnBreak),
        .sharing = coin(),
        .batteryPercent = maybe<std::uint8_t>(&Drawn::percent),
        .charging = coin(),
        .unsent = number(),
        .appVersion = text(32),
        .lastScanAt = maybe<Instant>(&Drawn::instant)};
}

VisitReport Drawn::visitReport()
{
    return {.wellbeing = word(Wellbeing::NotMet),
        .pain = coin(),
        .needsMedicines = coin(),
        .needsShopping = coin(),
        .otherNeed = text(280),
        .observations = text(280),
        .beganAt = instant(),
        .endedAt = instant()};
}

Alert Drawn::alert()
{
    return {.id = id<AlertId>(),
        .number = number(),
        .handset = name<HandsetId>(),
        .postman = nameOrNone<PostmanId>(),
        .trigger = word(AlertTrigger::Duress),
        .state = word(AlertState::Closed),
        .exercise = coin(),
        .raisedAt = instant(),
        .recordedAt = instant(),
        .occurrences = number(),
        .lastFix = maybe<Fix>(&Drawn::fix),
        .owner = nameOrNone<OperatorId>(),
        .ownerName = text(120),
        .changedAt = instant(),
        .callBackTries = number(),
        .outcome = coin() ? std::nullopt : std::optional(word(AlertOutcome::Other)),
        .reason = text(500),
        .silent = coin(),
        .stoodDown = coin(),
        .countdownEndsAt = instant(),
        .stateSince = instant(),
        .rung = number(),
        .rungAt = instant(),
        .offeredTo = nameOrNone<OperatorId>(),
        .offeredToName = text(120),
        .help = maybe<AlertHelp>(&Drawn::alertHelp),
        .report = maybe<ClosingReport>(&Drawn::closingReport),
        .milestones = {.acknowledgedAt = instant(),
            .claimedAt = instant(),
            .contactAt = instant(),
            .onSiteAt = instant(),
            .resolvedAt = instant(),
            .closedAt = instant()},
        .steps = several<AlertStep>(&Drawn::alertStep),
        .reopened = number()};
}

AlertHelp Drawn::alertHelp()
{
    return {.who = "x" + text(119), .emergency = coin(), .dueAt = instant(), .late = coin()};
}

ClosingReport Drawn::closingReport()
{
    return {.cause = text(500), .actions = text(500), .careOffered = coin(), .depotHeadInformed = coin()};
}

AlertStep Drawn::alertStep()
{
    return {.step = word(kPlanSteps.back()), .at = instant(), .byName = text(120)};
}

Contact Drawn::contact()
{
    Contact contact{.id = name<ContactId>(), .name = text(120), .phone = text(32), .mail = text(120)};
    for (auto left = below(4); left > 0; --left)
        contact.channels.push_back(word(NoticeChannel::Mail));
    return contact;
}

Rung Drawn::rung()
{
    Rung rung{.priority = static_cast<std::uint32_t>(1 + below(3)),
        .afterSeconds = static_cast<std::uint32_t>(below(3'601)),
        .name = text(120),
        .allConsoles = coin()};
    for (auto left = below(4); left > 0; --left)
        rung.contacts.push_back(name<ContactId>());
    return rung;
}

EscalationPolicy Drawn::escalation()
{
    EscalationPolicy policy{.rungs = several<Rung>(&Drawn::rung),
        .contacts = several<Contact>(&Drawn::contact),
        .repeatSeconds = static_cast<std::uint32_t>(below(3'601))};
    for (auto left = below(4); left > 0; --left)
        policy.firstConsoles.push_back(name<SenderId>());
    return policy;
}

Notice Drawn::notice()
{
    return {.alert = id<AlertId>(),
        .rung = number(),
        .channel = word(NoticeChannel::Mail),
        .recipient = nameText(),
        .recipientName = text(120),
        .stage = word(NoticeStage::Failed),
        .at = instant(),
        .detail = nameText()};
}

SystemAlarm Drawn::systemAlarm()
{
    return {.id = id<SystemAlarmId>(),
        .kind = word(SystemAlarmKind::NobodyThere),
        .state = word(SystemAlarmState::Cleared),
        .subject = nameText(),
        .detail = nameText(),
        .occurrences = number(),
        .since = instant(),
        .changedAt = instant(),
        .byName = text(120),
        .shelvedUntil = instant()};
}

Task Drawn::task()
{
    return {.id = id<TaskId>(),
        .number = number(),
        .kind = word(TaskKind::HomeVisit),
        .state = word(TaskState::Cancelled),
        .exercise = coin(),
        .beneficiary = text(120),
        .address = text(280),
        .position = position(),
        .note = text(280),
        .windowFrom = instant(),
        .windowTo = instant(),
        .handset = nameOrNone<HandsetId>(),
        .postman = nameOrNone<PostmanId>(),
        .createdAt = instant(),
        .changedAt = instant(),
        .declineReason = text(280),
        .report = maybe<VisitReport>(&Drawn::visitReport)};
}

Command Drawn::command()
{
    return {.id = id<CommandId>(),
        .kind = word(CommandKind::LocateNow),
        .handset = name<HandsetId>(),
        .state = word(CommandState::Expired),
        .text = text(280),
        .by = nameOrNone<OperatorId>(),
        .createdAt = instant(),
        .notAfter = instant(),
        .changedAt = instant(),
        .failure = text(280)};
}

Depot Drawn::depot()
{
    return {.id = name<DepotId>(), .name = text(120), .position = position()};
}

Postman Drawn::postman()
{
    return {.id = name<PostmanId>(), .name = text(120), .phone = text(32)};
}

RoundStop Drawn::roundStop()
{
    return {.address = text(280),
        .position = position(),
        .serviceSeconds = static_cast<std::uint32_t>(below(86'401))};
}

Round Drawn::round()
{
    return {.id = name<RoundId>(),
        .name = text(120),
        .holder = nameOrNone<PostmanId>(),
        .stops = several<RoundStop>(&Drawn::roundStop),
        .path = several<Position>(&Drawn::position)};
}

Handset Drawn::handset()
{
    Handset out{.id = name<HandsetId>(), .postman = nameOrNone<PostmanId>(), .revoked = coin()};
    if (coin())
        out.publicKey.fill(static_cast<std::uint8_t>(bits() | 1));
    return out;
}

Roster Drawn::roster()
{
    return {.depot = depot(),
        .postmen = several<Postman>(&Drawn::postman),
        .handsets = several<Handset>(&Drawn::handset),
        .rounds = several<Round>(&Drawn::round)};
}

HandsetPicture Drawn::handsetPicture()
{
    return {.handset = name<HandsetId>(),
        .fix = maybe<Fix>(&Drawn::fix),
        .absence = word(Absence::SignalLost),
        .duty = word(Duty::OnBreak),
        .sharing = coin(),
        .batteryPercent = maybe<std::uint8_t>(&Drawn::percent),
        .charging = coin(),
        .lastHeardAt = maybe<Instant>(&Drawn::instant),
        .connected = coin(),
        .unsent = number(),
        .stopIndex = maybe<std::uint32_t>(&Drawn::number),
        .lastScanAt = maybe<Instant>(&Drawn::instant)};
}

HubStatus Drawn::hubStatus()
{
    return {.at = instant(),
        .startedAt = instant(),
        .depot = nameOrNone<DepotId>(),
        .lastFact = bits(),
        .handsetsKnown = number(),
        .handsetsLive = number(),
        .sharingOff = number(),
        .offDutyOrBreak = number(),
        .signalLost = number(),
        .positionsStored = bits(),
        .gatedOffDuty = bits(),
        .gatedOnBreak = bits(),
        .gatedSharingOff = bits(),
        .faults = {{.fault = word(Fault::BrokenChain), .count = bits()}},
        .openAlerts = number(),
        .openTasks = number(),
        .storeWorks = coin(),
        .brokerWorks = coin(),
        .hubVersion = text(32),
        .trailDays = number()};
}

DepotSummary Drawn::depotSummary()
{
    return {.depot = depot(),
        .known = number(),
        .live = number(),
        .ageing = number(),
        .lost = number(),
        .sharingOff = number(),
        .offDutyOrBreak = number(),
        .openAlerts = number(),
        .unansweredAlerts = number(),
        .exerciseAlerts = number(),
        .standing = word(DepotStanding::Alert),
        .heardAt = maybe<Instant>(&Drawn::instant)};
}

QuarantinedFrame Drawn::quarantinedFrame()
{
    QuarantinedFrame out{.at = instant(),
        .topic = "facteo/1/" + nameText(),
        .fault = word(Fault::BrokenChain),
        .detail = nameText(),
        .bytes = {},
        .totalBytes = bits()};
    out.bytes.resize(below(4'097), static_cast<std::byte>(bits()));
    return out;
}

Geofence Drawn::geofence()
{
    Geofence out{.id = id<GeofenceId>(),
        .kind = word(GeofenceKind::SensitivePlace),
        .name = "n" + text(119),
        .round = nameOrNone<RoundId>(),
        .timeZone = "Europe/Paris",
        .hours = several<WeeklyHours>(&Drawn::weeklyHours),
        .from = instant(),
        .until = instant(),
        .removed = coin()};
    if (coin()) {
        out.shape =
            Circle{.centre = position(), .radiusMetres = static_cast<std::uint32_t>(10 + below(99'990))};
    } else {
        Polygon polygon;
        polygon.corners.resize(3 + below(20));
        for (auto &corner : polygon.corners)
            corner = position();
        out.shape = std::move(polygon);
    }
    return out;
}

WeeklyHours Drawn::weeklyHours()
{
    const auto from = below(1'440);
    return {.days = static_cast<std::uint8_t>(1 + below(127)),
        .fromMinute = static_cast<std::uint16_t>(from),
        .toMinute = static_cast<std::uint16_t>(from + 1 + below(1'440 - from))};
}

Stay Drawn::stay()
{
    return {.geofence = id<GeofenceId>(), .handset = name<HandsetId>(), .since = instant()};
}

NearPass Drawn::nearPass()
{
    return {.handset = name<HandsetId>(),
        .first = instant(),
        .last = instant(),
        .nearestAt = instant(),
        .nearestDm = number(),
        .fixes = number()};
}

FactBody Drawn::factBody()
{
    switch (below(std::variant_size_v<FactBody>)) {
    case 0:
        return AlertFact{.act = word(AlertAct::Step), .after = alert(), .note = text(500)};
    case 1:
        return TaskFact{.act = word(TaskAct::Cancel), .after = task()};
    case 2:
        return CommandFact{.after = command()};
    case 3:
        return DutyFact{.handset = name<HandsetId>(), .duty = word(Duty::OnBreak), .sharing = coin()};
    case 4:
        return RefusedFact{.attempted = nameText(), .subject = nameText(), .why = word(Refusal::NoSuchAlarm)};
    case 5:
        return AccessFact{.handset = coin() ? name<HandsetId>() : HandsetId{},
            .purpose = "p" + text(279),
            .from = instant(),
            .to = instant()};
    case 6:
        return RosterFact{.depot = maybe<Depot>(&Drawn::depot),
            .postman = maybe<Postman>(&Drawn::postman),
            .handset = maybe<Handset>(&Drawn::handset),
            .round = maybe<Round>(&Drawn::round)};
    case 7:
        return GeofenceFact{.after = geofence()};
    case 8:
        return CrossingFact{.geofence = id<GeofenceId>(),
            .handset = name<HandsetId>(),
            .crossing = word(Crossing::Unwatched),
            .at = instant()};
    case 9:
        return NoticeFact{.after = notice()};
    case 10:
        return EscalationFact{.after = escalation()};
    case 11:
        return SystemAlarmFact{.act = word(SystemAlarmAct::Clear), .after = systemAlarm(), .note = text(500)};
    default:
        return HubFact{.event = word(HubEvent::TrailsForgotten), .detail = nameText()};
    }
}

Fact Drawn::fact()
{
    Hash previous{};
    previous.fill(static_cast<std::uint8_t>(bits()));
    return chained({.depot = name<DepotId>(),
                       .number = 1 + below(0x7fff'ffff'ffff'ffff),
                       .at = instant(),
                       .sender = nameOrNone<SenderId>(),
                       .by = nameOrNone<OperatorId>(),
                       .byName = nameText(),
                       .cause = frameId(),
                       .body = factBody()},
        previous);
}

Receipt::Line Drawn::receiptLine()
{
    return {.frame = frameId(), .fault = coin() ? std::nullopt : std::optional(word(Fault::BrokenChain))};
}

RequestBody Drawn::requestBody()
{
    switch (below(std::variant_size_v<RequestBody>)) {
    case 0:
        return AskSnapshot{};
    case 1:
        return AskFacts{.after = bits(), .atMost = static_cast<std::uint32_t>(1 + below(2'000))};
    case 2:
        return AskTrail{
            .handset = name<HandsetId>(), .from = instant(), .to = instant(), .purpose = text(280)};
    case 3:
        return AskStatus{};
    case 4:
        return AskQuarantine{.atMost = static_cast<std::uint32_t>(1 + below(2'000))};
    case 5:
        return ActOnAlert{.alert = id<AlertId>(),
            .act = word(AlertAct::Step),
            .outcome = coin() ? std::nullopt : std::optional(word(AlertOutcome::Other)),
            .reason = text(500),
            .to = nameOrNone<OperatorId>(),
            .toName = text(120),
            .help = maybe<AlertHelp>(&Drawn::alertHelp),
            .step = coin() ? std::nullopt : std::optional(word(kPlanSteps.back())),
            .report = maybe<ClosingReport>(&Drawn::closingReport)};
    case 6:
        return CreateTask{.task = task()};
    case 7:
        return ActOnTask{.task = id<TaskId>(),
            .act = word(TaskAct::Cancel),
            .handset = nameOrNone<HandsetId>(),
            .reason = text(280)};
    case 8:
        return SendCommand{.command = id<CommandId>(),
            .kind = word(CommandKind::LocateNow),
            .handset = name<HandsetId>(),
            .text = text(280),
            .validSeconds = static_cast<std::uint32_t>(1 + below(86'400))};
    case 9:
        return SetDuty{.handset = name<HandsetId>(), .duty = word(Duty::OnBreak)};
    case 10:
        return AskNear{.position = position(),
            .radiusMetres = static_cast<std::uint32_t>(1 + below(5'000)),
            .from = instant(),
            .to = instant(),
            .purpose = text(280)};
    case 11:
        return SetGeofence{.geofence = geofence()};
    case 12:
        return RaiseAlert{.alert = id<AlertId>(),
            .trigger = word(AlertTrigger::Duress),
            .handset = name<HandsetId>(),
            .reason = text(500)};
    case 13:
        return Attend{.present = coin(),
            .delivered = several<AlertId>(&Drawn::id<AlertId>),
            .seen = several<AlertId>(&Drawn::id<AlertId>)};
    case 14:
        return ActOnSystemAlarm{.alarm = id<SystemAlarmId>(),
            .act = word(SystemAlarmAct::Clear),
            .reason = text(500),
            .shelveSeconds = static_cast<std::uint32_t>(below(28'801))};
    default:
        return Enrol{.handset = handset(), .postman = maybe<Postman>(&Drawn::postman)};
    }
}

ResponseBody Drawn::responseBody()
{
    switch (below(std::variant_size_v<ResponseBody>)) {
    case 0:
        return Snapshot{.upToFact = bits(),
            .roster = roster(),
            .alerts = several<Alert>(&Drawn::alert),
            .tasks = several<Task>(&Drawn::task),
            .commands = several<Command>(&Drawn::command),
            .handsets = several<HandsetPicture>(&Drawn::handsetPicture),
            .geofences = several<Geofence>(&Drawn::geofence),
            .stays = several<Stay>(&Drawn::stay),
            .notices = several<Notice>(&Drawn::notice),
            .escalation = maybe<EscalationPolicy>(&Drawn::escalation),
            .systemAlarms = several<SystemAlarm>(&Drawn::systemAlarm)};
    case 1:
        return FactPage{.facts = several<Fact>(&Drawn::fact)};
    case 2:
        return TrailPage{.handset = name<HandsetId>(), .fixes = several<Fix>(&Drawn::fix)};
    case 3:
        return HubHeartbeat{.status = hubStatus()};
    case 4:
        return QuarantinePage{.frames = several<QuarantinedFrame>(&Drawn::quarantinedFrame)};
    case 5:
        return Done{.fact = bits()};
    case 6:
        return NearPage{.passes = several<NearPass>(&Drawn::nearPass)};
    default:
        return Refused{.why = word(Refusal::OperatorRequired), .detail = nameText()};
    }
}

Body Drawn::body(std::size_t index)
{
    switch (index) {
    case 0:
        return PositionReport{.fix = fix(), .batteryPercent = maybe<std::uint8_t>(&Drawn::percent)};
    case 1:
        return StateReport{.state = handsetState()};
    case 2:
        return AlertReport{.alert = id<AlertId>(),
            .trigger = word(AlertTrigger::Duress),
            .raisedAt = instant(),
            .lastFix = maybe<Fix>(&Drawn::fix),
            .sign = word(AlertSign::Safe),
            .countdownEndsAt = instant()};
    case 3:
        return TaskReport{.task = id<TaskId>(),
            .act = word(TaskAct::Cancel),
            .at = instant(),
            .reason = text(280),
            .report = maybe<VisitReport>(&Drawn::visitReport),
            .fix = maybe<Fix>(&Drawn::fix)};
    case 4:
        return CommandReport{.command = id<CommandId>(),
            .state = word(CommandState::Expired),
            .at = instant(),
            .failure = text(280),
            .fix = maybe<Fix>(&Drawn::fix)};
    case 5:
        return Goodbye{.clean = coin()};
    case 6:
        return Receipt{.lines = several<Receipt::Line>(&Drawn::receiptLine)};
    case 7:
        return AlertNews{.alert = id<AlertId>(),
            .number = number(),
            .state = word(AlertState::Closed),
            .ownerName = text(120),
            .positionEverySeconds = static_cast<std::uint32_t>(below(3'601))};
    case 8:
        return TaskOrder{.task = task()};
    case 9:
        return CommandOrder{.command = command()};
    case 10:
        return Assignment{.postman = nameOrNone<PostmanId>(),
            .postmanName = text(120),
            .round = nameOrNone<RoundId>(),
            .positionEverySeconds = static_cast<std::uint32_t>(1 + below(3'600))};
    case 11:
        return FactNotice{.fact = fact()};
    case 12:
        return Picture{
            .at = instant(), .whole = coin(), .handsets = several<HandsetPicture>(&Drawn::handsetPicture)};
    case 13:
        return HubHeartbeat{.status = hubStatus()};
    case 14: {
        const auto pages = static_cast<std::uint32_t>(1 + below(1'000));
        return Overview{.at = instant(),
            .page = static_cast<std::uint32_t>(below(pages)),
            .pages = pages,
            .depots = several<DepotSummary>(&Drawn::depotSummary)};
    }
    case 15:
        return Request{.by = name<OperatorId>(), .operatorName = text(120), .body = requestBody()};
    default:
        return Response{.request = frameId(), .page = number(), .last = coin(), .body = responseBody()};
    }
}

Envelope Drawn::envelope(std::size_t bodyIndex)
{
    Envelope out{.id = frameId(),
        .sender = name<SenderId>(),
        .sentAt = instant(),
        .session = bits() | 1,
        .sequence = number(),
        .exercise = coin(),
        .body = body(bodyIndex)};
    if (auto *report = std::get_if<PositionReport>(&out.body)) // its age is limited, to ten years
        report->fix.at =
            std::max(Instant{std::chrono::milliseconds{1}}, out.sentAt - std::chrono::days{below(3'650)});
    return out;
}

} // namespace facteo::tests
