// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Templates as T
import Facteo.Console

// One row of a list: its ground says whether it is chosen, its frame whether the keyboard is there.
T.ItemDelegate {
    id: line

    property bool chosen: false
    property bool current: false
    // Down the left side; transparent for none.
    property color edge: "transparent"
    property color ground: "transparent"

    Accessible.role: Accessible.ListItem
    Accessible.selected: chosen
    focusPolicy: Qt.NoFocus

    background: Rectangle {
        color: line.chosen ? Look.theme.chosen : line.hovered ? Look.theme.hover : line.ground

        Rectangle {
            color: line.edge
            height: parent.height
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
}
