// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Layouts
import Facteo.Console
import Facteo.Style

// A danger alert of another depot of the house that nobody has answered there: stands until somebody does.
Rectangle {
    id: strip

    required property AlertsElsewhere alerts

    signal opened(string depot)

    Accessible.name: [alerts.text, alerts.waiting].join(", ")
    Accessible.role: Accessible.AlertMessage
    color: Look.theme.alarm
    implicitHeight: visible ? 48 : 0
    visible: alerts.depot !== ""

    Rectangle {
        color: Look.theme.onAlarm
        height: 1
        opacity: 0.4
        width: parent.width
    }
    Rectangle {
        color: Look.theme.brand
        height: parent.height
        width: 8
    }
    RowLayout {
        anchors.fill: parent
        anchors.leftMargin: 44
        anchors.rightMargin: 24
        spacing: 14

        Icon {
            color: Look.theme.onAlarm
            glyph: "alert"
            size: 22
        }
        Words {
            Accessible.ignored: true
            color: Look.theme.onAlarm
            font.pixelSize: 16
            font.weight: Font.Bold
            text: strip.alerts.text
        }
        Words {
            Layout.fillWidth: true
            Accessible.ignored: true
            color: Look.theme.onAlarm
            figures: true
            font.pixelSize: 13
            font.weight: Font.Medium
            text: strip.alerts.waiting
        }
        ActionButton {
            Accessible.name: qsTr("Go to that depot’s desk")
            keyHint: "F6"
            kind: ActionButton.OnAlarm
            text: qsTr("Go there")
            onClicked: strip.opened(strip.alerts.depot)
        }
    }
}
