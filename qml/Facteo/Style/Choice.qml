// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Templates as T
import Facteo.Console

// One of a few choices, or a switch, in a word: pressed in while it holds, with a line below it, not by colour alone.
T.Button {
    id: choice

    // One of several, of which one holds; otherwise a switch of its own.
    property bool oneOf: false
    property string keyHint: ""
    property alias sign: signs.data
    readonly property real before: signs.children.length > 0 ? signs.childrenRect.width + 7 : 0
    readonly property real after: keyHint === "" ? 0 : hint.implicitWidth + 7

    Accessible.checkable: true
    Accessible.checked: checked
    Accessible.description: keyHint === "" ? "" : qsTr("Key %1").arg(keyHint)
    Accessible.name: text
    Accessible.role: oneOf ? Accessible.RadioButton : Accessible.CheckBox
    activeFocusOnTab: true
    font.pixelSize: 13
    font.weight: checked ? Font.DemiBold : Font.Medium
    implicitHeight: 34
    implicitWidth: Math.ceil(label.implicitWidth) + before + after + leftPadding + rightPadding
    leftPadding: 10
    opacity: enabled ? 1 : 0.5
    rightPadding: 10
    Keys.onReturnPressed: click()
    Keys.onEnterPressed: click()

    background: Rectangle {
        border.color: choice.checked ? Look.theme.accent : Look.theme.outline
        border.width: choice.checked ? 2 : 1
        color: choice.checked ? Look.theme.chosen : choice.down || choice.hovered ? Look.theme.hover : Look.theme.surface
        radius: 7

        FocusFrame {
            control: choice
        }
    }
    contentItem: Item {
        implicitHeight: content.implicitHeight
        implicitWidth: content.implicitWidth

        Row {
            id: content

            anchors.centerIn: parent
            spacing: 7

            Item {
                id: signs

                anchors.verticalCenter: parent.verticalCenter
                height: childrenRect.height
                visible: children.length > 0
                width: childrenRect.width
            }
            Words {
                id: label

                anchors.verticalCenter: parent.verticalCenter
                color: choice.checked && !Look.theme.dark ? Look.theme.accent : Look.theme.ink
                font: choice.font
                text: choice.text
                width: Math.min(Math.ceil(implicitWidth), choice.availableWidth - choice.before - choice.after)
            }
            KeyHint {
                id: hint

                anchors.verticalCenter: parent.verticalCenter
                text: choice.keyHint
                visible: choice.keyHint !== ""
            }
        }
    }
}
