// SPDX-License-Identifier: Apache-2.0
#include "dossier_words.h"

#include <utility>

namespace facteo::app {

using namespace protocol;

// No default anywhere: with -Wswitch-enum a new value does not compile until it has its words.
std::string_view frenchOf(AlertTrigger trigger)
{
    switch (trigger) {
    case AlertTrigger::Button:
        return "bouton d’alerte";
    case AlertTrigger::ManDown:
        return "chute";
    case AlertTrigger::NoMovement:
        return "immobilité";
    case AlertTrigger::CheckInMissed:
        return "confirmation manquée";
    case AlertTrigger::VisitOverrun:
        return "visite trop longue";
    case AlertTrigger::HandsetOffline:
        return "contact perdu";
    case AlertTrigger::TearOff:
        return "appareil arraché";
    case AlertTrigger::SupervisorRaised:
        return "donnée par l’encadrement";
    case AlertTrigger::ThirdParty:
        return "donnée par un tiers";
    case AlertTrigger::Duress:
        return "code de contrainte";
    }
    std::unreachable();
}

std::string_view frenchOf(AlertState state)
{
    switch (state) {
    case AlertState::Raised:
        return "sans réponse";
    case AlertState::Acknowledged:
        return "vue";
    case AlertState::Claimed:
        return "prise en charge";
    case AlertState::Verifying:
        return "en vérification";
    case AlertState::Confirmed:
        return "confirmée";
    case AlertState::FalseAlarm:
        return "fausse alerte";
    case AlertState::Resolved:
        return "terminée";
    case AlertState::PreAlarm:
        return "compte à rebours";
    case AlertState::Responding:
        return "secours en route";
    case AlertState::OnSite:
        return "secours sur place";
    case AlertState::Cancelled:
        return "annulée par le facteur";
    case AlertState::Closed:
        return "close";
    }
    std::unreachable();
}

std::string_view frenchOf(AlertAct act)
{
    switch (act) {
    case AlertAct::Raise:
        return "alerte donnée";
    case AlertAct::Repeat:
        return "alerte répétée";
    case AlertAct::Acknowledge:
        return "vue par un opérateur";
    case AlertAct::Claim:
        return "prise en charge";
    case AlertAct::CallBackSafe:
        return "rappel : tout va bien, mot de code normal";
    case AlertAct::CallBackNeedsHelp:
        return "rappel : demande du secours";
    case AlertAct::CallBackNoAnswer:
        return "rappel : pas de réponse";
    case AlertAct::Resolve:
        return "fin du danger";
    case AlertAct::Lapse:
        return "personne ne l’a prise en charge à temps";
    case AlertAct::Warn:
        return "compte à rebours commencé";
    case AlertAct::Cancel:
        return "annulée à temps par le code normal";
    case AlertAct::Duress:
        return "code de contrainte";
    case AlertAct::SaySafe:
        return "code normal sur l’appareil";
    case AlertAct::CountdownEnd:
        return "fin du compte à rebours";
    case AlertAct::LeaseEnd:
        return "l’opérateur n’est plus à son poste";
    case AlertAct::HandOver:
        return "proposée à un autre opérateur";
    case AlertAct::CallBackDuress:
        return "rappel : mot de contrainte";
    case AlertAct::Confirm:
        return "confirmée sans rappel";
    case AlertAct::Dispatch:
        return "secours envoyé";
    case AlertAct::Arrive:
        return "secours sur place";
    case AlertAct::HelpLate:
        return "le secours est en retard";
    case AlertAct::Escalate:
        return "sans réponse, échelon suivant";
    case AlertAct::Close:
        return "close, avec son compte rendu";
    case AlertAct::Reopen:
        return "rouverte";
    case AlertAct::Note:
        return "remarque";
    case AlertAct::Step:
        return "étape du plan de réponse";
    }
    std::unreachable();
}

std::string_view frenchOf(AlertOutcome outcome)
{
    switch (outcome) {
    case AlertOutcome::Safe:
        return "sain et sauf";
    case AlertOutcome::Injured:
        return "blessé";
    case AlertOutcome::Aggression:
        return "agression";
    case AlertOutcome::Animal:
        return "animal";
    case AlertOutcome::RoadAccident:
        return "accident de la route";
    case AlertOutcome::FalseAlarm:
        return "fausse alerte";
    case AlertOutcome::Other:
        return "autre";
    }
    std::unreachable();
}

std::string_view frenchOf(PlanStep step)
{
    switch (step) {
    case PlanStep::CallBack:
        return "rappeler le facteur";
    case PlanStep::CodeWord:
        return "demander le mot de code";
    case PlanStep::NearestColleague:
        return "prévenir le collègue le plus proche";
    case PlanStep::EmergencyNumber:
        return "appeler les secours";
    case PlanStep::DepotHead:
        return "prévenir le chef de dépôt";
    case PlanStep::Care:
        return "proposer un soutien";
    }
    std::unreachable();
}

std::string_view frenchOf(protocol::NoticeChannel channel)
{
    switch (channel) {
    case protocol::NoticeChannel::Console:
        return "console";
    case protocol::NoticeChannel::Sms:
        return "SMS";
    case protocol::NoticeChannel::Voice:
        return "appel";
    case protocol::NoticeChannel::Mail:
        return "courriel";
    }
    return "?";
}

std::string_view frenchOf(protocol::NoticeStage stage)
{
    switch (stage) {
    case protocol::NoticeStage::Queued:
        return "envoi en cours";
    case protocol::NoticeStage::Sent:
        return "envoyé";
    case protocol::NoticeStage::Delivered:
        return "remis";
    case protocol::NoticeStage::Seen:
        return "vu";
    case protocol::NoticeStage::Failed:
        return "échec";
    }
    return "?";
}

} // namespace facteo::app
