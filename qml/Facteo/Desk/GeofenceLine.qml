// SPDX-License-Identifier: Apache-2.0
import QtQuick
import Facteo.Console
import Facteo.Layers
import Facteo.Style

// One area in a list: what the map draws it with, its name, when it is watched, how many are inside.
Line {
    id: line

    required property string geofenceId
    required property string name
    required property int kind
    required property string kindText
    required property string roundText
    required property bool watched
    required property string watchedText
    required property string calendar
    required property int inside

    Accessible.name: [name, kindText, roundText, watchedText, calendar, inside > 0 ? qsTr("%n inside", "", inside) : ""].filter(word => word !== "").join(", ")
    implicitHeight: 60

    contentItem: Item {
        AreaSwatch {
            id: swatch

            dark: Look.theme.dark
            height: 20
            kind: line.kind
            watched: line.watched
            width: 28
            x: 18
            y: 10
        }
        Words {
            anchors.left: swatch.right
            anchors.leftMargin: 12
            anchors.right: count.left
            anchors.rightMargin: 8
            font.pixelSize: 15
            font.weight: Font.DemiBold
            text: line.name
            y: 9
        }
        Pill {
            id: count

            anchors.right: parent.right
            anchors.rightMargin: 14
            text: qsTr("%n inside", "", line.inside)
            tone: Tone.Normal
            visible: line.inside > 0
            width: visible ? implicitWidth : 0
            y: 8
        }
        Words {
            anchors.left: swatch.right
            anchors.leftMargin: 12
            anchors.right: parent.right
            anchors.rightMargin: 14
            font.pixelSize: 12
            soft: true
            text: [line.watched ? "" : line.watchedText, line.roundText, line.calendar].filter(word => word !== "").join(" · ")
            y: 34
        }
    }
}
