// SPDX-License-Identifier: Apache-2.0
#include "interop/cap.h"

#include "interop/trail_text.h"

#include <QDateTime>
#include <QXmlStreamWriter>
#include <algorithm>
#include <array>
#include <cassert>
#include <format>
#include <utility>

namespace facteo::interop {
namespace {

using namespace Qt::StringLiterals;
using protocol::Alert;
using protocol::AlertOutcome;
using protocol::AlertState;
using protocol::AlertTrigger;
using protocol::Instant;

// --- The table: what triggers and states mean to other control rooms ---

struct TriggerRow
{
    AlertTrigger trigger;
    std::string_view category;
    std::string_view severity;
    std::string_view certainty;
    std::string_view french;
    std::string_view english;
};

/// Certainty: a postman who presses means it, a detector guesses, silence says nothing (DOMAIN 3.3).
constexpr auto kTriggers = std::to_array<TriggerRow>({
    {AlertTrigger::Button, "Security", "Extreme", "Observed", "Alerte d’un facteur : bouton",
        "Postman's alert: button"},
    {AlertTrigger::ManDown, "Health", "Severe", "Possible", "Alerte d’un facteur : chute",
        "Postman's alert: fall"},
    {AlertTrigger::NoMovement, "Safety", "Severe", "Possible", "Alerte d’un facteur : immobilité",
        "Postman's alert: no movement"},
    {AlertTrigger::CheckInMissed, "Safety", "Moderate", "Unknown",
        "Alerte d’un facteur : confirmation manquée", "Postman's alert: missed check-in"},
    {AlertTrigger::VisitOverrun, "Safety", "Moderate", "Unknown", "Alerte d’un facteur : visite trop longue",
        "Postman's alert: visit too long"},
    {AlertTrigger::HandsetOffline, "Safety", "Moderate", "Possible",
        "Alerte d’un facteur : contact perdu pendant une visite à risque",
        "Postman's alert: contact lost during a visit at risk"},
    {AlertTrigger::TearOff, "Security", "Severe", "Likely", "Alerte d’un facteur : appareil arraché",
        "Postman's alert: handset torn off"},
    {AlertTrigger::SupervisorRaised, "Safety", "Severe", "Likely",
        "Alerte d’un facteur : donnée par l’encadrement", "Postman's alert: raised by a supervisor"},
    {AlertTrigger::ThirdParty, "Safety", "Severe", "Likely", "Alerte d’un facteur : donnée par un tiers",
        "Postman's alert: raised by a third party"},
    {AlertTrigger::Duress, "Security", "Extreme", "Observed", "Alerte d’un facteur : contrainte",
        "Postman's alert: duress"},
});

struct StateRow
{
    AlertState state;
    std::string_view urgency;
    std::string_view response;
    std::string_view severity;  ///< instead of the trigger's; empty: the trigger's
    std::string_view certainty; ///< the same
    std::string_view french;
    std::string_view english;
};

constexpr auto kStates = std::to_array<StateRow>({
    {AlertState::PreAlarm, "Expected", "Monitor", "", "", "compte à rebours sur l’appareil",
        "countdown on the handset"},
    {AlertState::Raised, "Immediate", "Assess", "", "", "personne n’a encore répondu",
        "nobody has answered yet"},
    {AlertState::Acknowledged, "Immediate", "Assess", "", "", "vue par un opérateur", "heard by an operator"},
    {AlertState::Claimed, "Immediate", "Assess", "", "", "prise en charge", "an operator looks after it"},
    {AlertState::Verifying, "Immediate", "Assess", "", "", "rappelé une fois, sans réponse",
        "called back once, no answer"},
    {AlertState::Confirmed, "Immediate", "Execute", "", "Likely", "confirmée : il faut du secours",
        "confirmed: help is needed"},
    {AlertState::Responding, "Immediate", "Execute", "", "Likely", "du secours est en route",
        "help is on its way"},
    {AlertState::OnSite, "Immediate", "Execute", "", "Likely", "le secours est sur place", "help is on site"},
    {AlertState::FalseAlarm, "Past", "AllClear", "Minor", "Unlikely", "fausse alerte", "false alarm"},
    {AlertState::Resolved, "Past", "AllClear", "", "Observed", "terminée", "over"},
    {AlertState::Cancelled, "Past", "AllClear", "Minor", "Unlikely", "annulée par le facteur",
        "cancelled by the postman"},
    {AlertState::Closed, "Past", "AllClear", "", "Observed", "close", "closed"},
});

const TriggerRow &rowOf(AlertTrigger trigger)
{
    const auto row = std::ranges::find(kTriggers, trigger, &TriggerRow::trigger);
    assert(row != kTriggers.end());
    return *row;
}

/// It was none: nobody was in danger.
bool wasNone(const Alert &alert)
{
    return alert.state == AlertState::FalseAlarm || alert.state == AlertState::Cancelled ||
           (alert.state == AlertState::Closed &&
               (alert.outcome == AlertOutcome::FalseAlarm || alert.milestones.resolvedAt == Instant{}));
}

const StateRow &rowOf(const Alert &alert)
{
    // What was closed as a false alarm is told as one.
    const auto told =
        alert.state == AlertState::Closed && wasNone(alert) ? AlertState::FalseAlarm : alert.state;
    const auto row = std::ranges::find(kStates, told, &StateRow::state);
    assert(row != kStates.end());
    return *row;
}

struct Weight
{
    std::string_view urgency;
    std::string_view severity;
    std::string_view certainty;
};

Weight weightOf(const Alert &alert)
{
    const auto &trigger = rowOf(alert.silent ? AlertTrigger::Duress : alert.trigger);
    const auto &state = rowOf(alert);
    Weight weight{.urgency = state.urgency,
        .severity = state.severity.empty() ? trigger.severity : state.severity,
        .certainty = state.certainty.empty() ? trigger.certainty : state.certainty};
    // What was seen becomes no less certain because an operator believes it.
    if (trigger.certainty == "Observed" && state.certainty == "Likely")
        weight.certainty = trigger.certainty;
    return weight;
}

// --- Checks ---

bool mayIdentify(std::string_view text)
{
    return !text.empty() && std::ranges::all_of(text, [](unsigned char c) {
        return c > 0x20 && c < 0x7f && c != ',' && c != '<' && c != '&';
    });
}

std::optional<CapFault> faultOf(const Alert &alert, const CapSetting &setting)
{
    if (!mayIdentify(setting.sender))
        return CapFault::BadSender;
    for (const auto &address : setting.addresses) {
        const bool isPlain =
            std::ranges::none_of(address, [](unsigned char c) { return c == '"' || c < 0x20 || c == 0x7f; });
        if (!isPlain || address.find_first_not_of(' ') == std::string::npos)
            return CapFault::BadAddress;
        if (address == alert.handset.text)
            return CapFault::AddressedToHandset;
    }
    for (const auto &sent : setting.earlier)
        if (!mayIdentify(sent.identifier))
            return CapFault::BadReference;
    return std::nullopt;
}

// --- Texts of the head ---

std::string addressesText(const CapSetting &setting)
{
    std::string all;
    for (const auto &address : setting.addresses) {
        all += all.empty() ? "" : " ";
        all += address.contains(' ') ? '"' + address + '"' : address;
    }
    return all;
}

std::string referencesText(const CapSetting &setting)
{
    std::string all;
    for (const auto &sent : setting.earlier)
        all += std::format("{}{},{},{}", all.empty() ? "" : " ", setting.sender, sent.identifier,
            capTime(sent.at, setting.zone));
    return all;
}

std::string_view messageType(const Alert &alert, const CapSetting &setting)
{
    if (setting.earlier.empty())
        return "Alert";
    return wasNone(alert) ? "Cancel" : "Update";
}

std::string noteOf(const Alert &alert)
{
    std::string note = alert.exercise ? "EXERCICE – EXERCISE" : "";
    if (wasNone(alert))
        note += (note.empty() ? "" : " ; ") + std::string("Fausse alerte – False alarm");
    return note;
}

// --- The writer ---

/// Writes one message in the schema's order; nothing that is empty.
class Writer
{
public:
    Writer(const Alert &alert, const CapSetting &setting, QString &file)
        : m_alert(alert), m_setting(setting), m_xml(&file)
    {
        m_xml.setAutoFormatting(true);
        m_xml.setAutoFormattingIndent(1);
    }

    void write()
    {
        m_xml.writeStartDocument();
        m_xml.writeStartElement(u"alert"_s);
        m_xml.writeDefaultNamespace(u"urn:oasis:names:tc:emergency:cap:1.2"_s);
        const bool isPrivate = !m_setting.addresses.empty();
        text("identifier", capIdentifier(m_alert, m_setting.depot, m_setting.earlier.size()));
        text("sender", m_setting.sender);
        text("sent", capTime(m_setting.at, m_setting.zone));
        text("status", m_alert.exercise ? "Exercise" : "Actual");
        text("msgType", messageType(m_alert, m_setting));
        text("source", "Facteo Console");
        text("scope", isPrivate ? "Private" : "Restricted");
        if (!isPrivate)
            text("restriction", "Salles de contrôle – Control rooms");
        text("addresses", addressesText(m_setting));
        text("note", noteOf(m_alert));
        text("references", referencesText(m_setting));
        info(true);
        info(false);
        m_xml.writeEndDocument();
    }

private:
    void text(const char *element, std::string_view value)
    {
        // An element without a text is none of the schema's.
        if (const auto shown = printable(value).trimmed(); !shown.isEmpty())
            m_xml.writeTextElement(QLatin1StringView(element), shown);
    }

    void info(bool french)
    {
        const auto &trigger = rowOf(m_alert.silent ? AlertTrigger::Duress : m_alert.trigger);
        const auto &state = rowOf(m_alert);
        const auto weight = weightOf(m_alert);
        const auto event = french ? trigger.french : trigger.english;
        const auto stands = french ? state.french : state.english;
        m_xml.writeStartElement(u"info"_s);
        text("language", french ? "fr-FR" : "en-US");
        text("category", trigger.category);
        text("event", event);
        text("responseType", state.response);
        text("urgency", weight.urgency);
        text("severity", weight.severity);
        text("certainty", weight.certainty);
        text("audience", french ? "Salle de contrôle" : "Control room");
        text("effective", capTime(m_setting.at, m_setting.zone));
        text("onset", capTime(m_alert.raisedAt, m_setting.zone));
        text("senderName", m_setting.depotName);
        const std::string_view drill = french ? "EXERCICE – " : "EXERCISE – ";
        text("headline",
            std::format("{}{} n° {}, {}", m_alert.exercise ? drill : "", event, m_alert.number, stands));
        if (m_alert.silent)
            text("instruction", french ? "Contrainte : ne pas appeler le facteur, écouter seulement."
                                       : "Duress: do not call the postman, listen only.");
        parameters();
        area(french);
        m_xml.writeEndElement();
    }

    void parameter(const char *name, std::string_view value)
    {
        if (value.empty())
            return;
        m_xml.writeStartElement(u"parameter"_s);
        text("valueName", name);
        text("value", value);
        m_xml.writeEndElement();
    }

    void parameters()
    {
        parameter("facteo:alert", std::to_string(m_alert.number));
        parameter("facteo:depot", m_setting.depot.text);
        parameter("facteo:handset", m_alert.handset.text);
        parameter("facteo:agent", m_alert.postman.text);
        parameter("facteo:occurrences", std::to_string(m_alert.occurrences));
        if (m_alert.silent)
            parameter("facteo:duress", "true");
        if (m_alert.lastFix)
            parameter("facteo:positionAt", capTime(m_alert.lastFix->at, m_setting.zone));
    }

    void area(bool french)
    {
        m_xml.writeStartElement(u"area"_s);
        const auto &fix = m_alert.lastFix;
        const auto depot = m_setting.depotName.empty() ? m_setting.depot.text : m_setting.depotName;
        if (!fix)
            text("areaDesc",
                std::format("{} {}", french ? "Position inconnue, dépôt" : "Position unknown, depot", depot));
        else if (fix->accuracyDm == 0)
            text("areaDesc", french ? "Dernière position connue, précision inconnue"
                                    : "Last known position, accuracy unknown");
        else
            text("areaDesc", std::format("{} {:.0f} m",
                                 french ? "Dernière position connue, à" : "Last known position, within",
                                 fix->accuracyDm / 10.0));
        if (fix)
            text("circle", std::format("{},{} {:.4f}", degreesText(fix->position.latDegrees()),
                               degreesText(fix->position.lonDegrees()), fix->accuracyDm / 10'000.0));
        m_xml.writeEndElement();
    }

    const Alert &m_alert;
    const CapSetting &m_setting;
    QXmlStreamWriter m_xml;
};

} // namespace

std::string capIdentifier(const Alert &alert, const protocol::DepotId &depot, std::size_t earlier)
{
    return std::format("FACTEO-{}-{:016x}-{}", depot.text, std::to_underlying(alert.id), earlier + 1);
}

std::string capTime(Instant at, const QTimeZone &zone)
{
    const auto local = QDateTime::fromMSecsSinceEpoch(at.time_since_epoch().count(), zone);
    // A zone of old days may be off by seconds; the form has none.
    const int minutes = local.offsetFromUtc() / 60;
    const auto shown = QDateTime::fromMSecsSinceEpoch(at.time_since_epoch().count(), QTimeZone(minutes * 60));
    return std::format("{}{}{:02}:{:02}", shown.toString(u"yyyy-MM-dd'T'HH:mm:ss"_s).toStdString(),
        minutes > 0 ? '+' : '-', std::abs(minutes) / 60, std::abs(minutes) % 60);
}

std::expected<std::string, CapFault> capOf(const Alert &alert, const CapSetting &setting)
{
    if (const auto fault = faultOf(alert, setting))
        return std::unexpected(*fault);
    QString file;
    Writer(alert, setting, file).write();
    return file.toStdString();
}

} // namespace facteo::interop
