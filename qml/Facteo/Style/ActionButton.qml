// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Templates as T
import Facteo.Console

// A button with words, and the key that does the same where there is one.
T.Button {
    id: button

    enum Kind {
        Plain,
        Primary,
        Danger,
        OnAlarm
    }

    property int kind: ActionButton.Plain
    property string glyph: ""
    property string keyHint: ""
    property bool busy: false

    readonly property color ink: kind === ActionButton.Primary ? Look.theme.onAccent : kind === ActionButton.Danger ? Look.theme.danger : kind === ActionButton.OnAlarm ? Look.theme.alarm : Look.theme.ink

    // A key that is held acts once.
    function clickOnce(event: KeyEvent) {
        if (!event.isAutoRepeat)
            click();
    }

    Accessible.name: text
    Accessible.description: keyHint === "" ? "" : qsTr("Key %1").arg(keyHint)
    activeFocusOnTab: true
    enabled: !busy
    font.pixelSize: 14
    font.weight: Font.DemiBold
    implicitHeight: 36
    implicitWidth: Math.ceil(label.implicitWidth) + (glyph === "" ? 0 : 26) + (keyHint === "" ? 0 : hint.implicitWidth + 8) + leftPadding + rightPadding
    leftPadding: 14
    opacity: enabled ? 1 : 0.5
    rightPadding: 14
    Keys.onReturnPressed: event => clickOnce(event)
    Keys.onEnterPressed: event => clickOnce(event)

    background: Rectangle {
        border.color: button.kind === ActionButton.Plain ? Look.theme.outline : button.kind === ActionButton.Danger ? Look.theme.danger : "transparent"
        border.width: button.kind === ActionButton.Plain || button.kind === ActionButton.Danger ? 1 : 0
        color: {
            const under = button.down || button.hovered;
            if (button.kind === ActionButton.Primary)
                return under ? Qt.tint(Look.theme.accent, Look.theme.dark ? "#22ffffff" : "#22000000") : Look.theme.accent;
            if (button.kind === ActionButton.OnAlarm)
                return under ? "#ffe9ec" : "#ffffff";
            if (button.kind === ActionButton.Danger)
                return under ? Look.theme.dangerSoft : "transparent";
            return under ? Look.theme.hover : Look.theme.surface;
        }
        radius: 7

        FocusFrame {
            control: button
        }
    }
    contentItem: Item {
        implicitHeight: content.implicitHeight
        implicitWidth: content.implicitWidth

        Row {
            id: content

            anchors.centerIn: parent
            height: parent.height
            spacing: 8

            Icon {
                anchors.verticalCenter: parent.verticalCenter
                color: button.ink
                glyph: button.glyph
                size: 18
                visible: button.glyph !== ""
            }
            Words {
                id: label

                anchors.verticalCenter: parent.verticalCenter
                color: button.ink
                font: button.font
                text: button.text
                width: Math.min(Math.ceil(implicitWidth), button.availableWidth - (button.glyph === "" ? 0 : 26) - (button.keyHint === "" ? 0 : hint.implicitWidth + 8))
            }
            KeyHint {
                id: hint

                anchors.verticalCenter: parent.verticalCenter
                ink: button.ink
                text: button.keyHint
                visible: button.keyHint !== ""
            }
        }
    }
}
