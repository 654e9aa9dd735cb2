// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Layouts
import Facteo.Console
import Facteo.Style

// The title of a pane, what it counts, and a way to close it where it can be closed.
Item {
    id: header

    required property string title
    property string detail: ""
    property bool closable: false

    signal closed

    Layout.fillWidth: true
    implicitHeight: Math.max(60, words.implicitHeight + 24)

    RowLayout {
        anchors.fill: parent
        anchors.leftMargin: 18
        anchors.rightMargin: 10
        spacing: 10

        ColumnLayout {
            id: words

            Layout.fillWidth: true
            spacing: 2

            Words {
                Accessible.role: Accessible.Heading
                Layout.fillWidth: true
                font.pixelSize: 18
                font.weight: Font.DemiBold
                text: header.title
            }
            Words {
                Layout.fillWidth: true
                elide: Text.ElideNone
                font.pixelSize: 12
                soft: true
                text: header.detail
                visible: text !== ""
                wrapMode: Text.Wrap
            }
        }
        IconButton {
            glyph: "close"
            text: qsTr("Close")
            visible: header.closable
            onClicked: header.closed()
        }
    }
    Rule {
        anchors.bottom: parent.bottom
        width: parent.width
    }
}
