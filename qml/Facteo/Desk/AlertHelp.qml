// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Facteo.Console
import Facteo.Style

// Who goes there: the nearest colleagues, told with one click, and the emergency numbers, logged with one.
ColumnLayout {
    id: help

    required property AlertModel alerts
    required property CandidateModel colleagues
    required property string alertId
    required property bool asking
    required property bool hasPosition
    property int atMost: 3

    spacing: 8

    SectionTitle {
        text: qsTr("Send help")
    }
    GridLayout {
        Layout.fillWidth: true
        columnSpacing: 6
        columns: 4

        Repeater {
            model: [
                {
                    number: "17",
                    service: qsTr("Police")
                },
                {
                    number: "15",
                    service: qsTr("Ambulance")
                },
                {
                    number: "18",
                    service: qsTr("Fire brigade")
                },
                {
                    number: "112",
                    service: qsTr("Europe")
                }
            ]
            delegate: ActionButton {
                id: service

                required property var modelData

                Accessible.name: qsTr("I called %1, %2").arg(modelData.number).arg(modelData.service)
                Layout.fillWidth: true
                Layout.preferredWidth: 1
                busy: help.asking
                glyph: "phone"
                leftPadding: 6
                rightPadding: 6
                text: modelData.number
                onClicked: help.alerts.dispatch(help.alertId, modelData.number + " " + modelData.service, true, 0)
            }
        }
    }
    Words {
        Layout.fillWidth: true
        elide: Text.ElideNone
        font.pixelSize: 12
        soft: true
        text: qsTr("Call first, then press the number you called: time and name are recorded.")
        wrapMode: Text.Wrap
    }
    ColumnLayout {
        Layout.fillWidth: true
        spacing: 0

        Repeater {
            model: help.colleagues
            delegate: Item {
                id: row

                required property int index
                required property string handsetId
                required property string name
                required property bool possible
                required property string distance
                required property string walking
                required property int minutes
                required property bool byStreets

                Layout.fillWidth: true
                implicitHeight: 48
                visible: possible && index < help.atMost

                Rule {
                    width: parent.width
                }
                RowLayout {
                    anchors.fill: parent
                    spacing: 10

                    ColumnLayout {
                        Layout.fillWidth: true
                        spacing: 1

                        Words {
                            Layout.fillWidth: true
                            font.weight: Font.Medium
                            text: row.name
                        }
                        Words {
                            Layout.fillWidth: true
                            font.pixelSize: 12
                            soft: true
                            text: [row.distance, row.walking === "" ? "" : (row.byStreets ? "" : "≈ ") + qsTr("%1 on foot").arg(row.walking)].filter(word => word !== "").join(" · ")
                        }
                    }
                    ActionButton {
                        Accessible.name: qsTr("Send %1 there").arg(row.name)
                        busy: help.asking
                        glyph: "send"
                        implicitHeight: 32
                        kind: row.index === 0 ? ActionButton.Primary : ActionButton.Plain
                        text: qsTr("Send")
                        onClicked: help.alerts.sendColleague(help.alertId, row.handsetId, row.name, row.minutes)
                    }
                }
            }
        }
    }
    Words {
        Layout.fillWidth: true
        elide: Text.ElideNone
        font.pixelSize: 13
        soft: true
        text: qsTr("Without a position nobody can be called nearest.")
        visible: !help.hasPosition
        wrapMode: Text.Wrap
    }
}
