// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Facteo.Console
import Facteo.Style

// A part of the week: its days as switches, and from when to when.
ColumnLayout {
    id: row

    required property Desk desk
    required property int index
    required property int days
    required property string fromText
    required property string toText
    required property string faultText
    readonly property WeeklyHoursModel hours: desk.geofenceDraft.hours

    spacing: 8

    RowLayout {
        Layout.fillWidth: true
        spacing: 6

        Repeater {
            model: 7
            delegate: Choice {
                id: day

                required property int index
                // JavaScript's week begins with Sunday.
                readonly property int dayOfWeek: (index + 1) % 7

                Accessible.name: Qt.locale(row.desk.language).standaloneDayName(dayOfWeek)
                Layout.fillWidth: true
                Layout.preferredWidth: 10
                checked: (row.days >> index) & 1
                leftPadding: 0
                rightPadding: 0
                text: Qt.locale(row.desk.language).standaloneDayName(dayOfWeek, Locale.ShortFormat).slice(0, 2)
                onClicked: row.hours.toggleDay(row.index, index)
            }
        }
    }
    RowLayout {
        Layout.fillWidth: true
        spacing: 8

        Field {
            Layout.preferredWidth: 84
            Accessible.name: qsTr("From")
            horizontalAlignment: TextInput.AlignHCenter
            maximumLength: 8
            text: row.fromText
            wrong: row.faultText !== "" && row.days !== 0
            onTextEdited: row.hours.setFrom(row.index, text)
        }
        Words {
            soft: true
            text: qsTr("to", "from … to")
        }
        Field {
            Layout.preferredWidth: 84
            Accessible.name: qsTr("To")
            horizontalAlignment: TextInput.AlignHCenter
            maximumLength: 8
            text: row.toText
            wrong: row.faultText !== "" && row.days !== 0
            onTextEdited: row.hours.setTo(row.index, text)
        }
        Item {
            Layout.fillWidth: true
        }
        IconButton {
            glyph: "close"
            text: qsTr("Remove these hours")
            onClicked: row.hours.removeAt(row.index)
        }
    }
    Notice {
        Layout.fillWidth: true
        text: row.faultText
        tone: Tone.Attention
    }
}
