// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Facteo.Console
import Facteo.Style

/// What can be asked of a postman's handset, and what became of it.
ColumnLayout {
    id: orders

    required property Desk desk
    required property bool canOrder
    required property Selection selection

    signal dayWanted

    spacing: 14

    GridLayout {
        Layout.fillWidth: true
        columnSpacing: 8
        columns: 2
        rowSpacing: 8

        ActionButton {
            Layout.fillWidth: true
            Layout.preferredWidth: 1
            enabled: orders.canOrder && !orders.selection.asking
            glyph: "message"
            text: qsTr("Message")
            onClicked: {
                messageForm.visible = !messageForm.visible;
                trailForm.visible = false;
                if (messageForm.visible)
                    messageText.forceActiveFocus();
            }
        }
        ActionButton {
            Layout.fillWidth: true
            Layout.preferredWidth: 1
            enabled: orders.canOrder && !orders.selection.asking
            glyph: "ring"
            text: qsTr("Ring")
            onClicked: orders.selection.ring()
        }
        ActionButton {
            Layout.fillWidth: true
            Layout.preferredWidth: 1
            enabled: orders.canOrder && !orders.selection.asking
            glyph: "locate"
            text: qsTr("Locate now")
            onClicked: orders.selection.locateNow()
        }
        ActionButton {
            Layout.fillWidth: true
            Layout.preferredWidth: 1
            enabled: !orders.selection.asking
            glyph: "trail"
            text: orders.selection.trailPoints > 0 ? qsTr("Hide trail") : qsTr("Trail")
            onClicked: {
                messageForm.visible = false;
                if (orders.selection.trailPoints > 0)
                    orders.selection.hideTrail();
                else
                    trailForm.visible = !trailForm.visible;
            }
        }
        ActionButton {
            Layout.columnSpan: 2
            Layout.fillWidth: true
            glyph: "history"
            keyHint: "H"
            text: qsTr("History: a whole day")
            onClicked: orders.dayWanted()
        }
    }
    Shortcut {
        autoRepeat: false
        enabled: orders.visible
        sequence: "H"
        onActivated: orders.dayWanted()
    }
    RowLayout {
        id: messageForm

        Layout.fillWidth: true
        spacing: 8
        visible: false

        Field {
            id: messageText

            Layout.fillWidth: true
            maximumLength: 280
            placeholderText: qsTr("Message to the handset")
            onAccepted: send.click()
        }
        ActionButton {
            id: send

            enabled: messageText.text.trim() !== ""
            kind: ActionButton.Primary
            text: qsTr("Send")
            onClicked: {
                orders.selection.message(messageText.text);
                messageText.clear();
                messageForm.visible = false;
            }
        }
    }
    TrailForm {
        id: trailForm

        Layout.fillWidth: true
        purposes: orders.desk.purposes
        visible: false
        onAsked: (purpose, note, minutes) => {
            trailForm.visible = false;
            orders.selection.askTrail(orders.desk.purposeLine(purpose, note), minutes);
        }
    }
    Notice {
        Layout.fillWidth: true
        text: orders.selection.refusal
    }
    Notice {
        Layout.fillWidth: true
        glyph: "check"
        text: orders.selection.orderText
        tone: Tone.Normal
    }
    Notice {
        Layout.fillWidth: true
        glyph: "trail"
        text: orders.selection.trailText === "" ? "" : qsTr("Trail %1. Written into the postman’s ledger.").arg(orders.selection.trailText)
        tone: Tone.Quiet
    }
}
