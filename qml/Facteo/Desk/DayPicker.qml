// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Layouts
import Facteo.Console
import Facteo.Style

// Which day: the one before, the one after.
RowLayout {
    id: picker

    required property string day
    required property bool canGoLater

    signal earlier
    signal later

    spacing: 4

    IconButton {
        glyph: "earlier"
        text: qsTr("The day before")
        onClicked: picker.earlier()
    }
    Words {
        Layout.fillWidth: true
        Accessible.role: Accessible.StaticText
        Accessible.name: text
        font.weight: Font.DemiBold
        horizontalAlignment: Text.AlignHCenter
        text: picker.day
    }
    IconButton {
        enabled: picker.canGoLater
        glyph: "later"
        text: qsTr("The day after")
        onClicked: picker.later()
    }
}
