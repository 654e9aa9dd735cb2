// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Facteo.Console
import Facteo.Style

// What is to be done next about an alert, and the keys that do it: acknowledge, look after it, call back, end it.
ColumnLayout {
    id: steps

    required property AlertModel alerts
    required property string alertId
    required property bool inFront
    required property bool typing
    required property bool asking
    required property bool silent
    required property string owner
    required property string offeredTo
    required property bool offeredToMe
    required property bool mine
    required property int tries
    required property bool canAcknowledge
    required property bool canClaim
    required property bool canTakeOver
    required property bool canCallBack
    required property bool canConfirm
    required property bool canArrive
    required property bool canResolve
    readonly property bool drafting: takeOverReason.text !== "" || ending.drafting

    spacing: 14
    onCanTakeOverChanged: {
        if (!canTakeOver)
            takeOverReason.clear();
    }

    ActionButton {
        Layout.fillWidth: true
        busy: steps.asking
        glyph: "check"
        implicitHeight: 44
        // The keys answer the most urgent alert, which may be another one.
        keyHint: steps.alertId !== steps.alerts.mostUrgent ? "" : steps.typing ? "F2" : "A"
        kind: ActionButton.Primary
        text: qsTr("Acknowledge")
        visible: steps.canAcknowledge
        onClicked: steps.alerts.acknowledge(steps.alertId)
    }
    ActionButton {
        Layout.fillWidth: true
        busy: steps.asking
        glyph: "hand"
        implicitHeight: 44
        keyHint: steps.typing ? "F3" : "C"
        kind: ActionButton.Primary
        text: steps.offeredToMe ? qsTr("Take it over from %1").arg(steps.owner) : qsTr("I look after it")
        visible: steps.canClaim
        onClicked: steps.alerts.claim(steps.alertId)
    }
    ColumnLayout {
        Layout.fillWidth: true
        spacing: 8
        visible: steps.owner !== ""

        Words {
            Layout.fillWidth: true
            elide: Text.ElideNone
            font.pixelSize: 13
            soft: true
            text: !steps.mine ? qsTr("%1 looks after it.").arg(steps.owner) : steps.offeredTo !== "" ? qsTr("You look after it until %1 takes it over.").arg(steps.offeredTo) : steps.silent ? qsTr("You look after it. The postman does not see it.") : qsTr("You look after it. The postman sees your name.")
            wrapMode: Text.Wrap
        }
        RowLayout {
            spacing: 8
            visible: steps.canTakeOver

            Field {
                id: takeOverReason

                Layout.fillWidth: true
                maximumLength: 280
                placeholderText: qsTr("Why do you take over?")
                onAccepted: takeOver.click()
            }
            ActionButton {
                id: takeOver

                busy: steps.asking
                enabled: !busy && takeOverReason.text.trim() !== ""
                text: qsTr("Take over")
                onClicked: steps.alerts.claim(steps.alertId, takeOverReason.text)
            }
        }
    }
    ColumnLayout {
        Layout.fillWidth: true
        spacing: 8
        visible: steps.canCallBack

        SectionTitle {
            text: steps.tries === 0 ? qsTr("Call back: what is the answer?") : qsTr("Second call: what is the answer?")
        }
        ActionButton {
            Layout.fillWidth: true
            busy: steps.asking
            glyph: "check"
            keyHint: "S"
            text: qsTr("Safe, code word right")
            onClicked: steps.alerts.calledBackSafe(steps.alertId)
        }
        ActionButton {
            Layout.fillWidth: true
            busy: steps.asking
            glyph: "alert"
            keyHint: "H"
            kind: ActionButton.Danger
            text: qsTr("Needs help")
            onClicked: steps.alerts.calledBackNeedsHelp(steps.alertId)
        }
        ActionButton {
            Layout.fillWidth: true
            busy: steps.asking
            glyph: "phone"
            keyHint: "N"
            text: qsTr("No answer")
            onClicked: steps.alerts.calledBackNoAnswer(steps.alertId)
        }
        ActionButton {
            Layout.fillWidth: true
            busy: steps.asking
            glyph: "sound-off"
            keyHint: "D"
            kind: ActionButton.Danger
            text: qsTr("Duress word")
            onClicked: steps.alerts.calledBackDuress(steps.alertId)
        }
    }
    ActionButton {
        Layout.fillWidth: true
        busy: steps.asking
        glyph: "alert"
        implicitHeight: 44
        keyHint: "H"
        kind: ActionButton.Danger
        text: qsTr("Real danger: get help, do not call")
        visible: steps.silent && steps.canConfirm
        onClicked: steps.alerts.confirm(steps.alertId, "")
    }
    ActionButton {
        Layout.fillWidth: true
        busy: steps.asking
        glyph: "check"
        implicitHeight: 44
        keyHint: "R"
        kind: ActionButton.Primary
        text: qsTr("Help is there")
        visible: steps.canArrive
        onClicked: steps.alerts.arrived(steps.alertId)
    }
    ResolveForm {
        id: ending

        Layout.fillWidth: true
        alertId: steps.alertId
        alerts: steps.alerts
        asking: steps.asking
        inFront: steps.inFront
        visible: steps.canResolve
    }

    Shortcut {
        autoRepeat: false
        enabled: steps.inFront && steps.canClaim && !steps.asking
        sequences: ["C", "F3"]
        onActivated: steps.alerts.claim(steps.alertId)
    }
    Shortcut {
        autoRepeat: false
        enabled: steps.inFront && steps.canCallBack && !steps.asking
        sequence: "S"
        onActivated: steps.alerts.calledBackSafe(steps.alertId)
    }
    Shortcut {
        autoRepeat: false
        enabled: steps.inFront && (steps.canCallBack || (steps.silent && steps.canConfirm)) && !steps.asking
        sequence: "H"
        onActivated: {
            if (steps.silent)
                steps.alerts.confirm(steps.alertId, "");
            else
                steps.alerts.calledBackNeedsHelp(steps.alertId);
        }
    }
    Shortcut {
        autoRepeat: false
        enabled: steps.inFront && steps.canCallBack && !steps.asking
        sequence: "N"
        onActivated: steps.alerts.calledBackNoAnswer(steps.alertId)
    }
    Shortcut {
        autoRepeat: false
        enabled: steps.inFront && steps.canCallBack && !steps.asking
        sequence: "D"
        onActivated: steps.alerts.calledBackDuress(steps.alertId)
    }
    Shortcut {
        autoRepeat: false
        enabled: steps.inFront && steps.canArrive && !steps.asking
        sequence: "R"
        onActivated: steps.alerts.arrived(steps.alertId)
    }
}
