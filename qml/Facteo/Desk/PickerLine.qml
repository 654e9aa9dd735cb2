// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Templates as T
import Facteo.Console
import Facteo.Style

// One row that a picker offers.
T.ItemDelegate {
    id: line

    property string title: ""
    property string detail: ""
    readonly property bool current: ListView.view && ListView.view.activeFocus && ListView.isCurrentItem

    Accessible.name: [title, detail].filter(word => word !== "").join(", ")
    focusPolicy: Qt.NoFocus
    implicitHeight: 44
    width: ListView.view ? ListView.view.width : implicitWidth

    background: Rectangle {
        color: line.hovered || line.current ? Look.theme.chosen : Look.theme.raised
    }
    contentItem: Item {
        Words {
            font.weight: Font.Medium
            text: line.title
            width: parent.width - 24
            x: 12
            y: 4
        }
        Words {
            font.pixelSize: 12
            soft: true
            text: line.detail
            width: parent.width - 24
            x: 12
            y: 23
        }
    }
}
