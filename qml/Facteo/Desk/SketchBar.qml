// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Layouts
import Facteo.Console
import Facteo.Style

// What to do next while an area is drawn, at the top of the map.
Rectangle {
    id: bar

    required property GeofenceDraft draft

    signal finishWanted

    border.color: Look.theme.line
    border.width: 1
    color: Look.theme.surface
    implicitHeight: 46
    implicitWidth: row.implicitWidth + 24
    radius: 9

    // Clicks on it are none on the map.
    MouseArea {
        anchors.fill: parent
    }
    RowLayout {
        id: row

        anchors.fill: parent
        anchors.leftMargin: 14
        anchors.rightMargin: 8
        spacing: 8

        Words {
            Layout.fillWidth: true
            elide: Text.ElideNone
            font.pixelSize: 13
            font.weight: Font.Medium
            maximumLineCount: 2
            wrapMode: Text.Wrap
            text: bar.draft.closed ? bar.draft.circle ? qsTr("Drag the centre or the border.") : qsTr("Drag corners, or the middle of a side for a new one.") : bar.draft.circle ? qsTr("Click the middle of the circle.") : qsTr("Click corner after corner.")
        }
        ActionButton {
            enabled: bar.draft.canUndo && !bar.draft.asking
            glyph: "undo"
            implicitHeight: 32
            keyHint: "Ctrl Z"
            text: qsTr("Undo")
            onClicked: bar.draft.undo()
        }
        ActionButton {
            enabled: bar.draft.corners.count >= 3
            implicitHeight: 32
            keyHint: "↵"
            kind: ActionButton.Primary
            text: qsTr("Finish")
            visible: !bar.draft.closed && !bar.draft.circle
            onClicked: bar.finishWanted()
        }
    }
}
