// SPDX-License-Identifier: Apache-2.0
import QtQuick
import Facteo.Console
import Facteo.Style

// Somebody who was near: how near and when, and for how long.
Line {
    id: line

    required property string handsetId
    required property string name
    required property string nearest
    required property string nearestTime
    required property real nearestMs
    required property string times
    required property string span
    required property bool passedBy
    readonly property string stay: passedBy ? qsTr("passed by at about %1").arg(nearestTime) : qsTr("%1 (%2), nearest at %3", "from – to, for how long, clock").arg(times).arg(span).arg(nearestTime)

    Accessible.name: [name, nearest, stay].join(", ")
    implicitHeight: 54

    contentItem: Item {
        Words {
            anchors.left: parent.left
            anchors.leftMargin: 18
            anchors.right: away.left
            anchors.rightMargin: 8
            font.weight: Font.Medium
            text: line.name
            y: 8
        }
        Words {
            id: away

            anchors.right: parent.right
            anchors.rightMargin: 18
            figures: true
            font.weight: Font.DemiBold
            text: line.nearest
            y: 8
        }
        Words {
            anchors.left: parent.left
            anchors.leftMargin: 18
            anchors.right: parent.right
            anchors.rightMargin: 18
            figures: true
            font.pixelSize: 12
            soft: true
            text: line.stay
            y: 29
        }
    }
}
