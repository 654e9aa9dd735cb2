// SPDX-License-Identifier: Apache-2.0
import QtQuick
import Facteo.Console

// Where the keyboard is.
Rectangle {
    property Item control: parent as Item

    anchors.fill: parent
    anchors.margins: -3
    border.color: Look.theme.focus
    border.width: 2
    color: "transparent"
    radius: 9
    visible: control !== null && control.activeFocus
}
