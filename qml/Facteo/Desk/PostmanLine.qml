// SPDX-License-Identifier: Apache-2.0
import QtQuick
import Facteo.Console
import Facteo.Style

// One postman in the list: who, which round, how sure we are where.
Line {
    id: line

    required property string handsetId
    required property string name
    required property string roundName
    // Of another depot than the desk's: which.
    required property string depotName
    readonly property string work: depotName !== "" ? depotName : roundName !== "" ? roundName : qsTr("No round today")
    required property int mark
    required property string markText
    required property string lastScan
    required property bool hasPosition
    required property string age
    required property string batteryText
    required property bool batteryLow
    required property bool inAlert
    required property bool unanswered
    required property string alertText
    required property int openTasks

    Accessible.name: [name, depotName, roundName, alertText, markText, age, lastScan].filter(word => word !== "").join(", ")
    edge: inAlert ? Look.theme.danger : chosen ? Look.theme.accent : "transparent"
    implicitHeight: 56

    contentItem: Item {
        FreshnessMark {
            id: sign

            alert: line.inAlert
            answered: !line.unanswered
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
            text: line.inAlert ? line.alertText : [line.work, line.lastScan].filter(word => word !== "").join(" · ")
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
                    color: line.batteryLow ? Look.theme.danger : Look.theme.inkSoft
                    font.pixelSize: 12
                    font.weight: line.batteryLow ? Font.DemiBold : Font.Normal
                    text: line.batteryText
                }
            }
        }
    }
}
