// SPDX-License-Identifier: Apache-2.0
#include "protocol/codec.h"

namespace facteo::protocol {
namespace {

constexpr int kMostRungs = 30;
constexpr int kMostContacts = 100;
constexpr int kMostContactsOfRung = 20;
constexpr int kMostFirstConsoles = 100;
constexpr int kMostChannels = 3;
constexpr std::uint32_t kLongestStep = 3'600; ///< seconds
constexpr std::uint32_t kLeastUrgent = 3;
constexpr std::uint32_t kLongestShelf = std::chrono::seconds(ActOnSystemAlarm::kLongestShelf).count();

void atMost(int count, int most, std::string_view field, FieldCheck &check)
{
    if (count > most)
        check.fail(Fault::OutOfRange, field);
}

template<typename Id>
std::vector<Id> namesFrom(const google::protobuf::RepeatedPtrField<std::string> &in, int most,
    std::string_view field, FieldCheck &check)
{
    atMost(in.size(), most, field, check);
    std::vector<Id> out;
    for (const auto &name : in)
        out.push_back(check.name<Id>(name, field));
    return out;
}

std::vector<AlertId> alertsFrom(
    const google::protobuf::RepeatedField<std::uint64_t> &in, std::string_view field, FieldCheck &check)
{
    atMost(in.size(), static_cast<int>(Attend::kMostAlerts), field, check);
    std::vector<AlertId> out;
    for (const auto id : in)
        out.push_back(check.id<AlertId>(id, field));
    return out;
}

} // namespace

Contact from(const wire::Contact &in, FieldCheck &check)
{
    Contact out{.id = check.name<ContactId>(in.id(), "Contact.id"),
        .name = check.text(in.name(), kNameText, "Contact.name"),
        .phone = check.text(in.phone(), kVersionText, "Contact.phone"),
        .mail = check.text(in.mail(), kNameText, "Contact.mail")};
    atMost(in.channels_size(), kMostChannels, "Contact.channels", check);
    for (const auto channel : in.channels())
        out.channels.push_back(check.word(static_cast<wire::NoticeChannel>(channel), "Contact.channels"));
    return out;
}

void to(const Contact &in, wire::Contact &out)
{
    out.set_id(in.id.text);
    out.set_name(in.name);
    out.set_phone(in.phone);
    out.set_mail(in.mail);
    for (const auto channel : in.channels)
        out.add_channels(toWire<wire::NoticeChannel>(channel));
}

Rung from(const wire::Rung &in, FieldCheck &check)
{
    return {.priority = check.within(in.priority(), 1U, kLeastUrgent, "Rung.priority"),
        .afterSeconds = check.within(in.after_seconds(), 0U, kLongestStep, "Rung.after_seconds"),
        .name = check.text(in.name(), kNameText, "Rung.name"),
        .allConsoles = in.all_consoles(),
        .contacts = namesFrom<ContactId>(in.contacts(), kMostContactsOfRung, "Rung.contacts", check)};
}

void to(const Rung &in, wire::Rung &out)
{
    out.set_priority(in.priority);
    out.set_after_seconds(in.afterSeconds);
    out.set_name(in.name);
    out.set_all_consoles(in.allConsoles);
    for (const auto &contact : in.contacts)
        out.add_contacts(contact.text);
}

EscalationPolicy from(const wire::EscalationPolicy &in, FieldCheck &check)
{
    atMost(in.rungs_size(), kMostRungs, "EscalationPolicy.rungs", check);
    atMost(in.contacts_size(), kMostContacts, "EscalationPolicy.contacts", check);
    return {.rungs = allFrom<Rung>(in.rungs(), check),
        .contacts = allFrom<Contact>(in.contacts(), check),
        .firstConsoles = namesFrom<SenderId>(
            in.first_consoles(), kMostFirstConsoles, "EscalationPolicy.first_consoles", check),
        .repeatSeconds =
            check.within(in.repeat_seconds(), 0U, kLongestStep, "EscalationPolicy.repeat_seconds")};
}

void to(const EscalationPolicy &in, wire::EscalationPolicy &out)
{
    allTo(in.rungs, *out.mutable_rungs());
    allTo(in.contacts, *out.mutable_contacts());
    for (const auto &console : in.firstConsoles)
        out.add_first_consoles(console.text);
    out.set_repeat_seconds(in.repeatSeconds);
}

Notice from(const wire::Notice &in, FieldCheck &check)
{
    return {.alert = check.id<AlertId>(in.alert(), "Notice.alert"),
        .rung = in.rung(),
        .channel = check.word(in.channel(), "Notice.channel"),
        .recipient = check.name<ContactId>(in.recipient(), "Notice.recipient").text,
        .recipientName = check.text(in.recipient_name(), kNameText, "Notice.recipient_name"),
        .stage = check.word(in.stage(), "Notice.stage"),
        .at = check.instant(in.at_ms(), "Notice.at_ms"),
        .detail = check.text(in.detail(), kNoteText, "Notice.detail")};
}

void to(const Notice &in, wire::Notice &out)
{
    out.set_alert(std::to_underlying(in.alert));
    out.set_rung(in.rung);
    out.set_channel(toWire<wire::NoticeChannel>(in.channel));
    out.set_recipient(in.recipient);
    out.set_recipient_name(in.recipientName);
    out.set_stage(toWire<wire::NoticeStage>(in.stage));
    out.set_at_ms(toWire(in.at));
    out.set_detail(technicalText(in.detail, kNoteText));
}

SystemAlarm from(const wire::SystemAlarm &in, FieldCheck &check)
{
    return {.id = check.id<SystemAlarmId>(in.id(), "SystemAlarm.id"),
        .kind = check.word(in.kind(), "SystemAlarm.kind"),
        .state = check.word(in.state(), "SystemAlarm.state"),
        .subject = check.text(in.subject(), kNameText, "SystemAlarm.subject"),
        .detail = check.text(in.detail(), kNoteText, "SystemAlarm.detail"),
        .occurrences = in.occurrences(),
        .since = check.instant(in.since_ms(), "SystemAlarm.since_ms"),
        .changedAt = check.instant(in.changed_at_ms(), "SystemAlarm.changed_at_ms"),
        .byName = check.text(in.by_name(), kNameText, "SystemAlarm.by_name"),
        .shelvedUntil = check.instantOrNone(in.shelved_until_ms(), "SystemAlarm.shelved_until_ms")};
}

void to(const SystemAlarm &in, wire::SystemAlarm &out)
{
    out.set_id(std::to_underlying(in.id));
    out.set_kind(toWire<wire::SystemAlarmKind>(in.kind));
    out.set_state(toWire<wire::SystemAlarmState>(in.state));
    out.set_subject(technicalText(in.subject, kNameText));
    out.set_detail(technicalText(in.detail, kNoteText));
    out.set_occurrences(in.occurrences);
    out.set_since_ms(toWire(in.since));
    out.set_changed_at_ms(toWire(in.changedAt));
    out.set_by_name(in.byName);
    out.set_shelved_until_ms(toWire(in.shelvedUntil));
}

ActOnSystemAlarm from(const wire::ActOnSystemAlarm &in, FieldCheck &check)
{
    return {.alarm = check.id<SystemAlarmId>(in.alarm(), "ActOnSystemAlarm.alarm"),
        .act = check.word(in.act(), "ActOnSystemAlarm.act"),
        .reason = check.text(in.reason(), kReasonText, "ActOnSystemAlarm.reason"),
        .shelveSeconds =
            check.within(in.shelve_seconds(), 0U, kLongestShelf, "ActOnSystemAlarm.shelve_seconds")};
}

void to(const ActOnSystemAlarm &in, wire::ActOnSystemAlarm &out)
{
    out.set_alarm(std::to_underlying(in.alarm));
    out.set_act(toWire<wire::SystemAlarmAct>(in.act));
    out.set_reason(in.reason);
    out.set_shelve_seconds(in.shelveSeconds);
}

Attend from(const wire::Attend &in, FieldCheck &check)
{
    return {.present = in.present(),
        .delivered = alertsFrom(in.delivered(), "Attend.delivered", check),
        .seen = alertsFrom(in.seen(), "Attend.seen", check)};
}

void to(const Attend &in, wire::Attend &out)
{
    out.set_present(in.present);
    for (const auto alert : in.delivered)
        out.add_delivered(std::to_underlying(alert));
    for (const auto alert : in.seen)
        out.add_seen(std::to_underlying(alert));
}

} // namespace facteo::protocol
