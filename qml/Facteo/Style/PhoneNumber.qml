// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Layouts
import Facteo.Console

// A number to be dialled: large, in groups, and to be taken along by mouse or key.
RowLayout {
    id: phone

    required property string number

    spacing: 8
    visible: number !== ""

    Icon {
        color: Look.theme.ink
        glyph: "phone"
        size: 20
    }
    TextEdit {
        id: figures

        Accessible.name: qsTr("Phone %1").arg(phone.number)
        Accessible.role: Accessible.StaticText
        color: Look.theme.ink
        font.features: {
            "tnum": 1
        }
        font.pixelSize: 20
        font.weight: Font.DemiBold
        readOnly: true
        selectByMouse: true
        selectedTextColor: Look.theme.onAccent
        selectionColor: Look.theme.accent
        text: phone.number
        textFormat: TextEdit.PlainText
    }
    IconButton {
        glyph: "copy"
        size: 28
        text: qsTr("Copy the number")
        onClicked: {
            figures.selectAll();
            figures.copy();
            figures.deselect();
        }
    }
    Item {
        Layout.fillWidth: true
    }
}
