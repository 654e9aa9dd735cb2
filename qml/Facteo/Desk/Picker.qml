// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Facteo.Style

// One row out of many, by typing some of it: a field, and below it what fits.
ColumnLayout {
    id: picker

    property alias count: list.count
    property alias delegate: list.delegate
    property alias listName: list.listName
    property alias model: list.model
    property alias name: search.name
    property alias typed: search.text
    // What is chosen, or what to type.
    property alias chosen: search.chosen
    property alias invitation: search.invitation

    property bool open: false

    signal edited(string text)
    signal picked(int row)

    function pick(row: int) {
        if (row < 0 || row >= list.count)
            return;
        search.forceActiveFocus();
        open = false;
        picked(row);
        edited("");
    }

    spacing: 0

    Field {
        id: search

        property string chosen: ""
        property string invitation: ""
        property string name: ""

        Layout.fillWidth: true
        Accessible.description: chosen
        Accessible.name: name
        glyph: "search"
        placeholderText: chosen === "" ? invitation : chosen
        placeholderTextColor: chosen === "" ? Look.theme.inkSoft : Look.theme.ink
        Keys.onDownPressed: {
            picker.open = true;
            list.forceActiveFocus();
        }
        Keys.onShortcutOverride: event => event.accepted = event.key === Qt.Key_Escape && text !== ""
        Keys.onEscapePressed: picker.edited("")
        onAccepted: picker.pick(0)
        onActiveFocusChanged: {
            if (activeFocus || !list.activeFocus)
                picker.open = activeFocus;
        }
        onTextEdited: {
            picker.open = true;
            picker.edited(text);
        }
    }
    ListView {
        id: list

        property string listName: ""

        Layout.fillWidth: true
        Accessible.name: listName
        Accessible.role: Accessible.List
        boundsBehavior: Flickable.StopAtBounds
        clip: true
        implicitHeight: Math.min(count, 5) * 44
        keyNavigationEnabled: true
        visible: count > 0 && picker.open
        T.ScrollBar.vertical: Scroll {}
        Keys.onReturnPressed: picker.pick(currentIndex)
    }
}
