// SPDX-License-Identifier: Apache-2.0
import QtQuick
import Facteo.Console
import Facteo.Style

// One alert in the list: who, where, how long, and who looks after it.
Line {
    id: line

    required property string alertId
    required property int number
    required property bool open
    required property int tone
    required property string stateText
    required property string who
    required property string place
    required property string age
    required property string owner
    required property string outcome
    required property string raisedAt
    required property bool exercise
    required property string presses

    Accessible.name: [who, stateText, presses, place, age].filter(word => word !== "").join(", ")
    edge: open ? Look.theme.inkOf(tone) : "transparent"
    implicitHeight: 76

    contentItem: Item {
        Words {
            anchors.left: parent.left
            anchors.leftMargin: 18
            anchors.right: badge.left
            anchors.rightMargin: 8
            font.pixelSize: 15
            font.weight: line.open ? Font.DemiBold : Font.Medium
            text: line.who
            y: 9
        }
        Pill {
            id: badge

            anchors.right: parent.right
            anchors.rightMargin: 14
            text: line.open ? line.stateText : line.outcome === "" ? line.stateText : line.outcome
            tone: line.tone
            y: 8
        }
        Words {
            anchors.left: parent.left
            anchors.leftMargin: 18
            anchors.right: parent.right
            anchors.rightMargin: 18
            font.pixelSize: 13
            soft: true
            text: line.place
            y: 32
        }
        Words {
            anchors.left: parent.left
            anchors.leftMargin: 18
            anchors.right: parent.right
            anchors.rightMargin: 18
            font.pixelSize: 12
            soft: true
            text: [line.exercise ? qsTr("Exercise") : "", qsTr("No. %1").arg(line.number), line.presses, line.open ? "" : line.raisedAt, line.open ? qsTr("open for %1").arg(line.age) : qsTr("took %1").arg(line.age), line.owner].filter(word => word !== "").join(" · ")
            y: 52
        }
    }
}
