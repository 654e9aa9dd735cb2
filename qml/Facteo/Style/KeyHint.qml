// SPDX-License-Identifier: Apache-2.0
import QtQuick
import Facteo.Console

// The key that does it.
Rectangle {
    id: hint

    property string text: ""
    property color ink: Look.theme.inkSoft

    border.color: ink
    border.width: 1
    color: "transparent"
    implicitHeight: 18
    implicitWidth: Math.max(18, label.implicitWidth + 10)
    opacity: 0.85
    radius: 4

    Words {
        id: label

        anchors.centerIn: parent
        color: hint.ink
        font.pixelSize: 11
        font.weight: Font.DemiBold
        text: hint.text
    }
}
