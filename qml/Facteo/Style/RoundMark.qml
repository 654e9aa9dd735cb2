// SPDX-License-Identifier: Apache-2.0
import QtQuick
import Facteo.Console

// The map's signpost of a round, whose postman shares no position.
Item {
    id: sign

    readonly property color ink: Look.theme.dark ? Look.theme.ink : Look.theme.accent

    Accessible.ignored: true
    implicitHeight: 18
    implicitWidth: 16

    Rectangle {
        anchors.bottom: parent.bottom
        anchors.horizontalCenter: parent.horizontalCenter
        color: sign.ink
        height: 7
        width: 2
    }
    Rectangle {
        anchors.horizontalCenter: parent.horizontalCenter
        border.color: sign.ink
        border.width: 1.6
        color: Look.theme.surface
        height: 12
        radius: 2.5
        width: 16

        Rectangle {
            anchors.centerIn: parent
            color: sign.ink
            height: 1.6
            width: 8
        }
    }
}
