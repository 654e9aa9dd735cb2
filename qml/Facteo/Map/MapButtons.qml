// SPDX-License-Identifier: Apache-2.0
import QtQuick

// Nearer, farther, and north up again once the map was turned.
Column {
    id: buttons

    required property color ink
    required property color plate
    required property bool turned
    required property real bearing

    signal zoomWanted(real levels)
    signal northWanted

    spacing: 6

    MapButton {
        ink: buttons.ink
        plate: buttons.plate
        sign: MapButton.Plus
        text: qsTr("Zoom in")
        onClicked: buttons.zoomWanted(1)
    }
    MapButton {
        ink: buttons.ink
        plate: buttons.plate
        sign: MapButton.Minus
        text: qsTr("Zoom out")
        onClicked: buttons.zoomWanted(-1)
    }
    MapButton {
        ink: buttons.ink
        plate: buttons.plate
        sign: MapButton.North
        text: qsTr("North up")
        turn: -buttons.bearing
        visible: buttons.turned
        onClicked: buttons.northWanted()
    }
}
