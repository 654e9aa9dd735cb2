// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Templates as T
import Facteo.Console
import Facteo.Style

// One postman in the list: who, which round, how sure we are where.
T.ItemDelegate {
    id: line

    required property string handsetId
    required property string name
    required property string roundName
    required property int mark
    required property string markText
    required property bool hasPosition
    required property string age
    required property int battery
    required property bool charging
    required property bool inAlert
    required property int openTasks
    property bool chosen: false
    property bool current: false

    Accessible.name: [name, roundName, inAlert ? qsTr("in alert") : "", markText, age].filter(word => word !== "").join(", ")
    Accessible.role: Accessible.ListItem
    implicitHeight: 56

    background: Rectangle {
        color: line.chosen ? Look.theme.chosen : line.hovered ? Look.theme.hover : "transparent"

        Rectangle {
            color: line.inAlert ? Look.theme.danger : Look.theme.accent
            height: parent.height
            visible: line.chosen || line.inAlert
            width: 3
        }
        Rectangle {
            anchors.fill: parent
            anchors.margins: 2
            border.color: Look.theme.focus
            border.width: 2
            color: "transparent"
            radius: 6
            visible: line.current
        }
    }
    contentItem: Item {
        FreshnessMark {
            id: sign

            alert: line.inAlert
            anchors.verticalCenter: parent.verticalCenter
            mark: line.mark
            x: 18
        }
        Words {
            id: who

            anchors.left: sign.right
            anchors.leftMargin: 14
            anchors.right: side.left
            anchors.rightMargin: 8
            font.weight: Font.Medium
            text: line.name
            y: 9
        }
        Words {
            anchors.left: who.left
            anchors.right: side.left
            anchors.rightMargin: 8
            color: line.inAlert ? Look.theme.danger : Look.theme.inkSoft
            font.pixelSize: 12
            font.weight: line.inAlert ? Font.DemiBold : Font.Normal
            text: line.inAlert ? qsTr("In alert") : line.roundName === "" ? qsTr("No round today") : line.roundName
            y: 30
        }
        Column {
            id: side

            anchors.right: parent.right
            anchors.rightMargin: 18
            anchors.verticalCenter: parent.verticalCenter
            spacing: 3

            Words {
                anchors.right: parent.right
                figures: true
                font.pixelSize: 12
                horizontalAlignment: Text.AlignRight
                soft: true
                text: line.hasPosition ? qsTr("%1 · %2", "freshness, age").arg(line.markText).arg(line.age) : line.markText
                width: Math.min(implicitWidth, 150)
            }
            Row {
                anchors.right: parent.right
                spacing: 10

                Words {
                    font.pixelSize: 12
                    soft: true
                    text: qsTr("%n task(s)", "", line.openTasks)
                    visible: line.openTasks > 0
                }
                Words {
                    figures: true
                    color: line.battery >= 0 && line.battery <= 15 && !line.charging ? Look.theme.danger : Look.theme.inkSoft
                    font.pixelSize: 12
                    font.weight: line.battery >= 0 && line.battery <= 15 ? Font.DemiBold : Font.Normal
                    text: line.battery < 0 ? "" : line.charging ? qsTr("%1 % charging").arg(line.battery) : qsTr("%1 %").arg(line.battery)
                }
            }
        }
    }
}
