// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Templates as T
import Facteo.Console
import Facteo.Style

// One alert in the list: who, where, how long, and who looks after it.
T.ItemDelegate {
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
    required property bool canAcknowledge
    property bool chosen: false
    property bool current: false

    signal acknowledged

    function act() {
        if (canAcknowledge)
            acknowledged();
        clicked();
    }

    Accessible.name: [who, stateText, place, age].join(", ")
    Accessible.role: Accessible.ListItem
    implicitHeight: 76

    background: Rectangle {
        color: line.chosen ? Look.theme.chosen : line.hovered ? Look.theme.hover : "transparent"

        Rectangle {
            color: Look.theme.inkOf(line.tone)
            height: parent.height
            visible: line.open
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
            text: [line.exercise ? qsTr("Exercise") : "", qsTr("No. %1").arg(line.number), line.open ? "" : line.raisedAt, line.open ? qsTr("open for %1").arg(line.age) : qsTr("took %1").arg(line.age), line.owner].filter(word => word !== "").join(" · ")
            y: 52
        }
    }
}
