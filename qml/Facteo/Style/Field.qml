// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Templates as T
import Facteo.Console

// One line to type into.
T.TextField {
    id: field

    property string glyph: ""
    property bool wrong: false

    activeFocusOnTab: true
    color: Look.theme.ink
    font.pixelSize: 14
    implicitHeight: 36
    implicitWidth: 160
    leftPadding: glyph === "" ? 12 : 38
    placeholderTextColor: Look.theme.inkSoft
    rightPadding: clear.visible ? 34 : 12
    selectByMouse: true
    selectedTextColor: Look.theme.onAccent
    selectionColor: Look.theme.accent
    verticalAlignment: TextInput.AlignVCenter
    Accessible.name: placeholderText
    // A field that cannot be seen takes no keys.
    onVisibleChanged: {
        if (!visible)
            focus = false;
    }

    background: Rectangle {
        border.color: field.wrong ? Look.theme.danger : field.activeFocus ? Look.theme.focus : Look.theme.outline
        border.width: field.activeFocus || field.wrong ? 2 : 1
        color: Look.theme.surface
        radius: 7
    }

    Words {
        anchors.left: parent.left
        anchors.leftMargin: field.leftPadding
        anchors.right: parent.right
        anchors.rightMargin: field.rightPadding
        anchors.verticalCenter: parent.verticalCenter
        color: field.placeholderTextColor
        text: field.placeholderText
        visible: field.text === "" && field.preeditText === ""
    }
    Icon {
        anchors.left: parent.left
        anchors.leftMargin: 11
        anchors.verticalCenter: parent.verticalCenter
        color: Look.theme.inkSoft
        glyph: field.glyph
        size: 18
        visible: field.glyph !== ""
    }
    IconButton {
        id: clear

        activeFocusOnTab: false
        anchors.right: parent.right
        anchors.rightMargin: 4
        anchors.verticalCenter: parent.verticalCenter
        glyph: "close"
        ink: Look.theme.inkSoft
        size: 28
        text: qsTr("Clear")
        visible: field.text !== "" && field.glyph === "search"
        onClicked: {
            field.clear();
            field.textEdited();
            field.forceActiveFocus();
        }
    }
}
