// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Facteo.Console
import Facteo.Style

// Somebody whose alert is in hand pressed again: stands there until it was looked at.
Item {
    id: again

    required property Desk desk

    signal opened(string alertId)

    implicitHeight: pressed.found ? 48 : 0

    Repeater {
        model: PickedRow {
            id: pressed

            key: again.desk.alerts.pressedAgain
            sourceModel: again.desk.alerts
        }
        delegate: Rectangle {
            id: strip

            required property string alertId
            required property int number
            required property string who
            required property string stateText
            required property string presses
            required property string place

            Accessible.name: title.text
            Accessible.role: Accessible.AlertMessage
            color: Look.theme.alarm
            height: 48
            width: again.width

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
                    id: title

                    color: Look.theme.onAlarm
                    font.pixelSize: 16
                    font.weight: Font.Bold
                    text: qsTr("Pressed again – %1").arg(strip.who)
                }
                Words {
                    Layout.fillWidth: true
                    color: Look.theme.onAlarm
                    font.pixelSize: 13
                    font.weight: Font.Medium
                    text: [qsTr("Alert %1").arg(strip.number), strip.stateText, strip.presses, strip.place].filter(word => word !== "").join(" · ")
                }
                ActionButton {
                    keyHint: "F4"
                    kind: ActionButton.OnAlarm
                    text: qsTr("Show")
                    onClicked: again.opened(strip.alertId)
                }
            }
        }
    }
}
