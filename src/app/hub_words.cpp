// SPDX-License-Identifier: Apache-2.0
#include "hub_words.h"

#include <QByteArray>
#include <QJsonArray>
#include <chrono>
#include <format>

namespace facteo::app {

using namespace protocol;

// No default anywhere: with -Wswitch-enum a new value does not compile until it has its name.
std::string_view nameOf(Fault fault)
{
    switch (fault) {
    case Fault::TooLarge:
        return "too-large";
    case Fault::Malformed:
        return "malformed";
    case Fault::UnknownVersion:
        return "unknown-version";
    case Fault::UnknownBody:
        return "unknown-body";
    case Fault::MissingField:
        return "missing-field";
    case Fault::OutOfRange:
        return "out-of-range";
    case Fault::UnknownSender:
        return "unknown-sender";
    case Fault::WrongSender:
        return "wrong-sender";
    case Fault::Unsigned:
        return "unsigned";
    case Fault::BadSignature:
        return "bad-signature";
    case Fault::Revoked:
        return "revoked";
    case Fault::Replayed:
        return "replayed";
    case Fault::FromTheFuture:
        return "from-the-future";
    case Fault::ImpossiblePosition:
        return "impossible-position";
    case Fault::WrongDirection:
        return "wrong-direction";
    case Fault::NotMapped:
        return "not-mapped";
    case Fault::BrokenChain:
        return "broken-chain";
    }
    return "unknown";
}

std::string_view nameOf(Refusal refusal)
{
    switch (refusal) {
    case Refusal::Malformed:
        return "malformed";
    case Refusal::NotAllowed:
        return "not-allowed";
    case Refusal::NoSuchAlert:
        return "no-such-alert";
    case Refusal::NoSuchTask:
        return "no-such-task";
    case Refusal::NoSuchHandset:
        return "no-such-handset";
    case Refusal::NoSuchPostman:
        return "no-such-postman";
    case Refusal::NotFromThisState:
        return "not-from-this-state";
    case Refusal::ClaimedByAnother:
        return "claimed-by-another";
    case Refusal::ReasonRequired:
        return "reason-required";
    case Refusal::PurposeRequired:
        return "purpose-required";
    case Refusal::NotOnDuty:
        return "not-on-duty";
    case Refusal::NotSaved:
        return "not-saved";
    case Refusal::TooLate:
        return "too-late";
    case Refusal::AlreadyOpen:
        return "already-open";
    case Refusal::NoSuchGeofence:
        return "no-such-geofence";
    case Refusal::Silent:
        return "silent";
    case Refusal::ReportIncomplete:
        return "report-incomplete";
    case Refusal::OperatorRequired:
        return "operator-required";
    case Refusal::NoSuchAlarm:
        return "no-such-alarm";
    }
    return "unknown";
}

std::string_view nameOf(Duty duty)
{
    switch (duty) {
    case Duty::Off:
        return "off";
    case Duty::On:
        return "on";
    case Duty::OnBreak:
        return "break";
    }
    return "unknown";
}

std::string_view nameOf(AlertState state)
{
    switch (state) {
    case AlertState::Raised:
        return "raised";
    case AlertState::Acknowledged:
        return "acknowledged";
    case AlertState::Claimed:
        return "claimed";
    case AlertState::Verifying:
        return "verifying";
    case AlertState::Confirmed:
        return "confirmed";
    case AlertState::FalseAlarm:
        return "false-alarm";
    case AlertState::Resolved:
        return "resolved";
    case AlertState::PreAlarm:
        return "pre-alarm";
    case AlertState::Responding:
        return "responding";
    case AlertState::OnSite:
        return "on-site";
    case AlertState::Cancelled:
        return "cancelled";
    case AlertState::Closed:
        return "closed";
    }
    return "unknown";
}

// NOLINTNEXTLINE(readability-function-size): a table
std::string_view nameOf(AlertAct act)
{
    switch (act) {
    case AlertAct::Raise:
        return "raise";
    case AlertAct::Repeat:
        return "repeat";
    case AlertAct::Acknowledge:
        return "acknowledge";
    case AlertAct::Claim:
        return "claim";
    case AlertAct::CallBackSafe:
        return "call-back-safe";
    case AlertAct::CallBackNeedsHelp:
        return "call-back-needs-help";
    case AlertAct::CallBackNoAnswer:
        return "call-back-no-answer";
    case AlertAct::Resolve:
        return "resolve";
    case AlertAct::Lapse:
        return "lapse";
    case AlertAct::Warn:
        return "warn";
    case AlertAct::Cancel:
        return "cancel";
    case AlertAct::Duress:
        return "duress";
    case AlertAct::SaySafe:
        return "say-safe";
    case AlertAct::CountdownEnd:
        return "countdown-end";
    case AlertAct::LeaseEnd:
        return "lease-end";
    case AlertAct::HandOver:
        return "hand-over";
    case AlertAct::CallBackDuress:
        return "call-back-duress";
    case AlertAct::Confirm:
        return "confirm";
    case AlertAct::Dispatch:
        return "dispatch";
    case AlertAct::Arrive:
        return "arrive";
    case AlertAct::HelpLate:
        return "help-late";
    case AlertAct::Escalate:
        return "escalate";
    case AlertAct::Close:
        return "close";
    case AlertAct::Reopen:
        return "reopen";
    case AlertAct::Note:
        return "note";
    case AlertAct::Step:
        return "step";
    }
    return "unknown";
}

std::string_view nameOf(NoticeChannel channel)
{
    switch (channel) {
    case NoticeChannel::Console:
        return "console";
    case NoticeChannel::Sms:
        return "sms";
    case NoticeChannel::Voice:
        return "voice";
    case NoticeChannel::Mail:
        return "mail";
    }
    return "unknown";
}

std::string_view nameOf(NoticeStage stage)
{
    switch (stage) {
    case NoticeStage::Queued:
        return "queued";
    case NoticeStage::Sent:
        return "sent";
    case NoticeStage::Delivered:
        return "delivered";
    case NoticeStage::Seen:
        return "seen";
    case NoticeStage::Failed:
        return "failed";
    }
    return "unknown";
}

std::string_view nameOf(SystemAlarmKind kind)
{
    switch (kind) {
    case SystemAlarmKind::ChannelFailed:
        return "channel-failed";
    case SystemAlarmKind::NobodyThere:
        return "nobody-there";
    }
    return "unknown";
}

std::string_view nameOf(SystemAlarmAct act)
{
    switch (act) {
    case SystemAlarmAct::Raise:
        return "raise";
    case SystemAlarmAct::Repeat:
        return "repeat";
    case SystemAlarmAct::Acknowledge:
        return "acknowledge";
    case SystemAlarmAct::Shelve:
        return "shelve";
    case SystemAlarmAct::Unshelve:
        return "unshelve";
    case SystemAlarmAct::Clear:
        return "clear";
    }
    return "unknown";
}

std::string_view nameOf(TaskState state)
{
    switch (state) {
    case TaskState::Planned:
        return "planned";
    case TaskState::Sent:
        return "sent";
    case TaskState::Delivered:
        return "delivered";
    case TaskState::Seen:
        return "seen";
    case TaskState::Accepted:
        return "accepted";
    case TaskState::Declined:
        return "declined";
    case TaskState::EnRoute:
        return "en-route";
    case TaskState::Arrived:
        return "arrived";
    case TaskState::Done:
        return "done";
    case TaskState::Cancelled:
        return "cancelled";
    }
    return "unknown";
}

std::string_view nameOf(TaskAct act)
{
    switch (act) {
    case TaskAct::Create:
        return "create";
    case TaskAct::Send:
        return "send";
    case TaskAct::Deliver:
        return "deliver";
    case TaskAct::See:
        return "see";
    case TaskAct::Accept:
        return "accept";
    case TaskAct::Decline:
        return "decline";
    case TaskAct::SetOut:
        return "set-out";
    case TaskAct::Arrive:
        return "arrive";
    case TaskAct::Finish:
        return "finish";
    case TaskAct::Cancel:
        return "cancel";
    }
    return "unknown";
}

std::string_view nameOf(CommandState state)
{
    switch (state) {
    case CommandState::Queued:
        return "queued";
    case CommandState::Delivered:
        return "delivered";
    case CommandState::Succeeded:
        return "succeeded";
    case CommandState::Failed:
        return "failed";
    case CommandState::Expired:
        return "expired";
    }
    return "unknown";
}

std::string_view nameOf(Crossing crossing)
{
    switch (crossing) {
    case Crossing::Enter:
        return "enters";
    case Crossing::Leave:
        return "leaves";
    case Crossing::Unwatched:
        return "is not watched any more in";
    }
    return "unknown";
}

std::string_view nameOf(DepotStanding standing)
{
    switch (standing) {
    case DepotStanding::Quiet:
        return "quiet";
    case DepotStanding::AtWork:
        return "at-work";
    case DepotStanding::Stale:
        return "stale";
    case DepotStanding::Lost:
        return "signal-lost";
    case DepotStanding::NotRecording:
        return "not-recording";
    case DepotStanding::AlertInHand:
        return "alert-in-hand";
    case DepotStanding::Alert:
        return "alert";
    }
    std::unreachable();
}

std::string_view nameOf(HubEvent event)
{
    switch (event) {
    case HubEvent::Started:
        return "started";
    case HubEvent::Stopped:
        return "stopped";
    case HubEvent::BrokerLost:
        return "broker-lost";
    case HubEvent::TrailsForgotten:
        return "trails-forgotten";
    case HubEvent::BrokerBack:
        return "broker-back";
    }
    return "unknown";
}

std::string textOf(Instant instant)
{
    return std::format("{:%FT%T}Z", instant);
}

std::string hexOf(std::span<const std::uint8_t> bytes)
{
    std::string text;
    for (const auto byte : bytes)
        text += std::format("{:02x}", byte);
    return text;
}

namespace {

QString qt(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

QString idText(std::uint64_t id)
{
    return qt(std::format("{:016x}", id));
}

qint64 whole(std::uint64_t number)
{
    return static_cast<qint64>(number);
}

struct Describe
{
    QJsonObject &json;
    std::string &line;

    void operator()(const AlertFact &fact) const
    {
        json["kind"] = "alert";
        json["alert"] = idText(std::to_underlying(fact.after.id));
        json["alertNumber"] = static_cast<qint64>(fact.after.number);
        json["act"] = qt(nameOf(fact.act));
        json["state"] = qt(nameOf(fact.after.state));
        json["handset"] = qt(fact.after.handset.text);
        json["postman"] = qt(fact.after.postman.text);
        json["exercise"] = fact.after.exercise;
        if (!fact.after.owner.empty())
            json["owner"] = qt(fact.after.owner.text);
        line = std::format("alert {} of {} {}: {}", fact.after.number, fact.after.handset.text,
            nameOf(fact.act), nameOf(fact.after.state));
    }
    void operator()(const TaskFact &fact) const
    {
        json["kind"] = "task";
        json["task"] = idText(std::to_underlying(fact.after.id));
        json["taskNumber"] = static_cast<qint64>(fact.after.number);
        json["act"] = qt(nameOf(fact.act));
        json["state"] = qt(nameOf(fact.after.state));
        json["handset"] = qt(fact.after.handset.text);
        line = std::format("task {} {}: {}{}{}", fact.after.number, nameOf(fact.act),
            nameOf(fact.after.state), fact.after.handset.empty() ? "" : " with ", fact.after.handset.text);
    }
    void operator()(const CommandFact &fact) const
    {
        json["kind"] = "command";
        json["command"] = idText(std::to_underlying(fact.after.id));
        json["state"] = qt(nameOf(fact.after.state));
        json["handset"] = qt(fact.after.handset.text);
        line = std::format("command to {}: {}", fact.after.handset.text, nameOf(fact.after.state));
    }
    void operator()(const DutyFact &fact) const
    {
        json["kind"] = "duty";
        json["handset"] = qt(fact.handset.text);
        json["duty"] = qt(nameOf(fact.duty));
        json["sharing"] = fact.sharing;
        line = std::format("duty of {}: {}, {}", fact.handset.text, nameOf(fact.duty),
            fact.sharing ? "sharing" : "not sharing");
    }
    void operator()(const RefusedFact &fact) const
    {
        json["kind"] = "refused";
        json["attempted"] = qt(fact.attempted);
        json["subject"] = qt(fact.subject);
        json["why"] = qt(nameOf(fact.why));
        line = std::format("refused {} {}: {}", fact.attempted, fact.subject, nameOf(fact.why));
    }
    void operator()(const AccessFact &fact) const
    {
        json["kind"] = "access";
        json["handset"] = qt(fact.handset.text);
        json["purpose"] = qt(fact.purpose);
        json["from"] = qt(textOf(fact.from));
        json["to"] = qt(textOf(fact.to));
        line =
            std::format("look at {}: {}", fact.handset.empty() ? "nobody" : fact.handset.text, fact.purpose);
    }
    void operator()(const RosterFact &fact) const
    {
        json["kind"] = "roster";
        line = "roster:";
        const auto note = [&](const char *what, const std::string &id) {
            json[what] = qt(id);
            line += std::format(" {} {}", what, id);
        };
        if (fact.depot)
            note("depot", fact.depot->id.text);
        if (fact.postman)
            note("postman", fact.postman->id.text);
        if (fact.handset)
            note("handset", fact.handset->id.text);
        if (fact.round)
            note("round", fact.round->id.text);
    }
    void operator()(const HubFact &fact) const
    {
        json["kind"] = "hub";
        json["event"] = qt(nameOf(fact.event));
        json["detail"] = qt(fact.detail);
        line = std::format("hub {} {}", nameOf(fact.event), fact.detail);
    }
    void operator()(const GeofenceFact &fact) const
    {
        json["kind"] = "geofence";
        json["geofence"] = idText(std::to_underlying(fact.after.id));
        json["name"] = qt(fact.after.name);
        json["removed"] = fact.after.removed;
        line = std::format("geofence {} {}", fact.after.name, fact.after.removed ? "removed" : "set");
    }
    void operator()(const CrossingFact &fact) const
    {
        json["kind"] = "crossing";
        json["geofence"] = idText(std::to_underlying(fact.geofence));
        json["handset"] = qt(fact.handset.text);
        json["crossing"] = qt(nameOf(fact.crossing));
        json["measuredAt"] = qt(textOf(fact.at));
        line = std::format("{} {} geofence {:016x}", fact.handset.text, nameOf(fact.crossing),
            std::to_underlying(fact.geofence));
    }
    void operator()(const NoticeFact &fact) const
    {
        const auto &notice = fact.after;
        json["kind"] = "notice";
        json["alert"] = idText(std::to_underlying(notice.alert));
        json["rung"] = whole(notice.rung);
        json["channel"] = qt(nameOf(notice.channel));
        json["recipient"] = qt(notice.recipient);
        json["recipientName"] = qt(notice.recipientName);
        json["stage"] = qt(nameOf(notice.stage));
        json["detail"] = qt(notice.detail);
        line = std::format("alert {:016x} {} {} {} {}", std::to_underlying(notice.alert),
            nameOf(notice.channel), notice.recipient, nameOf(notice.stage), notice.detail);
    }
    void operator()(const EscalationFact &fact) const
    {
        json["kind"] = "escalation";
        json["rungs"] = whole(fact.after.rungs.size());
        json["contacts"] = whole(fact.after.contacts.size());
        line = std::format(
            "ladder of {} rungs, {} contacts", fact.after.rungs.size(), fact.after.contacts.size());
    }
    void operator()(const SystemAlarmFact &fact) const
    {
        json["kind"] = "system-alarm";
        json["alarm"] = idText(std::to_underlying(fact.after.id));
        json["act"] = qt(nameOf(fact.act));
        json["cause"] = qt(nameOf(fact.after.kind));
        json["subject"] = qt(fact.after.subject);
        json["detail"] = qt(fact.after.detail);
        json["note"] = qt(fact.note);
        line = std::format("system alarm {} {}: {} {}", nameOf(fact.act), nameOf(fact.after.kind),
            fact.after.subject, fact.after.detail);
    }
    void operator()(const UnreadableFact &fact) const
    {
        json["kind"] = "unreadable";
        json["why"] = qt(nameOf(fact.why));
        json["field"] = qt(fact.field);
        line = std::format("not readable by this program: {} {}", fact.field, nameOf(fact.why));
    }
};

} // namespace

QJsonObject jsonOf(const Fact &fact)
{
    QJsonObject json{{"number", whole(fact.number)}, {"at", qt(textOf(fact.at))},
        {"sender", qt(fact.sender.text)}, {"hash", qt(hexOf(fact.hash))}};
    if (!fact.by.empty())
        json["by"] = qt(fact.by.text);
    if (fact.cause != FrameId{})
        json["cause"] = qt(hexOf(fact.cause.bytes));
    std::string line;
    std::visit(Describe{.json = json, .line = line}, fact.body);
    return json;
}

std::string lineOf(const Fact &fact)
{
    QJsonObject json;
    std::string line;
    std::visit(Describe{.json = json, .line = line}, fact.body);
    return std::format("{:>6}  {}  {}{}{}  {}", fact.number, textOf(fact.at), fact.sender.text,
        fact.by.empty() ? "" : "/", fact.by.text, line);
}

QJsonObject jsonOf(const QuarantinedFrame &frame)
{
    return {{"at", qt(textOf(frame.at))}, {"topic", qt(frame.topic)}, {"fault", qt(nameOf(frame.fault))},
        {"detail", qt(frame.detail)}, {"totalBytes", whole(frame.totalBytes)},
        {"bytes", QString::fromLatin1(QByteArray(reinterpret_cast<const char *>(frame.bytes.data()),
                      static_cast<qsizetype>(frame.bytes.size()))
                          .toBase64())}};
}

QJsonObject jsonOf(const HubStatus &status)
{
    QJsonObject rejected;
    qint64 rejectedInAll = 0;
    for (const auto &count : status.faults) {
        rejected[qt(nameOf(count.fault))] = whole(count.count);
        rejectedInAll += whole(count.count);
    }
    return {{"at", qt(textOf(status.at))}, {"startedAt", qt(textOf(status.startedAt))},
        {"depot", qt(status.depot.text)}, {"hubVersion", qt(status.hubVersion)},
        {"handsets", QJsonObject{{"known", static_cast<qint64>(status.handsetsKnown)},
                         {"live", static_cast<qint64>(status.handsetsLive)},
                         {"sharingOff", static_cast<qint64>(status.sharingOff)},
                         {"offDutyOrBreak", static_cast<qint64>(status.offDutyOrBreak)},
                         {"signalLost", static_cast<qint64>(status.signalLost)}}},
        {"facts", whole(status.lastFact)},
        {"positions", QJsonObject{{"stored", whole(status.positionsStored)},
                          {"keptForDays", static_cast<qint64>(status.trailDays)},
                          {"gated", QJsonObject{{"offDuty", whole(status.gatedOffDuty)},
                                        {"onBreak", whole(status.gatedOnBreak)},
                                        {"sharingOff", whole(status.gatedSharingOff)}}}}},
        {"rejected", rejected}, {"rejectedInAll", rejectedInAll},
        {"openAlerts", static_cast<qint64>(status.openAlerts)},
        {"openTasks", static_cast<qint64>(status.openTasks)}, {"storeWorks", status.storeWorks},
        {"brokerWorks", status.brokerWorks}};
}

QJsonObject jsonOf(const DepotSummary &summary)
{
    const auto number = [](std::uint32_t count) { return static_cast<qint64>(count); };
    QJsonObject object{{"id", qt(summary.depot.id.text)}, {"name", qt(summary.depot.name)},
        {"latitude", summary.depot.position.latDegrees()}, {"longitude", summary.depot.position.lonDegrees()},
        {"known", number(summary.known)}, {"live", number(summary.live)}, {"ageing", number(summary.ageing)},
        {"signalLost", number(summary.lost)}, {"sharingOff", number(summary.sharingOff)},
        {"offDutyOrBreak", number(summary.offDutyOrBreak)}, {"openAlerts", number(summary.openAlerts)},
        {"unansweredAlerts", number(summary.unansweredAlerts)},
        {"exerciseAlerts", number(summary.exerciseAlerts)}, {"standing", qt(nameOf(summary.standing))}};
    if (summary.heardAt)
        object["heardAt"] = qt(textOf(*summary.heardAt));
    return object;
}

} // namespace facteo::app
