// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Layouts
import Facteo.Console

// What something is called, and what it is: one line of a panel.
RowLayout {
    id: pair

    required property string label
    required property string value
    property bool wrap: false
    property int tone: -1

    spacing: 12

    Words {
        Layout.alignment: Qt.AlignTop
        Layout.preferredWidth: 104
        font.pixelSize: 13
        soft: true
        text: pair.label
    }
    Words {
        Layout.fillWidth: true
        color: pair.tone < 0 ? Look.theme.ink : Look.theme.inkOf(pair.tone)
        elide: pair.wrap ? Text.ElideNone : Text.ElideRight
        font.pixelSize: 13
        font.weight: Font.Medium
        text: pair.value
        wrapMode: pair.wrap ? Text.Wrap : Text.NoWrap
    }
}
