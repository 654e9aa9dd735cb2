// SPDX-License-Identifier: Apache-2.0
import QtQuick
import Facteo.Console
import Facteo.Style

// One task in a list: whom, where, when, who goes.
Line {
    id: line

    required property string taskId
    required property bool open
    required property int tone
    required property string stateText
    required property string beneficiary
    required property string address
    required property string window
    required property bool late
    required property string who

    Accessible.name: [beneficiary, stateText, address, window, who].filter(word => word !== "").join(", ")
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
            text: line.beneficiary
            y: 9
        }
        Pill {
            id: badge

            anchors.right: parent.right
            anchors.rightMargin: 14
            text: line.stateText
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
            text: line.address
            y: 32
        }
        Words {
            anchors.left: parent.left
            anchors.leftMargin: 18
            anchors.right: parent.right
            anchors.rightMargin: 18
            color: line.late ? Look.theme.danger : Look.theme.inkSoft
            font.pixelSize: 12
            font.weight: line.late ? Font.DemiBold : Font.Normal
            text: [line.window, line.late ? qsTr("late") : "", line.who].filter(word => word !== "").join(" · ")
            y: 52
        }
    }
}
