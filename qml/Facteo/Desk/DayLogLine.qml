// SPDX-License-Identifier: Apache-2.0
import QtQuick
import Facteo.Console
import Facteo.Style

// A stop with its number on the map, or a time of which nothing is known.
Line {
    id: line

    required property bool stop
    required property int number
    required property string times
    required property string span
    required property string place
    required property real atMs
    // The instant that the map shows lies within; `current` is where the keyboard is.
    required property bool now

    Accessible.name: [stop ? qsTr("Stop %1").arg(number) : qsTr("Without a position"), times, span, place].join(", ")
    chosen: now
    edge: now ? Look.theme.accent : "transparent"
    implicitHeight: 50

    contentItem: Item {
        Rectangle {
            border.color: line.stop ? Look.theme.accent : Look.theme.outline
            border.width: line.stop ? 2 : 1
            color: Look.theme.surface
            height: 24
            radius: 12
            width: 24
            x: 16
            y: 13

            Words {
                anchors.centerIn: parent
                font.pixelSize: 11
                font.weight: Font.DemiBold
                soft: !line.stop
                text: line.stop ? line.number : "?"
            }
        }
        Words {
            id: when

            anchors.left: parent.left
            anchors.leftMargin: 52
            figures: true
            font.weight: Font.Medium
            text: line.times
            y: 6
        }
        Words {
            anchors.right: parent.right
            anchors.rightMargin: 16
            font.pixelSize: 13
            soft: true
            text: line.span
            y: 7
        }
        Words {
            anchors.left: when.left
            anchors.right: parent.right
            anchors.rightMargin: 16
            font.italic: !line.stop
            font.pixelSize: 12
            soft: true
            text: line.place
            y: 27
        }
    }
}
