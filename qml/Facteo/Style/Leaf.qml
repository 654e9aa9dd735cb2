// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Templates as T
import Facteo.Console

// The words that appear beside a sign under the pointer.
T.ToolTip {
    id: leaf

    delay: 500
    implicitHeight: contentItem.implicitHeight + 12
    implicitWidth: contentItem.implicitWidth + 20
    margins: 6
    x: parent ? (parent.width - implicitWidth) / 2 : 0
    y: -implicitHeight - 4

    background: Rectangle {
        color: Look.theme.ink
        radius: 6
    }
    contentItem: Words {
        color: Look.theme.surface
        font.pixelSize: 12
        horizontalAlignment: Text.AlignHCenter
        text: leaf.text
    }
}
