<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_GB" sourcelanguage="en">
<context>
    <name>AlertBanner</name>
    <message numerus="yes">
        <source>pressed %n time(s)</source>
        <translation>
            <numerusform>pressed once</numerusform>
            <numerusform>pressed %n times</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>%n more</numerusform>
            <numerusform>%n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>AlertPanel</name>
    <message numerus="yes">
        <source>Pressed %n time(s)</source>
        <translation>
            <numerusform>Pressed once</numerusform>
            <numerusform>Pressed %n times</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CandidateList</name>
    <message numerus="yes">
        <source>%n task(s)</source>
        <translation>
            <numerusform>%n task</numerusform>
            <numerusform>%n tasks</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CrowdList</name>
    <message numerus="yes">
        <source>%n at this place</source>
        <translation>
            <numerusform>%n at this place</numerusform>
            <numerusform>%n at this place</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DepotLine</name>
    <message numerus="yes">
        <source>%n alert(s)</source>
        <translation>
            <numerusform>%n alert</numerusform>
            <numerusform>%n alerts</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DepotList</name>
    <message numerus="yes">
        <source>People of %n other depot(s) are on the map</source>
        <translation>
            <numerusform>People of %n other depot are on the map</numerusform>
            <numerusform>People of %n other depots are on the map</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DepotsButton</name>
    <message numerus="yes">
        <source>%n depot(s)</source>
        <translation>
            <numerusform>%n depot</numerusform>
            <numerusform>%n depots</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n alert(s)</source>
        <translation>
            <numerusform>%n alert</numerusform>
            <numerusform>%n alerts</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FleetPage</name>
    <message numerus="yes">
        <source>%n handset(s)</source>
        <translation>
            <numerusform>%n handset</numerusform>
            <numerusform>%n handsets</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>GeofenceLine</name>
    <message numerus="yes">
        <source>%n inside</source>
        <translation>
            <numerusform>%n inside</numerusform>
            <numerusform>%n inside</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>GeofencesPane</name>
    <message numerus="yes">
        <source>%n postmen inside</source>
        <translation>
            <numerusform>one postman inside</numerusform>
            <numerusform>%n postmen inside</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PostmanLine</name>
    <message numerus="yes">
        <source>%n task(s)</source>
        <translation>
            <numerusform>%n task</numerusform>
            <numerusform>%n tasks</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>facteo::console::AlertModel</name>
    <message numerus="yes">
        <source>%n press(es)</source>
        <translation>
            <numerusform>%n press</numerusform>
            <numerusform>%n presses</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>facteo::console::AlertsElsewhere</name>
    <message numerus="yes">
        <source>Danger alerts in %1 and %n other depot(s)</source>
        <translation>
            <numerusform>Danger alerts in %1 and %n other depot</numerusform>
            <numerusform>Danger alerts in %1 and %n other depots</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>facteo::console::DayCalendar</name>
    <message numerus="yes">
        <source>Positions are kept for %n day(s).</source>
        <translation>
            <numerusform>Positions are kept for %n day.</numerusform>
            <numerusform>Positions are kept for %n days.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Its positions are deleted: they are kept for %n day(s).</source>
        <translation>
            <numerusform>Its positions are deleted: they are kept for %n day.</numerusform>
            <numerusform>Its positions are deleted: they are kept for %n days.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>facteo::console::DayTrail</name>
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
    <message numerus="yes">
        <source>%n more corners are needed.</source>
        <translation>
            <numerusform>One more corner is needed.</numerusform>
            <numerusform>%n more corners are needed.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n stops of the round lie outside.</source>
        <translation>
            <numerusform>One stop of the round lies outside.</numerusform>
            <numerusform>%n stops of the round lie outside.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>facteo::console::GeofenceModel</name>
    <message numerus="yes">
        <source>Outline of %n corners</source>
        <translation>
            <numerusform>Outline of one corner</numerusform>
            <numerusform>Outline of %n corners</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>facteo::console::PostmanModel</name>
    <message numerus="yes">
        <source>%n not sent</source>
        <translation>
            <numerusform>%n not sent</numerusform>
            <numerusform>%n not sent</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>facteo::console::Selection</name>
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
    <name>facteo::console::Wording</name>
    <message numerus="yes">
        <source>%n days</source>
        <translation>
            <numerusform>%n day</numerusform>
            <numerusform>%n days</numerusform>
        </translation>
    </message>
</context>
</TS>
