<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="fr_FR" sourcelanguage="en">
<context>
    <name>ActionButton</name>
    <message>
        <source>Key %1</source>
        <translation>Touche %1</translation>
    </message>
</context>
<context>
    <name>AgainStrip</name>
    <message>
        <source>Pressed again – %1</source>
        <translation>Nouvel appui – %1</translation>
    </message>
    <message>
        <source>Alert %1</source>
        <translation>Alerte %1</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Voir</translation>
    </message>
</context>
<context>
    <name>AlertBanner</name>
    <message>
        <source>Danger alert: %1, %2</source>
        <translation>Alerte danger : %1, %2</translation>
    </message>
    <message>
        <source>Exercise alert %1 · %2</source>
        <translation>Alerte d’exercice %1 · %2</translation>
    </message>
    <message>
        <source>Danger alert %1 · %2</source>
        <translation>Alerte danger %1 · %2</translation>
    </message>
    <message>
        <source>Position %1 old</source>
        <translation>Position d’il y a %1</translation>
    </message>
    <message>
        <source>Raised at %1, %2 ago</source>
        <translation>Déclenchée à %1, il y a %2</translation>
    </message>
    <message numerus="yes">
        <source>pressed %n time(s)</source>
        <translation>
            <numerusform>%n appui</numerusform>
            <numerusform>%n appuis</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>%n autre</numerusform>
            <numerusform>%n autres</numerusform>
        </translation>
    </message>
    <message>
        <source>Acknowledge</source>
        <translation>Acquitter</translation>
    </message>
    <message>
        <source>There was no position when it was raised.</source>
        <translation>Aucune position au moment du déclenchement.</translation>
    </message>
    <message>
        <source>DURESS · alert %1 · never call back</source>
        <translation>SOUS CONTRAINTE · alerte %1 · ne jamais rappeler</translation>
    </message>
</context>
<context>
    <name>AlertHelp</name>
    <message>
        <source>Send help</source>
        <translation>Envoyer de l’aide</translation>
    </message>
    <message>
        <source>Police</source>
        <translation>Police</translation>
    </message>
    <message>
        <source>Ambulance</source>
        <translation>SAMU</translation>
    </message>
    <message>
        <source>Fire brigade</source>
        <translation>Pompiers</translation>
    </message>
    <message>
        <source>Europe</source>
        <translation>Europe</translation>
    </message>
    <message>
        <source>I called %1, %2</source>
        <translation>J’ai appelé le %1, %2</translation>
    </message>
    <message>
        <source>Call first, then press the number you called: time and name are recorded.</source>
        <translation>Appelez d’abord, puis cliquez sur le numéro appelé : l’heure et votre nom sont consignés.</translation>
    </message>
    <message>
        <source>Send %1 there</source>
        <translation>Y envoyer %1</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>Envoyer</translation>
    </message>
    <message>
        <source>Without a position nobody can be called nearest.</source>
        <translation>Sans position, personne ne peut être dit le plus proche.</translation>
    </message>
    <message>
        <source>%1 on foot</source>
        <translation>%1 à pied</translation>
    </message>
</context>
<context>
    <name>AlertLine</name>
    <message>
        <source>Exercise</source>
        <translation>Exercice</translation>
    </message>
    <message>
        <source>No. %1</source>
        <translation>N° %1</translation>
    </message>
    <message>
        <source>open for %1</source>
        <translation>ouverte depuis %1</translation>
    </message>
    <message>
        <source>took %1</source>
        <translation>durée %1</translation>
    </message>
</context>
<context>
    <name>AlertMore</name>
    <message>
        <source>Note</source>
        <translation>Note</translation>
    </message>
    <message>
        <source>Hand over</source>
        <translation>Passer la main</translation>
    </message>
    <message>
        <source>Danger, says somebody else</source>
        <translation>Danger, dit un tiers</translation>
    </message>
    <message>
        <source>Open again</source>
        <translation>Rouvrir</translation>
    </message>
    <message>
        <source>No other operator is known here yet.</source>
        <translation>Aucun autre opérateur n’est encore connu ici.</translation>
    </message>
    <message>
        <source>Note, for the record</source>
        <translation>Note, pour le dossier</translation>
    </message>
    <message>
        <source>What he has to know</source>
        <translation>Ce qu’il doit savoir</translation>
    </message>
    <message>
        <source>Who says so, and what?</source>
        <translation>Qui le dit, et quoi ?</translation>
    </message>
    <message>
        <source>Why is it opened again?</source>
        <translation>Pourquoi la rouvrir ?</translation>
    </message>
    <message>
        <source>Offer it</source>
        <translation>Proposer</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>Consigner</translation>
    </message>
</context>
<context>
    <name>AlertPanel</name>
    <message>
        <source>Exercise</source>
        <translation>Exercice</translation>
    </message>
    <message>
        <source>raised at %1</source>
        <translation>déclenchée à %1</translation>
    </message>
    <message>
        <source>Alert %1</source>
        <translation>Alerte %1</translation>
    </message>
    <message>
        <source>open for %1</source>
        <translation>ouverte depuis %1</translation>
    </message>
    <message>
        <source>took %1</source>
        <translation>durée %1</translation>
    </message>
    <message>
        <source>Show on the map</source>
        <translation>Montrer sur la carte</translation>
    </message>
    <message>
        <source>Position %1 old</source>
        <translation>Position d’il y a %1</translation>
    </message>
    <message numerus="yes">
        <source>Pressed %n time(s)</source>
        <translation>
            <numerusform>%n appui sur le bouton</numerusform>
            <numerusform>%n appuis sur le bouton</numerusform>
        </translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>Issue</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Motif</translation>
    </message>
    <message>
        <source>Ended by</source>
        <translation>Close par</translation>
    </message>
    <message>
        <source>Show the postman</source>
        <translation>Voir le facteur</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>Déroulement</translation>
    </message>
    <message>
        <source>Ask for the place by phone.</source>
        <translation>Demander le lieu par téléphone.</translation>
    </message>
    <message>
        <source>DURESS: he entered his duress code or said his duress word. Never call back, never ring: only listen, watch and send help.</source>
        <translation>SOUS CONTRAINTE : il a saisi son code de contrainte ou dit son mot de contrainte. Ne jamais rappeler, ne jamais faire sonner : écouter, suivre et envoyer de l’aide, rien d’autre.</translation>
    </message>
    <message>
        <source>Cause</source>
        <translation>Cause</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fait</translation>
    </message>
</context>
<context>
    <name>AlertPlan</name>
    <message>
        <source>Response plan</source>
        <translation>Plan d’intervention</translation>
    </message>
    <message>
        <source>%1: not after a duress code</source>
        <translation>%1 : pas après un code de contrainte</translation>
    </message>
    <message>
        <source>%1: done, %2</source>
        <translation>%1 : fait, %2</translation>
    </message>
    <message>
        <source>Not after a duress code</source>
        <translation>Pas après un code de contrainte</translation>
    </message>
    <message>
        <source>Done: %1</source>
        <translation>Fait : %1</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fait</translation>
    </message>
</context>
<context>
    <name>AlertReport</name>
    <message>
        <source>Closing report</source>
        <translation>Rapport de clôture</translation>
    </message>
    <message>
        <source>Cause: what happened?</source>
        <translation>Cause : que s’est-il passé ?</translation>
    </message>
    <message>
        <source>What was done?</source>
        <translation>Qu’a-t-on fait ?</translation>
    </message>
    <message>
        <source>Care was offered</source>
        <translation>Soutien proposé</translation>
    </message>
    <message>
        <source>Head of the depot informed</source>
        <translation>Chef d’établissement informé</translation>
    </message>
    <message>
        <source>Close the alert</source>
        <translation>Clore l’alerte</translation>
    </message>
</context>
<context>
    <name>AlertSteps</name>
    <message>
        <source>Acknowledge</source>
        <translation>Acquitter</translation>
    </message>
    <message>
        <source>I look after it</source>
        <translation>Je m’en occupe</translation>
    </message>
    <message>
        <source>You look after it. The postman sees your name.</source>
        <translation>Vous vous en occupez. Le facteur voit votre nom.</translation>
    </message>
    <message>
        <source>%1 looks after it.</source>
        <translation>%1 s’en occupe.</translation>
    </message>
    <message>
        <source>Why do you take over?</source>
        <translation>Pourquoi reprenez-vous l’alerte ?</translation>
    </message>
    <message>
        <source>Take over</source>
        <translation>Reprendre</translation>
    </message>
    <message>
        <source>Call back: what is the answer?</source>
        <translation>Rappel : quelle réponse ?</translation>
    </message>
    <message>
        <source>Second call: what is the answer?</source>
        <translation>Deuxième rappel : quelle réponse ?</translation>
    </message>
    <message>
        <source>Needs help</source>
        <translation>A besoin d’aide</translation>
    </message>
    <message>
        <source>No answer</source>
        <translation>Pas de réponse</translation>
    </message>
    <message>
        <source>Take it over from %1</source>
        <translation>Prendre la suite de %1</translation>
    </message>
    <message>
        <source>You look after it until %1 takes it over.</source>
        <translation>Vous vous en occupez jusqu’à ce que %1 prenne la suite.</translation>
    </message>
    <message>
        <source>You look after it. The postman does not see it.</source>
        <translation>Vous vous en occupez. Le facteur ne le voit pas.</translation>
    </message>
    <message>
        <source>Duress word</source>
        <translation>Mot de contrainte</translation>
    </message>
    <message>
        <source>Real danger: get help, do not call</source>
        <translation>Danger réel : envoyer de l’aide, ne pas appeler</translation>
    </message>
    <message>
        <source>Help is there</source>
        <translation>L’aide est sur place</translation>
    </message>
    <message>
        <source>Safe, code word right</source>
        <translation>Sain et sauf, bon mot de code</translation>
    </message>
</context>
<context>
    <name>AlertsPane</name>
    <message>
        <source>%1 open, %2 unanswered</source>
        <translation>%1 en cours, %2 sans réponse</translation>
    </message>
    <message>
        <source>Alerts</source>
        <translation>Alertes</translation>
    </message>
    <message>
        <source>No alert today.</source>
        <translation>Aucune alerte aujourd’hui.</translation>
    </message>
</context>
<context>
    <name>Calendar</name>
    <message>
        <source>The month before</source>
        <translation>Le mois précédent</translation>
    </message>
    <message>
        <source>The month after</source>
        <translation>Le mois suivant</translation>
    </message>
    <message>
        <source>%1, today</source>
        <translation>%1, aujourd’hui</translation>
    </message>
</context>
<context>
    <name>CandidateList</name>
    <message>
        <source>Who can go?</source>
        <translation>Qui peut y aller ?</translation>
    </message>
    <message>
        <source>about %1 on foot</source>
        <translation>environ %1 à pied</translation>
    </message>
    <message numerus="yes">
        <source>%n task(s)</source>
        <translation>
            <numerusform>%n mission</numerusform>
            <numerusform>%n missions</numerusform>
        </translation>
    </message>
    <message>
        <source>Send to %1</source>
        <translation>Envoyer à %1</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>Envoyer</translation>
    </message>
    <message>
        <source>Choose an address first.</source>
        <translation>Choisissez d’abord une adresse.</translation>
    </message>
    <message>
        <source>%1 on foot by the streets</source>
        <translation>%1 à pied par les rues</translation>
    </message>
</context>
<context>
    <name>Choice</name>
    <message>
        <source>Key %1</source>
        <translation>Touche %1</translation>
    </message>
</context>
<context>
    <name>CrossingList</name>
    <message>
        <source>Who came and went</source>
        <translation>Passages</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <comment>who, entered or left</comment>
        <translation>%1 · %2</translation>
    </message>
</context>
<context>
    <name>CrowdList</name>
    <message numerus="yes">
        <source>%n at this place</source>
        <translation>
            <numerusform>%n à cet endroit</numerusform>
            <numerusform>%n à cet endroit</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DayLogLine</name>
    <message>
        <source>Stop %1</source>
        <translation>Arrêt %1</translation>
    </message>
    <message>
        <source>Without a position</source>
        <translation>Sans position</translation>
    </message>
</context>
<context>
    <name>DayPane</name>
    <message>
        <source>Whose day? Choose a postman on the page “Live” and press “History” there.</source>
        <translation>La journée de qui ? Choisissez un facteur sur la page « En direct », puis « Historique ».</translation>
    </message>
    <message>
        <source>Close this day</source>
        <translation>Fermer cette journée</translation>
    </message>
    <message>
        <source>The hub is asked…</source>
        <translation>Question posée au serveur…</translation>
    </message>
    <message>
        <source>Show the day</source>
        <translation>Afficher la journée</translation>
    </message>
    <message>
        <source>Distance</source>
        <translation>Distance</translation>
    </message>
    <message>
        <source>On the move</source>
        <translation>En mouvement</translation>
    </message>
    <message>
        <source>Recorded</source>
        <translation>Enregistré</translation>
    </message>
    <message>
        <source>Purpose</source>
        <translation>Motif</translation>
    </message>
    <message>
        <source>Stops, and times without a position</source>
        <translation>Arrêts et périodes sans position</translation>
    </message>
</context>
<context>
    <name>DayPicker</name>
    <message>
        <source>The day before</source>
        <translation>La veille</translation>
    </message>
    <message>
        <source>The day after</source>
        <translation>Le lendemain</translation>
    </message>
    <message>
        <source>Choose a day</source>
        <translation>Choisir un jour</translation>
    </message>
</context>
<context>
    <name>DepotLine</name>
    <message>
        <source>%1 of %2 live</source>
        <translation>%1 sur %2 en direct</translation>
    </message>
    <message>
        <source>%1 lost</source>
        <translation>%1 sans signal</translation>
    </message>
    <message numerus="yes">
        <source>%n alert(s)</source>
        <translation>
            <numerusform>%n alerte</numerusform>
            <numerusform>%n alertes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DepotList</name>
    <message>
        <source>Name or number of a depot</source>
        <translation>Nom ou numéro d’un dépôt</translation>
    </message>
    <message>
        <source>All depots on the map</source>
        <translation>Tous les dépôts sur la carte</translation>
    </message>
    <message>
        <source>Show everybody on the map</source>
        <translation>Montrer tout le monde sur la carte</translation>
    </message>
    <message numerus="yes">
        <source>People of %n other depot(s) are on the map</source>
        <translation>
            <numerusform>Les facteurs de %n autre dépôt sont sur la carte</numerusform>
            <numerusform>Les facteurs de %n autres dépôts sont sur la carte</numerusform>
        </translation>
    </message>
    <message>
        <source>Depots</source>
        <translation>Dépôts</translation>
    </message>
</context>
<context>
    <name>DepotPicker</name>
    <message>
        <source>Depot: name or number</source>
        <translation>Dépôt : nom ou numéro</translation>
    </message>
    <message>
        <source>Depots</source>
        <translation>Dépôts</translation>
    </message>
    <message>
        <source>Depot</source>
        <translation>Dépôt</translation>
    </message>
    <message>
        <source>%1 of %2 live</source>
        <translation>%1 sur %2 en direct</translation>
    </message>
</context>
<context>
    <name>DepotsButton</name>
    <message numerus="yes">
        <source>%n depot(s)</source>
        <translation>
            <numerusform>%n dépôt</numerusform>
            <numerusform>%n dépôts</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 of %2 live</source>
        <translation>%1 sur %2 en direct</translation>
    </message>
    <message numerus="yes">
        <source>%n alert(s)</source>
        <translation>
            <numerusform>%n alerte</numerusform>
            <numerusform>%n alertes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ElsewhereStrip</name>
    <message>
        <source>Go to that depot’s desk</source>
        <translation>Passer au poste de ce dépôt</translation>
    </message>
    <message>
        <source>Go there</source>
        <translation>Y aller</translation>
    </message>
</context>
<context>
    <name>Field</name>
    <message>
        <source>Clear</source>
        <translation>Effacer</translation>
    </message>
</context>
<context>
    <name>FilterBar</name>
    <message>
        <source>Filter · %1</source>
        <comment>number of criteria</comment>
        <translation>Filtre · %1</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>Filtre</translation>
    </message>
    <message>
        <source>Views</source>
        <translation>Vues</translation>
    </message>
    <message>
        <source>Show everybody</source>
        <translation>Afficher tous les facteurs</translation>
    </message>
    <message>
        <source>All</source>
        <comment>postmen</comment>
        <translation>Tous</translation>
    </message>
    <message>
        <source>Live</source>
        <translation>En direct</translation>
    </message>
    <message>
        <source>Over 30 s</source>
        <translation>Plus de 30 s</translation>
    </message>
    <message>
        <source>Lost</source>
        <translation>Perdu</translation>
    </message>
    <message>
        <source>Not sharing</source>
        <translation>Sans partage</translation>
    </message>
    <message>
        <source>Off duty or on break</source>
        <translation>Hors service ou en pause</translation>
    </message>
    <message>
        <source>Battery low</source>
        <translation>Batterie faible</translation>
    </message>
    <message>
        <source>Any round</source>
        <translation>Toutes les tournées</translation>
    </message>
    <message>
        <source>Show the view %1</source>
        <translation>Afficher la vue %1</translation>
    </message>
    <message>
        <source>Forget the view %1</source>
        <translation>Oublier la vue %1</translation>
    </message>
    <message>
        <source>Name of this view</source>
        <translation>Nom de cette vue</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>Garder</translation>
    </message>
    <message>
        <source>Only %1</source>
        <translation>Seulement %1</translation>
    </message>
    <message>
        <source>Only %1, whose people are not on the map now: move the map there.</source>
        <translation>Seulement %1, dont les agents ne sont pas sur la carte : déplacez la carte jusque-là.</translation>
    </message>
    <message>
        <source>Any depot</source>
        <translation>Tous les dépôts</translation>
    </message>
</context>
<context>
    <name>FleetMap</name>
    <message>
        <source>Map of the postmen</source>
        <translation>Carte des facteurs</translation>
    </message>
</context>
<context>
    <name>FleetPage</name>
    <message numerus="yes">
        <source>%n handset(s)</source>
        <translation>
            <numerusform>%n terminal</numerusform>
            <numerusform>%n terminaux</numerusform>
        </translation>
    </message>
    <message>
        <source>Fleet</source>
        <translation>Parc</translation>
    </message>
    <message>
        <source>Name, round or number</source>
        <translation>Nom, tournée ou numéro</translation>
    </message>
    <message>
        <source>Handset</source>
        <translation>Terminal</translation>
    </message>
    <message>
        <source>Postman</source>
        <translation>Facteur</translation>
    </message>
    <message>
        <source>Round</source>
        <translation>Tournée</translation>
    </message>
    <message>
        <source>Duty</source>
        <translation>Service</translation>
    </message>
    <message>
        <source>Battery</source>
        <translation>Batterie</translation>
    </message>
    <message>
        <source>Connection</source>
        <translation>Liaison</translation>
    </message>
    <message>
        <source>Last contact</source>
        <translation>Dernier contact</translation>
    </message>
    <message>
        <source>Handsets</source>
        <translation>Terminaux</translation>
    </message>
    <message>
        <source>Connected</source>
        <translation>Connecté</translation>
    </message>
    <message>
        <source>Not connected</source>
        <translation>Non connecté</translation>
    </message>
    <message>
        <source>Revoked</source>
        <translation>Révoqué</translation>
    </message>
    <message>
        <source>In the cupboard</source>
        <translation>Non attribué</translation>
    </message>
    <message>
        <source>Outbox</source>
        <translation>À envoyer</translation>
    </message>
</context>
<context>
    <name>GeofenceEditor</name>
    <message>
        <source>Arrow keys move the cross, Space puts a corner there, Enter finishes, Backspace takes the last corner back.</source>
        <translation>Les flèches déplacent la croix, Espace y place un sommet, Entrée termine, Retour arrière retire le dernier sommet.</translation>
    </message>
    <message>
        <source>Page Down goes to the next corner, arrow keys move it, Insert adds one behind it, Delete removes it.</source>
        <translation>Page suivante va au sommet suivant, les flèches le déplacent, Inser en ajoute un après lui, Suppr le supprime.</translation>
    </message>
    <message>
        <source>Drawing an area: %1</source>
        <translation>Tracé d’une zone : %1</translation>
    </message>
    <message>
        <source>Middle of the side after corner %1</source>
        <translation>Milieu du côté après le sommet %1</translation>
    </message>
    <message>
        <source>Corner %1 of %2</source>
        <translation>Sommet %1 sur %2</translation>
    </message>
    <message>
        <source>Centre of the circle</source>
        <translation>Centre du cercle</translation>
    </message>
    <message>
        <source>Border of the circle, radius %1 m</source>
        <translation>Bord du cercle, rayon %1 m</translation>
    </message>
</context>
<context>
    <name>GeofenceForm</name>
    <message>
        <source>New area</source>
        <translation>Nouvelle zone</translation>
    </message>
    <message>
        <source>Change the area</source>
        <translation>Modifier la zone</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nom</translation>
    </message>
    <message>
        <source>Name of the area</source>
        <translation>Nom de la zone</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Type</translation>
    </message>
    <message>
        <source>Sensitive place</source>
        <translation>Lieu sensible</translation>
    </message>
    <message>
        <source>Round’s area</source>
        <translation>Secteur de tournée</translation>
    </message>
    <message>
        <source>Depot</source>
        <translation>Dépôt</translation>
    </message>
    <message>
        <source>Shape</source>
        <translation>Forme</translation>
    </message>
    <message>
        <source>Outline</source>
        <translation>Contour</translation>
    </message>
    <message>
        <source>Circle</source>
        <translation>Cercle</translation>
    </message>
    <message>
        <source>Radius in metres</source>
        <translation>Rayon en mètres</translation>
    </message>
    <message>
        <source>Draw it around the round’s stops</source>
        <translation>Tracer autour des points de la tournée</translation>
    </message>
    <message>
        <source>Draw it around the depot</source>
        <translation>Tracer autour du dépôt</translation>
    </message>
    <message>
        <source>When it is watched</source>
        <translation>Quand elle est surveillée</translation>
    </message>
    <message>
        <source>All day, every day.</source>
        <translation>Toute la journée, tous les jours.</translation>
    </message>
    <message>
        <source>By the clocks of %1.</source>
        <translation>À l’heure de %1.</translation>
    </message>
    <message>
        <source>Only at certain hours</source>
        <translation>Seulement à certaines heures</translation>
    </message>
    <message>
        <source>More hours</source>
        <translation>Ajouter une plage</translation>
    </message>
    <message>
        <source>First day</source>
        <translation>Premier jour</translation>
    </message>
    <message>
        <source>to</source>
        <comment>first day … last day</comment>
        <translation>au</translation>
    </message>
    <message>
        <source>Last day</source>
        <translation>Dernier jour</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Enregistrer</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Annuler</translation>
    </message>
</context>
<context>
    <name>GeofenceLine</name>
    <message numerus="yes">
        <source>%n inside</source>
        <translation>
            <numerusform>%n dedans</numerusform>
            <numerusform>%n dedans</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>GeofencePanel</name>
    <message>
        <source>Show on the map</source>
        <translation>Montrer sur la carte</translation>
    </message>
    <message>
        <source>Watched</source>
        <translation>Surveillée</translation>
    </message>
    <message>
        <source>Shape</source>
        <translation>Forme</translation>
    </message>
    <message>
        <source>Only whoever holds the round is watched here.</source>
        <translation>Seul le titulaire de la tournée y est suivi.</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Modifier</translation>
    </message>
    <message>
        <source>Remove…</source>
        <translation>Supprimer…</translation>
    </message>
    <message>
        <source>Remove “%1”? It is watched no more; what was recorded stays in the record.</source>
        <translation>Supprimer « %1 » ? Elle ne sera plus surveillée ; ce qui est enregistré le reste.</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Supprimer</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>Garder</translation>
    </message>
    <message>
        <source>Inside now</source>
        <translation>Dedans en ce moment</translation>
    </message>
    <message>
        <source>Nobody</source>
        <translation>Personne</translation>
    </message>
    <message>
        <source>Nobody is looked for now.</source>
        <translation>Personne n’y est suivi en ce moment.</translation>
    </message>
    <message>
        <source>Who came and went</source>
        <translation>Passages</translation>
    </message>
    <message>
        <source>Nobody yet</source>
        <translation>Personne encore</translation>
    </message>
</context>
<context>
    <name>GeofencesPane</name>
    <message>
        <source>%1 of %2 watched now</source>
        <comment>areas</comment>
        <translation>%1 sur %2 surveillées</translation>
    </message>
    <message numerus="yes">
        <source>%n postmen inside</source>
        <translation>
            <numerusform>%n facteur dedans</numerusform>
            <numerusform>%n facteurs dedans</numerusform>
        </translation>
    </message>
    <message>
        <source>Areas</source>
        <translation>Zones</translation>
    </message>
    <message>
        <source>New area</source>
        <translation>Nouvelle zone</translation>
    </message>
    <message>
        <source>Key %1</source>
        <translation>Touche %1</translation>
    </message>
    <message>
        <source>Name or round</source>
        <translation>Nom ou tournée</translation>
    </message>
    <message>
        <source>No area yet. Draw one around a depot, a round or a place to be careful at: who enters and who leaves is recorded from then on.</source>
        <translation>Aucune zone. Tracez-en une autour d’un dépôt, d’une tournée ou d’un lieu à surveiller : dès lors, entrées et sorties sont enregistrées.</translation>
    </message>
    <message>
        <source>Nothing fits “%1”.</source>
        <translation>Rien ne correspond à « %1 ».</translation>
    </message>
</context>
<context>
    <name>HistoryPane</name>
    <message>
        <source>Every look stands in the ledger of whoever is looked at.</source>
        <translation>Chaque consultation est inscrite au registre de la personne concernée.</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Historique</translation>
    </message>
    <message>
        <source>A day</source>
        <translation>Une journée</translation>
    </message>
    <message>
        <source>Who was near?</source>
        <translation>Qui était près ?</translation>
    </message>
</context>
<context>
    <name>HoursRow</name>
    <message>
        <source>From</source>
        <translation>De</translation>
    </message>
    <message>
        <source>to</source>
        <comment>from … to</comment>
        <translation>à</translation>
    </message>
    <message>
        <source>To</source>
        <translation>À</translation>
    </message>
    <message>
        <source>Remove these hours</source>
        <translation>Supprimer cette plage</translation>
    </message>
</context>
<context>
    <name>JournalPanel</name>
    <message>
        <source>In all areas, newest first</source>
        <translation>Toutes zones, du plus récent au plus ancien</translation>
    </message>
    <message>
        <source>Who came and went</source>
        <translation>Passages</translation>
    </message>
    <message>
        <source>Nobody has crossed a border yet.</source>
        <translation>Personne n’a encore franchi de limite.</translation>
    </message>
</context>
<context>
    <name>LivePane</name>
    <message>
        <source>Postmen</source>
        <translation>Facteurs</translation>
    </message>
    <message>
        <source>Key %1</source>
        <translation>Touche %1</translation>
    </message>
    <message>
        <source>Name, round or number</source>
        <translation>Nom, tournée ou numéro</translation>
    </message>
    <message>
        <source>Nobody fits “%1”.</source>
        <translation>Personne ne correspond à « %1 ».</translation>
    </message>
    <message>
        <source>%1 of %2 on the map
%3 not sharing, %4 off duty or on break, %5 lost</source>
        <translation>%1 sur %2 sur la carte
%3 sans partage, %4 hors service ou en pause, %5 perdus</translation>
    </message>
    <message>
        <source>Nobody fits the filter.</source>
        <translation>Personne ne correspond au filtre.</translation>
    </message>
    <message>
        <source>%1 postmen fit. Type more, and they are marked on the map.</source>
        <translation>%1 facteurs correspondent. Précisez, et ils seront marqués sur la carte.</translation>
    </message>
</context>
<context>
    <name>Main</name>
    <message>
        <source>%1 – Facteo Console</source>
        <translation>%1 – Facteo Console</translation>
    </message>
</context>
<context>
    <name>MapButtons</name>
    <message>
        <source>Zoom in</source>
        <translation>Zoom avant</translation>
    </message>
    <message>
        <source>Zoom out</source>
        <translation>Zoom arrière</translation>
    </message>
    <message>
        <source>North up</source>
        <translation>Nord en haut</translation>
    </message>
</context>
<context>
    <name>MapPane</name>
    <message>
        <source>Live</source>
        <translation>En direct</translation>
    </message>
    <message>
        <source>over 30 s</source>
        <translation>plus de 30 s</translation>
    </message>
    <message>
        <source>over 90 s</source>
        <translation>plus de 90 s</translation>
    </message>
    <message>
        <source>lost</source>
        <translation>perdue</translation>
    </message>
    <message>
        <source>No map package is installed. Positions are shown without a map.</source>
        <translation>Aucune carte n’est installée. Les positions s’affichent sans fond de carte.</translation>
    </message>
    <message>
        <source>The map package is not there. Positions are shown without a map. Put it back, or start with --map FILE.</source>
        <translation>La carte est introuvable. Les positions s’affichent sans fond. Remettez le fichier en place ou démarrez avec --map FICHIER.</translation>
    </message>
    <message>
        <source>The map package cannot be read. Positions are shown without a map. Check who may read the file.</source>
        <translation>La carte ne peut pas être lue. Les positions s’affichent sans fond. Vérifiez les droits de lecture du fichier.</translation>
    </message>
    <message>
        <source>The file is no map package. Positions are shown without a map. Make one with “facteo map import”.</source>
        <translation>Ce fichier n’est pas une carte. Les positions s’affichent sans fond. Créez-en une avec « facteo map import ».</translation>
    </message>
    <message>
        <source>The map package was made by an older version. Positions are shown without a map. Import the map again with “facteo map import”.</source>
        <translation>La carte vient d’une version plus ancienne. Les positions s’affichent sans fond. Réimportez-la avec « facteo map import ».</translation>
    </message>
    <message>
        <source>The map package was made by a newer version. Positions are shown without a map. Update this console, or import the map again.</source>
        <translation>La carte vient d’une version plus récente. Les positions s’affichent sans fond. Mettez la console à jour ou réimportez la carte.</translation>
    </message>
    <message>
        <source>The map package is damaged. Positions are shown without a map. Import the map again with “facteo map import”.</source>
        <translation>La carte est endommagée. Les positions s’affichent sans fond. Réimportez-la avec « facteo map import ».</translation>
    </message>
    <message>
        <source>Parts of the map package are damaged and are missing on the map. Import the map again with “facteo map import”.</source>
        <translation>Des parties de la carte sont endommagées et n’y figurent pas. Réimportez-la avec « facteo map import ».</translation>
    </message>
    <message>
        <source>Areas</source>
        <translation>Zones</translation>
    </message>
    <message>
        <source>The tile server does not give the map (%1). Positions are right; the map is asked for again and again.</source>
        <translation>Le serveur de tuiles ne donne pas la carte (%1). Les positions sont justes ; la carte est redemandée régulièrement.</translation>
    </message>
    <message>
        <source>not sharing: his round</source>
        <translation>sans partage : sa tournée</translation>
    </message>
    <message>
        <source>The file about the tile server cannot be used. %1 Until then positions are shown without a map; docs/maps.md says what belongs there.</source>
        <translation>Le fichier du serveur de tuiles est inutilisable. %1 D’ici là, les positions s’affichent sans fond de carte ; docs/maps.md dit ce qu’il doit contenir.</translation>
    </message>
</context>
<context>
    <name>NearLine</name>
    <message>
        <source>passed by at about %1</source>
        <translation>passage vers %1</translation>
    </message>
    <message>
        <source>%1 (%2), nearest at %3</source>
        <comment>from – to, for how long, clock</comment>
        <translation>%1 (%2), au plus près à %3</translation>
    </message>
</context>
<context>
    <name>NearPane</name>
    <message>
        <source>Around which place?</source>
        <translation>Autour de quel lieu ?</translation>
    </message>
    <message>
        <source>Address: number and street</source>
        <translation>Adresse : numéro et rue</translation>
    </message>
    <message>
        <source>Addresses found</source>
        <translation>Adresses trouvées</translation>
    </message>
    <message>
        <source>Or click the map with the right button.</source>
        <translation>Ou cliquez sur la carte avec le bouton droit.</translation>
    </message>
    <message>
        <source>Within so many metres</source>
        <translation>Dans un rayon de (mètres)</translation>
    </message>
    <message>
        <source>Metres</source>
        <translation>Mètres</translation>
    </message>
    <message>
        <source>When?</source>
        <translation>Quand ?</translation>
    </message>
    <message>
        <source>From</source>
        <translation>De</translation>
    </message>
    <message>
        <source>to</source>
        <translation>à</translation>
    </message>
    <message>
        <source>Until</source>
        <translation>Jusqu’à</translation>
    </message>
    <message>
        <source>Who was near?</source>
        <translation>Qui était près ?</translation>
    </message>
    <message>
        <source>Ask something else</source>
        <translation>Poser une autre question</translation>
    </message>
    <message>
        <source>Nobody who shared his position was there. The question stands in the record.</source>
        <translation>Aucun facteur partageant sa position n’était là. La question est inscrite au journal.</translation>
    </message>
    <message>
        <source>Who was near</source>
        <translation>Qui était près</translation>
    </message>
</context>
<context>
    <name>NewVisitPanel</name>
    <message>
        <source>New home visit</source>
        <translation>Nouvelle visite</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>Où</translation>
    </message>
    <message>
        <source>Address: number and street</source>
        <translation>Adresse : numéro et rue</translation>
    </message>
    <message>
        <source>Addresses found</source>
        <translation>Adresses trouvées</translation>
    </message>
    <message>
        <source>No such address on the map.</source>
        <translation>Aucune adresse de ce nom sur la carte.</translation>
    </message>
    <message>
        <source>Whom</source>
        <translation>Chez qui</translation>
    </message>
    <message>
        <source>Beneficiary</source>
        <translation>Bénéficiaire</translation>
    </message>
    <message>
        <source>When, today</source>
        <translation>Quand, aujourd’hui</translation>
    </message>
    <message>
        <source>From</source>
        <translation>De</translation>
    </message>
    <message>
        <source>to</source>
        <comment>from … to</comment>
        <translation>à</translation>
    </message>
    <message>
        <source>To</source>
        <translation>À</translation>
    </message>
    <message>
        <source>Note for the postman</source>
        <translation>Note pour le facteur</translation>
    </message>
    <message>
        <source>Who is to be visited?</source>
        <translation>Indiquez la personne à visiter.</translation>
    </message>
    <message>
        <source>Create, send later</source>
        <translation>Créer, envoyer plus tard</translation>
    </message>
    <message>
        <source>A time is written like 14:30.</source>
        <translation>Une heure s’écrit comme 14:30.</translation>
    </message>
    <message>
        <source>The end of the window is before its beginning.</source>
        <translation>La fin du créneau précède son début.</translation>
    </message>
</context>
<context>
    <name>NoticeList</name>
    <message>
        <source>Who was told</source>
        <translation>Qui a été prévenu</translation>
    </message>
</context>
<context>
    <name>PaneHeader</name>
    <message>
        <source>Close</source>
        <translation>Fermer</translation>
    </message>
</context>
<context>
    <name>PhoneNumber</name>
    <message>
        <source>Phone %1</source>
        <translation>Téléphone %1</translation>
    </message>
    <message>
        <source>Copy the number</source>
        <translation>Copier le numéro</translation>
    </message>
</context>
<context>
    <name>PlaceMenu</name>
    <message>
        <source>Who was near here?</source>
        <translation>Qui était près d’ici ?</translation>
    </message>
</context>
<context>
    <name>PlaceSearch</name>
    <message>
        <source>Draw it around an address</source>
        <translation>Tracer autour d’une adresse</translation>
    </message>
    <message>
        <source>Addresses found</source>
        <translation>Adresses trouvées</translation>
    </message>
    <message>
        <source>No such address on the map.</source>
        <translation>Adresse introuvable sur la carte.</translation>
    </message>
</context>
<context>
    <name>PostmanLine</name>
    <message>
        <source>No round today</source>
        <translation>Sans tournée aujourd’hui</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <comment>freshness, age</comment>
        <translation>%1 · %2</translation>
    </message>
    <message numerus="yes">
        <source>%n task(s)</source>
        <translation>
            <numerusform>%n mission</numerusform>
            <numerusform>%n missions</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PostmanOrders</name>
    <message>
        <source>Message</source>
        <translation>Message</translation>
    </message>
    <message>
        <source>Ring</source>
        <translation>Faire sonner</translation>
    </message>
    <message>
        <source>Locate now</source>
        <translation>Localiser</translation>
    </message>
    <message>
        <source>Hide trail</source>
        <translation>Masquer le trajet</translation>
    </message>
    <message>
        <source>Trail</source>
        <translation>Trajet</translation>
    </message>
    <message>
        <source>Message to the handset</source>
        <translation>Message au terminal</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>Envoyer</translation>
    </message>
    <message>
        <source>Trail %1. Written into the postman’s ledger.</source>
        <translation>Trajet %1. Inscrit au registre du facteur.</translation>
    </message>
    <message>
        <source>History: a whole day</source>
        <translation>Historique d’une journée</translation>
    </message>
</context>
<context>
    <name>PostmanPanel</name>
    <message>
        <source>No round today</source>
        <translation>Sans tournée aujourd’hui</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <comment>round, stop</comment>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>Connected</source>
        <translation>Connecté</translation>
    </message>
    <message>
        <source>Not connected</source>
        <translation>Non connecté</translation>
    </message>
    <message>
        <source>%1 · %2 ago</source>
        <comment>freshness, age</comment>
        <translation>%1 · il y a %2</translation>
    </message>
    <message>
        <source>Show on the map</source>
        <translation>Montrer sur la carte</translation>
    </message>
    <message>
        <source>Accuracy unknown</source>
        <translation>Précision inconnue</translation>
    </message>
    <message>
        <source>Accurate to %1</source>
        <translation>Précision %1</translation>
    </message>
    <message>
        <source>No position is kept or shown while this lasts.</source>
        <translation>Tant que cela dure, aucune position n’est conservée ni montrée.</translation>
    </message>
    <message>
        <source>Handset</source>
        <translation>Terminal</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>Numéro</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>Téléphone</translation>
    </message>
    <message>
        <source>Battery</source>
        <translation>Batterie</translation>
    </message>
    <message>
        <source>Last contact</source>
        <translation>Dernier contact</translation>
    </message>
    <message>
        <source>Tasks</source>
        <translation>Missions</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Aucune</translation>
    </message>
    <message>
        <source>Outbox</source>
        <translation>À envoyer</translation>
    </message>
    <message>
        <source>Orders to him, and his trail, are the business of %1: ask from that depot’s desk.</source>
        <translation>Les ordres et son trajet relèvent de %1 : demandez depuis le poste de ce dépôt.</translation>
    </message>
    <message>
        <source>Go to that depot’s desk</source>
        <translation>Passer au poste de ce dépôt</translation>
    </message>
</context>
<context>
    <name>PurposeForm</name>
    <message>
        <source>Why do you look at it?</source>
        <translation>Pour quel motif ?</translation>
    </message>
    <message>
        <source>Purpose</source>
        <translation>Motif</translation>
    </message>
    <message>
        <source>Claim number or remark (optional)</source>
        <translation>Réclamation, remarque (facultatif)</translation>
    </message>
    <message>
        <source>Your name, the time and this purpose are written into the ledger before anything is shown. The postman can read it.</source>
        <translation>Votre nom, l’heure et ce motif sont inscrits au registre avant tout affichage. Le facteur peut le lire.</translation>
    </message>
    <message>
        <source>The hub is asked…</source>
        <translation>Question posée au serveur…</translation>
    </message>
</context>
<context>
    <name>Rail</name>
    <message>
        <source>Live</source>
        <translation>En direct</translation>
    </message>
    <message>
        <source>Alerts</source>
        <translation>Alertes</translation>
    </message>
    <message>
        <source>Tasks</source>
        <translation>Missions</translation>
    </message>
    <message>
        <source>Fleet</source>
        <translation>Parc</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Clair</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Sombre</translation>
    </message>
    <message>
        <source>Dark appearance</source>
        <translation>Apparence sombre</translation>
    </message>
    <message>
        <source>Wallboard</source>
        <translation>Mur</translation>
    </message>
    <message>
        <source>Areas</source>
        <translation>Zones</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Historique</translation>
    </message>
</context>
<context>
    <name>RailButton</name>
    <message>
        <source>%1, %2 waiting</source>
        <translation>%1, %2 en attente</translation>
    </message>
</context>
<context>
    <name>ReplayBar</name>
    <message>
        <source>Pause</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>Lecture</translation>
    </message>
    <message>
        <source>Speed of the replay</source>
        <translation>Vitesse de la relecture</translation>
    </message>
    <message>
        <source>%1 times as fast</source>
        <translation>%1 fois plus vite</translation>
    </message>
    <message>
        <source>Time of the day</source>
        <translation>Heure de la journée</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>clock, place</comment>
        <translation>%1, %2</translation>
    </message>
</context>
<context>
    <name>ResolveForm</name>
    <message>
        <source>End the alert: what was it?</source>
        <translation>Clore l’alerte : qu’était-ce ?</translation>
    </message>
    <message>
        <source>Reason, in your words</source>
        <translation>Motif, en clair</translation>
    </message>
    <message>
        <source>End the alert</source>
        <translation>Clore l’alerte</translation>
    </message>
</context>
<context>
    <name>RoundPicker</name>
    <message>
        <source>Round</source>
        <translation>Tournée</translation>
    </message>
    <message>
        <source>Round: number, name or holder</source>
        <translation>Tournée : numéro, nom ou titulaire</translation>
    </message>
    <message>
        <source>Rounds</source>
        <translation>Tournées</translation>
    </message>
    <message>
        <source>Uncovered today</source>
        <translation>Sans titulaire aujourd’hui</translation>
    </message>
</context>
<context>
    <name>ScaleBar</name>
    <message>
        <source>Scale: %1</source>
        <translation>Échelle : %1</translation>
    </message>
    <message>
        <source>%1 km</source>
        <translation>%1 km</translation>
    </message>
    <message>
        <source>%1 m</source>
        <translation>%1 m</translation>
    </message>
</context>
<context>
    <name>SketchBar</name>
    <message>
        <source>Drag the centre or the border.</source>
        <translation>Tirez le centre ou le bord.</translation>
    </message>
    <message>
        <source>Drag corners, or the middle of a side for a new one.</source>
        <translation>Tirez les sommets, ou le milieu d’un côté pour en ajouter un.</translation>
    </message>
    <message>
        <source>Click the middle of the circle.</source>
        <translation>Cliquez le centre du cercle.</translation>
    </message>
    <message>
        <source>Click corner after corner.</source>
        <translation>Cliquez sommet après sommet.</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Défaire</translation>
    </message>
    <message>
        <source>Finish</source>
        <translation>Terminer</translation>
    </message>
</context>
<context>
    <name>StayLine</name>
    <message>
        <source>%1, inside since %2</source>
        <translation>%1, dedans depuis %2</translation>
    </message>
    <message>
        <source>since %1 · %2</source>
        <comment>time, how long</comment>
        <translation>depuis %1 · %2</translation>
    </message>
</context>
<context>
    <name>SystemAlarms</name>
    <message>
        <source>Technology</source>
        <translation>Technique</translation>
    </message>
    <message>
        <source>Shelved</source>
        <translation>Mise de côté</translation>
    </message>
    <message>
        <source>since %1</source>
        <translation>depuis %1</translation>
    </message>
    <message>
        <source>Acknowledge</source>
        <translation>Acquitter</translation>
    </message>
    <message>
        <source>Shelve for an hour</source>
        <translation>Mettre de côté une heure</translation>
    </message>
    <message>
        <source>Bring back</source>
        <translation>Remettre</translation>
    </message>
    <message>
        <source>Why may it wait?</source>
        <translation>Pourquoi peut-elle attendre ?</translation>
    </message>
    <message>
        <source>Shelve</source>
        <translation>Mettre de côté</translation>
    </message>
</context>
<context>
    <name>TaskLine</name>
    <message>
        <source>late</source>
        <translation>en retard</translation>
    </message>
</context>
<context>
    <name>TaskPanel</name>
    <message>
        <source>Home visit · %1</source>
        <translation>Visite à domicile · %1</translation>
    </message>
    <message>
        <source>Task %1</source>
        <translation>Mission %1</translation>
    </message>
    <message>
        <source>Late</source>
        <translation>En retard</translation>
    </message>
    <message>
        <source>Show on the map</source>
        <translation>Montrer sur la carte</translation>
    </message>
    <message>
        <source>Declined: %1</source>
        <translation>Refusée : %1</translation>
    </message>
    <message>
        <source>Postman</source>
        <translation>Facteur</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Note</translation>
    </message>
    <message>
        <source>Report of the visit</source>
        <translation>Compte rendu de la visite</translation>
    </message>
    <message>
        <source>Show the postman</source>
        <translation>Voir le facteur</translation>
    </message>
    <message>
        <source>Send to another</source>
        <translation>Envoyer à un autre</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>Déroulement</translation>
    </message>
    <message>
        <source>Reason to cancel</source>
        <translation>Motif d’annulation</translation>
    </message>
    <message>
        <source>Cancel the task</source>
        <translation>Annuler la mission</translation>
    </message>
</context>
<context>
    <name>TaskSteps</name>
    <message>
        <source>Sent</source>
        <translation>Envoyée</translation>
    </message>
    <message>
        <source>Delivered</source>
        <translation>Reçue</translation>
    </message>
    <message>
        <source>Seen</source>
        <translation>Vue</translation>
    </message>
    <message>
        <source>Accepted</source>
        <translation>Acceptée</translation>
    </message>
    <message>
        <source>On the way</source>
        <translation>En route</translation>
    </message>
    <message>
        <source>Arrived</source>
        <translation>Sur place</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Terminée</translation>
    </message>
    <message>
        <source>Step %1 of 7: %2</source>
        <translation>Étape %1 sur 7 : %2</translation>
    </message>
    <message>
        <source>Not sent</source>
        <translation>Non envoyée</translation>
    </message>
</context>
<context>
    <name>TasksPane</name>
    <message>
        <source>%1 open, %2 to be sent</source>
        <translation>%1 en cours, %2 à envoyer</translation>
    </message>
    <message>
        <source>Tasks</source>
        <translation>Missions</translation>
    </message>
    <message>
        <source>New home visit</source>
        <translation>Nouvelle visite</translation>
    </message>
    <message>
        <source>No task yet. Create a home visit and send it to the postman who is nearest.</source>
        <translation>Aucune mission. Créez une visite et envoyez-la au facteur le plus proche.</translation>
    </message>
</context>
<context>
    <name>Timeline</name>
    <message>
        <source>Nothing recorded yet</source>
        <translation>Rien d’enregistré pour l’instant</translation>
    </message>
</context>
<context>
    <name>TrailFileForm</name>
    <message>
        <source>Save as a file</source>
        <translation>Enregistrer un fichier</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Fichier</translation>
    </message>
    <message>
        <source>Saving is a look, too: it stands in the ledger with the same purpose, and the purpose stands in the file.</source>
        <translation>Enregistrer est aussi une consultation : elle est inscrite au registre avec le même motif, qui figure dans le fichier.</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Enregistrer</translation>
    </message>
    <message>
        <source>Saved: %1</source>
        <translation>Enregistré : %1</translation>
    </message>
</context>
<context>
    <name>TrailForm</name>
    <message>
        <source>Last hour</source>
        <translation>Dernière heure</translation>
    </message>
    <message>
        <source>Last 4 hours</source>
        <translation>4 dernières heures</translation>
    </message>
</context>
<context>
    <name>Wallboard</name>
    <message>
        <source>Wallboard – %1</source>
        <translation>Écran mural – %1</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>what is counted, number</comment>
        <translation>%1 : %2</translation>
    </message>
    <message>
        <source>alerts unanswered</source>
        <translation>alertes sans réponse</translation>
    </message>
    <message>
        <source>alerts open</source>
        <translation>alertes ouvertes</translation>
    </message>
    <message>
        <source>on the map</source>
        <translation>sur la carte</translation>
    </message>
    <message>
        <source>not sharing</source>
        <translation>sans partage</translation>
    </message>
    <message>
        <source>off duty or on break</source>
        <translation>hors service ou en pause</translation>
    </message>
    <message>
        <source>signal lost</source>
        <translation>signal perdu</translation>
    </message>
    <message>
        <source>Leave full screen</source>
        <translation>Quitter le plein écran</translation>
    </message>
    <message>
        <source>Full screen</source>
        <translation>Plein écran</translation>
    </message>
</context>
<context>
    <name>attribution</name>
    <message>
        <source>© OpenStreetMap contributors</source>
        <translation>© les contributeurs d’OpenStreetMap</translation>
    </message>
    <message>
        <source>Brancelle-sur-Orle, an invented town · Facteo Console</source>
        <translation>Brancelle-sur-Orle, ville imaginaire · Facteo Console</translation>
    </message>
</context>
<context>
    <name>facteo::app::ConsoleProgram</name>
    <message>
        <source>The enrolment of this workstation cannot be used: %1</source>
        <translation>L’enrôlement de ce poste est inutilisable : %1</translation>
    </message>
</context>
<context>
    <name>facteo::app::EmbeddedHub</name>
    <message>
        <source>The hub cannot be started: %1</source>
        <translation>Le serveur du dépôt ne peut pas être lancé : %1</translation>
    </message>
    <message>
        <source>The folder %1 cannot be written: %2</source>
        <translation>Le dossier %1 n’est pas accessible en écriture : %2</translation>
    </message>
    <message>
        <source>First start: making certificates, a broker and a database…</source>
        <translation>Premier démarrage : création des certificats, de la messagerie et de la base…</translation>
    </message>
    <message>
        <source>The hub is starting…</source>
        <translation>Le serveur du dépôt démarre…</translation>
    </message>
    <message>
        <source>The hub has stopped and is started again.</source>
        <translation>Le serveur du dépôt s’est arrêté ; il est relancé.</translation>
    </message>
    <message>
        <source>The hub does not start (code %1): %2</source>
        <translation>Le serveur du dépôt ne démarre pas (code %1) : %2</translation>
    </message>
</context>
<context>
    <name>facteo::app::NationalExercise</name>
    <message>
        <source>The country cannot be made: %1</source>
        <translation>Le pays ne peut pas être créé : %1</translation>
    </message>
    <message>
        <source>First start: %1 postmen in %2 depots are being made up…</source>
        <translation>Premier démarrage : %1 facteurs fictifs de %2 dépôts sont créés…</translation>
    </message>
</context>
<context>
    <name>facteo::app::TrailWriter</name>
    <message>
        <source>“%1” is no format.</source>
        <translation>« %1 » n’est pas un format.</translation>
    </message>
    <message>
        <source>There is a file of this name already: %1</source>
        <translation>Un fichier de ce nom existe déjà : %1</translation>
    </message>
    <message>
        <source>%1 could not be written: %2</source>
        <comment>path, cause</comment>
        <translation>Impossible d’écrire %1 : %2</translation>
    </message>
</context>
<context>
    <name>facteo::console::AlertModel</name>
    <message>
        <source>Open</source>
        <translation>En cours</translation>
    </message>
    <message>
        <source>Ended today</source>
        <translation>Closes aujourd’hui</translation>
    </message>
    <message>
        <source>No position known</source>
        <translation>Aucune position connue</translation>
    </message>
    <message numerus="yes">
        <source>%n press(es)</source>
        <translation>
            <numerusform>%n appui</numerusform>
            <numerusform>%n appuis</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 is in danger: %2. Go there without being seen. Do not call him.</source>
        <translation>%1 est en danger : %2. Allez-y sans vous faire voir. Ne l’appelez pas.</translation>
    </message>
    <message>
        <source>%1 needs help: %2. Please go there now.</source>
        <translation>%1 a besoin d’aide : %2. Allez-y maintenant, s’il vous plaît.</translation>
    </message>
    <message>
        <source>Report due</source>
        <translation>Rapport à rédiger</translation>
    </message>
    <message>
        <source>An alert in %1, unless he cancels</source>
        <translation>Alerte dans %1, sauf annulation</translation>
    </message>
    <message>
        <source>The countdown is over</source>
        <translation>Le décompte est terminé</translation>
    </message>
    <message>
        <source>Sounds again in %1, unless somebody looks after it</source>
        <translation>Sonne de nouveau dans %1 si personne ne s’en occupe</translation>
    </message>
    <message>
        <source>Under way for %1</source>
        <translation>En route depuis %1</translation>
    </message>
    <message>
        <source>Late by %1</source>
        <translation>En retard de %1</translation>
    </message>
    <message>
        <source>Expected in %1</source>
        <translation>Attendu dans %1</translation>
    </message>
    <message>
        <source>Sounds at: %1</source>
        <translation>Sonne : %1</translation>
    </message>
    <message>
        <source>In %1: %2</source>
        <translation>Dans %1 : %2</translation>
    </message>
</context>
<context>
    <name>facteo::console::AlertsElsewhere</name>
    <message>
        <source>Danger alert in %1</source>
        <translation>Alerte danger – %1</translation>
    </message>
    <message numerus="yes">
        <source>Danger alerts in %1 and %n other depot(s)</source>
        <translation>
            <numerusform>Alertes danger – %1 et %n autre dépôt</numerusform>
            <numerusform>Alertes danger – %1 et %n autres dépôts</numerusform>
        </translation>
    </message>
    <message>
        <source>unanswered there for %1</source>
        <translation>sans réponse sur place depuis %1</translation>
    </message>
</context>
<context>
    <name>facteo::console::CalendarWording</name>
    <message>
        <source>every day</source>
        <translation>tous les jours</translation>
    </message>
    <message>
        <source>%1–%2</source>
        <comment>first day, last day</comment>
        <translation>%1–%2</translation>
    </message>
    <message>
        <source>Always</source>
        <translation>Toujours</translation>
    </message>
    <message>
        <source>%1 %2–%3</source>
        <comment>days, from, to</comment>
        <translation>%1 %2–%3</translation>
    </message>
    <message>
        <source>only on %1</source>
        <comment>a day</comment>
        <translation>le %1 seulement</translation>
    </message>
    <message>
        <source>from %1 to %2</source>
        <comment>first day, last day</comment>
        <translation>du %1 au %2</translation>
    </message>
    <message>
        <source>from %1</source>
        <comment>a day</comment>
        <translation>à partir du %1</translation>
    </message>
    <message>
        <source>until %1</source>
        <comment>the last day</comment>
        <translation>jusqu’au %1</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>weekly hours, dates</comment>
        <translation>%1, %2</translation>
    </message>
</context>
<context>
    <name>facteo::console::CandidateModel</name>
    <message>
        <source>Position unknown</source>
        <translation>Position inconnue</translation>
    </message>
    <message>
        <source>Signal lost</source>
        <translation>Signal perdu</translation>
    </message>
    <message>
        <source>On break</source>
        <translation>En pause</translation>
    </message>
    <message>
        <source>In alert</source>
        <translation>En alerte</translation>
    </message>
    <message>
        <source>Off duty</source>
        <translation>Hors service</translation>
    </message>
</context>
<context>
    <name>facteo::console::CrossingModel</name>
    <message>
        <source>An area that was removed</source>
        <translation>Une zone supprimée</translation>
    </message>
</context>
<context>
    <name>facteo::console::DayCalendar</name>
    <message>
        <source>%1 %2</source>
        <comment>month, year</comment>
        <translation>%1 %2</translation>
    </message>
    <message numerus="yes">
        <source>Positions are kept for %n day(s).</source>
        <translation>
            <numerusform>Les positions sont conservées %n jour.</numerusform>
            <numerusform>Les positions sont conservées %n jours.</numerusform>
        </translation>
    </message>
    <message>
        <source>This day is still to come.</source>
        <translation>Ce jour est encore à venir.</translation>
    </message>
    <message numerus="yes">
        <source>Its positions are deleted: they are kept for %n day(s).</source>
        <translation>
            <numerusform>Ses positions sont supprimées : elles sont conservées %n jour.</numerusform>
            <numerusform>Ses positions sont supprimées : elles sont conservées %n jours.</numerusform>
        </translation>
    </message>
    <message>
        <source>No hub keeps positions for so long.</source>
        <translation>Aucun serveur ne conserve les positions aussi longtemps.</translation>
    </message>
</context>
<context>
    <name>facteo::console::DayLog</name>
    <message>
        <source>%1 – %2</source>
        <comment>from, to</comment>
        <translation>%1 – %2</translation>
    </message>
    <message>
        <source>No position, %1 apart</source>
        <comment>distance of both ends</comment>
        <translation>Aucune position, %1 d’écart</translation>
    </message>
</context>
<context>
    <name>facteo::console::DayReplay</name>
    <message>
        <source>No position from %1 to %2</source>
        <translation>Aucune position de %1 à %2</translation>
    </message>
    <message>
        <source>%1 km/h</source>
        <comment>speed</comment>
        <translation>%1 km/h</translation>
    </message>
</context>
<context>
    <name>facteo::console::DayTrail</name>
    <message>
        <source>%1: %2</source>
        <comment>purpose, remark</comment>
        <translation>%1 : %2</translation>
    </message>
    <message numerus="yes">
        <source>%1 – %2, %n positions</source>
        <comment>from, to</comment>
        <translation>
            <numerusform>%1 – %2, %n position</numerusform>
            <numerusform>%1 – %2, %n positions</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>facteo::console::GeofenceDraft</name>
    <message>
        <source>Somebody else has changed this area meanwhile. Saving replaces what he did.</source>
        <translation>Quelqu’un d’autre vient de modifier cette zone. Enregistrer remplacera sa modification.</translation>
    </message>
    <message>
        <source>Somebody else has removed this area meanwhile. Saving makes it again.</source>
        <translation>Quelqu’un d’autre vient de supprimer cette zone. Enregistrer la recréera.</translation>
    </message>
    <message>
        <source>Click the middle of the circle on the map.</source>
        <translation>Cliquez le centre du cercle sur la carte.</translation>
    </message>
    <message>
        <source>The radius is between 10 m and 100 km.</source>
        <translation>Le rayon va de 10 m à 100 km.</translation>
    </message>
    <message>
        <source>Click the corners of the area on the map.</source>
        <translation>Cliquez les sommets de la zone sur la carte.</translation>
    </message>
    <message numerus="yes">
        <source>%n more corners are needed.</source>
        <translation>
            <numerusform>Il manque encore un sommet.</numerusform>
            <numerusform>Il manque encore %n sommets.</numerusform>
        </translation>
    </message>
    <message>
        <source>Finish the outline: press Enter, or click the first corner.</source>
        <translation>Terminez le contour : touche Entrée, ou clic sur le premier sommet.</translation>
    </message>
    <message>
        <source>An area may not cross the 180th meridian.</source>
        <translation>Une zone ne peut pas traverser le 180ᵉ méridien.</translation>
    </message>
    <message>
        <source>A day is written like 01/12/2026.</source>
        <translation>Une date s’écrit comme 01/12/2026.</translation>
    </message>
    <message>
        <source>The outline crosses itself: what it goes around twice lies outside.</source>
        <translation>Le contour se recoupe : ce qu’il entoure deux fois est en dehors.</translation>
    </message>
    <message>
        <source>The last day is over: nothing is watched.</source>
        <translation>Le dernier jour est passé : rien n’est surveillé.</translation>
    </message>
    <message numerus="yes">
        <source>%n stops of the round lie outside.</source>
        <translation>
            <numerusform>Un point de la tournée est en dehors.</numerusform>
            <numerusform>%n points de la tournée sont en dehors.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>facteo::console::GeofenceModel</name>
    <message>
        <source>Watched now</source>
        <translation>Surveillée</translation>
    </message>
    <message>
        <source>Not watched now</source>
        <translation>Non surveillée</translation>
    </message>
    <message>
        <source>Circle of %1</source>
        <comment>radius</comment>
        <translation>Cercle de %1</translation>
    </message>
    <message numerus="yes">
        <source>Outline of %n corners</source>
        <translation>
            <numerusform>Contour d’un sommet</numerusform>
            <numerusform>Contour de %n sommets</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>facteo::console::NearSearch</name>
    <message>
        <source>%1 m</source>
        <comment>metres</comment>
        <translation>%1 m</translation>
    </message>
    <message>
        <source>%1 – %2</source>
        <comment>from, to</comment>
        <translation>%1 – %2</translation>
    </message>
    <message>
        <source>%1 m around, %2, %3 – %4</source>
        <comment>radius, day, from, to</comment>
        <translation>%1 m alentour, %2, %3 – %4</translation>
    </message>
</context>
<context>
    <name>facteo::console::PostmanModel</name>
    <message>
        <source>%1 km/h</source>
        <translation>%1 km/h</translation>
    </message>
    <message>
        <source>never</source>
        <translation>jamais</translation>
    </message>
    <message>
        <source>Stop %1 of %2</source>
        <translation>Point %1 sur %2</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <comment>round id, round name</comment>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>Alert: unanswered</source>
        <translation>Sans réponse</translation>
    </message>
    <message>
        <source>last scan %1</source>
        <translation>dernier flash à %1</translation>
    </message>
    <message>
        <source>Alert: in hand</source>
        <translation>Prise en charge</translation>
    </message>
    <message>
        <source>%1 % charging</source>
        <translation>%1 % en charge</translation>
    </message>
    <message>
        <source>%1 % low</source>
        <translation>%1 % faible</translation>
    </message>
    <message>
        <source>%1 %</source>
        <comment>battery</comment>
        <translation>%1 %</translation>
    </message>
    <message numerus="yes">
        <source>%n not sent</source>
        <translation>
            <numerusform>%n non envoyé</numerusform>
            <numerusform>%n non envoyés</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>facteo::console::Selection</name>
    <message>
        <source>%1: %2, %3</source>
        <comment>order: state, time</comment>
        <translation>%1 : %2, %3</translation>
    </message>
    <message numerus="yes">
        <source>%1 – %2, %n positions</source>
        <comment>trail from, to</comment>
        <translation>
            <numerusform>%1 – %2, %n position</numerusform>
            <numerusform>%1 – %2, %n positions</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>facteo::console::ServerFileWording</name>
    <message>
        <source>“%1” cannot be read. Check that the file is there and who may read it.</source>
        <translation>« %1 » est illisible. Vérifiez que le fichier existe et qui peut le lire.</translation>
    </message>
    <message>
        <source>“%1” cannot be understood at line %2. A line is a key, an equals sign and a value; text stands in quotation marks.</source>
        <translation>« %1 » est incompréhensible à la ligne %2. Une ligne comporte une clé, un signe égal et une valeur ; un texte se met entre guillemets droits.</translation>
    </message>
    <message>
        <source>“%1” has an unknown key, “%2”. Known are url, attribution, zooms and pixels.</source>
        <translation>« %1 » contient une clé inconnue, « %2 ». Les clés possibles sont url, attribution, zooms et pixels.</translation>
    </message>
    <message>
        <source>In “%1” the value of “%2” is no text. Write it in quotation marks.</source>
        <translation>Dans « %1 », la valeur de « %2 » n’est pas un texte. Mettez-la entre guillemets droits.</translation>
    </message>
    <message>
        <source>In “%1” the address is missing, or is no web address. Write url = &quot;https://SERVER/{z}/{x}/{y}.png&quot;.</source>
        <translation>Dans « %1 », l’adresse manque ou n’est pas une adresse web. Écrivez url = &quot;https://SERVEUR/{z}/{x}/{y}.png&quot;.</translation>
    </message>
    <message>
        <source>In “%1” the address has to contain {z}, {x} and {y}, and nothing else in braces. Correct url.</source>
        <translation>Dans « %1 », l’adresse doit contenir {z}, {x} et {y}, et rien d’autre entre accolades. Corrigez url.</translation>
    </message>
    <message>
        <source>“%1” does not say who has to be named beside the map. Write attribution = &quot;© NAME&quot;.</source>
        <translation>« %1 » ne dit pas qui doit être cité à côté de la carte. Écrivez attribution = &quot;© NOM&quot;.</translation>
    </message>
    <message>
        <source>In “%1” the zooms have to be two whole numbers from 0 to 22, the smaller one first. Write zooms = [0, 19].</source>
        <translation>Dans « %1 », zooms doit donner deux nombres entiers de 0 à 22, le plus petit d’abord. Écrivez zooms = [0, 19].</translation>
    </message>
    <message>
        <source>In “%1” the pixels have to be the number 256 or 512, without quotation marks. Write pixels = 256.</source>
        <translation>Dans « %1 », pixels doit être le nombre 256 ou 512, sans guillemets. Écrivez pixels = 256.</translation>
    </message>
</context>
<context>
    <name>facteo::console::StatusLine</name>
    <message>
        <source>since %1 (%2)</source>
        <translation>depuis %1 (%2)</translation>
    </message>
    <message>
        <source>The broker has been unreachable %1. What you see is old; alerts do not arrive. It reconnects by itself.</source>
        <translation>La messagerie est injoignable %1. L’affichage n’est plus à jour ; les alertes n’arrivent pas. La reconnexion est automatique.</translation>
    </message>
    <message>
        <source>The hub has been silent %1. What you see is old; alerts do not arrive. It reconnects by itself.</source>
        <translation>Le serveur du dépôt ne répond plus %1. L’affichage n’est plus à jour ; les alertes n’arrivent pas. La reconnexion est automatique.</translation>
    </message>
    <message>
        <source>The picture has been frozen %1. Positions are old; alerts still arrive.</source>
        <translation>Les positions sont figées %1 et ne sont plus à jour ; les alertes arrivent encore.</translation>
    </message>
    <message>
        <source>The hub cannot write to its database. Nothing new is recorded.</source>
        <translation>Le serveur du dépôt ne peut plus écrire dans sa base. Rien de nouveau n’est enregistré.</translation>
    </message>
    <message>
        <source>Picture %1 old</source>
        <translation>Positions reçues il y a %1</translation>
    </message>
    <message>
        <source>No picture yet</source>
        <translation>Pas encore de positions</translation>
    </message>
    <message>
        <source>Database unknown</source>
        <translation>Base : état inconnu</translation>
    </message>
    <message>
        <source>Database recording</source>
        <translation>Base : enregistre</translation>
    </message>
    <message>
        <source>Sound not checked yet</source>
        <translation>Son : non vérifié</translation>
    </message>
    <message>
        <source>Sound ready</source>
        <translation>Son : prêt</translation>
    </message>
    <message>
        <source>No sound device: alerts are silent</source>
        <translation>Aucun périphérique audio : alertes muettes</translation>
    </message>
    <message>
        <source>This clock is %1 slow</source>
        <translation>L’horloge du poste retarde de %1</translation>
    </message>
    <message>
        <source>This clock is %1 fast</source>
        <translation>L’horloge du poste avance de %1</translation>
    </message>
    <message>
        <source>The hub does not hand out the depot: %1</source>
        <translation>Le serveur ne communique pas l’état du dépôt : %1</translation>
    </message>
    <message>
        <source>The broker has refused this workstation %1: %2. Alerts do not arrive. Its enrolment has to be checked.</source>
        <translation>La messagerie refuse ce poste %1 : %2. Les alertes n’arrivent pas. Faites vérifier son enrôlement.</translation>
    </message>
    <message>
        <source>Database cannot be written</source>
        <translation>Base : écriture impossible</translation>
    </message>
    <message>
        <source>Are you still there? Press a key or move the mouse, or the alerts that you look after sound again everywhere.</source>
        <translation>Êtes-vous toujours là ? Appuyez sur une touche ou bougez la souris, sinon les alertes dont vous vous occupez sonneront de nouveau partout.</translation>
    </message>
</context>
<context>
    <name>facteo::console::SystemAlarmModel</name>
    <message>
        <source>Shelved until %1, by %2</source>
        <translation>Mise de côté jusqu’à %1 par %2</translation>
    </message>
</context>
<context>
    <name>facteo::console::TaskModel</name>
    <message>
        <source>To be sent</source>
        <translation>À envoyer</translation>
    </message>
    <message>
        <source>Under way</source>
        <translation>En cours</translation>
    </message>
    <message>
        <source>Ended</source>
        <translation>Terminées</translation>
    </message>
    <message>
        <source>%1 – %2</source>
        <comment>time window</comment>
        <translation>%1 – %2</translation>
    </message>
    <message>
        <source>%1 – %2 (%3)</source>
        <comment>visit began, ended, lasted</comment>
        <translation>%1 – %2 (%3)</translation>
    </message>
    <message>
        <source>Says that something hurts</source>
        <translation>Se plaint d’une douleur</translation>
    </message>
    <message>
        <source>Needs medicines</source>
        <translation>Besoin de médicaments</translation>
    </message>
    <message>
        <source>Needs shopping</source>
        <translation>Besoin de courses</translation>
    </message>
    <message>
        <source>No need reported</source>
        <translation>Aucun besoin signalé</translation>
    </message>
</context>
<context>
    <name>facteo::console::TileFetcher</name>
    <message>
        <source>%1: what it sends is no picture</source>
        <translation>%1 : ce qu’il envoie n’est pas une image</translation>
    </message>
</context>
<context>
    <name>facteo::console::TrailSaver</name>
    <message>
        <source>%1 (file %2)</source>
        <comment>purpose, format</comment>
        <translation>%1 (fichier %2)</translation>
    </message>
</context>
<context>
    <name>facteo::console::Wording</name>
    <message>
        <source>The hub did not understand the request. Nothing was changed.</source>
        <translation>Le serveur n’a pas compris la demande. Rien n’a changé.</translation>
    </message>
    <message>
        <source>This workstation is not allowed to do that.</source>
        <translation>Ce poste n’y est pas autorisé.</translation>
    </message>
    <message>
        <source>The hub does not know this alert.</source>
        <translation>Le serveur ne connaît pas cette alerte.</translation>
    </message>
    <message>
        <source>The hub does not know this task.</source>
        <translation>Le serveur ne connaît pas cette mission.</translation>
    </message>
    <message>
        <source>The hub does not know this handset.</source>
        <translation>Le serveur ne connaît pas ce terminal.</translation>
    </message>
    <message>
        <source>The hub does not know this postman.</source>
        <translation>Le serveur ne connaît pas ce facteur.</translation>
    </message>
    <message>
        <source>Too late: it has moved on in the meantime.</source>
        <translation>Trop tard : la situation a évolué entre-temps.</translation>
    </message>
    <message>
        <source>Somebody else is looking after it. Taking over needs a reason.</source>
        <translation>Quelqu’un d’autre s’en occupe. La reprise demande un motif.</translation>
    </message>
    <message>
        <source>A reason is required.</source>
        <translation>Un motif est obligatoire.</translation>
    </message>
    <message>
        <source>Say why you need it: the postman can read it later.</source>
        <translation>Indiquez la finalité : le facteur pourra la lire.</translation>
    </message>
    <message>
        <source>The postman is off duty or on a break.</source>
        <translation>Le facteur est hors service ou en pause.</translation>
    </message>
    <message>
        <source>The hub could not record it. Nothing was changed.</source>
        <translation>Le serveur n’a pas pu l’enregistrer. Rien n’a changé.</translation>
    </message>
    <message>
        <source>It came too late and was not carried out.</source>
        <translation>C’est arrivé trop tard et n’a pas été exécuté.</translation>
    </message>
    <message>
        <source>It is open already.</source>
        <translation>C’est déjà en cours.</translation>
    </message>
    <message>
        <source>No connection to the hub: it was not sent.</source>
        <translation>Pas de liaison avec le serveur : rien n’a été envoyé.</translation>
    </message>
    <message>
        <source>The hub did not answer. If it was carried out, it will show here.</source>
        <translation>Le serveur n’a pas répondu. Si c’est exécuté, cela s’affichera ici.</translation>
    </message>
    <message>
        <source>Alert button</source>
        <translation>Bouton d’alerte</translation>
    </message>
    <message>
        <source>Man down</source>
        <translation>Perte de verticalité</translation>
    </message>
    <message>
        <source>No movement</source>
        <translation>Immobilité</translation>
    </message>
    <message>
        <source>Check-in missed</source>
        <translation>Contrôle de présence manqué</translation>
    </message>
    <message>
        <source>Visit overrun</source>
        <translation>Visite trop longue</translation>
    </message>
    <message>
        <source>Handset went silent</source>
        <translation>Terminal muet</translation>
    </message>
    <message>
        <source>Cord torn off</source>
        <translation>Arrachement du cordon</translation>
    </message>
    <message>
        <source>Raised by a supervisor</source>
        <translation>Déclenchée par un responsable</translation>
    </message>
    <message>
        <source>Reported by a third party</source>
        <translation>Signalée par un tiers</translation>
    </message>
    <message>
        <source>Duress code</source>
        <translation>Code sous contrainte</translation>
    </message>
    <message>
        <source>Unanswered</source>
        <translation>Sans réponse</translation>
    </message>
    <message>
        <source>Acknowledged</source>
        <translation>Acquittée</translation>
    </message>
    <message>
        <source>In hand</source>
        <translation>Prise en charge</translation>
    </message>
    <message>
        <source>No answer yet</source>
        <translation>Rappel sans réponse</translation>
    </message>
    <message>
        <source>Help needed</source>
        <translation>Aide nécessaire</translation>
    </message>
    <message>
        <source>Answered safe</source>
        <translation>Rappelé, tout va bien</translation>
    </message>
    <message>
        <source>Ended</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>Alert raised</source>
        <translation>Alerte déclenchée</translation>
    </message>
    <message>
        <source>Pressed again</source>
        <translation>Nouvel appui</translation>
    </message>
    <message>
        <source>Taken in hand</source>
        <translation>Prise en charge</translation>
    </message>
    <message>
        <source>Not taken in hand: sounds again</source>
        <translation>Pas prise en charge : sonne de nouveau</translation>
    </message>
    <message>
        <source>Called back: safe</source>
        <translation>Rappel : tout va bien</translation>
    </message>
    <message>
        <source>Called back: needs help</source>
        <translation>Rappel : besoin d’aide</translation>
    </message>
    <message>
        <source>Called back: no answer</source>
        <translation>Rappel : pas de réponse</translation>
    </message>
    <message>
        <source>Safe and sound</source>
        <translation>Hors de danger</translation>
    </message>
    <message>
        <source>Injured</source>
        <translation>Blessure</translation>
    </message>
    <message>
        <source>Assault</source>
        <translation>Agression</translation>
    </message>
    <message>
        <source>Animal</source>
        <translation>Animal</translation>
    </message>
    <message>
        <source>Road accident</source>
        <translation>Accident de la route</translation>
    </message>
    <message>
        <source>False alarm</source>
        <translation>Fausse alerte</translation>
    </message>
    <message>
        <source>Other</source>
        <translation>Autre</translation>
    </message>
    <message>
        <source>To be sent</source>
        <translation>À envoyer</translation>
    </message>
    <message>
        <source>Sent</source>
        <translation>Envoyée</translation>
    </message>
    <message>
        <source>Delivered</source>
        <translation>Reçue</translation>
    </message>
    <message>
        <source>Seen</source>
        <translation>Vue</translation>
    </message>
    <message>
        <source>Accepted</source>
        <translation>Acceptée</translation>
    </message>
    <message>
        <source>Declined</source>
        <translation>Refusée</translation>
    </message>
    <message>
        <source>On the way</source>
        <translation>En route</translation>
    </message>
    <message>
        <source>Arrived</source>
        <translation>Sur place</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Terminée</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Annulée</translation>
    </message>
    <message>
        <source>Created</source>
        <translation>Créée</translation>
    </message>
    <message>
        <source>Delivered to the handset</source>
        <translation>Reçue par le terminal</translation>
    </message>
    <message>
        <source>Seen by the postman</source>
        <translation>Vue par le facteur</translation>
    </message>
    <message>
        <source>All is well</source>
        <translation>Tout va bien</translation>
    </message>
    <message>
        <source>So-so</source>
        <translation>Moyen</translation>
    </message>
    <message>
        <source>Not well</source>
        <translation>Ne va pas bien</translation>
    </message>
    <message>
        <source>Not met</source>
        <translation>Pas rencontrée</translation>
    </message>
    <message>
        <source>Off duty</source>
        <translation>Hors service</translation>
    </message>
    <message>
        <source>On duty</source>
        <translation>En service</translation>
    </message>
    <message>
        <source>On break</source>
        <translation>En pause</translation>
    </message>
    <message>
        <source>Sharing switched off</source>
        <translation>Partage désactivé</translation>
    </message>
    <message>
        <source>Off duty or on break</source>
        <translation>Hors service ou en pause</translation>
    </message>
    <message>
        <source>Signal lost</source>
        <translation>Signal perdu</translation>
    </message>
    <message>
        <source>Live</source>
        <translation>En direct</translation>
    </message>
    <message>
        <source>Ageing</source>
        <translation>Moins récente</translation>
    </message>
    <message>
        <source>Stale</source>
        <translation>Ancienne</translation>
    </message>
    <message>
        <source>Lost</source>
        <translation>Perdue</translation>
    </message>
    <message>
        <source>Ring</source>
        <translation>Faire sonner</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>Message</translation>
    </message>
    <message>
        <source>Locate now</source>
        <translation>Localiser</translation>
    </message>
    <message>
        <source>waiting for the handset</source>
        <translation>en attente du terminal</translation>
    </message>
    <message>
        <source>received by the handset</source>
        <translation>reçu par le terminal</translation>
    </message>
    <message>
        <source>carried out</source>
        <translation>exécuté</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>échec</translation>
    </message>
    <message>
        <source>expired, not carried out</source>
        <translation>expiré, non exécuté</translation>
    </message>
    <message>
        <source>Starting</source>
        <translation>Démarrage</translation>
    </message>
    <message>
        <source>Broker unreachable</source>
        <translation>Messagerie injoignable</translation>
    </message>
    <message>
        <source>Hub silent</source>
        <translation>Serveur muet</translation>
    </message>
    <message>
        <source>Fetching the depot</source>
        <translation>Chargement du dépôt</translation>
    </message>
    <message>
        <source>Picture frozen</source>
        <translation>Positions figées</translation>
    </message>
    <message>
        <source>Connected</source>
        <translation>Connecté</translation>
    </message>
    <message>
        <source>%1 s</source>
        <comment>seconds</comment>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1 min</source>
        <comment>minutes</comment>
        <translation>%1 min</translation>
    </message>
    <message>
        <source>%1 h %2</source>
        <comment>hours, minutes</comment>
        <translation>%1 h %2</translation>
    </message>
    <message numerus="yes">
        <source>%n days</source>
        <translation>
            <numerusform>%n jour</numerusform>
            <numerusform>%n jours</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 m</source>
        <comment>metres</comment>
        <translation>%1 m</translation>
    </message>
    <message>
        <source>%1 km</source>
        <comment>kilometres</comment>
        <translation>%1 km</translation>
    </message>
    <message>
        <source>± %1 m</source>
        <comment>radius of accuracy in metres</comment>
        <translation>± %1 m</translation>
    </message>
    <message>
        <source>Who is to be visited, where, and when?</source>
        <translation>Indiquez qui visiter, où et quand.</translation>
    </message>
    <message>
        <source>The time window is already over.</source>
        <translation>Le créneau est déjà passé.</translation>
    </message>
    <message>
        <source>No position is stored for this time.</source>
        <translation>Aucune position n’est conservée pour cette période.</translation>
    </message>
    <message>
        <source>Broker refuses</source>
        <translation>Messagerie : accès refusé</translation>
    </message>
    <message>
        <source>The hub does not know this area.</source>
        <translation>Le serveur ne connaît pas cette zone.</translation>
    </message>
    <message>
        <source>Depot</source>
        <translation>Dépôt</translation>
    </message>
    <message>
        <source>Sensitive place</source>
        <translation>Lieu sensible</translation>
    </message>
    <message>
        <source>Depots</source>
        <translation>Dépôts</translation>
    </message>
    <message>
        <source>Sensitive places</source>
        <translation>Lieux sensibles</translation>
    </message>
    <message>
        <source>Entered</source>
        <translation>Entrée</translation>
    </message>
    <message>
        <source>Left</source>
        <translation>Sortie</translation>
    </message>
    <message>
        <source>Not watched any more</source>
        <translation>Plus suivi</translation>
    </message>
    <message>
        <source>What is the area called?</source>
        <translation>Quel est le nom de la zone ?</translation>
    </message>
    <message>
        <source>These corners enclose nothing: they lie on one line.</source>
        <translation>Ces sommets n’entourent rien : ils sont alignés.</translation>
    </message>
    <message>
        <source>Which round is it the area of?</source>
        <translation>De quelle tournée est-ce le secteur ?</translation>
    </message>
    <message>
        <source>The last day is before the first.</source>
        <translation>Le dernier jour est avant le premier.</translation>
    </message>
    <message>
        <source>On which days?</source>
        <translation>Quels jours ?</translation>
    </message>
    <message>
        <source>A time is written like 14:30.</source>
        <translation>Une heure s’écrit comme 14:30.</translation>
    </message>
    <message>
        <source>The end is not after the beginning. A night has two parts: one until 24:00, one from 0:00.</source>
        <translation>La fin n’est pas après le début. Une nuit se note en deux plages : l’une jusqu’à 24:00, l’autre dès 0:00.</translation>
    </message>
    <message>
        <source>Round’s area</source>
        <translation>Secteur de tournée</translation>
    </message>
    <message>
        <source>Rounds’ areas</source>
        <translation>Secteurs de tournée</translation>
    </message>
    <message>
        <source>No position is stored of this day: he was not on duty, shared none, or had no reception.</source>
        <translation>Aucune position n’est conservée pour cette journée : pas de service, pas de partage ou pas de réseau.</translation>
    </message>
    <message>
        <source>No position is stored of this day any more: they are deleted after two months, or when the depot says so.</source>
        <translation>Aucune position n’est plus conservée pour cette journée : elles sont effacées au bout de deux mois, ou selon la règle du dépôt.</translation>
    </message>
    <message>
        <source>Choose a purpose: nobody looks at the past without one.</source>
        <translation>Choisissez un motif : aucune consultation du passé sans motif.</translation>
    </message>
    <message>
        <source>The end is not after the beginning.</source>
        <translation>La fin n’est pas après le début.</translation>
    </message>
    <message>
        <source>Around which place? Find an address, or click the map with the right button.</source>
        <translation>Autour de quel lieu ? Cherchez une adresse, ou cliquez sur la carte avec le bouton droit.</translation>
    </message>
    <message>
        <source>Safety of the postman, the mail or the vehicle</source>
        <translation>Sécurité du facteur, du courrier ou du véhicule</translation>
    </message>
    <message>
        <source>Proof of a delivery or a service</source>
        <translation>Preuve d’une remise ou d’un service</translation>
    </message>
    <message>
        <source>Help or a task: who is best placed</source>
        <translation>Secours ou mission : qui est le mieux placé</translation>
    </message>
    <message>
        <source>Rules for using the vehicle</source>
        <translation>Règles d’utilisation du véhicule</translation>
    </message>
    <message>
        <source>Legal obligation</source>
        <translation>Obligation légale</translation>
    </message>
    <message>
        <source>dddd d MMMM yyyy</source>
        <comment>a day, as QLocale writes it</comment>
        <translation>dddd d MMMM yyyy</translation>
    </message>
    <message>
        <source>Quiet</source>
        <translation>Calme</translation>
    </message>
    <message>
        <source>At work</source>
        <translation>En tournée</translation>
    </message>
    <message>
        <source>Positions are old</source>
        <translation>Positions anciennes</translation>
    </message>
    <message>
        <source>Not recording</source>
        <translation>N’enregistre pas</translation>
    </message>
    <message>
        <source>Alert in hand</source>
        <translation>Alerte prise en charge</translation>
    </message>
    <message>
        <source>Alert</source>
        <translation>Alerte</translation>
    </message>
    <message>
        <source>Home visit</source>
        <translation>Visite à domicile</translation>
    </message>
    <message>
        <source>He was put under duress: nobody calls him back.</source>
        <translation>Il est sous contrainte : personne ne le rappelle.</translation>
    </message>
    <message>
        <source>The report needs the cause and what was done.</source>
        <translation>Le rapport doit dire la cause et ce qui a été fait.</translation>
    </message>
    <message>
        <source>Say who takes over.</source>
        <translation>Dites qui prend la suite.</translation>
    </message>
    <message>
        <source>Countdown</source>
        <translation>Décompte</translation>
    </message>
    <message>
        <source>Help on its way</source>
        <translation>Aide en route</translation>
    </message>
    <message>
        <source>Help is there</source>
        <translation>L’aide est sur place</translation>
    </message>
    <message>
        <source>Cancelled in time</source>
        <translation>Annulée à temps</translation>
    </message>
    <message>
        <source>Closed</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>Countdown on the handset</source>
        <translation>Décompte sur le terminal</translation>
    </message>
    <message>
        <source>Cancelled by the postman</source>
        <translation>Annulée par le facteur</translation>
    </message>
    <message>
        <source>Duress code entered</source>
        <translation>Code de contrainte saisi</translation>
    </message>
    <message>
        <source>Normal code entered on the handset</source>
        <translation>Code normal saisi sur le terminal</translation>
    </message>
    <message>
        <source>Countdown ended: alert raised</source>
        <translation>Décompte terminé : alerte déclenchée</translation>
    </message>
    <message>
        <source>Its owner left the console: sounds again</source>
        <translation>Son responsable a quitté la console : elle sonne de nouveau</translation>
    </message>
    <message>
        <source>Offered to a colleague</source>
        <translation>Proposée à un collègue</translation>
    </message>
    <message>
        <source>Called back: duress word</source>
        <translation>Rappelé : mot de contrainte</translation>
    </message>
    <message>
        <source>Taken for real danger</source>
        <translation>Tenue pour un danger réel</translation>
    </message>
    <message>
        <source>Help sent</source>
        <translation>Aide envoyée</translation>
    </message>
    <message>
        <source>Help is late</source>
        <translation>L’aide est en retard</translation>
    </message>
    <message>
        <source>Nobody answered: next rung</source>
        <translation>Sans réponse : échelon suivant</translation>
    </message>
    <message>
        <source>Closed with its report</source>
        <translation>Close avec son rapport</translation>
    </message>
    <message>
        <source>Opened again</source>
        <translation>Rouverte</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Note</translation>
    </message>
    <message>
        <source>Step of the plan done</source>
        <translation>Étape du plan faite</translation>
    </message>
    <message>
        <source>Call him back</source>
        <translation>Le rappeler</translation>
    </message>
    <message>
        <source>Ask for the code word</source>
        <translation>Demander le mot de code</translation>
    </message>
    <message>
        <source>Send the nearest colleague</source>
        <translation>Envoyer le collègue le plus proche</translation>
    </message>
    <message>
        <source>Call 17, 15 or 18</source>
        <translation>Appeler le 17, le 15 ou le 18</translation>
    </message>
    <message>
        <source>Inform the head of the depot</source>
        <translation>Prévenir le chef d’établissement</translation>
    </message>
    <message>
        <source>Offer him care</source>
        <translation>Lui proposer un soutien</translation>
    </message>
    <message>
        <source>Report due</source>
        <translation>Rapport dû</translation>
    </message>
    <message>
        <source>That alarm is over.</source>
        <translation>Cette alarme est terminée.</translation>
    </message>
    <message>
        <source>Console</source>
        <translation>Console</translation>
    </message>
    <message>
        <source>SMS</source>
        <translation>SMS</translation>
    </message>
    <message>
        <source>Call</source>
        <translation>Appel</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>E-mail</translation>
    </message>
    <message>
        <source>being sent</source>
        <translation>envoi en cours</translation>
    </message>
    <message>
        <source>sent</source>
        <translation>envoyé</translation>
    </message>
    <message>
        <source>delivered</source>
        <translation>remis</translation>
    </message>
    <message>
        <source>seen</source>
        <translation>vu</translation>
    </message>
    <message>
        <source>Could not be told of an alert</source>
        <translation>N’a pas pu être prévenu d’une alerte</translation>
    </message>
    <message>
        <source>Nobody is at any console</source>
        <translation>Personne n’est à une console</translation>
    </message>
    <message>
        <source>New</source>
        <translation>Nouvelle</translation>
    </message>
    <message>
        <source>Shelved</source>
        <translation>Mise de côté</translation>
    </message>
    <message>
        <source>Over</source>
        <translation>Terminée</translation>
    </message>
    <message>
        <source>first consoles</source>
        <translation>premières consoles</translation>
    </message>
    <message>
        <source>all consoles</source>
        <translation>toutes les consoles</translation>
    </message>
    <message>
        <source>on-call supervisor</source>
        <translation>responsable d’astreinte</translation>
    </message>
    <message>
        <source>regional control room</source>
        <translation>PC sécurité régional</translation>
    </message>
</context>
</TS>
