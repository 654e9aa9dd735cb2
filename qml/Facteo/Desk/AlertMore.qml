// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Facteo.Console
import Facteo.Style

// What is done now and then: a note, a hand-over, danger that somebody else reports, a closed alert opened again.
ColumnLayout {
    id: more

    enum Form {
        Nothing,
        Note,
        HandOver,
        Confirm,
        Reopen
    }

    required property AlertModel alerts
    required property string alertId
    required property bool asking
    required property bool silent
    required property bool canNote
    required property bool canHandOver
    required property bool canConfirm
    required property bool canReopen
    property int form: AlertMore.Nothing
    property int colleague: -1
    readonly property bool drafting: text.text !== ""
    readonly property bool complete: form === AlertMore.HandOver ? colleague >= 0 : text.text.trim() !== ""

    function choose(wanted: int) {
        form = form === wanted ? AlertMore.Nothing : wanted;
        colleague = -1;
        text.clear();
        if (form !== AlertMore.Nothing)
            text.forceActiveFocus();
    }

    function send() {
        if (form === AlertMore.Note)
            alerts.note(alertId, text.text);
        else if (form === AlertMore.HandOver)
            alerts.handOver(alertId, colleague, text.text);
        else if (form === AlertMore.Confirm)
            alerts.confirm(alertId, text.text);
        else
            alerts.reopen(alertId, text.text);
        choose(AlertMore.Nothing);
    }

    spacing: 8

    Flow {
        Layout.fillWidth: true
        spacing: 6

        ActionButton {
            glyph: "pencil"
            implicitHeight: 34
            text: qsTr("Note")
            visible: more.canNote
            onClicked: more.choose(AlertMore.Note)
        }
        ActionButton {
            glyph: "person"
            implicitHeight: 34
            text: qsTr("Hand over")
            visible: more.canHandOver
            onClicked: more.choose(AlertMore.HandOver)
        }
        ActionButton {
            glyph: "alert"
            implicitHeight: 34
            text: qsTr("Danger, says somebody else")
            visible: more.canConfirm && !more.silent
            onClicked: more.choose(AlertMore.Confirm)
        }
        ActionButton {
            glyph: "undo"
            implicitHeight: 34
            text: qsTr("Open again")
            visible: more.canReopen
            onClicked: more.choose(AlertMore.Reopen)
        }
    }
    Flow {
        Layout.fillWidth: true
        spacing: 6
        visible: more.form === AlertMore.HandOver

        Repeater {
            model: more.alerts.colleagues
            delegate: Choice {
                required property int index
                required property string modelData

                checked: more.colleague === index
                oneOf: true
                text: modelData
                onClicked: more.colleague = index
            }
        }
    }
    Words {
        Layout.fillWidth: true
        elide: Text.ElideNone
        font.pixelSize: 13
        soft: true
        text: qsTr("No other operator is known here yet.")
        visible: more.form === AlertMore.HandOver && more.alerts.colleagues.length === 0
        wrapMode: Text.Wrap
    }
    RowLayout {
        spacing: 8
        visible: more.form !== AlertMore.Nothing

        Field {
            id: text

            Layout.fillWidth: true
            maximumLength: 500
            placeholderText: more.form === AlertMore.Note ? qsTr("Note, for the record") : more.form === AlertMore.HandOver ? qsTr("What he has to know") : more.form === AlertMore.Confirm ? qsTr("Who says so, and what?") : qsTr("Why is it opened again?")
            onAccepted: send.click()
        }
        ActionButton {
            id: send

            busy: more.asking
            enabled: !busy && more.complete
            kind: ActionButton.Primary
            text: more.form === AlertMore.HandOver ? qsTr("Offer it") : qsTr("Record")
            onClicked: more.send()
        }
    }
}
