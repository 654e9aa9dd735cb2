// SPDX-License-Identifier: Apache-2.0
import QtQuick
import Facteo.Console
import Facteo.Style

// Stands across the window while the picture cannot be trusted, and says why.
Rectangle {
    id: bar

    property string text: ""

    Accessible.name: text
    Accessible.role: Accessible.AlertMessage
    color: Look.theme.brand
    implicitHeight: visible ? 44 : 0
    visible: text !== ""

    Row {
        anchors.centerIn: parent
        spacing: 10

        Icon {
            anchors.verticalCenter: parent.verticalCenter
            color: Look.theme.onBrand
            glyph: "link-off"
        }
        Words {
            anchors.verticalCenter: parent.verticalCenter
            color: Look.theme.onBrand
            font.weight: Font.DemiBold
            text: bar.text
            width: Math.min(implicitWidth, bar.width - 80)
        }
    }
}
