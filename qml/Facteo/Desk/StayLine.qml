// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Templates as T
import Facteo.Console
import Facteo.Style

// One postman inside an area, and since when. Leads to him.
T.Button {
    id: line

    required property string handsetId
    required property string name
    required property string since
    required property string span

    Accessible.name: qsTr("%1, inside since %2").arg(name).arg(since)
    activeFocusOnTab: true
    implicitHeight: 36
    Keys.onReturnPressed: click()
    Keys.onEnterPressed: click()

    background: Rectangle {
        border.color: Look.theme.focus
        border.width: line.activeFocus ? 2 : 0
        color: line.hovered ? Look.theme.hover : "transparent"
    }
    contentItem: Item {
        Icon {
            id: sign

            anchors.verticalCenter: parent.verticalCenter
            color: Look.theme.inkSoft
            glyph: "person"
            size: 18
            x: 18
        }
        Words {
            anchors.left: sign.right
            anchors.leftMargin: 8
            anchors.right: since.left
            anchors.rightMargin: 8
            anchors.verticalCenter: parent.verticalCenter
            font.weight: Font.Medium
            text: line.name
        }
        Words {
            id: since

            anchors.right: parent.right
            anchors.rightMargin: 18
            anchors.verticalCenter: parent.verticalCenter
            figures: true
            font.pixelSize: 12
            soft: true
            text: qsTr("since %1 · %2", "time, how long").arg(line.since).arg(line.span)
        }
    }
}
