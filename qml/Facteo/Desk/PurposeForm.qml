// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Facteo.Console
import Facteo.Style

// Nobody looks at the past without saying why, and the postman can read it.
ColumnLayout {
    id: form

    required property list<string> purposes
    required property string action
    required property bool busy
    property int chosen: -1
    property string actionName: ""
    property string otherAction: ""

    signal asked(int purpose, string note)
    signal otherAsked(int purpose, string note)

    function takeFocus() {
        reasons.itemAt(Math.max(0, chosen)).forceActiveFocus();
    }

    function clear() {
        chosen = -1;
        note.clear();
    }

    spacing: 8

    component Reason: T.RadioButton {
        id: reason

        Accessible.checkable: true
        Accessible.checked: checked
        Accessible.name: text
        Accessible.role: Accessible.RadioButton
        activeFocusOnTab: true
        implicitHeight: Math.max(28, words.implicitHeight + 10)
        // Space chooses; Return chooses, and where it is chosen already it asks.
        Keys.onEnterPressed: checked ? go.click() : click()
        Keys.onReturnPressed: checked ? go.click() : click()

        background: Rectangle {
            color: reason.hovered ? Look.theme.hover : "transparent"
            radius: 7

            FocusFrame {
                control: reason
            }
        }
        contentItem: Item {
            Rectangle {
                anchors.verticalCenter: parent.verticalCenter
                border.color: reason.checked ? Look.theme.accent : Look.theme.outline
                border.width: reason.checked ? 5 : 1.5
                color: Look.theme.surface
                height: 16
                radius: 8
                width: 16
                x: 4
            }
            Words {
                id: words

                anchors.verticalCenter: parent.verticalCenter
                elide: Text.ElideNone
                font.pixelSize: 13
                font.weight: reason.checked ? Font.DemiBold : Font.Normal
                text: reason.text
                width: parent.width - 34
                wrapMode: Text.Wrap
                x: 30
            }
        }
    }

    SectionTitle {
        text: qsTr("Why do you look at it?")
    }
    ColumnLayout {
        Layout.fillWidth: true
        Accessible.name: qsTr("Purpose")
        Accessible.role: Accessible.Grouping
        spacing: 0

        Repeater {
            id: reasons

            model: form.purposes
            delegate: Reason {
                required property int index
                required property string modelData

                Layout.fillWidth: true
                checked: form.chosen === index
                text: modelData
                Keys.onDownPressed: nextItemInFocusChain(true).forceActiveFocus()
                Keys.onUpPressed: nextItemInFocusChain(false).forceActiveFocus()
                onClicked: {
                    form.chosen = index;
                    checked = Qt.binding(() => form.chosen === index);
                }
            }
        }
    }
    Field {
        id: note

        Layout.fillWidth: true
        maximumLength: 120
        placeholderText: qsTr("Claim number or remark (optional)")
        onAccepted: go.click()
    }
    Words {
        Layout.fillWidth: true
        elide: Text.ElideNone
        font.pixelSize: 12
        soft: true
        text: qsTr("Your name, the time and this purpose are written into the ledger before anything is shown. The postman can read it.")
        wrapMode: Text.Wrap
    }
    ActionButton {
        id: go

        objectName: form.actionName

        Layout.fillWidth: true
        busy: form.busy
        enabled: form.chosen >= 0 && !busy
        kind: ActionButton.Primary
        text: form.busy ? qsTr("The hub is asked…") : form.action
        onClicked: form.asked(form.chosen, note.text)
    }
    ActionButton {
        Layout.fillWidth: true
        enabled: go.enabled
        text: form.otherAction
        visible: form.otherAction !== ""
        onClicked: form.otherAsked(form.chosen, note.text)
    }
}
