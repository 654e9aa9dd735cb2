// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Templates as T
import Facteo.Console

// Something that is on or off, in one or two words: on has a check mark, not only a colour.
T.Button {
    id: chip

    Accessible.checkable: true
    Accessible.checked: checked
    Accessible.name: text
    Accessible.role: Accessible.CheckBox
    activeFocusOnTab: true
    checkable: true
    font.pixelSize: 12
    font.weight: Font.Medium
    implicitHeight: 28
    implicitWidth: Math.ceil(label.implicitWidth) + (checked ? 18 : 0) + 22
    Keys.onReturnPressed: click()
    Keys.onEnterPressed: click()

    background: Rectangle {
        border.color: chip.checked ? Look.theme.accent : Look.theme.outline
        border.width: 1
        color: chip.checked ? Qt.alpha(Look.theme.accent, 0.16) : chip.hovered || chip.down ? Look.theme.hover : Look.theme.surface
        radius: 14

        FocusFrame {
            control: chip
        }
    }
    contentItem: Item {
        Row {
            anchors.centerIn: parent
            spacing: 4

            Icon {
                anchors.verticalCenter: parent.verticalCenter
                color: Look.theme.ink
                glyph: "check"
                size: 14
                visible: chip.checked
            }
            Words {
                id: label

                anchors.verticalCenter: parent.verticalCenter
                font: chip.font
                text: chip.text
            }
        }
    }
}
