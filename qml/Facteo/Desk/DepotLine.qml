// SPDX-License-Identifier: Apache-2.0
import QtQuick
import Facteo.Console
import Facteo.Style

// One depot of the house: how it stands, and how many of its people are live.
Line {
    id: line

    required property string depotId
    required property string name
    required property int known
    required property int live
    required property int lost
    required property int openAlerts
    required property string standingText
    required property int tone
    required property bool isChosen

    Accessible.name: [name, standingText, numbers.text].join(", ")
    edge: openAlerts > 0 ? Look.theme.inkOf(Tone.Danger) : "transparent"
    implicitHeight: 54

    contentItem: Item {
        Words {
            anchors.left: parent.left
            anchors.leftMargin: 14
            anchors.right: standing.left
            anchors.rightMargin: 8
            font.weight: Font.Medium
            text: line.name
            y: 7
        }
        Pill {
            id: standing

            anchors.right: parent.right
            anchors.rightMargin: 12
            text: line.standingText
            tone: line.tone
            y: 7
        }
        Words {
            id: numbers

            anchors.left: parent.left
            anchors.leftMargin: 14
            font.pixelSize: 12
            soft: true
            text: [line.depotId, qsTr("%1 of %2 live").arg(line.live).arg(line.known), line.lost > 0 ? qsTr("%1 lost").arg(line.lost) : "", line.openAlerts > 0 ? qsTr("%n alert(s)", "", line.openAlerts) : ""].filter(word => word !== "").join(" · ")
            y: 29
        }
    }
}
