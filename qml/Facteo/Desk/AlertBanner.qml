// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Facteo.Console
import Facteo.Style

// The alert that has waited longest without an answer, over everything, until somebody answers it.
Item {
    id: banner

    required property Desk desk
    required property bool typing
    readonly property AlertModel alerts: desk.alerts

    signal acknowledged
    signal opened(string alertId)

    clip: true
    implicitHeight: (alerts.unanswered > 0 ? 96 : 0) + again.implicitHeight

    Repeater {
        model: PickedRow {
            key: banner.alerts.mostUrgent
            sourceModel: banner.alerts
        }
        delegate: Rectangle {
            id: strip

            required property string alertId
            required property int number
            required property string handsetId
            required property string trigger
            required property string who
            required property string roundName
            required property string place
            required property bool hasPosition
            required property string positionAge
            required property string accuracy
            required property string raisedAt
            required property string age
            required property int occurrences
            required property bool exercise
            required property bool asking
            required property string refusal
            required property string rung
            required property string timer
            required property bool silent

            Accessible.name: qsTr("Danger alert: %1, %2").arg(who).arg(place)
            Accessible.role: Accessible.AlertMessage
            color: Look.theme.alarm
            height: 96
            width: banner.width

            Rectangle {
                color: Look.theme.brand
                height: parent.height
                width: 8
            }
            Rectangle {
                id: pulse

                anchors.verticalCenter: parent.verticalCenter
                color: "transparent"
                border.color: Look.theme.onAlarm
                border.width: 2
                height: 56
                radius: 28
                width: 56
                x: 32

                Icon {
                    anchors.centerIn: parent
                    color: Look.theme.onAlarm
                    glyph: "alert"
                    size: 32
                }
                SequentialAnimation on opacity {
                    loops: Animation.Infinite
                    running: banner.alerts.unanswered > 0

                    NumberAnimation {
                        duration: 500
                        from: 1
                        to: 0.45
                    }
                    NumberAnimation {
                        duration: 500
                        from: 0.45
                        to: 1
                    }
                }
            }
            RowLayout {
                anchors.fill: parent
                anchors.leftMargin: 108
                anchors.rightMargin: 24
                spacing: 28

                ColumnLayout {
                    Layout.fillWidth: false
                    Layout.maximumWidth: banner.width * 0.34
                    spacing: 3

                    Words {
                        color: Look.theme.onAlarm
                        font.capitalization: Font.AllUppercase
                        font.letterSpacing: 0.8
                        font.pixelSize: 12
                        font.weight: Font.Bold
                        text: strip.silent ? qsTr("DURESS · alert %1 · never call back").arg(strip.number) : strip.exercise ? qsTr("Exercise alert %1 · %2").arg(strip.number).arg(strip.trigger) : qsTr("Danger alert %1 · %2").arg(strip.number).arg(strip.trigger)
                    }
                    Words {
                        Layout.fillWidth: true
                        color: Look.theme.onAlarm
                        font.pixelSize: 26
                        font.weight: Font.Bold
                        text: strip.who
                    }
                    Words {
                        color: Look.theme.onAlarm
                        font.pixelSize: 13
                        font.weight: Font.Medium
                        text: [strip.roundName, strip.handsetId].filter(word => word !== "").join(" · ")
                    }
                }
                Rectangle {
                    Layout.preferredHeight: 56
                    Layout.preferredWidth: 1
                    color: Look.theme.onAlarm
                    opacity: 0.45
                }
                ColumnLayout {
                    Layout.fillWidth: true
                    spacing: 3

                    Words {
                        Layout.fillWidth: true
                        color: Look.theme.onAlarm
                        font.pixelSize: 18
                        font.weight: Font.DemiBold
                        text: strip.place
                    }
                    Words {
                        Layout.fillWidth: true
                        color: Look.theme.onAlarm
                        font.pixelSize: 13
                        font.weight: Font.Medium
                        text: strip.hasPosition ? [qsTr("Position %1 old").arg(strip.positionAge), strip.accuracy].filter(word => word !== "").join(" · ") : qsTr("There was no position when it was raised.")
                    }
                    Words {
                        Layout.fillWidth: true
                        color: Look.theme.onAlarm
                        font.pixelSize: 13
                        font.weight: Font.Medium
                        text: strip.refusal !== "" ? strip.refusal : [qsTr("Raised at %1, %2 ago").arg(strip.raisedAt).arg(strip.age), strip.occurrences > 1 ? qsTr("pressed %n time(s)", "", strip.occurrences) : "", strip.rung, strip.timer].filter(word => word !== "").join(" · ")
                    }
                }
                ActionButton {
                    kind: ActionButton.OnAlarm
                    text: qsTr("%n more", "", banner.alerts.unanswered - 1)
                    visible: banner.alerts.unanswered > 1
                    onClicked: banner.opened(strip.alertId)
                }
                ActionButton {
                    busy: strip.asking
                    font.pixelSize: 16
                    glyph: "check"
                    implicitHeight: 48
                    // Letters go into the field while somebody types.
                    keyHint: banner.typing ? "F2" : "A"
                    kind: ActionButton.OnAlarm
                    leftPadding: 20
                    rightPadding: 20
                    text: qsTr("Acknowledge")
                    onClicked: banner.acknowledged()
                }
            }
        }
    }
    AgainStrip {
        id: again

        anchors.bottom: parent.bottom
        desk: banner.desk
        width: parent.width
        onOpened: alertId => banner.opened(alertId)
    }
}
